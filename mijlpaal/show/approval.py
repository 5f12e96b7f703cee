"""How far texts and editions are, on the terminal."""

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.wording import short_day
from models.storage.records import Record
from models.vocabulary import Approval
from reports.words import APPROVALS

_SIGNS = {Approval.CONCEPT: "○", Approval.PROPOSED: "◐", Approval.ESTABLISHED: "●"}
_STYLES = {Approval.CONCEPT: "dim", Approval.PROPOSED: "yellow", Approval.ESTABLISHED: "green"}


def sign_of(approval: Approval) -> screen.Ink:
    """Return the sign of how far something is."""
    return screen.Ink(_SIGNS[approval], _STYLES[approval])


def approval_ink(approval: Approval, call: Call) -> screen.Ink:
    """Return the sign and the word of how far something is."""
    word = APPROVALS[approval].say(call.language)
    return screen.Ink(f"{_SIGNS[approval]} {word}", _STYLES[approval])


def say_alone(found: Record, call: Call) -> None:
    """Say so where whoever wrote or proposed it established it too, for want of another."""
    if found.text("established_by") not in (found.text("written_by"), found.text("proposed_by")):
        return
    screen.say(
        screen.Ink(
            call.say(
                "  Zonder tweede persoon: niemand anders heeft er een mandaat voor. Zo staat het"
                " ook in het logboek.",
                "  Without a second person: nobody else has a mandate for it. The log says so too.",
            ),
            "yellow",
        )
    )


def path_of(found: Record, call: Call) -> list[tuple[str, screen.Cell]]:
    """Return who wrote, proposed and established something, and when."""
    rows: list[tuple[str, screen.Cell]] = []
    for role, label in (
        ("written", call.say("geschreven door", "written by")),
        ("proposed", call.say("voorgelegd door", "proposed by")),
        ("established", call.say("vastgesteld door", "established by")),
    ):
        who = found.text(f"{role}_by")
        if who is not None:
            day = found.day(f"{role}_on") if role != "written" else None
            rows.append((label, f"{who}, {short_day(day, call)}" if day else who))
    return rows
