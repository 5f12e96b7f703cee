"""What a form asks for: tried for real in a transaction that is taken back, then done or proposed.

What is shown before and what is then recorded come from the same act, so that they cannot differ.
"""

from collections.abc import Callable

from mijlpaal.call import Call
from mijlpaal.effects import Effect
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.office import Office
from mijlpaal.web.screens.seen import require_held, require_seen, seen_by
from models.acts.commands import Command
from models.acts.proposals import submit
from models.ledger.writer import Ledger
from models.reading.looking import Looking
from models.storage.database import transaction, trial
from models.storage.records import Record, current
from models.vocabulary import SubjectKind


def tried(
    office: Office,
    reader: Reader,
    about: tuple[SubjectKind, str],
    version: int,
    act: Callable[[Ledger], Record],
) -> Effect:
    """Return what an act would change of what it is about, as far as its reader may see it.

    Raises:
        ConflictError: somebody changed it since the form was made.
    """
    with trial(office.engine) as session:
        before = current(session, *about)
        require_seen(before, version)
        seen = seen_by(Looking(session, reader.sight), before)
        after = act(office.ledger(session, reader.actor, is_trial=True))
        return seen.effect(session, after, Call(reader.language, reader.actor))


def asks_second(office: Office, reader: Reader, command: Command) -> bool:
    """Return whether a second person would have to confirm it."""
    with trial(office.engine) as session:
        return submit(office.ledger(session, reader.actor), command).proposal is not None


def submitted(office: Office, reader: Reader, command: Command, version: int) -> bool:
    """Do it, or propose it where a second person confirms it; return whether it is done.

    Raises:
        ConflictError: somebody changed it since the form was made.
    """
    with transaction(office.engine) as session:
        ledger = office.ledger(session, reader.actor)
        require_held(ledger, (command.kind, command.key), version)
        return submit(ledger, command).done is not None
