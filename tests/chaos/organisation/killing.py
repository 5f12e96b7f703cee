"""An organisation on this machine, its processes killed while it tells of a day, and the reckoning.

Two workers: one that the organisation keeps itself, and one that reaches database and Prefect
through proxies, which can be cut or fall silent. The clock is Prefect's own, with schedules of seconds where a
real day has minutes. Whatever dies is begun again by what keeps it (systemd on real machines); no
other hand is lent.
"""

import os
import random
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import httpx
from sqlalchemy import Connection, Engine, func, make_url, select, text, update
from sqlmodel import col

from flows.organisation.processes import Kept, strays
from mijlpaal.web.entry.paths import READY_PATH
from models import clock
from models.clock import morning_of
from models.storage.database import make_engine, reading, transaction
from models.tables import Message, Reminder
from tests.chaos.organisation.one_machine import an_organisation
from tests.chaos.organisation.programme import (
    let_fall_due,
    make_programme,
)
from tests.chaos.organisation.proxy import Proxy, a_proxy
from tests.chaos.receivers import HOST, Arrivals, a_web_server

Result = TypeVar("Result")

# Past days, so that people may be told of them at whatever hour this runs. What a killed sender had
# claimed on one is due again on the next.
DAY, NEXT_DAY, LAST_DAY = (date(2026, 11, number) for number in (18, 19, 20))
_TO_DATABASE, _TO_PREFECT = 0, 1
# Which of the proxies are cut.
_CUTS = {
    "network": (_TO_DATABASE, _TO_PREFECT),
    "network to the database": (_TO_DATABASE,),
    "network to Prefect": (_TO_PREFECT,),
}

_HELPED = """
SELECT
    (SELECT count(*) FROM flow_run_state WHERE type = 'CRASHED' AND message LIKE 'Geen teken%'),
    (SELECT count(*) FROM flow_run WHERE created_by ->> 'type' = 'AUTOMATION')
"""
_SWEPT = """
SELECT min(flow_run.end_time) FROM flow_run JOIN flow ON flow.id = flow_run.flow_id
WHERE flow.name = 'check-deadlines' AND flow_run.state_type = 'COMPLETED'
    AND flow_run.start_time > :killed_at
"""
_WORDS = {
    "worker": "worker start",
    "worker and flow": "worker start",
    "Prefect server": "flows.organisation.prefect_server",
    "PostgreSQL": "postgres -D",
    "pages": "mijlpaal serve",
}
KINDS = (*_WORDS, *_CUTS)
_OF_CHAOS = {
    "MIJLPAAL_WORKERS": "1",  # the other one is behind the proxies
    "MIJLPAAL_PART_AT_LEAST": "50",
    "MIJLPAAL_WEBHOOK_CHANNEL": "http",
    "MIJLPAAL_WEBHOOK_SECRET": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    "MIJLPAAL_NETWORKS_ALLOWED": "127.0.0.0/8",
}
_CLOCK = timedelta(seconds=60)
# What docs/operations promises of the slowest (a run that never began), the clock, and the sweep.
GRACE_SECONDS = 4 * 60 + _CLOCK.total_seconds() + 60.0
_CUT_SECONDS = 20.0
# Longer than a run may be silent before it is buried, and than connections wait.
_LONG_CUT_SECONDS = 200.0
_PATIENCE_SECONDS = 30 * 60.0
_LOOK_SECONDS = 1.0


@dataclass(frozen=True)
class Plan:
    """How much chaos: rungs of the day, kills of each kind, seconds in which a kill may fall."""

    rungs: int = 20_000
    kills: int = 10
    kinds: tuple[str, ...] = KINDS
    spread_seconds: float = 20.0


@dataclass(frozen=True)
class Reckoning:
    """What came of it.

    Attributes:
        rungs: How many there were.
        messages: In how many messages they were told.
        lost: Rungs that nobody was told of, or of which that is not known.
        strangers: Arrivals of which nothing is known.
        duplicates: Arrivals beyond the first; they carry the id of the first.
        kills: How often something was killed.
        seconds: From each kill until a sweep that began after it ended well, by kind.
        buried: Runs that the server marked as crashed because they fell silent or never began.
        begun_again: Runs that an automation began after a crash; no hand did.
        flows: Processes of flows that died with their worker.
        pages: Seconds after which killed pages answered again.
    """

    rungs: int
    messages: int
    lost: int
    strangers: int
    duplicates: int
    kills: int
    seconds: Mapping[str, tuple[float, ...]]
    buried: int = 0
    begun_again: int = 0
    pages: tuple[float, ...] = ()
    flows: int = 0

    @property
    def is_in_grace(self) -> bool:
        """Whether each kill was followed by a sweep in time."""
        return all(each <= GRACE_SECONDS for found in self.seconds.values() for each in found)

    def __str__(self) -> str:
        """Return a line for the messages, one for each kind of kill, and who helped."""
        told = f"rungs {self.rungs} messages {self.messages} lost {self.lost}"
        lines = [
            f"{told} strangers {self.strangers} duplicates {self.duplicates} kills {self.kills}"
        ]
        lines += [
            f"{kind}: {len(found)} kills, next sweep after {statistics.median(found):.0f} s,"
            f" at worst {max(found):.0f} s"
            for kind, found in self.seconds.items()
        ]
        lines.append(
            f"grace of {GRACE_SECONDS:.0f} s: {'kept' if self.is_in_grace else 'NOT KEPT'}"
        )
        if self.pages:
            lines.append(f"pages answered again after {max(self.pages):.0f} s at worst")
        lines.append(
            f"flows killed with their worker {self.flows}, runs buried {self.buried},"
            f" begun again by an automation {self.begun_again}"
        )
        return "\n".join(lines)


