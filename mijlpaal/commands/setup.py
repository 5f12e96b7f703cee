"""Making and updating what Mijlpaal runs on: ``init`` and ``db``."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.exits import Exit
from mijlpaal.help import HouseCommand, HouseGroup, PresentCommand
from mijlpaal.options import Json
from mijlpaal.words import both

if TYPE_CHECKING:
    from sqlalchemy import Engine

db = typer.Typer(
    name="db",
    cls=HouseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=both("De database: bijwerken en bekijken.", "The database: upgrading, looking at it."),
)

Folders = Annotated[
    list[Path] | None,
    typer.Option(
        "--seeds",
        metavar=both("MAP", "FOLDER"),
        help=both(
            "Laad ook de gegevens in deze map (mag vaker).",
            "Also load the data in this folder (may be repeated).",
        ),
    ),
]


def init(context: typer.Context, folders: Folders = None) -> None:
    """Make the home folder and the database, and load the seeds; harmless when repeated."""
    from mijlpaal.show.screen import say
    from models.storage.migrate import upgrade

    call = call_of(context)
    with _database() as engine:
        applied = upgrade(engine)
        _say_upgraded(applied, engine, call)
        has_loaded = _load_what_is_new(call, folders or [])
    if applied or has_loaded:
        say(call.say("Verder met: mijlpaal run", "Next: mijlpaal run"))
    else:
        say(call.say("Er is niets veranderd.", "Nothing changed."))


@db.command(
    "upgrade",
    cls=HouseCommand,
    help=both(
        "Breng de database naar de versie van deze software.",
        "Bring the database to the version of this software.",
    ),
)
def upgrade_database(context: typer.Context) -> None:
    """Apply every missing migration."""
    from mijlpaal.show.screen import say
    from models.storage.migrate import upgrade

    call = call_of(context)
    with _database() as engine:
        applied = upgrade(engine)
        _say_upgraded(applied, engine, call)
    if not applied:
        say(call.say("De database was al bij.", "The database was up to date."))


@db.command(
    "status",
    cls=PresentCommand,
    help=both(
        "Toon de versie van de database en die van de software. Exitcode 1 bij verschil.",
        "Show the version of the database and that of the software. Exit code 1 if they differ.",
    ),
)
def database_status(context: typer.Context, as_json: Json = False) -> None:
    """Compare the two versions."""
    from mijlpaal.show import screen
    from mijlpaal.show.as_json import print_json
    from models.errors import MijlpaalError
    from models.storage.database import reading
    from models.storage.floor import floor_of
    from models.storage.migrate import require_usable, schema_status

    call = call_of(context)
    with _database() as engine:
        where = engine.url.render_as_string()
        _require_file(where)
        status, remedy = schema_status(engine), ""
        with reading(engine) as session:
            floor = floor_of(session)
        try:
            require_usable(engine)
        except MijlpaalError as problem:
            remedy = problem.say(call.language)
    if as_json:
        versions = {"found": status.found, "expected": status.expected, "floor": floor}
        usable = {"is_current": status.is_current, "is_usable": status.is_usable}
        print_json({"database": where, **versions, **usable})
    else:
        found = status.found or call.say("geen", "none")
        screen.pairs(
            [
                ("database", where),
                (call.say("versie", "version"), found),
                (call.say("software verwacht", "software expects"), status.expected),
                (call.say("werkt nog vanaf", "still works from"), floor or "–"),
            ]
        )
    if status.is_newer and status.is_usable:
        remedy = call.say(
            "De database is nieuwer; deze software werkt er nog op. Werk haar bij.",
            "The database is newer; this software still works on it. Update it.",
        )
    if not status.is_current:
        typer.echo(remedy, err=True)
        raise typer.Exit(Exit.ACTION_NEEDED)


def _load_what_is_new(call: Call, folders: Sequence[Path]) -> bool:
    """Load rows that are new; rows that exist and changed wait for ``seed load`` and a person."""
    from mijlpaal.desk import desk
    from mijlpaal.loading import load_into, seeds_of, to_load
    from mijlpaal.show.screen import say
    from mijlpaal.show.seeding import show_difference
    from seeds.difference import What

    seeds = seeds_of(folders)
    with desk(call) as at:
        found = to_load(at, seeds)
        changed = len(found.of(What.CHANGED))
        if changed:
            nl = f"De gegevens zijn gewijzigd ({changed} rijen). Bekijk: mijlpaal seed diff"
            en = f"The seeds were changed ({changed} rows). Look: mijlpaal seed diff"
            say(call.say(f"{nl}; laden: mijlpaal seed load", f"{en}; load: mijlpaal seed load"))
            return False
        if not found.is_empty:
            load_into(at, seeds)
            show_difference(found, call)
    return not found.is_empty


@contextmanager
def _database() -> Iterator["Engine"]:
    """Yield the database of the settings, whatever its version, existing or not."""
    from models.storage.database import make_engine
    from models.storage.settings import DatabaseSettings

    settings = DatabaseSettings()
    engine = make_engine(settings.url, lock_wait_seconds=settings.lock_wait_seconds)
    try:
        yield engine
    finally:
        engine.dispose()


def _require_file(where: str) -> None:
    from models.errors import DatabaseMissingError
    from models.storage.database import sqlite_path

    file = sqlite_path(where)
    if file is not None and not file.exists():
        raise DatabaseMissingError(where=file)


def _say_upgraded(applied: list[str], engine: "Engine", call: Call) -> None:
    from mijlpaal.show.screen import say
    from models.storage.database import sqlite_path

    where = engine.url.render_as_string()
    if applied:
        where = str(sqlite_path(where) or where)
        say(call.say(f"Database bijgewerkt: {where}", f"Database upgraded: {where}"))
    for revision in applied:
        say(f"  {revision}")
