"""Sweeping and sending on PostgreSQL with two workers, against the same with one.

Linear would be twice as fast. Both run in processes of their own that live on, as the work of a
worker does after its flow has begun; what comes before that, the process and its imports, is
Prefect's overhead and stands on lines of its own.

The cores allow less than twice as fast where one worker keeps more than one of them busy, because
its database and its receivers work as well, or where two processes that only compute, taking turns
with ours, are not twice as fast either. How much of that is reached stands below the bare ratio.
"""

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import Engine, func, select, text
from sqlmodel import col

from benchmarks import standing
from benchmarks.delivery import SECRET, SOURCE, fill, make_due
from benchmarks.measure import (
    Figure,
    Line,
    NotMeasured,
    Run,
    Side,
    at_least,
    at_most,
    compare,
    compare_durations,
)
from benchmarks.processor import cores_given, cores_used
from benchmarks.receiver import a_receiver
from benchmarks.scale import spread_over
from benchmarks.sweep import FIRST_COPY, TODAY, copies_in, forget, on_postgresql
from flows.schedule import PARTS, scheduled
from flows.timetable import fires
from models import clock
from models.clock import end_of, morning_of
from models.storage.database import make_engine, reading, transaction
from models.tables import Message
from notifications.channels.webhook import Webhook, signing_keys
from notifications.deadlines import check_deadlines
from notifications.delivery import send_messages
from notifications.parts import Part, sweep_parts
from tests.factories import a_calendar
from tests.notifications.post import LOOPBACK

MILESTONES = 1_000_000
DUE = 10_000
PEOPLE = 300
MESSAGES = 20_000
ROUNDS = 5
SWEEP_ROUNDS = 15  # a quarter of a second each
WORKERS = 2
_OF_LINEAR = 0.8
_SECONDS_A_RUN = 10.0

Parts = Sequence[Part]


def figures(folder: Path) -> list[Line]:
    """Return how near to linear two workers come, and what a flow costs before it works."""
    try:
        with on_postgresql(folder) as engine, _workers() as workers:
            shared = [*_sweeping(engine, workers), *_sending(engine, workers)]
    except RuntimeError as problem:  # no programs of PostgreSQL are here
        return [NotMeasured("organisation", str(problem).splitlines()[0])]
    return [*shared, *_overhead(), *standing.figures()]


def _workers() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn"))


def _sweeping(engine: Engine, workers: ProcessPoolExecutor) -> Iterator[Figure]:
    copies_in(engine)(FIRST_COPY, MILESTONES, due=DUE)
    spread_over(engine, PEOPLE, due=DUE)
    _forget(engine)
    with reading(engine) as session:
        halves = sweep_parts(session, WORKERS, since=TODAY, today=TODAY)

    def swept(parts: Parts) -> Run:
        return lambda: _all_swept(engine, workers, parts)

    yield from _shared(
        workers,
        f"sweep of {DUE:,} due among {MILESTONES:,}",
        two=swept(halves),
        one=swept([Part()]),
        unit="reminders/s",
        before=lambda: _forget(engine),
        rounds=SWEEP_ROUNDS,
    )


def _forget(engine: Engine) -> None:
    """Begin anew, without what the sweep before left behind: autovacuum is off here."""
    forget(engine)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE reminder"))


def _all_swept(engine: Engine, workers: ProcessPoolExecutor, parts: Parts) -> int:
    url = engine.url.render_as_string(hide_password=False)
    written = sum(workers.map(_sweep, [url] * len(parts), parts))
    assert written == DUE
    return written


def _sweep(url: str, part: Part) -> int:
    calendar = a_calendar()
    with transaction(_engine(url)) as session:
        swept = check_deadlines(
            session, today=TODAY, now=morning_of(TODAY), calendar=calendar, part=part
        )
    return swept.reminders


def _sending(engine: Engine, workers: ProcessPoolExecutor) -> Iterator[Figure]:
    with a_receiver() as one, a_receiver() as other:  # or the receiver is what is measured
        fill(engine, one, MESSAGES)
        with transaction(engine) as session:
            to_other = text("UPDATE message SET address = :other WHERE id % 2 = 0")
            session.execute(to_other, {"other": other})

        def sent(senders: int) -> Run:
            return lambda: _all_sent(engine, workers, senders)

        yield from _shared(
            workers,
            f"sending of {MESSAGES:,} webhooks",
            two=sent(WORKERS),
            one=sent(1),
            unit="messages/s",
            before=lambda: make_due(engine),
            rounds=ROUNDS,
        )


def _shared(  # noqa: PLR0913  (a figure has as many parts)
    workers: ProcessPoolExecutor,
    name: str,
    *,
    two: Run,
    one: Run,
    unit: str,
    before: Callable[[], None],
    rounds: int,
) -> Iterator[Figure]:
    """Yield the bare ratio, and how much that is of what the cores allow.

    Where others use the machine, one worker seems to use less of it than it would.
    """
    given: list[float] = []

    def prepare() -> None:
        before()
        given.append(cores_given(workers, WORKERS))

    raw = compare(
        f"{name}, {WORKERS} workers against 1",
        ours=two,
        floor=one,
        unit=unit,
        aim=at_least(_OF_LINEAR * WORKERS),
        before=prepare,
        rounds=rounds,
    )
    yield raw
    allowed = min(statistics.median(given), (os.cpu_count() or 1) / cores_used(one, before))
    yield Figure(
        f"{name}, {WORKERS} workers, of what the cores allow",
        ours=raw.ratio,
        floor=allowed,
        ratio=raw.ratio / allowed,
        unit="times 1 worker",
        aim=at_least(_OF_LINEAR),
    )


def _all_sent(engine: Engine, workers: ProcessPoolExecutor, senders: int) -> int:
    url = engine.url.render_as_string(hide_password=False)
    list(workers.map(_send, [url] * senders))
    query = select(func.count()).where(col(Message.sent_at).is_not(None))
    with reading(engine) as session:
        sent: int = session.execute(query).scalar_one()
    assert sent == MESSAGES
    return MESSAGES


def _send(url: str) -> None:
    channel = Webhook(signing_keys(SECRET), SOURCE, clock.now, reach=LOOPBACK)
    send_messages(_engine(url), now=clock.now, channels={"webhook": channel})


@cache
def _engine(url: str) -> Engine:
    return make_engine(url)


def _overhead() -> Iterator[Figure]:
    """Yield what a flow's process costs before it works, against our own code without Prefect.

    First of one run, then of all runs of a working day: those of the clock, and the parts in which
    a day is shared.
    """
    one = compare_durations(
        "Prefect's overhead of one flow run: process and imports",
        ours=lambda: _imported("import flows.day, flows.parts, prefect.flow_engine"),
        floor=lambda: _imported("import flows.work"),
        aim=at_most(_SECONDS_A_RUN, Side.OURS),
    )
    yield one
    by_the_clock, parts = runs_a_day(), WORKERS * len(PARTS)
    runs = by_the_clock + parts
    yield Figure(
        f"Prefect's overhead of starting a day: {by_the_clock} runs by the clock, {parts} parts",
        ours=one.ours * runs,
        floor=one.floor * runs,
        ratio=one.ratio,
        unit=one.unit,
        aim=at_most(_SECONDS_A_RUN * runs, Side.OURS),
    )


def runs_a_day() -> int:
    """Return how many flow runs the catalogue begins on a working day."""
    begin = end_of(TODAY - timedelta(days=1))
    return sum(1 for flow in scheduled() for _ in fires(flow, begin, end_of(TODAY)))


def _imported(statement: str) -> int:
    subprocess.run([sys.executable, "-c", statement], check=True)
    return 1
