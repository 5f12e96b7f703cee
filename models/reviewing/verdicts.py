"""Deciding about a statement: taking it over into the ledger, or remembering that it is not."""

from models.errors import StatementDecidedError, Words
from models.ledger.writer import Ledger
from models.letters import Proposed
from models.reviewing.columns import (
    cluster_of,
    milestone_columns,
    occurrence_columns,
    owner_columns,
    shortened,
)
from models.reviewing.known import Known
from models.reviewing.once import first_to_write
from models.reviewing.placed import Placed, Taking
from models.storage.keys import free_key
from models.storage.records import Record
from models.storage.values import Value
from models.vocabulary import Decision, EventKind, SubjectKind

_KEY_OF_A_DIGEST = 16  # characters; with the document's key they cannot meet by chance


def accept(
    ledger: Ledger, document: Record, placed: Placed, taking: Taking, *, known: Known | None = None
) -> Record:
    """Register what a statement says, with the letter as its source; return the new subject.

    A statement that is registered already stays what it is; one that was rejected is taken over
    after all.

    Raises:
        InvalidAmendmentError: a milestone lacks what it must have; says what to give.
        OutsideCalendarError: its bound lies where the calendar holds no data.
        NotPermittedError: the actor has no mandate for it.
        ConflictError: somebody else decided about it in the same moment.
    """
    if known is not None and known.registered is not None:
        return known.registered
    with first_to_write(_named(placed)):
        registered = _register(ledger, document, placed, taking)
        _decide(ledger, document, placed, known, registered=registered, about=taking.about)
    return registered


def reject(
    ledger: Ledger,
    document: Record,
    placed: Placed,
    *,
    known: Known | None = None,
    about: Record | None = None,
    reason: str | None = None,
) -> None:
    """Remember that a statement is not taken over; rejecting it again changes nothing.

    Raises:
        StatementDecidedError: it is registered already.
        NotPermittedError: the actor has no mandate for it.
        ConflictError: somebody else decided about it in the same moment.
    """
    if known is not None and known.registered is not None:
        raise StatementDecidedError(
            number=placed.number,
            subject=known.registered.name,
            remedy=Words(
                "Wat is opgenomen wordt behaald, herijkt of gecorrigeerd, niet afgewezen.",
                "What is registered is achieved, re-planned or corrected, not rejected.",
            ),
        )
    if known is not None:
        return
    with first_to_write(_named(placed)):
        _decide(ledger, document, placed, None, about=about, reason=reason)


def _register(ledger: Ledger, document: Record, placed: Placed, taking: Taking) -> Record:
    is_event = placed.statement.proposes is Proposed.EVENT
    kind = SubjectKind.OCCURRENCE if is_event else SubjectKind.MILESTONE
    columns = (
        occurrence_columns(document, placed, taking)
        if is_event
        else milestone_columns(ledger, document, placed, taking)
    )
    key = free_key(ledger.session, kind, f"{document.key}-{placed.number}")
    registered = ledger.register(kind, key, columns, effective_on=document.day("dated_on"))
    if taking.owner is not None and not is_event:
        ledger.register(
            SubjectKind.PARTICIPATION,
            f"{registered.key}-{taking.owner.key}",
            owner_columns(document, registered, taking.owner),
            effective_on=document.day("dated_on"),
        )
    return registered


def _decide(  # noqa: PLR0913  (what, where, what it became, and why)
    ledger: Ledger,
    document: Record,
    placed: Placed,
    known: Known | None,
    *,
    registered: Record | None = None,
    about: Record | None = None,
    reason: str | None = None,
) -> None:
    decided: dict[str, Value] = {
        "decision": Decision.REJECTED if registered is None else Decision.CONFIRMED,
        "decided_by": ledger.actor,
        "decided_on": ledger.today,
        "registered_id": registered.id if registered else None,
    }
    if known is not None and known.decided is not None:
        ledger.record(known.decided, EventKind.AMENDED, decided, reason=reason)
        return
    found = placed.statement
    values: dict[str, Value] = {
        "title": shortened(found.sentence),
        "confidentiality": document.text("confidentiality"),
        "cluster_id": cluster_of(about) or document.number("cluster_id"),
        "source": document.key,
        "source_place": placed.place,
        "source_words": found.sentence,
        "document_id": document.id,
        "digest": found.digest,
        "said_on": found.reading.said_on,
        "phrase": found.phrase,
        **decided,
    }
    key = f"{document.key}-{found.digest[:_KEY_OF_A_DIGEST]}"
    ledger.register(SubjectKind.STATEMENT, key, values, reason=reason)


def _named(placed: Placed) -> Words:
    return Words(f"uitspraak {placed.number}", f"statement {placed.number}")
