"""The real programme behind the door, and people who come in to look at it and act."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from mijlpaal.web.app import make_app
from mijlpaal.web.office import Office
from models.access.login_links import make_link
from models.acts import mandates
from models.clock import morning_of
from models.ledger.writer import Ledger
from models.storage.database import create_schema, make_engine, transaction
from models.vocabulary import Role
from seeds.loader import load
from seeds.reading import read_seeds
from seeds.rulebook import load_rulebook
from tests.mijlpaal.web.conftest import WEB, Hands

LOADED_ON = date(2026, 6, 15)
TODAY = date(2026, 11, 2)
PEOPLE = (
    ("baas", Role.ADMINISTRATOR, None),
    ("anna", Role.PROGRAMME_MANAGER, None),
    ("bram", Role.PROGRAMME_MANAGER, None),
    ("lezer", Role.READER, None),
    ("regisseur", Role.CLUSTER_DIRECTOR, "chemelot"),
    ("bedrijf", Role.COMPANY, None),
    ("genoemd", Role.POLICY_OFFICER, None),  # for whom a test can let a company name somebody
)


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a database that holds the seeds and the mandates of these people."""
    path = tmp_path_factory.mktemp("schermen") / "mijlpaal.db"
    engine = make_engine(f"sqlite:///{path}")
    create_schema(engine)
    with transaction(engine) as session:
        ledger = Ledger(session, load_rulebook(), actor="baas", at=morning_of(LOADED_ON))
        load(ledger, read_seeds())
        for name, role, cluster in PEOPLE:
            mandates.give(ledger, name, role, cluster=cluster)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"VACUUM INTO '{path}.copy'")
    engine.dispose()
    return Path(f"{path}.copy").read_bytes()


@pytest.fixture(scope="session")
def start(seeded: bytes) -> bytes:
    """The seeds, and the mandates of these people."""
    return seeded


@pytest.fixture
def office(house: Engine) -> Office:
    """What the application works with, on a morning in November."""
    return Office(house, load_rulebook(), Hands(morning_of(TODAY)), web_address=WEB)


ComeIn = Callable[..., TestClient]


@pytest.fixture
def come_in(office: Office) -> ComeIn:
    """Let somebody in; their forms carry what the door asks for."""
    app = make_app(office)

    def let_in(actor: str = "anna") -> TestClient:
        browser = TestClient(app, base_url=WEB, follow_redirects=False)
        browser.headers["Accept-Language"] = "nl"
        with transaction(office.engine) as session:
            secret = make_link(session, actor, by="baas", now=office.now())
        assert browser.post(f"/inloggen/link/{secret}").status_code == 303
        return browser

    return let_in
