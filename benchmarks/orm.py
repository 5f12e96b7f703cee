"""A dossier kept the way SQLAlchemy's documentation keeps one: for the libraries beside ours.

Their documentation leaves storing to its reader. This is the tutorial's way with every advice
taken: one engine, one ``sessionmaker``, ``expire_on_commit=False``, an optimistic lock by
``version_id_col``, and the audit row in the transaction of the step. The file is as durable as
ours: WAL, synchronous FULL.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import ForeignKey, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

from models.clock import now

Sessions = sessionmaker[Session]


class Base(DeclarativeBase):
    """The metadata of these two tables."""


class Dossier(Base):
    """What moves, with its guard."""

    __tablename__ = "dossier"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    state: Mapped[str]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own form)

    def title_is_known(self) -> bool:
        """Return whether the dossier may move."""
        return bool(self.title)


class Audit(Base):
    """One step of one dossier."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    event: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    actor: Mapped[str]
    reason: Mapped[str]
    recorded_at: Mapped[datetime]


Fire = Callable[[Dossier, str], None]
"""Sends an event to a dossier's machine, which changes its state or raises."""


def open_store(path: Path) -> Sessions:
    """Return sessions on a new database with one dossier in it, number 1, running."""
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _prepare)
    Base.metadata.create_all(engine)
    sessions = sessionmaker(engine, expire_on_commit=False)
    with sessions.begin() as session:
        session.add(Dossier(title="Dossier", state="lopend"))
    return sessions


def move(sessions: Sessions, fire: Fire, event_name: str) -> None:
    """Take one step in one transaction, with its audit row."""
    with sessions.begin() as session:
        dossier = session.get_one(Dossier, 1)
        before = dossier.state
        fire(dossier, event_name)
        assert dossier.state != before
        audit = Audit(
            dossier_id=dossier.id,
            event=event_name,
            before=before,
            after=dossier.state,
            actor="tester",
            reason="meting",
            recorded_at=now().astimezone(UTC).replace(tzinfo=None),
        )
        session.add(audit)


def _prepare(connection: object, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()
