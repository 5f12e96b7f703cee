"""A drawing as part of a document: its size, its name and its words come from the SVG itself."""

from copy import deepcopy
from xml.etree import ElementTree as ET

from reports.documents.content import Picture

_NAMESPACE = "http://www.w3.org/2000/svg"
_SVG = f"{{{_NAMESPACE}}}"
_EDGE = ("stroke", "stroke-width", "paint-order")


def picture_of(svg: str) -> Picture:
    """Return a drawing with its title as its name and its description as its alternative text.

    Raises:
        ValueError: it has no size, no title or no description; a programming error.
    """
    head, end, _ = svg.partition("</desc>")
    root = ET.fromstring(f"{head}{end}</svg>" if end else svg)  # noqa: S314  (our own drawing)
    box = root.get("viewBox", "").split()
    name, alternative = root.findtext(f"{_SVG}title"), root.findtext(f"{_SVG}desc")
    if len(box) != 4 or not name or not alternative:  # noqa: PLR2004  (x, y, width, height)
        raise ValueError("a drawing needs a viewBox, a title and a description")
    return Picture(svg, name, alternative, width=float(box[2]), height=float(box[3]))


def with_letters_on_top(svg: str) -> str:
    """Return a drawing whose letters are drawn once more over the edge that keeps lines off them.

    Programs that do not know ``paint-order`` (SVG 2, 13.8), LibreOffice among them, draw the edge
    last and would leave nothing of the letters.
    """
    if "paint-order" not in svg:
        return svg
    root = ET.fromstring(svg)  # noqa: S314  (our own drawing)
    for parent in list(root.iter()):
        for place, child in reversed(list(enumerate(parent))):
            if "paint-order" in child.attrib:
                parent.insert(place + 1, _without_edge(child))
    ET.register_namespace("", _NAMESPACE)
    return ET.tostring(root, encoding="unicode")


def _without_edge(letters: ET.Element) -> ET.Element:
    found = deepcopy(letters)
    for name in _EDGE:
        found.attrib.pop(name, None)
    return found
