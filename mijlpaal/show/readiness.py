"""Readiness on the terminal and in JSON: of a project, and of who others wait for."""

from collections.abc import Sequence

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.edges import CERTAINTIES, edge_as_json, names_of, title_of
from mijlpaal.show.wording import ABSENT, in_row, short_day
from models.consequences.readiness import Awaited, Hurdle, Item, Readiness
from models.consequences.situation import Node, Situation
from models.errors import Words
from models.vocabulary import Certainty
from reports import words

_HURDLES = {
    Hurdle.REFUSED: Words("afgewezen", "refused"),
    Hurdle.OVERDUE: Words("dag voorbij", "overdue"),
    Hurdle.AFTER_THE_DECISION: Words("na het besluit", "after the decision"),
    Hurdle.WITHOUT_A_DAY: Words("zonder dag", "without a day"),
    Hurdle.DUE: Words("nog te doen", "to come"),
    Hurdle.OTHERS_DECIDE: Words("besluit van een ander", "decision of another"),
}


def show_readiness(found: Readiness, call: Call) -> None:
    """Write what stands between a project and its decision, the worst first."""
    screen.say(screen.Ink(title_of(found.project, call), "bold"))
    decision = found.decision
    when = short_day(decision.stands_at, call) if decision else call.say("onbekend", "unknown")
    screen.pairs(
        [
            (call.say("stand", "state"), found.project.state or ABSENT),
            (call.say("investeringsbesluit", "investment decision"), when),
            (call.say("voldaan", "met"), in_row(tuple(names_of(found.met)))),
        ]
    )
    if found.is_decided:
        screen.say(call.say("Het besluit is genomen.", "The decision was taken."))
    elif found.without_conditions:
        nl = "Er zijn geen randvoorwaarden bekend: wat er nog moet, is niet te zeggen."
        en = "No conditions are known: what is still needed cannot be told."
        screen.say(screen.Ink(call.say(nl, en), "yellow"))
    elif not found.items:
        screen.say(call.say("Er staat niets meer in de weg.", "Nothing stands in the way."))
    screen.table(
        (
            call.say("wat", "what"),
            call.say("waarom", "why"),
            call.say("kant", "side"),
            call.say("stand", "state"),
            call.say("zekerheid", "certainty"),
            call.say("dag", "day"),
            call.say("nodig", "needed"),
            call.say("houder", "holder"),
            call.say("hangt eraan", "hanging"),
        ),
        [_row(item, call) for item in found.items],
    )


def _row(item: Item, call: Call) -> list[str]:
    node, sure = item.node, item.edge.certainty
    return [
        node.name,
        _HURDLES[item.hurdle].say(call.language),
        words.label(words.SIDES, node.side).say(call.language) if node.side else ABSENT,
        node.state or ABSENT,
        CERTAINTIES[Certainty(sure)].say(call.language) if sure else ABSENT,
        short_day(item.due, call),
        short_day(item.needed, call),
        in_row(tuple(holder.key for holder in item.holders)),
        str(item.hanging),
    ]


def show_awaited(holder: Node, found: Sequence[Awaited], call: Call) -> None:
    """Write what others wait for at a holder, the most that hangs on it first."""
    screen.say(screen.Ink(title_of(holder, call), "bold"))
    if not found:
        screen.say(call.say("Niemand wacht hierop.", "Nobody waits for this."))
    screen.table(
        (
            call.say("wat", "what"),
            call.say("stand", "state"),
            call.say("dag", "day"),
            call.say("hangt eraan", "hanging"),
            call.say("wie wacht", "who waits"),
        ),
        [
            (
                each.node.name,
                each.node.state or ABSENT,
                short_day(each.due, call),
                str(each.hanging),
                in_row(tuple(names_of(each.waiting))),
            )
            for each in found
        ],
    )


def readiness_as_json(situation: Situation, found: Readiness) -> dict[str, object]:
    """Return readiness with stable keys."""
    return {
        "project": found.project.name,
        "state": found.project.state,
        "decision": found.decision.name if found.decision else None,
        "is_decided": found.is_decided,
        "without_conditions": found.without_conditions,
        "met": names_of(found.met),
        "items": [
            {
                "subject": item.node.name,
                "hurdle": item.hurdle.name.lower(),
                "side": item.node.side,
                "state": item.node.state,
                "due": item.due,
                "needed": item.needed,
                "holders": names_of(item.holders),
                "requests": names_of(item.requests),
                "hanging": item.hanging,
                "edge": edge_as_json(situation, item.edge),
            }
            for item in found.items
        ],
    }


def awaited_as_json(each: Awaited) -> dict[str, object]:
    """Return what is waited for with stable keys."""
    return {
        "subject": each.node.name,
        "state": each.node.state,
        "due": each.due,
        "hanging": each.hanging,
        "waiting": names_of(each.waiting),
    }
