"""Running a day from the command line, and what one can see of it afterwards."""

from pathlib import Path

import pytest

from mijlpaal.exits import Exit
from tests.mijlpaal.conftest import Mijlpaal

DAY = ("--day", "2026-11-30")


def test_a_second_run_on_the_same_day_tells_nobody_twice(loaded: Mijlpaal, home: Path) -> None:
    first = loaded("run", "--direct", *DAY)
    mails = sorted((home / "outbox" / "2026-11-30").glob("*.eml"))
    second = loaded("run", "--direct", *DAY)

    assert first.code == second.code == Exit.OK
    assert mails
    assert sorted((home / "outbox" / "2026-11-30").glob("*.eml")) == mails
    assert "Niemand is twee keer bericht" in second.out


def test_a_run_says_where_messages_and_reports_lie(loaded: Mijlpaal, home: Path) -> None:
    ended = loaded("run", "--direct", *DAY)

    assert str(home / "outbox" / "2026-11-30") in ended.out
    assert str(home / "reports" / "2026-11-30" / "index.html") in ended.out
    assert (home / "reports" / "2026-11-30" / "index.html").is_file()


def test_progress_goes_to_standard_error(loaded: Mijlpaal) -> None:
    ended = loaded("run", "--direct", *DAY)

    assert "Berichten sturen" in ended.err
    assert "Berichten sturen" not in ended.out


def test_without_settings_even_a_webhook_stays_on_the_machine(loaded: Mijlpaal, home: Path) -> None:
    ended = loaded("run", "--direct", *DAY)

    assert ended.code == Exit.OK
    kinds = {path.suffix for path in (home / "outbox" / "2026-11-30").iterdir()}
    assert kinds == {".eml", ".json"}


def test_a_message_can_be_read_by_the_beginning_of_its_id(loaded: Mijlpaal) -> None:
    loaded("run", "--direct", *DAY)
    rows = loaded("messages", *DAY, "--json").rows

    shown = loaded("messages", "--show", str(rows[0]["uid"])[:8])

    assert rows
    assert shown.code == Exit.OK
    assert str(rows[0]["subject"]) in shown.out


def test_an_id_that_no_message_has_is_not_found(loaded: Mijlpaal) -> None:
    ended = loaded("messages", "--show", "zzzz")

    assert ended.code == Exit.NOT_FOUND


def test_who_was_told_of_a_milestone_stands_on_its_page(loaded: Mijlpaal) -> None:
    loaded("run", "--direct", *DAY)

    ended = loaded("milestone", "show", "d2", *DAY)

    assert "Parlementair team (KGG)" in ended.out


def test_a_message_that_was_sent_cannot_be_revived(loaded: Mijlpaal) -> None:
    loaded("run", "--direct", *DAY)
    uid = str(loaded("messages", *DAY, "--json").rows[0]["uid"])

    ended = loaded("messages", "revive", uid)

    assert ended.code == Exit.REFUSED


def test_a_message_that_was_given_up_is_offered_again(loaded: Mijlpaal, database_url: str) -> None:
    from sqlalchemy import text

    from models.storage.database import make_engine

    loaded("run", "--direct", *DAY)
    engine = make_engine(database_url)
    with engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE message SET sent_at = NULL, dead_at = created_at WHERE channel = 'webhook'"
            )
        )
    engine.dispose()

    dead = loaded("messages", "dead", "--json")
    revived = loaded("messages", "revive", str(dead.rows[0]["uid"]))
    none_left = loaded("messages", "dead")

    assert dead.code == Exit.ACTION_NEEDED
    assert revived.code == none_left.code == Exit.OK


def test_a_second_clock_does_not_start(
    loaded: Mijlpaal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.locks import try_lock

    with try_lock(home / "clock.lock") as held:
        assert held is not None
        ended = loaded("up")

    assert ended.code == Exit.REFUSED
    assert "klok" in ended.err


def test_a_prefect_that_does_not_start_points_to_direct(
    loaded: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.errors import PrefectServerError

    def refuse(*_: object, **__: object) -> None:
        raise PrefectServerError(problem="poort bezet")

    monkeypatch.setattr("flows.run.supervised_server", refuse)

    ended = loaded("run", *DAY)

    assert ended.code == Exit.UNREACHABLE
    assert "--direct" in ended.err
