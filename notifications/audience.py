"""Who may, must and wants to hear of a milestone today, as conditions in SQL.

Written once, because the sweep, the planning and the list of who is not told must agree.
"""

from datetime import date

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, func, literal, or_
from sqlmodel import col

from models.ladder import Anchor
from models.tables import Assignment, Contact, Reminder, Subject
from models.vocabulary import Confidentiality, Responsibility


def in_force(day: date | SQLColumnExpression[date]) -> ColumnElement[bool]:
    """Return the condition that the assignment's period, both ends included, holds ``day``."""
    begin, end = col(Assignment.valid_from), col(Assignment.valid_until)
    return and_(or_(begin.is_(None), begin <= day), or_(end.is_(None), end >= day))


def in_office(day: date | SQLColumnExpression[date]) -> ColumnElement[bool]:
    """Return the condition that the contact's own period, both ends included, holds ``day``."""
    begin, end = col(Contact.valid_from), col(Contact.valid_until)
    return and_(or_(begin.is_(None), begin <= day), or_(end.is_(None), end >= day))


def wanted_by(subject: type[Subject], cluster: type[Subject]) -> ColumnElement[bool]:
    """Return the condition that a reminder is not one that the contact wishes not to hear.

    What can be declined is news of others' work: changes, and bounds that come near. The owner
    of a milestone hears everything of it, and what is late, escalated or taken over reaches
    everybody in the chain: a preference may spare people a message, never free them of a duty.
    """
    can_decline = and_(
        col(Reminder.responsibility) != Responsibility.OWNER,
        col(Reminder.anchor).not_in(_NEVER_DECLINED),
    )
    declined = or_(_names(subject), _names(cluster))
    return or_(~can_decline, ~func.coalesce(declined, False))


_NEVER_DECLINED = (str(Anchor.LATE), str(Anchor.ESCALATION), str(Anchor.HAND_OVER))


def _names(subject: type[Subject]) -> ColumnElement[bool]:
    """Return the condition that ``unwanted`` names this subject; NULL when it names nothing.

    Taking the word away changes the list: LIKE would take the ``_`` of a key for any letter.
    """
    listed = literal(" ") + col(Contact.unwanted) + literal(" ")
    word = literal(" ") + col(subject.kind) + literal(":") + col(subject.key) + literal(" ")
    return func.replace(listed, word, "") != listed


def cleared_for(subject: type[Subject]) -> ColumnElement[bool]:
    """Return the condition that the contact's clearance covers the mark of ``subject``."""
    return or_(
        *(
            and_(
                col(Contact.clearance) == str(clearance),
                col(subject.confidentiality).in_([str(mark) for mark in clearance.readable()]),
            )
            for clearance in Confidentiality
        )
    )


def closeness(responsibility: SQLColumnExpression[str]) -> ColumnElement[int]:
    """Return a rank to sort by: the owner first, then up the chain."""
    ranks = {str(each): rank for rank, each in enumerate(Responsibility)}
    return case(ranks, value=responsibility, else_=len(ranks))
