"""Each way to go wrong has its own exit code and a sentence that says what to do."""

import os
import re
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import httpx
import pytest

from mijlpaal.exits import Exit, exit_for
from models import clock, errors
from tests.mijlpaal.conftest import Mijlpaal, count_events

REPOSITORY = Path(__file__).resolve().parents[2]

CODE = ("--code", "other")


def test_a_command_that_does_not_exist_suggests_one_that_does(mijlpaal: Mijlpaal) -> None:
    ended = mijlpaal("overvieuw")

    assert ended.code == Exit.USAGE
    assert "de opdracht 'overvieuw' bestaat niet. Bedoelde u overview?" in ended.err
    assert "mijlpaal --help" in ended.err


@pytest.mark.parametrize(
    "arguments,said",
    [
        (("overview", "--dag"), "de optie --dag bestaat niet"),
        (("overview", "--day"), "bij --day hoort een waarde"),
        (("overview", "extra"), "'extra' is te veel"),
        (("cluster", "show"), "er ontbreekt iets: CLUSTER"),
        (("cluster", "advance", "chemelot"), "er ontbreekt iets: GEBEURTENIS"),
        (("rehearse", "--from", "2026-06-15"), "de optie --to is verplicht"),
        (("report", "--audience", "iedereen"), "de waarde bij --audience kan niet"),
        (("overview", "--json=ja"), "bij --json hoort geen waarde"),
    ],
)
def test_a_badly_written_command_is_said_in_dutch(
    mijlpaal: Mijlpaal, arguments: tuple[str, ...], said: str
) -> None:
    ended = mijlpaal(*arguments)

    assert ended.code == Exit.USAGE
    assert said in ended.err
    assert "--help" in ended.err


def test_a_group_without_a_command_shows_its_help(mijlpaal: Mijlpaal) -> None:
    ended = mijlpaal("cluster")

    assert ended.code == Exit.USAGE
    assert "checklist" in ended.err


def test_without_a_database_one_hears_how_to_make_it(mijlpaal: Mijlpaal) -> None:
    ended = mijlpaal("overview")

    assert ended.code == Exit.NOT_FOUND
    assert "mijlpaal init" in ended.err
    assert ended.out == ""


def test_an_unknown_cluster_suggests_the_one_that_was_meant(loaded: Mijlpaal) -> None:
    ended = loaded("cluster", "show", "chemlot")

    assert ended.code == Exit.NOT_FOUND
    assert "Bedoelde u: chemelot?" in ended.err


def test_a_step_that_is_not_open_names_the_missing_facts_and_writes_nothing(
    loaded: Mijlpaal, database_url: str
) -> None:
    before = count_events(database_url)

    ended = loaded("cluster", "advance", "chemelot", "rond_onderzoek_verzoeken_af")

    assert ended.code == Exit.REFUSED
    assert "5 verzoeken zonder antwoord" in ended.err
    assert count_events(database_url) == before


def test_an_event_that_nobody_knows_names_those_there_are(
    loaded: Mijlpaal, database_url: str
) -> None:
    before = count_events(database_url)

    ended = loaded("cluster", "advance", "chemelot", "spring")

    assert ended.code == Exit.INVALID
    assert "pauzeer" in ended.err
    assert count_events(database_url) == before


def test_replanning_without_a_reason_writes_nothing(loaded: Mijlpaal, database_url: str) -> None:
    before = count_events(database_url)

    ended = loaded("milestone", "replan", "d2", "eind januari 2027", *CODE, "--yes")

    assert ended.code == Exit.INVALID
    assert "--reason" in ended.err
    assert count_events(database_url) == before


@pytest.mark.parametrize("day", ["2026-02-30", "gisteren", "12-3-26", ""])
def test_what_is_no_day_is_said_to_be_none(loaded: Mijlpaal, day: str) -> None:
    ended = loaded("milestone", "achieve", "d2", "--on", day, "--evidence", "Kamerstuk 1")

    assert ended.code == Exit.INVALID
    assert "2026-12-14" in ended.err


def test_a_day_outside_the_calendar_is_refused(loaded: Mijlpaal) -> None:
    ended = loaded("overview", "--day", "2099-01-01")

    assert ended.code == Exit.INVALID
    assert "buiten de kalender" in ended.err


