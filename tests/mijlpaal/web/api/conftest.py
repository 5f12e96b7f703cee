"""A small world behind the API, and programs with a token that look at it and change it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import Engine
from starlette.testclient import TestClient

from mijlpaal.web.api.pace import Pace
from mijlpaal.web.app import make_app
from mijlpaal.web.limiting import BadTries
from mijlpaal.web.office import Office
from models.access import tokens
from models.acts import mandates
from models.clock import morning_of
from models.storage.database import make_engine, transaction
from models.vocabulary import Role
from tests.factories import (
    a_cluster,
    a_condition,
    a_document,
    a_ledger,
    a_milestone,
    a_project,
    a_request,
    a_rulebook,
    an_occurrence,
    an_organisation,
)
from tests.mijlpaal.web.conftest import NEXT_DAY, WEB, Hands, a_database

BOUND = date(2026, 12, 10)


@dataclass
class Program:
    """A program with a token."""

    browser: TestClient
    secret: str

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Ask for something."""
        return self.ask("GET", path, **headers)

    def post(
        self, path: str, body: Mapping[str, object] | None = None, **headers: str
    ) -> httpx.Response:
        """Change something; ``seen`` is the entity tag."""
        return self.ask("POST", path, body or {}, **headers)

    def ask(
        self, method: str, path: str, body: object = None, seen: str = "", **headers: str
    ) -> httpx.Response:
        """Ask anything."""
        sent = {"authorization": f"Bearer {self.secret}"} if self.secret else {}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        if seen:
            sent["if-match"] = seen
        answer: httpx.Response = self.browser.request(method, f"/v1{path}", json=body, headers=sent)
        return answer

    def tag(self, path: str) -> str:
        """Return the entity tag of something."""
        return str(self.get(path).headers["etag"])


AProgram = Callable[..., Program]


def fill(engine: Engine) -> None:
    """Register two clusters with what hangs on them, and who may do what."""
    with transaction(engine) as session:
        ledger = a_ledger(session, actor="baas")
        parliament = an_organisation(ledger, "tweede-kamer", "parliament")
        one, two = a_cluster(ledger, "een"), a_cluster(ledger, "twee")
        project = a_project(ledger, one, "p1")
        a_condition(ledger, one, "c1", project=project)
        a_request(ledger, one, "r1")
        a_document(ledger, one, "brief", "kamerbrief")
        an_occurrence(ledger, "verkoop")
        a_milestone(ledger, one, "m1", latest=BOUND)
        a_milestone(ledger, two, "m2", latest=BOUND + timedelta(days=30))
        a_milestone(ledger, one, "intern", latest=BOUND, confidentiality="internal")
        a_milestone(ledger, one, "geheim", latest=BOUND, confidentiality="company_confidential")
        acme = an_organisation(ledger, "acme")
        a_milestone(ledger, acme, "eigen", latest=BOUND, confidentiality="company_confidential")
        a_milestone(ledger, one, "belofte", latest=BOUND, addressee=parliament)
        mandates.give(ledger, "baas", Role.ADMINISTRATOR)
        for actor, role, cluster in (
            ("piet", Role.PROGRAMME_MANAGER, None),
            ("roos", Role.PROGRAMME_MANAGER, None),
            ("regisseur", Role.CLUSTER_DIRECTOR, "een"),
            ("lezer", Role.READER, None),
            ("bedrijf", Role.COMPANY, None),
        ):
            mandates.give(ledger, actor, role, cluster=cluster)


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The small world."""
    return a_database(tmp_path_factory.mktemp("api") / "start.db", fill)


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The application; making one takes a while, and the API keeps nothing but its state."""
    url = f"sqlite:///{tmp_path_factory.mktemp('nobody') / 'empty.db'}"
    return make_app(Office(make_engine(url), a_rulebook(), Hands(morning_of(NEXT_DAY))))


@pytest.fixture
def app(application: FastAPI, office: Office, clock: Hands) -> FastAPI:
    """The application, on this test's own database."""
    application.state.office = office
    application.state.api_pace = Pace(clock, office.api_per_minute)
    application.state.api_bad_tries = BadTries(clock)
    return application


@pytest.fixture
def program(app: FastAPI, office: Office) -> AProgram:
    """Make programs, each with a token of somebody."""
    return program_of(app, office)


def program_of(app: FastAPI, office: Office) -> AProgram:
    """Return what makes a program with a token of somebody."""

    def make(
        actor: str = "piet", *, may_write: bool = True, clusters: tuple[str, ...] = ()
    ) -> Program:
        with transaction(office.engine) as session:
            made = tokens.make_token(
                session,
                actor,
                "proef",
                by="baas",
                now=office.now(),
                until=office.today + timedelta(days=30),
                may_write=may_write,
                clusters=clusters,
            )
        return Program(TestClient(app, base_url=WEB, raise_server_exceptions=False), made.secret)

    return make
