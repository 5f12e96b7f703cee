"""Parts of a sweep or a planning, for several workers at once: a range of ids for each.

The ranges touch and together hold every id, so whatever comes after the cutting falls in one of
them. Each part may be done twice, and beside the whole: unique keys hold what was told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    SQLColumnExpression,
    bindparam,
    func,
    select,
    true,
)
from sqlmodel import Session, col

from models.tables import Reminder, Rung

_LAST_ID = 2**31 - 1  # a column of ids is an INTEGER


@dataclass(frozen=True, slots=True)
class Part:
    """The ids from ``first`` to ``last``, both included."""

    first: int = 0
    last: int = _LAST_ID


WHOLE = Part()
NOBODY = Part(1, 0)


def sweep_parts(session: Session, number: int, *, since: date, today: date) -> tuple[Part, ...]:
    """Return at most so many parts of the milestones, with as many due rungs in each."""
    due: Select[int] = select(col(Rung.milestone_id).label("id")).where(
        col(Rung.due_on).between(since, today)
    )
    return _parts(session, due, number)


def planning_parts(session: Session, number: int) -> tuple[Part, ...]:
    """Return at most so many parts of the contacts, with as many in each who wait for news."""
    waiting: Select[int] = (
        select(col(Reminder.contact_id).label("id"))
        .where(col(Reminder.message_id).is_(None))
        .distinct()
    )
    return _parts(session, waiting, number)


def in_part(id_: SQLColumnExpression[int], *, is_part: bool) -> ColumnElement[bool]:
    """Return the condition that an id lies in the part among the facts; always, for a whole."""
    if not is_part:
        return true()
    first, last = (bindparam(name, type_=Integer()) for name in ("first_id", "last_id"))
    return id_.between(first, last)


def _parts(session: Session, ids: Select[int], number: int) -> tuple[Part, ...]:
    found = ids.subquery()
    pile = func.ntile(number).over(order_by=found.c.id).label("pile")
    piles = select(found.c.id, pile).subquery()
    query = select(func.max(piles.c.id)).group_by(piles.c.pile).order_by(piles.c.pile)
    return tuple(_between(session.execute(query).scalars().all()))


def _between(highest: Sequence[int]) -> Iterator[Part]:
    """Yield the parts that these highest ids end; the last one has no end."""
    first = 0
    for last in sorted(set(highest))[:-1]:
        yield Part(first, last)
        first = last + 1
    yield Part(first)
