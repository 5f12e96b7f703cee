"""The life cycle that a subject is pinned to, and where it stands on it."""

import json
from typing import cast

from sqlalchemy import bindparam, select
from sqlmodel import Session

from models import statechart
from models.errors import UnknownEventError, Words
from models.statechart import Chart, Standing
from models.storage.prepared import Prepared
from models.storage.records import DEFINITION, Record
from models.storage.values import Value

_CONTENT = Prepared(
    select(DEFINITION.c.digest, DEFINITION.c.content).where(DEFINITION.c.id == bindparam("wanted"))
)
_LATEST = Prepared(
    select(DEFINITION.c.id)
    .where(DEFINITION.c.key == bindparam("wanted"))
    .order_by(DEFINITION.c.version.desc())
    .limit(1)
)
_CHARTS: dict[str, Chart] = {}  # by digest: a published life cycle never changes


def standing_of(chart: Chart, subject: Record) -> Standing:
    """Return where the subject stands on its chart."""
    return chart.read(subject.text("standing") or "")


def place_columns(subject: Record, standing: str) -> dict[str, Value]:
    """Return the columns that say where a subject stands; whoever records it knows the step."""
    return {"standing": standing} | ({} if step_is_known(subject) else {"step_is_known": True})


def step_is_known(subject: Record) -> bool:
    """Return whether anybody knows where it stands: of some clusters no source tells."""
    return bool(subject.values.get("step_is_known", True))


def chart_of(session: Session, subject: Record) -> Chart:
    """Return the chart that the subject is pinned to."""
    definition_id = subject.number("definition_id")
    if definition_id is None:
        raise UnknownEventError(
            subject=subject.name,
            event="*",
            accepted=Words("het heeft geen levensloop", "it has no life cycle"),
        )
    return _CHARTS.get(subject.definition_digest or "") or chart_by_id(session, definition_id)


def chart_by_id(session: Session, definition_id: int) -> Chart:
    """Return the chart of a published definition."""
    digest, content = _CONTENT.fetch(session, {"wanted": definition_id})[0]
    return compiled(str(digest), str(content))


def compiled(digest: str, content: str) -> Chart:
    """Return the chart of this content; each is made once."""
    chart = _CHARTS.get(digest)
    if chart is None:
        chart = statechart.chart_from_data(json.loads(content), where=digest[:12])
        _CHARTS[digest] = chart
    return chart


def latest_of(session: Session, key: str) -> tuple[int, Chart] | None:
    """Return the newest published version of a life cycle, with its id."""
    rows = _LATEST.fetch(session, {"wanted": key})
    if not rows:
        return None
    definition_id = cast("int", rows[0][0])
    return definition_id, chart_by_id(session, definition_id)
