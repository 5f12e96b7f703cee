"""The deadline sweep over a million open milestones, few of them due, against one INSERT … SELECT.

Milestones, rungs, contacts, assignments and their events are written set-based: 10,000 milestones
have a rung due on the day of the sweep. The floor inserts the same reminders by one statement that
is handed the due rungs by an index and checks nothing. Two million more that are not due must cost
nothing: the cost follows what is due, not what exists.

A sweep looks back to the one before; here that was the day before, as on any working day.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Engine, text

from benchmarks.measure import Aim, Figure, Line, NotMeasured, at_least, compare
from models.clock import morning_of
from models.storage.database import create_schema, make_engine, transaction
from notifications.deadlines import FOLLOW_INDEXES, check_deadlines
from tests.databases import postgresql
from tests.factories import (
    a_calendar,
    a_cluster,
    a_contact,
    a_ledger,
    a_milestone,
    an_assignment,
)

MILESTONES = 1_000_000
MORE = 2_000_000
DUE = 10_000
ROUNDS = 9
TODAY = date(2026, 9, 23)
LATER = TODAY + timedelta(days=60)
FIRST_COPY = 1_000_000  # ids of the copies, far from the factories' own
ASSIGNMENTS = 10_000_000  # how far the id of an assignment lies above that of its milestone
_AS_FAST = 0.8  # with two million more that are not due

_COPY = (
    """
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :count)
    INSERT INTO subject (id, kind, key, title, confidentiality, cluster_id, definition_id, standing,
                         is_invented, version, last_hash)
    SELECT :first + n.i, s.kind, 'copy-' || (:first + n.i), s.title, s.confidentiality,
           s.cluster_id, s.definition_id, s.standing, s.is_invented, s.version, s.last_hash
    FROM n, subject s WHERE s.id = :milestone
    """,
    """
    INSERT INTO milestone (subject_id, about_id, modality, said_on, said_on_is_nominal,
                           first_wording, wording, latest, bound, replanned)
    SELECT c.id, m.about_id, m.modality, m.said_on, m.said_on_is_nominal, m.first_wording,
           m.wording, m.latest, m.bound, m.replanned
    FROM subject c, milestone m
    WHERE c.id >= :first AND c.id < :first + :count AND m.subject_id = :milestone
    """,
    """
    INSERT INTO rung (milestone_id, anchor, step, bound, responsibility, due_on)
    SELECT m.subject_id, 'bound', -5, m.bound, 'owner',
           CASE WHEN m.subject_id < :first + :due THEN :today ELSE :later END
    FROM milestone m WHERE m.subject_id >= :first AND m.subject_id < :first + :count
    """,
    """
    INSERT INTO subject (id, kind, key, title, confidentiality, is_invented, version, last_hash)
    SELECT c.id + :above, 'assignment', c.key, c.title, c.confidentiality, c.is_invented, 1, ''
    FROM subject c WHERE c.id >= :first AND c.id < :first + :count
    """,
    """
    INSERT INTO assignment (subject_id, milestone_id, contact_id, responsibility)
    SELECT m.subject_id + :above, m.subject_id, :contact, 'owner' FROM milestone m
    WHERE m.subject_id >= :first AND m.subject_id < :first + :count
    """,
    """
    INSERT INTO event (subject_id, sequence, kind, payload, actor, effective_on, recorded_at,
                       previous_hash, hash)
    SELECT c.id, 1, e.kind, '{}', e.actor, e.effective_on, e.recorded_at, '', ''
    FROM subject c, event e
    WHERE c.id >= :first AND c.id < :first + :count
      AND e.subject_id = :milestone AND e.sequence = 1
    """,
)
_FLOOR = """
INSERT INTO reminder (milestone_id, contact_id, anchor, step, bound, responsibility, swept_on)
SELECT rung.milestone_id, assignment.contact_id, rung.anchor, rung.step, rung.bound,
       rung.responsibility, :today
