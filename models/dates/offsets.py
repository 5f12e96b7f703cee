"""The window that opens when the event it waited for gets a day.

The parser keeps "binnen zes weken na ontvangst van het advies" as an event and an offset. Once
the event is dated, these two and the day are enough: nobody reads the words again.
"""

import re
from datetime import date, timedelta

from models.dates.calendar import Calendar
from models.dates.periods import plus_months
from models.dates.window import Window
from models.errors import OutsideCalendarError, UnreadablePhraseError, Words

_OFFSET = re.compile(
    r"(?P<back>-)?P(?=\d)(?:(?P<years>\d{1,3})Y)?(?:(?P<months>\d{1,4})M)?(?:(?P<weeks>\d{1,4})W)?"
    r"(?:(?P<days>\d{1,5})D)?(?:(?P<working_days>\d{1,4})B)?",
    re.ASCII,
)
_ACCEPTED = Words(
    "een tijdsduur als P6W, P36M, P15B (werkdagen) of -P2W",
    "a duration such as P6W, P36M, P15B (working days) or -P2W",
)
_UNITS = {
    "years": (Words("jaar", "year"), Words("jaar", "years")),
    "months": (Words("maand", "month"), Words("maanden", "months")),
    "weeks": (Words("week", "week"), Words("weken", "weeks")),
    "days": (Words("dag", "day"), Words("dagen", "days")),
    "working_days": (Words("werkdag", "working day"), Words("werkdagen", "working days")),
}


def window_from(day: date, offset: str | None, *, calendar: Calendar) -> Window:
    """Return the window of an agreement whose event took place on ``day``.

    After the event it runs from that day until the offset has passed (domain section 10: a bound
    is closed, whole days); before the event it ends that much earlier; without an offset ("na
    ontvangst van …") it begins and has no end. A political promise: it is never extended.

    Raises:
        UnreadablePhraseError: the offset is no duration.
        OutsideCalendarError: the working days are not all in the calendar.
    """
    if offset is None:
        return Window(earliest=day)
    counts, direction = _counts(offset)
    try:
        end = plus_months(day, direction * (12 * counts["years"] + counts["months"]))
        end += direction * timedelta(weeks=counts["weeks"], days=counts["days"])
    except (OverflowError, ValueError) as problem:  # beyond the year 9999, or before the first
        raise OutsideCalendarError(
            day=f"{day} {offset}", first=calendar.first, last=calendar.last
        ) from problem
    if counts["working_days"]:
        end = calendar.add_working_days(end, direction * counts["working_days"])
    return Window(latest=end) if direction < 0 else Window(earliest=day, latest=end)


def offset_in_words(offset: str) -> Words:
    """Return ``daarna 6 weken``, ``2 weken daarvoor``.

    Raises:
        UnreadablePhraseError: the offset is no duration.
    """
    counts, direction = _counts(offset)
    said = [_counted(unit, count) for unit, count in counts.items() if count]
    nl, en = " en ".join(each.nl for each in said), " and ".join(each.en for each in said)
    if direction < 0:
        return Words(f"{nl} daarvoor", f"{en} before it")
    return Words(f"daarna {nl}", f"{en} after it")


def _counts(offset: str) -> tuple[dict[str, int], int]:
    found = _OFFSET.fullmatch(offset)
    if found is None:
        raise UnreadablePhraseError(text=offset[:80], accepted=_ACCEPTED)
    counts = {unit: int(found[unit] or 0) for unit in _UNITS}
    return counts, -1 if found["back"] else 1


def _counted(unit: str, count: int) -> Words:
    one, more = _UNITS[unit]
    name = one if count == 1 else more
    return Words(f"{count} {name.nl}", f"{count} {name.en}")
