"""The key below a drawn statechart: only of what occurs in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.statechart import Chart, Kind
from models.vocabulary import Language
from reports.drawings.lettering import Label
from reports.drawings.palette import ACCENT, BAR, BAR_EDGE, INK, MUTED, PAPER
from reports.drawings.statechart.layout import Layout
from reports.words import Text

_SIZE = 12.0
_SAMPLE = 34.0
_ROW = 24.0
_APART = 22.0
_TOP = 14.0
_LEAST_WIDTH = 360.0

_NOW = Text("hier staat het nu", "where it stands now")
_REMEMBERED = Text("onthouden: hierheen keert het terug", "remembered: where it returns to")
_STAGE = Text("genummerd: stap van het hoofdspoor", "numbered: step of the main course")
_FINAL = Text("dubbele rand: eindtoestand", "double border: final state")
_HISTORY = Text("H, H*: onthoudt de laatste stand", "H, H*: remembers the last position")
_REGIONS = Text("stippellijn: sporen naast elkaar", "dashed line: strands side by side")
_CONDITION = Text("[tussen haken]: voorwaarde", "[in brackets]: condition")
_STEP = Text("vet: stap vanaf hier", "bold: step from here")
_START = Text("beginpunt", "start")


@dataclass(frozen=True, slots=True)
class Legend:
    """The key, with its labels for those who must know that none overlap."""

    svg: str
    labels: tuple[Label, ...]
    width: float
    height: float


def legend_of(chart: Chart, layout: Layout, language: Language) -> Legend:
    """Return the key, below the drawing and about as wide."""
    room = max(layout.width, _LEAST_WIDTH)
    drawn, labels, x, y, widest = [], [], 0.0, layout.height + _TOP + 10, 0.0
    for text, sample in _keys(chart, layout):
        label = Label(x + _SAMPLE, y, text.say(language), _SIZE, MUTED)
        if x and label.box[2] > room:
            x, y = 0.0, y + _ROW
            label = Label(x + _SAMPLE, y, text.say(language), _SIZE, MUTED)
        said = label.draw(is_edged=False)
        drawn.append(f'<g transform="translate({x:g} {y - 11:g})">{sample}</g>{said}')
        labels.append(label)
        widest = max(widest, label.box[2])
        x = label.box[2] + _APART
    return Legend("".join(drawn), tuple(labels), widest, y + 10 - layout.height)


def _keys(chart: Chart, layout: Layout) -> Iterator[tuple[Text, str]]:
    yield _START, f'<circle cx="13" cy="7" r="6" fill="{INK}"/>'
    yield from _keys_of_standing(chart, layout)
    if chart.stages:
        yield _STAGE, _rect(BAR, BAR_EDGE, 1.3)
    if chart.of_kind[Kind.FINAL]:
        ring = f'<rect x="3" y="3" width="20" height="8" rx="2" fill="none" stroke="{BAR_EDGE}"/>'
        yield _FINAL, _rect(PAPER, BAR_EDGE, 1.3) + ring
    if chart.histories:
        yield _HISTORY, _rect(PAPER, MUTED, 1.2, dashes="3 3")
    if chart.of_kind[Kind.PARALLEL]:
        dashes = 'stroke-width="1.3" stroke-dasharray="6 4"'
        yield _REGIONS, f'<path d="M13 -2L13 16" stroke="{BAR_EDGE}" {dashes}/>'
    if any(each.cond for each in chart.transitions):
        yield _CONDITION, _arrow(BAR_EDGE, 1.3)


def _keys_of_standing(chart: Chart, layout: Layout) -> Iterator[tuple[Text, str]]:
    if layout.marks.now:
        dot = f'<circle cx="13" cy="7" r="3.5" fill="{PAPER}"/>'
        yield _NOW, _rect(ACCENT, INK, 2.6) + dot
    if any(layout.marks.now >> each.source & 1 for each in chart.transitions):
        yield _STEP, _arrow(INK, 2.4)
    if layout.marks.remembered:
        ring = f'<circle cx="13" cy="7" r="3.5" fill="none" stroke="{INK}" stroke-width="1.6"/>'
        yield _REMEMBERED, _rect(PAPER, INK, 2.4) + ring


def _rect(ground: str, edge: str, width: float, *, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<rect width="26" height="14" rx="4" fill="{ground}" stroke="{edge}"'
        f' stroke-width="{width:g}"{dashed}/>'
    )


def _arrow(colour: str, width: float) -> str:
    return (
        f'<path d="M0 7L20 7" stroke="{colour}" stroke-width="{width:g}" fill="none"/>'
        f'<polygon points="27,7 19,10.6 19,3.4" fill="{colour}"/>'
    )
