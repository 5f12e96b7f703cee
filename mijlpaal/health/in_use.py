"""How it runs, as a server in use can say at any moment: from its database, in one look.

What needs everything to be read (the chains), the files of this machine or another server is for
``mijlpaal doctor``.
"""

from collections.abc import Iterator

from sqlmodel import Session

from flows.mode import Mode
from flows.moment import Moment
from mijlpaal.call import Call
from mijlpaal.health import contents, people
from mijlpaal.health.check import Check
from models.dates import Calendar


def checks_in_use(
    session: Session, calendar: Calendar, moment: Moment, mode: Mode, call: Call
) -> Iterator[Check]:
    """Yield how each part is: who hears of what, what lies about, whose clock it is."""
    yield contents.whose_clock(session, mode, call)
    yield contents.calendar_reach(calendar, moment.today, call)
    yield contents.last_sweep(session, moment, call)
    yield contents.undelivered(session, call)
    yield contents.unsent(session, moment.now, call)
    yield contents.receivers(session, moment.now, call)
    yield contents.listeners(session, moment.today, call)
    yield people.administrators(session, moment.today, call)
    yield contents.proposals(session, moment.today, calendar, call)
    if mode is Mode.ORGANISATION:
        yield people.alarm(session, moment.today, call)
