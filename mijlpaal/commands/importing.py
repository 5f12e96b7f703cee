"""Taking in the forecasts of a table: from CSV, from Excel, from Microsoft Project."""

from pathlib import Path
from typing import Annotated

import typer

from mijlpaal.call import call_of
from mijlpaal.commands.milestone import milestone
from mijlpaal.help import ActingCommand
from mijlpaal.words import both

TableFile = Annotated[
    Path,
    typer.Argument(
        metavar=both("BESTAND", "FILE"),
        help=both(
            "De tabel: CSV, XLSX of Project-XML; '-' leest standaardinvoer.",
            "The table: CSV, XLSX or Project XML; '-' reads standard input.",
        ),
    ),
]


@milestone.command(
    "import",
    cls=ActingCommand,
    help=both(
        "Neem prognoses in uit een tabel: alles of niets.\n\n"
        "De kolommen zijn sleutel, wanneer en eventueel toelichting. Van een plan van Microsoft"
        " Project (opgeslagen als XML) telt elke taak met een eigen tekstveld 'sleutel'; haar dag"
        " is de einddatum. Elke fout wordt met regel en kolom gemeld.\n\n"
        "mijlpaal milestone import prognoses.xlsx --dry-run",
        "Take in forecasts from a table: all or nothing.\n\n"
        "The columns are sleutel (key), wanneer (when) and perhaps toelichting (reason). Of a plan"
        " of Microsoft Project (saved as XML) every task with a text field 'sleutel' of its own"
        " counts; its day is its finish. Every fault is told with its line and column.\n\n"
        "mijlpaal milestone import forecasts.xlsx --dry-run",
    ),
)
def import_forecasts(context: typer.Context, file: TableFile) -> None:
    """Record the forecasts of a table."""
    from intake.reading import source_of
    from intake.tables.reading import kind_of_table, read_table
    from mijlpaal.desk import desk
    from mijlpaal.importing import record_forecasts
    from mijlpaal.lookup import readable
    from mijlpaal.show.screen import say
    from models.storage.records import current
    from models.vocabulary import SubjectKind

    call = call_of(context)
    source = source_of(file)
    table = read_table(source, kind_of_table(source.content))
    with desk(call) as at, at.writing() as ledger:
        count = record_forecasts(
            ledger,
            table,
            lambda key: readable(current(ledger.session, SubjectKind.MILESTONE, key)),
        )
    nl = "1 prognose" if count == 1 else f"{count} prognoses"
    en = "1 forecast" if count == 1 else f"{count} forecasts"
    if call.is_trial:
        say(call.say(f"In orde: {nl}.", f"In order: {en}."))
    else:
        say(call.say(f"Vastgelegd: {nl}.", f"Recorded: {en}."))
