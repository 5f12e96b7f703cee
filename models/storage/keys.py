"""Keys for what gets its name from others: the same thing may come a second time."""

from sqlmodel import Session, col, select

from models.tables import Subject
from models.vocabulary import SubjectKind


def free_key(session: Session, kind: SubjectKind, key: str) -> str:
    """Return the key, numbered when a subject of this kind has it already."""
    query = select(col(Subject.key)).where(
        col(Subject.kind) == kind, col(Subject.key).startswith(key, autoescape=True)
    )
    taken = set(session.exec(query))
    numbered = (f"{key}-{number}" for number in range(2, len(taken) + 3))
    return key if key not in taken else next(each for each in numbered if each not in taken)
