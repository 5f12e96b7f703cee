"""The letter itself: the document that its statements have as their source."""

from collections import defaultdict
from datetime import date

from sqlmodel import Session, col, select

from models.errors import LetterDayError, Words
from models.ledger.writer import Ledger
from models.reviewing.once import first_to_write
from models.reviewing.plainest import plainest
from models.storage.keys import free_key
from models.storage.records import Record, current, name_of
from models.storage.values import Value
from models.tables import Document, Subject
from models.vocabulary import Confidentiality, DocumentKind, EventKind, SubjectKind

# A later letter that quotes a sentence is not the letter that it quotes.
_SENTENCES_TO_BE_LIKE = 3


def document_of_file(session: Session, digest: str) -> Record | None:
    """Return the document that was read from this very file; None when it was not read before."""
    query = (
        select(Subject.key)
        .join(Document, col(Document.subject_id) == col(Subject.id))
        .where(col(Document.file_digest) == digest)
        .order_by(col(Subject.id))
    )
    key = session.exec(query).first()
    return None if key is None else current(session, SubjectKind.DOCUMENT, key)


def letter_like(session: Session, text: str) -> Record | None:
    """Return the document most of whose registered sentences stand in this text, if there is one.

    It is likely to be another copy of it; whether it is, a person must say.
    """
    plain = plainest(text)
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for source, words in _sentences(session):
        found[source].append(plainest(words) in plain)
    like = [
        (sum(there), source)
        for source, there in found.items()
        if sum(there) >= _SENTENCES_TO_BE_LIKE and 2 * sum(there) > len(there)
    ]
    return current(session, SubjectKind.DOCUMENT, max(like)[1]) if like else None


def register_letter(  # noqa: PLR0913  (the columns of a document)
    ledger: Ledger,
    *,
    title: str,
    kind: DocumentKind,
    dated_on: date,
    file_digest: str,
    cluster_id: int | None,
    confidentiality: Confidentiality = Confidentiality.PUBLIC,
) -> Record:
    """Register a letter as a document, in force since the day it bears.

    Raises:
        LetterDayError: that day is still to come.
        NotPermittedError: the actor has no mandate for it.
        ConflictError: somebody else registered this file, or a letter of that day, meanwhile.
    """
    if dated_on > ledger.today:
        raise LetterDayError(
            file=title,
            day=dated_on,
            problem=Words(
                f"die dag moet nog komen (vandaag is {ledger.today})",
                f"that day is still to come (today is {ledger.today})",
            ),
        )
    key = free_key(ledger.session, SubjectKind.DOCUMENT, f"{kind}-{dated_on}".replace("_", "-"))
    values: dict[str, Value] = {
        "title": title,
        "confidentiality": confidentiality,
        "document_kind": kind,
        "dated_on": dated_on,
        "file_digest": file_digest,
        "cluster_id": cluster_id,
    }
    with first_to_write(name_of(SubjectKind.DOCUMENT, key)):
        return ledger.register(SubjectKind.DOCUMENT, key, values, effective_on=dated_on)


def know_by_file(ledger: Ledger, document: Record, digest: str) -> Record:
    """Return the document, from now on known by this file where it was known by none.

    Raises:
        ConflictError: somebody else made this file known as another document meanwhile.
    """
    if document.text("file_digest") is not None:
        return document
    with first_to_write(document.name):
        return ledger.record(document, EventKind.AMENDED, {"file_digest": digest})


def _sentences(session: Session) -> list[tuple[str, str]]:
    """Return the words of what was registered from letters, with the key of the letter."""
    query = select(col(Subject.source), col(Subject.source_words)).where(
        col(Subject.kind).in_((SubjectKind.MILESTONE, SubjectKind.OCCURRENCE)),
        col(Subject.source).is_not(None),
        col(Subject.source_words).is_not(None),
    )
    return [(str(source), str(words)) for source, words in session.exec(query)]