def run_chaos(home: Path, plan: Plan, dice: random.Random, say: Callable[[str], None]) -> Reckoning:
    """Run the day and kill; return the reckoning."""
    arrivals = Arrivals()
    with ExitStack() as open_:
        web_port = open_.enter_context(a_web_server(arrivals, dice))
        variables = open_.enter_context(an_organisation(home, _OF_CHAOS))
        engine = make_engine(variables["MIJLPAAL_DATABASE_URL"])
        open_.callback(engine.dispose)
        make_programme(engine, plan.rungs, DAY, f"http://{HOST}:{web_port}/")
        proxies = open_.enter_context(_a_worker_behind_proxies(home, variables))
        _wind_the_clock(
            variables,
            [
                ("check-deadlines", 0, DAY),
                ("send-messages", 20, DAY),
                ("send-messages", 40, NEXT_DAY),
            ],
        )
        kinds = [(kind, nth) for kind in plan.kinds for nth in range(plan.kills)]
        dice.shuffle(kinds)
        seconds: dict[str, list[float]] = {kind: [] for kind in plan.kinds}
        pages: list[float] = []
        flows = 0
        for number, (kind, nth) in enumerate(kinds):
            _patiently(lambda n=number: let_fall_due(engine, n, len(kinds), plan.rungs, DAY))  # type: ignore[misc]
            time.sleep(dice.uniform(0, plan.spread_seconds))
            killed_at = clock.now()
            flows += _strike(kind, nth, home, proxies, dice)
            if kind == "pages":
                pages.append(_seconds_to_answer(int(variables["MIJLPAAL_WEB_PORT"])))
            took = _seconds_to_next_sweep(engine, killed_at)
            seconds[kind].append(took)
            say(f"{number + 1}/{len(kinds)} {kind}: next sweep after {took:.0f} s")
        _wind_the_clock(variables, [("send-messages", 10, LAST_DAY)])
        _wait_until_told(engine, plan)
        found = _reckon(engine, arrivals, plan, len(kinds), seconds)
        buried, begun_again = _helped(engine)
        return replace(
            found, pages=tuple(pages), buried=buried, begun_again=begun_again, flows=flows
        )


@contextmanager
def _a_worker_behind_proxies(home: Path, variables: Mapping[str, str]) -> Iterator[list[Proxy]]:
    database, api = make_url(variables["MIJLPAAL_DATABASE_URL"]), variables["PREFECT_API_URL"]
    api_port = int(api.removesuffix("/api").rpartition(":")[2])
    assert database.port is not None
    stopping = threading.Event()
    with a_proxy(database.port) as to_database, a_proxy(api_port) as to_api:
        proxied = database.set(port=to_database.port).render_as_string(hide_password=False)
        command = (sys.executable, "-m", "prefect", "worker", "start", "--pool", "mijlpaal")
        worker = Kept(
            "worker-proxied",
            (*command, "--name", "worker-proxied", "--type", "process"),
            {
                **variables,
                "MIJLPAAL_DATABASE_URL": proxied,
                "PREFECT_API_URL": api.replace(str(api_port), str(to_api.port)),
            },
        )
        folder = home / "organisation"

        def keep() -> None:
            while not stopping.wait(0.2):
                worker.keep(folder)

        worker.start(folder)
        keeper = threading.Thread(target=keep, name="keeper")
        keeper.start()
        try:
            yield [to_database, to_api]
        finally:
            stopping.set()
            keeper.join()
            worker.end()


