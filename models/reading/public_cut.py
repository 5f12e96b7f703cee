"""What of a public row is for everybody: the rules that reports, calendars and messages share.

As conditions for a query, so that what is for insiders never leaves the database.
"""

from datetime import date

from sqlalchemy import ColumnElement, SQLColumnExpression, exists, or_

from models.ledger.chain import EVENT
from models.vocabulary import REPLACING_THE_AGREEMENT

# Canonical JSON: a column that changed is a name and a colon; within a text the quotes are escaped.
_A_NEW_MARK = '"confidentiality":'


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
    return or_(*(kind == str(each) for each in sorted(REPLACING_THE_AGREEMENT)))


def happened_in_public(
    subject_id: SQLColumnExpression[int], sequence: SQLColumnExpression[int]
) -> ColumnElement[bool]:
    """Return the condition that an event of a public subject came after it was made public.

    Whoever opens a row opens it as it stands: what led there was written for insiders. The event
    that opens it still says what stood there before, so it is not told either. After a row was
    closed and opened again its earlier public time stays untold too.
    """
    later = EVENT.alias("later")
    is_marked_later = exists().where(
        later.c.subject_id == subject_id,
        later.c.sequence >= sequence,
        later.c.sequence > 1,
        later.c.payload.contains(_A_NEW_MARK),
    )
    return ~is_marked_later
