"""Every form that a report comes in, made from the same figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from models.vocabulary import Language
from reports import as_json, html, text
from reports.documents import odt, pdf
from reports.documents.assembly import document_of
from reports.documents.content import Document
from reports.documents.pdf import Attachment
from reports.edition import Edition
from reports.figures import Figures
from reports.form import Form
from reports.sentences import Sentences
from reports.tables import DataTable, as_csv, tables_of
from reports.tables.choosing import chosen
from reports.words import Text

_FOREMOST = "milestones"
_DATA = Text("De cijfers van deze rapportage, volledig", "The figures of this report, complete")
_TABLE = Text("Tabel uit deze rapportage: {}", "Table of this report: {}")


@dataclass(frozen=True)
class Order:
    """What a report is made of, and how; what several forms need of it is made once.

    Attributes:
        figures: of a cluster or of the programme.
        language: of all words but those that are quoted; JSON holds every language.
        edition: None for a draft.
        links: cluster key → page of its report in the same folder, for the overview.
        made: the JSON, when it was made for another language already.
    """

    figures: Figures
    language: Language = Language.NL
    edition: Edition | None = None
    links: Mapping[str, str] | None = None
    made: bytes | None = None

    @cached_property
    def data(self) -> bytes:
        """The figures as JSON, the same in every language."""
        return self.made or as_json.render(self.figures, self.edition).encode()

    @cached_property
    def document(self) -> Document:
        """The report as a document."""
        return document_of(self.figures, Sentences(self.language), self.edition)

    @cached_property
    def tables(self) -> tuple[DataTable, ...]:
        """All tables that have rows."""
        return tables_of(self.figures, Sentences(self.language))


def render(order: Order, form: Form, *, table: str | None = None) -> bytes:
    """Return a report in one form.

    Args:
        order: what it is made of, and how.
        form: which form.
        table: the one table that a workbook holds, else all; that of CSV, else its milestones.

    Raises:
        ReportFormatError: there is no such table, or it has no rows.
    """
    if form is Form.XLSX:
        return _xlsx(order, table)
    if form is Form.CSV:
        [found] = _tables(order, table or _FOREMOST)
        return as_csv.render(found, order.language).encode()
    return _WRITERS[form](order)


def csv_tables(order: Order) -> dict[str, bytes]:
    """Return every table that has rows as CSV, by its name."""
    return {
        table.name: as_csv.render(table, order.language).encode() for table in _tables(order, None)
    }


def _tables(order: Order, name: str | None) -> tuple[DataTable, ...]:
    """Return all tables that have rows, or the one of this name."""
    return chosen(order.tables, name)


def _text(order: Order) -> bytes:
    return text.render(order.figures, language=order.language, edition=order.edition).encode()


def _html(order: Order) -> bytes:
    return html.render(
        order.figures, language=order.language, edition=order.edition, links=order.links
    ).encode()


def _json(order: Order) -> bytes:
    return order.data


def _pdf(order: Order) -> bytes:
    data = Attachment(
        "figures.json",
        order.data,
        "application/json",
        _DATA.say(order.language),
    )
    tables = [
        Attachment(
            f"{table.name}.csv",
            as_csv.render(table, order.language).encode(),
            "text/csv",
            _TABLE.say(order.language).format(table.title),
        )
        for table in _tables(order, None)
    ]
    return pdf.render(order.document, [data, *tables])


def _odt(order: Order) -> bytes:
    return odt.render(order.document)


def _xlsx(order: Order, table: str | None) -> bytes:
    # Here, because only this form needs openpyxl, which costs as much as a whole command.
    from reports.tables import as_xlsx  # noqa: PLC0415

    masthead = order.figures.masthead
    return as_xlsx.render(
        _tables(order, table),
        title=Sentences(order.language).say(masthead.title),
        reference_date=masthead.reference_date,
        language=order.language,
    )


_WRITERS: Mapping[Form, Callable[[Order], bytes]] = {
    Form.TEXT: _text,
    Form.HTML: _html,
    Form.JSON: _json,
    Form.PDF: _pdf,
    Form.ODT: _odt,
}
