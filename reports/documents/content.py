"""What a document holds, in one language and in reading order; the writers only lay it out.

Every text is plain text: no writer reads markup, code or formulas in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.rules.status import Status
from models.statechart import Progress
from models.vocabulary import Language

HALF_A_PAGE = 2000  # characters
_LINE = 60  # idem; a shorter one takes as much of the page


class Look(StrEnum):
    """How a line is set; never the only bearer of what it says."""

    PLAIN = "plain"
    STRONG = "strong"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; ``status`` where it says a status, which the text names as well."""

    text: str
    look: Look = Look.PLAIN
    status: Status | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it is set as the text around it."""
        return self.look is Look.PLAIN and self.status is None


Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section (level 1) or of a part of it (level 2)."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: str
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Lines, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they are."""

    rows: tuple[tuple[str, Lines], ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """One step of a row of steps: its name, where it lies in words, and the same as a fact."""

    name: str
    place: str
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps in their order."""

    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row names the row.

    Attributes:
        caption: what it shows.
        head: the name of each column.
        rows: as many cells as there are columns; a cell is its lines.
        widths: of the columns, in proportion to each other.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Lines, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing and the words that replace it; width and height are in the same unit."""

    svg: str
    name: str
    alternative: str
    width: float
    height: float


Block = Heading | Paragraph | Bullets | Facts | Steps | Table | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """A document.

    Attributes:
        language: of every text in it.
        kind: what sort of document it is, above the title.
        title: its title.
        reference_date: the day it is about; also the day of creation that its files carry, so
            that the same state gives the same bytes.
        running: the line on every page: reference date and classification.
        facts: what it says of itself, under the title.
        blocks: all the rest.
    """

    language: Language
    kind: str
    title: str
    reference_date: date
    running: str
    facts: Facts
    blocks: tuple[Block, ...]


def leads(paragraph: Paragraph, following: Block | None) -> bool:
    """Return whether a paragraph stays on one page with what follows it."""
    return paragraph.look is Look.NOTE or isinstance(following, Table | Facts)


def holds_together(facts: Facts) -> bool:
    """Return whether facts are few enough to stay on one page."""
    found = (len(line.text) for _, said in facts.rows for line in said or (Line(""),))
    return sum(max(length, _LINE) for length in found) <= HALF_A_PAGE


def lines(*texts: str) -> Lines:
    """Return plain lines."""
    return tuple(Line(text) for text in texts)


def named(name: str, *notes: str) -> Lines:
    """Return a name with what is said of it in smaller type; empty notes are left out."""
    return (Line(name, Look.STRONG), *(Line(note, Look.NOTE) for note in notes if note))


def a_table(
    caption: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str | Lines]],
    widths: Sequence[int] = (),
) -> Table:
    """Return a table whose cells are a text or lines; without widths all columns are as wide."""
    filled = tuple(
        tuple(lines(cell) if isinstance(cell, str) else cell for cell in row) for row in rows
    )
    return Table(caption, tuple(head), filled, tuple(widths) or (1,) * len(head))
