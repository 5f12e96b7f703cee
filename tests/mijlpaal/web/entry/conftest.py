"""An application with a page of its own behind the door, and people who come in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Annotated

import pytest
from fastapi import Depends, FastAPI, Request
from fastapi.responses import Response
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
from models.storage.database import transaction
from models.vocabulary import Role
from tests.factories import a_ledger
from tests.mijlpaal.web.conftest import NEXT_DAY, WEB

SEEING, CHANGING = "/proef", "/proef/wijzigen"


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
