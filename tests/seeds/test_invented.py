"""The invented programme: the same for the same number, marked, and fit to be loaded."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from sqlalchemy import Engine
from sqlmodel import col, func, select

from models.clock import morning_of
from models.ledger.writer import Ledger
from models.storage.database import reading, transaction
from models.tables import Assignment, Event, Milestone, Subject
from models.vocabulary import EventKind
from seeds.invented import Extent, invented_programme
from seeds.loader import load
from seeds.reading import read_seeds
from seeds.rulebook import load_rulebook
from seeds.slippages import reference_cases
from seeds.slipping import invented_milestones, let_slip
from tests.databases import SqliteDatabases
from tests.engines import Engines
from tests.simulation.running import with_the_schema

TODAY = date(2026, 11, 26)


TWO = Extent(clusters=2)


def files(seed: int, extent: Extent = TWO) -> dict[str, str]:
    return dict(invented_programme(extent, seed, today=TODAY, calendar=load_rulebook().calendar))


@pytest.fixture
def engine(sqlite_databases: SqliteDatabases, engines: Engines) -> Iterator[Engine]:
    url = sqlite_databases.fresh(with_the_schema)
    engine = engines.at(url)
    yield engine
    engine.dispose()
    sqlite_databases.discard(url)


def test_the_same_number_gives_the_same_programme() -> None:
    assert files(7) == files(7) != files(8)


def test_there_are_as_many_clusters_as_were_asked_for() -> None:
    assert len(files(7, Extent(clusters=5))) == 1 + 5


def test_there_is_as_much_of_everything_as_was_asked_for() -> None:
    extent = Extent(2, projects=(4, 4), conditions=(2, 2), milestones=(3, 3), people=5)

    _, *clusters = (yaml.safe_load(text) for text in files(7, extent).values())

    counted = [
        {kind: len(of) for kind, of in each.items() if isinstance(of, list)} for each in clusters
    ]
    assert counted == 2 * [
        {
            "cluster": 1,
            "organisation": 4,
            "project": 4,
            "condition": 4 * 2,
            "milestone": 4 + 3,
            "contact": 4 + 5,
            "assignment": 3 * (4 + 3),
        }
    ]


def test_everybody_of_a_cluster_holds_something() -> None:
    extent = Extent(1, projects=(0, 0), milestones=(4, 4), people=4)

    _, cluster = (yaml.safe_load(text) for text in files(7, extent).values())

    contacts = {each["key"] for each in cluster["contact"]}
    assert len(contacts) == extent.people
    assert contacts <= {each["contact"] for each in cluster["assignment"]}


def test_every_file_says_that_it_is_invented() -> None:
    assert all(yaml.safe_load(text)["is_invented"] is True for text in files(7).values())


def test_every_address_leads_nowhere() -> None:
    written = (yaml.safe_load(text) for text in files(7).values())
    addresses = [contact["address"] for file in written for contact in file["contact"]]

    assert addresses
    assert all(address.endswith(".example") for address in addresses)


@pytest.mark.parametrize("seed", [1, 2])
def test_it_loads_and_slips_as_far_as_real_promises_did(
    engine: Engine, tmp_path: Path, seed: int
) -> None:
    for name, text in files(seed).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with transaction(engine) as session:
        ledger = Ledger(session, load_rulebook(), actor="tester", at=morning_of(TODAY))
        load(ledger, read_seeds(tmp_path))
        slipped = let_slip(ledger, seed, invented_milestones(ledger))

    with reading(engine) as session:
        of_promise = Subject.key.like("%-mijlpaal-%")  # type: ignore[attr-defined]
        promises = session.exec(
            select(Milestone)
            .join(Subject, col(Subject.id) == col(Milestone.subject_id))
            .where(of_promise)
        ).all()
        held = session.exec(select(func.count(col(Assignment.subject_id).distinct()))).one()
        replanned = session.exec(
            select(func.count()).where(col(Event.kind) == EventKind.REPLANNED)
        ).one()
        real = session.exec(select(Subject.key).where(col(Subject.is_invented).is_(False))).all()
    sizes = {case.slip_days for case in reference_cases()}
    assert 0 < slipped < len(promises)
    assert replanned == slipped
    assert held >= 3 * len(promises)
    assert all(
        (each.latest - each.first_latest).days in sizes
        for each in promises
        if each.replanned and each.latest and each.first_latest
    )
    assert not [key for key in real if key.startswith("oefen")]
