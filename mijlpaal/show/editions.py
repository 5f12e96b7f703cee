"""Editions on the terminal: a list, and what differs between two of them."""

from collections.abc import Sequence
from itertools import groupby

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.approval import approval_ink
from mijlpaal.show.wording import ABSENT
from models.clock import local_day
from reports.difference import Difference, How
from reports.editions import EditionLine
from reports.sentences import Sentences
from reports.spelling import compact
from reports.words import Text


def show_editions(found: Sequence[EditionLine], call: Call) -> None:
    """Write each edition with its name, its day and how far it is."""
    if not found:
        screen.say(call.say("Er is nog niets gepubliceerd.", "Nothing was published yet."))
    heads = (
        call.say("Editie", "Edition"),
        call.say("Rapportage", "Report"),
        call.say("Gepubliceerd", "Published"),
        call.say("Stand", "State"),
        call.say("Correctie", "Correction"),
    )
    screen.table(heads, [_row(line, call) for line in found])


def _row(line: EditionLine, call: Call) -> Sequence[screen.Cell]:
    corrects = ABSENT
    if line.corrects is not None:
        corrects = call.say(f"vervangt {line.corrects}", f"replaces {line.corrects}")
    return (
        line.name,
        line.title,
        compact(local_day(line.published_at), call.language),
        approval_ink(line.approval, call),
        corrects,
    )


def show_differences(found: Sequence[Difference], call: Call) -> None:
    """Write what differs, part by part; of a changed field the old and the new value."""
    if not found:
        screen.say(call.say("Er is geen verschil.", "There is no difference."))
    for section, rows in groupby(found, key=lambda each: each.section):
        screen.heading(section.say(call.language))
        for subject, some in groupby(rows, key=lambda each: (each.subject, each.how)):
            _show(subject, list(some), call)


_WORDS = {
    How.ADDED: ("+", "green", Text("nieuw", "new")),
    How.REMOVED: ("−", "red", Text("niet meer", "no longer there")),
    How.CHANGED: ("~", "yellow", Text("gewijzigd", "changed")),
}


def _show(what: tuple[Text | None, How], found: Sequence[Difference], call: Call) -> None:
    subject, how = what
    say = Sentences(call.language)
    sign, style, word = _WORDS[how]
    title = say.say(subject) if subject else word.say(call.language)
    lines = [_line(each, say) for each in found if each.field is not None]
    note = [screen.Ink(word.say(call.language), style)] if how is not How.CHANGED else []
    screen.item(screen.Ink(sign, style), title, [*note, *lines])


def _line(each: Difference, say: Sentences) -> str:
    field = each.field.say(say.language) if each.field else ""
    if each.is_in_one_line:
        return Text(f"verschilt: {field}", f"differs: {field}").say(say.language)
    old = say.say(each.old) if each.old else ABSENT
    new = say.say(each.new) if each.new else ABSENT
    return f"{field}: {old} → {new}"
