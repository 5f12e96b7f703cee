"""Reading what happened and who was told: ledger events, the previous report, reminders."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, case, distinct, true
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from models.clock import end_of, local_day
from models.reading.condition import field_is_readable
from models.tables import Edition, Event, FieldMark, Message, Reminder, Report, Subject
from models.vocabulary import (
    REPLACING_THE_AGREEMENT,
    Approval,
    Confidentiality,
    EventKind,
    SubjectKind,
)
from reports.cuts import payload_for, reason_for
from reports.state import Scope

# Where a subject came from is counted apart, and who knows of it already is no change of it.
_NO_CHANGES = (EventKind.REGISTERED, EventKind.ACKNOWLEDGED)
# What moves in a programme; the rest (roles, documents, questions) only comes and is corrected.
MOVING_KINDS = (
    SubjectKind.CLUSTER,
    SubjectKind.PROJECT,
    SubjectKind.CONDITION,
    SubjectKind.REQUEST,
    SubjectKind.MILESTONE,
    SubjectKind.COMPANY_TRACK,
)
_MOVING_A_BOUND = REPLACING_THE_AGREEMENT | {
    EventKind.DATED,
    EventKind.TIED,
    EventKind.CORRECTED,
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One ledger event of a subject that the reader may see."""

    subject_id: int
    kind: EventKind
    before: Mapping[str, object]
    after: Mapping[str, object]
    reason: str | None
    effective_on: date
    recorded_on: date


@dataclass(frozen=True, slots=True)
class Telling:
    """How many reminders and messages there were; never to whom or what."""

    reminders: int
    contacts: int
    messages_delivered: int
    messages_waiting: int
    messages_failed: int
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Reminded:
    """A function that was reminded, in which responsibility, how often and when last."""

    title: str
    title_en: str | None
    responsibility: str
    reminders: int
    last_on: date


def previous_report(
    session: Session, subject_id: int, audience: Confidentiality, reference_date: date
) -> Report | None:
    """Return the report that changes are counted from, if there is any before this day.

    That is the last established one; as long as none was established, the last that was printed.
    """
    query = (
        select(Report)
        .join(Edition, col(Edition.report_id) == col(Report.id), isouter=True)
        .where(
            col(Report.subject_id) == subject_id,
            col(Report.audience) == audience,
            col(Report.reference_date) < reference_date,
        )
        .order_by(
            case((col(Edition.approval) == Approval.ESTABLISHED, 0), else_=1),
            col(Report.reference_date).desc(),
            col(Report.edition).desc(),
        )
    )
    return session.exec(query.limit(1)).one_or_none()


def happenings(session: Session, scope: Scope, *, since: datetime | None) -> list[Happening]:
    """Return what moved or was corrected after ``since`` (None: ever), oldest first.

    First registrations are left out; ``registrations`` counts them.
    """
    return _events(session, scope, col(Event.kind).not_in(_NO_CHANGES), _after(since))


def replannings(session: Session, scope: Scope) -> list[Happening]:
    """Return every event in scope that can move an agreement's bound, oldest first."""
    return _events(session, scope, col(Event.kind).in_(sorted(map(str, _MOVING_A_BOUND))))


def forecasts(session: Session, scope: Scope) -> list[Happening]:
    """Return every event in scope that gave, moved or took back a forecast, oldest first.

    Registrations are among them: a milestone can bring a forecast with it.
    """
    # Canonical JSON: a day that was or became the forecast is a text behind this name.
    return _events(session, scope, col(Event.payload).contains('"forecast_on":"'))


def registrations(
    session: Session, scope: Scope, *, since: datetime | None
) -> list[tuple[SubjectKind, int]]:
    """Return how many readable subjects of each moving kind were added after ``since``."""
    query = (
        select(Subject.kind, func.count())
        .join(Event, col(Event.subject_id) == col(Subject.id))
        .where(
            scope.readable(),
            col(Subject.kind).in_(MOVING_KINDS),
            col(Event.kind) == EventKind.REGISTERED,
            _after(since),
        )
        .group_by(col(Subject.kind))
    )
    found = dict(session.exec(query).all())
    return [(kind, found[kind]) for kind in MOVING_KINDS if kind in found]


def changes_recorded_after(session: Session, scope: Scope, reference_date: date) -> int:
    """Return how many changes in scope were recorded on a later day than the reference date."""
    query = (
        select(func.count())
        .select_from(Event)
        .join(Subject, col(Subject.id) == col(Event.subject_id))
        .where(
            scope.readable(),
            col(Event.kind).not_in(_NO_CHANGES),
            col(Event.recorded_at) >= end_of(reference_date),
        )
    )
    return session.exec(query).one()


