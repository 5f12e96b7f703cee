"""A scenario on the terminal and in JSON: what would be otherwise than today."""

from collections.abc import Sequence

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.check import finding_as_json
from mijlpaal.show.edges import names_of, title_of
from mijlpaal.show.groups import group_as_json
from mijlpaal.show.impact import (
    change_in_words,
    effect_as_json,
    effect_in_words,
    impact_as_json,
    show_layers,
)
from models.consequences.changes import Change
from models.consequences.consistency import Finding
from models.consequences.impact import Effect
from models.consequences.scenario import Outcome
from models.consequences.situation import Situation
from models.foresight.scenarios import Proposable
from models.vocabulary import Language


def show_outcome(
    situation: Situation, title: str, changes: Sequence[Change], found: Outcome, call: Call
) -> None:
    """Write what a scenario makes otherwise."""
    screen.say(screen.Ink(title, "bold"))
    for change in changes:
        screen.say(f"· {change_in_words(change, call)}")
    if found.is_as_today:
        screen.say(call.say("Het blijft zoals het vandaag is.", "It stays as it is today."))
        return
    _show_effects(call.say("Mijlpalen die schuiven", "Milestones that move"), found.moved, call)
    broken = found.impact.broken_bounds
    _show_effects(call.say("Grenzen die niet houden", "Bounds no longer held"), broken, call)
    _show_findings(call.say("Past niet meer", "No longer fits"), found.found, call)
    _show_findings(call.say("Past weer", "Fits again"), found.mended, call)
    if found.stuck:
        screen.heading(call.say("Groepen die vastlopen", "Groups that get stuck"))
        for group in found.stuck:
            screen.say(", ".join(names_of(group.members)))
    if found.told:
        screen.heading(call.say("Wie het moet weten", "Who must know"))
        for each in found.told:
            name = title_of(each.organisation, call)
            screen.say(f"{name}: {', '.join(names_of(each.subjects))}")
    screen.heading(call.say("Alles wat het raakt", "All that it touches"))
    show_layers(situation, found.impact, call)


def _show_effects(name: str, effects: Sequence[Effect], call: Call) -> None:
    if not effects:
        return
    screen.heading(name)
    for effect in effects:
        screen.say(f"{effect.node.name}: {effect_in_words(effect, call)}")


def _show_findings(name: str, findings: Sequence[Finding], call: Call) -> None:
    if not findings:
        return
    screen.heading(name)
    for each in findings:
        detail = each.detail.say(call.language)
        screen.say(f"{each.subject}: {each.words.say(call.language)} {detail}".rstrip())


def show_proposed(answers: Sequence[Proposable], made: Sequence[str | None], call: Call) -> None:
    """Write which changes became proposals, and why the others did not."""
    if not answers:
        screen.say(call.say("Dit scenario wijzigt niets.", "This scenario changes nothing."))
    for number, each in enumerate(answers):
        said = change_in_words(each.change, call)
        if each.why_not is not None:
            why = each.why_not.say(call.language)
            screen.item(screen.Ink("✕", "red"), said, [screen.Ink(why, "red")])
            continue
        key = made[number] if number < len(made) else None
        then = (
            f"mijlpaal proposal confirm {key}"
            if key
            else call.say("dit zou een voorstel worden", "this would become a proposal")
        )
        screen.item(screen.Ink("○", "green"), said, [screen.Ink(then, "dim")])


def proposed_as_json(
    answers: Sequence[Proposable], made: Sequence[str | None]
) -> list[dict[str, object]]:
    """Return each change with the proposal that it became, or why it did not."""
    keys = [*made, *[None] * (len(answers) - len(made))]
    return [
        {
            "change": change_in_words(each.change, Call(Language.NL, actor="")),
            "proposal": key,
            "why_not": each.why_not,
        }
        for each, key in zip(answers, keys, strict=True)
    ]


def outcome_as_json(
    situation: Situation, changes: Sequence[Change], found: Outcome
) -> dict[str, object]:
    """Return what a scenario makes otherwise, with stable keys."""
    call = Call(Language.NL, actor="")
    return {
        **impact_as_json(situation, changes, found.impact),
        "is_as_today": found.is_as_today,
        "moved": [effect_as_json(situation, each, found.impact) for each in found.moved],
        "broken_bounds": names_of(effect.node for effect in found.impact.broken_bounds),
        "found": [finding_as_json(each, call) for each in found.found],
        "mended": [finding_as_json(each, call) for each in found.mended],
        "stuck": [group_as_json(each) for each in found.stuck],
        "told": [
            {"organisation": each.organisation.name, "subjects": names_of(each.subjects)}
            for each in found.told
        ],
    }
