"""A drawing as part of a document: its size, its name and its words come from the SVG itself."""

from xml.etree import ElementTree as ET

from reports.documents.content import Picture

_SVG = "{http://www.w3.org/2000/svg}"


def picture_of(svg: str) -> Picture:
    """Return a drawing with its title as its name and its description as its alternative text.

    Raises:
        ValueError: it has no size, no title or no description; a programming error.
    """
    root = ET.fromstring(svg)  # noqa: S314  (our own drawing)
    box = root.get("viewBox", "").split()
    name, alternative = root.findtext(f"{_SVG}title"), root.findtext(f"{_SVG}desc")
    if len(box) != 4 or not name or not alternative:  # noqa: PLR2004  (x, y, width, height)
        raise ValueError("a drawing needs a viewBox, a title and a description")
    return Picture(svg, name, alternative, width=float(box[2]), height=float(box[3]))
