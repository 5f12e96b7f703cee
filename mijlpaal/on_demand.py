"""Writing a report that was asked for, in the form that was asked for."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mijlpaal.call import Call
from mijlpaal.words import both
from models.errors import ReportFormatError, Words

if TYPE_CHECKING:
    from reports.figures.kinds import OnDemand
    from reports.tables.on_demand import Tabular

OnDemandForm = Literal["text", "html", "pdf", "odt", "json"]
InForm = Annotated[
    OnDemandForm,
    typer.Option("--format", metavar="text|html|pdf|odt|json", help=both("Vorm.", "Form.")),
]
TableForm = Literal["text", "html", "pdf", "odt", "json", "csv", "xlsx"]
InFormOrTable = Annotated[
    TableForm,
    typer.Option(
        "--format", metavar="text|html|pdf|odt|json|csv|xlsx", help=both("Vorm.", "Form.")
    ),
]


def put_out(figures: "OnDemand", form: TableForm, out: Path | None, call: Call) -> None:
    """Write a report as a document or as JSON to the terminal, or to the file that was named.

    Raises:
        ReportFormatError: a form that no terminal can show and no file was named, or rows of what
            has none.
        FolderUnwritableError: the file cannot be written.
    """
    _require_place(form, out)
    if form == "csv":
        raise ReportFormatError(
            asked="--csv",
            problem=Words("dit zijn geen rijen", "these are no rows"),
            accepted="--json",
        )
    _put(content_of(figures, form, call), out, call)


def put_out_with_tables(
    figures: "Tabular", form: TableForm, table: str | None, out: Path | None, call: Call
) -> None:
    """Write a report, or its tables: CSV holds one, its first unless named, a workbook all.

    Raises:
        ReportFormatError: a form that no terminal can show and no file was named, no such table,
            or a table of what is none.
        FolderUnwritableError: the file cannot be written.
    """
    if form not in ("csv", "xlsx"):
        if table is not None:
            raise ReportFormatError(
                asked=f"--table {table}",
                problem=Words("deze vorm is geen tabel", "this form is no table"),
                accepted="--format csv | xlsx",
            )
        put_out(figures, form, out, call)
        return
    _require_place(form, out)
    _put(_tables(figures, form, table, call), out, call)


def _require_place(form: TableForm, out: Path | None) -> None:
    if out is None and form in ("pdf", "odt", "xlsx"):
        raise ReportFormatError(
            asked=f"--format {form}",
            problem=Words("een terminal toont dit niet", "a terminal does not show it"),
            accepted=Words("--out met een bestand", "--out with a file"),
        )


def _put(content: bytes, out: Path | None, call: Call) -> None:
    from mijlpaal.files import put_file

    if out is None:
        typer.echo(content.decode(), nl=False)
    else:
        put_file(content, out, call)


def _tables(figures: "Tabular", form: TableForm, name: str | None, call: Call) -> bytes:
    from reports.sentences import Sentences
    from reports.tables import as_csv
    from reports.tables.choosing import chosen
    from reports.tables.on_demand import tables_on_demand

    say = Sentences(call.language)
    found = chosen(tables_on_demand(figures, say), name)
    if form == "csv":
        return b"".join(as_csv.render(each, call.language).encode() for each in found[:1])
    from reports.tables import as_xlsx

    return as_xlsx.render(
        found,
        title=say.say(figures.masthead.title),
        reference_date=figures.masthead.reference_date,
        language=call.language,
    )


def content_of(figures: "OnDemand", form: TableForm, call: Call) -> bytes:
    """Return a report as a document or as JSON."""
    from reports import as_json
    from reports.documents import odt, page, pdf, plain_text
    from reports.documents.on_demand import document_on_demand
    from reports.sentences import Sentences

    if form == "json":
        return as_json.render(figures).encode()
    document = document_on_demand(figures, Sentences(call.language))
    if form == "odt":
        return odt.render(document)
    if form == "pdf":
        data = as_json.render(figures).encode()
        words = call.say("De cijfers van dit document", "The figures of this document")
        return pdf.render(
            document, [pdf.Attachment("figures.json", data, "application/json", words)]
        )
    if form == "html":
        return page.render(document).encode()
    return plain_text.render(document).encode()
