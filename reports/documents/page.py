"""A document as one self-contained HTML page, in the clothes of the status reports."""

from markupsafe import Markup

from models.rules.status import Status
from reports.documents.content import Document, Lines
from reports.drawings.shapes import inline_mark
from reports.html import colours, environment


def render(document: Document) -> str:
    """Return the document as HTML: nothing is loaded from anywhere, it prints on A4."""
    return (
        environment()
        .get_template("document.html.j2")
        .render(
            document=document,
            kind=lambda block: type(block).__name__.lower(),
            mark=_mark,
            named_row=_named_row,
            statuses=Status,
            colours=colours(),
            language=document.language.value,
        )
    )


def _mark(status: Status) -> Markup:
    return Markup(inline_mark(status))  # noqa: S704  (drawn by us, its texts are escaped there)


def _named_row(cell: Lines) -> str:
    """Return the name of a row, for readers that hear the table."""
    return cell[0].text if cell else ""
