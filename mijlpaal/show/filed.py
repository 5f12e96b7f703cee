"""Letters that are kept, on the terminal: the list, and one with what became of it."""

from collections.abc import Sequence

from mijlpaal.call import Call
from mijlpaal.filed import FiledLetter, FiledStatement, LetterPage
from mijlpaal.show import screen
from mijlpaal.show.wording import ABSENT, short_day
from reports.sentences import Sentences


def show_letters(lines: Sequence[FiledLetter], call: Call) -> None:
    """Write the letters as a table."""
    if not lines:
        nl = "Er is nog geen brief gelezen. Begin met: mijlpaal letter read BESTAND"
        en = "No letter was read yet. Begin with: mijlpaal letter read FILE"
        screen.say(call.say(nl, en))
    screen.table(
        (
            call.say("sleutel", "key"),
            call.say("brief", "letter"),
            call.say("van", "of"),
            call.say("mijlpalen", "milestones"),
            call.say("gebeurtenissen", "events"),
            call.say("afgewezen", "rejected"),
        ),
        [
            (
                line.key,
                line.title,
                _day(line, call),
                str(line.milestones),
                str(line.events),
                str(line.rejected),
            )
            for line in lines
        ],
    )


def show_letter(page: LetterPage, call: Call) -> None:
    """Write one letter: each sentence, and what it became."""
    letter = page.letter
    screen.say(screen.Ink(letter.title, "bold"))
    screen.pairs(
        [
            (call.say("sleutel", "key"), letter.key),
            (
                call.say("soort", "kind"),
                Sentences(call.language).label("DOCUMENT_KINDS", letter.kind),
            ),
            (call.say("van", "of"), _day(letter, call)),
        ]
    )
    screen.heading(call.say("Wat ermee gebeurde", "What became of it"))
    if not page.statements:
        screen.say(call.say("Er is niets uit opgenomen.", "Nothing was registered from it."))
    for statement in page.statements:
        _show_statement(statement, call)


def _show_statement(statement: FiledStatement, call: Call) -> None:
    sign = screen.Ink("✓", "green") if statement.registered_as else screen.Ink("✕", "yellow")
    where = [each for each in (statement.place, statement.moment) if each]
    screen.item(
        sign,
        statement.title or statement.words,
        [
            _became(statement, call),
            f"„{statement.words}”" if statement.title else "",
            screen.Ink(" · ".join(where) or ABSENT, "dim"),
        ],
    )


def _became(statement: FiledStatement, call: Call) -> str:
    by = ""
    if statement.decided_by is not None:
        day = short_day(statement.decided_on, call)
        by = call.say(
            f", door {statement.decided_by} op {day}", f", by {statement.decided_by} on {day}"
        )
    if statement.registered_as is None:
        return call.say(f"afgewezen{by}", f"rejected{by}")
    kind, _, key = statement.registered_as.partition(":")
    name = Sentences(call.language).label("KINDS", kind)
    return call.say(f"opgenomen als {name} {key}{by}", f"registered as {name} {key}{by}")


def _day(letter: FiledLetter, call: Call) -> str:
    nominal = call.say(" (nominaal)", " (nominal)") if letter.is_nominal else ""
    return short_day(letter.dated_on, call) + (nominal if letter.dated_on else "")
