"""Text in a drawing: how wide it is at most, cut to fit, and safe to write.

No font is measured: widths are estimated on the wide side, so that what does not overlap here
does not overlap in any common sans-serif font.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from reports.drawings.palette import INK, PAPER

_NARROW = frozenset("iljtfrI.,:;'|!()[] ·")
_WIDE = frozenset("MWmw@%—…€∥")


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text with the place that it takes at most; ``y`` is its baseline."""

    x: float
    y: float
    text: str
    size: float
    colour: str = INK
    weight: int = 400
    ends_here: bool = False  # set against the right end of its place
    ground: str = PAPER  # what it stands on
    full: str = ""  # what it was before it was cut to fit

    @property
    def width(self) -> float:
        """Return the estimated width."""
        return width_of(self.text, self.size)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom."""
        return self.x, self.y - 0.8 * self.size, self.x + self.width, self.y + 0.25 * self.size

    def draw(self, *, is_edged: bool = True) -> str:
        """Return the text as SVG, with an edge of its ground that keeps lines off it.

        Letters with an edge are outlines in a PDF; where no line passes, or a plate lies under
        them, they go without.
        """
        place = f'x="{self.x:g}"'
        if self.ends_here:
            place = f'x="{self.x + self.width:g}" text-anchor="end"'
        edge = f' stroke="{self.ground}" stroke-width="3" paint-order="stroke"' if is_edged else ""
        whole = f"<title>{written(self.full)}</title>" if self.full else ""
        return (
            f'<text {place} y="{self.y:g}" font-size="{self.size:g}"'
            f' font-weight="{self.weight}" fill="{self.colour}"{edge}>'
            f"{whole}{written(self.text)}</text>"
        )


def width_of(text: str, size: float) -> float:
    """Return how wide a text is at most, in the unit of ``size``."""
    return size * sum(map(_em, text))


def wrapped(text: str, size: float, width: float, lines: int) -> list[str]:
    """Return the text in at most so many lines of a width; what does not fit ends in ``…``."""
    found: list[str] = []
    words = text.split()
    while words and len(found) < lines:
        line = words.pop(0)
        while words and width_of(f"{line} {words[0]}", size) <= width:
            line = f"{line} {words.pop(0)}"
        found.append(line)
    if found and (words or width_of(found[-1], size) > width):
        found[-1] = _cut(f"{found[-1]} {' '.join(words)}", size, width)
    return [_cut(line, size, width) for line in found]


def written(text: str) -> str:
    """Return text that XML can hold: escaped, without control characters."""
    if text.isprintable():
        return escape(text)
    return escape("".join(each for each in text if each.isprintable()))


def _cut(text: str, size: float, width: float) -> str:
    if width_of(text, size) <= width:
        return text
    while text and width_of(f"{text}…", size) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


@lru_cache(maxsize=4096)  # asked for every character of every text, several times
def _em(character: str) -> float:
    if character in _NARROW:
        return 0.4
    if unicodedata.east_asian_width(character) in "WF":
        return 1.3
    if character in _WIDE:
        return 1.0
    return 0.78 if character.isupper() else 0.64
