"""Steps in their order: none takes effect before the one that it follows."""

from datetime import date
from typing import cast

from sqlalchemy import Table, bindparam, func, select
from sqlmodel import Session

from models.errors import BackdatedError
from models.storage.prepared import Prepared
from models.storage.records import Record
from models.tables import Event
from models.vocabulary import EventKind, SubjectKind

_EVENT = cast("Table", Event.__table__)  # type: ignore[attr-defined]
_NO_STEPS = (
    EventKind.REGISTERED,
    EventKind.AMENDED,
    EventKind.FORECAST,
    EventKind.FORECAST_CONFIRMED,
    EventKind.DATED,
    EventKind.TIED,
    EventKind.OVERRIDDEN,
    EventKind.OVERRIDE_WITHDRAWN,
    EventKind.TERM_SET,
    EventKind.SUSPENDED,
    EventKind.RESUMED,
    EventKind.ACKNOWLEDGED,
    EventKind.PROPOSED,
    EventKind.ESTABLISHED,
    EventKind.RETURNED,
)
_LAST_STEP = Prepared(
    select(func.max(_EVENT.c.effective_on)).where(
        _EVENT.c.subject_id == bindparam("wanted"),
        *(_EVENT.c.kind != str(kind) for kind in _NO_STEPS),
    )
)
_BEGINNING = Prepared(
    select(_EVENT.c.effective_on).where(
        _EVENT.c.subject_id == bindparam("wanted"), _EVENT.c.sequence == 1
    )
)


def require_after_last_step(session: Session, subject: Record, effective_on: date) -> None:
    """Let pass a step that does not precede the one before it.

    Raises:
        BackdatedError: names the day of the previous step.
    """
    previous = _day(session, _LAST_STEP, subject) or _beginning(session, subject)
    if previous is not None and effective_on < previous:
        raise BackdatedError(subject=subject.name, day=effective_on, previous=previous)


def _beginning(session: Session, subject: Record) -> date | None:
    if subject.kind is SubjectKind.MILESTONE:  # from when it is said, however late we hear of it
        return subject.day("said_on")
    return _day(session, _BEGINNING, subject)


def _day(session: Session, query: Prepared, subject: Record) -> date | None:
    return cast("date | None", query.fetch(session, {"wanted": subject.id})[0][0])
