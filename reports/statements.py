"""What a report asks of the ledger, the outbox and the contacts; each put together once.

They run on the driver (``models.storage.prepared``): a report asks a dozen questions of a few rows
each, and SQLAlchemy needs longer to put one together than a database to answer it. All are about
the scope of a report, which is one parameter, ``:wanted``.
"""

from datetime import date
from functools import lru_cache
from typing import cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Table,
    and_,
    bindparam,
    case,
    distinct,
    func,
    or_,
    select,
)

from models.facts.asked import ASKED, ID
from models.ledger.chain import EVENT
from models.storage.prepared import Prepared
from models.storage.records import DEFINITION, DETAIL, SUBJECT
from models.tables import Message, Reminder, Report
from models.vocabulary import (
    REPLACING_THE_AGREEMENT,
    Approval,
    EventKind,
    Responsibility,
    SubjectKind,
)
from reports.cuts import marked, one_of
from reports.eyes import Eyes
from reports.field_marks import column_for

# What moves in a programme; the rest (roles, documents, questions) only comes and is corrected.
MOVING_KINDS = (
    SubjectKind.CLUSTER,
    SubjectKind.PROJECT,
    SubjectKind.CONDITION,
    SubjectKind.REQUEST,
    SubjectKind.MILESTONE,
    SubjectKind.COMPANY_TRACK,
)
# Where a subject came from is counted apart, and who knows of it already is no change of it.
_NO_CHANGES = (EventKind.REGISTERED, EventKind.ACKNOWLEDGED)
_MOVING_A_BOUND = REPLACING_THE_AGREEMENT | {
    EventKind.DATED,
    EventKind.TIED,
    EventKind.CORRECTED,
}
_REMINDER = cast("Table", Reminder.__table__)  # type: ignore[attr-defined]
_MESSAGE = cast("Table", Message.__table__)  # type: ignore[attr-defined]
_REPORT = cast("Table", Report.__table__)  # type: ignore[attr-defined]
_EDITION = DETAIL[SubjectKind.EDITION]
_CONTACT = DETAIL[SubjectKind.CONTACT]
_ASSIGNMENT = DETAIL[SubjectKind.ASSIGNMENT]
_KEPT = 64  # a cut needs four of each; the rest are of single readers
_OF_EVENT = EVENT.c.subject_id == SUBJECT.c.id
_OF_REMINDER = _REMINDER.c.milestone_id == SUBJECT.c.id
_CHANGES = ~one_of(EVENT.c.kind, _NO_CHANGES)
_SINCE = EVENT.c.recorded_at > bindparam("since")
_UNTIL = _REMINDER.c.swept_on <= bindparam("until")


@lru_cache(maxsize=_KEPT)
def previous_report() -> Prepared:
    """Select day and instant of the report that changes are counted from.

    That is the last established one of a subject and an audience before a day; as long as none
    was established, the last that was printed.
    """
    query = (
        select(_REPORT.c.reference_date, _REPORT.c.published_at)
        .join(_EDITION, _EDITION.c.report_id == _REPORT.c.id, isouter=True)
        .where(
            _REPORT.c.subject_id == bindparam("subject"),
            _REPORT.c.audience == bindparam("audience"),
            _REPORT.c.reference_date < bindparam("day"),
        )
        .order_by(
            case((_EDITION.c.approval == str(Approval.ESTABLISHED), 0), else_=1),
            _REPORT.c.reference_date.desc(),
            _REPORT.c.edition.desc(),
        )
        .limit(1)
    )
    return Prepared(query)


@lru_cache(maxsize=_KEPT)
def happenings(eyes: Eyes, *, is_dated: bool) -> Prepared:
    """Select what moved or was corrected, after ``:since`` when it is dated, oldest first."""
    since = [_SINCE] if is_dated else []
    return _events(eyes, _CHANGES, *since)


