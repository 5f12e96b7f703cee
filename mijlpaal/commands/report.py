"""The status report of a cluster or of the whole programme, as it would be published now."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.options import Day, OutFile
from mijlpaal.words import both

if TYPE_CHECKING:
    from reports.edition import Edition
    from reports.figures import Figures

Format = Literal["text", "html", "json"]
Audience = Literal["public", "internal"]

Cluster = Annotated[
    str | None,
    typer.Argument(
        metavar="CLUSTER",
        help=both("Sleutel van het cluster; anders alle clusters.", "Key; else all clusters."),
    ),
]
AsFormat = Annotated[
    Format,
    typer.Option("--format", metavar="text|html|json", help=both("Vorm.", "Form.")),
]
For = Annotated[
    Audience,
    typer.Option(
        "--audience",
        metavar="public|internal",
        help=both("Voor wie: openbaar of intern.", "For whom: public or internal."),
    ),
]


def report(
    context: typer.Context,
    cluster: Cluster = None,
    day: Day = None,
    form: AsFormat = "text",
    audience: For = "internal",
    out: OutFile = None,
) -> None:
    """Write a status report to the terminal or to a file."""
    from mijlpaal.files import write_out

    call = call_of(context)
    document = document_in(_figures(call, cluster, day, audience), form, call)
    if out is None:
        typer.echo(document, nl=False)
        return
    write_out(document, out)
    typer.echo(call.say(f"Geschreven: {out}", f"Written: {out}"), err=True)


def _figures(call: Call, cluster: str | None, day: str | None, audience: Audience) -> "Figures":
    from mijlpaal.desk import desk
    from models.vocabulary import Confidentiality
    from reports.figures import cluster_figures, programme_figures

    mark = Confidentiality(audience)
    with desk(call, day) as at, at.reading() as session:
        if cluster is None:
            return programme_figures(
                session, reference_date=at.today, calendar=at.calendar, audience=mark
            )
        return cluster_figures(
            session, cluster, reference_date=at.today, calendar=at.calendar, audience=mark
        )


def document_in(
    figures: "Figures", form: Format, call: Call, edition: "Edition | None" = None
) -> str:
    """Return figures in one of the forms; without an edition as a draft."""
    from reports import as_json

    if form == "json":
        return as_json.render(figures, edition)
    if form == "html":
        from reports import html

        return html.render(figures, language=call.language, edition=edition)
    from reports import text

    return text.render(figures, language=call.language, edition=edition)
