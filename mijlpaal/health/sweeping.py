"""Whether the daily sweep runs when it must, asked of what it left behind and not of itself."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from flows.schedule import RUN_DAY
from flows.timetable import fires
from models.clock import end_of, local_day
from models.storage.floor import made_at
from models.tables import Programme, Sweep


@dataclass(frozen=True, slots=True)
class SweepLag:
    """How the sweeps are doing.

    Attributes:
        due_at: When the first one was to begin that did not run; None when none stayed away.
        lag: How long it is late by now.
        last: The day that was swept last; None when there never was one.
    """

    due_at: datetime | None
    lag: timedelta
    last: date | None

    @property
    def is_overdue(self) -> bool:
        """Whether it did not run within its grace."""
        return self.lag > RUN_DAY.grace


def sweep_lag(session: Session, now: datetime) -> SweepLag:
    """Return how late the sweep is.

    Where there never was one, the first that was due since there is a database counts; where
    there is no programme either, nothing was started yet.
    """
    # Not one of a later day: that was run ahead, and says nothing of the clock.
    query = select(func.max(col(Sweep.day))).where(col(Sweep.day) <= local_day(now))
    last: date | None = session.exec(query).one()
    since = end_of(last) if last else _begun_at(session)
    due_at = next(fires(RUN_DAY, since, now), None) if since else None
    return SweepLag(due_at, now - due_at if due_at else timedelta(), last)


def _begun_at(session: Session) -> datetime | None:
    """Return since when a sweep could have run.

    The events of the programme do not say: the first load is recorded on the day of its letter.
    """
    if session.exec(select(Programme.subject_id)).first() is None:
        return None
    return made_at(session)
