"""Named facts: each computed from the rows, for any number of subjects at once.

A fact about a subject holds or does not, so that "not yet" always comes with "because of these".
It costs the same number of statements for one subject as for thousands. Names are Dutch, as in
the definitions that use them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from models.errors import DefinitionError, Words
from models.facts.finding import HOLDS, Finding, Lack
from models.storage.records import Record
from models.vocabulary import Confidentiality

# What is missing, by the id of the subject; where the fact holds, the subject is absent. Ids are
# all that a fact is given: everything else it reads from the session.
LookUp = Callable[[Session, Sequence[int], Confidentiality], Mapping[int, Lack]]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is true of a subject or not, and how to look that up."""

    name: str
    claim: Words
    look_up: LookUp


FACTS: dict[str, Fact] = {}
_SOMEWHERE = Words("met deze voorwaarde", "with this guard")


def findings(
    session: Session,
    subject: Record,
    names: Iterable[str],
    *,
    clearance: Confidentiality = Confidentiality.INTERNAL,
) -> dict[str, Finding]:
    """Return the finding of each named fact about ``subject``.

    Args:
        session: the state that is asked; nothing else is read, no clock either.
        subject: whom the facts are about.
        names: of the facts.
        clearance: of the reader. It decides which rows are named, never what is true.

    Raises:
        DefinitionError: a guard names a fact that nobody computes.
    """
    return findings_of(session, [subject], names, clearance=clearance)[subject.id]


def findings_of(
    session: Session,
    subjects: Sequence[Record],
    names: Iterable[str],
    *,
    clearance: Confidentiality = Confidentiality.INTERNAL,
) -> dict[int, dict[str, Finding]]:
    """Return the finding of each named fact about each subject, by the subject's id.

    The number of statements depends on the facts, not on how many subjects there are.

    Raises:
        DefinitionError: a guard names a fact that nobody computes.
    """
    if not subjects:
        return {}
    ids = [subject.id for subject in subjects]
    return findings_by_id(session, ids, names, where=subjects[0].name, clearance=clearance)


def findings_by_id(
    session: Session,
    subject_ids: Sequence[int],
    names: Iterable[str],
    *,
    where: Words = _SOMEWHERE,
    clearance: Confidentiality = Confidentiality.INTERNAL,
) -> dict[int, dict[str, Finding]]:
    """Return what ``findings_of`` does, where only the ids of the subjects are at hand.

    Raises:
        DefinitionError: a guard (of ``where``) names a fact that nobody computes.
    """
    found: dict[int, dict[str, Finding]] = {number: {} for number in subject_ids}
    for fact in [_known(name, where) for name in names]:
        lacks = fact.look_up(session, subject_ids, clearance)
        for number, by_name in found.items():
            by_name[fact.name] = _finding(fact, lacks.get(number))
    return found


def holding(found: Mapping[str, Finding]) -> dict[str, bool]:
    """Return the plain truth values that the kernel wants."""
    return {name: finding.holds for name, finding in found.items()}


def fact(name: str, claim: Words) -> Callable[[LookUp], LookUp]:
    """Register the function that looks a fact up."""

    def register(look_up: LookUp) -> LookUp:
        FACTS[name] = Fact(name, claim, look_up)
        return look_up

    return register


def _known(name: str, where: Words) -> Fact:
    found = FACTS.get(name)
    if found is None:
        known = ", ".join(sorted(FACTS))
        raise DefinitionError(
            where=where,
            problem=Words(f"het feit '{name}' bestaat niet", f"there is no fact '{name}'"),
            remedy=Words(f"Bekend: {known}.", f"Known: {known}."),
        )
    return found


def _finding(fact: Fact, lack: Lack | None) -> Finding:
    if lack is None:
        return Finding(fact.name, fact.claim, holds=True, words=HOLDS)
    return Finding(
        fact.name, fact.claim, holds=False, words=lack.words, rows=lack.rows, hidden=lack.hidden
    )
