"""The days that working days are counted around: holidays and recesses, for pages and the API."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.dates import Calendar, Confidence


class Kind(StrEnum):
    """What such days are."""

    HOLIDAY = "holiday"
    RECESS = "recess"


@dataclass(frozen=True, slots=True)
class DaysOff:
    """A holiday or a recess; ``confidence`` is None where a day is certain."""

    first: date
    last: date  # as far as can be known
    kind: Kind
    name: str
    confidence: Confidence | None


def days_off(calendar: Calendar, first: date, last: date = date.max) -> list[DaysOff]:
    """Return what lies between two days or reaches into them, in order of their first day."""
    found = [
        *(DaysOff(each.day, each.day, Kind.HOLIDAY, each.name, None) for each in calendar.holidays),
        *(
            DaysOff(each.first, each.known_last, Kind.RECESS, each.name, each.confidence)
            for each in calendar.recesses
        ),
    ]
    within = (each for each in found if each.last >= first and each.first <= last)
    return sorted(within, key=lambda each: (each.first, each.last, each.kind, each.name))
