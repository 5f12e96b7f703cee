"""The status report of a cluster or of the whole programme, as it would be published now."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.form_asked import form_asked
from mijlpaal.options import Day, Json
from mijlpaal.words import both

if TYPE_CHECKING:
    from reports.figures import Figures

Audience = Literal["public", "internal"]

Cluster = Annotated[
    str | None,
    typer.Argument(
        metavar="CLUSTER",
        help=both("Sleutel van het cluster; anders alle clusters.", "Key; else all clusters."),
    ),
]
AsFormats = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="text|html|json|pdf|odt|xlsx|csv",
        help=both(
            "Vorm; meer vormen met komma's, naar een map.",
            "Form; several with commas, into a folder.",
        ),
    ),
]
OfTable = Annotated[
    str | None,
    typer.Option(
        "--table",
        metavar=both("TABEL", "TABLE"),
        help=both(
            "Bij csv en xlsx: welke tabel, bijvoorbeeld requests; anders alle, csv milestones.",
            "With csv and xlsx: which table, for instance requests; else all, csv milestones.",
        ),
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar=both("BESTAND", "FILE"),
        help=both(
            "Schrijf naar dit bestand, of in deze map.", "Write to this file, or into this folder."
        ),
    ),
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
    *,
    day: Day = None,
    form: AsFormats = "text",
    table: OfTable = None,
    audience: For = "internal",
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Write a status report to the terminal, to a file or into a folder."""
    from mijlpaal.report_files import Wish, chosen_forms, put_out, require_sense
    from reports.formats import Order

    call = call_of(context)
    wish = Wish(chosen_forms(form_asked(form, call, as_json=as_json)), table, out)
    require_sense(wish)
    order = Order(_figures(call, cluster, day, audience), call.language)
    put_out(order, wish, call)


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
