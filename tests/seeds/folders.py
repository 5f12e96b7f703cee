"""Small folders of seeds for tests, and the ledger that they are loaded into."""

from datetime import date
from pathlib import Path
from textwrap import dedent

from sqlalchemy import Engine, func
from sqlmodel import select

from models.clock import morning_of
from models.ledger.writer import Ledger
from models.storage.database import reading, transaction
from models.storage.records import Record, current
from models.tables import Event, Subject
from models.vocabulary import SubjectKind
from seeds.collection import Seeds
from seeds.loader import Loaded, load
from seeds.reading import DEFAULT, read_seeds
from seeds.rulebook import load_rulebook

DAY = date(2026, 7, 1)
BASIS = """\
    is_invented: true
    cluster:
      - {key: proefcluster, title: Proefcluster, state: kandidaat}
    project:
      - {key: ander, title: Ander project, cluster: proefcluster}
    """


def a_folder(parent: Path, text: str, *, name: str = "eigen.yaml") -> Path:
    """Write one file of seeds in a folder of its own; return the folder."""
    folder = parent / "eigen"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(dedent(text), encoding="utf-8")
    return folder


def with_own(folder: Path) -> Seeds:
    """Read a folder beside the seeds that come with the product."""
    return read_seeds(DEFAULT, folder)


def a_small_world(folder: Path) -> Seeds:
    """Read a folder beside one cluster and one project, and nothing else."""
    return read_seeds(a_folder(folder.parent, BASIS, name="basis.yaml"))


def loaded(engine: Engine, seeds: Seeds, *, on: date = DAY) -> Loaded:
    """Load seeds in a transaction of their own."""
    with transaction(engine) as session:
        return load(Ledger(session, load_rulebook(), actor="seeds", at=morning_of(on)), seeds)


def counts(engine: Engine) -> tuple[int, int]:
    """Return how many subjects and events there are."""
    with reading(engine) as session:
        subjects = session.exec(select(func.count()).select_from(Subject)).one()
        events = session.exec(select(func.count()).select_from(Event)).one()
    return subjects, events


def found(engine: Engine, kind: SubjectKind, key: str) -> Record:
    """Return one subject as it is."""
    with reading(engine) as session:
        return current(session, kind, key)
