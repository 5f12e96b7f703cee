"""The steps of a cluster as an ordered list: pure HTML that says where it stands by itself.

A list rather than a picture, because it is text in an order and nothing else; the style sheet
lays it out as a bar, and without one it still reads as it should.
"""

from models.statechart import Progress
from models.vocabulary import Language
from reports.drawings.lettering import written
from reports.figures.structure import Stage, Step
from reports.words import Text

STEP_UNKNOWN = Text("stap onbekend", "step unknown")
PLACES = {
    Progress.BEHIND: Text("afgerond", "completed"),
    Progress.CURRENT: Text("huidige stap", "current step"),
    Progress.AHEAD: Text("nog te gaan", "still ahead"),
    None: Text("onbekend", "unknown"),
}
_SIGNS = {Progress.BEHIND: "✓", Progress.CURRENT: "▶", Progress.AHEAD: "", None: "?"}


def draw_step_bar(step: Step, language: Language = Language.NL) -> str:
    """Return the list of steps, the present one marked with ``aria-current="step"``."""
    items = "".join(_item(number, stage, language) for number, stage in enumerate(step.stages, 1))
    return f'<ol class="steps">{items}</ol>'


def step_line(step: Step, language: Language = Language.NL) -> str:
    """Return the steps in one line of plain text: ``✓ Kandidaat → [Uitvoering] → Afgerond``."""
    return " → ".join(_plain(stage, language) for stage in step.stages)


def _item(number: int, stage: Stage, language: Language) -> str:
    place = stage.progress.value if stage.progress else "unknown"
    current = ' aria-current="step"' if stage.progress is Progress.CURRENT else ""
    said = PLACES[stage.progress].say(language)
    sign = _SIGNS[stage.progress] or str(number)
    return (
        f'<li class="step step-{place}"{current}><span class="step-sign" aria-hidden="true">'
        f'{sign}</span><span class="step-name">{written(stage.label.say(language))}</span>'
        f'<span class="step-place">{said}</span></li>'
    )


def _plain(stage: Stage, language: Language) -> str:
    name = stage.label.say(language)
    if stage.progress is Progress.CURRENT:
        return f"[{name}]"
    return f"✓ {name}" if stage.progress is Progress.BEHIND else name
