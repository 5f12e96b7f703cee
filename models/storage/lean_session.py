"""A session that is only made when somebody uses it as one.

Making an ORM session, its connection and its transaction takes longer than SQLite needs to write
an event and its row. The ledger writes by prepared statements on the driver
(models.storage.prepared), so most of its transactions never need them; whoever queries through the
session gets the real thing, on the same connection and in the same transaction.
"""

from sqlalchemy import Connection, Dialect, Engine
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlmodel import Session

from models.storage.connections import Opened


class LeanSession(Session):
    """A session on an open connection of the driver, in a transaction that others begin and end."""

    def __init__(self, engine: Engine, opened: Opened) -> None:
        """Keep what the session would be made of."""
        self.engine = engine
        self.opened = opened
        self.driver = (opened.cursor, engine.dialect)
        self.is_used = False  # as a session

    def __getattr__(self, name: str) -> object:
        """Make the session when the first attribute is asked for that making it would have set."""
        if name.startswith("__") or self.is_used:
            raise AttributeError(name)
        connection = Connection(self.engine, self.opened.pooled)
        connection.begin()
        self.is_used = True
        # What was read stays readable after the commit; nothing is fetched again behind our back.
        super().__init__(connection, autoflush=False, expire_on_commit=False)
        return getattr(self, name)


def driver_of(session: Session) -> tuple[DBAPICursor, Dialect]:
    """Return a cursor of the driver below a session, and the dialect it speaks.

    The cursor is for one statement at a time: whoever executes fetches before the next one does.
    """
    if isinstance(session, LeanSession):
        return session.driver
    connection = session.connection()
    return connection.connection.cursor(), connection.dialect


def forget_what_was_read(session: Session) -> None:
    """Have objects that were read fetched anew when they are next looked at."""
    if not isinstance(session, LeanSession) or session.is_used:
        session.expire_all()
