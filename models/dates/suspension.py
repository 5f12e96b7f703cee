"""A statutory term that can stand still: the days of a suspension do not count.

The model is Algemene wet bestuursrecht, art. 4:15: the term to decide is suspended from the day
after the applicant was asked to complete the application (the first day that does not count)
until the day on which it was completed (the first day that counts again). What was left of the
term when it was suspended is left when it resumes.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from models.dates.calendar import Calendar, Holiday
from models.dates.terms import Term, TermEnd, exception_for_length, extended, last_day_counted
from models.errors import SuspensionError, UnreadablePhraseError, Words

_DAY = timedelta(days=1)
_OPEN = ".."
_ACCEPTED = "2026-04-01/2026-04-14 2026-05-02/.."
SUSPENDED = "opgeschort"  # what a suspended day is called among the days that extend a term


@dataclass(frozen=True, slots=True)
class Suspension:
    """Days that do not count, both included; ``last`` is None while the term stands still."""

    first: date
    last: date | None = None

    @property
    def days(self) -> int:
        """Return how many days it takes out of the term; only of one that has ended."""
        return 0 if self.last is None else (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class StandsStill:
    """A term that stands still: it has no end, only days that are left of it.

    Attributes:
        since: The first day that does not count.
        days_left: Days that still count when it resumes, by counting alone. Nought: they had
            run out, and only a weekend or a holiday had kept the term open.
    """

    since: date
    days_left: int


@dataclass(frozen=True, slots=True)
class RunningTerm:
    """A statutory term with the times at which it stood still, in order.

    Attributes:
        starts_on: The day of the event; the term runs from the next day.
        term: Its length.
        suspensions: In order, without overlap; only the last one can be open.
    """

    starts_on: date
    term: Term
    suspensions: tuple[Suspension, ...] = ()

    @property
    def stands_still(self) -> bool:
        """Whether it is suspended and was not resumed."""
        return bool(self.suspensions) and self.suspensions[-1].last is None

    def end(self, calendar: Calendar) -> TermEnd | StandsStill:
        """Return the last day of the term, or what is left of it while it stands still.

        The days of a suspension are days off to articles 1 and 2 of the Algemene termijnenwet
        as well: a term that runs on over a weekend does not end on a day that does not count.

        Raises:
            OutsideCalendarError: If the end lies outside the calendar.
        """
        counted = last_day_counted(self.starts_on, self.term, calendar=calendar)
        for each in self.suspensions:
            if each.last is None:
                return StandsStill(each.first, max((counted - each.first).days + 1, 0))
            if each.first <= counted:
                counted += each.days * _DAY
        plain = TermEnd(
            self.starts_on,
            self.term,
            counted,
            counted,
            kept_by=exception_for_length(self.term),
        )
        return extended(plain, calendar=self._with_suspensions(calendar))

    def suspended(self, first: date, calendar: Calendar) -> "RunningTerm":
        """Return the term as it stands still from a day on.

        Raises:
            SuspensionError: It stands still already, or did on that day, or the day does not
                lie within the term.
            OutsideCalendarError: If the end lies outside the calendar.
        """
        end = self.end(calendar)
        if isinstance(end, StandsStill):
            raise _refusal(first, _still(end.since))
        if not self.starts_on < first <= end.day:
            raise _refusal(first, _outside(self.starts_on, end.day))
        return replace(self, suspensions=_in_order((*self.suspensions, Suspension(first))))

    def resumed(self, first: date, calendar: Calendar) -> "RunningTerm":
        """Return the term as it runs again from a day on.

        From the very day on which it was suspended: then it never stood still.

        Raises:
            SuspensionError: It does not stand still, or did not yet on that day.
            OutsideCalendarError: If the calendar does not know that day.
        """
        if not self.stands_still:
            raise _refusal(first, _RUNS)
        calendar.is_working_day(first)  # or OutsideCalendarError
        *earlier, last = self.suspensions
        if first < last.first:
            raise _refusal(first, _still(last.first))
        ended = [replace(last, last=first - _DAY)] if first > last.first else []
        return replace(self, suspensions=(*earlier, *ended))

    def moved(self, starts_on: date, term: Term, calendar: Calendar) -> "RunningTerm":
        """Return another term with the same suspensions, each of which must lie within it.

        Raises:
            SuspensionError: One of them does not.
            OutsideCalendarError: If the end lies outside the calendar.
        """
        found = RunningTerm(starts_on, term)
        for each in self.suspensions:
            found = found.suspended(each.first, calendar)
            if each.last is not None:
                calendar.is_working_day(each.last)  # or OutsideCalendarError
                found = found.resumed(each.last + _DAY, calendar)
        return found

    def _with_suspensions(self, calendar: Calendar) -> Calendar:
        """Return the calendar in which the days that do not count are days off."""
        if not self.suspensions:
            return calendar
        closed = [
            Holiday(each.first + n * _DAY, SUSPENDED, basis=None)
            for each in self.suspensions
            for n in range(min(each.days, (calendar.last - each.first).days + 1))
        ]
        return replace(calendar, holidays=(*calendar.holidays, *closed))


def write_suspensions(suspensions: tuple[Suspension, ...]) -> str | None:
    """Return suspensions as text: intervals in EDTF, open with ``..``; None when there is none.

    >>> write_suspensions((Suspension(date(2026, 4, 1), date(2026, 4, 14)),))
    '2026-04-01/2026-04-14'
    """
    return " ".join(f"{each.first}/{each.last or _OPEN}" for each in suspensions) or None


def read_suspensions(text: str | None) -> tuple[Suspension, ...]:
    """Return the suspensions that a text lists.

    Raises:
        UnreadablePhraseError: It is no list of intervals of days.
        SuspensionError: They are out of order, overlap, or an open one is not the last.
    """
    return _in_order(tuple(_interval(each) for each in (text or "").split()))


def is_open(text: str | None) -> bool:
    """Return whether the last of the suspensions that a text lists still lasts."""
    return text is not None and text.endswith(_OPEN)


def _interval(text: str) -> Suspension:
    first, _, last = text.partition("/")
    try:
        end = None if last == _OPEN else date.fromisoformat(last)
        return Suspension(date.fromisoformat(first), end)
    except ValueError as error:
        raise UnreadablePhraseError(text=text[:80], accepted=_ACCEPTED) from error


def _in_order(suspensions: tuple[Suspension, ...]) -> tuple[Suspension, ...]:
    """Return the suspensions, each after the one before it.

    Raises:
        SuspensionError: One overlaps or is out of order.
    """
    for each in suspensions:
        if each.last is not None and each.last < each.first:
            raise _refusal(each.first, _OVERLAP)
    for earlier, later in pairwise(suspensions):
        if earlier.last is None or later.first <= earlier.last:
            raise _refusal(later.first, _OVERLAP)
    return suspensions


def _refusal(day: date, problem: Words) -> SuspensionError:
    return SuspensionError(day=day, problem=problem)


_RUNS = Words(
    "de termijn staat niet stil; er is niets te hervatten",
    "the term does not stand still; there is nothing to resume",
)
_OVERLAP = Words(
    "die dag valt in of vóór een andere opschorting",
    "that day lies in or before another suspension",
)


def _still(since: date) -> Words:
    return Words(
        f"de termijn staat stil sinds {since}; hervat haar op die dag of later",
        f"the term stands still since {since}; resume it on that day or later",
    )


def _outside(starts_on: date, end: date) -> Words:
    return Words(
        f"die dag ligt niet in de termijn; die loopt van {starts_on + _DAY} t/m {end}",
        f"that day does not lie in the term, which runs from {starts_on + _DAY} to {end}",
    )
