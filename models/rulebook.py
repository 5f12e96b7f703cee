"""The rules that a change is judged by: the calendar and the reminder ladders, as values.

They are data under ``seeds/``; the entry point loads them once and hands them down.
"""

from dataclasses import dataclass

from models.dates import Calendar
from models.ladder import Ladders


@dataclass(frozen=True)
class Rulebook:
    """What the ledger needs to know besides the database."""

    calendar: Calendar
    ladders: Ladders
