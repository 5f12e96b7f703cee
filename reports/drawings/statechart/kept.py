"""A life cycle drawn once for all clusters that stand in the same place of it."""

import json
from dataclasses import dataclass
from functools import lru_cache

from models.statechart import chart_from_data
from models.vocabulary import Language
from reports.drawings.statechart.picture import draw_statechart
from reports.drawings.statechart.table import ChartTable, table_of
from reports.figures.structure import LifeCycle


@dataclass(frozen=True, slots=True)
class LifeCyclePicture:
    """The drawing as SVG, and the same as a table."""

    svg: str
    table: ChartTable


def picture_of_life_cycle(found: LifeCycle, language: Language) -> LifeCyclePicture:
    """Return a life cycle with where the cluster stands, in one language."""
    return _drawn(json.dumps(found.definition), found.standing, language)


@lru_cache(maxsize=64)
def _drawn(definition: str, standing: str | None, language: Language) -> LifeCyclePicture:
    chart = chart_from_data(json.loads(definition), where="report")
    stands = chart.read(standing) if standing else None
    return LifeCyclePicture(
        draw_statechart(chart, stands, language=language),
        table_of(chart, stands, language=language),
    )
