"""A letter to the Kamer that was sent: it is registered, and the duties that it fulfils are closed.

One act for both, in one transaction: a duty that is closed without the letter, or a letter without
its duties, would be half of what happened. Closing a duty needs a second person (design section 4).
"""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, or_, select

from models.errors import InvalidAmendmentError, Words
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import advance
from models.milestones.acts import achieve
from models.publications.references import normalised
from models.storage.keys import free_key
from models.storage.records import Record, current, current_by_id
from models.storage.values import Value
from models.tables import Document
from models.vocabulary import Confidentiality, DocumentKind, EventKind, SubjectKind

_IN_PART = "voldoe_deels"


def send_kamerbrief(  # noqa: PLR0913  (the letter, and what it fulfils)
    ledger: Ledger,
    about: tuple[SubjectKind, str],
    duties: Sequence[str],
    *,
    in_part: Sequence[str] = (),
    on: date,
    reference: str,
    title: str | None = None,
    reason: str | None = None,
) -> Record:
    """Register a letter that was sent and close the duties that it fulfils.

    Args:
        ledger: who does this, and in which transaction.
        about: kind and key of the cluster or the programme that the letter is about.
        duties: keys of those that it fulfils.
        in_part: keys of those that it fulfils in part; they stay open.
        on: the day on which it was sent.
        reference: its Kamerstuk number, as given.
        title: of the letter.
        reason: why, in the actor's words.

    Returns:
        What the letter is about.

    Raises:
        UnknownSubjectError: there is no such duty, cluster or programme.
        InvalidAmendmentError: no duty is named, one is no duty to the Kamer, there is no reference,
            or the day is still to come.
        NotPermittedError: the actor has no mandate for one of them; nothing was written.
        SecondPersonError: it needs a second person, and there is one; nothing was written.
        TransitionRefusedError: a duty is closed already.
    """
    subject = current(ledger.session, *about)
    closing = [_duty(ledger.session, key) for key in dict.fromkeys(duties)]
    informing = [_duty(ledger.session, key) for key in dict.fromkeys(in_part)]
    _require_something(subject, [*closing, *informing], reference)
    _require_consent(ledger, closing, informing, on)
    for duty in closing:
        achieve(ledger, duty.key, on, evidence=reference, reason=reason)
    for duty in informing:
        _fulfil_in_part(ledger, duty, on, reference, reason)
    if _registered(ledger.session, reference) is None:
        _register(ledger, subject, on, reference, title)
    return current_by_id(ledger.session, subject.id)


def _require_consent(
    ledger: Ledger, closing: Sequence[Record], informing: Sequence[Record], on: date
) -> None:
    """Let pass who may do all of it: the mandates first, so that nobody proposes half an act."""
    in_part = EventKind.ADVANCED if on == ledger.today else EventKind.BACKDATED
    ledger.require_mandate(in_part, informing)
    ledger.require_consent(EventKind.ACHIEVED, closing)
    if in_part is EventKind.BACKDATED:
        ledger.require_consent(in_part, informing)


def _duty(session: Session, key: str) -> Record:
    milestone = current(session, SubjectKind.MILESTONE, key)
    if milestone.values["addressee_id"] is None:
        raise InvalidAmendmentError(
            subject=milestone.name,
            field=Words("toezegging", "duty"),
            value=key,
            problem=Words(
                "dit is geen toezegging aan de Kamer", "this is no commitment to the Kamer"
            ),
        )
    return milestone


def _require_something(subject: Record, duties: Sequence[Record], reference: str) -> None:
    if not duties:
        raise InvalidAmendmentError(
            subject=subject.name,
            field=Words("toezeggingen", "duties"),
            value="",
            problem=Words("noem er ten minste een", "name at least one"),
        )
    if not reference.strip():
        raise InvalidAmendmentError(
            subject=subject.name,
            field=Words("kenmerk", "reference"),
            value=reference,
            problem=Words(
                "noem het Kamerstuknummer, bijvoorbeeld Kamerstuk 29826, nr. 320",
                "name the number of the Kamerstuk, for instance Kamerstuk 29826, nr. 320",
            ),
        )


def _fulfil_in_part(
    ledger: Ledger, duty: Record, on: date, reference: str, reason: str | None
) -> None:
    """Record that a duty is fulfilled in part; a day of the past asks for a reason of its own."""
    said = reason or f"Kamerbrief van {on} ({reference.strip()})"
    day = None if on == ledger.today else on
    advance(ledger, SubjectKind.MILESTONE, duty.key, _IN_PART, reason=said, effective_on=day)


def _registered(session: Session, reference: str) -> int | None:
    """Return the document with this reference, if it was registered before."""
    plain = normalised(reference)
    query = select(Document.subject_id).where(
        or_(
            col(Document.reference) == reference.strip(),
            (col(Document.reference_normalised) == plain) if plain else False,
        )
    )
    return session.exec(query.limit(1)).one_or_none()


def _register(ledger: Ledger, subject: Record, on: date, reference: str, title: str | None) -> None:
    named = subject.text("title") or subject.key
    values: dict[str, Value] = {
        "title": title or f"Kamerbrief over {named} ({on})",
        "confidentiality": Confidentiality.PUBLIC,
        "cluster_id": subject.id if subject.kind is SubjectKind.CLUSTER else None,
        "document_kind": DocumentKind.KAMERBRIEF,
        "dated_on": on,
        "reference": reference.strip(),
        "reference_normalised": normalised(reference),
    }
    key = free_key(ledger.session, SubjectKind.DOCUMENT, f"kamerbrief-{on}")
    ledger.register(SubjectKind.DOCUMENT, key, values, effective_on=on)
