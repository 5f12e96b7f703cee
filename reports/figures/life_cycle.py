"""The life cycle that a cluster is pinned to, kept whole so that an edition can be drawn again."""

import json
from typing import cast

from sqlmodel import Session

from models.tables import Cluster
from reports import statements
from reports.figures.structure import LifeCycle
from reports.state import Row


def life_cycle_of(session: Session, cluster: Row[Cluster]) -> LifeCycle | None:
    """Return the definition as plain content, and where the cluster stands, if anybody knows."""
    asked = json.dumps([cluster.subject.definition_id or 0])
    found = statements.definitions().fetch(session, {"asked": asked})
    if not found:
        return None
    [(_number, _digest, content)] = cast("list[tuple[int, str, str]]", found)
    known = cluster.detail.step_is_known
    return LifeCycle(json.loads(content), cluster.subject.standing if known else None)
