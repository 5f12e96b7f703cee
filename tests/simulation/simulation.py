"""One world for so many days: machines, senders, people and what goes wrong, by one seed.

The last weeks are calm: nothing fails any more, so that whatever was put off must come through.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, TypeVar, cast

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from models.clock import hour_of, local_day
from models.errors import MijlpaalError
from models.ledger.writer import Ledger
from models.rules.rulebook import Rulebook
from models.storage.database import transaction
from notifications import books, delivery
from notifications.backoff import Backoff
from notifications.outbox import recall_from_the_future
from notifications.parts import Part
from notifications.quiet import is_quiet
from tests.factories import START
from tests.simulation.day import Day
from tests.simulation.loop import Process, VirtualLoop, bury, kill
from tests.simulation.oracle import BrokenError, Oracle
from tests.simulation.people import NothingToDoError, do_something, settle_in
from tests.simulation.post import Post

SWEEP_HOUR = 7
CALM_DAYS = 8
RETRIES = 3
SHARED = 0.3  # how often a day is done by several workers
SECOND_CLOCK = 0.3  # how often a machine that should only send has a clock running as well
WEEKEND = 5  # the first day of it
STARTS_WITHIN_DAYS = 250  # so that some meet Christmas, and some the nights of another hour

_DAY = 86_400.0
_HOUR = 3_600.0

Result = TypeVar("Result")


@dataclass
class Outcome:
    """What a simulation came to.

    Attributes:
        seed: By which it can be had again.
        broken: What did not hold; None when all did.
        trace: A digest of everything that happened, in its order.
        counts: How often what happened.
    """

    seed: int
    broken: str | None
    trace: str
    counts: dict[str, int]


@dataclass
class Simulation:
    """The world of one seed."""

    seed: int
    days: int
    engine: Engine
    path: Path
    rulebook: Rulebook
    counts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the dice, the loop, the receivers and the oracle."""
        self.chance = Random(self.seed)
        first = START + timedelta(days=self.chance.randint(0, STARTS_WITHIN_DAYS))
        self.loop = VirtualLoop(self.chance, hour_of(first, 6))
        self.oracle = Oracle(self.engine, self.path, self.rulebook)
        self.post = Post(self.chance, self.loop, self._arrived)
        self.machines: dict[str, Process] = {}
        self.processes: list[Process] = []
        self.is_calm = False
        self._busy = asyncio.Event()
        self._trace = hashlib.sha256()
        self._broken: asyncio.Future[None] = self.loop.create_future()

    def run(self) -> Outcome:
        """Let the days pass; return what came of them."""
        self.loop.after_call = partial(self._look, partial(self.oracle.look, self.post))
        self.loop.set_exception_handler(self._heard)
        broken: str | None = None
        try:
            with transaction(self.engine) as session:
                settle_in(self._ledger(session, "klok", self.loop.now()), self.chance)
            self.loop.run_until_complete(self._live())
        except BrokenError as problem:
            broken = str(problem)
        finally:
            self.loop.close()
            for process in self.processes:
                bury(process)
            self.oracle.close()
        counts = {**self.counts, "calls": self.loop.calls, "looks": self.oracle.looks}
        return Outcome(self.seed, broken, self._trace.hexdigest(), counts)

    async def _live(self) -> None:
        for name in ("noord", "zuid"):
            self._boot(name)
        bystanders = (self._people(), self._trouble())
        for number, work in enumerate(bystanders):
            self._start(Process(f"bystander {number}"), work)
        await self._pass(self.days * _DAY)
        self._calm_down()
        await self._pass(CALM_DAYS * _DAY)
        self.oracle.look_at_the_end(local_day(self.loop.now()))

    async def _pass(self, seconds: float) -> None:
        await asyncio.wait({self._broken}, timeout=seconds)
        if self._broken.done():
            self._broken.result()

    # --- machines ------------------------------------------------------------------------------

    def _boot(self, name: str) -> None:
        """Start a machine: a clock that begins by catching up, and a sender."""
        if name in self.machines and self.machines[name].is_alive:
            return
        process = self.machines[name] = Process(name)
        self._note("boot", name)
        self._start(process, self._scheduler(process))
        self._start(process, self._sender(process))

    def _start(self, process: Process, work: Coroutine[Any, Any, None]) -> None:
        self.processes.append(process)
        self.loop.start(process, work)

    async def _scheduler(self, process: Process) -> None:
        while True:
            if process.name == "noord" or self.chance.random() < SECOND_CLOCK:
                await self._with_retries(process, partial(self._run_day, process))
            await self._until_morning(process)

    async def _until_morning(self, process: Process) -> None:
        """Wait for the next working day's hour by the clock of the machine, whoever sets it."""
        ran_on = local_day(self.loop.now(process))
        while True:
            now = self.loop.now(process)
            today = local_day(now)
            opens_at = hour_of(today, SWEEP_HOUR)
            if now >= opens_at and today != ran_on:
                ran_on = today
                if today.weekday() < WEEKEND:
                    return
            if now >= opens_at:
                opens_at = hour_of(today + timedelta(days=1), SWEEP_HOUR)
            until_then = (opens_at - now).total_seconds()
            await asyncio.sleep(min(until_then, 2 * _HOUR) + self.chance.random())

    async def _run_day(self, process: Process) -> None:
        day = Day(self.loop.now(process), self.rulebook)
        self._busy.set()
        self._note("sweep", f"{process.name} {day.today}")
        swept = partial(self._look, partial(self.oracle.look_after_sweep, day.today))
        planned = partial(self._look, partial(self.oracle.look_after_planning, day.today, day.now))
        if self.chance.random() < SHARED:
            await self._shared(day.parts_of_sweep, day.sweep)
            await self._in_transaction(day.end_sweep, then=swept)
            await self._in_transaction(day.let_run_out)
            await self._shared(day.parts_of_planning, day.plan, then=planned)
        else:
            await self._in_transaction(day.sweep, then=swept)
            await self._in_transaction(day.let_run_out)
            await self._in_transaction(day.plan, then=planned)
        await self._send(process)

    async def _shared(
        self,
        parts_of: Callable[[Session], Sequence[Part]],
        work: Callable[[Session, Part], None],
        then: Callable[[], None] = lambda: None,
    ) -> None:
        """Do it in parts at once, as ``flows.organisation.shared_work`` does over its workers."""

        def do(part: Part, session: Session) -> None:
            work(session, part)

        parts = await self._in_transaction(parts_of)
        await asyncio.gather(*(self._in_transaction(partial(do, part), then) for part in parts))

    async def _sender(self, process: Process) -> None:
        while True:
            await asyncio.sleep(self.chance.expovariate(1 / (4 * _HOUR)))
            if self.oracle.is_anything_open() or self.chance.random() < 0.05:
                with suppress(OperationalError, MijlpaalError):
                    await self._send(process)

    async def _send(self, process: Process) -> None:
        """Do what ``notifications.delivery.send_messages`` does, in this loop."""
        clock = partial(self.loop.now, process)
        opened = books.Books(self.engine, cast("Any", None), books.PAUSES_SECONDS)
        self._busy.set()
        self._note("send", process.name)
        await opened.do(partial(recall_from_the_future, now=clock()))
        rules = self.rulebook
        leaves_alone = partial(is_quiet, rules.telling, calendar=rules.calendar)
        round_ = delivery.Round(opened, clock, None, leaves_alone, Backoff(), self.chance.random)
        await delivery._send(opened, round_, {"email": self.post.at(process)})

    async def _with_retries(self, process: Process, flow: Callable[[], Awaitable[None]]) -> None:
        for _ in range(RETRIES):
            try:
                await flow()
            except (OperationalError, MijlpaalError) as problem:
                self._note("flow failed", f"{process.name} {type(problem).__name__}")
                await asyncio.sleep(60)
            else:
                return

    # --- people --------------------------------------------------------------------------------

    async def _people(self) -> None:
        eagerness = self.chance.uniform(0.3, 1.5)
        while True:
            await asyncio.sleep(self.chance.expovariate(eagerness) * _DAY)
            now, actor = self.loop.now(), self.chance.choice(("anna", "bert", "carla", "wim"))

            def act(session: Session, now: datetime = now, actor: str = actor) -> None:
                do_something(self._ledger(session, actor, now), self.chance)

            try:
                await self._in_transaction(act)
            except (MijlpaalError, NothingToDoError, OperationalError) as refused:
                self._note("refused", type(refused).__name__)
            else:
                self._note("act", actor)

    def _ledger(self, session: Session, actor: str, now: datetime) -> Ledger:
        return Ledger(session, self.rulebook, actor=actor, at=now)

    async def _in_transaction(
        self, work: Callable[[Session], Result], then: Callable[[], None] = lambda: None
    ) -> Result:
        def do() -> Result:
            with transaction(self.engine) as session:
                result = work(session)
            then()
            return result

        return await self.loop.run_in_executor(None, do)

    # --- trouble -------------------------------------------------------------------------------

    async def _trouble(self) -> None:
        """Let something go wrong every few days, preferably while the machines are busy."""
        self.post.trouble = self.chance.uniform(0, 0.2)
        kinds = (self._kill, self._kill, self._cut, self._close_receivers, self._set_clock)
        while True:
            await asyncio.sleep(self.chance.expovariate(1 / 4) * _DAY)
            if self.chance.random() < 0.7:
                await self._until_busy()
            if self.is_calm:
                return
            name = self.chance.choice(sorted(self.machines))
            self._start(Process("trouble"), self.chance.choice(kinds)(name))

    async def _until_busy(self) -> None:
        """Wait until a machine begins with something, and a moment longer."""
        self._busy.clear()
        await self._busy.wait()
        await asyncio.sleep(self.chance.expovariate(3))

    async def _kill(self, name: str) -> None:
        self._note("kill", name)
        kill(self.machines[name])
        away = self.chance.choice((60, _HOUR, _DAY, 4 * _DAY, 15 * _DAY))
        await asyncio.sleep(away * self.chance.random())
        self._boot(name)

    async def _cut(self, name: str) -> None:
        self._note("cut", name)
        process = self.machines[name]
        process.connection_fails = self.chance.uniform(0.05, 0.6)
        await asyncio.sleep(self.chance.random() * 8 * _HOUR)
        process.connection_fails = 0.0

    async def _close_receivers(self, _name: str) -> None:
        self._note("receivers down")
        self.post.is_down = True
        await asyncio.sleep(self.chance.choice((_HOUR, _DAY, 4 * _DAY)) * self.chance.random())
        self.post.is_down = False

    async def _set_clock(self, name: str) -> None:
        """Let a clock run ahead or behind, and set it right after a while."""
        hours = self.chance.choice((-26, -2, -0.1, 0.1, 1, 26, 80))
        self._note("clock", f"{name} {hours}")
        process = self.machines[name]
        self._set(process, timedelta(hours=hours * self.chance.random()))
        await asyncio.sleep(self.chance.random() * 2 * _DAY)
        self._set(process, timedelta())

    def _set(self, process: Process, ahead: timedelta) -> None:
        process.ahead, self.post.jumped_at = ahead, self.loop.time()

    def _calm_down(self) -> None:
        """Let everything work from here on."""
        self._note("calm")
        self.is_calm, self.post.is_down, self.post.trouble = True, False, 0.0
        for name, process in self.machines.items():
            self._set(process, timedelta())
            process.connection_fails = 0.0
            self._boot(name)

    # --- what is seen --------------------------------------------------------------------------

    def _arrived(self, uid: str, sender: Process) -> None:
        self._note("arrived", uid)
        shown = self.loop.now(sender)
        self._look(partial(self.oracle.look_at_arrival, uid, self.post, shown))

    def _look(self, look: Callable[[], None]) -> None:
        """Have the oracle look; what it finds ends the simulation, whoever is killed meanwhile."""
        try:
            look()
        except BrokenError as problem:
            self._break(problem)

    def _break(self, problem: BrokenError) -> None:
        if not self._broken.done():
            self._broken.set_exception(problem)

    def _heard(self, _loop: object, about: dict[str, Any]) -> None:
        problem = about.get("exception")
        if isinstance(problem, BrokenError):
            self._break(problem)
        elif isinstance(problem, Exception):
            self._break(BrokenError(f"{type(problem).__name__}: {problem}"))

    def _note(self, what: str, about: str = "") -> None:
        self.counts[what] = self.counts.get(what, 0) + 1
        self._trace.update(f"{self.loop.time():.6f} {what} {about}\n".encode())
