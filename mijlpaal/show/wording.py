"""How the terminal shows a status, a day, a yes or no; the words are those of the reports."""

from datetime import date

from mijlpaal.call import Call
from mijlpaal.show.screen import Ink
from models.rules.status import Status
from reports.figures.structure import Judged
from reports.sentences import Sentences
from reports.spelling import compact

ABSENT = "–"

_STYLES = {
    Status.ON_TRACK: "green",
    Status.ATTENTION: "yellow",
    Status.DELAYED: "bold red",
    Status.NO_FORECAST: "cyan",
    Status.ACHIEVED: "green",
    Status.LAPSED: "dim",
}


def status_ink(found: Status | None, call: Call) -> Ink:
    """Return a status with its shape and colour; never the colour alone."""
    if found is None:
        return Ink(ABSENT)
    return Ink(Sentences(call.language).status_word(found), _STYLES[found])


def judged_ink(judged: Judged, call: Call) -> Ink:
    """Return a status and, where a person gave it, the one that the rule computes."""
    return Ink(Sentences(call.language).status(judged), _STYLES[judged.status])


def short_day(found: date | None, call: Call) -> str:
    """Return a day for a table; a dash where there is none."""
    return ABSENT if found is None else compact(found, call.language)


def mark(holds: bool) -> Ink:
    """Return the sign of what is so and what is not."""
    return Ink("✓", "green") if holds else Ink("✕", "red")


def in_row(found: tuple[str, ...]) -> str:
    """Return names in a row; a dash where there are none."""
    return ", ".join(found) or ABSENT
