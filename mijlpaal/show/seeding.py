"""What loading seeds changes, on the terminal."""

from collections import Counter

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.wording import ABSENT
from models.storage.values import Value
from models.vocabulary import SubjectKind
from reports import words
from seeds.difference import Change, What
from seeds.loader import Loaded

# Kinds that no report ever shows, so the reports have no words for them.
_OWN_WORDS = {
    SubjectKind.CONTACT: words.Text("contactpersonen", "contacts"),
    SubjectKind.ASSIGNMENT: words.Text("toewijzingen", "assignments"),
}


def worth_showing(found: Loaded) -> list[Change]:
    """Return the rows that are not as the ledger has them."""
    return [change for change in found.changes if change.what is not What.UNCHANGED]


def show_difference(found: Loaded, call: Call) -> None:
    """Write what is new by number, what changes field by field, and what is gone."""
    if found.published:
        named = ", ".join(found.published)
        screen.say(call.say(f"Nieuwe levenslopen: {named}", f"New life cycles: {named}"))
    new = Counter(change.kind for change in found.of(What.NEW))
    if new:
        total = call.say(f"Nieuwe rijen: {new.total()}", f"New rows: {new.total()}")
        screen.say(f"{total} ({', '.join(_counted(kind, new[kind], call) for kind in new)})")
    changed = found.of(What.CHANGED)
    if changed:
        screen.heading(call.say("Gewijzigd in de gegevens", "Changed in the seeds"))
    screen.table(
        (
            call.say("rij", "row"),
            call.say("veld", "field"),
            call.say("nu", "now"),
            call.say("wordt", "becomes"),
        ),
        [row for change in changed for row in _fields(change, call)],
    )
    for change in found.of(What.MISSING):
        nl = f"Niet meer in de gegevens, blijft staan: {change.reference}"
        en = f"No longer in the seeds, stays: {change.reference}"
        screen.say(call.say(nl, en))


def _counted(kind: SubjectKind, count: int, call: Call) -> str:
    known = words.KINDS if count == 1 else words.KINDS_PLURAL
    label = _OWN_WORDS.get(kind) or words.label(known, kind)
    return f"{count} {label.say(call.language)}"


def _fields(change: Change, call: Call) -> list[tuple[str, str, str, str]]:
    held = call.say("blijft zoals het is; gaat via een opdracht", "stays; goes by a command")
    return [
        (
            str(change.reference),
            each.field,
            _shown(each.old),
            f"{_shown(each.new)} ({held})" if each.is_held else _shown(each.new),
        )
        for each in change.fields
    ]


def _shown(value: Value) -> str:
    return ABSENT if value is None else str(value)
