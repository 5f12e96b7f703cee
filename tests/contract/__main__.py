"""Schemathesis against a running server: as nobody, a reader, a company, a manager, a keeper.

``make api-fuzz``: a world of its own, everything that schemathesis can check, and after each reader
a look at all rows and events: who may change nothing did not, and a company changed its own alone.
Every answer is read for the words that were planted where its reader may not read (``planted``).
The last line counts the requests that reached the server, and what was found.
"""

import argparse
import json
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from urllib.parse import unquote

import uvicorn
from sqlalchemy import Engine
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mijlpaal.web.app import make_app
from mijlpaal.web.limiting import BadTries
from mijlpaal.web.office import Office
from models import clock
from models.access import tokens
from models.access.accounts import let_in
from models.access.naming import name_reader
from models.ledger.writer import Ledger
from models.storage.database import create_schema, make_engine, reading, transaction
from models.storage.records import Record, current
from models.storage.values import Value
from models.vocabulary import Confidentiality, Language, ParticipationRole, SubjectKind
from reports.feed.subscriptions import subscribe
from tests.contract.planted import Planted, given_up, plant
from tests.factories import (
    a_contact,
    a_milestone,
    a_project,
    a_rulebook,
    an_absence,
    an_assignment,
    an_organisation,
)
from tests.mijlpaal.web.api.conftest import fill
from tests.straying import rows_of_others, strayed

READERS = ("", "lezer", "bedrijf", "piet", "baas")
OUTSIDE = ("", "bedrijf")  # who reads nothing that is internal
HELD_TO_THEIR_OWN = ("", "lezer", "bedrijf")
_CONFIGURATION = Path(__file__).resolve().parent / "schemathesis.toml"
_PATIENT_SECONDS = 120  # a busy machine is no defect; speed has its own tests
_UID = "00000000-0000-4000-8000-000000000001"  # of a message that was given up
_BUSY = 10**9  # requests a minute: the rate limit has its own tests


class _Watched:
    """Counts the requests that reach an application, and reads its answers for what is secret."""

    def __init__(self, app: ASGIApp) -> None:
        self.requests = 0
        self.kept: frozenset[str] = frozenset()  # from whoever asks now
        self.told: set[tuple[str, str]] = set()  # what was told all the same, and where
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; what it asks itself is no secret to it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        self.requests += 1
        asked = [unquote(str(scope["path"])), scope["query_string"].decode("latin-1")]
        answered: list[bytes] = []

        async def receive_and_read() -> Message:
            message = await receive()
            asked.append(message.get("body", b"").decode("utf-8", "replace"))
            return message

        async def send_and_read(message: Message) -> None:
            answered.append(repr(message.get("headers", "")).encode() + message.get("body", b""))
            await send(message)

        await self._app(scope, receive_and_read, send_and_read)
        said, known = b"".join(answered).decode("utf-8", "replace"), " ".join(asked)
        for word in self.kept:
            if word in said and word not in known:
                self.told.add((f"{scope['method']} {scope['path']}", word))


class _Patience(BadTries):
    """Lets tokens be guessed: schemathesis does, and the limit has its own tests."""

    def are_too_many(self, _address: str) -> bool:
        """Return that it never is."""
        return False


def main() -> int:
    """Attack; return 0 when nothing was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--schemathesis", type=Path, required=True)
    parser.add_argument("--examples", type=int, default=25)
    parser.add_argument("--phases", default="examples,coverage,fuzzing,stateful")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--seconds", type=int, help="how long per reader; all of it when not given")
    parser.add_argument("--readers", nargs="*", default=READERS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'world.db'}")
        create_schema(engine)
        fill(engine)
        office = Office(engine, a_rulebook(), clock.now, api_per_minute=_BUSY)
        _add_people(office)
        planted = _plant(office)
        server, address, watched = _serve(office)
        found, changed = [], list[str]()
        for who in asked.readers:
            watched.kept = planted.kept_from(reads_internal=who not in OUTSIDE)
            before = _rows(engine, who)
            found.append(_attack(asked, office, address, who))
            changed += _changed_by(engine, who, before)
        server.should_exit = True
        with reading(engine) as session:
            untouched = current(session, SubjectKind.MILESTONE, "geheim").version == 1
    for where, word in sorted(watched.told):
        sys.stderr.write(f"{where} told {word} to who may not read it\n")
    for what in changed:
        sys.stderr.write(f"{what}: not theirs to change\n")
    if not untouched:
        sys.stderr.write("somebody changed what nobody may see\n")
    sys.stdout.write(
        f"{watched.requests} requests as {len(found)} readers, seed {asked.seed}: "
        f"{sum(found)} findings, {len(watched.told)} words told, {len(changed)} rows of others changed\n"
    )
    return 0 if untouched and not any(found) and not watched.told and not changed else 1


def _is_own(who: str, row: str) -> bool:
    """Return whether a row, by its name, is one that ``_plant`` made this company's own."""
    return who == "bedrijf" and "beta-" in row


