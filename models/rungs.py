"""Laying a milestone's reminder ladder as rows, in the transaction that changes its bound.

Rungs exist only while a milestone is open and only for its current bounds, so the sweep can tell
what is due from the rungs alone.
"""

from datetime import date
from typing import cast

from sqlalchemy import delete, func, insert
from sqlmodel import Session, col, select

from models.ladder import Bounds, rungs
from models.rulebook import Rulebook
from models.status import Outcome, outcome_of
from models.tables import Rung, Sweep
from models.values import Values
from models.vocabulary import Modality

_MOVING = frozenset({"bound", "soft_latest", "latest", "modality", "ladder", "standing"})


def moves_rungs(changes: Values) -> bool:
    """Return whether a change of these columns moves, adds or removes rungs."""
    return not _MOVING.isdisjoint(changes)


def lay_rungs(
    session: Session, rulebook: Rulebook, milestone_id: int, values: Values, *, today: date
) -> None:
    """Replace the rungs of a milestone by those of its present bounds; none when it is closed.

    A rung that would have been due before the last sweep up to ``today`` is due on the day of
    that sweep, where the next one starts to look: a milestone that comes late misses nothing.

    Raises:
        OutsideCalendarError: a rung would fall on a day the calendar does not know.
    """
    session.execute(delete(Rung).where(col(Rung.milestone_id) == milestone_id))
    if outcome_of(cast("str | None", values["standing"])) is not Outcome.OPEN:
        return
    past = select(func.max(Sweep.day)).where(col(Sweep.day) <= today)
    since: date | None = session.exec(past).one()
    steps = rulebook.ladders[Modality(str(values["ladder"] or values["modality"]))]
    rows = [
        {
            "milestone_id": milestone_id,
            "anchor": str(rung.anchor),
            "step": rung.step,
            "bound": rung.bound,
            "responsibility": str(rung.responsibility),
            "due_on": rung.due_on if since is None else max(rung.due_on, since),
        }
        for rung in rungs(steps, _bounds(values), rulebook.calendar)
    ]
    if rows:
        session.execute(insert(Rung), rows)


def _bounds(values: Values) -> Bounds:
    latest = cast("date | None", values["latest"])
    bound = cast("date | None", values["bound"])
    return Bounds(
        soft=cast("date | None", values["soft_latest"]), bound=bound, late=latest or bound
    )
