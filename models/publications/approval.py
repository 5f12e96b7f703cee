"""From concept to established: what one person writes or proposes, another establishes.

Status texts and editions of reports go the same way: concept → proposed → established. What is
established stays as it is; a change is another text, or another edition. Design section 4 asks
for the second person; where nobody else has a mandate the event says so.
"""

from collections.abc import Mapping

from models.errors import ApprovalError, SecondPersonError, Words
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import require_reason
from models.storage.records import Record
from models.storage.values import Value
from models.vocabulary import Approval, EventKind

APPROVALS: Mapping[Approval, Words] = {
    Approval.CONCEPT: Words("concept", "a concept"),
    Approval.PROPOSED: Words("voorgelegd", "proposed"),
    Approval.ESTABLISHED: Words("vastgesteld", "established"),
}
WITHOUT_APPROVAL: Mapping[str, Value] = {
    "approval": Approval.CONCEPT,
    "proposed_by": None,
    "proposed_on": None,
    "established_by": None,
    "established_on": None,
}


def propose(
    ledger: Ledger,
    subject: Record,
    *,
    reason: str | None = None,
    changes: Mapping[str, Value] | None = None,
) -> Record:
    """Lay a concept before a second person.

    Raises:
        ApprovalError: it is no concept.
    """
    _require(subject, Approval.CONCEPT, Words("voorleggen", "proposing"))
    said: dict[str, Value] = {
        **(changes or {}),
        "approval": Approval.PROPOSED,
        "proposed_by": ledger.actor,
        "proposed_on": ledger.today,
    }
    return ledger.record(subject, EventKind.PROPOSED, said, reason=reason)


def establish(ledger: Ledger, subject: Record, *, reason: str | None = None) -> Record:
    """Establish what was proposed; from here on it may be read by whom it is meant for.

    Raises:
        ApprovalError: it was not proposed.
        SecondPersonError: the actor wrote or proposed it, and others could establish it.
        NotPermittedError: the actor has no mandate for it.
    """
    _require(subject, Approval.PROPOSED, Words("vaststellen", "establishing"))
    said: Mapping[str, Value] = {
        "approval": Approval.ESTABLISHED,
        "established_by": ledger.actor,
        "established_on": ledger.today,
        "confidentiality": subject.values["audience"],
    }
    try:
        return ledger.record(subject, EventKind.ESTABLISHED, said, reason=reason)
    except SecondPersonError as asked:
        raise _not_by_yourself(subject, asked) from asked


def give_back(ledger: Ledger, subject: Record, *, reason: str | None) -> Record:
    """Make a concept again of what was proposed, with the reason for its author.

    Raises:
        ApprovalError: it was not proposed.
        ReasonMissingError: no reason was given.
    """
    _require(subject, Approval.PROPOSED, Words("teruggeven", "returning"))
    reason = require_reason(Words("Teruggeven", "Returning"), subject.name, reason)
    return ledger.record(subject, EventKind.RETURNED, WITHOUT_APPROVAL, reason=reason)


def approval_of(subject: Record) -> Approval:
    """Return how far a text or an edition is."""
    return Approval(str(subject.values["approval"]))


def _require(subject: Record, wanted: Approval, act: Words) -> None:
    found = approval_of(subject)
    if found is not wanted:
        raise ApprovalError(
            subject=subject.name, state=APPROVALS[found], act=act, remedy=_REMEDIES[found]
        )


_REMEDIES: Mapping[Approval, Words] = {
    Approval.CONCEPT: Words("Leg het eerst voor (propose).", "Propose it first."),
    Approval.PROPOSED: Words(
        "Het wacht op een tweede persoon: vaststellen of teruggeven.",
        "It waits for a second person, to establish or to return it.",
    ),
    Approval.ESTABLISHED: Words(
        "Wat is vastgesteld blijft zo; maak een nieuwe.",
        "What is established stays as it is; make a new one.",
    ),
}


def _not_by_yourself(subject: Record, asked: SecondPersonError) -> SecondPersonError:
    others = asked.facts["others"]
    names = ", ".join(map(str, others)) if isinstance(others, tuple) else ""
    return SecondPersonError(
        subject=subject.name,
        act=asked.facts["act"],
        others=others,
        problem=Words(
            f"u schreef of legde het zelf voor; {names} kan het vaststellen",
            f"you wrote or proposed it yourself; {names} can establish it",
        ),
    )
