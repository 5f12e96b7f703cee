"""The possible steps of a life cycle on the terminal, each with the facts that decide it."""

from collections.abc import Sequence

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.wording import mark
from models.facts import Finding
from models.lifecycle import NextStep
from reports.words import FACTS, label


def show_steps(title: str, state: str, steps: Sequence[NextStep], call: Call) -> None:
    """Write where something stands and every step from there, with the rows behind each fact."""
    screen.say(screen.Ink(f"{title}: {state}", "bold"))
    if not steps:
        screen.say(call.say("Dit is een eindtoestand.", "This is a final state."))
    possible, closed = call.say("kan nu", "possible now"), call.say("kan nog niet", "not yet")
    # What waits for facts first: that is what people come for; pausing and stopping come last.
    for step in sorted(steps, key=lambda step: not (step.missing or step.holding)):
        screen.say("")
        screen.item(
            mark(step.is_open),
            f"{step.label}: {possible if step.is_open else closed}",
            [
                screen.Ink(f"{call.say('gebeurtenis', 'event')}: {step.event}", "dim"),
                *(line for fact in step.missing for line in _missing(fact, call)),
                *(screen.Ink(f"✓ {_name(fact, call)}", "green") for fact in step.holding),
            ],
        )


def _missing(fact: Finding, call: Call) -> list[screen.Cell]:
    """Return what is missing, and below it the rows that say so."""
    said = call.say(fact.nl, fact.en)
    lines: list[screen.Cell] = [screen.Ink(f"✕ {_name(fact, call)}: {said}", "red")]
    return [*lines, *(f"    {row}" for row in fact.rows)]


def _name(fact: Finding, call: Call) -> str:
    return label(FACTS, fact.name).say(call.language)
