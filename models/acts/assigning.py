"""Naming who answers for a milestone: one contact, one responsibility, from a day on."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, col, select

from models.errors import InvalidAmendmentError, UnfitReceiverError, Words
from models.ledger.writer import Ledger
from models.people.contacts import is_in_office
from models.storage.keys import free_key
from models.storage.records import Record, current
from models.storage.values import Value
from models.tables import Assignment
from models.vocabulary import Confidentiality, Responsibility, SubjectKind


def assign(
    ledger: Ledger,
    milestone_key: str,
    contact_key: str,
    *,
    responsibility: str = Responsibility.OWNER,
    since: date | None = None,
    reason: str | None = None,
) -> Record:
    """Register that a contact answers for a milestone; who answered before still does.

    Args:
        ledger: who does this, and in which transaction.
        milestone_key: what is to be answered for.
        contact_key: the function that will.
        responsibility: a word of ``Responsibility``.
        since: the first day; today, when not given.
        reason: why, in the actor's words.

    Raises:
        UnknownSubjectError: there is no such milestone or contact.
        InvalidAmendmentError: no such responsibility, or the contact has it already.
        UnfitReceiverError: not in office on that day, or it may not read the milestone.
        NotPermittedError: the actor has no mandate for it.
    """
    session, first = ledger.session, since or ledger.today
    milestone = current(session, SubjectKind.MILESTONE, milestone_key)
    contact = current(session, SubjectKind.CONTACT, contact_key)
    _require_known(milestone, responsibility)
    _require_fit(contact, milestone, first)
    if _holds(session, milestone, contact, responsibility, first):
        raise _refused(milestone, "contact_id", contact.key, "dat is zo al", "that is so already")
    values: Mapping[str, Value] = {
        "title": f"{milestone.key}: {contact.key}",
        "cluster_id": milestone.number("cluster_id"),
        "is_invented": milestone.values["is_invented"],
        "milestone_id": milestone.id,
        "contact_id": contact.id,
        "responsibility": responsibility,
        "valid_from": first,
    }
    key = free_key(session, SubjectKind.ASSIGNMENT, f"{milestone.key}-{contact.key}")
    return ledger.register(SubjectKind.ASSIGNMENT, key, values, reason=reason)


def _require_known(milestone: Record, responsibility: str) -> None:
    if responsibility not in set(Responsibility):
        known = ", ".join(Responsibility)
        raise _refused(
            milestone, "responsibility", responsibility, f"kies uit: {known}", f"one of: {known}"
        )


def _require_fit(contact: Record, milestone: Record, first: date) -> None:
    if not is_in_office(contact, first):
        problem = Words(f"op {first} is het niet in functie", f"on {first} it is not in office")
        raise UnfitReceiverError(subject=contact.name, problem=problem)
    readable = Confidentiality(contact.text("clearance") or "").readable()
    if milestone.text("confidentiality") not in readable:
        said = milestone.key
        problem = Words(f"geen inzage in {said}", f"no clearance for {said}")
        raise UnfitReceiverError(subject=contact.name, problem=problem)


def _holds(
    session: Session, milestone: Record, contact: Record, responsibility: str, day: date
) -> bool:
    """Return whether a contact has a responsibility on a day, or is to have it."""
    query = select(Assignment.subject_id).where(
        col(Assignment.milestone_id) == milestone.id,
        col(Assignment.contact_id) == contact.id,
        col(Assignment.responsibility) == responsibility,
        col(Assignment.valid_until).is_(None) | (col(Assignment.valid_until) >= day),
    )
    return session.exec(query.limit(1)).first() is not None


def _refused(
    milestone: Record, field: str, value: object, nl: str, en: str
) -> InvalidAmendmentError:
    return InvalidAmendmentError(
        subject=milestone.name, field=field, value=value, problem=Words(nl, en)
    )
