"""Watching the clock from outside it: when the sweep stays away, the administrator hears of it.

Whoever serves the pages watches, and ``mijlpaal doctor --watch``; not the clock itself, which says
nothing when it stands still. Any number may watch: one message a day comes of it.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from flows.workplace import Workplace
from mijlpaal.health.sweeping import SweepLag, sweep_lag
from models import clock
from models.clock import AMSTERDAM
from models.errors import Words
from models.storage.database import reading, transaction
from notifications import delivery
from notifications.alarm import Alarm, raise_alarm
from notifications.quiet import always

SECONDS_BETWEEN_LOOKS = 300.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Watched:
    """What one look came to: how late the sweep is, and how many administrators hear of it now."""

    lag: SweepLag
    told: int


def look(workplace: Workplace, now: datetime) -> Watched:
    """Look once; when the sweep is overdue, tell the administrators, at once and once a day.

    Raises:
        MijlpaalError: a channel cannot be made, or the database is held by another.
        SQLAlchemyError: the database does not answer.
    """
    with reading(workplace.engine) as session:
        lag = sweep_lag(session, now)
    if not lag.is_overdue:
        return Watched(lag, 0)
    channels = workplace.channels()
    with transaction(workplace.engine) as session:
        told = raise_alarm(session, _alarm(lag), now=now)
    _log.error("sweep overdue", extra={"late_seconds": int(lag.lag.total_seconds()), "told": told})
    # Also what was told before and did not arrive: nobody else may be there to try again. At any
    # hour, so only what cannot wait.
    delivery.send_messages(workplace.engine, now=now, channels=channels, is_quiet=always)
    return Watched(lag, told)


def look_anyway(workplace: Workplace, now: datetime) -> Watched | None:
    """Look once, whatever comes of it: a watch outlives what it watches. None when it failed.

    The log says so as an error: a database that is away tells nobody of a deadline either.
    """
    try:
        return look(workplace, now)
    except Exception as problem:  # noqa: BLE001  (the next look comes)
        _log.error("could not look", extra={"problem": type(problem).__name__})
        return None


@contextmanager
def watching(workplace: Workplace) -> Iterator[None]:
    """Look now and then in a thread of its own, for as long as the block lasts."""
    stopping = threading.Event()

    def keep_looking() -> None:
        while not stopping.wait(SECONDS_BETWEEN_LOOKS):
            look_anyway(workplace, clock.now())

    thread = threading.Thread(target=keep_looking, name="watch", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()


def _alarm(lag: SweepLag) -> Alarm:
    due = f"{lag.due_at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}" if lag.due_at else "?"
    last_nl, last_en = (
        (f"de laatste was die van {lag.last}", f"the last one was of {lag.last}")
        if lag.last
        else ("er liep er nog nooit een", "there never was one")
    )
    return Alarm(
        key="sweep-overdue",
        subject=Words(
            "Mijlpaal: de dagelijkse controle is niet gelopen",
            "Mijlpaal: the daily check did not run",
        ),
        text=Words(
            f"De controle van {due} is niet gelopen; {last_nl}. Zolang dat zo is"
            " hoort niemand van zijn termijnen. Kijk met mijlpaal doctor, en zet de klok aan"
            " (mijlpaal up) of laat de dag alsnog lopen (mijlpaal run).",
            f"The check of {due} did not run; {last_en}. As long as this is so"
            " nobody hears of their deadlines. Look with mijlpaal doctor, and start the clock"
            " (mijlpaal up) or run the day after all (mijlpaal run).",
        ),
    )
