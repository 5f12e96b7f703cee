"""A year of the calendar as one value: what is known of it, and what is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from models.dates.calendar import Anchor, Calendar, Confidence, Holiday, Recess
from models.dates.periods import end_of_month
from models.errors import OutsideCalendarError

Days = tuple[date, date]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many days of a month are worked and sat on, and in which ISO weeks.

    Attributes:
        month: From 1 to 12.
        working_days: Without the holidays and days by royal decree that are known.
        sitting_days: As far as the recesses are known; otherwise the most there can be.
        sitting_weeks: ISO weeks with a sitting day in this month, in order.
        confidence: The lowest of the recesses in it; UNKNOWN where some may be missing.
    """

    month: int
    working_days: int
    sitting_days: int
    sitting_weeks: tuple[int, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """What a calendar knows of a year, as far as it covers it.

    Attributes:
        year: The year.
        first: Its first day within the calendar.
        last: Its last day within the calendar.
        months: In order.
        holidays: In order, days by royal decree among them.
        recesses: Those with a day in the year, in order.
        anchors: In order of day.
        anchors_without_day: Names that letters use and for which this year has no day.
        recesses_unknown: Times of the year in which recesses may be missing.
        decrees_unknown: Times of the year in which days by royal decree may be missing.
        recesses_known_until: Last day of the calendar for which all recesses are known.
    """

    year: int
    first: date
    last: date
    months: tuple[MonthCount, ...]
    holidays: tuple[Holiday, ...]
    recesses: tuple[Recess, ...]
    anchors: tuple[Anchor, ...]
    anchors_without_day: tuple[str, ...]
    recesses_unknown: tuple[Days, ...]
    decrees_unknown: tuple[Days, ...]
    recesses_known_until: date | None

    @property
    def working_days(self) -> int:
        """Return how many days of the year are worked."""
        return sum(each.working_days for each in self.months)

    @property
    def sitting_days(self) -> int:
        """Return how many days the chamber sits; the most there can be where recesses lack."""
        return sum(each.sitting_days for each in self.months)

    @property
    def sitting_weeks(self) -> tuple[int, ...]:
        """Return the ISO weeks with a sitting day; of the last days, perhaps week 1 or 53."""
        return tuple(dict.fromkeys(week for each in self.months for week in each.sitting_weeks))


def calendar_year(calendar: Calendar, year: int) -> CalendarYear:
    """Return what a calendar knows of a year.

    Raises:
        OutsideCalendarError: If it knows no day of it.
    """
    if not calendar.first.year <= year <= calendar.last.year:
        raise OutsideCalendarError(day=year, first=calendar.first, last=calendar.last)
    first = max(date(year, 1, 1), calendar.first)
    last = min(date(year, 12, 31), calendar.last)
    anchors = sorted((a for a in calendar.anchors if a.day.year == year), key=lambda a: a.day)
    dated = {anchor.name for anchor in anchors}
    return CalendarYear(
        year=year,
        first=first,
        last=last,
        months=tuple(_months(calendar, first, last)),
        holidays=tuple(each for each in calendar.holidays if first <= each.day <= last),
        recesses=tuple(_recesses(calendar, first, last)),
        anchors=tuple(anchors),
        anchors_without_day=tuple(n for n in calendar.anchor_names if n not in dated),
        recesses_unknown=tuple(_gaps(first, last, calendar.recesses_complete)),
        decrees_unknown=tuple(_gaps(first, last, calendar.decrees_complete)),
        recesses_known_until=max((end for _, end in calendar.recesses_complete), default=None),
    )


def _months(calendar: Calendar, first: date, last: date) -> Iterator[MonthCount]:
    for month in range(first.month, last.month + 1):
        begin = max(first, date(first.year, month, 1))
        end = min(last, end_of_month(first.year, month))
        days = [begin + n * _DAY for n in range((end - begin).days + 1)]
        sitting = [day for day in days if calendar.is_sitting_day(day)]
        yield MonthCount(
            month=month,
            working_days=sum(map(calendar.is_working_day, days)),
            sitting_days=len(sitting),
            sitting_weeks=tuple(dict.fromkeys(day.isocalendar().week for day in sitting)),
            confidence=_confidence(calendar, begin, end),
        )


def _confidence(calendar: Calendar, begin: date, end: date) -> Confidence:
    if not calendar.knows_recesses(begin, end):
        return Confidence.UNKNOWN
    found = [each.confidence for each in _recesses(calendar, begin, end)]
    return min(found, key=lambda confidence: confidence.rank, default=Confidence.HIGH)


def _recesses(calendar: Calendar, begin: date, end: date) -> Iterator[Recess]:
    return (each for each in calendar.recesses if each.first <= end and each.known_last >= begin)


def _gaps(first: date, last: date, complete: tuple[Days, ...]) -> Iterator[Days]:
    """Yield the stretches from ``first`` to ``last`` that no complete range covers."""
    begin = first
    for start, end in sorted(complete):
        if end < begin or start > last:
            continue
        if start > begin:
            yield begin, start - _DAY
        begin = end + _DAY
    if begin <= last:
        yield begin, last
