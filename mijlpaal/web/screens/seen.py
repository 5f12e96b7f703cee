"""What a form shows of a row: what would change of it, and what changed while it was open."""

from mijlpaal.call import Call
from mijlpaal.effects import Changed, Seen
from mijlpaal.web.entry.eyes import is_told
from models.as_of.folding import values_after
from models.errors import ConflictError, Words
from models.ledger.chain import events_of
from models.ledger.writer import Ledger
from models.reading.looking import BY_ID, Looking
from models.storage.records import Record, current
from models.vocabulary import SubjectKind


def seen_by(eyes: Looking, record: Record) -> Seen:
    """Return a row before an act, of which a reader is told what they may see."""
    found = eyes.narrowed(record.kind, BY_ID, {"wanted_id": record.id})
    withheld = found[0].withheld if found else frozenset(record.values)
    return Seen.now(eyes.session, record, lambda other: is_told(eyes, other), withheld)


def changed_since(eyes: Looking, record: Record, version: int, call: Call) -> tuple[Changed, ...]:
    """Return what became different of a row since a version of it that somebody saw."""
    seen = [
        event.payload
        for event in events_of(eyes.session, record.id)
        if event.sequence <= version < record.version
    ]
    if not seen:
        return ()
    then = record._replace(values={**record.values, **values_after(record.kind, seen)})
    return seen_by(eyes, then).effect(eyes.session, record, call).changes


def require_seen(found: Record, version: int) -> None:
    """Refuse to go on when a row is not as a person saw it.

    Raises:
        ConflictError: somebody changed it since.
    """
    if found.version != version:
        raise ConflictError(
            subject=found.name,
            expected=Words(f"versie {version}", f"version {version}"),
            found=Words(f"versie {found.version}", f"version {found.version}"),
        )


def require_held(ledger: Ledger, about: tuple[SubjectKind, str], version: int) -> None:
    """Refuse to go on when a row is not as a person saw it, and let nobody change it meanwhile.

    Raises:
        ConflictError: somebody changed it since.
    """
    found = current(ledger.session, *about)
    if ledger.hold_row(found):
        found = current(ledger.session, *about)
    require_seen(found, version)


def key_and_version(said: str) -> tuple[str, int]:
    """Return what ``d2@7`` stands for: a key, and the version of it that was seen."""
    key, _, version = said.rpartition("@")
    return key, int(version) if version.isdecimal() else 0
