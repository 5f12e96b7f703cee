"""A document as the data that the template ``document.typ`` sets.

Texts are cleaned here and get what the page needs: characters that the fonts have, and places
where a long word may end its line.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from models.vocabulary import Language
from reports.documents.characters import clean
from reports.documents.content import (
    HALF_A_PAGE,
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Lines,
    Paragraph,
    Picture,
    Steps,
    Table,
    holds_together,
    leads,
)
from reports.documents.glyphs import FAMILIES, boxed, shown
from reports.documents.letters import Letters, apart
from reports.drawings.palette import ACCENT, INK, LINE, MUTED, STATUS_COLOURS, WASH
from reports.labels import LABELS

Data = dict[str, object]
Way = Callable[[str], str | tuple[str, ...]]
"""How a text is given: whole or in pieces."""

_REGIONS = {Language.NL: "nl", Language.EN: "gb"}
_COLUMN_PT, _HIGHEST_PT = 481.9, 620.0  # A4 less its margins, heads and feet
_PAGE_PT = 500.0  # beside a drawing higher than this nothing else fits on a page
_NARROW = 0.28  # of the width of a page: a column of less breaks long words
_LONG_WORD = re.compile(r"\S{24,}")
_PIECE = re.compile(r"\S{12}")
_HYPHENATED = re.compile(r"([^\W\d_]{13,})")  # the letters that narrow columns cannot hold
_BREAK = "\u200b"  # zero width space: a line may end here
_COLOURS = {
    "accent": ACCENT,
    "ink": INK,
    "line": LINE,
    "muted": MUTED,
    "wash": WASH,
    **{status.value: colour for status, colour in STATUS_COLOURS.items()},
}


def data_of(document: Document) -> Data:
    """Return everything that the template sets but the attachments."""
    day = document.reference_date
    return {
        "author": LABELS["product"].say(document.language),
        "blocks": [
            _block(place, block, document.blocks[place + 1 :])
            for place, block in enumerate(document.blocks)
        ],
        "colours": _COLOURS,
        "day": {"year": day.year, "month": day.month, "day": day.day},
        "facts": _facts(document.facts),
        "fonts": FAMILIES,
        "kind": _text(document.kind),
        "language": document.language,
        "page": LABELS["page"].say(document.language),
        "region": _REGIONS[document.language],
        "running": _text(document.running),
        "title": _text(document.title) or _text(document.kind),  # PDF/UA wants one
    }


def drawing_name(place: int) -> str:
    """Return the name of the file with the drawing that is the block in this place."""
    return f"drawing-{place}.svg"


def _block(place: int, block: Block, rest: Sequence[Block]) -> Data:
    found: Data
    match block:
        case Heading():
            opens = block.level == 1 and _fills_a_page(rest)
            found = {"text": _text(block.text), "level": block.level, "opens": opens}
        case Paragraph():
            follows = leads(block, rest[0] if rest else None)
            found = {"text": _text(block.text), "look": block.look, "leads": follows}
        case Bullets():
            found = {"items": [_lines(each) for each in block.items]}
        case Facts():
            found = _facts(block)
        case Steps():
            found = _steps(block)
        case Table():
            found = _table(block)
        case Picture():
            found = _picture(place, block)
    return {"is": type(block).__name__.lower(), **found}


def _fills_a_page(section: Sequence[Block]) -> bool:
    """Return whether a section begins with a drawing that fills a page.

    It opens a page, where the drawing would stand anyway; typst sets what lies before and what
    lies behind such a break at the same time.
    """
    first = next((each for each in section if not isinstance(each, Paragraph)), None)
    return isinstance(first, Picture) and _height(first) > _PAGE_PT


def _facts(facts: Facts) -> Data:
    return {
        "breaks": not holds_together(facts),
        "rows": [(_text(name), _lines(lines)) for name, lines in facts.rows],
    }


def _steps(steps: Steps) -> Data:
    stops = [
        {"name": _text(each.name), "place": each.place, "progress": each.progress}
        for each in steps.stops
    ]
    return {"stops": stops}


def _table(table: Table) -> Data:
    shares = [width / sum(table.widths) for width in table.widths]
    ways = [_pieces if share < _NARROW else _text for share in shares]
    return {
        "caption": _text(table.caption),
        "head": [way(name) for way, name in zip(ways, table.head, strict=True)],
        "rows": [list(map(_cell, row, shares, ways)) for row in table.rows],
        "widths": table.widths,
    }


def _picture(place: int, picture: Picture) -> Data:
    scale = _height(picture) / picture.height
    return {
        "alternative": shown(clean(picture.alternative)),
        "file": drawing_name(place),
        "height": picture.height * scale,
        "letters": [_letters(each, scale) for each in apart(picture.svg)[1]],
        "width": picture.width * scale,
    }


def _letters(letters: Letters, scale: float) -> Data:
    return {
        "ends": letters.ends,
        "fill": letters.fill,
        "size": letters.size * scale,
        "text": boxed(letters.text),
        "weight": letters.weight,
        "x": letters.x * scale,
        "y": letters.y * scale,
    }


def _height(picture: Picture) -> float:
    return min(_COLUMN_PT * picture.height / picture.width, _HIGHEST_PT)


def _cell(cell: Lines, share: float, way: Way) -> str | list[Data] | Data:
    """Return the lines of a cell; with so many characters that a row of them may break."""
    is_long = sum(len(line.text) for line in cell) > HALF_A_PAGE * share
    return {"breaks": _lines(cell, way)} if is_long else _lines(cell, way)


@lru_cache(maxsize=4096)
def _text(text: str) -> str:
    return _LONG_WORD.sub(_breakable, shown(clean(text)))


@lru_cache(maxsize=4096)
def _pieces(text: str) -> str | tuple[str, ...]:
    """Return the text, in pieces of which every second is a long word where it has any."""
    first, *others = _HYPHENATED.split(_text(text))
    return (first, *others) if others else first


def _lines(lines: Lines, way: Way = _text) -> str | list[Data]:
    """Return lines; one plain line is its text, as most are."""
    if len(lines) == 1 and lines[0].is_plain and isinstance(text := way(lines[0].text), str):
        return text
    return [{"text": way(line.text), "look": line.look, "status": line.status} for line in lines]


def _breakable(word: re.Match[str]) -> str:
    return _PIECE.sub(rf"\g<0>{_BREAK}", word[0])
