"""From a file to a letter: which kind it is, by its content, and the reader of that kind."""

import hashlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from intake.docx import read_docx
from intake.html_text import read_html
from intake.kinds import is_named_otherwise, kind_of
from intake.letter import ACCEPTED, FileKind, Letter, Source, Written, clean
from intake.limits import MAX_BYTES, MAX_CHARACTERS
from intake.mail import read_mail
from intake.odt import read_odt
from intake.pdf import read_pdf
from intake.plain_text import read_plain_text
from models.errors import (
    EmptyLetterError,
    FileMissingError,
    OversizedLetterError,
    UnknownFileKindError,
    Words,
)

STANDARD_INPUT = "-"

_READERS: Mapping[FileKind, Callable[[Source], Written]] = {
    FileKind.TXT: read_plain_text,
    FileKind.HTML: read_html,
    FileKind.DOCX: read_docx,
    FileKind.ODT: read_odt,
    FileKind.PDF: read_pdf,
}
# What is attached to a mail and is none of these is a signature, a logo or a table.
_LETTERS_IN_MAILS = frozenset({FileKind.DOCX, FileKind.ODT, FileKind.PDF, FileKind.EML})


def read_letter(path: Path) -> Letter:
    """Return the letter in a file; ``-`` is what comes in on standard input.

    Raises:
        FileMissingError: there is no such file.
        LetterError: it is no letter that can be read here; says why.
    """
    return letter_of(source_of(path))


def source_of(path: Path) -> Source:
    """Return a file as it is; ``-`` is what comes in on standard input.

    Raises:
        FileMissingError: there is no such file.
        LetterError: it is no file, or larger than anything that is taken in.
    """
    if str(path) == STANDARD_INPUT:
        return Source("stdin", _bounded("stdin", sys.stdin.buffer))
    if not path.exists():
        raise FileMissingError(file=clean(str(path)))
    if not path.is_file():
        problem = Words("het is een map of apparaat", "it is a folder or a device")
        raise UnknownFileKindError(file=clean(str(path)), problem=problem, accepted=ACCEPTED)
    name = clean(path.name)  # it is said in errors, and a terminal obeys control characters
    with path.open("rb") as file:
        return Source(name, _bounded(name, file))


def letter_of(source: Source) -> Letter:
    """Return the letter that these bytes are.

    Raises:
        LetterError: they are none that can be read here; says why.
    """
    if not source.content.strip():
        raise _empty(source)
    kind = kind_of(source)
    written = _read(source, kind, 0)
    _require_text(source, written)
    if is_named_otherwise(source, kind):
        otherwise = Words(
            f"{source.name} is in werkelijkheid {kind}.", f"{source.name} really is {kind}."
        )
        written = replace(written, remarks=(otherwise, *written.remarks))
    return Letter(source.name, kind, hashlib.sha256(source.content).hexdigest(), written)


def _read(source: Source, kind: FileKind, depth: int) -> Written:
    if kind is FileKind.EML:
        return read_mail(source, _attached, depth=depth)
    return _READERS[kind](source)


def _attached(source: Source, depth: int) -> Written | None:
    """Return the letter that an attachment is; None when it is none."""
    try:
        kind = kind_of(source)
    except UnknownFileKindError:
        return None
    return _read(source, kind, depth) if kind in _LETTERS_IN_MAILS else None


def _bounded(name: str, file: BinaryIO) -> bytes:
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise OversizedLetterError(
            file=name,
            problem=Words("het is geen brief maar een archief", "it is no letter but an archive"),
            limit=f"{MAX_BYTES // 1_000_000} MB",
        )
    return content


def _require_text(source: Source, written: Written) -> None:
    count = sum(map(len, (*written.paragraphs, *written.notes)))
    if count == 0:
        raise _empty(source)
    if count > MAX_CHARACTERS:
        raise OversizedLetterError(
            file=source.name,
            problem=Words(f"{count} tekens", f"{count} characters"),
            limit=Words(f"{MAX_CHARACTERS} tekens", f"{MAX_CHARACTERS} characters"),
        )


def _empty(source: Source) -> EmptyLetterError:
    return EmptyLetterError(
        file=source.name,
        problem=Words("er staat niets in", "there is nothing in it"),
        remedy=Words("Geef een bestand met tekst.", "Give a file with text."),
    )
