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
from models.vocabulary import Confidentiality, SubjectKind


@contextmanager
def looking_back(session: Session, sight: Sight, day: date) -> Iterator[Session]:
    """Yield a session on the state as it was known on a day, for a reader; see ``as_of``.

    A row that was public then and is kept from them now is not in it, nor what hangs on it; what
    they may see bears the mark of now where that is the stricter one, so that reading it is logged
    as it is in the present. A mark that keeps a field from them now keeps it in the past as well.

    Raises:
        EmptyLedgerError: the ledger holds nothing.
        NothingRecordedError: the ledger began later than that day.
    """
    seen = select(SUBJECT.c.id).where(readable(sight))
    hidden = select(SUBJECT.c.id, SUBJECT.c.kind, SUBJECT.c.key).where(SUBJECT.c.id.not_in(seen))
    rows = session.execute(hidden).all()
    fields = session.execute(kept_fields(sight)).all()
    is_marked = SUBJECT.c.confidentiality != str(Confidentiality.PUBLIC)
    marked = session.execute(select(SUBJECT.c.id, SUBJECT.c.confidentiality).where(is_marked))
    kept = Kept(
        frozenset(number for number, _, _ in rows),
        frozenset((number, name) for number, _, _, name in fields),
        frozenset(key for _, kind, key in rows if kind == SubjectKind.DOCUMENT),
        {number: Confidentiality(mark) for number, mark in marked},
    )
    with as_of(session, day, kept=kept) as then:
        yield then
