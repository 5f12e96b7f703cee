"""A cascade on the terminal and in JSON: which forecasts would follow, and what they break."""

from collections.abc import Sequence

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.edges import chain_in_words, edge_as_json, title_of
from mijlpaal.show.wording import short_day
from models.consequences.cascading import Cascade, NewForecast
from models.consequences.situation import Situation


def show_cascade(situation: Situation, found: Cascade, call: Call) -> None:
    """Write the forecasts that would follow, with their numbers."""
    name = title_of(found.milestone, call)
    if found.expected is None:
        nl = f"{name} heeft geen prognose die telt: mijlpaal milestone forecast"
        en = f"{name} has no forecast that counts: mijlpaal milestone forecast"
        screen.say(f"{call.say(nl, en)} {found.milestone.key} {call.say('DAG', 'DAY')}")
        return
    day = short_day(found.expected, call)
    screen.say(screen.Ink(call.say(f"{name}: prognose {day}", f"{name}: forecast {day}"), "bold"))
    if not found.proposals:
        screen.say(
            call.say("Geen andere prognose schuift mee.", "No other forecast moves with it.")
        )
    for each in found.proposals:
        _show(situation, each, call)
    if found.proposals:
        key = found.milestone.key
        screen.say(f"mijlpaal cascade {key} --accept 1,…|all")


def _show(situation: Situation, each: NewForecast, call: Call) -> None:
    now, then = short_day(each.now, call), short_day(each.proposed, call)
    days = call.say(f"{each.days_late} dagen later", f"{each.days_late} days late")
    if each.days_late == 1:
        days = call.say("1 dag later", "1 day late")
    broken = call.say("; na de afgesproken grens", "; after the bound agreed")
    screen.item(
        screen.Ink(str(each.number), "bold"),
        f"{each.node.name} · {title_of(each.node, call)}",
        [
            screen.Ink(
                f"{now} → {then}: {days}{broken if each.breaks_bound else ''}",
                "red" if each.breaks_bound else "yellow",
            ),
            screen.Ink(chain_in_words(situation, each.chain, call), "dim"),
        ],
    )


def show_accepted(done: Sequence[NewForecast], call: Call) -> None:
    """Write which forecasts were recorded."""
    if not done:
        screen.say(call.say("Er is niets om over te nemen.", "There is nothing to accept."))
    for each in done:
        day = short_day(each.proposed, call)
        screen.say(f"✓ {each.node.name}: {call.say('prognose', 'forecast')} {day}")


def cascade_as_json(situation: Situation, found: Cascade) -> dict[str, object]:
    """Return a cascade with stable keys."""
    return {
        "milestone": found.milestone.name,
        "forecast": found.expected,
        "proposals": [
            {
                "number": each.number,
                "milestone": each.node.name,
                "now": each.now,
                "proposed": each.proposed,
                "days_late": each.days_late,
                "breaks_bound": each.breaks_bound,
                "chain": [edge_as_json(situation, edge) for edge in each.chain],
            }
            for each in found.proposals
        ],
    }
