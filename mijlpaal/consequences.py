"""What the commands about consequences share: the situation, its subjects, and a change typed."""

import typer
from sqlmodel import Session

from mijlpaal.call import Call
from mijlpaal.days import a_day
from mijlpaal.desk import Desk
from mijlpaal.lookup import CLEARANCE, find, readable
from models.consequences.changes import Change, What
from models.consequences.situation import Node, Situation
from models.errors import UnknownSubjectError, Words
from models.foresight.situation import situation_on


class OneOfError(typer.TyperException):
    """More was said than one thing can be."""


def situation_at(session: Session, at: Desk) -> Situation:
    """Return the situation that a command is about, as far as this reader may see it."""
    return situation_on(session, at.today, clearance=CLEARANCE)


def node_of(session: Session, situation: Situation, text: str) -> Node:
    """Return what ``kind:key`` or a key alone names.

    Raises:
        UnknownSubjectError: there is none, none that this reader may see, or nothing hangs on it.
    """
    record = readable(find(session, text))
    node = situation.nodes.get(record.id)
    if node is None:
        raise UnknownSubjectError(
            kind=Words("onderwerp met afhankelijkheden", "subject with dependencies"),
            key=text,
            suggestion="",
        )
    return node


def change_of(
    node: Node, happens: str | None, latest: str | None, state: str | None, call: Call
) -> Change:
    """Return the change that the options of a command say; without any, it drops out.

    Raises:
        OneOfError: more than one was said, or something else than ``dropped``.
        UnreadablePhraseError: the day is none.
    """
    given = [each for each in (happens, latest, state) if each is not None]
    if len(given) > 1 or happens not in {None, "dropped", "weg"}:
        raise OneOfError(
            call.say(
                "zeg één ding: --if dropped, --if-latest DAG of --if-state TOESTAND",
                "say one thing: --if dropped, --if-latest DAY or --if-state STATE",
            )
        )
    if latest is not None:
        return Change(node.name, What.LATEST, a_day(latest).isoformat())
    if state is not None:
        return Change(node.name, What.STATE, state)
    return Change(node.name, What.DROPPED)
