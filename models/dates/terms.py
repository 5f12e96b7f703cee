"""The end of a statutory term by the Algemene termijnenwet, with the article that moved it.

Only terms that an act of parliament or an order in council sets are under this law (art. 5 for
the latter). A *political promise* is none of these and is never extended (domain section 10).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from models.dates.calendar import Calendar
from models.dates.periods import plus_months
from models.dates.working_days import DayOff, days_off
from models.errors import OutsideCalendarError, Words


class TermUnit(StrEnum):
    """Units in which a law expresses a term."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Term:
    """A term as the law words it: six weeks, three months."""

    count: int
    unit: TermUnit


class Matter(StrEnum):
    """What a term is about, as far as the law makes a difference (art. 4, under b and c)."""

    ORDINARY = "ordinary"
    LEGISLATION = "legislation"  # publication, entry into force or repeal of regulations
    DETENTION = "detention"


class TermRule(StrEnum):
    """The rule of the Algemene termijnenwet that extends a term, or that keeps it as counted."""

    ENDS_ON_DAY_OFF = "1(1)"
    COUNTED_BACK = "1(2)"
    TWO_WORKING_DAYS = "2"
    LONG_OR_IN_HOURS = "4(a)"
    LEGISLATION = "4(b)"
    DETENTION = "4(c)"

    @property
    def article(self) -> tuple[str, str]:
        """Return how lawyers cite it, in Dutch and English."""
        return _ARTICLES[self]

    def say(self, language: str = "nl") -> str:
        """Return what the rule says, in Dutch (``nl``) or English (``en``)."""
        dutch, english = _SENTENCES[self]
        return english if language == "en" else dutch


@dataclass(frozen=True, slots=True)
class Extension:
    """One rule that extended a term, from which last day to which, over which days off."""

    rule: TermRule
    was: date
    becomes: date
    days_off: tuple[DayOff, ...]


@dataclass(frozen=True, slots=True)
class TermEnd:
    """The last day of a statutory term, and why it is that day.

    Attributes:
        starts_on: The day of the event; the term runs from the next day.
        term: Its length.
        counted: The last day by counting alone.
        day: The last day by law.
        extensions: What moved it, in order; nothing when ``day`` is ``counted``.
        kept_by: The rule by which the law leaves the last day where it is; None where it extends.
    """

    starts_on: date
    term: Term
    counted: date
    day: date
    extensions: tuple[Extension, ...] = ()
    kept_by: TermRule | None = None


def statutory_end(
    starts_on: date,
    term: Term,
    *,
    calendar: Calendar,
    counted_back: bool = False,
    matter: Matter = Matter.ORDINARY,
) -> TermEnd:
    """Return the last day of a statutory term (Algemene termijnenwet, articles 1 to 4).

    Art. 1(1): a term that ends on a Saturday, Sunday or generally recognised holiday runs on to
    the next day that is none of these. Art. 1(2): that does not hold for terms counted back from
    a moment or an event. Art. 2: a term of at least three days is extended until it holds at
    least two days that are none of these; the law makes no exception here for terms counted
    back, which so begin earlier. Art. 4: none of this for terms in hours, of more than 90 days,
    twelve weeks or three months, or in years (a), nor for those on the publication, entry into
    force or repeal of regulations (b) or of detention (c).

    Args:
        starts_on: The day of the event; the term runs from the next day, or from the day before
            when it is counted back.
        term: Its length. Hours are counted in whole days, up.
        calendar: Its holidays are those of art. 3: the recognised ones with 5 May each year (1),
            Good Friday (2), and the days that a royal decree equates with them (3).
        counted_back: Whether the term lies before the event.
        matter: What it is about.

    Raises:
        OutsideCalendarError: If the end lies outside the calendar.
    """
    counted = last_day_counted(starts_on, term, calendar=calendar, counted_back=counted_back)
    return extended(
        TermEnd(starts_on, term, counted, counted, kept_by=_exception(term, matter)),
        calendar=calendar,
        counted_back=counted_back,
    )


def extended(plain: TermEnd, *, calendar: Calendar, counted_back: bool = False) -> TermEnd:
    """Return a term that was only counted, extended as articles 2 and 1 have it.

    Args:
        plain: The term as counted, with the rule of art. 4 that excepts it, if one does.
        calendar: Its days off are those that extend the term.
        counted_back: Whether the term lies before the event.

    Raises:
        OutsideCalendarError: If the end lies outside the calendar.
    """
    if plain.kept_by is not None:
        return plain
    found: list[Extension] = []
    end = plain.counted
    second = _second_working_day(plain, calendar, -1 if counted_back else 1)
    if _lasts_three_days(plain.term) and (second < end if counted_back else second > end):
        passed = days_off(plain.starts_on, second, calendar=calendar)
        found.append(Extension(TermRule.TWO_WORKING_DAYS, end, second, passed))
        end = second
    if calendar.is_working_day(end):
        return TermEnd(plain.starts_on, plain.term, plain.counted, end, tuple(found))
    if counted_back:
        kept_by = TermRule.COUNTED_BACK
        return TermEnd(plain.starts_on, plain.term, plain.counted, end, tuple(found), kept_by)
    day = calendar.add_working_days(end, 1)
    passed = days_off(end, day, calendar=calendar)
    found.append(Extension(TermRule.ENDS_ON_DAY_OFF, end, day, passed))
    return TermEnd(plain.starts_on, plain.term, plain.counted, day, tuple(found))


