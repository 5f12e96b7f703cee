"""A day in the past and with whose knowledge it is looked at: which events count."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from models.clock import end_of, local_day
from models.dates.spelling import in_words
from models.errors import EmptyLedgerError, NothingInForceError, NothingRecordedError, Words
from models.tables import Event
from models.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Past:
    """A day to look at.

    Attributes:
        day: In Amsterdam; the whole day counts.
        hindsight: False: what the ledger knew at the end of that day, so every event that was
            recorded by then. True: what is known now about that day, so every event that had
            taken effect by then, whenever it was recorded.
    """

    day: date
    hindsight: bool = False

    @property
    def ends_at(self) -> datetime:
        """Return the first instant that is later than the day."""
        return end_of(self.day)

    def counts(self) -> ColumnElement[bool]:
        """Return the condition on events that belong to this past."""
        if self.hindsight:
            return col(Event.effective_on) <= self.day
        return col(Event.recorded_at) < self.ends_at


_FIRST = select(func.min(col(Event.recorded_at)), func.min(col(Event.effective_on)))


def began_on(session: Session) -> date | None:
    """Return the first day that the ledger knew anything; None: it holds nothing."""
    recorded_at, _ = session.execute(_FIRST).one()
    return None if recorded_at is None else local_day(recorded_at)


def require_events(session: Session, past: Past) -> None:
    """Let pass a day of which the ledger holds something.

    Raises:
        EmptyLedgerError: it holds nothing at all.
        NothingRecordedError: it began later than that day; says so when hindsight helps.
        NothingInForceError: with hindsight, and nothing had taken effect by that day.
    """
    recorded_at, effective_on = session.execute(_FIRST).one()
    if recorded_at is None:
        raise EmptyLedgerError
    if past.hindsight and past.day < effective_on:
        raise NothingInForceError(day=_words(past.day), first=_words(effective_on))
    begun_on = local_day(recorded_at)
    if not past.hindsight and past.day < begun_on:
        raise NothingRecordedError(
            day=_words(past.day),
            first=_words(begun_on),
            remedy=_hindsight_on(past.day) if effective_on <= past.day else Words("", ""),
        )


def _hindsight_on(day: date) -> Words:
    return Words(
        f"Wat we nu over die dag weten: --as-of {day} --hindsight",
        f"What we know now about that day: --as-of {day} --hindsight",
    )


def _words(day: date) -> Words:
    return Words(in_words(day, Language.NL), in_words(day, Language.EN))