FROM rung JOIN assignment ON assignment.milestone_id = rung.milestone_id
WHERE rung.due_on = :today
"""


def figures(folder: Path) -> list[Line]:
    """Return the figures for SQLite on disk and for PostgreSQL."""
    lines: list[Line] = []
    for name, database in (("SQLite", on_sqlite), ("PostgreSQL", on_postgresql)):
        try:
            with database(folder) as engine:
                lines += _figures(name, engine)
        except RuntimeError as problem:  # the wheel with the server is not here
            lines.append(NotMeasured(f"sweep, {name}", str(problem).splitlines()[0]))
    return lines


def _figures(database: str, engine: Engine) -> Iterator[Figure]:
    """Yield the sweep against the floor, then the same among three times as many."""
    copies = copies_in(engine)
    copies(FIRST_COPY, MILESTONES, due=DUE)
    swept = f"sweep of {DUE:,} due among"
    alone = _compare(f"{swept} {MILESTONES:,}, {database}", engine, at_least(0.667))
    yield alone
    copies(FIRST_COPY + MILESTONES, MORE, due=0)
    crowded = _compare(f"{swept} {MILESTONES + MORE:,}, {database}", engine, at_least(0.667))
    yield crowded
    yield Figure(
        name=f"the same sweep with {MORE:,} more not due, {database}",
        ours=crowded.ours,
        floor=alone.ours,
        ratio=crowded.ratio / alone.ratio,  # each against the floor of its own minutes
        unit=alone.unit,
        aim=at_least(_AS_FAST),
    )


def _compare(name: str, engine: Engine, aim: Aim) -> Figure:
    return compare(
        name,
        ours=lambda: _ours(engine),
        floor=lambda: _floor(engine),
        unit="reminders/s",
        aim=aim,
        before=lambda: forget(engine),
        rounds=ROUNDS,
    )


def _ours(engine: Engine) -> int:
    with transaction(engine) as session:
        sweep = check_deadlines(session, today=TODAY, now=morning_of(TODAY), calendar=a_calendar())
    assert sweep.reminders == DUE
    return DUE


def _floor(engine: Engine) -> int:
    with transaction(engine) as session:
        if engine.dialect.name == "postgresql":
            session.connection().execute(FOLLOW_INDEXES)  # to the floor as well
        inserted = session.connection().execute(text(_FLOOR), {"today": _day(engine, TODAY)})
    assert inserted.rowcount in (DUE, -1)  # psycopg's count may be dropped
    return DUE


def forget(engine: Engine) -> None:
    """Let the sweep of yesterday be the last one, and nobody told."""
    with transaction(engine) as session:
        session.execute(text("DELETE FROM reminder"))
        session.execute(text("DELETE FROM sweep"))
        yesterday = TODAY - timedelta(days=1)
        check_deadlines(session, today=yesterday, now=morning_of(yesterday), calendar=a_calendar())


def copies_in(engine: Engine) -> Callable[..., None]:
    """Register one owned milestone, and return what copies it so many times from an id on."""
    with transaction(engine) as session:
        ledger = a_ledger(session)
        milestone = a_milestone(ledger, a_cluster(ledger), latest=date(2026, 9, 30))
        contact = a_contact(ledger, "beleid")
        an_assignment(ledger, milestone, contact)
        session.execute(text("DELETE FROM rung"))

    def copy(first: int, count: int, *, due: int) -> None:
        facts = {
            "first": first,
            "count": count,
            "due": due,
            "above": ASSIGNMENTS,
            "milestone": milestone.id,
            "contact": contact.id,
            "today": _day(engine, TODAY),
            "later": _day(engine, LATER),
        }
        with transaction(engine) as session:
            for statement in _COPY:
                session.execute(text(_typed(engine, statement)), facts)
        _analyse(engine)

    return copy


@contextmanager
def on_sqlite(folder: Path) -> Iterator[Engine]:
    """Open a database in a file."""
    engine = make_engine(f"sqlite:///{folder / 'sweep.db'}")
    create_schema(engine)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def on_postgresql(_folder: Path) -> Iterator[Engine]:
    """Open a database of a server of our own, the one that the tests use."""
    with postgresql() as databases:
        engine = make_engine(databases.fresh())
        create_schema(engine)
        try:
            yield engine
        finally:
            engine.dispose()


def _analyse(engine: Engine) -> None:
    """Let PostgreSQL know what it holds, as its autovacuum does in an hour."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def _day(engine: Engine, day: date) -> date | str:
    return day.isoformat() if engine.dialect.name == "sqlite" else day


def _typed(engine: Engine, statement: str) -> str:
    """Return a statement as PostgreSQL wants it: it knows no type of a day in a CASE."""
    if engine.dialect.name == "sqlite":
        return statement
    return statement.replace(":today ELSE :later", "CAST(:today AS date) ELSE CAST(:later AS date)")
