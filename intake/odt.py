"""OpenDocument texts (ISO/IEC 26300): the text as it stands, notes apart."""

from intake.letter import FileKind, Source, Written, paragraphs_of
from intake.made_on import particulars_of
from intake.xml_parts import walk
from intake.zipped import unpacked
from models.errors import LockedLetterError

CONTENT = "content.xml"
MIMETYPE = "application/vnd.oasis.opendocument.text"
_PARAGRAPHS = frozenset({"p", "h"})
# A run of spaces is one space: its count is the sender's, and could be a billion.
_BREAKS = {"line-break": "\n", "tab": " ", "s": " "}
_UNSEEN = frozenset(
    {"tracked-changes", "annotation", "note-citation", "desc", "title", "ruby-text", "forms"}
)


def read_odt(source: Source) -> Written:
    """Return the text of an OpenDocument text.

    Raises:
        LetterError: it is damaged, locked, or larger than is read here.
    """
    with unpacked(source, FileKind.ODT) as parts:
        if b"encryption-data" in (parts.read("META-INF/manifest.xml") or b""):
            raise LockedLetterError(file=source.name, kind=FileKind.ODT)
        body = _Body()
        walk(parts.require(CONTENT), body, source, FileKind.ODT)
        margin = _Body()
        styles = parts.read("styles.xml")
        if styles is not None:  # headers of pages lie there
            walk(styles, margin, source, FileKind.ODT)
        about = particulars_of(parts.read("meta.xml"), source, FileKind.ODT)
    return Written(
        paragraphs=paragraphs_of(body.paragraphs),
        notes=paragraphs_of(body.notes),
        margin=paragraphs_of(margin.paragraphs),
        title=about.title,
        made_on=about.made_on,
    )


class _Body:
    """Gathers paragraphs; a note lies inside one, so they are on a pile."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.notes: list[str] = []
        self.open: list[list[str]] = []
        self.in_note: list[str] | None = None
        self.unseen = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name in _UNSEEN or self.unseen:
            self.unseen += 1
        elif name in _PARAGRAPHS:
            self.open.append([])
        elif name == "note":
            self.in_note = []
        elif name in _BREAKS and self.open:
            self.open[-1].append(_BREAKS[name])

    def end(self, name: str) -> None:
        if self.unseen:
            self.unseen -= 1
        elif name in _PARAGRAPHS and self.open:
            said = "".join(self.open.pop())
            (self.paragraphs if self.in_note is None else self.in_note).append(said)
        elif name == "note" and self.in_note is not None:
            self.notes.append(" ".join(self.in_note))
            self.in_note = None

    def text(self, text: str) -> None:
        if self.open and not self.unseen:
            self.open[-1].append(text)
