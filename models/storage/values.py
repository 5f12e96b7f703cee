"""What a column of a subject can hold, as it travels through the ledger."""

from collections.abc import Mapping
from datetime import date

Value = str | int | bool | date | None
Values = Mapping[str, Value]
