"""Backup, restore and look, by the scripts that operators run (docs/operations)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from flows.organisation.programs import Account, find_programs
from flows.run import run_one_day
from models.storage.database import make_engine, transaction
from tests.databases import PostgresDatabases
from tests.flows.conftest import LATEST, make_programme

REPOSITORY = Path(__file__).resolve().parents[3]
DRILL = REPOSITORY / "docs" / "operations" / "drill.sh"


def _drill(real: str, copy: str, programs: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", DRILL, LATEST.isoformat()],
        check=False,
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        env={
            **os.environ,
            "PATH": f"{programs}:{os.environ['PATH']}",
            "MIJLPAAL": f"{sys.executable} -m mijlpaal",
            "MIJLPAAL_DATABASE_URL": real,
            "DRILL_DATABASE_URL": copy,
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
    real, copy, other = (postgres_databases.fresh() for _ in range(3))
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", real)
    make_programme()
    assert run_one_day(LATEST, direct=True).told.delivery.sent == 1

    drill = _drill(real, copy, programs)

    assert drill.returncode == 0, drill.stdout + drill.stderr
    assert "chains verified, nobody told twice (1 messages sent before)" in drill.stdout

    # A restored chain that somebody wrote in does not pass.
    engine = make_engine(real)
    with transaction(engine) as session:
        session.connection().execute(text("SET session_replication_role = replica"))
        session.connection().execute(text("UPDATE event SET reason = 'anders' WHERE id = 1"))
    engine.dispose()
    broken = _drill(real, other, programs)

    assert broken.returncode != 0
    assert "nobody told twice" not in broken.stdout
    for url in (real, copy, other):
        postgres_databases.discard(url)
