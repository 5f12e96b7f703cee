"""Working days, holidays, recesses and sitting days as one value that other rules ask.

Calendars are data with a first and a last day and with a confidence; this module only answers
questions about them. ``seeds/calendar.py`` fills one for the Netherlands.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from models.errors import OutsideCalendarError, Words

SATURDAY = 5
SITTING_WEEKDAYS = range(1, 4)  # Tuesday to Thursday (domain section 10)

# A recess whose end is not in the data lasts at least this long: the shortest one, in spring,
# runs from a Friday to the Monday of the week after the next.
SHORTEST_RECESS = timedelta(days=10)

# An estimated recess may turn out to be a week off, so one that begins or ends this near to an
# answer has a say in how sure the answer is.
ESTIMATE_MARGIN = timedelta(days=7)


class Confidence(StrEnum):
    """How sure a date in a calendar is."""

    HIGH = "high"  # published by the body itself
    MEDIUM = "medium"  # secondary source
    LOW = "low"  # estimated from earlier years
    UNKNOWN = "unknown"  # no data for this time

    @property
    def rank(self) -> int:
        """Place from the least sure (0) up, so that the weakest link can be found."""
        return tuple(reversed(Confidence)).index(self)


class HolidayBasis(StrEnum):
    """What makes a day a holiday: the paragraph of Algemene termijnenwet, article 3."""

    RECOGNISED = "3(1)"  # the generally recognised ones, 5 May among them every year
    EQUATED = "3(2)"  # Good Friday
    DECREE = "3(3)"  # equated by royal decree, mostly to bridge a weekend


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday, or a day that is treated as one; without a basis, by nobody's law."""

    day: date
    name: str
    basis: HolidayBasis | None = HolidayBasis.RECOGNISED


