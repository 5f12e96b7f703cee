"""The access journal: who let whom in, kept whom out, or changed what somebody may read.

The rows by which people come in are no subjects (docs/decisions/0025): they hold digests, change
at every request and may be forgotten. What was decided about them may not. Each decision is one
event of one chain, written in the transaction of the change itself; who came in is no decision and
is not here. Never a secret or a digest that opens something.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final, cast

from sqlalchemy import RowMapping, Table, insert, select, text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from models.errors import Words
from models.ledger.chain import IN_CHUNKS, UNREADABLE, Tampering, is_unreadable_text
from models.ledger.hashing import GENESIS, canonical
from models.storage.iso_text import iso_text
from models.storage.lean_session import driver_of
from models.storage.storable import require_storable
from models.tables import AccessEvent
from models.vocabulary import AccessKind

ACCESS_EVENT = cast("Table", AccessEvent.__table__)  # type: ignore[attr-defined]
Facts = Mapping[str, str | int | bool | date | list[str] | None]
"""What was so before, or is after: names of people and things, days, yes or no."""

_NONE: Final[Facts] = {}
_LAST = (
    select(ACCESS_EVENT.c.sequence, ACCESS_EVENT.c.hash)
    .order_by(ACCESS_EVENT.c.sequence.desc())
    .limit(1)
)
# Whoever reads goes on; whoever writes here waits for the one before to commit, so that the chain
# is one and nothing gets lost. SQLite has one writer at a time.
_ONE_WRITER = text("LOCK TABLE accessevent IN SHARE ROW EXCLUSIVE MODE")

_JOURNAL = Words("het toegangslogboek", "the access journal")
_CHANGED = Words("de inhoud past niet bij haar hash", "the content does not fit its hash")
_OUT_OF_PLACE = Words(
    "sluit niet aan op de vorige gebeurtenis", "does not follow on the event before it"
)


def hold_journal(session: Session) -> None:
    """Let nobody else decide on access until this commits.

    Asked first by who then changes several rows: always in the same order, so that two never wait
    for each other.
    """
    if driver_of(session)[1].name == "postgresql":
        session.execute(_ONE_WRITER)


def note_access(  # noqa: PLR0913  (who did what, about whom and what, from what to what)
    session: Session,
    kind: AccessKind,
    *,
    by: str,
    now: datetime,
    about: str = "",
    what: str = "",
    subject_id: int | None = None,
    before: Facts = _NONE,
    after: Facts = _NONE,
) -> None:
    """Write that somebody decided on access.

    Args:
        session: of the transaction in which it is so.
        kind: what was decided.
        by: who did; an identity provider by its issuer.
        now: when.
        about: the person whom it concerns, empty for nobody in particular.
        what: the token, company, row with its field, or calendar that it concerns.
        subject_id: the row of the ledger that it is about: who may not see that, may not see this.
        before: what was so.
        after: what is so.

    Raises:
        InvalidAmendmentError: text nobody can keep.
    """
    require_storable(lambda: _JOURNAL, {"about": about, "what": what, "by": by})
    hold_journal(session)
    last = session.execute(_LAST).one_or_none()
    row = {
        "sequence": 1 if last is None else last.sequence + 1,
        "kind": str(kind),
        "actor": by,
        "about": about,
        "what": what,
        "subject_id": subject_id,
        "payload": canonical({"before": _plain(before), "after": _plain(after)}),
        "recorded_at": now,
        "previous_hash": GENESIS if last is None else last.hash,
    }
    session.execute(insert(ACCESS_EVENT).values(**row, hash=_hash(row)))


def verify_access_journal(session: Session) -> Iterator[Tampering]:
    """Yield every event of the journal whose hash or place in the chain is wrong, in their order.

    Text that cannot be read at all ends the walk, after saying so.
    """
    number, previous = 0, GENESIS
    try:
        for number, row in enumerate(_all(session), start=1):
            if row["sequence"] != number or row["previous_hash"] != previous:
                yield _tampering(row["sequence"], _OUT_OF_PLACE)
            if _hash(row) != row["hash"]:
                yield _tampering(row["sequence"], _CHANGED)
            previous = row["hash"]
    except (ValueError, OperationalError) as problem:
        if not is_unreadable_text(problem):
            raise
        yield _tampering(number, UNREADABLE)


def _plain(facts: Facts) -> dict[str, object]:
    return {
        name: iso_text(value) if isinstance(value, date) else value for name, value in facts.items()
    }


def _all(session: Session) -> Iterator[RowMapping]:
    query = select(ACCESS_EVENT).order_by(ACCESS_EVENT.c.sequence)
    yield from session.execute(query, execution_options=IN_CHUNKS).mappings()


def _hash(row: Mapping[str, object] | RowMapping) -> str:
    """Return the SHA-256 over the canonical JSON of all of an event but its hash."""
    values = {name: value for name, value in row.items() if name != "hash"}
    values["recorded_at"] = iso_text(cast("datetime", values["recorded_at"]))
    return hashlib.sha256(canonical(values).encode()).hexdigest()


def _tampering(sequence: int, problem: Words) -> Tampering:
    return Tampering("toegangslogboek", sequence, problem)
