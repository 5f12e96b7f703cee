"""Replaying the chains into a scratch database: one stream of events, written in bulk."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, RowMapping, Select, select
from sqlmodel import Session

from models.as_of.bulk import Bulk
from models.as_of.folding import values_after
from models.as_of.kept import NOTHING, Kept
from models.as_of.past import Past
from models.ledger.chain import EVENT, IN_CHUNKS
from models.storage.records import DETAIL, SUBJECT, Record
from models.vocabulary import SubjectKind


def replay(session: Session, scratch: Connection, past: Past, kept: Kept = NOTHING) -> None:
    """Write every subject that was there, as its events that count leave it, and those events.

    What is kept from whoever asks is not written.
    """
    bulk = Bulk(scratch)
    events = session.execute(events_that_count(past), execution_options=IN_CHUNKS).mappings()
    for subject_id, chain in groupby(events, key=itemgetter("subject_id")):
        if subject_id not in kept.rows:
            _write(bulk, list(chain), kept)
    bulk.flush()


def record_after(chain: Sequence[RowMapping]) -> Record | None:
    """Return a subject as these events of its chain leave it; None before its registration.

    Which life cycle its definition is lies in another table and is left to the caller.
    """
    if not chain or chain[0]["sequence"] != 1:
        return None
    last = chain[-1]
    kind = SubjectKind(last["subject_kind"])
    return Record(
        id=last["subject_id"],
        kind=kind,
        key=last["subject_key"],
        version=last["sequence"],
        last_hash=last["hash"],
        values=values_after(kind, (event["payload"] for event in chain)),
    )


def events_that_count(past: Past) -> Select[*tuple[object, ...]]:
    """Return the query for the events of a past, subject by subject, each chain in its order."""
    return (
        select(EVENT, SUBJECT.c.kind.label("subject_kind"), SUBJECT.c.key.label("subject_key"))
        .join(SUBJECT, SUBJECT.c.id == EVENT.c.subject_id)
        .where(past.counts())
        .order_by(EVENT.c.subject_id, EVENT.c.sequence)
    )


def _write(bulk: Bulk, chain: Sequence[RowMapping], kept: Kept) -> None:
    record = record_after(chain)
    if record is None:
        return
    own = {
        "id": record.id,
        "kind": str(record.kind),
        "key": record.key,
        "version": record.version,
        "last_hash": record.last_hash,
        "confidentiality": kept.mark_of(record.id, str(record.values["confidentiality"])),
    }
    bulk.add(SUBJECT, {**record.values, **own})
    bulk.add(DETAIL[record.kind], {**record.values, "subject_id": record.id})
    for event in chain:
        bulk.add(EVENT, event)
