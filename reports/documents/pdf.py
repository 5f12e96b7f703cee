"""A document as PDF that is PDF/A-3a and PDF/UA-1 at once, with its figures attached.

Compilers of typst are kept: reading fonts costs more than a report. One serves one thread at a
time, and lets the others go on meanwhile. Every text reaches it as data, so that nothing in a text
is ever executed.
"""

import json
import re
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

import typst

from reports.documents.content import Document, Picture
from reports.documents.glyphs import FAMILIES, FONTS, boxed
from reports.documents.letters import apart
from reports.documents.typst_data import data_of, drawing_name

_TEMPLATE = Path(__file__).parent.parent / "templates" / "document.typ"
_COMMENT = b"/*"
_FONT_FAMILY = re.compile(r'font-family="[^"]*"')
_IDLE: deque[typst.Compiler] = deque(maxlen=4)  # what more threads made is not kept


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
    with _compiler() as compiler:
        made = compiler.compile(
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
    with _compiler() as compiler:
        made = compiler.compile(
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


@contextmanager
def _compiler() -> Iterator[typst.Compiler]:
    """Lend a compiler that nobody uses at present."""
    try:
        found = _IDLE.pop()
    except IndexError:
        found = typst.Compiler(font_paths=[FONTS], ignore_system_fonts=True)
    yield found
    _IDLE.append(found)  # but for one that failed


def _sources(document: Document, attachments: Sequence[Attachment]) -> dict[str, bytes]:
    """Return the files that typst sees: its template, the texts as data, drawings, attachments.

    The compiler parses every file that it is given as typst, whatever it is for. All but the
    template begin a comment that never ends, so that it is done with them at once.
    """
    attached = [
        {"name": each.name, "mime_type": each.mime_type, "description": each.description}
        for each in attachments
    ]
    data = json.dumps({**data_of(document), "attachments": attached}, separators=(",", ":"))
    drawings = {
        drawing_name(place): _shapes(block.svg).encode()
        for place, block in enumerate(document.blocks)
        if isinstance(block, Picture)
    }
    files = {
        "data.json": data.encode(),
        **drawings,
        **{f"attached/{each.name}": each.content for each in attachments},
    }
    return {
        "main": _TEMPLATE.read_bytes(),
        **{name: _COMMENT + content for name, content in files.items()},
    }


def _shapes(svg: str) -> str:
    """Return a drawing without the letters that are set above it; what stays is in our fonts."""
    shapes, _ = apart(svg)
    return _FONT_FAMILY.sub(f'font-family="{", ".join(FAMILIES)}"', boxed(shapes))
