"""The life cycle that a cluster is pinned to, kept whole so that an edition can be drawn again."""

import json

from sqlmodel import Session, col, select

from models.tables import Cluster, Definition
from reports.figures.structure import LifeCycle
from reports.state import Row


def life_cycle_of(session: Session, cluster: Row[Cluster]) -> LifeCycle | None:
    """Return the definition as plain content, and where the cluster stands, if anybody knows."""
    query = select(Definition.content).where(col(Definition.id) == cluster.subject.definition_id)
    content = session.exec(query).one_or_none()
    if content is None:
        return None
    known = cluster.detail.step_is_known
    return LifeCycle(json.loads(content), cluster.subject.standing if known else None)