# A day that rests on one of these may turn out otherwise, and is shown as such.
UNSURE = frozenset({Confidence.LOW, Confidence.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Recess:
    """A time without sittings, from a Friday to a Monday; ``last`` is None when unknown."""

    name: str
    first: date
    last: date | None
    confidence: Confidence

    @property
    def known_last(self) -> date:
        """Last day of the recess, as far as can be known."""
        return self.last or self.first + SHORTEST_RECESS

    def covers(self, day: date) -> bool:
        """Return whether the day lies in this recess."""
        return self.first <= day <= self.known_last


@dataclass(frozen=True, slots=True)
class Anchor:
    """A fixed moment of the parliamentary year that letters refer to by name (Prinsjesdag)."""

    name: str
    day: date
    confidence: Confidence = Confidence.HIGH


@dataclass(frozen=True, slots=True)
class SittingDay:
    """A day on which the chamber sits.

    Attributes:
        day: The day itself.
        confidence: Lowest confidence of the recesses that had a say; UNKNOWN without data.
        recess_name: The recess with that confidence, None when none is near.
    """

    day: date
    confidence: Confidence
    recess_name: str | None


@dataclass(frozen=True)
class Calendar:
    """What is known about the days from ``first`` to ``last``, both included.

    Attributes:
        first: First day for which the holidays are complete.
        last: Last such day.
        holidays: In any order.
        recesses: In order of their first day.
        recesses_complete: Ranges of days for which every recess is in the data.
        anchors: In any order.
        anchor_names: What letters call anchors, those without a day in some years included.
        decrees_complete: Ranges of days for which every royal decree is in the data.
    """

    first: date
    last: date
    holidays: tuple[Holiday, ...] = ()
    recesses: tuple[Recess, ...] = ()
    recesses_complete: tuple[tuple[date, date], ...] = ()
    anchors: tuple[Anchor, ...] = ()
    anchor_names: tuple[str, ...] = ()
    decrees_complete: tuple[tuple[date, date], ...] = ()

    @cached_property
    def _holidays(self) -> dict[date, Holiday]:
        return {holiday.day: holiday for holiday in self.holidays}

    @cached_property
    def _working_ordinals(self) -> tuple[int, ...]:
        """Every working day in order: counting then costs one bisection, not a walk."""
        closed = {holiday.day.toordinal() for holiday in self.holidays}
        span = range(self.first.toordinal(), self.last.toordinal() + 1)
        # Ordinal 1 is a Monday (0001-01-01), so (n - 1) % 7 is the weekday.
        return tuple(n for n in span if (n - 1) % 7 < SATURDAY and n not in closed)

    def holiday_on(self, day: date) -> str | None:
        """Return the name of the holiday on this day, if it is one.

        Raises:
            OutsideCalendarError: If the calendar holds no data for the day.
        """
        holiday = self.holiday_at(day)
        return holiday.name if holiday else None

    def holiday_at(self, day: date) -> Holiday | None:
        """Return the holiday on this day, if it is one.

        Raises:
            OutsideCalendarError: If the calendar holds no data for the day.
        """
        self._require(day)
        return self._holidays.get(day)

    def is_working_day(self, day: date) -> bool:
        """Return whether the day is from Monday to Friday and not a holiday.

        Raises:
            OutsideCalendarError: If the calendar holds no data for the day.
        """
        return self.holiday_on(day) is None and day.weekday() < SATURDAY

    def add_working_days(self, day: date, count: int) -> date:
        """Return the working day ``count`` working days after (negative: before) a day.

        A day that is not a working day counts as the last working day before it: five working
        days before a bound on Sunday are counted from Friday, a count of nought gives that
        Friday (what is due on Sunday is told before the weekend), and one gives Monday.

        Raises:
            OutsideCalendarError: If the day or the answer lies outside the calendar.
        """
        position = self._last_working_position(day) + count
        if not 0 <= position < len(self._working_ordinals):
            raise self._outside(
                Words(f"{day} {count:+d} werkdagen", f"{day} {count:+d} working days")
            )
        return date.fromordinal(self._working_ordinals[position])

    def working_days_between(self, start: date, end: date) -> int:
        """Return the working days after ``start`` up to and including ``end``.

        Negative when ``end`` comes first, so that it undoes ``add_working_days``.

        Raises:
            OutsideCalendarError: If either day lies outside the calendar.
        """
        return self._last_working_position(end) - self._last_working_position(start)

    def recess_on(self, day: date) -> Recess | None:
        """Return the recess in which the day lies, if there is one in the data."""
        position = bisect_right(self.recesses, day, key=lambda recess: recess.first)
        recess = self.recesses[position - 1] if position else None
        return recess if recess and recess.covers(day) else None

    def recess_starting_in(self, year: int, name: str) -> Recess | None:
        """Return the recess of this name that begins in a year, None when it is not known."""
        begin = bisect_left(self.recesses, date(year, 1, 1), key=lambda recess: recess.first)
        for recess in self.recesses[begin:]:
            if recess.first.year > year:
                break
            if recess.name == name:
                return recess
        return None

    def anchor_in(self, year: int, name: str) -> Anchor | None:
        """Return the anchor of this name in a year, None when it is not known."""
        return next((a for a in self.anchors if a.day.year == year and a.name == name), None)

    def knows_recesses(self, begin: date, end: date) -> bool:
        """Return whether every recess from one day to another is in the data."""
        return _within(begin, end, self.recesses_complete)

    def knows_decrees(self, begin: date, end: date) -> bool:
        """Return whether every day by royal decree from one day to another is in the data."""
        return _within(begin, end, self.decrees_complete)

    def is_sitting_day(self, day: date) -> bool:
        """Return whether the chamber sits: Tuesday to Thursday, no recess, no holiday.

        Raises:
            OutsideCalendarError: If the calendar holds no data for the day.
        """
        return (
            self.holiday_on(day) is None
            and day.weekday() in SITTING_WEEKDAYS
            and self.recess_on(day) is None
        )

    def last_sitting_day_at_or_before(self, day: date) -> SittingDay:
        """Return the last sitting day up to and including a day, and how sure that is.

        Raises:
            OutsideCalendarError: If the search leaves the calendar.
        """
        candidate = day
        while not self.is_sitting_day(candidate):
            recess = self.recess_on(candidate)
            candidate = (recess.first if recess else candidate) - timedelta(days=1)
        return self._judged(candidate, day)

    def _judged(self, sitting_day: date, asked: date) -> SittingDay:
        """Add the confidence: that of the recesses skipped or within a week, at its lowest."""
        near = [
            recess
            for recess in self.recesses
            if recess.first <= asked + ESTIMATE_MARGIN
            and recess.known_last >= sitting_day - ESTIMATE_MARGIN
        ]
        weakest = min(near, key=lambda recess: recess.confidence.rank, default=None)
        name = weakest.name if weakest else None
        if not self.knows_recesses(sitting_day, asked):
            return SittingDay(sitting_day, Confidence.UNKNOWN, name)
        return SittingDay(sitting_day, weakest.confidence if weakest else Confidence.HIGH, name)

    def _last_working_position(self, day: date) -> int:
        self._require(day)
        return bisect_right(self._working_ordinals, day.toordinal()) - 1

    def _require(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise self._outside(day)

    def _outside(self, day: date | Words) -> OutsideCalendarError:
        return OutsideCalendarError(day=day, first=self.first, last=self.last)


def _within(begin: date, end: date, ranges: tuple[tuple[date, date], ...]) -> bool:
    return any(first <= begin and end <= last for first, last in ranges)
