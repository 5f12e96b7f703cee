"""The steps of a cluster as one accessible SVG, for documents that have no style sheet.

A page in a browser has the same as a list (``step_bar``). The word below each name says where the
cluster stands; the thick edge and the filled circle only support it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from models.statechart import Progress
from models.vocabulary import Language
from reports.drawings.lettering import Label, width_of, wrapped, written
from reports.drawings.palette import ACCENT, INK, MUTED, PAPER, WASH
from reports.drawings.step_bar import PLACES, STEP_UNKNOWN
from reports.figures.structure import Stage, Step
from reports.words import Text

WIDTH = 960.0
_GAP = 8.0
_IN_A_ROW = 7
_HEIGHT = 104.0
_INSET = 8.0
_NAME, _SMALL = 12.0, 11.5
_LINES = 2

TITLE = Text("Stappen", "Steps")


@dataclass(frozen=True, slots=True)
class StepStrip:
    """A drawing, and its labels for those who must know that none overlap."""

    svg: str
    labels: tuple[Label, ...]
    height: float


def draw_step_strip(
    step: Step, *, language: Language = Language.NL, name: str = "stappen"
) -> StepStrip:
    """Return the steps in their order, in rows of at most seven.

    Args:
        step: where the cluster stands.
        language: of all words.
        name: prefix of the ids, unique in the document that holds the drawing.
    """
    columns = max(1, min(_IN_A_ROW, len(step.stages)))
    width = (WIDTH - _GAP * (columns - 1)) / columns
    boxes = [
        _Box(stage, number, (number - 1) % columns * (width + _GAP), row * (_HEIGHT + _GAP), width)
        for number, stage in enumerate(step.stages, 1)
        for row in [(number - 1) // columns]
    ]
    height = max((box.y for box in boxes), default=0.0) + _HEIGHT + 2
    labels = tuple(each for box in boxes for each in box.labels(language))
    drawn = "".join(box.draw() for box in boxes) + "".join(
        each.draw(is_edged=False) for each in labels
    )
    ids = f"{name}-titel", f"{name}-beschrijving"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:g}" role="img"'
        f' aria-labelledby="{ids[0]} {ids[1]}"'
        ' font-family="system-ui, &quot;Segoe UI&quot;, &quot;Liberation Sans&quot;,'
        ' Arial, sans-serif">'
        f'<title id="{ids[0]}">{TITLE.say(language)}</title>'
        f'<desc id="{ids[1]}">{written(_description(step, language))}</desc>'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>{drawn}</svg>'
    )
    return StepStrip(svg, labels, height)


def _description(step: Step, language: Language) -> str:
    said = [
        f"{number}. {stage.label.say(language)}: {PLACES[stage.progress].say(language)}"
        for number, stage in enumerate(step.stages, 1)
    ]
    head = [] if step.now else [STEP_UNKNOWN.say(language)]
    return "; ".join([*head, *said])


@dataclass(frozen=True, slots=True)
class _Box:
    stage: Stage
    number: int
    x: float
    y: float
    width: float

    @property
    def _is_current(self) -> bool:
        return self.stage.progress is Progress.CURRENT

    def draw(self) -> str:
        """Return the box and the circle of its number, without any text."""
        edge = ACCENT if self._is_current else MUTED
        dashes = "" if self.stage.progress else ' stroke-dasharray="4 3"'
        box = (
            f'<rect x="{self.x + 1:g}" y="{self.y + 1:g}" width="{self.width - 2:g}"'
            f' height="{_HEIGHT - 2:g}" rx="5" fill="{self._ground}" stroke="{edge}"'
            f' stroke-width="{2 if self._is_current else 1}"{dashes}/>'
        )
        x, y = self.x + _INSET + 11, self.y + 24
        fill = ACCENT if self._is_current else self._ground
        circle = (
            f'<circle cx="{x:g}" cy="{y:g}" r="11" fill="{fill}" stroke="{edge}"'
            ' stroke-width="1.5"/>'
        )
        return box + self._band() + circle

    def labels(self, language: Language) -> Iterator[Label]:
        """Yield the number, the name in two lines, and where the cluster stands."""
        ground = ACCENT if self._is_current else self._ground
        number = str(self.number)
        middle = self.x + _INSET + 11 - width_of(number, _SMALL) / 2
        colour = PAPER if self._is_current else INK
        yield Label(round(middle, 1), self.y + 28, number, _SMALL, colour, 700, ground=ground)
        room = self.width - 2 * _INSET
        whole = self.stage.label.say(language)
        for place, text in enumerate(wrapped(whole, _NAME, room, _LINES)):
            full = whole if text.endswith("…") else ""
            y = self.y + 56 + 16 * place
            yield Label(self.x + _INSET, y, text, _NAME, INK, 600, ground=self._ground, full=full)
        said = PLACES[self.stage.progress].say(language)
        weight = 700 if self._is_current else 400
        where = (wrapped(said, _SMALL, room, 1) or [""])[0]
        yield Label(self.x + _INSET, self.y + 93, where, _SMALL, INK, weight, ground=self._ground)

    @property
    def _ground(self) -> str:
        return WASH if self._is_current else PAPER

    def _band(self) -> str:
        """Return the thick upper edge of what is behind or current."""
        if self.stage.progress not in (Progress.BEHIND, Progress.CURRENT):
            return ""
        return (
            f'<rect x="{self.x + 1:g}" y="{self.y + 1:g}" width="{self.width - 2:g}" height="5"'
            f' rx="2" fill="{ACCENT}"/>'
        )
