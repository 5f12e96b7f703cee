"""The start page over 6 clusters and 600 milestones, looked at just after something changed.

Asked in this process through ASGI, so that no client and no socket is measured. What it costs is
the time of the processor: the day is shared with whoever else works on the machine. The floor is
a page that reads nothing but who looks.
"""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, MutableMapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from sqlalchemy import Engine

from benchmarks.measure import Figure, Side, at_most
from mijlpaal.web.app import make_app
from mijlpaal.web.office import Office
from models.access.login_links import make_link, use_link
from models.access.visits import begin_visit
from models.acts import mandates
from models.clock import morning_of
from models.milestones import acts as milestones
from models.storage.database import create_schema, make_engine, transaction
from models.vocabulary import Role, SubjectKind
from tests.factories import a_cluster, a_ledger, a_milestone, a_rulebook

CLUSTERS, MILESTONES, LOOKS = 6, 600, 30
TODAY = date(2026, 9, 1)
_OK = 200
_MILLISECONDS = 1000
Message = MutableMapping[str, Any]
Ask = Callable[[], Awaitable[int]]


def figures(folder: Path) -> list[Figure]:
    """Return the figure: milliseconds of processor for the first look after a change."""
    engine = make_engine(f"sqlite:///{folder / 'pages.db'}")
    create_schema(engine)
    office = Office(engine, a_rulebook(), lambda: morning_of(TODAY))
    secret = _fill(engine, office)
    app = make_app(office)
    start, bare = _asking(app, "/", secret), _asking(app, "/lezing", secret)
    pairs = [(_cost(bare), _cost(start, _change(office, look))) for look in range(LOOKS)][5:]
    return [
        Figure(
            "start page, 6 clusters, 600 milestones, after a change",
            ours=statistics.median(own for _, own in pairs),
            floor=statistics.median(floor for floor, _ in pairs),
            ratio=statistics.median(own / floor for floor, own in pairs),
            unit="ms",
            aim=at_most(20, Side.OURS),
        )
    ]


def _cost(ask: Ask, before: Callable[[], None] = lambda: None) -> float:
    before()
    begin = time.process_time()
    assert asyncio.run(_await(ask)) == _OK
    return (time.process_time() - begin) * _MILLISECONDS


async def _await(ask: Ask) -> int:
    return await ask()


def _change(office: Office, look: int) -> Callable[[], None]:
    def change() -> None:
        with transaction(office.engine) as session:
            ledger = office.ledger(session, "anna")
            milestones.forecast(ledger, f"m{look}", TODAY + timedelta(days=30 + look))

    return change


def _asking(app: FastAPI, path: str, secret: str) -> Ask:
    headers = [(b"host", b"localhost"), (b"cookie", f"mijlpaal={secret}".encode())]

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
            "query_string": b"",
            "headers": headers,
            "client": ("127.0.0.1", 1),
            "server": ("localhost", 80),
        }
        await app(scope, receive, send)
        return status

    return ask


def _fill(engine: Engine, office: Office) -> str:
    """Register the programme; return the secret of a session."""
    with transaction(engine) as session:
        ledger = a_ledger(session)
        ledger.register(SubjectKind.PROGRAMME, "programma", {"title": "Programma"})
        mandates.give(ledger, "tester", Role.ADMINISTRATOR, cluster=None)
        mandates.give(ledger, "anna", Role.PROGRAMME_MANAGER, cluster=None)
        clusters = [a_cluster(ledger, f"c{number}") for number in range(CLUSTERS)]
        for number in range(MILESTONES):
            latest = TODAY + timedelta(days=number - 60)
            a_milestone(ledger, clusters[number % CLUSTERS], f"m{number}", latest=latest)
    with transaction(engine) as session:
        link = make_link(session, "anna", by="baas", now=office.now())
        actor = use_link(session, link, now=office.now())
        return begin_visit(session, actor, now=office.now())
