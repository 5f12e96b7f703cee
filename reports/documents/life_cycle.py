"""The part of a document about the life cycle: the drawing, and the same data as tables."""

from collections.abc import Iterator

from models.statechart import chart_from_data
from reports.documents.content import Block, Heading, Line, Lines, Look, Paragraph, a_table
from reports.documents.pictures import picture_of
from reports.drawings.statechart import ChartTable, draw_statechart, table_of
from reports.drawings.statechart.table import StateRow
from reports.figures.structure import LifeCycle
from reports.sentences import Sentences

_NOTHING = "–"


def life_cycle(say: Sentences, found: LifeCycle | None) -> Iterator[Block]:
    """Yield all states and steps, drawn and as tables."""
    if found is None:
        return
    chart = chart_from_data(found.definition, where="report")
    standing = chart.read(found.standing) if found.standing else None
    yield Heading(say.t("life_cycle"))
    yield Paragraph(say.t("life_cycle_note"), Look.NOTE)
    yield picture_of(draw_statechart(chart, standing, language=say.language))
    yield from _tables(say, table_of(chart, standing, language=say.language))


def _tables(say: Sentences, found: ChartTable) -> Iterator[Block]:
    yield Heading(say.t("life_cycle_as_table"), 2)
    yield a_table(
        say.t("life_cycle_states"),
        [say.t(key) for key in ("state_of_chart", "inside", "kind", "marked")],
        [(row.state, row.inside or _NOTHING, row.kind, _mark(row)) for row in found.states],
        (34, 28, 18, 20),
    )
    yield a_table(
        say.t("life_cycle_steps"),
        [say.t(key) for key in ("from", "step_of_chart", "condition_of_step", "to")],
        [
            (row.source, row.event, row.condition or _NOTHING, row.to or say.t("stays"))
            for row in found.steps
        ],
        (24, 26, 26, 24),
    )


def _mark(row: StateRow) -> str | Lines:
    if not row.mark:
        return _NOTHING
    return (Line(f"{'●' if row.is_current else '○'} {row.mark}", Look.STRONG),)
