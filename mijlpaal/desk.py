"""The desk a command works at: the opened database, the rules, the moment and the caller.

A command asks for a desk and reads or writes through it; nothing else in this room opens a
database or looks at the clock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from flows.moment import Moment, moment_of
from flows.workplace import Workplace, open_workplace
from mijlpaal.call import Call
from mijlpaal.days import a_day
from models import database
from models.dates import Calendar
from models.ledger import Ledger


@dataclass(frozen=True)
class Desk:
    """Where one command reads and writes."""

    call: Call
    workplace: Workplace
    moment: Moment

    @property
    def calendar(self) -> Calendar:
        """Return the calendar that days are counted in."""
        return self.workplace.rulebook.calendar

    @property
    def today(self) -> date:
        """Return the day that this command is about."""
        return self.moment.today

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a transaction that only reads."""
        with database.reading(self.workplace.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """Open the transaction of this command; an exception leaves everything as it was."""
        with database.transaction(self.workplace.engine) as session:
            yield self._ledger(session)

    @contextmanager
    def trying(self) -> Iterator[Ledger]:
        """Open a transaction that leaves everything as it was: the real act, to look at."""
        with database.trial(self.workplace.engine) as session:
            yield replace(self._ledger(session), is_trial=True)

    def _ledger(self, session: Session) -> Ledger:
        rulebook = self.workplace.rulebook
        return Ledger(session, rulebook, actor=self.call.actor, at=self.moment.now)


@contextmanager
def desk(call: Call, day: str | None = None) -> Iterator[Desk]:
    """Open the workplace for a command about ``day``, today when not given.

    Raises:
        UnreadablePhraseError: ``day`` is no day.
        OutsideCalendarError: the calendar does not know it.
        DatabaseMissingError: there is no database yet.
        DatabaseVersionError: it is older or newer than the code.
    """
    with open_workplace() as workplace:
        moment = moment_of(a_day(day) if day else None)
        # Asked before anything is read, so that a day outside the calendar is said as such.
        workplace.rulebook.calendar.is_working_day(moment.today)
        yield Desk(call, workplace, moment)
