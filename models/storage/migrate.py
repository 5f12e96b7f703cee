"""Bringing a database to the schema of this code, with Alembic, on both databases.

One straight line of revisions in ``models/migrations/versions``; the whole way up is one
transaction, so a migration that fails leaves the database as it was. Code that is older than the
database goes on where the database allows it (docs/decisions/0037), and never migrates it.
"""

import logging
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
from models.storage.floor import floor_of

UNFINISHED_COPY = "unfinished_copy"  # a table that is there while a copy is being made
_MIGRATIONS = Path(__file__).parents[1] / "migrations"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SchemaStatus:
    """What a database is to this code.

    Attributes:
        found: Its revision; None when it has no schema yet.
        expected: The revision that this code wants.
        is_newer: Whether this code does not know its revision.
        allows: Whether it is newer and says that this code still works on it.
    """

    found: str | None
    expected: str
    is_newer: bool = False
    allows: bool = False

    @property
    def is_current(self) -> bool:
        """Whether nothing needs to be done."""
        return self.found == self.expected

    @property
    def is_usable(self) -> bool:
        """Whether this code may work with it."""
        return self.is_current or self.allows


def upgrade(engine: Engine) -> list[str]:
    """Apply every missing revision; return their names, oldest first (none: nothing to do).

    Raises:
        DatabaseVersionError: the database is newer than the code.
        DatabaseLockedError: another process holds it.
        UnfinishedCopyError: it is half of a copy.
    """
    create_home(engine.url.render_as_string(hide_password=False))
    before = schema_status(engine)
    if before.is_newer:
        raise _of_another_version(before)
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
    """Return which revision the database has, and whether this code can work with it."""
    expected = str(_revisions().get_current_head())
    with reading(engine) as session:
        found = MigrationContext.configure(session.connection()).get_current_revision()
        if found is None or _is_known(found):
            return SchemaStatus(found, expected)
        floor = floor_of(session)
    return SchemaStatus(
        found, expected, is_newer=True, allows=floor is not None and _is_known(floor)
    )


def require_usable(engine: Engine) -> SchemaStatus:
    """Let pass a database of this code, or a newer one that says this code still works on it.

    Raises:
        DatabaseMissingError: there is no file, or no schema in it.
        DatabaseVersionError: it is older, or newer and says nothing of the kind; says what to do.
        UnfinishedCopyError: it is half of a copy.
    """
    status = _status_of_schema(engine)
    if not status.is_usable:
        raise _of_another_version(status)
    if status.is_newer:
        _warn_of_newer(str(status.found), status.expected)
    return status


def require_current(engine: Engine) -> None:
    """Let pass a database of exactly this code: what knows every column it has.

    Raises:
        DatabaseMissingError: there is no file, or no schema in it.
        DatabaseVersionError: it is older or newer than the code; says what to do.
        UnfinishedCopyError: it is half of a copy.
    """
    status = _status_of_schema(engine)
    if not status.is_current:
        raise _of_another_version(status)


def _status_of_schema(engine: Engine) -> SchemaStatus:
    where = engine.url.render_as_string()
    file = sqlite_path(where)
    if file is not None and not file.exists():
        raise DatabaseMissingError(where=file)
    status = schema_status(engine)
    if status.found is None:
        with reading(engine) as session:
            _refuse_unfinished(session, engine)
        raise DatabaseMissingError(where=file or where)
    return status


def _of_another_version(status: SchemaStatus) -> DatabaseVersionError:
    newer = Words(
        "de database is nieuwer; werk de software bij",
        "the database is newer; update the software",
    )
    return DatabaseVersionError(
        found=status.found,
        expected=status.expected,
        remedy=newer if status.is_newer else "mijlpaal db upgrade",
    )


@cache
def _warn_of_newer(found: str, expected: str) -> None:
    """Say so once in the life of a process, however often it opens the database."""
    _log.warning("database newer than the code", extra={"found": found, "expected": expected})


def _is_known(revision: str) -> bool:
    return revision in {script.revision for script in _revisions().walk_revisions()}


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