def telling(session: Session, scope: Scope, *, until: date) -> Telling:
    """Return the counts of reminders in scope up to a day, and how their messages fared."""
    reminded = session.execute(_reminders(scope, until)).one()
    messages = (
        select(Message.id, Message.sent_at, Message.dead_at)
        .join(Reminder, col(Reminder.message_id) == col(Message.id))
        .join(Subject, col(Subject.id) == col(Reminder.milestone_id))
        .where(scope.readable(), col(Reminder.swept_on) <= until)
        .distinct()
        .subquery()
    )
    sent, dead = messages.c.sent_at.is_not(None), messages.c.dead_at.is_not(None)
    fared = session.execute(
        select_columns(
            func.coalesce(func.sum(case((sent, 1), else_=0)), 0),
            func.coalesce(func.sum(case((~sent & dead, 1), else_=0)), 0),
            func.count(),
        ).select_from(messages)
    ).one()
    return Telling(
        reminders=reminded[0],
        contacts=reminded[1],
        messages_delivered=fared[0],
        messages_failed=fared[1],
        messages_waiting=fared[2] - fared[0] - fared[1],
        last_on=reminded[2],
    )


def reminded(session: Session, scope: Scope, *, until: date) -> list[Reminded]:
    """Return which functions were reminded up to a day; for the public nobody, and none is read.

    Who is told is the business of insiders; a function that they may not know of is left out.
    """
    if scope.clearance is Confidentiality.PUBLIC:
        return []
    contact = aliased(Subject)
    query = (
        select_columns(
            col(contact.title),
            col(contact.title_en),
            col(Reminder.responsibility),
            func.count(),
            func.max(col(Reminder.swept_on)),
        )
        .select_from(Reminder)
        .join(Subject, col(Subject.id) == col(Reminder.milestone_id))
        .join(contact, col(contact.id) == col(Reminder.contact_id))
        .where(
            scope.readable(),
            col(contact.confidentiality).in_(scope.clearance.readable()),
            col(Reminder.swept_on) <= until,
        )
        .group_by(col(contact.title), col(contact.title_en), col(Reminder.responsibility))
    )
    found = (Reminded(*row) for row in session.execute(query))
    return sorted(found, key=lambda each: (each.title, each.responsibility))


def _reminders(scope: Scope, until: date) -> Select[int, int, date | None]:
    return (
        select_columns(
            func.count(),
            func.count(distinct(col(Reminder.contact_id))),
            func.max(col(Reminder.swept_on)),
        )
        .select_from(Reminder)
        .join(Subject, col(Subject.id) == col(Reminder.milestone_id))
        .where(scope.readable(), col(Reminder.swept_on) <= until)
    )


def _events(session: Session, scope: Scope, *which: ColumnElement[bool]) -> list[Happening]:
    query = (
        select_columns(
            col(Event.subject_id),
            col(Event.kind),
            payload_for(scope.clearance, scope.sight),
            reason_for(scope.clearance, scope.sight),
            col(Event.effective_on),
            col(Event.recorded_at),
        )
        .join(Subject, col(Subject.id) == col(Event.subject_id))
        .where(scope.readable(), col(Subject.kind).in_(MOVING_KINDS), *which)
        .order_by(col(Event.recorded_at), col(Event.id))
    )
    kept = _kept_fields(session, scope)
    found = (_happening(*row) for row in session.execute(query))
    return [_without(each, kept.get(each.subject_id, frozenset())) for each in found]


def _kept_fields(session: Session, scope: Scope) -> Mapping[int, frozenset[str]]:
    """Return the fields that are kept from the reader of each subject that has such fields."""
    if scope.sight is None:
        return {}
    mark = aliased(FieldMark)  # the condition on a field asks the table itself
    marks = select(Subject.id, Subject.kind, mark.field).join(
        mark, col(mark.subject_id) == col(Subject.id)
    )
    found: dict[int, frozenset[str]] = {}
    for kind, name in {(kind, name) for _, kind, name in session.exec(marks)}:
        may = field_is_readable(scope.sight, SubjectKind(kind), name)
        for number, _, _ in session.exec(
            marks.where(col(Subject.kind) == kind, col(mark.field) == name, ~may)
        ):
            found[number or 0] = found.get(number or 0, frozenset()) | {name}
    return found


def _without(happening: Happening, fields: frozenset[str]) -> Happening:
    if not fields:
        return happening
    before, after = (
        {name: value for name, value in side.items() if name not in fields}
        for side in (happening.before, happening.after)
    )
    return replace(happening, before=before, after=after)


def _after(since: datetime | None) -> ColumnElement[bool]:
    return true() if since is None else col(Event.recorded_at) > since


def _happening(
    subject_id: int,
    kind: str,
    payload: str,
    reason: str | None,
    effective_on: date,
    recorded_at: datetime,
) -> Happening:
    found = json.loads(payload)
    return Happening(
        subject_id=subject_id,
        kind=EventKind(kind),
        before=found["before"],
        after=found["after"],
        reason=reason,
        effective_on=effective_on,
        recorded_on=local_day(recorded_at),
    )
