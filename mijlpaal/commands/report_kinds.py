"""Reports that are made when somebody asks: per holder, per year, of a postponement."""

from typing import Annotated

import typer

from mijlpaal.call import call_of
from mijlpaal.commands.report import For
from mijlpaal.commands.report_group import report_group
from mijlpaal.form_asked import form_asked
from mijlpaal.help import ReadingCommand
from mijlpaal.on_demand import InFormOrTable
from mijlpaal.options import Day, Json, MilestoneKey, OutFile
from mijlpaal.words import both

HolderKey = Annotated[
    str,
    typer.Argument(
        metavar=both("ORGANISATIE", "ORGANISATION"),
        help=both("Sleutel van de organisatie, zoals kabinet.", "Key of the organisation."),
    ),
]
OfTable = Annotated[
    str | None,
    typer.Option(
        "--table",
        metavar=both("TABEL", "TABLE"),
        help=both(
            "Bij csv en xlsx: welke tabel; anders alle, csv de eerste.",
            "With csv and xlsx: which table; else all, csv the first.",
        ),
    ),
]
Year = Annotated[
    int | None,
    typer.Argument(
        metavar=both("JAAR", "YEAR"),
        min=1900,
        max=2200,
        help=both("Kalenderjaar; anders dat van de peildatum.", "Else that of the reference date."),
    ),
]


@report_group.command(
    "holder",
    cls=ReadingCommand,
    help=both(
        "Toon wat één organisatie nog moet doen: mijlpalen, toezeggingen, randvoorwaarden,"
        " verzoeken.\n\n"
        "mijlpaal report holder kabinet",
        "Show what one organisation owes: milestones, duties, conditions, requests.\n\n"
        "mijlpaal report holder kabinet",
    ),
)
def holder(
    context: typer.Context,
    key: HolderKey,
    *,
    day: Day = None,
    form: InFormOrTable = "text",
    table: OfTable = None,
    audience: For = "internal",
    out: OutFile = None,
    as_json: Json = False,
) -> None:
    """Write what an organisation owes."""
    from mijlpaal.desk import desk
    from mijlpaal.on_demand import put_out_with_tables
    from models.vocabulary import Confidentiality
    from reports.figures.holder import holder_figures

    call = call_of(context)
    asked = form_asked(form, call, as_json=as_json)
    with desk(call, day) as at, at.reading() as session:
        figures = holder_figures(
            session,
            key,
            reference_date=at.today,
            calendar=at.calendar,
            audience=Confidentiality(audience),
        )
    put_out_with_tables(figures, asked, table, out, call)


@report_group.command(
    "duties",
    cls=ReadingCommand,
    help=both(
        "Toon alle toezeggingen aan de Kamer van een jaar op één blad: zin, grens, laatste"
        " vergaderdag en eigenaar.\n\n"
        "mijlpaal report duties 2026 --format odt --out toezeggingen-2026.odt",
        "Show all commitments to the Kamer of a year on one page: sentence, bound, last sitting"
        " day and owner.\n\n"
        "mijlpaal report duties 2026 --format odt --out toezeggingen-2026.odt",
    ),
)
def duties(
    context: typer.Context,
    year: Year = None,
    *,
    day: Day = None,
    form: InFormOrTable = "text",
    table: OfTable = None,
    audience: For = "internal",
    out: OutFile = None,
    as_json: Json = False,
) -> None:
    """Write the year page of duties."""
    from mijlpaal.desk import desk
    from mijlpaal.on_demand import put_out_with_tables
    from models.vocabulary import Confidentiality
    from reports.figures.duty_year import duty_year_figures

    call = call_of(context)
    asked = form_asked(form, call, as_json=as_json)
    with desk(call, day) as at, at.reading() as session:
        figures = duty_year_figures(
            session,
            year or at.today.year,
            reference_date=at.today,
            calendar=at.calendar,
            audience=Confidentiality(audience),
        )
    put_out_with_tables(figures, asked, table, out, call)


@report_group.command(
    "postponement",
    cls=ReadingCommand,
    help=both(
        "Maak het feitenblad van een uitstel: de belofte, haar bron, de reden, de nieuwe grens en"
        " de hoeveelste keer.\n\n"
        "mijlpaal report postponement d2",
        "Make the facts sheet of a postponement: the promise, its source, the reason, the new"
        " bound and which time it is.\n\n"
        "mijlpaal report postponement d2",
    ),
)
def postponement(
    context: typer.Context,
    key: MilestoneKey,
    *,
    day: Day = None,
    form: InFormOrTable = "text",
    table: OfTable = None,
    audience: For = "internal",
    out: OutFile = None,
    as_json: Json = False,
) -> None:
    """Write the facts of a postponement."""
    from mijlpaal.desk import desk
    from mijlpaal.on_demand import put_out_with_tables
    from models.vocabulary import Confidentiality
    from reports.figures.postponement import postponement_figures

    call = call_of(context)
    asked = form_asked(form, call, as_json=as_json)
    with desk(call, day) as at, at.reading() as session:
        figures = postponement_figures(
            session,
            key,
            reference_date=at.today,
            calendar=at.calendar,
            audience=Confidentiality(audience),
        )
    put_out_with_tables(figures, asked, table, out, call)
