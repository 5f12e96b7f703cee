"""A document as plain text of at most 100 columns; a table becomes a list of its rows."""

from collections.abc import Callable, Mapping
from typing import cast

from reports.documents.content import (
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
)
from reports.sheet import Sheet

# Set apart by an empty line from what stands above, which a heading does by itself.
_RUNNING_ON = (Paragraph, Bullets)


def render(document: Document) -> str:
    """Return the document as plain text; a picture is told by its words."""
    sheet = Sheet()
    sheet.title(f"{document.kind}: {document.title}")
    sheet.blank()
    _facts(sheet, document.facts)
    for before, block in zip((None, *document.blocks), document.blocks, strict=False):
        if isinstance(block, _RUNNING_ON) and not isinstance(before, Heading):
            sheet.blank()
        _WRITERS[type(block)](sheet, block)
    sheet.blank()
    sheet.paragraph(document.running)
    return sheet.text()


def _heading(sheet: Sheet, block: Block) -> None:
    heading = cast("Heading", block)
    if heading.level == 1:
        sheet.heading(heading.text)
    else:
        sheet.blank()
        sheet.paragraph(heading.text)


def _paragraph(sheet: Sheet, block: Block) -> None:
    sheet.paragraph(cast("Paragraph", block).text)


def _bullets(sheet: Sheet, block: Block) -> None:
    for item in cast("Bullets", block).items:
        sheet.item(item[0].text if item else "")
        for line in item[1:]:
            sheet.paragraph(line.text, indent=2)


def _facts(sheet: Sheet, block: Block) -> None:
    for name, value in cast("Facts", block).rows:
        _field(sheet, name, value)


def _field(sheet: Sheet, name: str, value: Lines, indent: int = 0) -> None:
    for number, line in enumerate(value):
        sheet.field(name if number == 0 else "", line.text, indent)


def _table(sheet: Sheet, block: Block) -> None:
    """Write each row as an item, and its other cells as fields under the names of the columns."""
    table = cast("Table", block)
    sheet.paragraph(table.caption)
    for row in table.rows:
        sheet.blank()
        first, *rest = row
        sheet.item(first[0].text if first else "", sign="*")
        for line in first[1:]:
            sheet.paragraph(line.text, indent=2)
        for name, cell in zip(table.head[1:], rest, strict=True):
            _field(sheet, name, cell, 2)


def _steps(sheet: Sheet, block: Block) -> None:
    for stop in cast("Steps", block).stops:
        sheet.item(f"{stop.name}: {stop.place}")


def _picture(sheet: Sheet, block: Block) -> None:
    sheet.paragraph(cast("Picture", block).alternative)


_WRITERS: Mapping[type, Callable[[Sheet, Block], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
    Facts: _facts,
    Table: _table,
    Steps: _steps,
    Picture: _picture,
}
