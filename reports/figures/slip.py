"""How far the next gate slipped: one number for the gate, whatever slipped underneath.

A gate waits for the last of its milestones. Its slip is therefore the distance between the last
of the days first agreed and the last of the days now expected; adding up slips would count the
same delay twice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from models.rules.status import Status
from reports.figures.structure import MilestoneLine, Slip
from reports.words import Text

_ACHIEVED = Text("behaald", "achieved")
_FORECAST = Text("prognose", "forecast")
_AGREED = Text("huidige afspraak, geen prognose", "current agreement, no forecast")
_PASSED = Text("de afspraak is voorbij, zonder prognose", "the agreement has passed, no forecast")


@dataclass(frozen=True, slots=True)
class _Expected:
    day: date
    basis: Text
    is_at_least: bool = False


def slip_of(needed: Sequence[MilestoneLine], reference_date: date) -> Slip | None:
    """Return how much later a gate comes than first agreed.

    Args:
        needed: the milestones that the gate needs; those that lapsed do not count.
        reference_date: a forecast before it does not count.

    Returns:
        None when there is no such milestone, or one of which no day can be told.
    """
    counted = [line for line in needed if line.judged.status is not Status.LAPSED]
    first = _known(line.first.latest for line in counted)
    expected = [_expected(line, reference_date) for line in counted]
    known = [each for each in expected if each is not None]
    if not counted or first is None or len(known) < len(expected):
        return None
    last = max(known, key=lambda each: (each.day, each.is_at_least))
    return Slip(max(first), last.day, last.basis, last.is_at_least)


def _known(days: Iterable[date | None]) -> list[date] | None:
    found = list(days)
    known = [day for day in found if day is not None]
    return known if len(known) == len(found) else None


def _expected(line: MilestoneLine, reference_date: date) -> _Expected | None:
    if line.achieved_on is not None:
        return _Expected(line.achieved_on, _ACHIEVED)
    if line.forecast_on is not None and line.forecast_on >= reference_date:
        return _Expected(line.forecast_on, _FORECAST)
    latest = line.current.latest
    if latest is None:
        return None
    if latest < reference_date:
        return _Expected(reference_date, _PASSED, is_at_least=True)
    return _Expected(latest, _AGREED)
