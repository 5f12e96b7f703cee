"""What a driver raises by itself, in the words of SQLAlchemy that everybody here catches.

Connecting, beginning and ending happen on the driver (``database``), as do prepared statements.
"""

from sqlalchemy import Dialect
from sqlalchemy.exc import DBAPIError


def in_sqlalchemys_words(problem: Exception, dialect: Dialect, statement: str = "") -> Exception:
    """Return the exception that SQLAlchemy would have raised for this one of the driver.

    Args:
        problem: what the driver raised.
        dialect: of the database.
        statement: what was asked; nothing where there was no connection yet.
    """
    return DBAPIError.instance(
        statement, None, problem, dialect.loaded_dbapi.Error, dialect=dialect
    )
