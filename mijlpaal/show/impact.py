"""What changes touch, on the terminal and in JSON: layer by layer, each with what leads to it."""

from collections.abc import Sequence
from itertools import groupby

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.edges import chain_in_words, edge_as_json, names_of, title_of
from mijlpaal.show.wording import short_day
from models.consequences.changes import Change, What
from models.consequences.impact import Effect, Impact
from models.consequences.kinds import EffectKind
from models.consequences.situation import Situation

_STYLES = {
    EffectKind.BLOCKED: ("■", "bold red"),
    EffectKind.LATE: ("◆", "red"),
    EffectKind.AT_RISK: ("▲", "yellow"),
    EffectKind.RE_EXAMINE: ("○", "cyan"),
}
_LONGEST_CHAIN = 100  # edges of a chain in JSON; the layer says how many there are
_NAMED = 8  # of a circle


def change_in_words(change: Change, call: Call) -> str:
    """Return a change as a sentence."""
    match change.what:
        case What.DROPPED:
            return call.say(f"{change.subject} valt weg", f"{change.subject} drops out")
        case What.LATEST:
            nl, en = f"{change.subject} wordt {change.to}", f"{change.subject} becomes {change.to}"
            return call.say(nl, en)
        case What.STATE:
            nl = f"{change.subject} komt in '{change.to}'"
            return call.say(nl, f"{change.subject} comes to stand in '{change.to}'")


def show_impact(situation: Situation, change: Change, found: Impact, call: Call) -> None:
    """Write what a change touches."""
    said = change_in_words(change, call)
    screen.say(screen.Ink(call.say(f"Als {said}:", f"If {said}:"), "bold"))
    show_layers(situation, found, call)
    screen.say(call.say("Er is niets vastgelegd.", "Nothing was stored."))


def show_layers(situation: Situation, found: Impact, call: Call) -> None:
    """Write every effect, layer by layer."""
    if not found.touched:
        screen.say(call.say("Het raakt niets anders.", "It touches nothing else."))
        return
    _count(found, call)
    for layer, effects in groupby(found.touched, key=lambda effect: effect.layer):
        screen.heading(call.say(f"Laag {layer}", f"Layer {layer}"))
        for effect in effects:
            _show(situation, effect, found, call)


def effect_in_words(effect: Effect, call: Call) -> str:
    """Return what happens to a subject."""
    said = effect.kind.say(call.language)
    span = effect.expected
    if effect.kind is EffectKind.LATE and span is not None:
        days = effect.days_late
        unit = call.say("dag" if days == 1 else "dagen", "day" if days == 1 else "days")
        until = short_day(span.latest, call)
        since = f"{short_day(span.earliest, call)} … " if span.earliest else ""
        said = call.say(
            f"{days} {unit} later: {since}{until}", f"{days} {unit} late: {since}{until}"
        )
    if effect.circle:
        said += call.say("; zij wachten op elkaar", "; they wait for each other")
    if effect.breaks_bound:
        said += call.say("; na de afgesproken grens", "; after the bound agreed")
    return said


def _count(found: Impact, call: Call) -> None:
    counts = dict.fromkeys(reversed(EffectKind), 0)
    for effect in found.touched:
        counts[effect.kind] += 1
    said = [f"{count} {kind.say(call.language)}" for kind, count in counts.items() if count]
    screen.say(", ".join(said))


def _show(situation: Situation, effect: Effect, found: Impact, call: Call) -> None:
    sign, style = _STYLES[effect.kind]
    lines: list[screen.Cell] = [screen.Ink(effect_in_words(effect, call), style)]
    if effect.circle:
        others = sorted(names_of(situation.nodes[each] for each in effect.circle))
        more = len(others) - _NAMED
        tail = call.say(f" en nog {more}", f" and {more} more") if more > 0 else ""
        lines.append(call.say("kring: ", "circle: ") + ", ".join(others[:_NAMED]) + tail)
    lines.append(screen.Ink(chain_in_words(situation, found.chain_to(effect.node.id), call), "dim"))
    screen.item(
        screen.Ink(sign, style), f"{effect.node.name} · {title_of(effect.node, call)}", lines
    )


def impact_as_json(
    situation: Situation, changes: Sequence[Change], found: Impact
) -> dict[str, object]:
    """Return what changes touch, with stable keys."""
    return {
        "changes": [{"subject": c.subject, "what": c.what, "to": c.to} for c in changes],
        "day": situation.day,
        "effects": [effect_as_json(situation, effect, found) for effect in found.touched],
    }


def effect_as_json(situation: Situation, effect: Effect, found: Impact) -> dict[str, object]:
    """Return an effect; of a very long chain the last edges only."""
    chain = found.chain_to(effect.node.id)[-_LONGEST_CHAIN:]
    return {
        "subject": effect.node.name,
        "title": effect.node.title,
        "effect": effect.kind.name.lower(),
        "layer": effect.layer,
        "days_late": effect.days_late,
        "earliest": effect.expected.earliest if effect.expected else None,
        "latest": effect.expected.latest if effect.expected else None,
        "breaks_bound": effect.breaks_bound,
        "circle": sorted(names_of(situation.nodes[each] for each in effect.circle)),
        "chain": [edge_as_json(situation, edge) for edge in chain],
    }
