"""The system watches itself: a sweep that stays away is told by another way than the sweep."""

import json
import logging
import threading
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from flows.logs import kept_log
from flows.workplace import Workplace, open_workplace
from mijlpaal.exits import Exit
from mijlpaal.health import watch
from mijlpaal.health.sweeping import sweep_lag
from mijlpaal.health.watch import Watched, look, look_anyway, watching
from models.clock import hour_of
from models.storage.database import make_engine, reading, transaction
from models.tables import Message
from models.vocabulary import MessageKind
from tests.mijlpaal.conftest import TODAY, Mijlpaal

ADMINISTRATOR = (
    *("contact", "add", "beheer", "--function", "Functioneel beheer"),
    *("--organisation", "kabinet", "--address", "beheer@voorbeeld.example"),
    *("--role", "administrator"),
)


def at(hour: int, day: date = TODAY) -> datetime:
    return hour_of(day, hour)


def test_a_sweep_is_not_overdue_until_its_grace_is_over(at_home: Mijlpaal) -> None:
    at_home("run", "--direct", "--day", str(TODAY - timedelta(days=3)))

    with open_workplace() as workplace, reading(workplace.engine) as session:
        early, late = sweep_lag(session, at(18)), sweep_lag(session, at(20))

    assert (early.is_overdue, late.is_overdue) == (False, True)
    assert late.lag == timedelta(hours=13)


def test_a_sweep_that_ran_is_not_late_in_the_weekend_after(at_home: Mijlpaal) -> None:
    at_home("run", "--direct")
    sunday = TODAY + timedelta(days=6)

    with open_workplace() as workplace, reading(workplace.engine) as session:
        monday_evening, on_sunday = sweep_lag(session, at(22)), sweep_lag(session, at(12, sunday))

    assert monday_evening.lag == timedelta()
    assert on_sunday.is_overdue  # Friday's did not run


def test_a_first_sweep_that_never_ran_is_overdue_as_well(at_home: Mijlpaal) -> None:
    assert at_home(*ADMINISTRATOR).code == Exit.OK
    tomorrow = TODAY + timedelta(days=1)  # the database was made this morning, after seven

    with open_workplace() as workplace:
        with reading(workplace.engine) as session:
            today, soon = sweep_lag(session, at(23)), sweep_lag(session, at(19, tomorrow))
        told = look(workplace, at(20, tomorrow)).told
        with reading(workplace.engine) as session:
            text = session.exec(select(Message.body_text)).one()

    assert (today.lag, today.is_overdue) == (timedelta(), False)
    assert (soon.due_at, soon.is_overdue) == (at(7, tomorrow), False)
    assert told == 1
    assert "De controle van 2026-11-24 07:00 is niet gelopen; er liep er nog nooit een." in text


def test_the_watch_outlives_a_database_that_is_away(
    monkeypatch: pytest.MonkeyPatch, at_home: Mijlpaal, caplog: pytest.LogCaptureFixture
) -> None:
    looked: list[Watched | None] = []
    again = threading.Event()

    def look_twice(of: Workplace, now: datetime) -> None:
        looked.append(look_anyway(of, now))
        if len(looked) == 2:
            again.set()

    monkeypatch.setattr(watch, "SECONDS_BETWEEN_LOOKS", 0.01)
    monkeypatch.setattr(watch, "look_anyway", look_twice)
    with open_workplace() as workplace:
        away = replace(workplace, engine=make_engine("postgresql+psycopg://iemand@127.0.0.1:1/x"))
        with watching(away):
            assert again.wait(30)

    assert looked[:2] == [None, None]
    said = [each for each in caplog.records if each.message == "could not look"]
    assert (said[0].levelname, vars(said[0])["problem"]) == ("ERROR", "OperationalError")


def test_a_day_that_was_run_ahead_hides_no_clock_that_stands_still(at_home: Mijlpaal) -> None:
    at_home("run", "--direct", "--day", str(TODAY - timedelta(days=3)))
    at_home("run", "--direct", "--day", str(TODAY + timedelta(days=7)))

    with open_workplace() as workplace, reading(workplace.engine) as session:
        assert sweep_lag(session, at(20)).is_overdue


def test_the_administrator_hears_once_a_day_that_the_sweep_stayed_away(
    at_home: Mijlpaal, home: Path
) -> None:
    at_home("run", "--direct", "--day", str(TODAY - timedelta(days=3)))
    added = at_home(*ADMINISTRATOR)
    assert added.code == Exit.OK, added.err

    with open_workplace() as workplace:
        first, again = look(workplace, at(20)), look(workplace, at(21))
        tomorrow = look(workplace, at(20, TODAY + timedelta(days=1)))
        with reading(workplace.engine) as session:
            alarms = select(Message).where(col(Message.matter) == "sweep-overdue")
            sent = [message.sent_at for message in session.exec(alarms)]

    assert [first.told, again.told, tomorrow.told] == [1, 0, 1]
    assert None not in sent
    written = [path.read_text(encoding="utf-8") for path in (home / "outbox").rglob("*.eml")]
    assert sum("beheer@voorbeeld.example" in text for text in written) == 2


def test_an_alarm_at_any_hour_takes_nothing_along_that_can_wait(at_home: Mijlpaal) -> None:
    at_home("run", "--direct", "--day", str(TODAY - timedelta(days=3)))
    at_home(*ADMINISTRATOR)

    with open_workplace() as workplace:
        with transaction(workplace.engine) as session:
            session.execute(update(Message).values(sent_at=None))
        look(workplace, at(20))
        with reading(workplace.engine) as session:
            open_ones = select(Message.kind).where(col(Message.sent_at).is_(None))
            kinds = set(session.exec(open_ones))

    assert kinds == {MessageKind.DAILY}


def test_nobody_hears_anything_while_all_is_well(at_home: Mijlpaal) -> None:
    at_home("run", "--direct")
    at_home(*ADMINISTRATOR)

    with open_workplace() as workplace:
        assert look(workplace, at(20)).told == 0


def test_the_doctor_says_which_sweep_stayed_away(
    at_home: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_home("run", "--direct", "--day", str(TODAY - timedelta(days=3)))
    monkeypatch.setattr("models.clock.now", lambda: at(20))

    ended = at_home("doctor")

    assert "die van 23 november 2026 bleef uit" in " ".join(ended.out.split())


def test_the_log_can_be_an_object_per_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIJLPAAL_LOG_FORMAT", "json")

    with kept_log(tmp_path):
        logging.getLogger("proef").info("message delivered", extra={"uid": "a1", "try": 2})
        try:
            json.loads("geen")
        except ValueError:
            logging.getLogger("proef").exception("broke")
    delivered, broke = map(json.loads, (tmp_path / "mijlpaal.log").read_text().splitlines())

    assert delivered["event"] == "message delivered"
    assert (delivered["uid"], delivered["try"], delivered["level"]) == ("a1", 2, "info")
    assert "JSONDecodeError" in broke["trace"]
