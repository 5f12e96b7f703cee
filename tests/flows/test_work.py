from datetime import date, timedelta
from pathlib import Path

import pytest

from flows import work
from flows.moment import Moment, moment_of
from flows.run import run_one_day
from flows.workplace import open_workplace
from models import clock
from models.database import create_home, make_engine
from models.errors import DatabaseMissingError, FolderUnwritableError, OutsideCalendarError
from models.settings import DatabaseSettings
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


def test_another_day_has_its_morning_for_now() -> None:
    moment = moment_of(date(2026, 12, 14))

    assert moment == Moment(date(2026, 12, 14), clock.morning_of(date(2026, 12, 14)), is_live=False)


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
