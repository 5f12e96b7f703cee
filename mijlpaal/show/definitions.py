"""Showing what was found in definitions."""

from mijlpaal.call import Call
from mijlpaal.checking import Checked
from mijlpaal.show.screen import Ink, item


def show_checked(checked: Checked, call: Call) -> None:
    """Write one definition: that it may be published, or everything that is in the way."""
    if checked.is_publishable:
        counts = call.say(
            f"toestanden: {checked.states}, mogelijke standen: {checked.standings}, "
            f"feiten: {checked.facts}, gebeurtenissen: {checked.events}, "
            f"verplichtingen: {checked.obligations}",
            f"states: {checked.states}, possible configurations: {checked.standings}, "
            f"facts: {checked.facts}, events: {checked.events}, "
            f"obligations: {checked.obligations}",
        )
        title = call.say("kan worden gepubliceerd", "can be published")
        item(Ink("✓", "green"), f"{checked.file} {title}", [counts])
        return
    title = call.say("kan niet worden gepubliceerd", "cannot be published")
    lines = [each.say(call.language) for each in checked.complaints]
    item(Ink("✕", "red"), f"{checked.file} {title}", lines)
