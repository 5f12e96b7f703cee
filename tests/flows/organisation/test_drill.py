"""Backup, restore and look, by the scripts that operators run (docs/operations)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, make_url, text

from flows.organisation.programs import Account, find_programs
from flows.run import run_one_day
from models.storage.database import make_engine, transaction
from tests.databases import PostgresDatabases
from tests.flows.conftest import LATEST, make_programme

REPOSITORY = Path(__file__).resolve().parents[3]
FORGETFUL = """#!/bin/sh
case $1 in
    run) psql -qc 'UPDATE message SET attempts = attempts + 1' \\
        "$(printf %s "$MIJLPAAL_DATABASE_URL" | sed 's/+psycopg//')" ;;
    *) exec {ours} "$@" ;;
esac
"""
SCRIPTS = REPOSITORY / "docs" / "operations"
OURS = f"{sys.executable} -m mijlpaal"


def _script(
    name: str, url: str, programs: Path, *words: str, mijlpaal: str = OURS
) -> subprocess.CompletedProcess[str]:
    """Run a script of the guide as an operator does."""
    return subprocess.run(
        ["/bin/sh", SCRIPTS / name, *words],
        check=False,
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        env={
            **os.environ,
            "PATH": f"{programs}:{os.environ['PATH']}",
            "MIJLPAAL": mijlpaal,
            "MIJLPAAL_DATABASE_URL": url,
        },
    )


@pytest.mark.postgres
@pytest.mark.slow
def test_a_restored_copy_verifies_and_tells_nobody_twice(
    home: Path,
    tmp_path: Path,
    postgres_databases: PostgresDatabases,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    programs = find_programs(tmp_path, Account(None, None))
    real = postgres_databases.fresh()
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", real)
    make_programme()
    assert run_one_day(LATEST, direct=True).told.delivery.sent == 1

    drill = _script("drill.sh", real, programs)

    assert drill.returncode == 0, drill.stdout + drill.stderr
    assert "chains verified, nobody told twice (1 messages sent before)" in drill.stdout
    assert _databases_like(real, "%drill") == 0

    # A version that sends again what it had sent does not pass.
    forgetful = tmp_path / "forgetful"
    forgetful.write_text(FORGETFUL.format(ours=OURS))
    forgetful.chmod(0o755)
    again = _script("drill.sh", real, programs, mijlpaal=str(forgetful))

    assert again.returncode == 1
    assert "1 times something was told again" in again.stderr

    # A restored chain that somebody wrote in does not pass.
    engine = make_engine(real)
    with transaction(engine) as session:
        session.connection().execute(text("SET session_replication_role = replica"))
        session.connection().execute(text("UPDATE event SET reason = 'anders' WHERE id = 1"))
    engine.dispose()
    broken = _script("drill.sh", real, programs)

    assert broken.returncode != 0
    assert "nobody told twice" not in broken.stdout
    assert _databases_like(real, "%drill") == 0
    postgres_databases.discard(real)


@pytest.mark.postgres
@pytest.mark.slow
def test_what_was_destroyed_comes_back_and_nobody_is_told_twice(
    home: Path,
    tmp_path: Path,
    postgres_databases: PostgresDatabases,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Backup, destroy, restore: with the database itself gone, as after the loss of its disk."""
    programs = find_programs(tmp_path, Account(None, None))
    real = postgres_databases.fresh()
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", real)
    monkeypatch.setenv("MIJLPAAL_WEBHOOK_CHANNEL", "folder")
    make_programme()
    assert run_one_day(LATEST, direct=True).told.delivery.sent == 1
    told = _told(real)
    backup = _script("backup.sh", real, programs, str(tmp_path))
    name = make_url(real).database
    _at_server(real, f'DROP DATABASE "{name}" WITH (FORCE)')
    assert _databases_like(make_url(real).set(database="postgres"), f"{name}") == 0
    _at_server(real, f'CREATE DATABASE "{name}"')

    restored = _script("restore.sh", real, programs, backup.stdout.strip())
    left = sorted((home / "outbox").rglob("*.eml"))
    same_day = run_one_day(LATEST, direct=True).told.delivery.sent

    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert (_told(real), same_day) == (told, 0)
    assert sorted((home / "outbox").rglob("*.eml")) == left
    assert len(left) == 1
    postgres_databases.discard(real)


def _told(url: str) -> dict[str, tuple[object, ...]]:
    """Return the messages that were sent, by their ids, each with the reminders in it."""
    engine = make_engine(url)
    query = text(
        "SELECT uid, reminder.id FROM message LEFT JOIN reminder ON message_id = message.id"
        " WHERE sent_at IS NOT NULL ORDER BY 2"
    )
    found: dict[str, tuple[object, ...]] = {}
    try:
        with engine.connect() as connection:
            for uid, reminder in connection.execute(query):
                found[uid] = (*found.get(uid, ()), reminder)
    finally:
        engine.dispose()
    return found


def _at_server(url: str, statement: str) -> None:
    engine = create_engine(make_url(url).set(database="postgres"), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()


def _databases_like(url: str | URL, pattern: str) -> int:
    engine = create_engine(url)
    query = text("SELECT count(*) FROM pg_database WHERE datname LIKE :pattern")
    try:
        with engine.connect() as connection:
            found: int = connection.execute(query, {"pattern": pattern}).scalar_one()
    finally:
        engine.dispose()
    return found
