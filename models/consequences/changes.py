"""A change to think through: a subject drops out, slips to a day, or comes to stand in a state."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from models.consequences.positions import POSITIONS, Position
from models.consequences.situation import Node, Situation
from models.errors import InvalidAmendmentError, UnknownSubjectError, Words
from models.vocabulary import KINDS_IN_DUTCH, SubjectKind


class What(StrEnum):
    """What happens to the subject of a change."""

    DROPPED = "dropped"
    LATEST = "latest"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Change:
    """One change; ``to`` is the day (ISO 8601) or the state, empty for what drops out."""

    subject: str  # kind:key
    what: What
    to: str = ""


def subject_of(situation: Situation, change: Change) -> Node:
    """Return what a change is about.

    Raises:
        UnknownSubjectError: it is not in this situation.
    """
    node = situation.by_name.get(change.subject)
    if node is None:
        raise UnknownSubjectError(
            kind=Words("onderwerp", "subject"), key=change.subject, suggestion=""
        )
    return node


def day_of(situation: Situation, change: Change) -> date:
    """Return the day that something slips to.

    Raises:
        InvalidAmendmentError: it is no day, or this kind of subject has none.
    """
    node = subject_of(situation, change)
    if node.kind not in {SubjectKind.MILESTONE, SubjectKind.CONDITION}:
        raise _refused(
            node,
            change,
            "alleen een mijlpaal of een randvoorwaarde heeft een dag",
            "only a milestone or a condition has a day",
        )
    try:
        return date.fromisoformat(change.to)
    except ValueError as problem:
        raise _refused(
            node, change, "een dag als 2027-03-01", "expected a day as 2027-03-01"
        ) from problem


def changed(situation: Situation, changes: Iterable[Change]) -> Situation:
    """Return the situation as it would be; the one that was given stays as it is.

    A window that slips moves as a whole: its first day by as much as its last.

    Raises:
        UnknownSubjectError: a change is about something that is not there.
        InvalidAmendmentError: it cannot happen to it.
    """
    nodes = dict(situation.nodes)
    for change in changes:
        node = nodes[subject_of(situation, change).id]
        nodes[node.id] = _after(situation, node, change)
    return replace(situation, nodes=nodes)


def state_after(node: Node, change: Change) -> str:
    """Return the state that a subject stands in after a change."""
    if change.what is What.STATE:
        return change.to
    meanings = POSITIONS.get(node.kind, {})
    gone = [state for state, means in meanings.items() if means is Position.GONE]
    return gone[0] if gone else node.state


def _after(situation: Situation, node: Node, change: Change) -> Node:
    if change.what is not What.LATEST:
        return node._replace(state=state_after(node, change))
    day = day_of(situation, change)
    if node.kind == SubjectKind.MILESTONE:
        return node._replace(expected=day)
    return node._replace(latest=day)


def _refused(node: Node, change: Change, nl: str, en: str) -> InvalidAmendmentError:
    kind = SubjectKind(node.kind)
    return InvalidAmendmentError(
        subject=Words(f"{KINDS_IN_DUTCH[kind]} '{node.key}'", f"{kind} '{node.key}'"),
        field=change.what,
        value=change.to,
        problem=Words(nl, en),
    )
