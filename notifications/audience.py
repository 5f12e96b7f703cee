"""Who may and must hear of a milestone today, as conditions in SQL.

Written once, because the sweep, the planning and the list of who is not told must agree.
"""

from datetime import date

from sqlalchemy import (
    ColumnElement,
    SQLColumnExpression,
    Subquery,
    and_,
    case,
    func,
    literal,
    or_,
    select,
)
from sqlmodel import col

from models.tables import Absence, Assignment, Contact, Subject
from models.vocabulary import Confidentiality, Responsibility

_LONGEST_CHAIN = 20  # of stand-ins for stand-ins; the ledger refuses circles, this survives them


def in_force(day: date | SQLColumnExpression[date]) -> ColumnElement[bool]:
    """Return the condition that the assignment's period, both ends included, holds ``day``."""
    begin, end = col(Assignment.valid_from), col(Assignment.valid_until)
    return and_(or_(begin.is_(None), begin <= day), or_(end.is_(None), end >= day))


def cleared_for(subject: type[Subject]) -> ColumnElement[bool]:
    """Return the condition that the contact's clearance covers the mark of ``subject``."""
    mark = col(subject.confidentiality)
    return or_(
        mark == str(Confidentiality.PUBLIC),  # first: most are, and then nothing else is asked
        *(
            and_(
                col(Contact.clearance) == str(clearance),
                mark.in_([str(each) for each in clearance.readable()]),
            )
            for clearance in Confidentiality
            if clearance is not Confidentiality.PUBLIC
        ),
    )


def stand_ins(day: date | SQLColumnExpression[date]) -> Subquery:
    """Return who hears for whom on ``day``: ``absent_id`` and ``hearer_id``, one row each.

    A stand-in who is away is stood in for in turn.
    """
    holds = and_(col(Absence.valid_from) <= day, col(Absence.valid_until) >= day)
    chain = (
        select(
            col(Absence.contact_id).label("absent_id"),
            col(Absence.replaced_by_id).label("hearer_id"),
            literal(1).label("length"),
        )
        .where(holds)
        # Inside its own query: sqlite3 does not count the rows of an INSERT that begins with WITH.
        .cte("chain", recursive=True, nesting=True)
    )
    chain = chain.union_all(
        select(chain.c.absent_id, col(Absence.replaced_by_id), chain.c.length + 1)
        .join(Absence, col(Absence.contact_id) == chain.c.hearer_id)
        .where(holds, chain.c.length < _LONGEST_CHAIN)
    )
    away = select(col(Absence.contact_id)).where(holds)
    present = select(chain.c.absent_id, chain.c.hearer_id).where(chain.c.hearer_id.not_in(away))
    return present.subquery("stand_in")


def hearer(stand_in: Subquery) -> ColumnElement[int]:
    """Return who hears for an assignment that was joined, from outside, with its stand-in."""
    return func.coalesce(stand_in.c.hearer_id, col(Assignment.contact_id))


def closeness(responsibility: SQLColumnExpression[str]) -> ColumnElement[int]:
    """Return a rank to sort by: the owner first, then up the chain."""
    ranks = {str(each): rank for rank, each in enumerate(Responsibility)}
    return case(ranks, value=responsibility, else_=len(ranks))
