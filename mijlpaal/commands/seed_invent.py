"""Inventing a programme to rehearse with: ``seed invent``."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from mijlpaal.call import call_of
from mijlpaal.commands.seed import seed
from mijlpaal.help import ActingCommand
from mijlpaal.words import both

if TYPE_CHECKING:
    from mijlpaal.desk import Desk

_MOST = 1000  # of anything, within what it is part of
_RANGE = both("BEREIK", "RANGE")

Clusters = Annotated[
    int,
    typer.Option(
        "--clusters",
        min=1,
        max=_MOST,
        metavar=both("AANTAL", "NUMBER"),
        help=both("Hoeveel clusters.", "How many clusters."),
    ),
]
Projects = Annotated[
    str,
    typer.Option(
        "--projects",
        metavar=_RANGE,
        help=both(
            "Hoeveel projecten per cluster, een aantal (4) of een bereik (3-12); elk met een"
            " bedrijf, een contact en een afspraak.",
            "How many projects a cluster, a number (4) or a range (3-12); each with a company, a"
            " contact and a promise.",
        ),
    ),
]
Conditions = Annotated[
    str,
    typer.Option(
        "--conditions",
        metavar=_RANGE,
        help=both(
            "Hoeveel randvoorwaarden per project, een aantal (2) of een bereik (0-3).",
            "How many conditions a project, a number (2) or a range (0-3).",
        ),
    ),
]
Milestones = Annotated[
    str,
    typer.Option(
        "--milestones",
        metavar=_RANGE,
        help=both(
            "Hoeveel afspraken per cluster, een aantal (3) of een bereik (2-5), naast die van de"
            " projecten.",
            "How many promises a cluster, a number (3) or a range (2-5), beside those of its"
            " projects.",
        ),
    ),
]
People = Annotated[
    int,
    typer.Option(
        "--people",
        min=2,
        max=_MOST,
        metavar=both("AANTAL", "NUMBER"),
        help=both(
            "Hoeveel mensen per cluster, naast die van de bedrijven: een directie, en wie om"
            " beurten eigenaar van de afspraken zijn.",
            "How many people a cluster, beside those of companies: one who directs, and who own"
            " its promises in turn.",
        ),
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
    cls=ActingCommand,
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
    context: typer.Context,
    *,
    clusters: Clusters = 6,
    projects: Projects = "3-12",
    conditions: Conditions = "0-3",
    milestones: Milestones = "2-5",
    people: People = 2,
    number: Seed = 1,
    beside: Beside = False,
) -> None:
    """Write an invented programme and let its promises slip, in one transaction."""
    from mijlpaal.desk import desk
    from mijlpaal.show.screen import say
    from seeds.invented import Extent, invented_programme
    from seeds.loader import load
    from seeds.reading import read_seeds
    from seeds.slipping import invented_milestones, let_slip

    call = call_of(context)
    extent = Extent(
        clusters,
        _range("--projects", projects),
        _range("--conditions", conditions),
        _range("--milestones", milestones),
        people,
    )
    with desk(call) as at, TemporaryDirectory() as folder:
        if not beside:
            _require_nothing_real(at)
        files = invented_programme(extent, number, today=at.today, calendar=at.calendar)
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


def _range(option: str, given: str) -> tuple[int, int]:
    """Return the least and the most that a number or a range allows."""
    from models.errors import ExtentError

    words = given.split("-")
    if len(words) <= 2 and all(word.isascii() and word.isdigit() for word in words):  # noqa: PLR2004
        least, most = int(words[0]), int(words[-1])
        if least <= most <= _MOST:
            return least, most
    raise ExtentError(option=option, given=given, most=_MOST)


def _require_nothing_real(at: "Desk") -> None:
    from sqlmodel import col, select

    from models.errors import RealDataError
    from models.tables import Subject

    with at.reading() as session:
        real = select(col(Subject.id)).where(col(Subject.is_invented).is_(False)).limit(1)
        if session.exec(real).first() is not None:
            raise RealDataError
