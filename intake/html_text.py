"""A page of HTML as text: what a browser would show, block by block."""

import codecs
import re
from html.parser import HTMLParser

from intake.letter import Source, Written, paragraphs_of
from intake.plain_text import decoded
from models.errors import Words

_NAMES_OF_BLOCKS = (
    "address article aside blockquote body caption dd div dl dt figcaption figure footer form h1"
    " h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section table tbody td tfoot th thead"
    " title tr ul"
)
_NAMES_OF_UNSEEN = "script style template noscript object svg math select textarea"
_BLOCKS = frozenset(_NAMES_OF_BLOCKS.split())
_UNSEEN = frozenset(_NAMES_OF_UNSEEN.split())
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_:.-]{1,40})", re.IGNORECASE
)
_ENCODING_IN_FIRST_BYTES = 4096
_AREA = re.compile(r"\b[mk]?m$")  # m², km³: not the mark of a note


def read_html(source: Source) -> Written:
    """Return what the page says, without scripts and styles.

    Raises:
        UnknownFileKindError: the bytes are no text.
    """
    text, remarks = _decoded(source)
    page = text_of_html(text)
    return Written(paragraphs=page.paragraphs, title=page.title, remarks=remarks)


def text_of_html(text: str) -> Written:
    """Return the paragraphs and the title of a page."""
    page = _Page()
    page.feed(text)
    page.close()
    page.end_block()
    title = " ".join(" ".join(page.title).split())
    return Written(paragraphs=paragraphs_of(page.blocks), title=title or None)


def _decoded(source: Source) -> tuple[str, tuple[Words, ...]]:
    """Return the page as text: by its own word for the encoding, where that can be believed."""
    declared = _CHARSET.search(source.content[:_ENCODING_IN_FIRST_BYTES])
    if declared is not None:
        try:
            codec = codecs.lookup(declared[1].decode("ascii"))
            if codec.name not in {"utf-16", "utf-32"}:  # then this would not have been found
                return source.content.decode(codec.name), ()
        except (LookupError, UnicodeDecodeError):
            pass  # a wrong word is no word
    return decoded(source)


class _Page(HTMLParser):
    """Gathers text block by block, as the parser comes by the tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.title: list[str] = []
        self.block: list[str] = []
        self.unseen: list[str] = []
        self.is_title = False
        self.raised: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  (the parser's)
        if tag in _UNSEEN:
            self.unseen.append(tag)
        elif tag in _BLOCKS:
            self.end_block()
            self.is_title = tag == "title"
        elif tag == "br":
            self.block.append("\n")
        elif tag == "sup":
            self.raised = []

    def handle_endtag(self, tag: str) -> None:
        if self.unseen and tag == self.unseen[-1]:
            self.unseen.pop()
        elif tag == "sup":
            self.end_raised()
        elif tag in _BLOCKS:
            self.end_block()
            self.is_title = False

    def handle_data(self, data: str) -> None:
        if self.unseen:
            return
        spaced = re.sub(r"\s+", " ", data)  # line ends of the source are no line ends of the page
        if self.is_title:
            self.title.append(spaced)
        elif self.raised is not None:
            self.raised.append(spaced)
        else:
            self.block.append(spaced)

    def end_raised(self) -> None:
        """Leave out a raised number: it is the mark of a note, and would be glued to a year."""
        raised = "".join(self.raised or ()).strip()
        self.raised = None
        is_mark = re.fullmatch(r"[\[(]?\d{1,3}[\])]?", raised) is not None
        if not is_mark or _AREA.search("".join(self.block[-1:])):
            self.block.append(raised)

    def end_block(self) -> None:
        """Close the paragraph that is being gathered."""
        if self.raised is not None:
            self.end_raised()
        self.blocks.append("".join(self.block))
        self.block = []