@lru_cache(maxsize=_KEPT)
def latest(eyes: Eyes, *, is_dated: bool) -> Prepared:
    """Select the last ``:most`` of these, the newest first, each with how many there are."""
    since = [_SINCE] if is_dated else []
    query = _query_of_events(eyes, _CHANGES, *since).add_columns(func.count().over())
    newest_first = query.order_by(None).order_by(EVENT.c.recorded_at.desc(), EVENT.c.id.desc())
    return Prepared(newest_first.limit(bindparam("most")))


@lru_cache(maxsize=_KEPT)
def replannings(eyes: Eyes) -> Prepared:
    """Select every event that can move an agreement's bound, oldest first."""
    which = one_of(EVENT.c.kind, _MOVING_A_BOUND)
    return _events(eyes, which)


@lru_cache(maxsize=_KEPT)
def forecasts(eyes: Eyes) -> Prepared:
    """Select every event that gave, moved or took back a forecast, oldest first."""
    # Canonical JSON: a day that was or became the forecast is a text behind this name.
    which = EVENT.c.payload.contains('"forecast_on":"')
    return _events(eyes, which)


@lru_cache(maxsize=_KEPT)
def registrations(eyes: Eyes, *, is_dated: bool) -> Prepared:
    """Select how many subjects of each moving kind were added, after ``:since`` when dated."""
    # Grouped by the kind itself, SQLite would walk its index: the subjects of every cluster.
    kind = SUBJECT.c.kind.concat("")
    query = (
        select(kind, func.count())
        .select_from(SUBJECT)
        .join(EVENT, _OF_EVENT)
        .where(
            eyes.readable(*MOVING_KINDS),
            eyes.told(),
            one_of(SUBJECT.c.kind, MOVING_KINDS),
            EVENT.c.kind == str(EventKind.REGISTERED),
            *([_SINCE] if is_dated else []),
        )
        .group_by(kind)
    )
    return Prepared(query)


@lru_cache(maxsize=_KEPT)
def changes_from(eyes: Eyes) -> Prepared:
    """Select how many changes were recorded at ``:since`` or later."""
    query = (
        select(func.count())
        .select_from(EVENT)
        .join(SUBJECT, _OF_EVENT)
        .where(
            eyes.readable(),
            eyes.told(),
            _CHANGES,
            EVENT.c.recorded_at >= bindparam("since"),
        )
    )
    return Prepared(query)


@lru_cache(maxsize=_KEPT)
def reminders(eyes: Eyes) -> Prepared:
    """Select how many reminders there were, to how many contacts, and the day of the last."""
    query = (
        select(
            func.count(),
            func.count(distinct(_REMINDER.c.contact_id)),
            func.max(_REMINDER.c.swept_on),
        )
        .select_from(_REMINDER)
        .join(SUBJECT, _OF_REMINDER)
        .where(eyes.readable(SubjectKind.MILESTONE), _UNTIL)
    )
    return Prepared(query)


@lru_cache(maxsize=_KEPT)
def messages(eyes: Eyes) -> Prepared:
    """Select how many messages held those reminders: delivered, given up, and in all."""
    found = (
        select(_MESSAGE.c.id, _MESSAGE.c.sent_at, _MESSAGE.c.dead_at)
        .join(_REMINDER, _REMINDER.c.message_id == _MESSAGE.c.id)
        .join(SUBJECT, _OF_REMINDER)
        .where(eyes.readable(SubjectKind.MILESTONE), _UNTIL)
        .distinct()
        .subquery()
    )
    sent, dead = found.c.sent_at.is_not(None), found.c.dead_at.is_not(None)
    query = select(_count_of(sent), _count_of(~sent & dead), func.count()).select_from(found)
    return Prepared(query)


