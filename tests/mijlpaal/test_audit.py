"""The log on the command line: what it shows, and that tampering below every driver is found."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mijlpaal.exits import Exit
from models.storage.database import make_engine, sqlite_path
from tests.mijlpaal.conftest import Mijlpaal
from tests.tampering import tamper


@pytest.mark.parametrize(
    "byte", [b"X", b"\xff", b'"'], ids=["another letter", "no letter at all", "a quote too many"]
)
def test_one_changed_byte_in_the_file_of_the_database_is_found(
    loaded: Mijlpaal, database_url: str, byte: bytes
) -> None:
    file = sqlite_path(database_url)
    if file is None:
        pytest.skip("PostgreSQL has its own test: its files are open while it runs")
    _change_one_byte(file, b'"title":"Chemelot', byte)

    ended = loaded("audit", "verify")

    assert ended.code == Exit.ACTION_NEEDED, ended.err
    assert "cluster:chemelot" in ended.out or "onleesbaar" in ended.out


def test_one_changed_letter_in_a_payload_is_found_and_named(
    loaded: Mijlpaal, database_url: str
) -> None:
    engine = make_engine(database_url)
    changed = tamper(
        engine,
        "UPDATE event SET payload = replace(payload, 'Chemelot', 'Chemelat') WHERE subject_id = "
        "(SELECT id FROM subject WHERE kind = 'cluster' AND key = 'chemelot')",
    )
    engine.dispose()

    ended = loaded("audit", "verify", "--json")

    assert changed == 1
    assert ended.code == Exit.ACTION_NEEDED
    assert {row["subject"] for row in ended.rows} == {"cluster:chemelot"}
    assert ended.rows[0]["problem"] == "de inhoud past niet bij haar hash"


def test_what_is_wrong_is_said_in_the_language_of_the_reader(
    loaded: Mijlpaal, database_url: str
) -> None:
    engine = make_engine(database_url)
    tamper(engine, "UPDATE subject SET title = 'Stilletjes' WHERE key = 'chemelot'")
    engine.dispose()

    ended = loaded("audit", "verify", "--lang", "en")

    assert "column title is not what the events say" in ended.out


def _change_one_byte(file: Path, after: bytes, byte: bytes) -> None:
    """Write one byte right after a text that the file holds, past SQLite and every driver."""
    with closing(sqlite3.connect(file)) as connection:  # all of it into the file itself
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = file.read_bytes()
    place = content.index(after) + len(after) - 1
    file.write_bytes(content[:place] + byte + content[place + 1 :])


def test_a_decision_that_was_changed_afterwards_is_found(
    loaded: Mijlpaal, database_url: str
) -> None:
    loaded("access", "link", "anna")
    engine = make_engine(database_url)
    tamper(engine, "UPDATE accessevent SET actor = 'iemand anders'")
    engine.dispose()

    found = loaded("audit", "verify", "--json")
    doctor = loaded("doctor")

    assert found.code == Exit.ACTION_NEEDED
    assert {row["subject"] for row in found.rows} == {"toegangslogboek"}
    assert "2 fouten in het logboek" in doctor.out
