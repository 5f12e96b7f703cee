"""The shape of each status as SVG: circle, triangle, diamond, dashed circle, check, cross.

Drawn as paths, not as characters, so that no font can be missing.
"""

from collections.abc import Callable, Mapping

from models.rules.status import Status
from reports.drawings.palette import PAPER, STATUS_COLOURS

Draw = Callable[[float, float, float, str], str]


def mark(status: Status, x: float, y: float, radius: float) -> str:
    """Return the shape of a status around a point, in its colour, edged in white."""
    return _SHAPES[status](x, y, radius, STATUS_COLOURS[status])


def inline_mark(status: Status) -> str:
    """Return the shape as a small picture for running text; the word beside it is its name."""
    return (
        '<svg class="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"'
        f' focusable="false">{mark(status, 8, 8, 6.5)}</svg>'
    )


def _circle(x: float, y: float, r: float, colour: str) -> str:
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{colour}"'
        f' stroke="{PAPER}" stroke-width="1.5"/>'
    )


def _dashed_circle(x: float, y: float, r: float, colour: str) -> str:
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{r - 1:g}" fill="{PAPER}" stroke="{colour}"'
        ' stroke-width="2" stroke-dasharray="2.6 2"/>'
    )


def _polygon(points: list[tuple[float, float]], colour: str) -> str:
    listed = " ".join(f"{x:g},{y:g}" for x, y in points)
    return f'<polygon points="{listed}" fill="{colour}" stroke="{PAPER}" stroke-width="1.5"/>'


def _triangle(x: float, y: float, r: float, colour: str) -> str:
    low = y + 0.8 * r
    return _polygon([(x, y - r), (x + 1.05 * r, low), (x - 1.05 * r, low)], colour)


def _diamond(x: float, y: float, r: float, colour: str) -> str:
    r *= 1.1
    return _polygon([(x, y - r), (x + r, y), (x, y + r), (x - r, y)], colour)


def _stroke(path: str, colour: str) -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{PAPER}" stroke-width="5"/>'
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2.6"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _check(x: float, y: float, r: float, colour: str) -> str:
    start, corner, end = (x - 0.8 * r, y), (x - 0.2 * r, y + 0.65 * r), (x + 0.85 * r, y - 0.7 * r)
    points = [f"{px:g} {py:g}" for px, py in (start, corner, end)]
    return _stroke(f"M{points[0]}L{points[1]}L{points[2]}", colour)


def _cross(x: float, y: float, r: float, colour: str) -> str:
    d = 0.7 * r
    one = f"M{x - d:g} {y - d:g}L{x + d:g} {y + d:g}"
    return _stroke(f"{one}M{x + d:g} {y - d:g}L{x - d:g} {y + d:g}", colour)


_SHAPES: Mapping[Status, Draw] = {
    Status.ON_TRACK: _circle,
    Status.ATTENTION: _triangle,
    Status.DELAYED: _diamond,
    Status.NO_FORECAST: _dashed_circle,
    Status.ACHIEVED: _check,
    Status.LAPSED: _cross,
}