def _wind_the_clock(variables: Mapping[str, str], beats: Sequence[tuple[str, int, date]]) -> None:
    """Give deployments schedules of a minute: which, after how many seconds, for which day."""
    said = [(name, after, day.isoformat()) for name, after, day in beats]
    script = f"""
from datetime import UTC, datetime, timedelta
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import DeploymentScheduleCreate
from prefect.client.schemas.schedules import IntervalSchedule
every = timedelta(seconds={_CLOCK.total_seconds()})
begin = datetime.now(UTC)
with get_client(sync_client=True) as client:
    for name, after, day in {said}:
        found = client.read_deployment_by_name(f"{{name}}/{{name}}")
        schedule = IntervalSchedule(interval=every, anchor_date=begin + timedelta(seconds=after))
        client.create_deployment_schedules(
            found.id,
            [
                DeploymentScheduleCreate(
                    schedule=schedule, active=True, parameters={{"today": day}}
                )
            ],
        )
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=dict(variables),
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def _strike(kind: str, nth: int, home: Path, proxies: list[Proxy], dice: random.Random) -> int:
    """Kill or cut; return how many processes of flows died of it."""
    if kind not in _CUTS:
        return _kill(kind, home, dice)
    _cut([proxies[each] for each in _CUTS[kind]], nth)
    return 0


def _cut(proxies: Sequence[Proxy], nth: int) -> None:
    """Take the network away for a while: by turns broken and silent, the first of all for long."""
    for proxy in proxies:
        if nth % 2:
            proxy.cut()
        else:
            proxy.fall_silent()
    time.sleep(_CUT_SECONDS if nth else _LONG_CUT_SECONDS)
    for proxy in proxies:
        proxy.mend()


def _kill(kind: str, home: Path, dice: random.Random) -> int:
    """Kill one of this kind; return how many processes of flows died with it."""
    folder = home / "organisation"
    with_flow = kind == "worker and flow"

    def choose() -> tuple[int, list[int]]:
        found = [(pid, _below(pid)) for pid in _running(_WORDS[kind], folder)]
        return dice.choice([each for each in found if each[1] or not with_flow])

    pid, below = _patiently(choose)
    # A worker gives each flow a session of its own: its group would not be all of it.
    flows = below if with_flow else []
    for each in [*flows, pid]:
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)
    return len(flows)


def _running(words: str, folder: Path) -> list[int]:
    return [pid for pid in strays(folder) if words in _command(pid)]


def _below(pid: int) -> list[int]:
    """Return the children of a process, and theirs."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    found = [int(each) for each in children.read_text().split()] if children.exists() else []
    return [each for child in found for each in (*_below(child), child)]


def _command(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


def _seconds_to_next_sweep(engine: Engine, killed_at: datetime) -> float:
    """Return when a sweep ended well that began after the kill; Prefect remembers."""
    begin = time.monotonic()
    while time.monotonic() - begin < _PATIENCE_SECONDS:
        with suppress(Exception), _history(engine) as connection:
            ended_at = connection.execute(text(_SWEPT), {"killed_at": killed_at}).scalar_one()
            if ended_at is not None:
                return float((ended_at - killed_at).total_seconds())
        time.sleep(_LOOK_SECONDS)
    raise AssertionError("no sweep came")


def _seconds_to_answer(first_port: int) -> float:
    """Wait until each process with pages answers."""
    begin = time.monotonic()
    for port in (first_port, first_port + 1):

        def look(port: int = port) -> None:
            httpx.get(f"http://{HOST}:{port}{READY_PATH}").raise_for_status()

        _patiently(look)
    return time.monotonic() - begin


def _helped(engine: Engine) -> tuple[int, int]:
    """Return how many runs were buried and begun again."""
    with _history(engine) as connection:
        buried, begun_again = connection.execute(text(_HELPED)).one()
    return buried, begun_again


@contextmanager
def _history(engine: Engine) -> Iterator[Connection]:
    """Open the database in which Prefect keeps what ran."""
    history = make_engine(engine.url.set(database="prefect").render_as_string(hide_password=False))
    try:
        with history.connect() as connection:
            yield connection
    finally:
        history.dispose()


def _patiently(work: Callable[[], Result]) -> Result:
    """Do this as soon as it can be done: the database is there, the process runs."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            return work()
        except Exception:
            if time.monotonic() > deadline:
                raise
            time.sleep(_LOOK_SECONDS)


def _wait_until_told(engine: Engine, plan: Plan) -> None:
    """Wait until every rung is told, in whichever message.

    A run that an automation began is one of the real day, whose messages wait for its morning, or
    for the next try of that day: here the hour comes at once.
    """
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline:
        with suppress(Exception):
            with transaction(engine) as session:
                session.execute(
                    update(Message)
                    .where(
                        col(Message.sent_at).is_(None),
                        col(Message.next_attempt_at) > morning_of(LAST_DAY) + timedelta(hours=1),
                    )
                    .values(next_attempt_at=morning_of(DAY))
                )
            if sum(_told(engine).values()) == plan.rungs:
                return
        time.sleep(_LOOK_SECONDS)


def _told(engine: Engine) -> dict[str, int]:
    """Return the messages that were sent, by their ids, and how many rungs each of them told."""
    query = (
        select(col(Message.uid), func.count())
        .join(Reminder, col(Reminder.message_id) == col(Message.id))
        .where(col(Message.channel) == "webhook", col(Message.sent_at).is_not(None))
        .group_by(col(Message.uid))
    )
    with reading(engine) as session:
        return {row[0]: row[1] for row in session.execute(query)}


def _reckon(
    engine: Engine, arrivals: Arrivals, plan: Plan, kills: int, seconds: Mapping[str, list[float]]
) -> Reckoning:
    counts, told = arrivals.counts, _told(engine)
    arrived = sum(rungs for uid, rungs in told.items() if counts[uid])
    return Reckoning(
        rungs=plan.rungs,
        messages=len(told),
        lost=plan.rungs - arrived,
        strangers=sum(uid not in told for uid in counts),
        duplicates=sum(count - 1 for count in counts.values()),
        kills=kills,
        seconds={kind: tuple(found) for kind, found in seconds.items()},
    )
