"""Scenarios as one reader sees them, and what becomes of their changes, for pages and API."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from mijlpaal.scenarios import tried
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.office import Office
from models.acts.proposals import propose
from models.consequences.changes import Change
from models.consequences.situation import Situation
from models.foresight.scenarios import Proposable, changes_of, proposable
from models.ledger.writer import Ledger
from models.reading.looking import Looking
from models.situation_in_sight import situation_in_sight
from models.storage.database import transaction, trial
from models.storage.records import Record
from models.vocabulary import SubjectKind


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a change: the key of its proposal, or why there is none."""

    change: Change
    proposal: str = ""
    why_not: str = ""


def changes_in_sight(situation: Situation, scenario: Record) -> tuple[tuple[Change, ...], int]:
    """Return the changes about what a reader may see, and how many others there are."""
    kept = changes_of(scenario)
    seen = tuple(each for each in kept if each.subject in situation.by_name)
    return seen, len(kept) - len(seen)


def propose_all(office: Office, reader: Reader, key: str, reason: str) -> list[Answer]:
    """Make a proposal of each change of a scenario that could be done now, in one transaction.

    Raises:
        UnknownSubjectError: there is no such scenario, or not for this reader.
        NotPermittedError: the reader may not propose one of them.
    """
    with transaction(office.engine) as session:
        eyes = Looking(session, reader.sight)
        kept = eyes.record(SubjectKind.SCENARIO, key).record
        situation = situation_in_sight(eyes, office.today)
        changes, _ = changes_in_sight(situation, kept)
        wanted = [proposable(session, situation, each, reason=reason) for each in changes]
    answers = [tried(partial(_trying, office, reader), each) for each in wanted]
    with transaction(office.engine) as session:
        ledger = office.ledger(session, reader.actor)
        return [
            Answer(each.change, propose(ledger, each.command).key)
            if each.command is not None
            else Answer(each.change, why_not=_why(each, reader))
            for each in answers
        ]


@contextmanager
def _trying(office: Office, reader: Reader) -> Iterator[Ledger]:
    with trial(office.engine) as session:
        yield office.ledger(session, reader.actor, is_trial=True)


def _why(each: Proposable, reader: Reader) -> str:
    return each.why_not.say(reader.language) if each.why_not is not None else ""
