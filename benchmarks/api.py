"""The list of milestones of the API over 100,000 of them, beside a bare route that reads one row.

Over sockets that stay open, the server on one core, on both databases: how many requests a second
it answers, and the slowest of a hundred at 200 a second. The door with a token, the confidentiality
in the query, a page of fifty milestones with their status.
"""

import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Engine, insert

from benchmarks.load import Asked, requests_per_second, waits_at
from benchmarks.measure import Figure, Side, at_least, at_most
from models.access import tokens
from models.clock import morning_of
from models.storage.database import create_schema, make_engine, transaction
from models.storage.records import DETAIL, SUBJECT
from models.vocabulary import SubjectKind
from tests.databases import postgresql
from tests.factories import a_cluster, a_ledger, a_milestone

MILESTONES, CLUSTERS = 100_000, 50
TODAY = date(2026, 9, 1)
RATE, SECONDS, ROUNDS = 200, 4.0, 3
_AT_A_TIME = 10_000
_PATH = "/v1/mijlpalen"


def figures(folder: Path) -> list[Figure]:
    """Return the figures: requests a second, and the slowest of a hundred in milliseconds."""
    with postgresql() as databases:
        urls = {"SQLite": f"sqlite:///{folder / 'api.db'}", "PostgreSQL": databases.fresh()}
        return [line for name, url in urls.items() for line in _of(name, url)]


def _of(name: str, url: str) -> Iterator[Figure]:
    engine = make_engine(url)
    create_schema(engine)
    secret = _fill(engine)
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")
    engine.dispose()
    with ExitStack() as open_:
        ours, bare = (
            Asked(open_.enter_context(_serving(url, which)), _PATH, secret)
            for which in ("ours", "bare")
        )
        for each in (ours, bare):  # what is made at the first look, by one and then by many
            requests_per_second(replace(each, connections=1), 1.0)
            requests_per_second(each, 1.0)
        rates = [
            (requests_per_second(bare, SECONDS), requests_per_second(ours, SECONDS))
            for _ in range(ROUNDS)
        ]
        slow = [(_slowest(bare), _slowest(ours)) for _ in range(ROUNDS)]
    yield _line(f"list, {name}: requests", rates, "/s", at_least=RATE)
    yield _line(f"list, {name}: 99th percentile at {RATE}/s", slow, "ms", at_most=100)


def _slowest(asked: Asked) -> float:
    waits = waits_at(asked, RATE, SECONDS)
    return waits[int(len(waits) * 0.99) - 1]


@contextmanager
def _serving(url: str, which: str) -> Iterator[int]:
    """Serve in a process of its own; yield its port."""
    command = (sys.executable, "-m", "benchmarks.api_server", url, which)
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            yield int(server.stdout.readline())
        finally:
            server.stdin.close()


def _line(name: str, pairs: list[tuple[float, float]], unit: str, **bound: float) -> Figure:
    aim = (
        at_least(bound["at_least"], Side.OURS)
        if "at_least" in bound
        else at_most(bound["at_most"], Side.OURS)
    )
    return Figure(
        name,
        ours=statistics.median(own for _, own in pairs),
        floor=statistics.median(bare for bare, _ in pairs),
        ratio=statistics.median(own / bare for bare, own in pairs),
        unit=unit,
        aim=aim,
    )


def _fill(engine: Engine) -> str:
    """Write the clusters, one milestone by the ledger and the others like it; return a token."""
    with transaction(engine) as session:
        ledger = a_ledger(session)
        clusters = [a_cluster(ledger, f"c{number}").id for number in range(CLUSTERS)]
        first = a_milestone(ledger, a_cluster(ledger, "eerste"), latest=TODAY + timedelta(days=100))
        detail = DETAIL[SubjectKind.MILESTONE]
        own = {
            each.name: first.values[each.name] for each in SUBJECT.c if each.name in first.values
        }
        rest = {
            each.name: first.values[each.name] for each in detail.c if each.name in first.values
        }
        start = first.id + 1
        for begin in range(0, MILESTONES, _AT_A_TIME):
            numbers = range(begin, begin + _AT_A_TIME)
            session.execute(
                insert(SUBJECT),
                [
                    {
                        **own,
                        "id": start + number,
                        "kind": "milestone",
                        "key": f"x{number:06d}",
                        "version": 1,
                        "last_hash": "0",
                        "cluster_id": clusters[number % CLUSTERS],
                    }
                    for number in numbers
                ],
            )
            session.execute(
                insert(detail),
                [
                    {
                        **rest,
                        "subject_id": start + number,
                        "about_id": clusters[number % CLUSTERS],
                    }
                    for number in numbers
                ],
            )
    with transaction(engine) as session:
        return tokens.make_token(
            session,
            "baas",
            "meting",
            by="baas",
            now=morning_of(TODAY),
            until=TODAY + timedelta(days=30),
        ).secret
