"""What a file becomes: paragraphs of clean text, its notes apart, and what it says of itself."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.errors import Words


class FileKind(StrEnum):
    """The kinds of file that a letter can come in."""

    TXT = "txt"
    HTML = "html"
    DOCX = "docx"
    ODT = "odt"
    PDF = "pdf"
    EML = "eml"


ACCEPTED = Words("txt, html, docx, odt, pdf of eml", "txt, html, docx, odt, pdf or eml")


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it came in: the name that people know it by, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What one reader takes out of a file.

    Attributes:
        paragraphs: The running text, in order; a line break inside one is kept.
        notes: Footnotes and endnotes, in order, out of the way of the running text.
        margin: What stands around the text (a letterhead); only searched for the day.
        title: What the file calls itself.
        sent_on: The day that the header of a mail bears.
        made_on: The day on which the file was made, which need not be that of the letter.
        remarks: What a reader should know of how it was read.
    """

    paragraphs: tuple[str, ...]
    notes: tuple[str, ...] = ()
    margin: tuple[str, ...] = ()
    title: str | None = None
    sent_on: date | None = None
    made_on: date | None = None
    remarks: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that was read.

    ``digest`` is the SHA-256 of the file, in hexadecimal, by which the same file is known again.
    """

    name: str
    kind: FileKind
    digest: str
    written: Written

    @property
    def text(self) -> str:
        """Return the running text, an empty line between paragraphs."""
        return "\n\n".join(self.written.paragraphs)


# Neither text nor layout: control characters (terminals obey them), halves of surrogates,
# marks that turn the direction of writing around, soft hyphens, marks of byte order.
_UNWANTED = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
    r"\ud800-\udfff\ufffe\uffff]"
)
_NEW_LINE = re.compile(r"\r\n?|[\x0c\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")


def clean(text: str) -> str:
    r"""Return the text with plain line ends and without what is no text.

    >>> clean("in\u00a0het \x1b[31mnajaar\r\nvan 2026")
    'in het [31mnajaar\nvan 2026'
    """
    lines = _NEW_LINE.sub("\n", unicodedata.normalize("NFC", text))
    return _SPACES.sub(" ", _UNWANTED.sub("", lines))


def paragraphs_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts that hold something, each cleaned and without blank space around it."""
    found = (clean(text).strip() for text in texts)
    return tuple(text for text in found if text)
