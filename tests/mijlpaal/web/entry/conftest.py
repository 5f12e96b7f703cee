"""An application with a page of its own behind the door, and people who come in."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import pytest
from fastapi import Depends, FastAPI, Request
from fastapi.responses import Response
from sqlalchemy import Engine
from starlette.testclient import TestClient

from mijlpaal.web.app import make_app
from mijlpaal.web.entry import cookies
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.frame import framed
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.office import Office
from models.access.login_links import make_link
from models.acts import mandates
from models.clock import morning_of
from models.storage.database import create_schema, make_engine, transaction
from models.vocabulary import Role
from tests.factories import a_ledger, a_rulebook
from tests.mijlpaal.web.conftest import NEXT_DAY, WEB, Hands

SEEING, CHANGING = "/proef", "/proef/wijzigen"


@pytest.fixture(scope="module")
def sqlite_schema(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a database that has the schema and no rows."""
    path = tmp_path_factory.mktemp("schema") / "empty.db"
    engine = make_engine(f"sqlite:///{path}")
    create_schema(engine)
    engine.dispose()
    return path.read_bytes()


@pytest.fixture
def house(tmp_path: Path, sqlite_schema: bytes) -> Iterator[Engine]:
    """A database of this test's own, on SQLite: what is tested here is no SQL."""
    path = tmp_path / "house.db"
    path.write_bytes(sqlite_schema)
    engine = make_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture
def clock() -> Hands:
    """A morning that a test can move."""
    return Hands(morning_of(NEXT_DAY))


@pytest.fixture
def office(house: Engine, clock: Hands) -> Office:
    """What the application works with."""
    return Office(house, a_rulebook(), clock, web_address=WEB)


@pytest.fixture
def app(office: Office) -> FastAPI:
    """The application, and a page and an act to try the door with."""
    app = make_app(office)

    def see(
        request: Request, reader: Annotated[Reader, Depends(permitted(Resource.MILESTONE))]
    ) -> Response:
        return framed(request, reader, "layout.html", today=office.today)

    def change(
        reader: Annotated[Reader, Depends(permitted(Resource.MILESTONE, Action.REPLAN))],
    ) -> str:
        return reader.actor

    app.add_api_route(SEEING, see, methods=["GET"])
    app.add_api_route(CHANGING, change, methods=["POST"])
    app.add_api_route(f"/v1{SEEING}", change, methods=["GET", "POST"])
    return app


@pytest.fixture
def browser(app: FastAPI) -> TestClient:
    """A browser of somebody who has not come in."""
    return a_browser(app)


def a_browser(app: FastAPI, base: str = WEB) -> TestClient:
    """Return a browser without cookies; its redirects are looked at, not followed."""
    return TestClient(app, base_url=base, follow_redirects=False, raise_server_exceptions=False)


ComeIn = Callable[..., TestClient]


@pytest.fixture
def come_in(app: FastAPI, office: Office) -> ComeIn:
    """Let somebody in by a link; return their browser."""

    def let_in(actor: str = "anna", base: str = WEB) -> TestClient:
        browser = a_browser(app, base)
        opened = browser.post(f"/inloggen/link/{a_link(office, actor)}")
        assert opened.status_code == 303, opened.text
        return browser

    return let_in


def a_link(office: Office, actor: str = "anna") -> str:
    """Return the secret of a new link."""
    with transaction(office.engine) as session:
        return make_link(session, actor, by="baas", now=office.now())


def a_mandate(office: Office, actor: str, role: Role, cluster: str | None = None) -> None:
    """Give somebody a role; the first one goes to the administrator of the tests."""
    with transaction(office.engine) as session:
        ledger = a_ledger(session, on=NEXT_DAY - timedelta(days=30), actor="baas")
        if not mandates.all_mandates(session):
            mandates.give(ledger, "baas", Role.ADMINISTRATOR)
        mandates.give(ledger, actor, role, cluster=cluster)


def csrf(browser: TestClient) -> str:
    """Return what the forms of this session carry."""
    secret = browser.cookies.get("__Host-mijlpaal") or browser.cookies.get("mijlpaal") or ""
    return cookies.csrf_of(secret)
