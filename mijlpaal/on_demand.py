"""Writing a report that was asked for, in the form that was asked for."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mijlpaal.call import Call
from mijlpaal.words import both
from models.errors import ReportFormatError, Words

if TYPE_CHECKING:
    from reports.figures.kinds import OnDemand

OnDemandForm = Literal["text", "html", "pdf", "odt", "json"]
InForm = Annotated[
    OnDemandForm,
    typer.Option("--format", metavar="text|html|pdf|odt|json", help=both("Vorm.", "Form.")),
]


def put_out(figures: "OnDemand", form: OnDemandForm, out: Path | None, call: Call) -> None:
    """Write a report to the terminal, or to the file that was named.

    Raises:
        ReportFormatError: a form that no terminal can show, and no file was named.
        FolderUnwritableError: the file cannot be written.
    """
    from mijlpaal.files import write_out

    if out is None and form in ("pdf", "odt"):
        raise ReportFormatError(
            asked=f"--format {form}",
            problem=Words("een terminal toont dit niet", "a terminal does not show it"),
            accepted=Words("--out met een bestand", "--out with a file"),
        )
    content = _content(figures, form, call)
    if out is None:
        typer.echo(content.decode(), nl=False)
        return
    write_out(content, out)
    typer.echo(call.say(f"Geschreven: {out}", f"Written: {out}"), err=True)


def _content(figures: "OnDemand", form: OnDemandForm, call: Call) -> bytes:
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
