"""The desk a command works at: the opened database, the rules, the moment and the caller.

A command asks for a desk and reads or writes through it; nothing else in this room opens a
database or looks at the clock.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from flows.moment import Moment, moment_of
from flows.workplace import Workplace, open_workplace
from mijlpaal.call import Call
from mijlpaal.days import a_day
from mijlpaal.past import day_of
from mijlpaal.recording import keeping
from mijlpaal.show.past import say_past
from models.as_of import Past, as_of
from models.dates import Calendar
from models.dates.spelling import in_words
from models.errors import FutureDayError, Words
from models.ledger.writer import Ledger
from models.storage import database
from models.vocabulary import Language


@dataclass(frozen=True)
class Desk:
    """Where one command reads and writes."""

    call: Call
    workplace: Workplace
    moment: Moment
    past: Past | None = None  # which one the reads show; None: the present

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
        """Open a transaction that only reads: the present, or the past that the call asks for.

        Raises:
            NotFoundError: the ledger holds nothing of that past.
        """
        with database.reading(self.workplace.engine) as session:
            if self.past is None:
                yield session
                return
            with as_of(session, self.past.day, hindsight=self.past.hindsight) as then:
                say_past(self.past, self.call)
                yield then

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """Open the transaction of this command; an exception leaves everything as it was.

        So does ``--dry-run``, in which nothing else is let through that would be refused.
        """
        opened = database.trial if self.call.is_trial else database.transaction
        with opened(self.workplace.engine) as session:
            ledger = self._ledger(session)
            with self.recording(ledger):
                yield ledger

    @contextmanager
    def trying(self) -> Iterator[Ledger]:
        """Open a transaction that leaves everything as it was: the real act, to look at."""
        with database.trial(self.workplace.engine) as session:
            yield replace(self._ledger(session), is_trial=True)

    def recording(self, ledger: Ledger) -> AbstractContextManager[None]:
        """Keep what is written meanwhile, where a program reads it."""
        if not self.call.is_for_machines:
            return nullcontext()
        return keeping(ledger, self.call.recorded)

    def _ledger(self, session: Session) -> Ledger:
        rulebook = self.workplace.rulebook
        return Ledger(session, rulebook, actor=self.call.actor, at=self.moment.now)


@contextmanager
def desk(call: Call, day: str | None = None) -> Iterator[Desk]:
    """Open the workplace for a command about ``day``.

    When not given, that is the day that the call looks back at, or today.

    Raises:
        LookingBackError: hindsight was asked for without a day.
        FutureDayError: the day to look back at is still to come.
        UnreadablePhraseError: ``day`` is no day.
        OutsideCalendarError: the calendar does not know it.
        DatabaseMissingError: there is no database yet.
        DatabaseVersionError: it is older than the code, or newer and not for it any more.
    """
    past = _past(call)
    with open_workplace() as workplace:
        moment = moment_of(a_day(day) if day else past.day if past else None)
        # Asked before anything is read, so that a day outside the calendar is said as such.
        workplace.rulebook.calendar.is_working_day(moment.today)
        yield Desk(call, workplace, moment, past)


def _past(call: Call) -> Past | None:
    day, today = a_day(day_of(call)), moment_of(None).today
    if day is None:
        return None
    if day > today:
        raise FutureDayError(day=_words(day), today=_words(today))
    return Past(day, call.hindsight)


def _words(day: date) -> Words:
    return Words(in_words(day, Language.NL), in_words(day, Language.EN))
