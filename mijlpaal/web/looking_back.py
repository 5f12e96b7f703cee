"""A day that is over, as a place to read: what pages and programs are shown by looking back.

Source: domain section 11, job 15.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from threading import BoundedSemaphore

from sqlmodel import Session
from starlette.requests import HTTPConnection

from mijlpaal.web.office import Office
from models.access.looking_back import looking_back
from models.as_of import Past
from models.dates.spelling import in_words
from models.errors import FutureDayError, PastBusyError, Words
from models.reading.sight import Sight
from models.storage.database import reading
from models.vocabulary import Language

# A past is a database in memory: as many as ask at once would fill it.
AT_ONCE = 2
_LONGEST_WAIT = 5  # seconds
_ROOM = BoundedSemaphore(AT_ONCE)
# Whoever waits holds a thread, of which there are forty for all that is asked.
_IN_LINE = BoundedSemaphore(AT_ONCE + 4)


@dataclass(frozen=True)
class Then:
    """A past that is read: which, where it is read, and the present beside it."""

    past: Past
    session: Session
    present: Office

    @cached_property
    def office(self) -> Office:
        """Return the office on the last moment of that day."""
        return self.present.at(self.past.ends_at - timedelta(microseconds=1))


@contextmanager
def known_on(office: Office, sight: Sight, day: date) -> Iterator[Then]:
    """Yield what was known at the end of a day, as far as a reader may see it now.

    Raises:
        FutureDayError: the day is still to come.
        EmptyLedgerError: the ledger holds nothing.
        NothingRecordedError: the ledger began later than that day.
        PastBusyError: others look back, for longer than we wait.
    """
    if day > office.today:
        raise FutureDayError(day=_words(day), today=_words(office.today))
    with (
        _place_in(_IN_LINE, wait=0),
        _place_in(_ROOM, wait=_LONGEST_WAIT),
        reading(office.engine) as session,
        looking_back(session, sight, day) as then,
    ):
        yield Then(Past(day), then, office)


@contextmanager
def _place_in(room: BoundedSemaphore, *, wait: float) -> Iterator[None]:
    if not room.acquire(timeout=wait):
        raise PastBusyError(count=AT_ONCE)
    try:
        yield
    finally:
        room.release()


def then_of(request: HTTPConnection) -> Then | None:
    """Return the past that a program asked for; None: the present."""
    found = getattr(request.state, "then", None)
    return found if isinstance(found, Then) else None


def _words(day: date) -> Words:
    return Words(in_words(day, Language.NL), in_words(day, Language.EN))
