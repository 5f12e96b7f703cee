"""Scenarios as one reader sees them, and what becomes of their changes, for pages and API."""

from collections.abc import Iterable, Iterator
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
from models.foresight.situation_in_sight import situation_in_sight
from models.ledger.writer import Ledger
from models.reading.looking import Looking
from models.storage.database import reading, transaction, trial
from models.storage.records import Record
from models.vocabulary import Language, SubjectKind


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
    acts = acts_of(office, reader, key, reason)
    with transaction(office.engine) as session:
        return keep_acts(office.ledger(session, reader.actor), acts, reader.language)


def acts_of(office: Office, reader: Reader, key: str, reason: str) -> list[Proposable]:
    """Return the acts of a scenario, each tried: one that could not be done now says why.

    Raises:
        UnknownSubjectError: there is no such scenario, or not for this reader.
    """
    with reading(office.engine) as session:
        eyes = Looking(session, reader.sight)
        kept = eyes.record(SubjectKind.SCENARIO, key).record
        situation = situation_in_sight(eyes, office.today)
        changes, _ = changes_in_sight(situation, kept)
        wanted = [proposable(session, situation, each, reason=reason) for each in changes]
    return [tried(partial(_trying, office, reader), each) for each in wanted]


def keep_acts(ledger: Ledger, acts: Iterable[Proposable], language: Language) -> list[Answer]:
    """Make proposals of the acts that could be done, in the caller's transaction.

    Raises:
        NotPermittedError: the actor may not propose one of them.
    """
    return [
        Answer(each.change, proposal=propose(ledger, each.command).key)
        if each.command is not None
        else Answer(each.change, why_not=each.why_not.say(language) if each.why_not else "")
        for each in acts
    ]


@contextmanager
def _trying(office: Office, reader: Reader) -> Iterator[Ledger]:
    with trial(office.engine) as session:
        yield office.ledger(session, reader.actor, is_trial=True)
