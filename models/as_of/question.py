"""Asking for a past: all of it as a database to read, or one subject."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy import select
from sqlmodel import Session

from models.as_of.beside import copy_beside
from models.as_of.kept import NOTHING, Kept
from models.as_of.past import Past, require_events
from models.as_of.replay import events_that_count, record_after, replay
from models.as_of.scratch import close_for_writing, scratch_database
from models.ledger.chain import EVENT
from models.storage.records import DEFINITION, Record

_PAST = "mijlpaal_past"  # in the notes that a session carries


@contextmanager
def as_of(
    session: Session, day: date, *, hindsight: bool = False, kept: Kept = NOTHING
) -> Iterator[Session]:
    """Yield a session on the state as it was on a day; it can only be read.

    It holds what the ledger knew at the end of that day or, with hindsight, what is known now
    about that day (see ``Past``). Subjects keep their ids; rungs are left out.

    Args:
        session: of a transaction that reads the present.
        day: the whole of it counts.
        hindsight: with what is known now about that day.
        kept: what is not to be in it.

    Raises:
        EmptyLedgerError: the ledger holds nothing.
        NothingRecordedError: the ledger began later than that day.
        NothingInForceError: with hindsight, and nothing had taken effect by that day.
    """
    past = Past(day, hindsight)
    require_events(session, past)
    with scratch_database() as connection:
        replay(session, connection, past, kept)
        copy_beside(session, connection, past, kept)
        close_for_writing(connection)
        with Session(connection, autoflush=False, info={_PAST: past}) as then:
            yield then


def past_of(session: Session) -> Past | None:
    """Return which past a session shows; None for the present."""
    past = session.info.get(_PAST)
    return past if isinstance(past, Past) else None


def record_as_of(
    session: Session, subject_id: int, day: date, *, hindsight: bool = False
) -> Record | None:
    """Return one subject as it was on a day, from its own chain; None when it was not there."""
    query = events_that_count(Past(day, hindsight)).where(EVENT.c.subject_id == subject_id)
    record = record_after(session.execute(query).mappings().all())
    if record is None:
        return None
    digest = select(DEFINITION.c.digest).where(DEFINITION.c.id == record.number("definition_id"))
    return record._replace(definition_digest=session.execute(digest).scalar_one_or_none())
