"""An edition stays what it was: whoever writes in its figures is found, whatever else they change."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from models.publications import editions
from models.publications.edition_check import verify_editions
from models.storage.append_only import trigger_names
from models.storage.database import create_schema, make_engine, reading, transaction
from models.tables import Report
from tests.factories import START, a_cluster, a_ledger
from tests.tampering import tamper

FIGURES = '{"status":"delayed"}'


@pytest.fixture
def stored(engine: Engine) -> Engine:
    """Two editions of a day: the first established, the second a concept."""
    _store(engine)
    return engine


def _store(engine: Engine) -> None:
    with transaction(engine) as session:
        cluster = a_cluster(a_ledger(session))
        reports = [_a_report(session, cluster.id, number) for number in (1, 2)]
        editions.propose(a_ledger(session, actor="anna"), reports[0])
        editions.establish(a_ledger(session, actor="bert"), reports[0])


def _a_report(session: Session, subject_id: int, number: int) -> Report:
    report = Report(
        subject_id=subject_id,
        reference_date=START,
        edition=number,
        digest=_digest(FIGURES),
        figures=FIGURES,
        published_at=a_ledger(session).at,
    )
    session.add(report)
    session.flush()
    return report


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def found(engine: Engine) -> Sequence[tuple[str, str]]:
    with reading(engine) as session:
        return [(each.subject, each.problem.en) for each in verify_editions(session)]


def test_editions_that_nobody_touched_add_up(stored: Engine) -> None:
    assert found(stored) == []


@pytest.mark.parametrize(
    "number,statement",
    [
        (1, "UPDATE report SET figures = '{}' WHERE edition = 1"),
        (2, "UPDATE report SET figures = '{}' WHERE edition = 2"),
    ],
    ids=["established", "a concept"],
)
def test_the_edition_whose_figures_were_changed_is_named(
    stored: Engine, number: int, statement: str
) -> None:
    tamper(stored, statement)

    name = f"edition:voorbeeld.{START}.{number}"
    assert found(stored) == [(name, "the figures do not fit the hash of this edition")]


def test_changing_the_hash_along_with_the_figures_hides_nothing_established(
    stored: Engine,
) -> None:
    tamper(
        stored,
        "UPDATE report SET figures = '{}', digest = "
        "'44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a' WHERE edition = 1",
    )

    assert [subject for subject, _ in found(stored)] == [f"edition:voorbeeld.{START}.1"]


def test_an_edition_whose_figures_were_taken_away_is_named(tmp_path: Path) -> None:
    """On SQLite, where somebody with the file can leave a reference to nothing."""
    engine = make_engine(f"sqlite:///{tmp_path}/m.db")
    create_schema(engine)
    _store(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        for name in sorted(trigger_names("sqlite")):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("DELETE FROM report WHERE edition = 1")
        connection.commit()

    assert found(engine) == [
        (f"edition:voorbeeld.{START}.1", "the figures of this edition are gone")
    ]
    engine.dispose()
