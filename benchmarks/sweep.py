"""The deadline sweep over many open milestones, few of them due, against one INSERT … SELECT.

Milestones, rungs, contacts and assignments are written set-based: 100,000 milestones, of which
1,000 have a rung due on the day of the sweep. The floor inserts the same reminders by one
statement that is handed the ids of the due milestones' rungs by an index and checks nothing.
"""

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Engine, text

from benchmarks.measure import Figure, at_least, compare
from models.clock import morning_of
from models.database import create_schema, make_engine, transaction
from notifications.deadlines import check_deadlines
from tests.factories import (
    a_calendar,
    a_cluster,
    a_contact,
    a_ledger,
    a_milestone,
    an_assignment,
)

MILESTONES = 100_000
DUE = 1_000
TODAY = date(2026, 9, 23)
FIRST_COPY = 1_000_000  # ids of the copies, far from the factories' own

_COPY_SUBJECTS = """
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :count)
INSERT INTO subject (id, kind, key, title, confidentiality, cluster_id, definition_id, standing,
                     is_invented, version, last_hash)
SELECT :first + n.i, s.kind, 'copy-' || n.i, s.title, s.confidentiality, s.cluster_id,
       s.definition_id, s.standing, s.is_invented, s.version, s.last_hash
FROM n, subject s WHERE s.id = :milestone
"""
_COPY_MILESTONES = """
INSERT INTO milestone (subject_id, about_id, modality, said_on, said_on_is_nominal, first_wording,
                       wording, latest, bound, replanned)
SELECT c.id, m.about_id, m.modality, m.said_on, m.said_on_is_nominal, m.first_wording, m.wording,
       m.latest, m.bound, m.replanned
FROM subject c, milestone m WHERE c.id >= :first AND m.subject_id = :milestone
"""
_COPY_RUNGS = """
INSERT INTO rung (milestone_id, anchor, step, bound, responsibility, due_on)
SELECT c.id, 'bound', -5, m.bound, 'owner',
       CASE WHEN c.id < :first + :due THEN :today ELSE :later END
FROM subject c JOIN milestone m ON m.subject_id = c.id WHERE c.id >= :first
"""
_COPY_ASSIGNMENTS = """
INSERT INTO subject (id, kind, key, title, confidentiality, is_invented, version, last_hash)
SELECT c.id + :count, 'assignment', c.key, c.title, c.confidentiality, c.is_invented, 1, ''
FROM subject c WHERE c.id >= :first
"""
_COPY_ASSIGNMENT_DETAILS = """
INSERT INTO assignment (subject_id, milestone_id, contact_id, responsibility)
SELECT c.id + :count, c.id, :contact, 'owner' FROM subject c
WHERE c.id >= :first AND c.kind = 'milestone'
"""
_FLOOR = """
INSERT INTO reminder (milestone_id, contact_id, anchor, step, bound, responsibility, swept_on)
SELECT rung.milestone_id, assignment.contact_id, rung.anchor, rung.step, rung.bound,
       rung.responsibility, :today
FROM rung JOIN assignment ON assignment.milestone_id = rung.milestone_id
WHERE rung.due_on = :today
"""


def figures(folder: Path) -> list[Figure]:
    """Return the figure for SQLite on disk."""
    engine = make_engine(f"sqlite:///{folder / 'sweep.db'}")
    create_schema(engine)
    _fill(engine)
    try:
        return [
            compare(
                f"sweep of {MILESTONES:,} milestones, {DUE:,} due",
                ours=lambda: _ours(engine),
                floor=lambda: _floor(engine),
                unit="reminders/s",
                aim=at_least(0.67),
                before=lambda: _forget(engine),
            )
        ]
    finally:
        engine.dispose()


def _ours(engine: Engine) -> int:
    with transaction(engine) as session:
        sweep = check_deadlines(session, today=TODAY, now=morning_of(TODAY), calendar=a_calendar())
    assert sweep.reminders == DUE
    return DUE


def _floor(engine: Engine) -> int:
    with transaction(engine) as session:
        inserted = session.connection().execute(text(_FLOOR), {"today": TODAY.isoformat()})
    assert inserted.rowcount == DUE
    return DUE


def _forget(engine: Engine) -> None:
    with transaction(engine) as session:
        session.execute(text("DELETE FROM reminder"))
        session.execute(text("DELETE FROM sweep"))


def _fill(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        milestone = a_milestone(ledger, a_cluster(ledger), latest=date(2026, 9, 30))
        contact = a_contact(ledger, "beleid")
        an_assignment(ledger, milestone, contact)
        session.execute(text("DELETE FROM rung"))
        facts = {
            "count": MILESTONES,
            "first": FIRST_COPY,
            "due": DUE,
            "milestone": milestone.id,
            "contact": contact.id,
            "today": TODAY.isoformat(),
            "later": (TODAY + timedelta(days=60)).isoformat(),
        }
        for statement in (
            _COPY_SUBJECTS,
            _COPY_MILESTONES,
            _COPY_RUNGS,
            _COPY_ASSIGNMENTS,
            _COPY_ASSIGNMENT_DETAILS,
        ):
            session.execute(text(statement), facts)
