"""What an act changes, on the terminal."""

from mijlpaal.call import Call
from mijlpaal.effects import Effect, title_in_words
from mijlpaal.show import screen
from models.storage.records import Record


def show_effect(effect: Effect, call: Call) -> None:
    """Write what is different before and after, and what follows from it."""
    screen.table(
        ("", call.say("nu", "now"), call.say("wordt", "becomes")),
        [(each.label, each.before, each.after) for each in effect.changes],
    )
    show_consequences(effect, call)


def show_done(title: str, effect: Effect, call: Call) -> None:
    """Write what an act did: each change on a line."""
    screen.item(
        screen.Ink("✓", "green"),
        title,
        [f"{each.label}: {each.before} → {each.after}" for each in effect.changes],
    )
    show_consequences(effect, call)


def show_moved(record: Record, effect: Effect, call: Call) -> None:
    """Write the step that was taken, as from where to where."""
    states = [each for each in effect.changes if each.column == "standing"]
    here = " ".join(f"{each.before} → {each.after}" for each in states)
    stayed = call.say("blijft waar het was", "stays where it was")
    screen.say(f"{title_in_words(record, call)}: {here or stayed}")
    show_consequences(effect, call)


def show_consequences(effect: Effect, call: Call) -> None:
    """Write which deadlines open or close with it."""
    for each in effect.consequences:
        screen.say(call.say(f"Dit {each}.", f"This {each}."))


def show_alone(call: Call) -> None:
    """Write that nobody else looked at an act that asks for four eyes."""
    screen.say(
        screen.Ink(
            call.say(
                "Zonder tweede persoon vastgelegd: er is niemand anders met dit mandaat.",
                "Recorded without a second person: nobody else has this mandate.",
            ),
            "yellow",
        )
    )