def _rows(engine: Engine, who: str) -> Mapping[str, object]:
    with reading(engine) as session:
        return rows_of_others(session, partial(_is_own, who))


def _changed_by(engine: Engine, who: str, before: Mapping[str, object]) -> list[str]:
    """Return what a reader or a company did to what is not theirs; others may."""
    if who not in HELD_TO_THEIR_OWN:
        return []
    with reading(engine) as session:
        acts = strayed(session, who, partial(_is_own, who)) if who else []
        after = rows_of_others(session, partial(_is_own, who))
    differing = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    return [*(f"{who} {each}" for each in acts), *(f"{who or 'nobody'} {x}" for x in differing)]


def _add_people(office: Office) -> None:
    """Register who is told, by the keys that the configuration attacks."""
    with transaction(office.engine) as session:
        ledger = office.ledger(session, "baas")
        director, successor = a_contact(ledger, "directeur"), a_contact(ledger, "opvolger")
        an_assignment(ledger, current(session, SubjectKind.MILESTONE, "m1"), director)
        first = ledger.today + timedelta(days=7)
        an_absence(ledger, director, successor, first, first + timedelta(days=7))
        a_contact(ledger, "haak", channel="webhook", address="https://ontvanger.example/haak")
        given_up(ledger, current(session, SubjectKind.MILESTONE, "m1"), director, _UID)
        let_in(session, "uitgenodigd", by="baas", now=office.now())
        subscribe(
            ledger,
            current(session, SubjectKind.CLUSTER, "een"),
            audience=Confidentiality.PUBLIC,
            language=Language.NL,
        )


def _plant(office: Office) -> Planted:
    """Plant words, and let the company that attacks be another than theirs."""
    with transaction(office.engine) as session:
        ledger = office.ledger(session, "baas")
        _give_own_rows(ledger, an_organisation(ledger, "beta"))
        name_reader(session, "bedrijf", "beta", named_by="baas", now=office.now(), is_own=True)
        return plant(ledger, office.now())


def _give_own_rows(ledger: Ledger, company: Record) -> None:
    """Register what the company that attacks may change: a project, and a milestone of it."""
    one = current(ledger.session, SubjectKind.CLUSTER, "een")
    project = a_project(ledger, one, "beta-project")
    role: dict[str, Value] = {
        "title": "Rol",
        "target_id": project.id,
        "organisation_id": company.id,
        "role": ParticipationRole.PARTICIPANT,
    }
    ledger.register(SubjectKind.PARTICIPATION, "beta-rol", role)
    a_milestone(ledger, project, "beta-belofte", cluster_id=one.id)


def _serve(office: Office) -> tuple[uvicorn.Server, str, _Watched]:
    opened = socket.socket()
    opened.bind(("127.0.0.1", 0))
    app = make_app(office)
    app.state.api_bad_tries = _Patience(office.now)
    watched = _Watched(app)
    server = uvicorn.Server(uvicorn.Config(watched, log_level="warning"))
    threading.Thread(target=server.run, kwargs={"sockets": [opened]}, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return server, f"http://127.0.0.1:{opened.getsockname()[1]}", watched


def _attack(asked: argparse.Namespace, office: Office, address: str, who: str) -> int:
    """Let schemathesis go; return how much it found, at least one when it did not end well."""
    report = asked.schemathesis.absolute().parent / f"report-{who or 'nobody'}.json"
    report.unlink(missing_ok=True)
    sys.stdout.write(f"\nas {who or 'nobody'}\n")
    sys.stdout.flush()
    command = [
        *(
            str(asked.schemathesis.absolute()),
            "--config-file",
            str(_CONFIGURATION),
            "run",
            f"{address}/v1/openapi.json",
            "--url",
            f"{address}/v1",
        ),
        *("--checks", "all", "--max-examples", str(asked.examples), "--workers", "1"),
        *("--phases", asked.phases, "--no-color", "--seed", str(asked.seed)),
        *("--report", "json", "--report-json-path", str(report)),
        *("--suppress-health-check", "all", "--continue-on-failure"),
        *("--request-timeout", str(_PATIENT_SECONDS)),
        *("--max-response-time", str(_PATIENT_SECONDS)),
        *(("--max-time", str(asked.seconds)) if asked.seconds else ()),
        *(("-H", f"Authorization: Bearer {_token(office, who)}") if who else ()),
    ]
    # It keeps what it finds in the folder where it runs.
    ended = subprocess.run(command, check=False, cwd=asked.schemathesis.parent).returncode
    cases: dict[str, int] = json.loads(report.read_text())["test_cases"] if report.exists() else {}
    return max(cases.get("unique_failures", 0) + cases.get("errored", 0), int(ended != 0))


def _token(office: Office, who: str) -> str:
    with transaction(office.engine) as session:
        return tokens.make_token(
            session,
            who,
            "proef",
            by="baas",
            now=office.now(),
            until=office.today + timedelta(days=30),
            may_write=True,
        ).secret


if __name__ == "__main__":
    sys.exit(main())
