"""The side of a PDF that runs in a process of its own: ``pypdf``, within bounds.

Only ``intake.pdf`` starts it; everything that a file can do to its reader ends here.
"""

import io
import logging
import sys
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from multiprocessing.connection import Connection
from typing import NamedTuple

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, LimitReachedError

from intake.letter import clean
from intake.limits import MAX_CHARACTERS, MAX_PAGES, MAX_PDF_MEMORY_BYTES

if sys.platform != "win32":
    import resource


class Trouble(StrEnum):
    """Why a PDF could not be read."""

    LOCKED = "locked"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"


class Pages(NamedTuple):
    """The text of each page, and what the file says of itself."""

    texts: tuple[str, ...]
    title: str | None
    made_on: date | None


def read_aside(there: "Connection[Pages | Trouble, bytes]") -> None:
    """Read the PDF that comes in and send back what it says; the life of this process."""
    _bound_memory()
    there.send(pages_of(there.recv_bytes()))
    there.close()


def pages_of(content: bytes) -> Pages | Trouble:
    """Return what a PDF says, or why that cannot be known."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return Trouble.LOCKED
        if len(reader.pages) > MAX_PAGES:
            return Trouble.TOO_LARGE
        return Pages(tuple(_texts(reader)), *_particulars(reader))
    except FileNotDecryptedError:
        return Trouble.LOCKED
    except (LimitReachedError, MemoryError):
        return Trouble.TOO_LARGE
    except Exception:  # noqa: BLE001  (what a broken file does to its reader is not to be foreseen)
        return Trouble.DAMAGED


def _texts(reader: PdfReader) -> Iterator[str]:
    """Yield the text of each page, in the order of the pages, until it is too much."""
    characters = 0
    for page in reader.pages:
        text = page.extract_text()
        characters += len(text)
        if characters > MAX_CHARACTERS:
            raise LimitReachedError
        yield text


def _particulars(reader: PdfReader) -> tuple[str | None, date | None]:
    """Return title and day of the file; what is wrong about them does not make it unreadable."""
    about = reader.metadata
    if about is None:
        return None, None
    try:
        made = about.creation_date
    except (ValueError, TypeError):
        made = None
    title = about.title
    said = " ".join(clean(title).split()) if isinstance(title, str) else ""
    return said or None, made.date() if made else None


def _bound_memory() -> None:
    if sys.platform == "win32":  # there only time is bounded
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    bound = MAX_PDF_MEMORY_BYTES if most < 0 else min(most, MAX_PDF_MEMORY_BYTES)
    resource.setrlimit(resource.RLIMIT_AS, (bound, most))
