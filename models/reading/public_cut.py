"""What of a public row is for everybody: the rules that reports, calendars and messages share.

As conditions for a query, so that what is for insiders never leaves the database.
"""

from datetime import date

from sqlalchemy import ColumnElement, SQLColumnExpression

from models.vocabulary import REPLACING_THE_AGREEMENT


def is_promised_by_a_day(latest: SQLColumnExpression[date | None]) -> ColumnElement[bool]:
    """Return the condition that the bound of a milestone was told outside.

    Without a latest day the bound is an internal target, which was promised to nobody.
    """
    return latest.is_not(None)


def is_owed_a_reason(kind: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """Return the condition that the reason of an event is for everybody.

    With a new agreement it is owed with the new bound; other reasons are notes of people at work,
    who did not write them for publication.
    """
    return kind.in_(sorted(map(str, REPLACING_THE_AGREEMENT)))
