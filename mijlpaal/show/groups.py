"""Joint decision groups on the terminal and in JSON."""

from collections.abc import Sequence

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.edges import names_of, sentence, title_of
from models.consequences.groups import Group, Outside, Unblocking
from models.consequences.situation import Node, Situation
from reports import words

_NAMED = 12  # members or links that are written out
_SETS = 10  # sets that are written out


def show_groups(situation: Situation, found: Sequence[Group], call: Call) -> None:
    """Write each group: who, by which links, what from outside, and what unblocks it."""
    if not found:
        screen.say(
            call.say(
                "Niemand wacht hier op elkaar: geen gezamenlijk besluit bekend.",
                "Nobody waits for each other here: no joint decision is known.",
            )
        )
    for number, group in enumerate(found, start=1):
        count = len(group.members)
        screen.heading(
            call.say(
                f"Groep {number}: {count} besluiten samen",
                f"Group {number}: {count} decide jointly",
            )
        )
        _show_list(call.say("wie", "who"), [_named(node, call) for node in group.members], call)
        links = [sentence(situation, edge, call) for edge in group.edges]
        _show_list(call.say("doordat", "because"), links, call)
        conditions = [_outside(each, call) for each in group.conditions]
        _show_list(call.say("randvoorwaarden", "conditions"), conditions, call)
        decisions = [_outside(each, call) for each in group.decisions]
        _show_list(call.say("besluiten van anderen", "decisions of others"), decisions, call)
        _show_unblocking(group.unblocking, call)


def _show_list(name: str, lines: Sequence[str], call: Call) -> None:
    if not lines:
        return
    screen.say(f"{name}:")
    for line in lines[:_NAMED]:
        screen.say(f"  {line}")
    more = len(lines) - _NAMED
    if more > 0:
        screen.say(call.say(f"  en nog {more}", f"  and {more} more"))


def _show_unblocking(found: Unblocking, call: Call) -> None:
    if found.impossible:
        lost = ", ".join(names_of(found.impossible))
        nl, en = f"vast: al afgewezen en zonder alternatief: {lost}", f"stuck: refused: {lost}"
        screen.say(screen.Ink(call.say(nl, en), "bold red"))
    elif found.size is None:
        nl = "te veel keuzes om de kleinste verzameling te noemen"
        en = "too many choices to name the smallest set"
        screen.say(screen.Ink(call.say(nl, en), "yellow"))
    elif found.size == 0:
        screen.say(
            call.say(
                "zij wachten op geen randvoorwaarde meer", "they wait for no condition any more"
            )
        )
    else:
        _show_sets(found, call)


def _show_sets(found: Unblocking, call: Call) -> None:
    ties = len(found.sets)
    tie = call.say(f", {ties} gelijkwaardig", f", {ties} alike") if ties > 1 else ""
    nl, en = f"het minste dat haar losmaakt ({found.size}", f"the least that frees it ({found.size}"
    lines = [", ".join(_sided(node, call) for node in each) for each in found.sets]
    _show_list(call.say(nl, en) + tie + ")", lines[:_SETS], call)
    if ties > _SETS:
        screen.say(call.say(f"  en nog {ties - _SETS}", f"  and {ties - _SETS} more"))


def _named(node: Node, call: Call) -> str:
    return f"{node.name} · {title_of(node, call)}"


def _sided(node: Node, call: Call) -> str:
    side = words.label(words.SIDES, node.side).say(call.language) if node.side else "?"
    return f"{node.name} ({side})"


def _outside(each: Outside, call: Call) -> str:
    waiting = ", ".join(names_of(each.needed_by))
    one_of = f" [{call.say('een van', 'one of')}: {', '.join(each.any_of)}]" if each.any_of else ""
    return f"{_sided(each.node, call)} ← {waiting}{one_of}"


def group_as_json(group: Group) -> dict[str, object]:
    """Return a group with stable keys."""
    return {
        "members": names_of(group.members),
        "projects": names_of(group.projects),
        "links": [edge.row for edge in group.edges],
        "conditions": [_outside_as_json(each) for each in group.conditions],
        "decisions": [_outside_as_json(each) for each in group.decisions],
        "unblocking": {
            "size": group.unblocking.size,
            "sets": [names_of(each) for each in group.unblocking.sets],
            "impossible": names_of(group.unblocking.impossible),
        },
    }


def _outside_as_json(each: Outside) -> dict[str, object]:
    return {
        "subject": each.node.name,
        "side": each.node.side,
        "state": each.node.state,
        "latest": each.node.latest,
        "needed_by": names_of(each.needed_by),
        "any_of": each.any_of,
    }
