"""Who may, must and wants to hear of a milestone today, as conditions in SQL.

Written once, because the sweep, the planning and the list of who is not told must agree.
"""

from datetime import date

from sqlalchemy import (
    ColumnElement,
    SQLColumnExpression,
    Subquery,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import aliased
from sqlmodel import col

from models.rules.ladder import Anchor
from models.tables import Absence, Assignment, Contact, Subject
from models.vocabulary import Confidentiality, Responsibility

NEVER_DECLINED = (Anchor.LATE, Anchor.ESCALATION, Anchor.HAND_OVER)

_LONGEST_CHAIN = 20  # of stand-ins for stand-ins; the ledger refuses circles, this survives them


def in_force(day: date | SQLColumnExpression[date]) -> ColumnElement[bool]:
    """Return the condition that the assignment's period, both ends included, holds ``day``."""
    begin, end = col(Assignment.valid_from), col(Assignment.valid_until)
    return and_(or_(begin.is_(None), begin <= day), or_(end.is_(None), end >= day))


def in_office(day: date | SQLColumnExpression[date]) -> ColumnElement[bool]:
    """Return the condition that the contact's own period, both ends included, holds ``day``."""
    begin, end = col(Contact.valid_from), col(Contact.valid_until)
    return and_(or_(begin.is_(None), begin <= day), or_(end.is_(None), end >= day))


def wanted_by(
    anchor: SQLColumnExpression[str], responsibility: SQLColumnExpression[str]
) -> ColumnElement[bool]:
    """Return the condition that the contact did not decline to hear of ``subject``.

    What can be declined is news of others' work: changes, and bounds that come near. The owner
    of a milestone hears everything of it, and what is late, escalated or taken over reaches
    everybody in the chain: a preference may spare people a message, never free them of a duty.
    """
    cluster = aliased(Subject)
    in_cluster = exists().where(col(cluster.id) == col(Subject.cluster_id), _names(cluster))
    return or_(
        col(Contact.unwanted).is_(None),
        responsibility == str(Responsibility.OWNER),
        anchor.in_([str(each) for each in NEVER_DECLINED]),
        ~or_(_names(Subject), in_cluster),
    )


def _names(subject: type[Subject]) -> ColumnElement[bool]:
    """Return the condition that ``unwanted`` names this subject.

    Taking the word away changes the list: LIKE would take the ``_`` of a key for any letter.
    """
    listed = literal(" ") + col(Contact.unwanted) + literal(" ")
    word = literal(" ") + col(subject.kind) + literal(":") + col(subject.key) + literal(" ")
    return func.replace(listed, word, "") != listed


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
