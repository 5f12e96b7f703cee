"""When a forecast slips: which forecasts would follow from it, each to be accepted by itself."""

from dataclasses import dataclass
from datetime import date

from models.consequences.changes import Change, What
from models.consequences.impact import Impact, impact
from models.consequences.kinds import EffectKind
from models.consequences.situation import Edge, Node, Situation
from models.dates import Calendar
from models.vocabulary import SubjectKind


@dataclass(frozen=True, slots=True)
class NewForecast:
    """A forecast that would follow.

    Attributes:
        number: to accept it by, in the order of what waits for what.
        now: what is reckoned with today.
        chain: what leads to it.
        breaks_bound: it lies after the bound that was agreed.
    """

    number: int
    node: Node
    now: date | None
    proposed: date
    days_late: int
    chain: tuple[Edge, ...]
    breaks_bound: bool


@dataclass(frozen=True)
class Cascade:
    """What would follow from a forecast.

    Attributes:
        expected: the forecast; None: there is none that counts, so nothing follows.
        proposals: in the order in which things wait for each other.
        impact: all that is touched, the rest included.
    """

    milestone: Node
    expected: date | None
    proposals: tuple[NewForecast, ...]
    impact: Impact


def cascade(situation: Situation, milestone: Node, *, calendar: Calendar) -> Cascade:
    """Return the forecasts that would follow from that of a milestone."""
    expected = milestone.expected
    if expected is None or expected < situation.day:
        return Cascade(milestone, None, (), Impact({}))
    change = Change(milestone.name, What.LATEST, expected.isoformat())
    touched = impact(situation, [change], calendar=calendar)
    found = [
        effect
        for effect in touched.touched
        if effect.node.kind == SubjectKind.MILESTONE and effect.kind is EffectKind.LATE
    ]
    proposals = tuple(
        NewForecast(
            number=number,
            node=effect.node,
            now=effect.node.stands_at,
            proposed=effect.expected.latest,
            days_late=effect.days_late,
            chain=touched.chain_to(effect.node.id),
            breaks_bound=effect.breaks_bound,
        )
        for number, effect in enumerate(found, start=1)
        if effect.expected is not None and effect.expected.latest is not None
    )
    return Cascade(milestone, expected, proposals, touched)
