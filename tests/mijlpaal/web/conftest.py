"""A web server in this process, on each database, with a clock that a test can move."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from mijlpaal.web.app import make_app
from mijlpaal.web.office import Office
from models.clock import morning_of
from models.storage.database import transaction
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


@pytest.fixture
def clock() -> Hands:
    """The morning after the message."""
    return Hands(morning_of(NEXT_DAY))


@pytest.fixture
def link(engine: Engine) -> str:
    """The path of the link about ``m1`` in the message to ``eigenaar``."""
    an_owned_milestone(engine)
    return told(engine, FIVE_BEFORE)


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