@lru_cache(maxsize=_KEPT)
def reminded(eyes: Eyes) -> Prepared:
    """Select which functions were reminded, in which responsibility, how often and when last.

    A function that the reader may not know of is left out.
    """
    contact = SUBJECT.alias("contact_subject")
    english = column_for(eyes.clearance, contact.c.title_en, frozenset({"title_en"}), contact)
    who = (contact.c.title, english, _REMINDER.c.responsibility)
    query = (
        select(*who, func.count(), func.max(_REMINDER.c.swept_on))
        .select_from(_REMINDER)
        .join(SUBJECT, _OF_REMINDER)
        .join(contact, contact.c.id == _REMINDER.c.contact_id)
        .where(
            eyes.readable(SubjectKind.MILESTONE),
            marked(contact, eyes.clearance),
            _UNTIL,
        )
        .group_by(*who)
    )
    return Prepared(query)


@lru_cache(maxsize=_KEPT)
def organisations_with_contact() -> Prepared:
    """Select the organisations that somebody speaks for on ``:day``."""
    organisation = _CONTACT.c.organisation_id
    query = select(organisation).where(organisation.is_not(None), _holds(_CONTACT))
    return Prepared(query.distinct())


@lru_cache(maxsize=_KEPT)
def milestones_with_contact() -> Prepared:
    """Select the milestones that have an owner on ``:day``, in a function that is held then."""
    query = (
        select(_ASSIGNMENT.c.milestone_id)
        .join(_CONTACT, _CONTACT.c.subject_id == _ASSIGNMENT.c.contact_id)
        .where(
            _ASSIGNMENT.c.responsibility == str(Responsibility.OWNER),
            _holds(_ASSIGNMENT),
            _holds(_CONTACT),
        )
    )
    return Prepared(query.distinct())


@lru_cache(maxsize=_KEPT)
def unshown(eyes: Eyes, but: tuple[SubjectKind, ...]) -> Prepared:
    """Select how many subjects are kept from the reader, by kind and mark."""
    kind, mark = SUBJECT.c.kind, SUBJECT.c.confidentiality
    query = (
        select(kind, mark, func.count())
        .where(
            eyes.covered(),
            ~one_of(kind, but),
            ~eyes.may_see(*(each for each in SubjectKind if each not in but)),
        )
        .group_by(kind, mark)
    )
    return Prepared(query)


@lru_cache(maxsize=_KEPT)
def invented(eyes: Eyes) -> Prepared:
    """Select how many subjects are test data."""
    query = select(func.count()).select_from(SUBJECT)
    return Prepared(query.where(eyes.covered(), SUBJECT.c.is_invented))


@lru_cache(maxsize=_KEPT)
def definitions() -> Prepared:
    """Select number, digest and content of the life cycles whose numbers are ``:asked`` for."""
    definition = DEFINITION.c
    wanted = ASKED.join(DEFINITION, definition.id == ID)
    return Prepared(
        select(definition.id, definition.digest, definition.content).select_from(wanted)
    )


def _events(eyes: Eyes, *which: ColumnElement[bool]) -> Prepared:
    return Prepared(_query_of_events(eyes, *which))


def _query_of_events(eyes: Eyes, *which: ColumnElement[bool]) -> Select[*tuple[object, ...]]:
    return (
        select(
            EVENT.c.subject_id,
            EVENT.c.kind,
            eyes.payload(),
            eyes.reason(),
            EVENT.c.effective_on,
            EVENT.c.recorded_at,
        )
        .join(SUBJECT, _OF_EVENT)
        .where(
            eyes.readable(*MOVING_KINDS),
            eyes.told(),
            one_of(SUBJECT.c.kind, MOVING_KINDS),
            *which,
        )
        .order_by(EVENT.c.recorded_at, EVENT.c.id)
    )


def _count_of(claim: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((claim, 1), else_=0)), 0)


def _holds(table: Table) -> ColumnElement[bool]:
    """Return the condition that a period, both ends included, holds ``:day``."""
    day: BindParameter[date] = bindparam("day")
    begun, ended = table.c.valid_from, table.c.valid_until
    return and_(or_(begun.is_(None), begun <= day), or_(ended.is_(None), ended >= day))
