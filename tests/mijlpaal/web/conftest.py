"""A web server in this process, with a clock that a test can move.

On each database (``engine``), or on SQLite alone (``house``).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from mijlpaal.web.app import make_app
from mijlpaal.web.office import Office
from models.clock import morning_of
from models.storage.database import create_schema, make_engine, transaction
from notifications.planning import plan_messages
from tests.factories import a_rulebook
from tests.notifications.days import FIVE_BEFORE, an_owned_milestone, messages, sweep

WEB = "https://mijlpaal.example"
NEXT_DAY = FIVE_BEFORE + timedelta(days=1)


@dataclass
class Hands:
    """The hands of a clock; a test sets them."""

    at: datetime

    def __call__(self) -> datetime:
        """Return what the clock says."""
        return self.at


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What the house of a test begins with: the schema, and no rows."""
    return a_database(tmp_path_factory.mktemp("schema") / "start.db")


@pytest.fixture
def house(tmp_path: Path, start: bytes) -> Iterator[Engine]:
    """A database of this test's own, on SQLite: what is tested with it is no SQL."""
    path = tmp_path / "house.db"
    path.write_bytes(start)
    engine = make_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture
def office(house: Engine, clock: Hands) -> Office:
    """What the application works with."""
    return Office(house, a_rulebook(), clock, web_address=WEB)


@pytest.fixture
def clock() -> Hands:
    """The morning after the message."""
    return Hands(morning_of(NEXT_DAY))


@pytest.fixture
def link(engine: Engine) -> str:
    """The path of the link about ``m1`` in the message to ``eigenaar``."""
    an_owned_milestone(engine)
    return told(engine, FIVE_BEFORE)


def a_database(path: Path, fill: Callable[[Engine], None] | None = None) -> bytes:
    """Return the bytes of a new database with the schema, and what is filled in."""
    engine = make_engine(f"sqlite:///{path}")
    create_schema(engine)
    if fill is not None:
        fill(engine)
    engine.dispose()
    return path.read_bytes()


def told(engine: Engine, day: date) -> str:
    """Run a day; return the path of the link in the last message."""
    sweep(engine, day)
    with transaction(engine) as session:
        plan_messages(
            session, today=day, now=morning_of(day), rulebook=a_rulebook(), web_address=WEB
        )
    found = re.search(rf"^    {WEB}(/bevestig/\S+)$", messages(engine)[-1].body_text, re.MULTILINE)
    assert found
    return found[1]


Browse = Callable[..., TestClient]


@pytest.fixture
def browse(engine: Engine, clock: Hands) -> Browse:
    """Make browsers of one server; each may say where it comes from."""
    app = make_app(Office(engine, a_rulebook(), clock))

    def browser(address: str = "192.0.2.1", **headers: str) -> TestClient:
        return TestClient(
            app,
            base_url=WEB,
            client=(address, 50_000),
            headers=headers,
            follow_redirects=False,
            raise_server_exceptions=False,
        )

    return browser
