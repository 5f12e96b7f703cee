"""Bringing a database to the schema of this code, with Alembic, on both databases.

One straight line of revisions in ``models/migrations/versions``; the whole way up is one
transaction, so a migration that fails leaves the database as it was.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect
from sqlmodel import Session

from models.errors import (
    DatabaseMissingError,
    DatabaseVersionError,
    UnfinishedCopyError,
    Words,
)
from models.storage.database import create_home, reading, sqlite_path, transaction

UNFINISHED_COPY = "unfinished_copy"  # a table that is there while a copy is being made
_MIGRATIONS = Path(__file__).parents[1] / "migrations"


@dataclass(frozen=True, slots=True)
class SchemaStatus:
    """The revision a database has (None: no schema yet) and the one this code wants."""

    found: str | None
    expected: str

    @property
    def is_current(self) -> bool:
        """Whether nothing needs to be done."""
        return self.found == self.expected


def upgrade(engine: Engine) -> list[str]:
    """Apply every missing revision; return their names, oldest first (none: nothing to do).

    Raises:
        DatabaseVersionError: the database is newer than the code.
        DatabaseLockedError: another process holds it.
        UnfinishedCopyError: it is half of a copy.
    """
    create_home(engine.url.render_as_string(hide_password=False))
    before = schema_status(engine)
    _refuse_newer(before)
    with transaction(engine) as session:
        _refuse_unfinished(session, engine)
        command.upgrade(_config(session), "head")
    applied = _revisions().iterate_revisions("head", before.found or "base")
    return [f"{script.revision} {script.doc}" for script in reversed(list(applied))]


def build_without_version(session: Session) -> None:
    """Make the whole schema in an empty database that nobody may use yet."""
    command.upgrade(_config(session), "head")
    command.stamp(_config(session), "base")


def note_version(session: Session) -> None:
    """Say of a database with the whole schema that it may be used."""
    command.stamp(_config(session), "head")


def schema_status(engine: Engine) -> SchemaStatus:
    """Return which revision the database has and which one the code wants."""
    expected = _revisions().get_current_head()
    with reading(engine) as session:
        found = MigrationContext.configure(session.connection()).get_current_revision()
    return SchemaStatus(found, str(expected))


def require_current(engine: Engine) -> None:
    """Let pass a database that this code can work with.

    Raises:
        DatabaseMissingError: there is no file, or no schema in it.
        DatabaseVersionError: it is older or newer than the code; says what to do.
        UnfinishedCopyError: it is half of a copy.
    """
    where = engine.url.render_as_string()
    file = sqlite_path(where)
    if file is not None and not file.exists():
        raise DatabaseMissingError(where=file)
    status = schema_status(engine)
    if status.found is None:
        with reading(engine) as session:
            _refuse_unfinished(session, engine)
        raise DatabaseMissingError(where=file or where)
    _refuse_newer(status)
    if not status.is_current:
        raise DatabaseVersionError(
            found=status.found, expected=status.expected, remedy="mijlpaal db upgrade"
        )


def _refuse_newer(status: SchemaStatus) -> None:
    if status.found is None or status.is_current:
        return
    if status.found not in {script.revision for script in _revisions().walk_revisions()}:
        raise DatabaseVersionError(
            found=status.found,
            expected=status.expected,
            remedy=Words(
                "de database is nieuwer; werk de software bij",
                "the database is newer; update the software",
            ),
        )


@cache
def _revisions() -> ScriptDirectory:
    """Return the revisions of this code; every command asks, and reading them takes its time."""
    return ScriptDirectory.from_config(_config())


def is_unfinished(session: Session) -> bool:
    """Return whether this database is half of a copy (``models.copying``)."""
    return inspect(session.connection()).has_table(UNFINISHED_COPY)


def _refuse_unfinished(session: Session, engine: Engine) -> None:
    if is_unfinished(session):
        raise UnfinishedCopyError(where=engine.url.render_as_string())


def _config(session: Session | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    if session is not None:
        config.attributes["connection"] = session.connection()
    return config
