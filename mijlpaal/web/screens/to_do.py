"""What asks for action now: which milestones, in which order, and the one thing to do of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from models.rules.status import Status
from reports.figures import MilestoneLine

MOST = 5

_ORDER = (Status.DELAYED, Status.ATTENTION, Status.NO_FORECAST)


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


def asks_for_action(line: MilestoneLine) -> bool:
    """Return whether somebody has to do something: it is late, nears its bound, or nobody knows.

    Without a day that was agreed or set there is nothing that could be missed yet.
    """
    return line.is_open and line.judged.status in _ORDER and line.bound is not None


def to_do(
    lines: Iterable[MilestoneLine], reader: Reader, today: date, clusters: dict[str, int]
) -> list[ToDo]:
    """Return everything that asks for action, the worst first and then the nearest bound.

    Args:
        lines: the milestones, the nearest bound first.
        reader: who looks: they are shown what they may do.
        today: a forecast before it says nothing.
        clusters: the number of each cluster by its key.
    """
    asking = [line for line in lines if asks_for_action(line)]
    ordered = sorted(asking, key=lambda line: _ORDER.index(line.judged.status))
    return [ToDo(line, _permitted(line, reader, today, clusters)) for line in ordered]


def doing_about(line: MilestoneLine, today: date) -> Doing:
    """Return what a milestone asks for."""
    expected = line.forecast_on if (line.forecast_on or date.min) >= today else None
    if line.bound is not None and line.bound < today and expected is None:
        return Doing.ACHIEVE
    if expected is None:
        return Doing.FORECAST
    is_too_late = line.bound is not None and expected > line.bound
    return Doing.REPLAN if is_too_late else Doing.CONFIRM


def lagging(statuses: Sequence[Status | None]) -> int:
    """Return how many clusters are late for their next step."""
    return sum(status is Status.DELAYED for status in statuses)


def _permitted(line: MilestoneLine, reader: Reader, today: date, clusters: dict[str, int]) -> Doing:
    doing = doing_about(line, today)
    cluster = clusters.get(line.cluster_key or "")
    may = reader.may_in(cluster, Resource.MILESTONE, _PERMISSION[doing])
    return doing if may else Doing.LOOK
