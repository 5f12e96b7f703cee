"""A document as OpenDocument text (ODF 1.3, ISO/IEC 26300), for people who must edit it.

An own writer, because templates and a zip file are all it takes; every text is cleaned and
escaped by the template engine on its way in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from models.rules.status import Status
from models.vocabulary import Language
from reports.documents.characters import clean
from reports.documents.content import Document, Picture, Table, holds_together, leads
from reports.documents.packing import packed
from reports.documents.pictures import with_letters_on_top
from reports.drawings.palette import ACCENT, INK, LINE, MUTED, STATUS_COLOURS, WASH
from reports.labels import LABELS

MIME_TYPE = "application/vnd.oasis.opendocument.text"
_TEMPLATES = Path(__file__).parent.parent / "templates" / "odt"
_PARTS = ("content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml")
_COLUMN_MM = 170  # A4 less its margins
_HIGHEST_MM = 220
_FACTS_MM = (48, 122)
_COUNTRIES = {Language.NL: "NL", Language.EN: "GB"}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture with its place in the file and its size on the page, in centimetres."""

    picture: Picture
    path: str
    width: float
    height: float


def render(document: Document) -> bytes:
    """Return the document as an ODT file; the same document gives the same bytes."""
    return packed(_entries(document), document.reference_date, stored="mimetype")


def _entries(document: Document) -> Iterator[tuple[str, bytes]]:
    drawings = _drawings(document)
    yield "mimetype", MIME_TYPE.encode()
    for name in _PARTS:
        part = (
            _environment()
            .get_template(f"{Path(name).name}.j2")
            .render(
                document=document,
                drawings=drawings,
                widths=_widths(document),
                country=_COUNTRIES[document.language],
                t=lambda key: LABELS[key].say(document.language),
            )
        )
        yield name, part.encode()
    for drawing in drawings.values():
        yield drawing.path, with_letters_on_top(drawing.picture.svg).encode()


def _drawings(document: Document) -> dict[int, Drawing]:
    """Return the pictures by the place of their block, each as large as the page allows."""
    found: dict[int, Drawing] = {}
    for place, block in enumerate(document.blocks):
        if isinstance(block, Picture):
            scale = min(_COLUMN_MM / block.width, _HIGHEST_MM / block.height) / 10
            size = round(block.width * scale, 2), round(block.height * scale, 2)
            found[place] = Drawing(block, f"Pictures/{len(found) + 1}.svg", *size)
    return found


def _widths(document: Document) -> list[int]:
    """Return every width that a column has, in millimetres."""
    tables = (block for block in document.blocks if isinstance(block, Table))
    return sorted({width for table in tables for width in _columns_mm(table)} | {*_FACTS_MM})


def _columns_mm(table: Table) -> list[int]:
    whole = sum(table.widths)
    return [max(1, _COLUMN_MM * width // whole) for width in table.widths]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    environment.globals.update(
        accent=ACCENT,
        ink=INK,
        line=LINE,
        muted=MUTED,
        wash=WASH,
        status_colours={_status_style(status): found for status, found in STATUS_COLOURS.items()},
        column_mm=_COLUMN_MM,
        facts_mm=_FACTS_MM,
        mime_type=MIME_TYPE,
    )
    environment.filters.update(
        kind=lambda block: type(block).__name__.lower(),
        columns_mm=_columns_mm,
        holds_together=holds_together,
        leads=leads,
        status_style=_status_style,
        style_name=lambda name: name.replace(" ", "_20_"),
    )
    return environment


def _finalize(value: object) -> object:
    """Clean every text that a template writes; what templates made themselves stays as it is."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _status_style(status: Status) -> str:
    return f"Status_{status.value}"
