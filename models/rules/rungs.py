"""Laying a milestone's reminder ladder as rows, in the transaction that changes its bound.

Rungs exist only while a milestone is open and only for its current bounds, so the sweep can tell
what is due from the rungs alone.
"""

from datetime import date
from typing import cast

from sqlalchemy import delete, insert
from sqlmodel import Session, col, select

from models.errors import InvalidAmendmentError, Words
from models.rules.agreements import PARLIAMENT
from models.rules.ladder import (
    ANSWERS,
    Anchor,
    Bounds,
    LadderStep,
    rungs,
    summer_recess_behind,
)
from models.rules.rulebook import Rulebook
from models.rules.status import Outcome, outcome_of
from models.storage.values import Values
from models.tables import Organisation, Reminder, Rung, Sweep
from models.vocabulary import EventKind

_MOVING = frozenset(
    {"bound", "soft_latest", "latest", "modality", "ladder", "standing", "addressee_id"}
)


def moves_rungs(changes: Values) -> bool:
    """Return whether a change of these columns moves, adds or removes rungs."""
    return not _MOVING.isdisjoint(changes)


def lay_rungs(
    session: Session, rulebook: Rulebook, milestone_id: int, values: Values, *, today: date
) -> None:
    """Replace the rungs of a milestone by those of its present bounds; none when it is closed.

    Once there was a sweep, a rung that would have been due before ``today`` is due today: a
    milestone that comes late misses nothing, also while a sweep goes on. The next one starts to
    look at the day of the one before it.

    Raises:
        OutsideCalendarError: a rung would fall on a day the calendar does not know.
        InvalidAmendmentError: its ladder is not among the data.
    """
    session.execute(delete(Rung).where(col(Rung.milestone_id) == milestone_id))
    if outcome_of(cast("str | None", values["standing"])) is not Outcome.OPEN:
        return
    past = select(col(Sweep.day)).where(col(Sweep.day) <= today).limit(1)
    earliest = today if session.exec(past).first() else date.min
    laid = rungs(
        _steps(rulebook, values),
        _bounds(rulebook, values),
        rulebook.calendar,
        to_parliament=_is_to_parliament(session, values),
    )
    rows = [
        {
            "milestone_id": milestone_id,
            "anchor": str(rung.anchor),
            "step": rung.step,
            "bound": rung.bound,
            "responsibility": str(rung.responsibility),
            "due_on": max(rung.due_on, earliest),
            "escalates": rung.escalates,
        }
        for rung in laid
    ]
    if rows:
        session.execute(insert(Rung), rows)


def take_back_escalations(session: Session, kind: EventKind, milestone_id: int) -> None:
    """Take back what moved up and was not told yet, when this event answers for the milestone."""
    if kind not in ANSWERS:
        return
    session.execute(
        delete(Rung).where(
            col(Rung.milestone_id) == milestone_id, col(Rung.anchor) == Anchor.ESCALATION
        )
    )
    session.execute(
        delete(Reminder).where(
            col(Reminder.milestone_id) == milestone_id,
            col(Reminder.anchor) == Anchor.ESCALATION,
            col(Reminder.message_id).is_(None),
        )
    )


def require_ladder(rulebook: Rulebook, subject: Words, values: Values) -> None:
    """Let pass values that name a ladder of the data, or none.

    Raises:
        InvalidAmendmentError: there is no such ladder; says which there are.
    """
    name = values.get("ladder")
    if name is not None and name not in rulebook.ladders:
        known = ", ".join(rulebook.ladders)
        possible = Words(f"mogelijk: {known}", f"possible: {known}")
        raise InvalidAmendmentError(subject=subject, field="ladder", value=name, problem=possible)


def _steps(rulebook: Rulebook, values: Values) -> tuple[LadderStep, ...]:
    require_ladder(rulebook, Words("mijlpaal", "milestone"), values)  # it may have left the data
    return rulebook.ladders[str(values["ladder"] or values["modality"])]


def _bounds(rulebook: Rulebook, values: Values) -> Bounds:
    latest = cast("date | None", values["latest"])
    bound = cast("date | None", values["bound"])
    return Bounds(
        soft=cast("date | None", values["soft_latest"]),
        bound=bound,
        late=latest or bound,
        recess=summer_recess_behind(latest or bound, rulebook.calendar),
    )


def _is_to_parliament(session: Session, values: Values) -> bool:
    addressee = values["addressee_id"]
    if addressee is None:
        return False
    kind = select(Organisation.organisation_kind).where(col(Organisation.subject_id) == addressee)
    return session.exec(kind).one_or_none() == PARLIAMENT
