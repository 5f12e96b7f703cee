"""Word documents (Office Open XML, ECMA-376 part 1): the text as it stands, notes apart.

Word itself decides nothing here: fields show what they showed last, deletions that are only
marked are left out and insertions are kept, as a reader sees them.
"""

import re

from intake.letter import FileKind, Source, Written, paragraphs_of
from intake.made_on import Particulars, particulars_of
from intake.xml_parts import walk
from intake.zipped import Parts, unpacked

DOCUMENT = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_HEADER = re.compile(r"word/header\d{0,3}\.xml")
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-"}
# Fallback repeats, for old programs, what Choice says; what was moved is read where it went.
_UNSEEN = frozenset({"Fallback", "moveFrom", "del"})
_NO_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read_docx(source: Source) -> Written:
    """Return the text of a Word document.

    Raises:
        LetterError: it is damaged, locked, or larger than is read here.
    """
    with unpacked(source, FileKind.DOCX) as parts:
        body = _walked(source, parts.require(DOCUMENT))
        notes = [
            note
            for name in _NOTES
            if (content := parts.read(name)) is not None
            for note in _walked(source, content).notes
        ]
        margin = [text for name in _headers(parts) for text in _header(source, parts, name)]
        about = _about(source, parts)
    return Written(
        paragraphs=paragraphs_of(body.paragraphs),
        notes=paragraphs_of(notes),
        margin=paragraphs_of(margin),
        title=about.title,
        made_on=about.made_on,
    )


def _walked(source: Source, content: bytes) -> "_Body":
    body = _Body()
    walk(content, body, source, FileKind.DOCX)
    return body


def _headers(parts: Parts) -> list[str]:
    return sorted(name for name in parts.names if _HEADER.fullmatch(name))


def _header(source: Source, parts: Parts, name: str) -> list[str]:
    return _walked(source, parts.require(name)).paragraphs


def _about(source: Source, parts: Parts) -> Particulars:
    return particulars_of(parts.read("docProps/core.xml"), source, FileKind.DOCX)


class _Body:
    """Gathers paragraphs; one can lie inside another (a text box), so they are on a pile."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.notes: list[str] = []
        self.open: list[list[str]] = []
        self.unseen = 0
        self.is_text = False
        self.note_began_at: int | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _UNSEEN or self.unseen:
            self.unseen += 1
        elif name == "p":
            self.open.append([])
        elif name == "t":
            self.is_text = True
        elif name in {"footnote", "endnote"} and attributes.get("type") not in _NO_NOTES:
            self.note_began_at = len(self.paragraphs)
        elif name in _BREAKS and self.open:
            self.open[-1].append(_BREAKS[name])

    def end(self, name: str) -> None:
        if self.unseen:
            self.unseen -= 1
        elif name == "t":
            self.is_text = False
        elif name == "p" and self.open:
            self.paragraphs.append("".join(self.open.pop()))
        elif name in {"footnote", "endnote"} and self.note_began_at is not None:
            self.notes.append(" ".join(self.paragraphs[self.note_began_at :]))
            self.note_began_at = None

    def text(self, text: str) -> None:
        if self.is_text and not self.unseen and self.open:
            self.open[-1].append(text)
