"""A command line with a home and a clock of its own, on both databases."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import Engine, func
from sqlmodel import col, select

from mijlpaal.edge import run
from models import clock
from models.clock import morning_of
from models.database import make_engine, reading
from models.tables import Event

TODAY = date(2026, 11, 23)  # a Monday; the autumn's soft bound is a week away


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> object:
        """The output, read as JSON."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[dict[str, object]]:
        """The output, read as a list of objects in JSON."""
        return cast("list[dict[str, object]]", self.json)

    @property
    def object(self) -> dict[str, object]:
        """The output, read as one object in JSON."""
        return cast("dict[str, object]", self.json)


Mijlpaal = Callable[..., Ended]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder that does not exist yet, and a clock that stands still."""
    for name in filter(lambda name: name.startswith("MIJLPAAL_"), dict(os.environ)):
        monkeypatch.delenv(name)
    monkeypatch.setenv("MIJLPAAL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("MIJLPAAL_REPORT_FORMATS", "text,html,json")  # the quick ones
    monkeypatch.setenv("MIJLPAAL_ACTOR", "tester")
    monkeypatch.setattr(clock, "now", lambda: morning_of(TODAY))
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
def loaded(mijlpaal: Mijlpaal, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Mijlpaal:
    """The command line after ``init``, on each database in turn."""
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", database_url)
    made = mijlpaal("init")
    assert made.code == 0, made.err
    return mijlpaal


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
