"""The embedded mode: one clock that runs the catalogue's flows until it is told to stop.

APScheduler is the clock, a supervised Prefect server keeps the history. This module holds them
together: one clock per database, a catch-up at the start, another try after a failure, a new
server when the old one died, and nothing left behind at the end.
"""

import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from types import FrameType

from apscheduler.events import EVENT_JOB_MISSED, JobExecutionEvent

from flows.entry_points import load
from flows.locks import HeldLock, sole_clock
from flows.mode import Mode, require_mode
from flows.one_clock import require_no_organisation
from flows.prefect_environment import finish_reporting, speaking_to
from flows.schedule import RUN_DAY, ScheduledFlow
from flows.server import server_turn
from flows.server_process import SERVER_COMMAND, PrefectServer
from flows.settings import flow_settings
from flows.timetable import last_fire, make_scheduler
from flows.workplace import Workplace, open_workplace
from models import clock
from models.errors import MijlpaalError, UnreachableError
from models.storage.database import reading
from models.wordless import wordless
from notifications.deadlines import latest_sweep

Tell = Callable[[str, str], None]  # the same sentence in Dutch and in English

_Handler = Callable[[int, FrameType | None], object] | int | None

_log = logging.getLogger(__name__)

_SECONDS_BETWEEN_LOOKS = 0.5
_LONGEST_PAUSE_SECONDS = 60.0
_AGAIN_AFTER = timedelta(minutes=10)
_STOPPING_SIGNALS = (signal.SIGTERM, signal.SIGINT)


def keep_running(tell: Tell, *, server_command: Sequence[str] = SERVER_COMMAND) -> None:
    """Run the catalogue by the clock until SIGTERM or Ctrl-C; call it in the main thread.

    Args:
        tell: hears what a person should know, as it happens.
        server_command: what to start instead of Prefect (tests).

    Raises:
        AlreadyRunningError: another clock runs on this folder or database.
        PrefectServerError: the first start of the server failed; later ones are tried again.
        DatabaseMissingError: there is nothing to keep yet.
        ModeError: in the organisation mode the deployments are the clock.
        OrganisationClockError: so they are of this database, whatever the mode here.
    """
    settings = flow_settings()
    require_mode(Mode.EMBEDDED, settings.mode)
    with stop_signals() as stopping, open_workplace() as workplace:
        with sole_clock(settings.clock_lock, workplace.engine) as lock:
            require_no_organisation(workplace.engine)
            with server_turn(settings):
                server = PrefectServer(
                    settings, settings.prefect_port, lasting=True, command=server_command
                )
                Clock(workplace, server, lock, tell, stopping).run()


class Clock:
    """A clock that runs: its server, its scheduler, and what it tells."""

    def __init__(
        self,
        workplace: Workplace,
        server: PrefectServer,
        lock: HeldLock,
        tell: Tell,
        stopping: threading.Event,
    ) -> None:
        """Take what belongs to this clock; ``run`` starts it."""
        self._workplace = workplace
        self._server = server
        self._lock = lock
        self._tell = tell
        self._stopping = stopping
        self.scheduler = make_scheduler(self.fire)
        self.scheduler.add_listener(self._missed, EVENT_JOB_MISSED)

    def run(self) -> None:
        """Start, keep watch until told to stop, and leave nothing behind."""
        try:
            self._server.start()
            self._server.wait(self._stopping.is_set)
            if not self._stopping.is_set():
                self._begin()
                self._watch()
        finally:
            self._end()

    def fire(self, flow: ScheduledFlow) -> None:
        """Run one flow against our server; after a failure, once more in ten minutes."""
        begin = time.monotonic()
        _log.info("flow begins", extra={"flow": flow.name})
        try:
            with speaking_to(self._server.settings.prefect_home, self._server.url):
                load(flow.entry_point)()
        except Exception as problem:  # noqa: BLE001  (the clock goes on; a flow can run again)
            _log.error("flow failed", extra={"flow": flow.name}, exc_info=wordless(problem))
            self._tell(
                f"{flow.name}: mislukt, over tien minuten opnieuw. {_why(problem, 'nl')}",
                f"{flow.name}: failed, again in ten minutes. {_why(problem, 'en')}",
            )
            self._fire_once(flow, _AGAIN_AFTER)
        else:
            seconds = round(time.monotonic() - begin, 1)
            _log.info("flow done", extra={"flow": flow.name, "seconds": seconds})
            self._tell(f"{flow.name}: klaar ({seconds} s)", f"{flow.name}: done ({seconds} s)")

    def _begin(self) -> None:
        self._lock.say(self._server.url)
        page = self._server.url.removesuffix("/api")
        self._tell(
            f"De klok loopt. Prefect: {page}. Stoppen met Ctrl-C.",
            f"The clock is running. Prefect: {page}. Stop with Ctrl-C.",
        )
        if missed_a_day(self._workplace):
            self._tell("Er is een dag gemist: nu inhalen.", "A day was missed: catching up.")
            self._fire_once(RUN_DAY, timedelta())
        self.scheduler.start()

    def _watch(self) -> None:
        while not self._stopping.wait(_SECONDS_BETWEEN_LOOKS):
            if not self._server.is_alive:
                self._start_again()

    def _start_again(self) -> None:
        """Bring the server back, at the same address, with longer and longer pauses."""
        pause = 1.0
        _log.error("prefect server died", extra={"log": str(self._server.log)})
        while not self._stopping.wait(pause):
            try:
                self._server.start()
                self._server.wait(self._stopping.is_set)
            except UnreachableError as problem:
                _log.error("prefect server does not start", extra={"problem": str(problem)})
                self._server.stop()
                pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)
            else:
                self._tell("Prefect is er weer.", "Prefect is back.")
                return

    def _end(self) -> None:
        """Let the flow that runs end, then the server that it reports to."""
        if self.scheduler.running:
            self.scheduler.shutdown(wait=True)
            finish_reporting()
        self._lock.say(None)
        self._server.stop()

    def _fire_once(self, flow: ScheduledFlow, after: timedelta) -> None:
        self.scheduler.add_job(
            self.fire,
            trigger="date",
            run_date=clock.now() + after,
            args=[flow],
            id=f"{flow.name} once",
            replace_existing=True,
            misfire_grace_time=None,
        )

    def _missed(self, event: JobExecutionEvent) -> None:
        _log.warning("flow missed its hour", extra={"flow": event.job_id})


def missed_a_day(workplace: Workplace) -> bool:
    """Return whether the day's flow was due and no sweep was made since."""
    now = clock.now()
    due = last_fire(RUN_DAY, now)
    with reading(workplace.engine) as session:
        swept = latest_sweep(session, clock.local_day(now))
    return due is not None and (swept is None or swept < clock.local_day(due))


def _why(problem: Exception, language: str) -> str:
    """Return the reason in the reader's language, or what sort of defect it was."""
    return problem.say(language) if isinstance(problem, MijlpaalError) else repr(problem)


@contextmanager
def stop_signals() -> Iterator[threading.Event]:
    """Yield an event that the first SIGTERM or Ctrl-C sets; a second one ends the process."""
    stopping = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopping.set()
        _restore(before)

    before = {number: signal.signal(number, stop) for number in _STOPPING_SIGNALS}
    try:
        yield stopping
    finally:
        _restore(before)


def _restore(handlers: Mapping[signal.Signals, _Handler]) -> None:
    for number, handler in handlers.items():
        signal.signal(number, handler)
