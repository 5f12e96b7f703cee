"""What must hold after each step, asked of the database from outside and of the receivers."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from models.clock import end_of
from models.rules.rulebook import Rulebook
from models.storage.database import reading
from notifications.outbox import CLAIM_HOLDS
from notifications.quiet import is_quiet
from tests.invariants import broken_invariants
from tests.simulation.post import Post
from tests.simulation.rights import told_to_strangers

_FORGOTTEN = """
SELECT rung.milestone_id, rung.anchor, rung.step, rung.bound, assignment.contact_id, rung.due_on
FROM rung JOIN assignment ON assignment.milestone_id = rung.milestone_id
                         AND assignment.responsibility = rung.responsibility
          JOIN contact ON contact.subject_id = assignment.contact_id
          JOIN subject ON subject.id = rung.milestone_id
WHERE contact.unwanted IS NULL
  AND (contact.clearance = 'company_confidential'
       OR subject.confidentiality IN ('public', contact.clearance)
          AND NOT EXISTS (SELECT 1 FROM event  -- whoever may know by now heard nothing before
                          WHERE event.subject_id = subject.id AND event.kind = 'corrected'
                            AND event.payload LIKE '%"after":{"confidentiality"%'))
  AND rung.due_on <= ? AND assignment.valid_from IS NULL AND assignment.valid_until IS NULL
  AND assignment.contact_id NOT IN (SELECT contact_id FROM absence)
  AND NOT EXISTS (
    SELECT 1 FROM reminder
    WHERE reminder.milestone_id = rung.milestone_id AND reminder.anchor = rung.anchor
      AND reminder.step = rung.step AND reminder.bound = rung.bound
      AND reminder.contact_id = assignment.contact_id)
"""
_LEFT_LYING = """
SELECT reminder.milestone_id, reminder.anchor, reminder.step, reminder.bound, rung.responsibility
FROM message JOIN reminder ON reminder.message_id = message.id
             JOIN rung USING (milestone_id, anchor, step, bound, responsibility)
WHERE coalesce(message.sent_at, message.dead_at) < :told_until
  AND rung.escalates AND rung.responsibility <> 'programme_manager'
  AND NOT EXISTS (
    SELECT 1 FROM event
    WHERE event.subject_id = reminder.milestone_id
      AND event.recorded_at >= coalesce(message.sent_at, message.created_at)
      AND event.kind IN ('acknowledged', 'forecast', 'forecast_confirmed', 'replanned', 'achieved',
                         'advanced', 'backdated', 'reopened'))
  AND NOT EXISTS (
    SELECT 1 FROM rung AS above
    WHERE above.milestone_id = rung.milestone_id AND above.step = rung.step
      AND above.bound = rung.bound AND above.anchor IN (rung.anchor, 'escalation')
      AND (above.responsibility = 'programme_manager'
           OR above.responsibility = 'accountable' AND rung.responsibility = 'owner'))
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
_KIND = "SELECT kind FROM message WHERE uid = ?"
_OPEN = "SELECT uid FROM message WHERE sent_at IS NULL AND dead_at IS NULL"
_UNBROUGHT = f"{_OPEN} AND day < ?"
_UNPLANNED = "SELECT id FROM reminder WHERE message_id IS NULL AND swept_on < ?"

# What was found on the last days may wait for a day that is neither weekend nor holiday.
_MAY_WAIT = timedelta(days=6)

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
        """Ask whether everybody was reminded of what was due by then, and silence moved up.

        Raises:
            BrokenError: somebody was forgotten, or nobody above heard of it.
        """
        found = self._watch.execute(_FORGOTTEN, (day.isoformat(),))
        _refuse(f"forgotten after the sweep of {day}: {row}" for row in found)
        told_until = end_of(self.rulebook.calendar.add_working_days(day, -2))
        facts = {"told_until": told_until.replace(tzinfo=None).isoformat(" ", "microseconds")}
        lying = self._watch.execute(_LEFT_LYING, facts)
        _refuse(f"unanswered, and not moved up by the sweep of {day}: {row}" for row in lying)

    def look_after_planning(self, day: date, now: datetime) -> None:
        """Ask whether the messages that were written now say what their readers must hear.

        Raises:
            BrokenError: somebody is told what is not theirs.
        """
        _refuse(told_to_strangers(self._watch, day, now))

    def look_at_arrival(self, uid: str, post: Post, shown: datetime) -> None:
        """Ask whether this was not told before, in another message or in this one, nor at night.

        Args:
            uid: of the message.
            post: what has come in so far.
            shown: what the clock of its sender shows.

        Raises:
            BrokenError: somebody was told twice, or disturbed.
        """
        if self._disturbs(uid, shown) and not post.is_clock_new():
            raise BrokenError(f"{uid} came at a quiet hour: {shown}")
        for told in self._watch.execute(_SAYS, (uid,)):
            if self.told.setdefault(told, uid) != uid:
                raise BrokenError(f"told twice: {told} in {self.told[told]} and in {uid}")
        *before, this = post.arrivals[uid]
        if before and not post.is_clock_new() and not before[-1].explains(this):
            raise BrokenError(f"{uid} arrived again, and its sender knew that it had")

    def look_at_the_end(self, today: date) -> None:
        """Ask whether all that was written was brought away, now that nothing stands in its way.

        Raises:
            BrokenError: something still lies about.
        """
        before = ((today - _MAY_WAIT).isoformat(),)
        queries = (("never brought away", _UNBROUGHT), ("never written about", _UNPLANNED))
        for what, query in queries:
            _refuse(f"{what}: {row[0]}" for row in self._watch.execute(query, before))

    def _disturbs(self, uid: str, shown: datetime) -> bool:
        """Return whether it was quiet when this came, and when it was claimed at the earliest."""
        telling, calendar = self.rulebook.telling, self.rulebook.calendar
        (kind,) = self._watch.execute(_KIND, (uid,)).fetchone()
        return kind == "daily" and all(
            is_quiet(telling, moment, calendar=calendar) for moment in (shown, shown - CLAIM_HOLDS)
        )

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
