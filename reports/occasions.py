"""When reports go out: on the first working day of a month, and before each duty to the Kamer.

What was missed, because the machine slept or a report failed, is still due for a week.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from models.dates import Calendar
from models.rules.agreements import PARLIAMENT
from models.rules.status import Outcome, outcome_of
from models.tables import Milestone, Organisation, Report, Subject
from models.vocabulary import Confidentiality, Language, SubjectKind
from reports.spelling import in_words
from reports.words import Text

WORKING_DAYS_BEFORE_A_DUTY = 10  # as many as make a bound near (models.rules.status)

_STILL_DUE_FOR = timedelta(days=7)
_LONGEST_COUNT = timedelta(days=40)  # ten working days with Christmas among them, amply
_DAY = timedelta(days=1)
_PUBLISHED = (SubjectKind.CLUSTER, SubjectKind.PROGRAMME)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day on which reports go out, and what for: a month, or the duty whose bound comes near."""

    day: date
    duty: str | None = None  # key of the milestone
    bound: date | None = None

    @property
    def why(self) -> Text:
        """Return what the reports go out for."""
        if self.duty is None or self.bound is None:
            return Text("de eerste werkdag van de maand", "the first working day of the month")
        nl, en = (in_words(self.bound, language) for language in Language)
        count = WORKING_DAYS_BEFORE_A_DUTY
        return Text(
            f"{self.duty}: {count} werkdagen voor {nl}",
            f"{self.duty}: {count} working days before {en}",
        )


def due_occasions(
    session: Session, today: date, calendar: Calendar, *, is_printed: Callable[[date], bool]
) -> tuple[Occasion, ...]:
    """Return the occasions of today and of the past week that nothing was published on since.

    Args:
        session: the database.
        today: the reference date.
        calendar: of working days.
        is_printed: whether all files of the public cut of a day lie there.

    Raises:
        OutsideCalendarError: the calendar does not reach a bound, or the month before.
    """
    found = sorted(
        (each for each in _occasions(session, today, calendar) if _is_recent(each.day, today)),
        key=lambda each: (each.day, each.duty or ""),
    )
    published = _last_whole_publication(session, today)
    if published and not is_printed(published):
        published = None
    return tuple(each for each in found if published is None or published < each.day)


def _is_recent(day: date, today: date) -> bool:
    return today - _STILL_DUE_FOR < day <= today


def _occasions(session: Session, today: date, calendar: Calendar) -> Iterator[Occasion]:
    for some in {today, today - _STILL_DUE_FOR}:
        yield Occasion(calendar.add_working_days(some.replace(day=1) - _DAY, 1))
    for key, bound in _open_duties(session, today):
        day = calendar.add_working_days(bound, -WORKING_DAYS_BEFORE_A_DUTY)
        yield Occasion(day, key, bound)


def _open_duties(session: Session, today: date) -> list[tuple[str, date]]:
    """Return the open duties to the Kamer that are bound to come near, with that bound."""
    query = (
        select(Subject.key, col(Milestone.bound), Subject.standing)
        .join(Milestone, col(Milestone.subject_id) == col(Subject.id))
        .join(Organisation, col(Organisation.subject_id) == col(Milestone.addressee_id))
        .where(
            col(Organisation.organisation_kind) == PARLIAMENT,
            col(Milestone.bound).between(today, today + _LONGEST_COUNT),
        )
    )
    return [
        (key, bound)
        for key, bound, standing in session.exec(query)
        if bound is not None and outcome_of(standing) is Outcome.OPEN
    ]


def _last_whole_publication(session: Session, today: date) -> date | None:
    """Return the last day, up to today, that reports were published of; None if one is missing.

    The public cut comes last, so whoever finds it whole need not look at the other.
    """
    public = str(Confidentiality.PUBLIC)
    subject, report = aliased(Subject), aliased(Report)
    last = select(func.max(col(report.reference_date))).where(
        col(report.audience) == public, col(report.reference_date) <= today
    )
    day: date | None = session.exec(last).one()
    if day is None:
        return None
    there = select(report.subject_id).where(
        col(report.audience) == public, col(report.reference_date) == day
    )
    missing = select(func.count()).where(
        col(subject.kind).in_(_PUBLISHED),
        col(subject.confidentiality) == public,
        col(subject.id).not_in(there),
    )
    return day if session.exec(missing).one() == 0 else None
