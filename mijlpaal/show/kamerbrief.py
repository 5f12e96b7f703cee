"""What is missing before a letter to the Kamer can be sent, on the terminal."""

from mijlpaal.call import Call
from mijlpaal.show import screen
from reports.figures.kamerbrief import KamerbriefFigures
from reports.figures.kamerbrief_check import KamerbriefCheck, Missing, Weight
from reports.sentences import Sentences
from reports.spelling import with_weekday


def show_check(figures: KamerbriefFigures, check: KamerbriefCheck, call: Call) -> None:
    """Write which duties it fulfils, by when, what is in the way and what must be known."""
    say = Sentences(call.language)
    due = with_weekday(figures.due_on, call.language) + say.estimate(figures.due_rests_on_estimate)
    duties = [f"{line.key}: {say.say(line.title)}" for line in figures.duties]
    screen.pairs(
        [
            (call.say("aan", "to"), figures.addressee),
            *((call.say("voldoet", "fulfils"), duty) for duty in duties),
            (call.say("uiterlijk te verzenden", "to be sent by"), due),
        ]
    )
    in_the_way = [each for each in check.missing if each.weight is Weight.IN_THE_WAY]
    to_know = [each for each in check.missing if each.weight is Weight.TO_KNOW]
    if in_the_way:
        screen.heading(call.say("Staat verzenden in de weg", "In the way of sending"))
    _show(in_the_way, screen.Ink("✕", "red"), call)
    if to_know:
        screen.heading(call.say("Om te weten", "To know"))
    _show(to_know, screen.Ink("▲", "yellow"), call)
    if check.is_ready:
        screen.say("")
        screen.say(
            screen.Ink(
                call.say("✓ Niets staat verzenden in de weg.", "✓ Nothing is in the way."), "green"
            )
        )


def _show(found: list[Missing], sign: screen.Ink, call: Call) -> None:
    say = Sentences(call.language)
    for each in found:
        remedy = [screen.Ink(each.remedy, "dim")] if each.remedy else []
        screen.item(sign, say.say(each.text), remedy)
