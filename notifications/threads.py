"""Which conversation a message belongs to, so that a mailbox shows a milestone as one.

A message about one milestone belongs to that milestone's thread. One about several begins none and
joins none: a reply has one parent (RFC 5322, 3.6.4), and a mailbox that was given several would
tie their threads together for good.
"""

from collections.abc import Sequence
from functools import cache
from uuid import UUID, uuid5

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from models.tables import Reminder, Subject
from notifications.rows import ids_fact

_NAMESPACE = UUID("2b4f6a6e-6f0c-5a0e-8a35-0c1d3f5b7e21")


def threads_of(session: Session, message_ids: Sequence[int]) -> dict[int, str]:
    """Return the threads of those messages that are about one milestone; one statement."""
    found = session.execute(_about_one(), {"message_ids": message_ids})
    return {message_id: thread_of(key) for message_id, key in found}


@cache
def _about_one() -> Select[int, str]:
    message, milestone = col(Reminder.message_id), col(Reminder.milestone_id)
    about_one = (
        select(message.label("message_id"), func.min(milestone).label("milestone_id"))
        .where(message.in_(ids_fact("message_ids")))
        .group_by(message)
        .having(func.min(milestone) == func.max(milestone))
        .subquery()
    )
    return select(about_one.c.message_id, col(Subject.key)).join(
        about_one, col(Subject.id) == about_one.c.milestone_id
    )


def thread_of(milestone_key: str) -> str:
    """Return the name of a milestone's thread: always the same, and not its key.

    Mail servers read it on the way, and a key may name what is confidential.
    """
    return str(uuid5(_NAMESPACE, milestone_key))
