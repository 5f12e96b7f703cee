"""What hangs on what on the pages, over the real seeds and edges INVENTED for these tests."""

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.clock import morning_of
from models.foresight.dependencies import Terms, state_dependency
from models.ledger.writer import Ledger
from models.milestones.acts import forecast
from models.people.contacts import add as add_contact
from models.reading.marking import mark_field
from models.storage.database import make_engine, reading, transaction
from models.storage.records import current
from models.vocabulary import Confidentiality, SubjectKind
from seeds.rulebook import load_rulebook
from tests.factories import a_milestone
from tests.mijlpaal.conftest import count_events
from tests.mijlpaal.web.screens.conftest import TODAY, ComeIn
from tests.mijlpaal.web.screens.forms import send, words

SLIPPED = TODAY + timedelta(days=45)


@pytest.fixture(scope="module")
def entangled(tmp_path_factory: pytest.TempPathFactory, seeded: bytes) -> Path:
    """The real programme with a circle of companies and three milestones in a row."""
    path = tmp_path_factory.mktemp("verweven") / "huis.db"
    path.write_bytes(seeded)
    engine = make_engine(f"sqlite:///{path}")
    with transaction(engine) as session:
        ledger = Ledger(session, load_rulebook(), actor="anna", at=morning_of(TODAY))
        chemelot = current(session, SubjectKind.CLUSTER, "chemelot")
        for key, days in (("eerst", 30), ("dan", 40), ("daarna", 41)):
            a_milestone(ledger, chemelot, key, latest=TODAY + timedelta(days=days))
        for dependent, kind, on, terms in (
            ("milestone:dan", "finish_to_start", "milestone:eerst", Terms(lag="P2W")),
            ("milestone:daarna", "finish_to_start", "milestone:dan", None),
            ("organisation:oci", "investment", "organisation:anqore", Terms(is_mutual=True)),
            ("project:project-helix", "participation", "organisation:oci", Terms(role="owner")),
            ("project:project-helix", "condition", "condition:benodigde-vergunning", None),
        ):
            ends = [
                current(session, SubjectKind(kind), key)
                for kind, key in map(_named, (dependent, on))
            ]
            state_dependency(ledger, kind, ends[0], ends[1], terms)
        forecast(ledger, "eerst", SLIPPED)
    engine.dispose()
    return path


def _named(text: str) -> list[str]:
    return text.split(":")


@pytest.fixture
def house(tmp_path: Path, entangled: Path) -> Engine:
    """A copy of it for one test."""
    return make_engine(f"sqlite:///{shutil.copy(entangled, tmp_path / 'huis.db')}")
