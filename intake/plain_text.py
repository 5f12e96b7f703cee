"""Text without a form of its own: which encoding it is in, and where its paragraphs end."""

import codecs
import re

from intake.letter import ACCEPTED, Source, Written, paragraphs_of
from models.errors import UnknownFileKindError, Words

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as UTF-16's mark does
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
WINDOWS = Words(
    "De tekst is geen UTF-8; gelezen als Windows-1252. Kijk na of letters als é en ë kloppen.",
    "The text is not UTF-8; read as Windows-1252. Check that letters like é and ë are right.",
)


def read_plain_text(source: Source) -> Written:
    """Return the paragraphs of a text; an empty line parts them, else each line is one.

    Raises:
        UnknownFileKindError: it is no text.
    """
    text, remarks = decoded(source)
    return Written(paragraphs=paragraphs_of(parted(text)), remarks=remarks)


def parted(text: str) -> list[str]:
    """Return the pieces of a text between empty lines; pages end a piece as well."""
    lines = re.sub(r"\r\n?", "\n", text).replace("\f", "\n\n")
    return _EMPTY_LINE.split(lines)


def decoded(source: Source) -> tuple[str, tuple[Words, ...]]:
    """Return the bytes as text, with a remark where the encoding had to be assumed.

    Raises:
        UnknownFileKindError: the bytes are no text in any encoding that is read here.
    """
    content = source.content
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _in_encoding(source, encoding), ()
    remarks: tuple[Words, ...] = ()
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text, remarks = _in_encoding(source, "cp1252"), (WINDOWS,)
    if _NOT_TEXT.search(text):
        raise _no_text(source)
    return text, remarks


def _in_encoding(source: Source, encoding: str) -> str:
    try:
        return source.content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise _no_text(source) from problem


def _no_text(source: Source) -> UnknownFileKindError:
    return UnknownFileKindError(
        file=source.name,
        problem=Words(
            "het is geen tekst en geen bestand dat ik herken",
            "it is neither text nor a file that I recognise",
        ),
        accepted=ACCEPTED,
    )
