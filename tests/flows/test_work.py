from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlmodel import select

from flows import work
from flows.moment import Moment, moment_of
from flows.run import run_one_day
from flows.workplace import open_workplace
from models import clock
from models.errors import DatabaseMissingError, FolderUnwritableError, OutsideCalendarError
from models.storage.database import create_home, make_engine, reading
from models.storage.migrate import upgrade
from models.storage.settings import DatabaseSettings
from models.tables import Report, Sweep
from tests.flows.conftest import LATEST, make_programme


def test_a_day_tells_the_owner_what_is_due(programme: Path) -> None:
    with open_workplace() as workplace:
        summary = work.run_day(workplace, moment_of(LATEST))

    assert summary.day == LATEST
    assert summary.told.planned.messages == 1
    assert summary.told.delivery.sent == 1
    assert len(list((programme / "outbox" / LATEST.isoformat()).glob("*.eml"))) == 1


def test_a_second_run_on_the_same_day_tells_nobody_twice(programme: Path) -> None:
    run_one_day(LATEST, direct=True)

    again = run_one_day(LATEST, direct=True)

    assert again.swept.reminders == 0
    assert again.told.planned.messages == 0
    assert again.told.delivery.sent == 0


def test_a_day_runs_on_either_database(
    home: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", database_url)
    make_programme()

    first, second = run_one_day(LATEST, direct=True), run_one_day(LATEST, direct=True)

    assert (first.told.delivery.sent, second.told.delivery.sent) == (1, 0)
    assert (len(first.published.new), len(second.published.new)) == (2, 0)


def test_another_day_has_its_morning_for_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: clock.morning_of(LATEST))
    past, ahead = LATEST - timedelta(days=7), LATEST + timedelta(days=7)

    assert moment_of(past) == Moment(past, clock.morning_of(past), is_live=False)
    assert moment_of(ahead) == Moment(ahead, clock.morning_of(ahead), is_live=False, is_ahead=True)


def test_on_a_day_still_to_come_nothing_leaves_the_machine(
    programme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: clock.morning_of(LATEST - timedelta(days=60)))
    monkeypatch.setenv("MIJLPAAL_MAIL_CHANNEL", "smtp")
    monkeypatch.setenv("MIJLPAAL_SMTP_PORT", "1")

    with open_workplace() as workplace:
        swept = work.check_deadlines(workplace, moment_of(LATEST))
        told = work.send_messages(workplace, moment_of(LATEST))

    assert swept.reminders > 0
    assert (told.delivery.sent, told.delivery.failed) == (1, 0)
    assert len(list((programme / "outbox" / LATEST.isoformat()).glob("*.eml"))) == 1


def test_a_day_still_to_come_leaves_what_is_open_today_to_the_real_channels(
    programme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: clock.morning_of(LATEST))
    monkeypatch.setenv("MIJLPAAL_MAIL_CHANNEL", "smtp")
    monkeypatch.setenv("MIJLPAAL_SMTP_PORT", "1")

    with open_workplace() as workplace:
        work.check_deadlines(workplace, moment_of(LATEST))
        today = work.send_messages(workplace, moment_of(LATEST))
        ahead = work.send_messages(workplace, moment_of(LATEST + timedelta(days=1)))

    assert (today.delivery.failed, ahead.delivery.sent, ahead.delivery.waiting) == (1, 0, 1)


