"""The SVG of a laid-out statechart: only presentation attributes, no style, no font, no script."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.statechart import Chart, Kind, Standing
from models.vocabulary import Language
from reports.drawings.lettering import written
from reports.drawings.palette import ACCENT, BAR_EDGE, INK, MUTED, PAPER
from reports.drawings.statechart.arrows import Arrow
from reports.drawings.statechart.layout import Frame, Layout, Point, Route, Sign, lay_out
from reports.drawings.statechart.legend import legend_of
from reports.drawings.statechart.measuring import DOT, HISTORY_SIGN, MARK_RADIUS
from reports.drawings.statechart.telling import description_of, title_of

_CORNER = 6.0
_HEAD_LENGTH, _HEAD_WIDTH = 8.0, 3.6
_MARGIN = 6.0


def draw_statechart(
    chart: Chart,
    standing: Standing | None = None,
    *,
    language: Language = Language.NL,
    name: str = "levensloop",
) -> str:
    """Return a life cycle as one accessible SVG.

    Args:
        chart: the life cycle.
        standing: what to mark as the present; None draws the life cycle alone.
        language: of all words.
        name: prefix of the ids, unique in the document that holds the drawing.
    """
    layout = lay_out(chart, standing, language=language)
    return _Picture(chart, layout, language).draw(
        name, title_of(chart, language), description_of(chart, standing, language)
    )


@dataclass(frozen=True, slots=True)
class _Picture:
    chart: Chart
    layout: Layout
    language: Language

    def draw(self, name: str, title: str, description: str) -> str:
        legend = legend_of(self.chart, self.layout, self.language)
        width = max(self.layout.width, legend.width) + 2 * _MARGIN
        height = self.layout.height + legend.height + 2 * _MARGIN
        box = f"{-_MARGIN:g} {-_MARGIN:g} {width:g} {height:g}"
        ground = f'x="{-_MARGIN:g}" y="{-_MARGIN:g}" width="{width:g}" height="{height:g}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}"'
            f' viewBox="{box}" role="img" aria-labelledby="{name}-titel {name}-beschrijving"'
            ' font-family="system-ui, &quot;Segoe UI&quot;, &quot;Liberation Sans&quot;,'
            ' Arial, sans-serif">'
            f'<title id="{name}-titel">{written(title)}</title>'
            f'<desc id="{name}-beschrijving">{written(description)}</desc>'
            f'<rect {ground} fill="{PAPER}"/>{"".join(self._parts())}{legend.svg}</svg>'
        )

    def _parts(self) -> Iterator[str]:
        yield from (self._frame(frame) for frame in self.layout.frames)
        for x, top, bottom in self.layout.dividers:
            yield (
                f'<line x1="{x:g}" x2="{x:g}" y1="{top:g}" y2="{bottom:g}"'
                f' stroke="{BAR_EDGE}" stroke-width="1.3" stroke-dasharray="6 4"/>'
            )
        yield from (self._route(route) for route in self.layout.routes)
        yield from (label.draw(is_edged=False) for label in self.layout.labels)
        yield from (sign(each) for each in self.layout.signs)

    def _frame(self, frame: Frame) -> str:
        if frame.number < 0:
            middle = f'cx="{frame.x + DOT / 2:g}" cy="{frame.y + DOT / 2:g}"'
            return f'<circle {middle} r="{DOT / 2:g}" fill="{INK}"/>'
        if not frame.is_drawn:
            return ""
        kind = self.chart.states[frame.number].kind
        if kind in {Kind.HISTORY, Kind.DEEP_HISTORY}:
            return _outline(frame, MUTED, 1.2, dashes="3 3") + _history(frame, kind)
        drawn = _outline(frame, *self._edge(frame.number))
        return drawn + (_inner_ring(frame) if kind is Kind.FINAL else "")

    def _edge(self, number: int) -> tuple[str, float]:
        if self.layout.marks.now >> number & 1:
            return INK, 3.2
        return (INK, 2.4) if self.layout.marks.remembered >> number & 1 else (BAR_EDGE, 1.3)

    def _route(self, route: Route) -> str:
        colour, width = self._pen(route.arrow)
        return (
            f'<path d="{_path(route.points)}" fill="none" stroke="{colour}"'
            f' stroke-width="{width:g}"/>{_head(route.points, colour)}'
        )

    def _pen(self, arrow: Arrow) -> tuple[str, float]:
        if arrow.transition is not None and self.layout.marks.now >> arrow.source & 1:
            return INK, 2.0
        return (BAR_EDGE, 2.6) if arrow.is_main else (BAR_EDGE, 1.3)


def sign(found: Sign) -> str:
    """Return the sign of "now" (a full dot) or of "remembered" (a ring)."""
    fill = found.colour if found.is_now else "none"
    return (
        f'<circle cx="{found.x:g}" cy="{found.y:g}" r="{MARK_RADIUS:g}" fill="{fill}"'
        f' stroke="{found.colour}" stroke-width="1.6"/>'
    )


def _outline(frame: Frame, colour: str, width: float, *, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<rect x="{frame.x:g}" y="{frame.y:g}" width="{frame.width:g}"'
        f' height="{frame.height:g}" rx="9" fill="{frame.ground}" stroke="{colour}"'
        f' stroke-width="{width:g}"{dashed}/>'
    )


def _inner_ring(frame: Frame) -> str:
    colour = PAPER if frame.ground == ACCENT else BAR_EDGE
    return (
        f'<rect x="{frame.x + 4:g}" y="{frame.y + 4:g}" width="{frame.width - 8:g}"'
        f' height="{frame.height - 8:g}" rx="6" fill="none" stroke="{colour}"'
        ' stroke-width="1.3"/>'
    )


def _history(frame: Frame, kind: Kind) -> str:
    x, y = frame.x + 7 + HISTORY_SIGN, frame.y + frame.height / 2
    text = "H*" if kind is Kind.DEEP_HISTORY else "H"
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{HISTORY_SIGN:g}" fill="{PAPER}"'
        f' stroke="{BAR_EDGE}" stroke-width="1.3"/><text x="{x:g}" y="{y + 4:g}"'
        f' font-size="11.5" font-weight="700" text-anchor="middle" fill="{INK}">{text}</text>'
    )


def _path(points: tuple[Point, ...]) -> str:
    """Return a line with round corners; they tell a turn from a crossing."""
    found = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        near = min(_CORNER, _length(before, corner) / 2, _length(corner, after) / 2)
        begin, end = _toward(corner, before, near), _toward(corner, after, near)
        found.append(
            f"L{begin[0]:g} {begin[1]:g}Q{corner[0]:g} {corner[1]:g} {end[0]:g} {end[1]:g}"
        )
    tip = _toward(points[-1], points[-2], _HEAD_LENGTH - 1)
    return "".join((*found, f"L{tip[0]:g} {tip[1]:g}"))


def _head(points: tuple[Point, ...], colour: str) -> str:
    (x, y), before = points[-1], points[-2]
    back = _toward((x, y), before, _HEAD_LENGTH)
    across = (0.0, _HEAD_WIDTH) if before[1] == y else (_HEAD_WIDTH, 0.0)
    corners = (
        (x, y),
        (back[0] + across[0], back[1] + across[1]),
        (back[0] - across[0], back[1] - across[1]),
    )
    listed = " ".join(f"{px:g},{py:g}" for px, py in corners)
    return f'<polygon points="{listed}" fill="{colour}"/>'


def _toward(start: Point, goal: Point, far: float) -> Point:
    length = _length(start, goal)
    if not length:
        return start
    share = far / length
    x, y = start[0] + (goal[0] - start[0]) * share, start[1] + (goal[1] - start[1]) * share
    return round(x, 1), round(y, 1)


def _length(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])
