"""What must hold after each step, asked of the database from outside and of the receivers."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from models.rules.rulebook import Rulebook
from models.storage.database import reading
from tests.invariants import broken_invariants
from tests.simulation.post import Post

_FORGOTTEN = """
SELECT rung.milestone_id, rung.anchor, rung.step, rung.bound, assignment.contact_id, rung.due_on
FROM rung JOIN assignment ON assignment.milestone_id = rung.milestone_id
                         AND assignment.responsibility = rung.responsibility
WHERE rung.due_on <= ? AND assignment.valid_from IS NULL AND assignment.valid_until IS NULL
  AND assignment.contact_id NOT IN (SELECT contact_id FROM absence)
  AND NOT EXISTS (
    SELECT 1 FROM reminder
    WHERE reminder.milestone_id = rung.milestone_id AND reminder.anchor = rung.anchor
      AND reminder.step = rung.step AND reminder.bound = rung.bound
      AND reminder.contact_id = assignment.contact_id)
"""
_SAYS = """
SELECT reminder.contact_id, reminder.milestone_id, reminder.anchor, reminder.step, reminder.bound
FROM reminder JOIN message ON message.id = reminder.message_id WHERE message.uid = ?
"""
_TWO_IN_A_DAY = """
SELECT contact_id, day FROM message GROUP BY contact_id, day, kind, matter HAVING count(*) > 1
"""
_TO_ANOTHER = """
SELECT reminder.id FROM reminder LEFT JOIN message ON message.id = reminder.message_id
WHERE reminder.message_id IS NOT NULL AND message.contact_id IS NOT reminder.contact_id
"""
_SENT = "SELECT uid FROM message WHERE sent_at IS NOT NULL"
_OPEN = "SELECT uid FROM message WHERE sent_at IS NULL AND dead_at IS NULL"
_UNPLANNED = "SELECT id FROM reminder WHERE message_id IS NULL"

Told = tuple[int, int, str, int, str]
"""Contact, milestone, anchor, step and bound: what somebody must hear once."""


class BrokenError(AssertionError):
    """Something does not hold."""


@dataclass
class Oracle:
    """Looks whenever something was written."""

    engine: Engine
    path: Path
    rulebook: Rulebook
    told: dict[Told, str] = field(default_factory=dict)
    looks: int = 0

    def __post_init__(self) -> None:
        """Open a connection of its own."""
        self._watch = sqlite3.connect(self.path, isolation_level=None)
        self._seen = (-1, -1)

    def close(self) -> None:
        """Close that connection."""
        self._watch.close()

    def is_anything_open(self) -> bool:
        """Return whether a message waits to be sent."""
        return self._watch.execute(f"{_OPEN} LIMIT 1").fetchone() is not None

    def look(self, post: Post) -> None:
        """Ask everything that what was written since the last look can have broken.

        Raises:
            BrokenError: something does not hold.
        """
        (version,) = self._watch.execute("PRAGMA data_version").fetchone()
        if version == self._seen[0]:
            return
        (events,) = self._watch.execute("SELECT max(id) FROM event").fetchone()
        is_ledgers, self._seen = events != self._seen[1], (version, events)
        self.looks += 1
        _refuse(self._wrong_with_messages(post))
        if is_ledgers:
            with reading(self.engine) as session:
                _refuse(iter(broken_invariants(session, self.rulebook)))

    def look_after_sweep(self, day: date) -> None:
        """Ask whether everybody was reminded of what was due by then.

        Raises:
            BrokenError: somebody was forgotten.
        """
        found = self._watch.execute(_FORGOTTEN, (day.isoformat(),))
        _refuse(f"forgotten after the sweep of {day}: {row}" for row in found)

    def look_at_arrival(self, uid: str, post: Post) -> None:
        """Ask whether this was not told before, in another message or in this one.

        Raises:
            BrokenError: somebody was told twice.
        """
        for told in self._watch.execute(_SAYS, (uid,)):
            if self.told.setdefault(told, uid) != uid:
                raise BrokenError(f"told twice: {told} in {self.told[told]} and in {uid}")
        *before, _this = post.arrivals[uid]
        if before and not before[-1].explains_another(post.jumps):
            raise BrokenError(f"{uid} arrived again, and its sender knew that it had")

    def look_at_the_end(self) -> None:
        """Ask whether all that was written was brought away, now that nothing stands in its way.

        Raises:
            BrokenError: something still lies about.
        """
        for what, query in (("never brought away", _OPEN), ("never written about", _UNPLANNED)):
            _refuse(f"{what}: {row[0]}" for row in self._watch.execute(query))

    def _wrong_with_messages(self, post: Post) -> Iterator[str]:
        ask = self._watch.execute
        yield from (f"two messages to one person on one day: {row}" for row in ask(_TWO_IN_A_DAY))
        yield from (f"a reminder in another's message: {row[0]}" for row in ask(_TO_ANOTHER))
        for (uid,) in ask(_SENT):
            if uid not in post.arrivals:
                yield f"said to be sent, and nobody has it: {uid}"


def _refuse(wrong: Iterator[str]) -> None:
    first = next(wrong, None)
    if first is not None:
        raise BrokenError(first)
