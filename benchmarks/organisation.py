"""Sweeping and sending on PostgreSQL with two workers, against the same with one.

Linear would be twice as fast. Both run in processes of their own that live on, as the work of a
worker does after its flow has begun; what comes before that, the process and its imports, is
Prefect's overhead and stands on a line of its own.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlmodel import col

from benchmarks.delivery import SECRET, SOURCE, fill, make_due
from benchmarks.measure import (
    Figure,
    Line,
    NotMeasured,
    Side,
    at_least,
    at_most,
    compare,
    compare_durations,
)
from benchmarks.receiver import a_receiver
from benchmarks.sweep import FIRST_COPY, TODAY, copies_in, forget, on_postgresql
from models import clock
from models.clock import morning_of
from models.storage.database import make_engine, reading, transaction
from models.tables import Message, Reminder
from notifications.channels.webhook import Webhook, signing_keys
from notifications.deadlines import check_deadlines
from notifications.delivery import send_messages
from notifications.parts import Part, sweep_parts
from tests.factories import a_calendar
from tests.notifications.post import LOOPBACK

MILESTONES = 1_000_000
DUE = 10_000
MESSAGES = 20_000
ROUNDS = 5
WORKERS = 2
_OF_LINEAR = 0.8
_SECONDS_A_RUN = 10.0

Parts = Sequence[Part]


def figures(folder: Path) -> list[Line]:
    """Return how near to linear two workers come, and what a flow costs before it works."""
    try:
        with on_postgresql(folder) as engine, _workers() as workers:
            return [*_sweeping(engine, workers), *_sending(engine, workers), _overhead()]
    except RuntimeError as problem:  # no programs of PostgreSQL are here
        return [NotMeasured("organisation", str(problem).splitlines()[0])]


def _workers() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn"))


def _sweeping(engine: Engine, workers: ProcessPoolExecutor) -> Iterator[Figure]:
    copies_in(engine)(FIRST_COPY, MILESTONES, due=DUE)
    forget(engine)
    with reading(engine) as session:
        halves = sweep_parts(session, WORKERS, since=TODAY, today=TODAY)

    def swept(parts: Parts) -> Callable[[], int]:
        return lambda: _all_swept(engine, workers, parts)

    yield compare(
        f"sweep of {DUE:,} due among {MILESTONES:,}, {WORKERS} workers against 1",
        ours=swept(halves),
        floor=swept([Part()]),
        unit="reminders/s",
        aim=at_least(_OF_LINEAR * WORKERS),
        before=lambda: forget(engine),
        rounds=ROUNDS,
    )


def _all_swept(engine: Engine, workers: ProcessPoolExecutor, parts: Parts) -> int:
    url = engine.url.render_as_string(hide_password=False)
    list(workers.map(_sweep, [url] * len(parts), parts))
    with reading(engine) as session:
        written: int = session.execute(select(func.count(col(Reminder.id)))).scalar_one()
    assert written == DUE
    return DUE


def _sweep(url: str, part: Part) -> None:
    with transaction(_engine(url)) as session:
        check_deadlines(
            session, today=TODAY, now=morning_of(TODAY), calendar=a_calendar(), part=part
        )


def _sending(engine: Engine, workers: ProcessPoolExecutor) -> Iterator[Figure]:
    with a_receiver() as receiver:
        fill(engine, receiver, MESSAGES)

        def sent(senders: int) -> Callable[[], int]:
            return lambda: _all_sent(engine, workers, senders)

        yield compare(
            f"sending of {MESSAGES:,} webhooks, {WORKERS} workers against 1",
            ours=sent(WORKERS),
            floor=sent(1),
            unit="messages/s",
            aim=at_least(_OF_LINEAR * WORKERS),
            before=lambda: make_due(engine),
            rounds=ROUNDS,
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


def _overhead() -> Figure:
    """Return the seconds of a flow's process before it works, against our own code without Prefect.

    A day of working hours has about sixty: run-day, its parts, and a round each quarter.
    """
    return compare_durations(
        "Prefect's overhead of one flow run: process and imports",
        ours=lambda: _imported("import flows.day, flows.parts, prefect.flow_engine"),
        floor=lambda: _imported("import flows.work"),
        aim=at_most(_SECONDS_A_RUN, Side.OURS),
    )


def _imported(statement: str) -> int:
    subprocess.run([sys.executable, "-c", statement], check=True)
    return 1
