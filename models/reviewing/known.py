"""What the ledger holds of a letter's statements already, so that nothing is proposed twice.

A statement is known by its digest; what was registered otherwise (the founding letter came as
data) by its words, in the plainest form of both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_
from sqlmodel import Session, col, select

from models.letters import Statement
from models.reviewing.plainest import plainest
from models.storage.records import Record, current, current_by_id
from models.tables import Document, Subject
from models.vocabulary import SubjectKind

_KINDS = (SubjectKind.STATEMENT, SubjectKind.MILESTONE, SubjectKind.OCCURRENCE)
_SHORTEST = 15  # characters in the plainest form: less may stand in any sentence


@dataclass(frozen=True, slots=True)
class Known:
    """What became of a statement.

    Attributes:
        registered: the milestone or event that it is; None when it was rejected.
        decided: the decision of a person on it; None when it was registered otherwise.
    """

    registered: Record | None
    decided: Record | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    record: Record
    words: str  # plainest
    moment: str  # plainest


def known_statements(
    session: Session,
    statements: Iterable[Statement],
    said_on: date,
    document: Record | None,
) -> Mapping[str, Known]:
    """Return what is known of these statements, by digest; the others are new.

    Args:
        session: where to look.
        statements: of one letter.
        said_on: the day of the letter; the same sentence of another day says something else.
        document: the letter itself, where it is registered.
    """
    rows = _rows(session, said_on, document)
    by_digest = {
        str(row.record.text("digest")): row.record
        for row in rows
        if row.record.kind is SubjectKind.STATEMENT
    }
    found: dict[str, Known] = {}
    for statement in statements:
        record = by_digest.get(statement.digest) or _with_the_same_words(rows, statement)
        if record is not None:
            found[statement.digest] = _known(session, record)
    return found


def _rows(session: Session, said_on: date, document: Record | None) -> list[_Row]:
    """Return what was registered from this letter, or from one of the same day.

    A nominal day is nobody's word: a letter that bears one may be read with another.
    """
    of_that_day = or_(
        col(Document.dated_on) == said_on,
        col(Document.dated_on_is_nominal).is_(True),
        col(Document.subject_id) == (document.id if document else None),
    )
    letters = (
        select(Subject.key)
        .join(Document, col(Document.subject_id) == col(Subject.id))
        .where(of_that_day)
    )
    query = select(Subject.kind, Subject.key).where(
        col(Subject.kind).in_(_KINDS),
        col(Subject.source).in_(letters),
        col(Subject.source_words).is_not(None),
    )
    found = session.exec(query.order_by(col(Subject.id))).all()
    return [_row(current(session, SubjectKind(kind), key)) for kind, key in found]


def _row(record: Record) -> _Row:
    is_statement = record.kind is SubjectKind.STATEMENT
    moment = record.text("phrase" if is_statement else "wording")
    # What was agreed first is what the letter said; the current wording may be of later.
    if record.kind is SubjectKind.MILESTONE:
        moment = record.text("first_wording")
    return _Row(record, plainest(record.text("source_words") or ""), plainest(moment or ""))


def _with_the_same_words(rows: Iterable[_Row], statement: Statement) -> Record | None:
    """Return the row that says the same about the same moment, the longest when there are more."""
    sentence, phrase = plainest(statement.sentence), plainest(statement.phrase)
    same = [
        row
        for row in rows
        if len(row.words) >= _SHORTEST
        and (row.words in sentence or sentence in row.words)
        and _is_same_moment(row.moment, phrase)
    ]
    return max(same, key=lambda row: len(row.words)).record if same else None


def _is_same_moment(one: str, other: str) -> bool:
    if not one or not other:
        return one == other
    return one in other or other in one


def _known(session: Session, record: Record) -> Known:
    if record.kind is not SubjectKind.STATEMENT:
        return Known(record)
    became = record.number("registered_id")
    return Known(current_by_id(session, became) if became is not None else None, record)
