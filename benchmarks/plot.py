"""A plot of costs against how much the work grew, as an SVG of our own: both axes logarithmic."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import log

_WIDTH, _HEIGHT, _MARGIN, _LEGEND = 640, 400, 56, 180
_COLOURS = ("#154273", "#c62a5d", "#39870c", "#7a5195", "#0b71a1", "#b33c00", "#275937", "#4f2b7b")


@dataclass(frozen=True, slots=True)
class Curve:
    """What each size cost, in seconds, the smallest first."""

    name: str
    seconds: tuple[float, ...]


def plot(factors: Sequence[int], curves: Sequence[Curve]) -> str:
    """Return the drawing: a line for each curve, as a multiple of its first cost."""
    most = max((each / curve.seconds[0] for curve in curves for each in curve.seconds), default=1)
    top = max(most, factors[-1])

    def place(factor: float, ratio: float) -> tuple[float, float]:
        x = _MARGIN + (_WIDTH - _MARGIN - _LEGEND) * log(factor) / log(factors[-1])
        y = _HEIGHT - _MARGIN - (_HEIGHT - 2 * _MARGIN) * log(max(ratio, 0.5) / 0.5) / log(2 * top)
        return round(x, 1), round(y, 1)

    ticks = [_tick(place(factor, 0.5), f"×{factor}") for factor in factors]
    levels = [_level(place(1, level), level) for level in (1, *factors[1:])]
    lines = [
        _curve(
            curve,
            [
                place(factor, cost / curve.seconds[0])
                for factor, cost in zip(factors, curve.seconds, strict=True)
            ],
            number,
        )
        for number, curve in enumerate(curves)
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}">',
            '<g role="img" aria-labelledby="title costs" font-family="sans-serif" font-size="12">',
            '<title id="title">What a day costs as the work grows</title>',
            f'<desc id="costs">{escape(_in_words(factors, curves))}</desc>',
            f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
            *levels,
            *ticks,
            *lines,
            "</g></svg>\n",
        ]
    )


def _in_words(factors: Sequence[int], curves: Sequence[Curve]) -> str:
    """Return what the lines show, for who cannot see them."""
    grown = ", ".join(f"×{factor}" for factor in factors)
    costs = (
        f"{curve.name}: " + ", ".join(f"×{cost / curve.seconds[0]:.2g}" for cost in curve.seconds)
        for curve in curves
    )
    return f"Work grows {grown}; the cost grows, for {'; for '.join(costs)}."


def _curve(curve: Curve, points: Sequence[tuple[float, float]], number: int) -> str:
    colour, y = _COLOURS[number % len(_COLOURS)], _MARGIN + 18 * number
    dash = ' stroke-dasharray="5 3"' if number >= len(_COLOURS) // 2 else ""
    path = " ".join(f"{x},{y}" for x, y in points)
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'
        f'<text x="{_WIDTH - _LEGEND + 12}" y="{y}" fill="{colour}">{escape(curve.name)}</text>'
    )


def _tick(place: tuple[float, float], words: str) -> str:
    return f'<text x="{place[0]}" y="{place[1] + 20}" text-anchor="middle">{words}</text>'


def _level(place: tuple[float, float], level: float) -> str:
    x, y = place
    return (
        f'<line x1="{x}" y1="{y}" x2="{_WIDTH - _LEGEND}" y2="{y}" stroke="#ccc"/>'
        f'<text x="{x - 8}" y="{y + 4}" text-anchor="end">×{level:g}</text>'
    )
