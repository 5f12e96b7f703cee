"""A past as one reader may see it: what is kept from them now is not shown by looking back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy import select
from sqlmodel import Session

from models.as_of import Kept, as_of
from models.reading.condition import kept_fields, readable
from models.reading.sight import Sight
from models.storage.records import SUBJECT


@contextmanager
def looking_back(session: Session, sight: Sight, day: date) -> Iterator[Session]:
    """Yield a session on the state as it was known on a day, for a reader; see ``as_of``.

    A row that was public then and is secret now is not in it, nor what hangs on it; a mark that
    keeps a field from this reader now keeps it in the past as well.

    Raises:
        EmptyLedgerError: the ledger holds nothing.
        NothingRecordedError: the ledger began later than that day.
    """
    seen = select(SUBJECT.c.id).where(readable(sight))
    rows = session.execute(select(SUBJECT.c.id).where(SUBJECT.c.id.not_in(seen))).scalars()
    fields = session.execute(kept_fields(sight)).all()
    kept = Kept(frozenset(rows), frozenset((number, name) for number, _, _, name in fields))
    with as_of(session, day, kept=kept) as then:
        yield then
