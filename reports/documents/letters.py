"""The letters of a drawing, apart from its shapes.

The PDF sets them itself, above the shapes: typst takes a drawing for many single letters, each of
which it places and writes for itself, and its own lines for lines.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

_TOKEN = re.compile(r"<g\b|</g>|<text ([^>]*)>(?:<title>[^<]*</title>)?([^<]*)</text>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_VIEW_BOX = re.compile(r'viewBox="(\S+) (\S+) ')
_NEEDED = frozenset({"x", "y", "font-size", "fill"})
_KNOWN = _NEEDED | {"font-weight", "text-anchor"}


@dataclass(frozen=True, slots=True)
class Letters:
    """A line of letters in the unit of its drawing, from the upper left corner; y is its baseline.

    Attributes:
        ends: whether it ends at x, and does not begin there.
    """

    text: str
    x: float
    y: float
    size: float
    weight: int
    fill: str
    ends: bool


@lru_cache(maxsize=64)  # a life cycle is the same for all clusters that stand in the same place
def apart(svg: str) -> tuple[str, tuple[Letters, ...]]:
    """Return a drawing of ours without its letters, and these.

    Letters with an edge or in a group stay: a shape may lie over them, or their group elsewhere.
    """
    corner = _VIEW_BOX.search(svg)
    left, top = (float(corner[1]), float(corner[2])) if corner else (0.0, 0.0)
    found: list[Letters] = []
    depth = 0

    def taken(token: re.Match[str]) -> str:
        nonlocal depth
        if token[1] is None:
            depth += -1 if token[0] == "</g>" else 1
        elif not depth and (letters := _letters(token[1], token[2], left, top)):
            found.append(letters)
            return ""
        return token[0]

    return _TOKEN.sub(taken, svg), tuple(found)


def _letters(attributes: str, text: str, left: float, top: float) -> Letters | None:
    said = dict(_ATTRIBUTE.findall(attributes))
    anchor = said.get("text-anchor", "start")
    if not _NEEDED <= said.keys() <= _KNOWN or anchor == "middle":
        return None
    return Letters(
        text=unescape(text),
        x=float(said["x"]) - left,
        y=float(said["y"]) - top,
        size=float(said["font-size"]),
        weight=int(said.get("font-weight", 400)),
        fill=said["fill"],
        ends=anchor == "end",
    )
