"""Schemathesis against a running server, as nobody, as a reader and as the administrator.

``make api-fuzz``: a world of its own, everything that schemathesis can check, and afterwards a
look at what nobody may have changed. What is secret is found in no answer.
"""

import argparse
import socket
import subprocess
import sys
import tempfile
import threading
import time
from datetime import timedelta
from pathlib import Path

import uvicorn

from mijlpaal.web.app import make_app
from mijlpaal.web.limiting import BadTries
from mijlpaal.web.office import Office
from models import clock
from models.access import tokens
from models.storage.database import create_schema, make_engine, reading, transaction
from models.storage.records import current
from models.vocabulary import SubjectKind
from tests.factories import a_rulebook
from tests.mijlpaal.web.api.conftest import fill

READERS = ("", "lezer", "baas")
_CONFIGURATION = Path(__file__).resolve().parent / "schemathesis.toml"
_BUSY = 10**9  # requests a minute: the rate limit has its own tests


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
    parser.add_argument("--seconds", type=int, help="how long per reader; all of it when not given")
    parser.add_argument("--readers", nargs="*", default=READERS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'world.db'}")
        create_schema(engine)
        fill(engine)
        office = Office(engine, a_rulebook(), clock.now, api_per_minute=_BUSY)
        server, address = _serve(office)
        found = [_attack(asked, office, address, who) for who in asked.readers]
        server.should_exit = True
        with reading(engine) as session:
            untouched = current(session, SubjectKind.MILESTONE, "geheim").version == 1
    if not untouched:
        sys.stderr.write("somebody changed what nobody may see\n")
    return 0 if untouched and not any(found) else 1


def _serve(office: Office) -> tuple[uvicorn.Server, str]:
    opened = socket.socket()
    opened.bind(("127.0.0.1", 0))
    app = make_app(office)
    app.state.api_bad_tries = _Patience(office.now)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    threading.Thread(target=server.run, kwargs={"sockets": [opened]}, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return server, f"http://127.0.0.1:{opened.getsockname()[1]}"


def _attack(asked: argparse.Namespace, office: Office, address: str, who: str) -> int:
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
        *("--phases", asked.phases, "--no-color", "--seed", "7"),
        *("--suppress-health-check", "all", "--continue-on-failure"),
        *(("--max-time", str(asked.seconds)) if asked.seconds else ()),
        *(("-H", f"Authorization: Bearer {_token(office, who)}") if who else ()),
    ]
    # It keeps what it finds in the folder where it runs.
    return subprocess.run(command, check=False, cwd=asked.schemathesis.parent).returncode


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
