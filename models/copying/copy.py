"""Copying every row of a SQLite database into PostgreSQL, a batch per transaction.

The target has no version until all of it is there, equal to the source, with every chain whole:
until then nothing of Mijlpaal opens it. Whatever stops a copy, the next one goes on behind the
last batch. The source is held, so that nobody writes what would be left behind.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Any, cast

import sqlalchemy.exc
from psycopg import Cursor, DataError, IntegrityError, OperationalError
from psycopg.sql import SQL, Identifier
from sqlalchemy import Engine, Row, Table, func, inspect, select
from sqlmodel import Session

from models.copying import progress
from models.copying.contents import Contents, all_tables, contents_of, rows_of
from models.errors import CopyRefusedError, Words
from models.ledger.access_journal import verify_access_journal
from models.ledger.chain import Tampering, verify
from models.storage.database import reading, transaction, trial
from models.storage.lean_session import driver_of
from models.storage.migrate import (
    build_without_version,
    is_unfinished,
    note_version,
    require_current,
)

BATCH_ROWS = 20_000

_EMPTY_IT = Words(
    "Maak de doeldatabase leeg en begin opnieuw.", "Empty the target and begin again."
)

Told = Callable[[str, int, int], None]
"""Hears of every batch that is kept: table, rows in all, rows so far."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a copy would do.

    Attributes:
        contents: What the source holds.
        copied: Rows that the target has already, of a copy that was stopped.
        goes_on: Whether there is such a copy.
    """

    contents: tuple[Contents, ...]
    copied: int
    goes_on: bool

    @property
    def rows(self) -> int:
        """All rows of the source."""
        return sum(each.rows for each in self.contents)


def look_ahead(source: Engine, target: Engine) -> Outlook:
    """Return what ``copy_database`` would do, refusing what it would refuse; writes nothing.

    Raises:
        CopyRefusedError: it would refuse.
        DatabaseVersionError: the source is not of the version of this code.
    """
    require_current(source)
    with reading(source) as session:
        contents = _sound_contents(session, source)
    if not _goes_on(target, contents):
        return Outlook(contents, 0, goes_on=False)
    with reading(target) as session:
        copied = sum(progress.copied(session, each.table) for each in contents)
    return Outlook(contents, copied, goes_on=True)


def copy_database(source: Engine, target: Engine, told: Told = lambda *_: None) -> Outlook:
    """Copy all of it, or what a copy that was stopped left; return what it came to.

    Raises:
        CopyRefusedError: the source does not add up or changed since the copy was begun, the
            target is neither empty nor half of this copy, or does not keep what it is given.
        DatabaseVersionError: the source is not of the version of this code.
    """
    require_current(source)
    with trial(source) as session:
        contents = _sound_contents(session, source)
        goes_on = _goes_on(target, contents)
        if not goes_on:
            _begin(target, contents)
        rows = {each.table: each.rows for each in contents}
        for table in all_tables():
            _copy_table(session, target, table, partial(told, table.name, rows[table.name]))
    _finish(target, contents)
    return Outlook(contents, sum(rows.values()), goes_on)


def _sound_contents(session: Session, source: Engine) -> tuple[Contents, ...]:
    for fault in _faults(session):
        raise _refusal(
            source,
            Words(
                f"de keten van {fault.subject} klopt niet (#{fault.sequence})",
                f"the chain of {fault.subject} does not add up (#{fault.sequence})",
            ),
            Words("Zie: mijlpaal audit verify.", "See: mijlpaal audit verify."),
        )
    return contents_of(session)


def _faults(session: Session) -> Iterator[Tampering]:
    yield from verify(session)
    yield from verify_access_journal(session)


def _goes_on(target: Engine, contents: Sequence[Contents]) -> bool:
    """Return whether the target is half of this copy (or else empty)."""
    with reading(target) as session:
        if is_unfinished(session):
            if progress.noted(session) != {each.table: each for each in contents}:
                raise _refusal(
                    target,
                    Words(
                        "daar staat een onaffe kopie van iets anders, of de bron is sindsdien"
                        " gewijzigd",
                        "it holds an unfinished copy of something else, or the source changed"
                        " since",
                    ),
                    _EMPTY_IT,
                )
            return True
        if inspect(session.connection()).get_table_names():
            raise _refusal(
                target,
                Words("er staan al tabellen in", "it has tables already"),
                Words(
                    "Kies een lege database; is dit een kopie die af is, neem hem dan in gebruik"
                    " met MIJLPAAL_DATABASE_URL.",
                    "Choose an empty database; if this is a copy that is finished, use it by"
                    " MIJLPAAL_DATABASE_URL.",
                ),
            )
    return False


def _begin(target: Engine, contents: Sequence[Contents]) -> None:
    with transaction(target) as session:
        build_without_version(session)
        progress.begin(session, contents)


def _copy_table(source: Session, target: Engine, table: Table, told: Callable[[int], None]) -> None:
    """Write the rows that are not there yet, so many in a transaction.

    A table that refers to itself goes in one statement: PostgreSQL looks at its end.
    """
    with reading(target) as session:
        done = progress.copied(session, table.name)
    rows = rows_of(source, table, beyond=done)
    refers_to_itself = any(key.column.table is table for key in table.foreign_keys)
    size = None if refers_to_itself else BATCH_ROWS
    for first in rows:
        batch = chain([first], islice(rows, size and size - 1))
        with transaction(target) as session:
            written = _write(session, target, table, batch)
            if not progress.note(session, table.name, done, done + written):
                raise _refusal(
                    target,
                    Words("een ander is er ook mee bezig", "somebody else is at it as well"),
                    Words("Laat er één lopen.", "Let one of them run."),
                )
        done += written
        told(done)


def _write(session: Session, target: Engine, table: Table, rows: Iterable[Row[Any]]) -> int:
    """Hand the rows to PostgreSQL in one statement; return how many they were."""
    cursor = cast("Cursor[tuple[object, ...]]", driver_of(session)[0])
    columns = SQL(", ").join(Identifier(column.name) for column in table.c)
    statement = SQL("COPY {} ({}) FROM STDIN").format(Identifier(table.name), columns)
    written = 0
    try:
        with cursor.copy(statement) as into:
            for row in rows:
                into.write_row(row)
                written += 1
    except (DataError, IntegrityError) as problem:
        kind = type(problem).__name__  # its words may hold what is in the row
        raise _refusal(
            target,
            Words(
                f"PostgreSQL weigert een rij van {table.name} ({kind})",
                f"PostgreSQL refuses a row of {table.name} ({kind})",
            ),
            Words("Herstel die rij in de bron.", "Mend that row in the source."),
        ) from problem
    except OperationalError as problem:
        raise sqlalchemy.exc.OperationalError(f"COPY {table.name}", None, problem) from problem
    return written


def _finish(target: Engine, contents: Sequence[Contents]) -> None:
    """Give the copy its version, if it is the same as the source and every chain is whole."""
    with transaction(target) as session:
        found = zip(contents, contents_of(session), strict=True)
        unlike = [wanted.table for wanted, there in found if wanted != there]
        unlike += [fault.subject for fault in _faults(session)]
        if unlike:
            names = ", ".join(unlike)
            raise _refusal(
                target,
                Words(f"anders dan de bron: {names}", f"not the same as the source: {names}"),
                _EMPTY_IT,
            )
        for table in all_tables():
            _count_on(session, table)
        progress.end(session)
        note_version(session)


def _count_on(session: Session, table: Table) -> None:
    """Let PostgreSQL number new rows behind those that were copied with their numbers."""
    column = table.autoincrement_column
    if column is not None:
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        session.execute(select(func.setval(sequence, func.max(column))))


def _refusal(where: Engine, problem: Words, remedy: Words) -> CopyRefusedError:
    return CopyRefusedError(where=where.url.render_as_string(), problem=problem, remedy=remedy)