def last_day_counted(
    starts_on: date, term: Term, *, calendar: Calendar, counted_back: bool = False
) -> date:
    """Return the last day of a term by counting alone; of a month, the same day of another.

    Raises:
        OutsideCalendarError: If that day lies beyond all calendars.
    """
    try:
        return _count(starts_on, term, -1 if counted_back else 1)
    except (OverflowError, ValueError) as error:
        raise OutsideCalendarError(
            day=Words(
                f"Het einde van de termijn bij {starts_on}", f"The end of the term at {starts_on}"
            ),
            first=calendar.first,
            last=calendar.last,
        ) from error


# Art. 4, under a: the longest terms to which the law applies; it knows none in hours or years.
_LONGEST = {TermUnit.DAY: 90, TermUnit.WEEK: 12, TermUnit.MONTH: 3}
_DAYS_THAT_NEED_TWO_WORKING_DAYS = 3
_WORKING_DAYS_NEEDED = 2
_BY_MATTER = {Matter.LEGISLATION: TermRule.LEGISLATION, Matter.DETENTION: TermRule.DETENTION}


def exception_for_length(term: Term) -> TermRule | None:
    """Return the rule that excepts a term for its length or unit (art. 4, under a), if it does."""
    return TermRule.LONG_OR_IN_HOURS if term.count > _LONGEST.get(term.unit, 0) else None


def _exception(term: Term, matter: Matter) -> TermRule | None:
    return _BY_MATTER.get(matter) or exception_for_length(term)


def _lasts_three_days(term: Term) -> bool:
    return term.unit is not TermUnit.DAY or term.count >= _DAYS_THAT_NEED_TWO_WORKING_DAYS


def _second_working_day(plain: TermEnd, calendar: Calendar, direction: int) -> date:
    """Return the second working day of the term, on whichever side of the event it lies."""
    # Counted back from a Sunday, the Friday before it is the first working day of the term; to
    # ``add_working_days`` it is the zeroth, because a day off counts as the one before it.
    is_off = not calendar.is_working_day(plain.starts_on)
    count = -1 if direction < 0 and is_off else direction * _WORKING_DAYS_NEEDED
    return calendar.add_working_days(plain.starts_on, count)


def _count(start: date, term: Term, direction: int) -> date:
    count = direction * term.count
    match term.unit:
        case TermUnit.HOUR:
            return start + direction * timedelta(days=-(-term.count // 24))
        case TermUnit.DAY:
            return start + timedelta(days=count)
        case TermUnit.WEEK:
            return start + timedelta(weeks=count)
        case TermUnit.MONTH:
            return plus_months(start, count)
        case TermUnit.YEAR:
            return plus_months(start, 12 * count)


_ARTICLES = {
    TermRule.ENDS_ON_DAY_OFF: ("Atw art. 1, eerste lid", "Atw art. 1(1)"),
    TermRule.COUNTED_BACK: ("Atw art. 1, tweede lid", "Atw art. 1(2)"),
    TermRule.TWO_WORKING_DAYS: ("Atw art. 2", "Atw art. 2"),
    TermRule.LONG_OR_IN_HOURS: ("Atw art. 4, onder a", "Atw art. 4(a)"),
    TermRule.LEGISLATION: ("Atw art. 4, onder b", "Atw art. 4(b)"),
    TermRule.DETENTION: ("Atw art. 4, onder c", "Atw art. 4(c)"),
}
_SENTENCES = {
    TermRule.ENDS_ON_DAY_OFF: (
        "een termijn die op een zaterdag, zondag of feestdag eindigt, loopt door",
        "a term that ends on a Saturday, Sunday or holiday runs on",
    ),
    TermRule.COUNTED_BACK: (
        "een termijn die wordt teruggerekend, verschuift niet",
        "a term that is counted back is not moved",
    ),
    TermRule.TWO_WORKING_DAYS: (
        "een termijn van drie dagen of meer telt ten minste twee werkdagen",
        "a term of three days or more holds at least two working days",
    ),
    TermRule.LONG_OR_IN_HOURS: (
        "een termijn in uren of jaren, of boven 90 dagen, 12 weken of 3 maanden, verschuift niet",
        "a term in hours or years, or above 90 days, 12 weeks or 3 months, is not moved",
    ),
    TermRule.LEGISLATION: (
        "een termijn voor bekendmaking of (buiten)werkingtreding van regels verschuift niet",
        "a term on the publication, entry into force or repeal of regulations is not moved",
    ),
    TermRule.DETENTION: (
        "een termijn van vrijheidsbeneming verschuift niet",
        "a term of detention is not moved",
    ),
}
