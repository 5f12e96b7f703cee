"""Which kind of file it is: by what is in it, because a name can say anything."""

import re
from pathlib import PurePath

from intake.docx import DOCUMENT
from intake.letter import ACCEPTED, FileKind, Source
from intake.odt import CONTENT, MIMETYPE
from intake.zipped import names_in_zip, unpacked
from models.errors import UnknownFileKindError, Words

_BEGINNING = 4096  # bytes
_PDF_MAGIC_WITHIN = 1024  # ISO 32000-1, Annex H, note 13
_HTML = re.compile(
    rb"\s*(<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"\s*<\?xml\b")
_HEADER = re.compile(
    rb"^(from|to|date|subject|message-id|mime-version|received|return-path|delivered-to|reply-to"
    rb"|content-type):\s",
    re.IGNORECASE | re.MULTILINE,
)
_ANY_HEADER = re.compile(rb"(From |[!-9;-~]+:\s)")  # RFC 5322, 2.2; "From " begins a mailbox
_HEADERS_OF_A_MAIL = 3
_ALIEN: tuple[tuple[bytes, Words], ...] = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        Words(
            "het is een oud Office-bestand (.doc) of een met wachtwoord; bewaar het als .docx of"
            " PDF zonder wachtwoord",
            "it is an old Office file (.doc) or one with a password; save it as .docx or PDF"
            " without a password",
        ),
    ),
    (
        b"{\\rtf",
        Words("het is RTF; bewaar het als .docx of .odt", "it is RTF; save it as .docx or .odt"),
    ),
)


def kind_of(source: Source) -> FileKind:
    """Return the kind of a file.

    Raises:
        UnknownFileKindError: it is of a kind that is not read here.
        DamagedLetterError: it begins as a ZIP and is none.
    """
    content = source.content
    for magic, problem in _ALIEN:
        if content.startswith(magic):
            raise _unknown(source, problem)
    if b"%PDF-" in content[:_PDF_MAGIC_WITHIN]:
        return FileKind.PDF
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(source)
    return _kind_of_text(source)


def is_named_otherwise(source: Source, kind: FileKind) -> bool:
    """Return whether the name promises another kind that is read here."""
    promised = PurePath(source.name).suffix.lower().removeprefix(".")
    promised = {"htm": FileKind.HTML, "text": FileKind.TXT}.get(promised, promised)
    return promised in set(FileKind) and promised != kind


def _kind_of_zip(source: Source) -> FileKind:
    names = names_in_zip(source)
    if DOCUMENT in names:
        return FileKind.DOCX
    if CONTENT in names:
        with unpacked(source, FileKind.ODT) as parts:
            said = (parts.read("mimetype") or b"").strip()
        if said.decode(errors="replace") in {MIMETYPE, f"{MIMETYPE}-template", ""}:
            return FileKind.ODT
    raise _unknown(
        source,
        Words("het is een ZIP zonder brief erin", "it is a ZIP without a letter in it"),
    )


def _kind_of_text(source: Source) -> FileKind:
    beginning = source.content.removeprefix(b"\xef\xbb\xbf")[:_BEGINNING]
    if _HTML.match(beginning):
        return FileKind.HTML
    if _XML.match(beginning):
        raise _unknown(source, Words("het is XML", "it is XML"))
    head = re.split(rb"\r?\n\r?\n", beginning.lstrip(), maxsplit=1)[0]
    is_named_so = PurePath(source.name).suffix.lower() == ".eml"
    headers = {each.lower() for each in _HEADER.findall(head)}
    if _ANY_HEADER.match(head) and len(headers) >= (1 if is_named_so else _HEADERS_OF_A_MAIL):
        return FileKind.EML
    return FileKind.TXT


def _unknown(source: Source, problem: Words) -> UnknownFileKindError:
    return UnknownFileKindError(file=source.name, problem=problem, accepted=ACCEPTED)
