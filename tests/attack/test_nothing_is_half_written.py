"""A process that dies at any statement leaves all of an act or nothing of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlmodel import SQLModel

from models.storage.database import make_engine, reading, transaction
from tests.attack.acts import ACTS, perform
from tests.attack.killing import KILLED, Killer, a_killer
from tests.databases import Databases, SqliteDatabases
from tests.factories import a_rulebook
from tests.invariants import broken_invariants

Rows = dict[str, list[tuple[object, ...]]]

_WAL_HEADER_BYTES = 32
_FRAME_BYTES = 24 + 4096  # the header of a frame and a page


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    with a_killer() as process:
        yield process


def rows_of(url: str) -> Rows:
    """Open a database as the next process would; return all that is in it."""
    engine = make_engine(url)
    with engine.connect() as connection:
        rows = {name: _all(connection, name) for name in SQLModel.metadata.tables}
    engine.dispose()
    return rows


def _all(connection: Connection, table: str) -> list[tuple[object, ...]]:
    rows = connection.exec_driver_sql(f'SELECT * FROM "{table}"')  # noqa: S608  (our own tables)
    return sorted(map(tuple, rows), key=repr)


def reopened(url: str) -> tuple[Rows, list[str]]:
    """Open a database as the next process would; return its rows and what is wrong with it."""
    engine = make_engine(url)
    with reading(engine) as session:
        broken = broken_invariants(session, a_rulebook())
    engine.dispose()
    return rows_of(url), broken


@pytest.mark.slow
@pytest.mark.parametrize("act", ACTS)
def test_an_act_that_is_killed_at_any_statement_left_nothing_of_it(
    databases: Databases, killer: Killer, act: str
) -> None:
    url = databases.fresh(ACTS[act].prepare)
    before, broken = reopened(url)
    assert broken == []

    killed = 0
    while killer.run(act, url, kill_at=killed + 1) == KILLED:
        killed += 1
        assert rows_of(url) == before  # the last one to be killed at is the commit

    # Whoever comes next found no lock, and did what was cut off so often.
    after, broken = reopened(url)
    assert killed > 10
    assert broken == []
    assert after != before
    databases.discard(url)


@pytest.mark.slow
@pytest.mark.parametrize("act", ACTS)
def test_a_log_that_was_cut_anywhere_holds_all_of_an_act_or_nothing(
    sqlite_databases: SqliteDatabases, act: str, tmp_path: Path
) -> None:
    """As a power cut can: SQLite's write-ahead log ends in the middle of a page, or between two."""
    original = sqlite_databases.fresh(ACTS[act].prepare)
    before, _ = reopened(original)
    file = Path(original.removeprefix("sqlite:///"))
    engine = make_engine(original)
    with transaction(engine) as session:
        perform(act, session)  # and nothing is closed: the log is not yet in the file
    log = file.with_name(f"{file.name}-wal").read_bytes()
    base = tmp_path / "base.db"
    shutil.copyfile(file, base)
    frames = (len(log) - _WAL_HEADER_BYTES) // _FRAME_BYTES
    assert frames > 3

    for frame in range(frames + 1):
        for torn in (0, _FRAME_BYTES // 2):
            cut = tmp_path / f"cut-{frame}-{torn}.db"
            shutil.copyfile(base, cut)
            end = _WAL_HEADER_BYTES + frame * _FRAME_BYTES + torn
            cut.with_name(f"{cut.name}-wal").write_bytes(log[:end])
            is_untouched = rows_of(f"sqlite:///{cut}") == before
            assert is_untouched == (frame < frames)  # the last frame carries the commit

    rows, broken = reopened(f"sqlite:///{cut}")
    assert broken == []
    assert rows == rows_of(original)
    engine.dispose()
