"""Connections to a SQLite file that stay at hand between transactions.

A pool of SQLAlchemy hands out a connection as if the one before could have broken it, and takes
longer over that than SQLite needs to write a row and its event. A file does not hang up: what
came to its end as it should is simply used again. PostgreSQL's connections go through the pool.
"""

from collections import deque
from contextlib import suppress
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, event
from sqlalchemy.pool import PoolProxiedConnection

from models.storage.driver_errors import in_sqlalchemys_words

_AT_HAND: WeakKeyDictionary[Engine, deque[PoolProxiedConnection]] = WeakKeyDictionary()


def keep_at_hand(engine: Engine) -> None:
    """Have the connections of this engine kept, until it is disposed of."""
    _AT_HAND[engine] = deque()
    event.listen(engine, "engine_disposed", _close_all)


def take(engine: Engine) -> PoolProxiedConnection:
    """Return a connection that nobody else has.

    Raises:
        DBAPIError: the database does not answer.
    """
    kept = _AT_HAND.get(engine)
    if kept:
        with suppress(IndexError):  # another thread was first
            return kept.pop()
    try:
        return engine.raw_connection()
    except engine.dialect.loaded_dbapi.Error as problem:
        raise in_sqlalchemys_words(problem, engine.dialect) from problem


def put_back(engine: Engine, opened: PoolProxiedConnection) -> None:
    """Take back a connection whose transaction has ended."""
    kept = _AT_HAND.get(engine)
    if kept is None:
        opened.close()
    else:
        kept.append(opened)


def _close_all(engine: Engine) -> None:
    kept = _AT_HAND[engine]
    while kept:
        opened = kept.pop()
        opened.detach()  # or it would only go back to the pool
        opened.close()
