"""Inventing a programme to rehearse with: ``seed invent``."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from mijlpaal.call import call_of
from mijlpaal.commands.seed import seed
from mijlpaal.help import HouseCommand
from mijlpaal.words import both

if TYPE_CHECKING:
    from mijlpaal.desk import Desk

Clusters = Annotated[
    int,
    typer.Option(
        "--clusters",
        min=1,
        max=1000,
        metavar=both("AANTAL", "NUMBER"),
        help=both("Hoeveel clusters.", "How many clusters."),
    ),
]
Seed = Annotated[
    int,
    typer.Option(
        "--seed",
        min=0,
        metavar=both("GETAL", "NUMBER"),
        help=both(
            "Hetzelfde getal geeft hetzelfde programma.",
            "The same number gives the same programme.",
        ),
    ),
]
Beside = Annotated[
    bool,
    typer.Option(
        "--beside-real-data",
        help=both(
            "Ook in een database die echte gegevens heeft.",
            "Also in a database that holds real data.",
        ),
    ),
]


@seed.command(
    "invent",
    cls=HouseCommand,
    help=both(
        "Vul een database met een verzonnen programma, om mee te oefenen: clusters, projecten,"
        " randvoorwaarden, mensen en afspraken, waarvan er een op de drie uitliep, zo ver als echte"
        " afspraken uitliepen. Alles is als verzonnen gemerkt.\n\n"
        "Kies eerst een eigen database: MIJLPAAL_HOME=oefening mijlpaal db upgrade",
        "Fill a database with an invented programme, to rehearse with: clusters, projects,"
        " conditions, people and promises, of which one in three slipped, as far as real promises"
        " did. All of it is marked as invented.\n\n"
        "First choose a database of its own: MIJLPAAL_HOME=rehearsal mijlpaal db upgrade",
    ),
)
def invent(
    context: typer.Context, clusters: Clusters = 6, number: Seed = 1, beside: Beside = False
) -> None:
    """Write an invented programme and let its promises slip, in one transaction."""
    from mijlpaal.desk import desk
    from mijlpaal.show.screen import say
    from seeds.invented import invented_programme
    from seeds.loader import load
    from seeds.reading import read_seeds
    from seeds.slipping import invented_milestones, let_slip

    call = call_of(context)
    with desk(call) as at, TemporaryDirectory() as folder:
        if not beside:
            _require_nothing_real(at)
        files = invented_programme(clusters, number, today=at.today, calendar=at.calendar)
        for name, text in files.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        seeds = read_seeds(Path(folder))
        with at.writing() as ledger:
            ours = ledger.as_consequence_of("seed invent")
            rows = len(load(ours, seeds).changes)
            slipped = let_slip(ours, number, invented_milestones(ours))
    say(
        call.say(
            f"Verzonnen (getal {number}): {clusters} clusters, {rows} rijen; {slipped} afspraken"
            " liepen uit.",
            f"Invented (number {number}): {clusters} clusters, {rows} rows; {slipped} promises"
            " slipped.",
        )
    )


def _require_nothing_real(at: "Desk") -> None:
    from sqlmodel import col, select

    from models.errors import RealDataError
    from models.tables import Subject

    with at.reading() as session:
        real = select(col(Subject.id)).where(col(Subject.is_invented).is_(False)).limit(1)
        if session.exec(real).first() is not None:
            raise RealDataError
