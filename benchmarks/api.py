"""The list of milestones of the API over 100,000 of them, beside a bare route that reads one row.

Both are asked in this process through ASGI, so that no client and no socket is measured: the door
with a token, the confidentiality in the query, a page of fifty milestones with their status.
"""

import asyncio
import sqlite3
import statistics
import time
from collections.abc import Awaitable, Callable, MutableMapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from sqlalchemy import Engine, insert

from benchmarks.measure import Figure, Side, at_least, at_most
from mijlpaal.web.app import make_app
from mijlpaal.web.office import Office
from models.access import tokens
from models.clock import morning_of
from models.storage.database import create_schema, make_engine, transaction
from models.storage.records import DETAIL, SUBJECT
from models.vocabulary import SubjectKind
from tests.factories import a_cluster, a_ledger, a_milestone, a_rulebook

MILESTONES, CLUSTERS, REQUESTS, ROUNDS = 100_000, 50, 200, 5
TODAY = date(2026, 9, 1)
_AT_A_TIME = 10_000
_OK = 200
_PATH = "/v1/mijlpalen"
Message = MutableMapping[str, Any]
Ask = Callable[[], Awaitable[int]]


def figures(folder: Path) -> list[Figure]:
    """Return the figures: requests a second, and the slowest of a hundred in milliseconds."""
    path = folder / "api.db"
    engine = make_engine(f"sqlite:///{path}")
    create_schema(engine)
    office = Office(engine, a_rulebook(), lambda: morning_of(TODAY), api_per_minute=10**9)
    secret = _fill(engine)
    query = b"cluster=c7&isOpen=true"
    ours = {
        "list": _asking(make_app(office), _PATH, secret),
        "narrowed list": _asking(make_app(office), _PATH, secret, query),
    }
    floor = _asking(_bare(path), "/een", secret)
    return [line for name, ask in ours.items() for line in _figures(name, ask, floor)]


def _figures(name: str, ours: Ask, floor: Ask) -> list[Figure]:
    pairs = [(_durations(floor), _durations(ours)) for _ in range(ROUNDS)]
    rates = [(len(bare) / sum(bare), len(own) / sum(own)) for bare, own in pairs]
    slow = [(_slowest(bare), _slowest(own)) for bare, own in pairs]
    return [
        _line(f"{name}: requests", rates, "/s", at_least=200),
        _line(f"{name}: 99th percentile", slow, "ms", at_most=100),
    ]


def _line(
    name: str,
    pairs: list[tuple[float, float]],
    unit: str,
    **bound: float,
) -> Figure:
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


def _durations(ask: Ask) -> list[float]:
    async def run() -> list[float]:
        found = []
        for _ in range(REQUESTS):
            begin = time.perf_counter()
            assert await ask() == _OK
            found.append(time.perf_counter() - begin)
        return found

    return asyncio.run(run())


def _slowest(durations: list[float]) -> float:
    return sorted(durations)[int(len(durations) * 0.99) - 1] * 1000


def _asking(app: FastAPI, path: str, secret: str, query: bytes = b"") -> Ask:
    headers = [(b"host", b"localhost"), (b"authorization", f"Bearer {secret}".encode())]

    async def ask() -> int:
        status = 0

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)

        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query,
            "headers": headers,
            "client": ("127.0.0.1", 1),
            "server": ("localhost", 80),
        }
        await app(scope, receive, send)
        return status

    return ask


def _bare(path: Path) -> FastAPI:
    app = FastAPI()
    connection = sqlite3.connect(path, check_same_thread=False)

    @app.get("/een")
    def one() -> dict[str, str]:
        row = connection.execute("SELECT key, title FROM subject WHERE id = 7").fetchone()
        return {"key": row[0], "title": row[1]}

    return app


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
