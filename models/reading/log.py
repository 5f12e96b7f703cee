"""Who read what is a company's own: written by the reading itself, before anything is shown."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from models.tables import ConfidentialRead, Subject


def keep_reads(
    session: Session, actor: str, reads: Mapping[int, Iterable[str]], *, now: datetime, by: str
) -> None:
    """Write that somebody read these fields of these subjects.

    Args:
        session: of a transaction that writes.
        actor: who read.
        reads: the names of the fields by the id of the subject; ``*`` is the whole row.
        now: when.
        by: through which face and route, such as ``GET /mijlpalen/{key}``.
    """
    session.add_all(
        ConfidentialRead(
            actor=actor, subject_id=each, fields=" ".join(sorted(set(fields))), read_at=now, by=by
        )
        for each, fields in sorted(reads.items())
    )
    session.flush()


def kept_reads(
    session: Session,
    *,
    subject_id: int | None = None,
    actor: str | None = None,
    which: ColumnElement[bool] | None = None,
    before: int | None = None,
    limit: int = 1000,
) -> Sequence[tuple[ConfidentialRead, Subject]]:
    """Return the latest reads, the newest first, each with what was read.

    Args:
        session: where to read.
        subject_id: of this subject only.
        actor: by this person only.
        which: a further condition on the row that was read (``Subject``).
        before: older than the one with this number.
        limit: how many at most.
    """
    query = select(ConfidentialRead, Subject).join(
        Subject, col(Subject.id) == col(ConfidentialRead.subject_id)
    )
    if subject_id is not None:
        query = query.where(col(ConfidentialRead.subject_id) == subject_id)
    if actor is not None:
        query = query.where(col(ConfidentialRead.actor) == actor)
    if which is not None:
        query = query.where(which)
    if before is not None:
        query = query.where(col(ConfidentialRead.id) < before)
    query = query.order_by(col(ConfidentialRead.id).desc())
    return session.exec(query.limit(limit)).all()
