"""A secret in every field that can be marked, and three readers who walk every page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import Engine, delete, select, update
from sqlmodel import AutoString
from starlette.testclient import TestClient

from mijlpaal.web.app import make_app
from mijlpaal.web.office import Office
from mijlpaal.web.screens.routers import routers
from models.access.login_links import make_link
from models.access.naming import name_reader
from models.clock import morning_of
from models.ledger.writer import Ledger
from models.reading.marking import mark_field, markable
from models.storage.database import make_engine, reading, transaction
from models.storage.records import DETAIL, SUBJECT, Record, current
from models.storage.values import Value
from models.tables import ConfidentialRead
from models.vocabulary import Confidentiality, SubjectKind
from seeds.rulebook import load_rulebook
from tests.factories import (
    a_condition,
    a_milestone,
    a_project,
    a_request,
    an_occurrence,
    an_organisation,
)
from tests.mijlpaal.web.conftest import WEB, Hands
from tests.mijlpaal.web.screens.conftest import TODAY

# What is chosen from a list or read by a rule; nobody can write a sentence in it.
_NO_SENTENCES = frozenset(
    {
        *("industry", "amount_modality", "anchor_offset", "bound_confidence", "edtf", "ladder"),
        *("first_anchor_offset", "first_edtf", "needed_for", "obligation", "override_status"),
        *("replan_reason", "suspensions", "term", "modality", "document_kind", "owner_role"),
    }
)
_MONTH = "2029-02"
_PATHS = {
    SubjectKind.PROJECT: "/projecten",
    SubjectKind.CONDITION: "/voorwaarden",
    SubjectKind.MILESTONE: "/mijlpalen",
    SubjectKind.REQUEST: "/verzoeken",
}


@dataclass(frozen=True)
class Secret:
    """A value that stands in one field of one row."""

    row: Record
    field: str
    value: str | date

    def is_in(self, page: str) -> bool:
        """Return whether a page tells it, however it writes a day."""
        if isinstance(self.value, str):
            return self.value in page
        said = rf"\b0?{self.value.day} feb(?:ruari|ruary)? 2029|{self.value}|202902{self.value:%d}"
        return re.search(said, page, re.IGNORECASE) is not None


@dataclass(frozen=True)
class House:
    """The application with the secrets in it."""

    office: Office
    app: FastAPI
    secrets: list[Secret]

    def paths(self) -> list[str]:
        """Return every page and file that can be asked for by its address."""
        own = {
            _PATHS[each.row.kind]: each.row.key for each in self.secrets if each.row.kind in _PATHS
        }
        own |= {"/clusters": "chemelot"}
        known = [
            route.path
            for router in routers(self.office)
            for route in router.routes
            if isinstance(route, APIRoute) and "GET" in (route.methods or ())
        ]
        filled = [
            path.replace("{key}", own[path.partition("/{")[0]])
            for path in known
            if path.startswith(tuple(f"{start}/{{key}}" for start in own))
        ]
        beside = [each for each in known if "{" not in each]
        return sorted({*filled, *beside, "/wat-als?onderwerp=project:p-geheim", "/?voor=mij"})

    def come_in(self, actor: str) -> TestClient:
        """Let somebody in, who reads English."""
        browser = TestClient(self.app, base_url=WEB, follow_redirects=False)
        browser.headers["Accept-Language"] = "en"
        with transaction(self.office.engine) as session:
            secret = make_link(session, actor, by="baas", now=self.office.now())
        assert browser.post(f"/inloggen/link/{secret}").status_code == 303
        return browser

    def reads_of(self, browser: TestClient, path: str) -> tuple[str, dict[int, set[str]]]:
        """Return a page, and what the log then says was read of each row."""
        with transaction(self.office.engine) as session:
            session.execute(delete(ConfidentialRead))
        answer = browser.get(path)
        assert answer.status_code < 500, path
        with reading(self.office.engine) as session:
            rows = session.execute(select(ConfidentialRead)).scalars().all()
        logged: dict[int, set[str]] = {}
        for each in rows:
            logged.setdefault(each.subject_id, set()).update(each.fields.split())
        return answer.text, logged


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, seeded: bytes) -> Iterator[House]:
    """The programme with rows of a company, INVENTED, every markable field of them kept."""
    path = tmp_path_factory.mktemp("merken") / "huis.db"
    path.write_bytes(seeded)
    engine = make_engine(f"sqlite:///{path}")
    office = Office(engine, load_rulebook(), Hands(morning_of(TODAY)), web_address=WEB)
    yield House(office, make_app(office), _plant(engine, office))
    engine.dispose()


def test_who_is_not_of_the_company_sees_nothing_of_it(home: House) -> None:
    browser = home.come_in("anna")

    for path in home.paths():
        page, logged = home.reads_of(browser, path)
        assert [each for each in home.secrets if each.is_in(page)] == [], path
        assert logged == {}, path


def test_whom_the_company_named_is_logged_for_all_that_they_see(home: House) -> None:
    browser, seen = home.come_in("genoemd"), 0

    for path in home.paths():
        page, logged = home.reads_of(browser, path)
        for each in home.secrets:
            if each.is_in(page):
                seen += 1
                assert {each.field, "*"} & logged.get(each.row.id, set()), (path, each.field)

    assert seen > 50


def test_the_company_itself_is_not_logged(home: House) -> None:
    browser, seen = home.come_in("bedrijf"), 0

    for path in ("/", "/mijlpalen.csv", "/mijlpalen/m-geheim", "/projecten/p-geheim"):
        page, logged = home.reads_of(browser, path)
        seen += sum(each.is_in(page) for each in home.secrets)
        assert logged == {}, path

    assert seen > 20


def _plant(engine: Engine, office: Office) -> list[Secret]:
    secrets: list[Secret] = []
    days = count(1)
    with transaction(engine) as session:
        ledger = office.ledger(session, "baas")
        rows = _rows_of_a_company(ledger)
        name_reader(session, "genoemd", "acme", named_by="baas", now=morning_of(TODAY))
        name_reader(session, "bedrijf", "acme", named_by="baas", now=morning_of(TODAY), is_own=True)
    with transaction(engine) as session:
        for row in rows:
            found = list(_secrets_of(row, days))
            for table, key in ((SUBJECT, SUBJECT.c.id), (DETAIL[row.kind], None)):
                values = {each.field: each.value for each in found if each.field in table.c}
                if values:
                    is_row = (key if key is not None else table.c.subject_id) == row.id
                    session.execute(update(table).where(is_row).values(**values))
            secrets += found
    with transaction(engine) as session:
        for row in rows:
            for name in markable(row.kind):
                mark_field(
                    session, row.kind, row.key, name, _SECRET, actor="anna", now=office.now()
                )
    return secrets


_SECRET = Confidentiality.COMPANY_CONFIDENTIAL


def _rows_of_a_company(ledger: Ledger) -> list[Record]:
    chemelot = current(ledger.session, SubjectKind.CLUSTER, "chemelot")
    acme = an_organisation(ledger, "acme")
    project = a_project(ledger, chemelot, "p-geheim")
    condition = a_condition(ledger, chemelot, "k-geheim", project=project)
    milestone = a_milestone(ledger, project, "m-geheim", cluster_id=chemelot.id)
    request = a_request(ledger, chemelot, "v-geheim")
    occurrence = an_occurrence(ledger, "g-geheim", about_id=project.id)
    for target in (project, request):
        fields: dict[str, Value] = {
            "title": f"acme in {target.key}",
            "target_id": target.id,
            "organisation_id": acme.id,
            "role": "owner",
        }
        ledger.register(SubjectKind.PARTICIPATION, f"acme-{target.key}", fields)
    return [project, condition, milestone, request, occurrence]


def _secrets_of(row: Record, days: Iterator[int]) -> Iterator[Secret]:
    """Yield a secret for each field that can hold a sentence or a day, each another one."""
    for name in markable(row.kind):
        column = SUBJECT.c[name] if name in SUBJECT.c else DETAIL[row.kind].c[name]
        if column.type.python_type is date:
            yield Secret(row, name, date.fromisoformat(f"{_MONTH}-{next(days):02}"))
        elif isinstance(column.type, AutoString) and name not in _NO_SENTENCES:
            yield Secret(row, name, f"geheim-{row.kind}-{name}".replace("_", "-"))