def test_a_report_about_another_day_is_published_today(
    programme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.morning_of(LATEST + timedelta(days=30))
    monkeypatch.setattr(clock, "now", lambda: now)

    with open_workplace() as workplace:
        work.publish_reports(workplace, moment_of(LATEST))
        with reading(workplace.engine) as session:
            reports = session.exec(select(Report)).all()

    assert {report.reference_date for report in reports} == {LATEST}
    assert {report.published_at for report in reports} == {now}


def test_a_database_with_nothing_in_it_is_refused_before_anything_is_written(home: Path) -> None:
    create_home(DatabaseSettings().url)
    engine = make_engine(DatabaseSettings().url)
    upgrade(engine)

    with pytest.raises(DatabaseMissingError):
        run_one_day(LATEST, direct=True)

    with reading(engine) as session:
        assert session.exec(select(Sweep)).all() == []
    engine.dispose()


def test_today_has_this_instant_for_now(monkeypatch: pytest.MonkeyPatch) -> None:
    instant = clock.morning_of(LATEST) + timedelta(hours=3)
    monkeypatch.setattr(clock, "now", lambda: instant)

    assert moment_of(None) == moment_of(LATEST) == Moment(LATEST, instant, is_live=True)


def test_without_a_database_the_error_says_how_to_make_one(home: Path) -> None:
    with pytest.raises(DatabaseMissingError, match="mijlpaal init"):
        run_one_day(LATEST, direct=True)

    assert not home.exists()


def test_a_database_without_tables_is_a_missing_one(home: Path) -> None:
    create_home(DatabaseSettings().url)
    engine = make_engine(DatabaseSettings().url)
    engine.connect().close()
    engine.dispose()

    with pytest.raises(DatabaseMissingError):
        run_one_day(LATEST, direct=True)


@pytest.mark.parametrize("direct", [True, False])
def test_a_day_outside_the_calendars_is_refused_before_anything_starts(
    programme: Path, *, direct: bool
) -> None:
    with pytest.raises(OutsideCalendarError):
        run_one_day(date(2099, 1, 1), direct=direct)

    assert not (programme / "prefect").exists()


@pytest.mark.parametrize("direct", [True, False])
def test_an_unwritable_outbox_is_refused_before_anything_is_written(
    programme: Path, *, direct: bool
) -> None:
    (programme / "outbox").touch()

    with pytest.raises(FolderUnwritableError):
        run_one_day(LATEST, direct=direct)

    (programme / "outbox").unlink()
    assert run_one_day(LATEST, direct=True).swept.reminders > 0


NOTIFY = {
    "NOTIFY_URL": "https://notify.voorbeeld.example",
    "NOTIFY_API_KEY": f"sleutel-{UUID(int=1)}-{UUID(int=2)}",
    "NOTIFY_TEMPLATE": str(UUID(int=3)),
}


@pytest.mark.parametrize(
    "channels,waits",
    [
        ({"MAIL_CHANNEL": "eml"}, False),
        ({"MAIL_CHANNEL": "smtp"}, True),
        ({"WEBHOOK_CHANNEL": "http", "WEBHOOK_SECRET": f"whsec_{'A' * 32}"}, True),
        ({"APPRISE_CHANNEL": "send"}, True),
        (NOTIFY, True),
    ],
    ids=["files", "mail", "webhook", "apprise", "notify"],
)
def test_quiet_hours_hold_back_what_really_leaves_and_no_file(
    programme: Path, monkeypatch: pytest.MonkeyPatch, channels: Mapping[str, str], waits: bool
) -> None:
    night = clock.hour_of(LATEST, 23)
    monkeypatch.setattr(clock, "now", lambda: night)
    for name, value in {**channels, "SMTP_PORT": "1"}.items():
        monkeypatch.setenv(f"MIJLPAAL_{name}", value)

    with open_workplace() as workplace:
        work.check_deadlines(workplace, moment_of(LATEST))
        delivery = work.send_messages(workplace, moment_of(LATEST)).delivery

    assert (delivery.sent, delivery.later, delivery.failed) == ((0, 1, 0) if waits else (1, 0, 0))


def test_what_failed_by_day_is_not_tried_again_at_night(
    programme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"MAIL_CHANNEL": "smtp", "SMTP_PORT": "1"}.items():
        monkeypatch.setenv(f"MIJLPAAL_{name}", value)

    with open_workplace() as workplace:
        work.check_deadlines(workplace, moment_of(LATEST))
        failed = {}
        for hour in (18, 23):
            instant = clock.hour_of(LATEST, hour)
            monkeypatch.setattr(clock, "now", lambda instant=instant: instant)
            failed[hour] = work.send_messages(workplace, moment_of(LATEST)).delivery.failed

    assert failed == {18: 1, 23: 0}
