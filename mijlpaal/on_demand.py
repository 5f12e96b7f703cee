"""Writing a report that was asked for, in the form that was asked for."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mijlpaal.call import Call
from mijlpaal.words import both
from models.errors import SettingError, Words

if TYPE_CHECKING:
    from reports.figures.kinds import OnDemand

OnDemandForm = Literal["text", "html", "odt", "json"]
InForm = Annotated[
    OnDemandForm,
    typer.Option("--format", metavar="text|html|odt|json", help=both("Vorm.", "Form.")),
]


def put_out(figures: "OnDemand", form: OnDemandForm, out: Path | None, call: Call) -> None:
    """Write a report to the terminal, or to the file that was named.

    Raises:
        SettingError: a form that no terminal can show, and no file was named.
        FolderUnwritableError: the file cannot be written.
    """
    from mijlpaal.files import write_bytes

    if out is None and form == "odt":
        raise SettingError(
            setting="--out",
            problem=Words("een ODT kan niet op een terminal", "a terminal cannot show an ODT"),
            accepted=Words("--out brief.odt", "--out letter.odt"),
        )
    content = _content(figures, form, call)
    if out is None:
        typer.echo(content.decode(), nl=False)
        return
    write_bytes(content, out)
    typer.echo(call.say(f"Geschreven: {out}", f"Written: {out}"), err=True)


def _content(figures: "OnDemand", form: OnDemandForm, call: Call) -> bytes:
    from reports import as_json
    from reports.documents import odt, page, plain_text
    from reports.documents.on_demand import document_on_demand
    from reports.sentences import Sentences

    if form == "json":
        return as_json.render(figures).encode()
    document = document_on_demand(figures, Sentences(call.language))
    if form == "odt":
        return odt.render(document)
    if form == "html":
        return page.render(document).encode()
    return plain_text.render(document).encode()
