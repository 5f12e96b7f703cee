"""The first or last so many units of a period: "de eerste twee maanden van 2027"."""

from dataclasses import replace
from datetime import date, timedelta

from models.dates import periods
from models.dates.phrases import names, recurring, relative
from models.dates.phrases.grammar import Found, Read, Saying, Size
from models.dates.phrases.names import ordinal
from models.dates.phrases.spans import Duration, duration_at, moved
from models.dates.phrases.tokens import Tokens
from models.dates.phrases.words import FILLERS, Unit
from models.dates.remarks import Remark
from models.dates.window import Window

_DAY = timedelta(days=1)
_LAST = -1
# A week of a month is counted in ``counted.py``; "first days" are some, not one.
_ONE = (
    dict.fromkeys(("dag", "day"), Unit.DAY)
    | dict.fromkeys(("werkdag", "workday"), Unit.WORKING_DAY)
    | dict.fromkeys(("maand", "month"), Unit.MONTH)
)
_DAYS_IN = {Unit.DAY: 1, Unit.WEEK: 7}
_MONTHS_IN = {Unit.MONTH: 1, Unit.YEAR: 12}
_WHOLES: tuple[Read, ...] = (
    recurring.with_or_without_year(names.half_year_name),
    recurring.with_or_without_year(names.quarter_name),
    recurring.with_or_without_year(names.month_name),
    relative.shifted_period,
    relative.running_period,
    relative.years_joined,
    relative.year_in_figures,
)


def first_or_last_units(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "eerste twee weken van september", "laatste dag van mei", "last day of May"."""
    place = ordinal(tokens, at, last=_LAST)
    duration = _units_at(tokens, at + 1) if place in (1, _LAST) else None
    if duration is None:
        return None
    position = tokens.skip(FILLERS, duration.after)
    if position == duration.after:
        return None
    whole = next(filter(None, (read(tokens, position, saying) for read in _WHOLES)), None)
    if whole is None:
        return None
    if duration.unit is Unit.WORKING_DAY:
        return _working_days(whole, duration, saying, is_last=place == _LAST)
    window = _slice(whole.window, duration, is_last=place == _LAST)
    return Found(window, whole.after, Size.SPAN, whole.remarks) if window else None


def _units_at(tokens: Tokens, at: int) -> Duration | None:
    """Return how many units are meant: "first day" is one."""
    unit = _ONE.get(tokens[at].text)
    return Duration(1, unit, at + 1) if unit else duration_at(tokens, at)


def _working_days(
    whole: Found, duration: Duration, saying: Saying, *, is_last: bool
) -> Found | None:
    """Return the first or last working days of a period, by the calendar; of one, that day."""
    first, last = whole.window.earliest, whole.window.latest
    if first is None or last is None:
        return None
    # Counted from the day before the first; back from the last, or the working day before it.
    back = replace(duration, count=duration.count - 1)
    day = moved(last, back, -1, saying) if is_last else moved(first - _DAY, duration, 1, saying)
    if day is None:
        return Found(Window(), whole.after, remarks=(Remark.CALENDAR_NEEDED,))
    if duration.count == 1:
        return Found(periods.day(day), whole.after, Size.DAY, whole.remarks)
    window = Window(day, None, last) if is_last else Window(first, None, day)
    if not whole.window.contains(day):
        return None
    return Found(window, whole.after, Size.SPAN, whole.remarks)


def _slice(whole: Window, duration: Duration, *, is_last: bool) -> Window | None:
    """Return the part; None when it would be longer than the whole, or ends in mid-month."""
    first, last = whole.earliest, whole.latest
    if first is None or last is None:
        return None
    begin = _moved(last + _DAY, duration, -1) if is_last else first
    end = last if is_last else _moved(first, duration, 1)
    if begin is None or end is None:
        return None
    end = end if is_last else end - _DAY
    return Window(begin, None, end) if first <= begin <= end <= last else None


def _moved(day: date, duration: Duration, direction: int) -> date | None:
    if duration.unit in _DAYS_IN:
        return day + timedelta(days=direction * duration.count * _DAYS_IN[duration.unit])
    if duration.unit in _MONTHS_IN:
        return periods.plus_months(day, direction * duration.count * _MONTHS_IN[duration.unit])
    return None
