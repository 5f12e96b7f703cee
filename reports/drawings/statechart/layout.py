"""The geometry of a drawn statechart: every box, line and text in its place. Pure.

States lie below each other in document order, the regions of a parallel beside each other.
An arrow to the next box goes straight down; every other one leaves on the right, runs in a lane
beside the boxes and comes back from the right. From a region it first goes down to a gutter
below the regions. So no line ever crosses a text.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from models.statechart import Chart, Standing
from models.vocabulary import Language
from reports.drawings.lettering import Label
from reports.drawings.palette import ACCENT, BAR, INK, PAPER, WASH
from reports.drawings.statechart.arrows import Arrow, arrows_of
from reports.drawings.statechart.boxes import Box, End, Track, Writing
from reports.drawings.statechart.measuring import Measuring
from reports.drawings.statechart.wording import Marks, marks_of

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """The outline of a box; ``ground`` is its fill."""

    number: int
    x: float
    y: float
    width: float
    height: float
    ground: str
    is_drawn: bool
    has_parts: bool


@dataclass(frozen=True, slots=True)
class Route:
    """The line of an arrow to one of its targets; the head is at the last point."""

    arrow: Arrow
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """The sign beside the word that marks a state."""

    x: float
    y: float
    colour: str
    is_now: bool


@dataclass(slots=True)
class Layout:
    """All that is drawn; frames from the outside in."""

    marks: Marks
    width: float = 0.0
    height: float = 0.0
    frames: list[Frame] = field(default_factory=list)
    dividers: list[tuple[float, float, float]] = field(default_factory=list)
    routes: list[Route] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)


def lay_out(
    chart: Chart, standing: Standing | None = None, *, language: Language = Language.NL
) -> Layout:
    """Return where everything of a chart is drawn, the states of ``standing`` marked."""
    marks = marks_of(chart, standing)
    arrows = arrows_of(chart)
    whole = Measuring(chart, arrows, marks, language).box(0)
    placing = _Placing(chart, arrows, Layout(marks, whole.width + whole.reach, whole.height))
    placing.place(whole, 0.0, 0.0, around=PAPER)
    return placing.layout


@dataclass(frozen=True, slots=True)
class _Placing:
    """One walk over measured boxes; ``lines`` grow from each end toward its lane."""

    chart: Chart
    arrows: tuple[Arrow, ...]
    layout: Layout
    lines: defaultdict[End, list[Point]] = field(default_factory=lambda: defaultdict(list))

    def place(self, box: Box, x: float, y: float, *, around: str) -> None:
        ground = self._ground(box, around)
        drawn = box.is_framed and box.number > 0
        self.layout.frames.append(
            Frame(box.number, x, y, box.width, box.height, ground, drawn, bool(box.parts))
        )
        own = [end for end in box.exits if self._is_at(end, box.number)]
        for part in box.parts:
            self.place(part.box, x + part.x, y + part.y, around=ground)
        for end in own:
            self.lines[end].append((x + box.width, y + box.exits[end]))
        for end, turn in box.detours.items():
            self.lines[end] += [(x + turn.x, y + turn.inside), (x + turn.x, y + turn.outside)]
        for drop in box.drops:
            points = ((x + drop.x, y + drop.top), (x + drop.x, y + drop.bottom))
            self.layout.routes.append(Route(self.arrows[drop.arrow], _rounded(points)))
        for track in box.tracks:
            self._run(track, x, y)
        self.layout.dividers += [(x + at, y + top, y + end) for at, top, end in box.dividers]
        for text in box.texts:
            self._write(text, x, y, around if text.outside else ground)
        if box.mark:
            colour = _ink_on(ground)
            is_now = bool(self.layout.marks.now >> box.number & 1)
            self.layout.signs.append(Sign(x + box.mark[0], y + box.mark[1], colour, is_now))

    def _run(self, track: Track, x: float, y: float) -> None:
        """Join the ends of an arrow on its lane."""
        arrow = self.arrows[track.arrow]
        source, *targets = (
            [*self.lines[end], (x + track.x, y + track.heights[end])]
            for end in ((track.arrow, place) for place in range(len(arrow.targets) + 1))
        )
        for target in targets:
            self.layout.routes.append(Route(arrow, _rounded([*source, *reversed(target)])))

    def _write(self, text: Writing, x: float, y: float, ground: str) -> None:
        top = y + text.top
        for line in text.block.lines:
            baseline = top + 0.85 * line.size
            colour = PAPER if ground == ACCENT else line.colour
            self.layout.labels.append(
                Label(
                    x=round(x + text.x, 1),
                    y=round(baseline, 1),
                    text=line.text,
                    size=line.size,
                    colour=colour,
                    weight=line.weight,
                    ground=ground,
                    full=line.full,
                )
            )
            top += line.height

    def _ground(self, box: Box, around: str) -> str:
        """Return what a box is filled with; neighbours inside each other differ."""
        if box.number <= 0 or not box.is_framed:
            return around
        state = self.chart.states[box.number]
        if box.parts:
            return PAPER if around == WASH else WASH
        if self.layout.marks.now >> box.number & 1:
            return ACCENT
        return BAR if state.stage else PAPER

    def _is_at(self, end: End, number: int) -> bool:
        arrow = self.arrows[end[0]]
        return (arrow.targets[end[1] - 1] if end[1] else arrow.source) == number


def _ink_on(ground: str) -> str:
    return PAPER if ground == ACCENT else INK


def _rounded(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple((round(x, 1), round(y, 1)) for x, y in points)
