"""The outlook of a milestone: what history says of its bound, from our own and reference cases."""

from sqlmodel import Session

from mijlpaal.desk import Desk
from mijlpaal.lookup import CLEARANCE
from models.consequences.situation import Node
from models.consequences.slipping import Case, Outlook, outlook
from models.foresight.slip_history import own_cases
from models.rules.status import Outcome, outcome_of
from models.storage.records import Record
from seeds.slippages import reference_cases


def cases_at(session: Session) -> list[Case]:
    """Return the programme's own cases and the reference ones."""
    return [*own_cases(session, clearance=CLEARANCE), *reference_cases()]


def outlook_of(node: Node, cases: list[Case], at: Desk) -> Outlook:
    """Return what history says of an open milestone."""
    return outlook(node.latest, node.expected, cases, today=at.today)


def outlook_at(session: Session, milestone: Record, at: Desk) -> Outlook | None:
    """Return what history says of a milestone; None once it is closed."""
    if outcome_of(milestone.text("standing")) is not Outcome.OPEN:
        return None
    latest = milestone.day("latest") or milestone.day("bound")
    return outlook(latest, milestone.day("forecast_on"), cases_at(session), today=at.today)
