"""A document as PDF that is PDF/A-3a and PDF/UA-1 at once, with its figures attached.

The compiler of typst is kept: reading fonts costs more than a report. Every text reaches it as
data, so that nothing in a text is ever executed.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from threading import Lock

import typst

from reports.documents.content import Document, Picture
from reports.documents.glyphs import FAMILIES, FONTS, boxed
from reports.documents.typst_data import data_of, drawing_name

_TEMPLATE = Path(__file__).parent.parent / "templates" / "document.typ"
_FONT_FAMILY = re.compile(r'font-family="[^"]*"')
_ONE_AT_A_TIME = Lock()  # a compiler serves one thread at a time


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF, of the data that the document shows."""

    name: str
    content: bytes
    mime_type: str
    description: str


def render(document: Document, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the document as a PDF file; the same document gives the same bytes.

    Args:
        document: what it shows.
        attachments: what it shows as data; they go along inside the file.
    """
    sources = _sources(document, attachments)
    with _ONE_AT_A_TIME:
        made = _compiler().compile(
            sources,  # type: ignore[type-var]  # the stubs forget that it takes files
            format="pdf",
            pdf_standards=["a-3a", "ua-1"],
            timestamp=datetime.combine(document.reference_date, time(), UTC),
        )
    [file] = _files(made)
    return file


def pages(document: Document, *, dots_per_inch: float = 96) -> list[bytes]:
    """Return each page of the document as a PNG, for those who want to look at it."""
    sources = _sources(document, ())
    with _ONE_AT_A_TIME:
        made = _compiler().compile(
            sources,  # type: ignore[type-var]  # idem
            format="png",
            ppi=dots_per_inch,
        )
    return _files(made)


def _files(made: bytes | list[bytes] | None) -> list[bytes]:
    """Return what was compiled: one file, or one per page."""
    if made is None:
        raise TypeError("typst wrote a file that nobody asked for")
    return made if isinstance(made, list) else [made]


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(font_paths=[FONTS], ignore_system_fonts=True)


def _sources(document: Document, attachments: Sequence[Attachment]) -> dict[str, bytes]:
    """Return the files that typst sees: its template, the texts as data, drawings, attachments."""
    attached = [
        {"name": each.name, "mime_type": each.mime_type, "description": each.description}
        for each in attachments
    ]
    data = json.dumps({**data_of(document), "attachments": attached})
    drawings = {
        drawing_name(place): _lettered(block.svg).encode()
        for place, block in enumerate(document.blocks)
        if isinstance(block, Picture)
    }
    return {
        "main": _TEMPLATE.read_bytes(),
        "data.json": data.encode(),
        **drawings,
        **{f"attached/{each.name}": each.content for each in attachments},
    }


def _lettered(svg: str) -> str:
    """Return a drawing in the fonts of the document."""
    return _FONT_FAMILY.sub(f'font-family="{", ".join(FAMILIES)}"', boxed(svg))
