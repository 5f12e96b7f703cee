"""Moving the database from SQLite to PostgreSQL: ``db copy``."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from mijlpaal.call import Call, call_of
from mijlpaal.commands.setup import db
from mijlpaal.help import TryingCommand
from mijlpaal.words import both

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from models.copying.copy import Outlook

To = Annotated[
    str,
    typer.Option(
        "--to",
        metavar=both("ADRES", "ADDRESS"),
        help=both(
            "De lege PostgreSQL-database, bijvoorbeeld postgresql://gebruiker@server/naam; laat het"
            " wachtwoord over aan PGPASSWORD of ~/.pgpass.",
            "The empty PostgreSQL database, for instance postgresql://user@host/name; leave the"
            " password to PGPASSWORD or ~/.pgpass.",
        ),
    ),
]


@db.command(
    "copy",
    cls=TryingCommand,
    help=both(
        "Zet de hele SQLite-database over naar een lege PostgreSQL-database, en reken elke rij en"
        " elke keten na. Wie hem onderbreekt, geeft dezelfde opdracht nog eens.\n\n"
        "Stop Mijlpaal eerst: tijdens het kopiëren kan niemand iets vastleggen.",
        "Move the whole SQLite database to an empty PostgreSQL database, and check every row and"
        " every chain. After an interruption, give the same command again.\n\n"
        "Stop Mijlpaal first: while it copies nobody can record anything.",
    ),
)
def copy(context: typer.Context, to: To) -> None:
    """Copy the database of the settings to another address."""
    from mijlpaal.show.screen import say
    from models.copying.copy import copy_database, look_ahead
    from models.storage.database import make_engine
    from models.storage.settings import DatabaseSettings

    call = call_of(context)
    settings = DatabaseSettings()
    source = make_engine(settings.url, lock_wait_seconds=settings.lock_wait_seconds)
    target = make_engine(_with_our_driver(to))
    try:
        _require_kinds(source, target)
        if call.is_trial:
            _say_outlook(look_ahead(source, target), call)
            return
        copied = copy_database(source, target, partial(_say_progress, call))
        where = target.url.render_as_string()
    finally:
        source.dispose()
        target.dispose()
    rows, tables = copied.rows, len(copied.contents)
    say(
        call.say(
            f"Overgezet en nagerekend: {rows} rijen in {tables} tabellen; elke keten klopt.",
            f"Moved and checked: {rows} rows in {tables} tables; every chain is whole.",
        )
    )
    say(
        call.say(
            f"Neem hem in gebruik met MIJLPAAL_DATABASE_URL={where}",
            f"Use it with MIJLPAAL_DATABASE_URL={where}",
        )
    )


def _with_our_driver(address: str) -> str:
    kind, separator, rest = address.partition("://")
    return f"postgresql+psycopg{separator}{rest}" if kind in {"postgresql", "postgres"} else address


def _require_kinds(source: "Engine", target: "Engine") -> None:
    from models.errors import SettingError, Words

    if source.dialect.name != "sqlite":
        raise SettingError(
            setting="MIJLPAAL_DATABASE_URL",
            problem=Words("geen SQLite-database", "no SQLite database"),
            accepted="sqlite:///…",
        )
    if target.dialect.name != "postgresql":
        raise SettingError(
            setting="--to",
            problem=Words("geen PostgreSQL-database", "no PostgreSQL database"),
            accepted="postgresql://…",
        )


def _say_progress(call: Call, table: str, rows: int, so_far: int) -> None:
    typer.echo(call.say(f"  {table}: {so_far} van {rows}", f"  {table}: {so_far} of {rows}"))


def _say_outlook(outlook: "Outlook", call: Call) -> None:
    from mijlpaal.show import screen

    heads = (call.say("tabel", "table"), call.say("rijen", "rows"))
    screen.table(heads, [(each.table, str(each.rows)) for each in outlook.contents if each.rows])
    rows = outlook.rows
    if outlook.goes_on:
        nl = f"Gaat verder met een onaffe kopie: {outlook.copied} van {rows} rijen staan er."
        en = f"Goes on with an unfinished copy: {outlook.copied} of {rows} rows are there."
    else:
        nl = f"Het doel is leeg; {rows} rijen te kopiëren."
        en = f"The target is empty; {rows} rows to copy."
    screen.say(call.say(nl, en))
