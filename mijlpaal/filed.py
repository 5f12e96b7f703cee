"""Letters as they are kept: what was registered from each, and what was rejected."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from mijlpaal.lookup import CLEARANCE, readable
from models.storage.records import Record, current
from models.tables import Subject
from models.vocabulary import SubjectKind

FROM_LETTERS = (SubjectKind.MILESTONE, SubjectKind.OCCURRENCE, SubjectKind.STATEMENT)


@dataclass(frozen=True, slots=True)
class FiledLetter:
    """A letter in the list, with the numbers of what came of it."""

    key: str
    title: str
    kind: str
    dated_on: date | None
    is_nominal: bool
    milestones: int
    events: int
    rejected: int


@dataclass(frozen=True, slots=True)
class FiledStatement:
    """A sentence of a letter and what became of it."""

    place: str | None
    words: str
    moment: str | None
    registered_as: str | None  # kind:key; None: rejected
    title: str | None
    decided_by: str | None
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class LetterPage:
    """One letter with everything that came of it."""

    letter: FiledLetter
    statements: tuple[FiledStatement, ...]


def filed_letters(session: Session) -> list[FiledLetter]:
    """Return the letters that are the source of something, the latest first."""
    query = (
        select(col(Subject.source))
        .where(col(Subject.kind).in_(FROM_LETTERS), col(Subject.source).is_not(None))
        .distinct()
    )
    documents = [
        current(session, SubjectKind.DOCUMENT, str(key)) for key in session.exec(query).all()
    ]
    lines = [_line(each, _rows(session, each)) for each in documents if _is_readable(each)]
    return sorted(lines, key=lambda line: (line.dated_on or date.min, line.key), reverse=True)


def filed_letter(session: Session, key: str) -> LetterPage:
    """Return one letter and what became of each of its statements.

    Raises:
        UnknownSubjectError: there is no such document, or none that this reader may see.
    """
    document = readable(current(session, SubjectKind.DOCUMENT, key))
    rows = _rows(session, document)
    return LetterPage(_line(document, rows), filed_statements(rows))


def filed_statements(rows: Sequence[Record]) -> tuple[FiledStatement, ...]:
    """Return what became of each statement, of all that came of a letter, in that order."""
    decided = {
        row.number("registered_id"): row for row in rows if row.kind is SubjectKind.STATEMENT
    }
    return tuple(
        _statement(row, decided.get(row.id))
        for row in rows
        if row.kind is not SubjectKind.STATEMENT or row.number("registered_id") is None
    )


def _rows(session: Session, document: Record) -> list[Record]:
    """Return what has the document as its source, in the order in which it was registered."""
    query = (
        select(Subject.kind, Subject.key)
        .where(
            col(Subject.source) == document.key,
            col(Subject.kind).in_(FROM_LETTERS),
            col(Subject.confidentiality).in_(CLEARANCE.readable()),
        )
        .order_by(col(Subject.id))
    )
    return [current(session, SubjectKind(kind), key) for kind, key in session.exec(query)]


def _line(document: Record, rows: list[Record]) -> FiledLetter:
    counted = Counter(row.kind for row in rows)
    rejected = sum(
        row.kind is SubjectKind.STATEMENT and row.number("registered_id") is None for row in rows
    )
    return FiledLetter(
        key=document.key,
        title=document.text("title") or document.key,
        kind=document.text("document_kind") or "",
        dated_on=document.day("dated_on"),
        is_nominal=bool(document.values["dated_on_is_nominal"]),
        milestones=counted[SubjectKind.MILESTONE],
        events=counted[SubjectKind.OCCURRENCE],
        rejected=rejected,
    )


def _statement(row: Record, decided: Record | None) -> FiledStatement:
    is_rejected = row.kind is SubjectKind.STATEMENT
    by = row if is_rejected else decided
    moments = {SubjectKind.STATEMENT: "phrase", SubjectKind.MILESTONE: "first_wording"}
    return FiledStatement(
        place=row.text("source_place"),
        words=row.text("source_words") or row.text("title") or "",
        moment=row.text(moments.get(row.kind, "wording")) or None,
        registered_as=None if is_rejected else f"{row.kind}:{row.key}",
        title=None if is_rejected else row.text("title"),
        decided_by=by.text("decided_by") if by else None,
        decided_on=by.day("decided_on") if by else None,
    )


def _is_readable(document: Record) -> bool:
    return document.text("confidentiality") in CLEARANCE.readable()
