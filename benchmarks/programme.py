"""The programme of the letter with its one described cluster many times over, to report on.

The copies are rows beside those that the ledger wrote; their chains are not hashed anew, which no
report looks at. Each has a key of its own and titles of its own, so that no two reports are alike.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from sqlalchemy import Engine, Table, insert, select
from sqlmodel import Session

from models.clock import morning_of
from models.ledger.chain import EVENT
from models.ledger.writer import Ledger
from models.storage.database import create_schema, make_engine, transaction
from models.storage.records import DETAIL, SUBJECT
from models.vocabulary import SubjectKind
from seeds.loader import load
from seeds.reading import read_seeds
from seeds.rulebook import load_rulebook
from tests.reports.conftest import LOADED_ON

RULEBOOK = load_rulebook()
ORIGINAL = "chemelot"

_Row = dict[str, object]


def programme_of(path: Path, copies: int) -> tuple[Engine, list[str]]:
    """Return a new SQLite database, and the keys of the original and of its ``copies``."""
    engine = make_engine(f"sqlite:///{path}")
    create_schema(engine)
    with transaction(engine) as session:
        ledger = Ledger(session, RULEBOOK, actor="meting", at=morning_of(LOADED_ON))
        load(ledger, read_seeds())
    with transaction(engine) as session:
        original = _Original(session)
        for number in range(1, copies + 1):
            original.copy(session, number)
    return engine, [ORIGINAL, *(_renamed(ORIGINAL, number) for number in range(1, copies + 1))]


class _Original:
    """The rows of a cluster and of all that belongs to it."""

    def __init__(self, session: Session) -> None:
        key = SUBJECT.c.key == ORIGINAL
        query = select(SUBJECT.c.id).where(key, SUBJECT.c.kind == str(SubjectKind.CLUSTER))
        cluster = session.execute(query).scalar_one()
        own = (SUBJECT.c.id == cluster) | (SUBJECT.c.cluster_id == cluster)
        self.subjects = _rows(session, SUBJECT, own)
        self.ids = [cast("int", row["id"]) for row in self.subjects]
        self.details = {
            table: _rows(session, table, table.c.subject_id.in_(self.ids))
            for table in DETAIL.values()
        }
        self.events = _rows(session, EVENT, EVENT.c.subject_id.in_(self.ids))
        self.distance = 1 + cast("int", session.execute(select(SUBJECT.c.id)).scalars().all()[-1])

    def copy(self, session: Session, number: int) -> None:
        """Write all rows once more, under ids and keys of their own."""
        moved = {old: old + number * self.distance for old in self.ids}
        subjects = [
            {
                **_moved(SUBJECT, row, moved),
                "id": moved[cast("int", row["id"])],
                "key": _renamed(str(row["key"]), number),
                "title": f"{row['title']} {number}",
                "last_hash": f"{number:04}{str(row['last_hash'])[4:]}",
            }
            for row in self.subjects
        ]
        session.execute(insert(SUBJECT), subjects)
        for table, rows in self.details.items():
            if rows:
                session.execute(insert(table), [_moved(table, row, moved) for row in rows])
        session.execute(insert(EVENT), list(self._events(moved, number)))

    def _events(self, moved: Mapping[int, int], number: int) -> Iterator[_Row]:
        for row in self.events:
            kept = {name: value for name, value in row.items() if name != "id"}
            digest = f"{number:04}{str(row['hash'])[4:]}"
            yield {**_moved(EVENT, kept, moved), "hash": digest}


def _rows(session: Session, table: Table, which: object) -> list[_Row]:
    query = select(table).where(which)  # type: ignore[arg-type]
    return [dict(row) for row in session.execute(query).mappings()]


def _moved(table: Table, row: _Row, moved: Mapping[int, int]) -> _Row:
    """Return a row in which every pointer to a copied subject points to its copy."""
    pointing = {
        column.name
        for column in table.c
        if any(key.column is SUBJECT.c.id for key in column.foreign_keys)
    }
    return {
        name: moved.get(cast("int", value), value) if name in pointing else value
        for name, value in row.items()
    }


def _renamed(key: str, number: int) -> str:
    return f"{key}-{number}"
