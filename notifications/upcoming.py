"""Who will be told what in the coming days, if nobody does anything; and where nobody will."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from models.clock import local_day
from models.dates import Calendar
from models.rules.ladder import WORKING_DAYS_TO_ANSWER
from models.tables import Reminder, Rung, Subject
from models.vocabulary import Confidentiality, Responsibility
from notifications.escalation import unanswered_ahead
from notifications.hearing import audience_of
from notifications.rows import batches
from notifications.untold import WhyUntold


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A rung that falls due, and who will hear of it.

    Attributes:
        due_on: The day of the sweep that tells it.
        milestone: Its key.
        title: Its title.
        anchor: What the step counts from.
        step: Working days from the bound.
        bound: The day that is counted from.
        responsibility: As what somebody hears.
        contact: Who hears, or would if ``why_not`` were not; None: nobody is assigned.
        instead_of: Who is away then.
        why_not: What keeps it from this contact; None: they hear.
    """

    due_on: date
    milestone: str
    title: str
    anchor: str
    step: int
    bound: date
    responsibility: str
    contact: str | None
    instead_of: str | None = None
    why_not: WhyUntold | None = None


@dataclass(frozen=True, slots=True)
class _Due:
    """A rung of one responsibility with its day."""

    due_on: date
    milestone_id: int
    anchor: str
    step: int
    bound: date
    responsibility: str


def upcoming(
    session: Session,
    from_day: date,
    to_day: date,
    *,
    calendar: Calendar,
    clearance: Confidentiality = Confidentiality.COMPANY_CONFIDENTIAL,
) -> list[Upcoming]:
    """Return what falls due in these days, both included, a row for each contact concerned.

    What the reader with this clearance may not see is left out.

    Of the late rungs only the next one is among them: the sweep lays the one after it. What was
    told and waits for an answer is among them on the day on which it moves up. Eight statements for
    every 5,000 milestones.

    Raises:
        OutsideCalendarError: the calendar does not reach these days.
    """
    moving_up = _moving_up(session, from_day, to_day, calendar)
    due = dict.fromkeys([*_laid(session, from_day, to_day), *moving_up])
    ids = sorted({each.milestone_id for each in due})
    named = _milestones(session, ids, clearance)
    audience, told = audience_of(session, ids), _told(session, ids)
    found = [
        Upcoming(
            each.due_on,
            key,
            title,
            each.anchor,
            each.step,
            each.bound,
            each.responsibility,
            hearing.contact,
            hearing.instead_of,
            hearing.why_not,
        )
        for each in due
        if each.milestone_id in named
        for key, title in [named[each.milestone_id]]
        for hearing in audience.hearings(
            each.milestone_id, each.anchor, each.responsibility, each.due_on
        )
        if (each.milestone_id, hearing.contact, each.anchor, each.step, each.bound) not in told
    ]
    return sorted(found, key=_order)


def _laid(session: Session, from_day: date, to_day: date) -> Iterator[_Due]:
    query = select(
        col(Rung.due_on),
        col(Rung.milestone_id),
        col(Rung.anchor),
        col(Rung.step),
        col(Rung.bound),
        col(Rung.responsibility),
    ).where(col(Rung.due_on).between(from_day, to_day))
    return (_Due(*row) for row in session.execute(query))


def _moving_up(
    session: Session, from_day: date, to_day: date, calendar: Calendar
) -> Iterator[_Due]:
    for row in unanswered_ahead(session, from_day, to_day, calendar):
        told_on = local_day(row.silent_since)
        moves_on = calendar.add_working_days(told_on, WORKING_DAYS_TO_ANSWER)
        if row.escalation_paused_until is not None:
            moves_on = max(moves_on, row.escalation_paused_until + timedelta(days=1))
        if row.responsibility is not None and from_day <= moves_on <= to_day:
            anchor, step = row.anchor, row.step
            yield _Due(moves_on, row.milestone_id, anchor, step, row.bound, row.responsibility)


def _milestones(
    session: Session, ids: list[int], clearance: Confidentiality
) -> Mapping[int, tuple[str, str]]:
    """Return key and title of those that the reader may see."""
    query = select(col(Subject.id), col(Subject.key), col(Subject.title)).where(
        col(Subject.confidentiality).in_(clearance.readable())
    )
    found = (
        row
        for some in batches(ids)
        for row in session.execute(query.where(col(Subject.id).in_(some)))
    )
    return {row.id: (row.key, row.title) for row in found}


def _told(session: Session, ids: list[int]) -> set[tuple[int, str | None, str, int, date]]:
    """Return what was told already: a ladder that is laid anew tells it to nobody again."""
    query = select(
        col(Reminder.milestone_id),
        col(Subject.key),
        col(Reminder.anchor),
        col(Reminder.step),
        col(Reminder.bound),
    ).join(Subject, col(Subject.id) == col(Reminder.contact_id))
    return {
        (milestone_id, key, anchor, step, bound)
        for some in batches(ids)
        for milestone_id, key, anchor, step, bound in session.execute(
            query.where(col(Reminder.milestone_id).in_(some))
        )
    }


def _order(row: Upcoming) -> tuple[date, str, str, int, int, str]:
    level = list(Responsibility).index(Responsibility(row.responsibility))
    return row.due_on, row.milestone, row.anchor, row.step, level, row.contact or ""
