"""A programme with so many rungs, each waiting for its slice of the day to fall due.

Invented from one milestone, one contact and one assignment of the factories, copied set-based.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import Engine, insert, select, update
from sqlmodel import Session, SQLModel, col

from models.storage.database import transaction
from models.tables import Assignment, Contact, Milestone, Rung, Subject
from notifications.rows import table_of
from seeds.rulebook import load_rulebook
from tests.factories import a_cluster, a_contact, a_ledger, a_milestone, an_assignment

RUNGS_PER_READER = 10
LONG_AFTER = timedelta(days=365)

_FIRST = 10_000_000
_READERS, _MILESTONES, _ASSIGNMENTS = (_FIRST * number for number in (1, 2, 3))
_Row = dict[str, object]


def make_programme(engine: Engine, rungs: int, day: date, address: str) -> None:
    """Write the programme; nothing of it is due on ``day`` yet."""
    with transaction(engine) as session:
        ledger = a_ledger(session, on=day - timedelta(days=90), rulebook=load_rulebook())
        milestone = a_milestone(ledger, a_cluster(ledger, "chaos"), "chaos-0", latest=day)
        contact = a_contact(ledger, "chaos-lezer", channel="webhook", address=address)
        assignment = an_assignment(ledger, milestone, contact)
        session.flush()
        readers = range(_READERS, _READERS + -(-rungs // RUNGS_PER_READER))
        milestones = range(_MILESTONES, _MILESTONES + rungs)
        assignments = range(_ASSIGNMENTS, _ASSIGNMENTS + rungs)
        _copy(session, Subject, "id", contact.id, readers)
        _copy(session, Contact, "subject_id", contact.id, readers)
        _copy(session, Subject, "id", milestone.id, milestones)
        _copy(session, Milestone, "subject_id", milestone.id, milestones)
        _copy(session, Subject, "id", assignment.id, assignments)
        _copy(session, Assignment, "subject_id", assignment.id, assignments)
        session.connection().execute(
            insert(table_of(Rung)), list(_rungs(session, milestone.id, milestones, day))
        )
        _hand_out(session, assignments)
        # What the copies were made of tells nobody anything.
        session.connection().execute(
            update(table_of(Rung))
            .where(col(Rung.milestone_id) == milestone.id)
            .values(due_on=day + 2 * LONG_AFTER)
        )


def let_fall_due(engine: Engine, number: int, slices: int, rungs: int, day: date) -> None:
    """Let one slice of the readers have all their rungs due."""
    readers = -(-rungs // RUNGS_PER_READER)
    begin, end = (readers * each // slices * RUNGS_PER_READER for each in (number, number + 1))
    last = _MILESTONES + (rungs if number == slices - 1 else end) - 1
    with transaction(engine) as session:
        session.connection().execute(
            update(table_of(Rung))
            .where(col(Rung.milestone_id).between(_MILESTONES + begin, last))
            .values(due_on=day)
        )


def _copy(
    session: Session, table: type[SQLModel], key: str, original: int, ids: Sequence[int]
) -> None:
    core = table_of(table)
    found = session.connection().execute(select(core).where(core.c[key] == original))
    row: _Row = dict(found.mappings().one())
    rows = [{**row, key: id_, **_own_key(row, id_)} for id_ in ids]
    session.connection().execute(insert(core), rows)


def _own_key(row: _Row, id_: int) -> _Row:
    return {"key": f"chaos-{id_}"} if "key" in row else {}


def _rungs(session: Session, original: int, milestones: Sequence[int], day: date) -> Iterator[_Row]:
    core = table_of(Rung)
    query = select(core).where(core.c.milestone_id == original).limit(1)
    row: _Row = dict(session.connection().execute(query).mappings().one())
    row.pop("id", None)
    for id_ in milestones:
        yield {**row, "milestone_id": id_, "due_on": day + LONG_AFTER}


def _hand_out(session: Session, assignments: Sequence[int]) -> None:
    """Give each reader ten milestones in a row."""
    core = table_of(Assignment)
    number = core.c.subject_id - assignments[0]
    session.connection().execute(
        update(core)
        .where(core.c.subject_id >= assignments[0])
        .values(
            milestone_id=_MILESTONES + number,
            contact_id=_READERS + number // RUNGS_PER_READER,
        )
    )
