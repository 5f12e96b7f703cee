"""A command line with a home and a clock of its own, on both databases.

What every test would do first (``init``, giving people their mandates) is done once, in a
database that each test gets a copy of.
"""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import Engine, func
from sqlmodel import col, select

from mijlpaal.edge import run
from models import clock
from models.clock import morning_of
from models.storage.database import make_engine, reading
from models.tables import Event
from tests.databases import Databases, Prepare, SqliteDatabases
from tests.mijlpaal.commanding import Ended, Mijlpaal
from tests.mijlpaal.people import an_office

__all__ = ["TODAY", "Ended", "Mijlpaal", "count_events", "initialise"]

TODAY = date(2026, 11, 23)  # a Monday; the autumn's soft bound is a week away


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder that does not exist yet, and a clock that stands still."""
    _settle(monkeypatch, tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def mijlpaal(home: Path, capsys: pytest.CaptureFixture[str]) -> Mijlpaal:
    """The command line in this process, edge included."""

    def call(*arguments: str) -> Ended:
        capsys.readouterr()
        code = run(arguments)
        written = capsys.readouterr()
        return Ended(code, written.out, written.err)

    return call


@pytest.fixture
def database_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """The URL of a database of this test's own, as far as what it asks for wants it prepared."""
    wanted = (_STARTS[name] for name in _STARTS if name in request.fixturenames)
    url = databases.fresh(next(wanted, None))
    yield url
    databases.discard(url)


@pytest.fixture
def loaded(mijlpaal: Mijlpaal, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Mijlpaal:
    """The command line after ``init``, on each database in turn."""
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", database_url)
    return mijlpaal


@pytest.fixture
def office(loaded: Mijlpaal) -> Mijlpaal:
    """The same where an administrator, two policy officers and a director have mandates."""
    return loaded


@pytest.fixture
def at_home(
    mijlpaal: Mijlpaal, sqlite_databases: SqliteDatabases, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Mijlpaal]:
    """The command line after ``init``, on the database that needs no server only."""
    url = sqlite_databases.fresh(initialise)
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", url)
    yield mijlpaal
    sqlite_databases.discard(url)


def count_events(database_url: str) -> int:
    """Return how many events the ledger holds: writing nothing leaves it as it was."""
    engine = make_engine(database_url)
    try:
        return _count(engine)
    finally:
        engine.dispose()


def _count(engine: Engine) -> int:
    with reading(engine) as session:
        return session.exec(select(func.count(col(Event.id)))).one()


def initialise(url: str) -> None:
    """Run ``init`` on the database of this URL."""
    _prepare(url)


def _staff(url: str) -> None:
    _prepare(url, an_office)


# By the fixture that asks for it, the richest first.
_STARTS: Mapping[str, Prepare] = {"office": _staff, "loaded": initialise}


def _prepare(url: str, *acts: Callable[[Mijlpaal], None]) -> None:
    """Run ``init`` and what follows on the database of this URL, on the day of the tests."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as home:
        _settle(patch, Path(home) / "home")
        patch.setenv("MIJLPAAL_DATABASE_URL", url)

        def call(*arguments: str) -> Ended:
            out, err = StringIO(), StringIO()
            with redirect_stdout(out), redirect_stderr(err):
                code = run(arguments)
            return Ended(code, out.getvalue(), err.getvalue())

        made = call("init")
        assert made.code == 0, made.err
        for act in acts:
            act(call)


def _settle(patch: pytest.MonkeyPatch, home: Path) -> None:
    for name in filter(lambda name: name.startswith("MIJLPAAL_"), dict(os.environ)):
        patch.delenv(name)
    patch.setenv("MIJLPAAL_HOME", str(home))
    patch.setenv("MIJLPAAL_REPORT_FORMATS", "text,html,json")  # the quick ones
    patch.setenv("MIJLPAAL_ACTOR", "tester")
    patch.setattr(clock, "now", lambda: morning_of(TODAY))
