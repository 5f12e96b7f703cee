"""Status texts on the terminal: a list, and one with its text."""

from collections.abc import Sequence

from mijlpaal.call import Call
from mijlpaal.effects import title_in_words
from mijlpaal.show import screen
from mijlpaal.show.approval import approval_ink, path_of, sign_of
from mijlpaal.show.wording import short_day
from models.publications.approval import approval_of
from models.storage.records import Record
from models.vocabulary import Approval
from reports.words import CONFIDENTIALITIES, label


def show_text(found: Record, call: Call) -> None:
    """Write one text: how far it is, for whom, by whom, and what it says."""
    screen.say(screen.Ink(title_in_words(found, call), "bold"))
    audience = label(CONFIDENTIALITIES, found.text("audience")).say(call.language)
    screen.pairs(
        [
            (call.say("sleutel", "key"), found.key),
            (call.say("stand", "state"), approval_ink(approval_of(found), call)),
            (call.say("peildatum", "reference date"), short_day(found.day("reference_date"), call)),
            (call.say("bestemd voor", "meant for"), audience),
            *path_of(found, call),
        ]
    )
    screen.say("")
    screen.say(found.text("text") or "")
    if approval_of(found) is Approval.PROPOSED:
        screen.say("")
        screen.say(screen.Ink(f"mijlpaal status-text approve {found.key}", "dim"))


def show_texts(found: Sequence[Record], call: Call) -> None:
    """Write each text with its first words and how far it is."""
    if not found:
        screen.say(call.say("Er zijn nog geen statusteksten.", "There are no status texts yet."))
    for text in found:
        beginning = " ".join((text.text("text") or "").split())[:80]
        screen.item(
            sign_of(approval_of(text)),
            f"{text.key}: {title_in_words(text, call)}",
            [
                approval_ink(approval_of(text), call),
                beginning,
                screen.Ink(f"mijlpaal status-text show {text.key}", "dim"),
            ],
        )
