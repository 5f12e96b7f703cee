"""Connections to a SQLite file that stay at hand between transactions.

A pool of SQLAlchemy hands out a connection as if the one before could have broken it, and takes
longer over that than SQLite needs to write a row and its event. A file does not hang up: what
came to its end as it should is simply used again. PostgreSQL's connections go through the pool.
"""

from collections import deque
from typing import NamedTuple, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.pool import PoolProxiedConnection

from models.storage.driver_errors import in_sqlalchemys_words


class Opened(NamedTuple):
    """A connection as the pool knows it, as the driver does, and its cursor for statements."""

    pooled: PoolProxiedConnection
    driver: DBAPIConnection
    cursor: DBAPICursor
    home: deque["Opened"] | None  # where it is kept between transactions


_AT_HAND: WeakKeyDictionary[Engine, deque[Opened]] = WeakKeyDictionary()


def keep_at_hand(engine: Engine) -> None:
    """Have the connections of this engine kept, until it is disposed of."""
    _AT_HAND[engine] = deque()
    event.listen(engine, "engine_disposed", _close_all)


def take(engine: Engine) -> Opened:
    """Return a connection that nobody else has.

    Raises:
        DBAPIError: the database does not answer.
    """
    home = _AT_HAND.get(engine)
    if home:
        try:
            return home.pop()
        except IndexError:  # another thread had the last one
            pass
    try:
        pooled = engine.raw_connection()
    except engine.dialect.loaded_dbapi.Error as problem:
        raise in_sqlalchemys_words(problem, engine.dialect) from problem
    return Opened(pooled, cast("DBAPIConnection", pooled.dbapi_connection), pooled.cursor(), home)


def put_back(opened: Opened) -> None:
    """Take back a connection whose transaction has ended."""
    if opened.home is None:
        opened.pooled.close()
    else:
        opened.home.append(opened)


def _close_all(engine: Engine) -> None:
    kept = _AT_HAND[engine]
    while kept:
        pooled = kept.pop().pooled
        pooled.detach()  # or it would only go back to the pool
        pooled.close()
