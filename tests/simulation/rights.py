"""Whom a milestone concerns on a day, worked out again from the rows, one by one.

``notifications.audience`` says it in SQL, once for the sweep, the planning and the lists. Nothing of
that is used here.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from models.vocabulary import Confidentiality

_SAID = """
SELECT message.uid, reminder.contact_id, reminder.milestone_id, reminder.anchor,
       reminder.responsibility, contact.clearance, contact.unwanted, subject.confidentiality,
       'milestone:' || subject.key, 'cluster:' || coalesce(cluster.key, '')
FROM message JOIN reminder ON reminder.message_id = message.id
             JOIN contact ON contact.subject_id = message.contact_id
             JOIN subject ON subject.id = reminder.milestone_id
             LEFT JOIN subject AS cluster ON cluster.id = subject.cluster_id
WHERE message.created_at = ?
"""
_HELD = """
SELECT milestone_id, contact_id FROM assignment
WHERE coalesce(valid_from, :day) <= :day AND coalesce(valid_until, :day) >= :day
"""
_AWAY = """
SELECT contact_id, replaced_by_id FROM absence WHERE valid_from <= :day AND valid_until >= :day
"""

_DUTIES = ("late", "escalation", "hand_over")  # of these nobody can wish to hear nothing


def told_to_strangers(watch: sqlite3.Connection, day: date, now: datetime) -> Iterator[str]:
    """Yield what the messages that were written now say to somebody whom it does not concern."""
    written_at = now.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    concerned = _concerned(watch, day)
    for row in watch.execute(_SAID, (written_at,)).fetchall():
        uid, contact, milestone, anchor, responsibility, clearance, unwanted, mark, *names = row
        what = f"milestone {milestone} ({anchor}) to contact {contact} in {uid}"
        if (milestone, contact) not in concerned:
            yield f"told to somebody whom it does not concern on {day}: {what}"
        if mark not in Confidentiality(clearance).readable():
            yield f"told to somebody who may not know: {what}"
        is_news = responsibility != "owner" and anchor not in _DUTIES
        if is_news and not set(names).isdisjoint((unwanted or "").split()):
            yield f"told to somebody who wished not to hear of it: {what}"


def _concerned(watch: sqlite3.Connection, day: date) -> set[tuple[int, int]]:
    """Return the milestones with whoever hears of them: who holds them, or stands in."""
    facts = {"day": day.isoformat()}
    away = dict(watch.execute(_AWAY, facts).fetchall())
    held = watch.execute(_HELD, facts).fetchall()
    return {(milestone, _hearer(contact, away)) for milestone, contact in held}


def _hearer(contact: int, away: Mapping[int, int]) -> int:
    while contact in away:
        contact = away[contact]
    return contact
