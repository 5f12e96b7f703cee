"""Showing versions of life cycles: which there are, what differs, who would move where."""

from collections.abc import Mapping, Sequence

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.wording import ABSENT
from models.clock import local_day
from models.lifecycles.versions import Move, Plan, Version
from models.statechart.difference import Difference, Part, Sign
from reports.spelling import compact

_SIGNS = {
    Sign.ADDED: screen.Ink("+", "green"),
    Sign.REMOVED: screen.Ink("−", "red"),
    Sign.CHANGED: screen.Ink("~", "yellow"),
}
_PARTS = {
    Part.STATE: ("toestand", "state"),
    Part.TRANSITION: ("overgang", "transition"),
    Part.OBLIGATION: ("verplichting", "obligation"),
}
_SHOWN_KEYS = 5
_DIGITS = 12  # of a digest: enough to tell two apart


def show_versions(versions: Sequence[Version], call: Call) -> None:
    """Write a line per published version."""
    heads = (
        call.say("definitie", "definition"),
        call.say("versie", "version"),
        call.say("lopend", "under way"),
        call.say("gepubliceerd", "published"),
        call.say("door", "by"),
        call.say("vingerafdruk", "digest"),
    )
    rows = [
        (
            each.key,
            str(each.number),
            str(each.subjects),
            compact(local_day(each.published_at), call.language),
            each.published_by or ABSENT,
            each.digest[:_DIGITS],
        )
        for each in versions
    ]
    screen.table(heads, rows)


def show_differences(
    before: Version, after: Version, found: Sequence[Difference], call: Call
) -> None:
    """Write what changed, a part at a time."""
    screen.heading(f"{before.key} {before.number} → {after.number}")
    if not found:
        screen.say(call.say("Er is geen verschil.", "There is no difference."))
    for each in found:
        part = call.say(*_PARTS[each.part])
        screen.item(_SIGNS[each.sign], f"{part} {each.name}", _properties(each))


def show_moves(plan: Plan, moves: Sequence[Move], call: Call) -> None:
    """Write who would move where, and who has nowhere to go."""
    screen.heading(call.say(f"Naar {plan.key} {plan.to}", f"To {plan.key} {plan.to}"))
    if not moves:
        screen.say(call.say("Iedereen is er al.", "Everybody is there already."))
    for move in moves:
        who = f"{_some(move.keys)} ({call.say('versie', 'version')} {move.version})"
        if move.after is None:
            why = move.why.say(call.language) if move.why else ""
            screen.item(screen.Ink("▲", "yellow"), who, [move.before, why])
        else:
            arrow = move.before if move.before == move.after else f"{move.before} → {move.after}"
            screen.item(screen.Ink("✓", "green"), who, [arrow])


def _properties(each: Difference) -> list[str]:
    if each.sign is Sign.CHANGED:
        names: Mapping[str, str] = {**each.old, **each.new}
        return [f"{name}: {each.old[name] or '–'} → {each.new[name] or '–'}" for name in names]
    return [f"{name}: {value}" for name, value in (each.new or each.old).items()]


def _some(keys: Sequence[str]) -> str:
    shown = ", ".join(keys[:_SHOWN_KEYS])
    return shown if len(keys) <= _SHOWN_KEYS else f"{shown} … ({len(keys)})"
