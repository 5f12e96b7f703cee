"""A home of its own for each test, with a small programme that has something to tell."""

import os
from datetime import date
from pathlib import Path

import pytest

from models.storage.database import make_engine, transaction
from models.storage.migrate import upgrade
from models.storage.settings import DatabaseSettings
from models.vocabulary import SubjectKind
from seeds.rulebook import load_rulebook
from tests.factories import a_cluster, a_contact, a_ledger, a_milestone, an_assignment

LATEST = date(2026, 9, 30)  # a Wednesday
REGISTERED = date(2026, 7, 1)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds nothing yet, and is the home of Mijlpaal for this test."""
    for name in filter(lambda name: name.startswith("MIJLPAAL_"), dict(os.environ)):
        monkeypatch.delenv(name)
    monkeypatch.setenv("MIJLPAAL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("MIJLPAAL_REPORT_FORMATS", "text,html,json")  # the quick ones
    return tmp_path / "home"


@pytest.fixture
def programme(home: Path) -> Path:
    """The home with a SQLite database and the small programme in it."""
    make_programme()
    return home


def make_programme() -> None:
    """Fill the database of the environment: a milestone at the end of September, one owner."""
    engine = make_engine(DatabaseSettings().url)
    upgrade(engine)
    with transaction(engine) as session:
        ledger = a_ledger(session, on=REGISTERED, rulebook=load_rulebook())
        ledger.register(SubjectKind.PROGRAMME, "aanpak", {"title": "Aanpak"})
        milestone = a_milestone(ledger, a_cluster(ledger), latest=LATEST)
        an_assignment(ledger, milestone, a_contact(ledger, "eigenaar"))
    engine.dispose()
