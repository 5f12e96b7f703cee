"""What must hold of the calendars, so that no answer rests on a slip of the pen.

Each breach is an error with its file and line; the first one found is raised.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise

from models.dates.calendar import SATURDAY, SHORTEST_RECESS
from models.dates.phrases.words import RECESSES
from models.errors import DuplicateIdError, InvalidValueError, Words
from seeds.calendar_rows import CalendarRows, Row

_MONDAY, _FRIDAY = 0, 4
# It ends with the election or the installation of a new chamber, on whatever day that is.
ELECTION_RECESS = "verkiezingsreces"
_RECESS_NAMES = frozenset(RECESSES.values()) | {ELECTION_RECESS}


def check_rows(rows: CalendarRows, law_days: Mapping[date, str]) -> None:
    """Let pass rows that agree with each other and with the law.

    Args:
        rows: what the files say.
        law_days: the holidays that the law fixes, by day.

    Raises:
        InvalidValueError, DuplicateIdError: names file, line and what would be accepted.
    """
    _in_order(rows.span)
    for ranges in (rows.recesses_complete, rows.decrees_complete):
        _check_ranges(ranges, rows.span)
    _check_decrees(rows, law_days)
    _check_recesses(rows)
    _check_anchors(rows)


def _check_ranges(ranges: Iterable[Row], span: Row) -> None:
    found = list(ranges)
    for row in found:
        _in_order(row)
        _inside(row, "first", span)
        _inside(row, "last", span)
    for earlier, later in pairwise(sorted(found, key=_first)):
        if later.day("first") <= earlier.day("last"):
            raise _overlap(later, earlier)


def _check_decrees(rows: CalendarRows, law_days: Mapping[date, str]) -> None:
    field = "decree_days"
    _once(rows.decree_days, field)
    for row in rows.decree_days:
        day = row.day(field)
        _inside(row, field, rows.span)
        if day.weekday() >= SATURDAY:
            raise _unfit(row, field, _WEEKEND, _WORKING_DAY)
        if day in law_days:
            name = law_days[day]
            problem = Words(f"dat is al een feestdag: {name}", f"that is a holiday already: {name}")
            raise _unfit(row, field, problem, _WORKING_DAY)


def _check_recesses(rows: CalendarRows) -> None:
    for row in rows.recesses:
        _inside(row, "first", rows.span)
        if row.text("name") not in _RECESS_NAMES:
            raise _unfit(row, "name", _NO_RECESS, " | ".join(sorted(_RECESS_NAMES)))
        if row.day("first").weekday() != _FRIDAY:
            raise _unfit(row, "first", _NO_FRIDAY, _A_FRIDAY)
        if row.last is None:
            _refuse_unknown_end(row, rows.recesses_complete)
            continue
        _in_order(row)
        _inside(row, "last", rows.span)
        if row.last.weekday() != _MONDAY and row.text("name") != ELECTION_RECESS:
            raise _unfit(row, "last", _NO_MONDAY, _A_MONDAY)
    for earlier, later in pairwise(sorted(rows.recesses, key=_first)):
        if later.day("first") <= (earlier.last or earlier.day("first") + SHORTEST_RECESS):
            raise _overlap(later, earlier)


def _refuse_unknown_end(row: Row, complete: Iterable[Row]) -> None:
    """Keep out a recess without an end where every recess is said to be known."""
    first = row.day("first")
    for each in complete:
        if each.day("first") <= first <= each.day("last"):
            raise _unfit(row, "last", _END_UNKNOWN, _A_MONDAY)


def _check_anchors(rows: CalendarRows) -> None:
    for row in rows.yearly:
        for field, most in (("month", 12), ("weekday", 7), ("number", 4)):
            if not 1 <= row.number(field) <= most:
                raise _unfit(row, field, _OUT_OF_RANGE, f"1 … {most}")
    for row in rows.anchor_days:
        _inside(row, "day", rows.span)
    _once(rows.yearly, "name")
    _once(rows.without_day, "without_day")
    seen: dict[tuple[str, int], Row] = {}
    fixed = {row.text("name"): row for row in rows.yearly}
    for row in rows.anchor_days:
        name, year = row.text("name"), row.day("day").year
        first = fixed.get(name) or seen.get((name, year))
        if first is not None:
            raise _twice(row, f"{name} {year}", first)
        seen[name, year] = row


def _once(rows: Iterable[Row], field: str) -> None:
    seen: dict[str, Row] = {}
    for row in rows:
        value = str(row.values[field])
        if value in seen:
            raise _twice(row, value, seen[value])
        seen[value] = row


def _in_order(row: Row) -> None:
    last = row.last
    if last is not None and last < row.day("first"):
        raise _unfit(row, "last", _BEFORE_FIRST, f"{row.day('first')} …")


def _inside(row: Row, field: str, span: Row) -> None:
    first, last = span.day("first"), span.day("last")
    if not first <= row.day(field) <= last:
        raise _unfit(row, field, _OUTSIDE, f"{first} … {last}")


def _first(row: Row) -> date:
    return row.day("first")


def _twice(row: Row, key: str, first: Row) -> DuplicateIdError:
    line = first.spot.line
    return DuplicateIdError(
        file=row.spot.file,
        line=row.spot.line,
        key=key,
        first=Words(f"regel {line}", f"line {line}"),
    )


def _overlap(later: Row, earlier: Row) -> InvalidValueError:
    line = earlier.spot.line
    end = earlier.last or earlier.day("first") + SHORTEST_RECESS
    problem = Words(f"overlapt met regel {line}", f"overlaps with line {line}")
    return _unfit(later, "first", problem, f"{end + timedelta(days=1)} …")


def _unfit(row: Row, field: str, problem: Words, accepted: Words | str) -> InvalidValueError:
    return InvalidValueError(
        file=row.spot.file,
        line=row.spot.line,
        field=field,
        value=row.values[field],
        problem=problem,
        accepted=accepted,
    )


_WEEKEND = Words("die dag valt in een weekend", "that day lies in a weekend")
_WORKING_DAY = Words("een maandag t/m vrijdag zonder feestdag", "a weekday that is no holiday")
_NO_RECESS = Words("dat reces kent geen enkele regel", "no rule knows that recess")
_NO_FRIDAY = Words("een reces begint op een vrijdag", "a recess begins on a Friday")
_A_FRIDAY = Words("de vrijdag na de laatste vergaderdag", "the Friday after the last sitting day")
_NO_MONDAY = Words("een reces eindigt op een maandag", "a recess ends on a Monday")
_A_MONDAY = Words(
    "de maandag vóór de eerste vergaderdag", "the Monday before the first sitting day"
)
_END_UNKNOWN = Words(
    "hier zouden alle recessen bekend zijn (recesses_complete)",
    "every recess is said to be known here (recesses_complete)",
)
_OUT_OF_RANGE = Words("buiten de telling", "out of range")
_BEFORE_FIRST = Words("ligt vóór de eerste dag", "lies before the first day")
_OUTSIDE = Words("ligt buiten de kalender", "lies outside the calendar")
