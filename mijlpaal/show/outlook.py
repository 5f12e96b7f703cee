"""Outlooks on the terminal and in JSON: a chance and two days, or that too little is known."""

from collections.abc import Sequence

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.edges import title_of
from mijlpaal.show.wording import ABSENT, short_day
from models.consequences.situation import Node
from models.consequences.slipping import FEWEST, Outlook


def show_outlooks(found: Sequence[tuple[Node, Outlook]], call: Call) -> None:
    """Write the outlook of each milestone as a table, and what it rests on."""
    if not found:
        screen.say(call.say("Er is er geen.", "There is none."))
        return
    screen.table(
        (
            call.say("sleutel", "key"),
            call.say("mijlpaal", "milestone"),
            call.say("grens", "bound"),
            call.say("kans", "chance"),
            "P50",
            "P80",
        ),
        [
            (
                node.key,
                title_of(node, call),
                short_day(each.bound, call),
                _chance(each),
                short_day(each.half_by, call),
                short_day(each.most_by, call),
            )
            for node, each in found
        ],
    )
    screen.say(screen.Ink(rests_on(found[0][1], call), "dim"))


def show_outlook(found: Outlook, call: Call) -> None:
    """Write the outlook of one milestone."""
    screen.heading(call.say("Vooruitzicht", "Outlook"))
    screen.pairs(
        [
            (call.say("kans dat de grens houdt", "chance to hold the bound"), _chance(found)),
            ("P50", short_day(found.half_by, call)),
            ("P80", short_day(found.most_by, call)),
        ]
    )
    screen.say(screen.Ink(rests_on(found, call), "dim"))


def rests_on(found: Outlook, call: Call) -> str:
    """Return how many cases the numbers rest on, and what they are of."""
    own, slips = found.own_cases, found.slips
    said = call.say(
        f"Berust op {own} eigen afspraken en {slips} afspraken die schoven.",
        f"Rests on {own} promises of our own and {slips} that slipped.",
    )
    if found.if_it_slips:
        said += "\n" + call.say(
            f"Een kans vraagt {FEWEST} eigen afspraken; P50 en P80 gelden als de mijlpaal schuift.",
            f"A chance needs {FEWEST} of our own; P50 and P80 hold if the milestone slips.",
        )
    return said


def _chance(found: Outlook) -> str:
    return ABSENT if found.chance is None else f"{found.chance:.0%}"


def outlook_as_json(milestone: str, found: Outlook) -> dict[str, object]:
    """Return an outlook with stable keys."""
    return {
        "milestone": milestone,
        "bound": found.bound,
        "counted_from": found.counted_from,
        "chance": None if found.chance is None else round(found.chance, 3),
        "p50": found.half_by,
        "p80": found.most_by,
        "if_it_slips": found.if_it_slips,
        "own_cases": found.own_cases,
        "slips": found.slips,
    }
