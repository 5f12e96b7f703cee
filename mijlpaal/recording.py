"""Reading back what a transaction wrote into the ledger, before it ends."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import col, func, select

from mijlpaal.lookup import CLEARANCE
from mijlpaal.recorded import Recorded, RecordedEvent
from models.ledger.writer import Ledger
from models.rules.status import Outcome, outcome_of
from models.tables import Event, Subject
from models.vocabulary import SubjectKind

_WINDOW = frozenset({"earliest", "latest", "bound"})


@contextmanager
def keeping(ledger: Ledger, recorded: Recorded) -> Iterator[None]:
    """Keep every event that is written meanwhile and that this reader may see."""
    before = ledger.session.exec(select(func.max(col(Event.id)))).one() or 0
    yield
    instants = {ledger.at, *recorded.instants}
    query = (
        select(Event, Subject.kind, Subject.key)
        .join(Subject, col(Subject.id) == col(Event.subject_id))
        # Others write beside us on PostgreSQL: at another instant.
        .where(col(Event.id) > before, col(Event.recorded_at).in_(instants))
        .where(col(Subject.confidentiality).in_(CLEARANCE.readable()))
        .order_by(col(Event.id))
    )
    for event, kind, key in ledger.session.exec(query):
        found = _recorded(event, f"{kind}:{key}")
        recorded.events.append(found)
        if kind == SubjectKind.MILESTONE:
            _tell_of_milestone(found, recorded)


def _recorded(event: Event, subject: str) -> RecordedEvent:
    payload = json.loads(event.payload)
    note = payload.get("note", {})
    return RecordedEvent(
        subject=subject,
        kind=event.kind,
        step=note.pop("event", None),
        sequence=event.sequence,
        effective_on=event.effective_on,
        recorded_at=event.recorded_at,
        actor=event.actor,
        reason=event.reason,
        because=note.pop("because", None),
        before=payload["before"],
        after=payload["after"],
        note=note,
    )


def _tell_of_milestone(found: RecordedEvent, recorded: Recorded) -> None:
    """Say of a milestone whether it opened, closed or moved."""
    is_new, before, after = found.sequence == 1, found.before, found.after
    was_open = not is_new and _is_open(before.get("standing"))
    is_open = _is_open(after.get("standing", before.get("standing")))
    if "standing" in after and is_open is not was_open:
        (recorded.opened if is_open else recorded.closed).append(found.subject)
    elif not is_new and any(before.get(name) != after.get(name) for name in _WINDOW & after.keys()):
        recorded.moved.append(found.subject)


def _is_open(standing: object) -> bool:
    return outcome_of(str(standing) if standing else None) is Outcome.OPEN
