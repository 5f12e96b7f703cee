"""The rules that a change is judged by: calendar, reminder ladders, quiet hours, as values.

They are data under ``seeds/``; the entry point loads them once and hands them down.
"""

from dataclasses import dataclass

from models.dates import Calendar
from models.rules.ladder import Ladders
from models.rules.telling_policy import AT_ANY_TIME, TellingPolicy


@dataclass(frozen=True)
class Rulebook:
    """What the ledger needs to know besides the database."""

    calendar: Calendar
    ladders: Ladders
    telling: TellingPolicy = AT_ANY_TIME
