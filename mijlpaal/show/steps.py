"""The possible steps of a life cycle on the terminal, each with the facts that decide it."""

from collections.abc import Sequence

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.wording import mark
from models.facts import Finding
from models.lifecycles.lifecycle import NextStep
from models.statechart import parse_condition
from reports.drawings.statechart.wording import said_condition

ROWS = 10  # below a fact; --json has them all


def show_steps(title: str, state: str, steps: Sequence[NextStep], call: Call) -> None:
    """Write where something stands and every step from there, with the rows behind each fact."""
    screen.say(screen.Ink(f"{title}: {state}", "bold"))
    if not steps:
        screen.say(call.say("Dit is een eindtoestand.", "This is a final state."))
    possible, closed = call.say("kan nu", "possible now"), call.say("kan nog niet", "not yet")
    # What waits for facts first: that is what people come for; pausing and stopping come last.
    for step in sorted(steps, key=lambda step: not step.guard):
        screen.say("")
        screen.item(
            mark(step.is_open),
            f"{step.label}: {possible if step.is_open else closed}",
            [
                screen.Ink(f"{call.say('gebeurtenis', 'event')}: {step.event}", "dim"),
                *_alternatives(step, call),
                *(line for fact in step.missing for line in _missing(fact, call)),
                *(
                    screen.Ink(f"✓ {fact.claim.say(call.language)}", "green")
                    for fact in step.holding
                ),
                *(_spare(fact, call) for fact in step.spare),
            ],
        )


def _alternatives(step: NextStep, call: Call) -> list[screen.Cell]:
    """Return that one of several may do; a list of what is missing alone would ask for all."""
    if step.is_open or " or " not in step.guard:
        return []
    rule = said_condition(parse_condition(step.guard), call.language)
    hint = call.say("niet alles is nodig", "not all of it is needed")
    return [screen.Ink(f"{hint}: {rule}", "dim")]


def _missing(fact: Finding, call: Call) -> list[screen.Cell]:
    """Return what is missing, and below it the rows that say so."""
    claim, said = fact.claim.say(call.language), fact.words.say(call.language)
    lines: list[screen.Cell] = [screen.Ink(f"✕ {claim}: {said}", "red")]
    lines += [f"    {row}" for row in fact.listed(call.language, most=ROWS)]
    if len(fact.rows) > ROWS:
        lines.append(screen.Ink(call.say("    alle met --json", "    all with --json"), "dim"))
    return lines


def _spare(fact: Finding, call: Call) -> screen.Ink:
    spare = call.say("geldt niet, en is nu niet nodig", "does not hold, and is not needed now")
    return screen.Ink(f"– {fact.claim.say(call.language)}: {spare}", "dim")
