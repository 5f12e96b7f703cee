"""Who may and must hear of a milestone today, as conditions in SQL.

Written once, because the sweep, the planning and the list of who is not told must agree.
"""

from datetime import date

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, or_
from sqlmodel import col

from models.tables import Assignment, Contact, Subject
from models.vocabulary import Confidentiality, Responsibility


def in_force(day: date | SQLColumnExpression[date]) -> ColumnElement[bool]:
    """Return the condition that the assignment's period, both ends included, holds ``day``."""
    begin, end = col(Assignment.valid_from), col(Assignment.valid_until)
    return and_(or_(begin.is_(None), begin <= day), or_(end.is_(None), end >= day))


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
