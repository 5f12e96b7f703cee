"""The doctor looks at what an organisation has besides its database and Prefect."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Engine, text

from flows.locks import try_lock
from flows.settings import FlowSettings
from mijlpaal.call import Call
from mijlpaal.health import elsewhere
from mijlpaal.health.check import Level
from mijlpaal.web.entry.paths import READY_PATH
from models.storage.database import make_engine, transaction
from models.storage.settings import DatabaseSettings
from models.vocabulary import Language
from tests.mijlpaal.conftest import Mijlpaal

CALL = Call(Language.EN, "doctor")
NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)


@contextmanager
def some_pages(status: int) -> Iterator[int]:
    """Yield the port of pages that say of themselves that they are ready, or not."""

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == READY_PATH else 404)
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Pages)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(("status", "level"), [(200, Level.OK), (503, Level.ERROR)])
def test_pages_are_asked_whether_they_are_ready(home: Path, status: int, level: Level) -> None:
    with some_pages(status) as port:
        found = elsewhere.pages(FlowSettings(home=home), f"http://127.0.0.1:{port}/", CALL)

    assert (found.level, f":{port}" in found.finding) == (level, True)


def test_pages_that_nobody_can_find_are_no_pages(home: Path) -> None:
    with some_pages(200) as port:
        pass
    silent = elsewhere.pages(FlowSettings(home=home), f"http://127.0.0.1:{port}", CALL)
    unknown = elsewhere.pages(FlowSettings(home=home), "", CALL)

    assert (silent.level, unknown.level) == (Level.ERROR, Level.ATTENTION)
    assert "MIJLPAAL_WEB_ADDRESS" in str(unknown.remedy)


def test_each_process_of_one_machine_is_asked(home: Path) -> None:
    with some_pages(200) as port, try_lock(home / "organisation" / "organisation.lock"):
        settings = FlowSettings(home=home, web_port=port, web_processes=1)
        found = elsewhere.pages(settings, "", CALL)

    assert (found.level, found.finding) == (Level.OK, f"http://127.0.0.1:{port}")


@pytest.mark.parametrize(
    ("hours", "level"), [(None, Level.ERROR), (25, Level.OK), (50, Level.ERROR)]
)
def test_a_backup_of_before_last_night_is_no_backup(
    tmp_path: Path, hours: int | None, level: Level
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "mijlpaal-1.dump.part").touch()
    if hours is not None:
        dump = folder / "mijlpaal-1.dump"
        dump.touch()
        made = (NOW - timedelta(hours=hours)).timestamp()
        os.utime(dump, (made, made))

    found = elsewhere.backups(tmp_path, NOW, CALL)

    assert found.level is level
    assert ("mijlpaal-backup" in str(found.remedy)) is (level is Level.ERROR)


def test_a_machine_that_makes_no_backups_says_so(tmp_path: Path) -> None:
    assert elsewhere.backups(tmp_path, NOW, CALL).level is Level.OK


def test_a_clock_that_runs_away_from_the_database_is_seen(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    if engine.dialect.name != "postgresql":
        pytest.skip("a file has no clock")

    together = elsewhere.clocks(engine, CALL)
    monkeypatch.setattr(elsewhere, "now_here", lambda: NOW)
    astray = elsewhere.clocks(engine, CALL)

    assert (together.level, astray.level) == (Level.OK, Level.ATTENTION)
    assert "timedatectl" in str(astray.remedy)


def test_the_doctor_says_who_keeps_the_installation_and_who_hears_of_an_alarm(
    at_home: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJLPAAL_MODE", "organisation")

    def checks() -> dict[object, object]:
        rows = at_home("doctor", "--json").rows
        return {each["part"]: each["level"] for each in rows if each["part"] in {"beheer", "alarm"}}

    before = checks()
    at_home("mandate", "give", "bram", "beheerder", "--yes", "--as", "bram")
    at_home(
        *("contact", "add", "beheer", "--role", "beheerder", "--organisation", "kabinet"),
        *("--function", "Beheer", "--address", "beheer@voorbeeld.example", "--as", "bram"),
    )
    kept = checks()
    engine = make_engine(DatabaseSettings().url)
    with transaction(engine) as session:
        session.execute(text("UPDATE mandate SET valid_until = '2026-01-01'"))
    engine.dispose()

    assert before == {"beheer": "ok", "alarm": "attention"}
    assert kept == {"beheer": "ok", "alarm": "ok"}
    assert checks()["beheer"] == "error"