def test_a_locked_database_says_that_it_is_in_use(
    mijlpaal: Mijlpaal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mijlpaal("init")
    monkeypatch.setenv("MIJLPAAL_LOCK_WAIT_SECONDS", "1")
    other = sqlite3.connect(home / "mijlpaal.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    ended = mijlpaal("request", "advance", "publieke-grondpositie", "honoreer")

    other.close()
    assert ended.code == Exit.UNREACHABLE
    assert "bezet" in ended.err


def test_a_database_that_is_newer_than_the_code_is_left_alone(
    mijlpaal: Mijlpaal, home: Path
) -> None:
    mijlpaal("init")
    database = sqlite3.connect(home / "mijlpaal.db")
    database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.execute("UPDATE schema_floor SET revision = '9998'")
    database.commit()
    database.close()

    reading, upgrading = mijlpaal("overview"), mijlpaal("db", "upgrade")

    assert (reading.code, upgrading.code) == (Exit.UNREACHABLE, Exit.UNREACHABLE)
    assert "9999" in reading.err


def test_a_file_that_is_no_database_is_not_our_defect(mijlpaal: Mijlpaal, home: Path) -> None:
    home.mkdir()
    (home / "mijlpaal.db").write_text("Geachte Voorzitter, " * 100)

    ended = mijlpaal("overview")

    assert ended.code == Exit.UNREACHABLE
    assert "mijlpaal doctor" in ended.err


def test_a_database_server_that_does_not_answer_is_unreachable(
    mijlpaal: Mijlpaal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = f"postgresql+psycopg:///mijlpaal?host={tmp_path}"
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", nowhere)

    ended = mijlpaal("overview")

    assert ended.code == Exit.UNREACHABLE


def test_a_prefect_server_that_does_not_answer_is_unreachable(
    mijlpaal: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJLPAAL_MODE", "organisation")
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", "postgresql+psycopg:///mijlpaal?host=nergens")
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")

    def refused(_at_once: int) -> None:
        raise httpx.ConnectError("Connection refused")

    monkeypatch.setattr("flows.organisation.setting_up.set_up", refused)

    ended = mijlpaal("organisation", "setup")

    assert ended.code == Exit.UNREACHABLE
    assert "http://127.0.0.1:9/api" in ended.err


@pytest.mark.parametrize(
    "name,value",
    [
        ("MIJLPAAL_LANG", "fr"),
        ("MIJLPAAL_LOCK_WAIT_SECONDS", "lang"),
        ("MIJLPAAL_DATABASE_URL", "mysql://x/y"),
        ("MIJLPAAL_SMTP_PORT", "nul"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    mijlpaal: Mijlpaal, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    mijlpaal("init")
    monkeypatch.setenv(name, value)

    ended = mijlpaal("overview")

    assert ended.code == Exit.INVALID
    assert name in ended.err


def test_an_outbox_that_cannot_be_written_stops_the_run_before_anything_is_done(
    mijlpaal: Mijlpaal, home: Path
) -> None:
    mijlpaal("init")
    (home / "outbox").write_text("een bestand waar een map hoort")

    ended = mijlpaal("run", "--direct", "--day", "2026-11-30")

    assert ended.code == Exit.UNREACHABLE
    assert "outbox" in ended.err
    assert mijlpaal("messages", "--day", "2026-11-30", "--json").rows == []


def test_a_mail_server_that_refuses_makes_the_run_end_unreachable(
    mijlpaal: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    mijlpaal("init")
    monkeypatch.setattr(clock, "now", lambda: clock.morning_of(date(2026, 11, 30)))
    monkeypatch.setenv("MIJLPAAL_MAIL_CHANNEL", "smtp")
    monkeypatch.setenv("MIJLPAAL_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("MIJLPAAL_SMTP_PORT", "1")

    ended = mijlpaal("run", "--direct")
    again = mijlpaal("run", "--direct")

    assert (ended.code, again.code) == (Exit.UNREACHABLE, Exit.UNREACHABLE)
    assert "127.0.0.1:1" in ended.out
    assert "wacht" in again.out
    assert "wist het al" not in again.out


BAD_ROWS = {
    "unreadable": ("[", "onleesbaar"),
    "lacks its address": ("{key: een, title: Een, channel: email}", "address"),
    "unknown reference": (
        "{key: een, title: Een, channel: email, address: a@b.example, organisation: nergens}",
        "nergens",
    ),
    "duplicate id": (
        "{key: directeur-kgg, title: Een, channel: email, address: a@b.example}",
        "bestaat al",
    ),
    "unknown word": (
        "{key: een, title: Een, channel: postduif, address: a@b.example}",
        "postduif",
    ),
}


@pytest.mark.parametrize("row,said", BAD_ROWS.values(), ids=BAD_ROWS.keys())
def test_a_bad_seed_is_named_with_file_and_line_and_nothing_is_loaded(
    loaded: Mijlpaal, database_url: str, tmp_path: Path, row: str, said: str
) -> None:
    before = count_events(database_url)
    folder = tmp_path / "eigen"
    folder.mkdir()
    (folder / "rijen.yaml").write_text(f"is_invented: true\ncontact:\n  - {row}\n")

    ended = loaded("seed", "load", str(folder))

    assert ended.code == Exit.INVALID
    assert said in ended.err
    assert re.search(r"rijen\.yaml, regel \d+", ended.err)
    assert count_events(database_url) == before


def test_an_impossible_date_in_a_seed_is_named(loaded: Mijlpaal, tmp_path: Path) -> None:
    (tmp_path / "eigen").mkdir()
    (tmp_path / "eigen" / "rijen.yaml").write_text(
        "is_invented: true\n"
        "document:\n"
        "  - {key: d, title: D, document_kind: advice, dated_on: 2026-02-30}\n"
    )

    ended = loaded("seed", "diff", str(tmp_path / "eigen"))

    assert ended.code == Exit.INVALID
    assert "2026-02-30" in ended.err
    assert "regel 3" in ended.err


def test_a_seed_folder_that_is_not_there_is_said_to_be_missing(
    loaded: Mijlpaal, tmp_path: Path
) -> None:
    ended = loaded("seed", "load", str(tmp_path / "weg"))

    assert ended.code == Exit.INVALID
    assert "die map is er niet" in ended.err


def test_our_own_defect_is_short_and_leaves_its_trace_in_a_file(
    mijlpaal: Mijlpaal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mijlpaal("init")
    monkeypatch.setattr("reports.overview.overview", lambda *_, **__: 1 / 0)

    ended = mijlpaal("overview")

    assert ended.code == Exit.BUG
    assert "Traceback" not in ended.err
    assert "ZeroDivisionError" in (home / "mijlpaal-fouten.log").read_text()


def test_with_debugging_on_the_trace_is_shown(
    mijlpaal: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJLPAAL_DEBUG", "1")

    ended = mijlpaal("overview")

    assert ended.code == Exit.NOT_FOUND
    assert "Traceback" in ended.err


def test_an_interrupted_command_ends_as_such(
    mijlpaal: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    mijlpaal("init")
    monkeypatch.setattr("reports.overview.overview", interrupt)

    assert mijlpaal("overview").code == Exit.INTERRUPTED


def test_every_error_of_the_tree_has_an_exit_code() -> None:
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type)
        and issubclass(kind, errors.MijlpaalError)
        and kind is not errors.MijlpaalError
    ]

    without = [kind for kind in kinds if exit_for(kind.__new__(kind)) is Exit.BUG]

    assert without == []


def test_errors_are_said_in_english_to_who_asks_for_it(mijlpaal: Mijlpaal) -> None:
    ended = mijlpaal("overview", "--lang", "en")

    assert ended.err.startswith("error: No database")


@pytest.mark.slow
def test_the_installed_command_ends_with_these_codes(home: Path) -> None:
    def code(*arguments: str) -> int:
        command = [sys.executable, "-m", "mijlpaal", *arguments]
        return subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=False).returncode

    assert code("--help") == Exit.OK
    assert code("overview") == Exit.NOT_FOUND
    assert code("overvieuw") == Exit.USAGE


@pytest.mark.slow
def test_a_reader_who_has_seen_enough_hears_no_complaint(home: Path) -> None:
    command = f"'{sys.executable}' -m mijlpaal --help | head -c 1"

    ended = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=REPOSITORY,
        capture_output=True,
        check=False,
        env=dict(os.environ),
    )

    assert ended.returncode == Exit.OK
    assert ended.stderr == b""
