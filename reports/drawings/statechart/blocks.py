"""Blocks of text in a drawing: wrapped lines with a size, before they have a place."""

from dataclasses import dataclass

from reports.drawings.lettering import width_of, wrapped
from reports.drawings.palette import INK, MUTED

TITLE_SIZE = 13.0
EVENT_SIZE = 11.5
CONDITION_SIZE = 10.5
_LEADING = 1.22
_BOLD = 600
_BOLD_IS_WIDER = 1.09  # than the estimate of lettering, in the widest common font


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and how it is set; ``full`` is what was cut from it, if anything was."""

    text: str
    size: float
    colour: str = INK
    weight: int = 400
    full: str = ""

    @property
    def width(self) -> float:
        """Return how wide the line is at most."""
        return width_of(self.text, self.size) * _breadth(self.weight)

    @property
    def height(self) -> float:
        """Return the height that the line takes in a block."""
        return round(self.size * _LEADING, 1)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines below each other."""

    lines: tuple[Line, ...] = ()

    @property
    def width(self) -> float:
        """Return the width of the widest line."""
        return max((line.width for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """Return the height of all lines."""
        return sum(line.height for line in self.lines)


def title_block(text: str, width: float, *, weight: int = 600, lines: int = 3) -> Block:
    """Return the name of a state in at most so many lines."""
    return Block(_lines(text, TITLE_SIZE, width, lines, weight=weight))


def arrow_block(event: str, condition: str, width: float, *, weight: int = 400) -> Block:
    """Return the text of an arrow: the event, and below it the condition in brackets."""
    said = _lines(event, EVENT_SIZE, width, 3, weight=weight)
    if not condition:
        return Block(said)
    return Block(said + _lines(f"[{condition}]", CONDITION_SIZE, width, 5, colour=MUTED))


def _lines(
    text: str, size: float, width: float, lines: int, *, weight: int = 400, colour: str = INK
) -> tuple[Line, ...]:
    found = wrapped(text, size, width / _breadth(weight), lines)
    whole = " ".join(found) == " ".join(text.split())
    full = "" if whole else text
    return tuple(Line(each, size, colour, weight, full) for each in found)


def _breadth(weight: int) -> float:
    return _BOLD_IS_WIDER if weight >= _BOLD else 1.0
