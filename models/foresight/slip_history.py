"""The programme's own promises: each day that was agreed, and what became of it."""

import json
from datetime import date
from typing import cast

from sqlalchemy import ColumnElement, Table, and_, select
from sqlmodel import Session

from models.consequences.slipping import Case
from models.ledger.chain import EVENT
from models.reading.condition import kept_fields
from models.reading.condition import readable as readable_by
from models.reading.sight import Sight
from models.rules.status import Outcome, outcome_of
from models.storage.records import SUBJECT
from models.tables import Milestone
from models.vocabulary import Confidentiality, EventKind, SubjectKind

_MILESTONE = cast("Table", Milestone.__table__)  # type: ignore[attr-defined]


def own_cases(
    session: Session,
    *,
    clearance: Confidentiality = Confidentiality.INTERNAL,
    sight: Sight | None = None,
) -> list[Case]:
    """Return one case per agreement that was replaced by a later one, and per milestone achieved.

    An agreement that was brought forward, or that named no day, says nothing about slipping.

    Args:
        session: of the transaction that reads.
        clearance: of who asks.
        sight: of who asks, where that is known; then what is kept from them is left out too.
    """
    readable: ColumnElement[bool] = SUBJECT.c.confidentiality.in_(clearance.readable())
    if sight is not None:
        kept = select(kept_fields(sight).subquery().c.subject_id)
        readable = and_(readable_by(sight, SubjectKind.MILESTONE), SUBJECT.c.id.not_in(kept))
    replaced = (
        select(EVENT.c.payload)
        .join(SUBJECT, SUBJECT.c.id == EVENT.c.subject_id)
        .where(EVENT.c.kind == str(EventKind.REPLANNED), readable)
        .order_by(EVENT.c.id)
    )
    achieved = (
        select(SUBJECT.c.standing, _MILESTONE.c.achieved_on, _MILESTONE.c.latest)
        .join(SUBJECT, SUBJECT.c.id == _MILESTONE.c.subject_id)
        .where(_MILESTONE.c.achieved_on.is_not(None), _MILESTONE.c.latest.is_not(None), readable)
        .order_by(SUBJECT.c.id)
    )
    cases = [_replaced(payload) for payload in session.execute(replaced).scalars()]
    for standing, day, latest in session.execute(achieved):
        if outcome_of(standing) is Outcome.ACHIEVED:
            cases.append(Case(max(0, (day - latest).days), is_own=True))
    return [case for case in cases if case is not None]


def _replaced(payload: str) -> Case | None:
    said = json.loads(payload)
    before, after = said["before"].get("latest"), said["after"].get("latest")
    if before is None:
        return None
    if after is None:
        return Case(None, is_own=True)
    days = (date.fromisoformat(after) - date.fromisoformat(before)).days
    return Case(days, is_own=True) if days > 0 else None
