"""What dates the window of a milestone, as far as the reader may see it."""

from models.tables import Milestone
from models.vocabulary import SubjectKind
from reports.figures.names import title_of
from reports.figures.structure import DatedBy
from reports.state import State


def dated_by(state: State, detail: Milestone) -> DatedBy | None:
    """Return the subject that a window is tied to; None without one, or when it is kept back."""
    subject = state.subjects.get(detail.anchor_id or 0)
    if subject is None:
        return None
    kind = SubjectKind(subject.kind)
    return DatedBy(kind, subject.key, title_of(subject))
