"""What asks for action now, and the one thing to do about each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from models.vocabulary import SubjectKind
from reports.figures import MilestoneLine


class Doing(StrEnum):
    """What there is to do about a milestone; the value is the end of the address of its page."""

    FORECAST = "prognose"
    CONFIRM = "bevestigen"
    REPLAN = "herijken"
    ACHIEVE = "behaald"
    LOOK = ""


_PERMISSION = {
    Doing.FORECAST: Action.FORECAST,
    Doing.CONFIRM: Action.FORECAST,
    Doing.REPLAN: Action.REPLAN,
    Doing.ACHIEVE: Action.ACHIEVE,
}


@dataclass(frozen=True, slots=True)
class ToDo:
    """A milestone with the one thing to do about it."""

    line: MilestoneLine
    doing: Doing


def to_do(line: MilestoneLine, reader: Reader, today: date, clusters: Mapping[str, int]) -> ToDo:
    """Return what there is to do about a milestone, as far as the reader may do it.

    Args:
        line: the milestone.
        reader: who looks.
        today: a forecast before it says nothing.
        clusters: the number of each cluster by its key.
    """
    doing = doing_about(line, today)
    cluster = clusters.get(line.cluster_key or "")
    name = f"{SubjectKind.MILESTONE}:{line.key}"
    may = reader.may_in(cluster, Resource.MILESTONE, _PERMISSION[doing], name)
    return ToDo(line, doing if may else Doing.LOOK)


def doing_about(line: MilestoneLine, today: date) -> Doing:
    """Return what a milestone asks for."""
    expected = line.forecast_on if (line.forecast_on or date.min) >= today else None
    if line.bound is not None and line.bound < today and expected is None:
        return Doing.ACHIEVE
    if expected is None:
        return Doing.FORECAST
    is_too_late = line.bound is not None and expected > line.bound
    return Doing.REPLAN if is_too_late else Doing.CONFIRM
