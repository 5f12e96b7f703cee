"""Reading what is true: the questions that several rooms ask, one query each."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from models.tables import Subject
from models.vocabulary import Confidentiality, SubjectKind


def subjects(
    session: Session,
    kind: SubjectKind,
    *,
    cluster_id: int | None = None,
    clearance: Confidentiality = Confidentiality.INTERNAL,
) -> Sequence[Subject]:
    """Return the subjects of a kind that a reader with this clearance may see, by key."""
    query = select(Subject).where(
        col(Subject.kind) == kind, col(Subject.confidentiality).in_(clearance.readable())
    )
    if cluster_id is not None:
        query = query.where(col(Subject.cluster_id) == cluster_id)
    return session.exec(query.order_by(col(Subject.key))).all()
