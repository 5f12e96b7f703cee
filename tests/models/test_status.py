"""The status rule of models/status.py, each word of it at its boundary."""

from datetime import date

import pytest

from models.status import Agreement, Outcome, Progress, Status, assess
from tests.factories import a_calendar

SOFT, PRACTICAL, LATEST = date(2026, 11, 30), date(2026, 12, 17), date(2026, 12, 20)
AUTUMN = Agreement(soft_latest=SOFT, latest=LATEST, practical=PRACTICAL)
NOTHING_KNOWN = Progress()


def status_on(
    day: date, progress: Progress = NOTHING_KNOWN, agreement: Agreement = AUTUMN
) -> Status:
    return assess(agreement, progress, today=day, calendar=a_calendar()).status


def a_forecast(for_day: date, confirmed: date | None = date(2026, 11, 1)) -> Progress:
    return Progress(forecast_on=for_day, forecast_confirmed_on=confirmed)


@pytest.mark.parametrize(
    "day, expected",
    [
        (date(2026, 7, 1), Status.NO_FORECAST),
        (date(2026, 11, 29), Status.NO_FORECAST),
        (SOFT, Status.ATTENTION),
        (PRACTICAL, Status.ATTENTION),
        (date(2026, 12, 18), Status.ATTENTION),
        (LATEST, Status.ATTENTION),
        (date(2026, 12, 21), Status.DELAYED),
    ],
)
def test_without_a_forecast_the_calendar_decides(day: date, expected: Status) -> None:
    assert status_on(day) is expected


def test_a_milestone_due_today_is_not_overdue() -> None:
    assert status_on(LATEST) is not Status.DELAYED


def test_ten_working_days_before_a_hard_bound_ask_for_attention() -> None:
    hard = Agreement(soft_latest=None, latest=date(2026, 9, 30), practical=None)

    eleven_left = status_on(date(2026, 9, 15), agreement=hard)
    ten_left = status_on(date(2026, 9, 16), agreement=hard)

    assert (eleven_left, ten_left) == (Status.NO_FORECAST, Status.ATTENTION)


@pytest.mark.parametrize(
    "forecast, expected",
    [
        (SOFT, Status.ON_TRACK),
        (date(2026, 12, 1), Status.ATTENTION),
        (PRACTICAL, Status.ATTENTION),
        (date(2026, 12, 18), Status.ATTENTION),
        (LATEST, Status.ATTENTION),
        (date(2026, 12, 21), Status.DELAYED),
    ],
)
def test_a_forecast_is_held_against_each_bound(forecast: date, expected: Status) -> None:
    assert status_on(date(2026, 11, 20), a_forecast(forecast)) is expected


def test_a_forecast_in_the_past_is_no_forecast() -> None:
    today = date(2026, 10, 2)

    assert status_on(today, a_forecast(date(2026, 10, 1))) is Status.NO_FORECAST
    assert status_on(today, a_forecast(today, confirmed=today)) is Status.ON_TRACK


def test_a_confirmation_holds_ninety_days() -> None:
    confirmed = date(2026, 8, 1)

    on_day_90 = status_on(date(2026, 10, 30), a_forecast(SOFT, confirmed))
    on_day_91 = status_on(date(2026, 10, 31), a_forecast(SOFT, confirmed))

    assert (on_day_90, on_day_91) == (Status.ON_TRACK, Status.ATTENTION)


def test_achieved_late_says_how_many_days() -> None:
    progress = Progress(outcome=Outcome.ACHIEVED, achieved_on=date(2026, 12, 23))

    found = assess(AUTUMN, progress, today=date(2027, 1, 5), calendar=a_calendar())

    assert found.status is Status.ACHIEVED
    assert "3 dagen na" in found.nl
    assert "3 days after" in found.en


def test_a_lapsed_milestone_is_lapsed_however_late() -> None:
    progress = Progress(outcome=Outcome.LAPSED)
    assert status_on(date(2030, 1, 1), progress) is Status.LAPSED


def test_no_bound_and_no_forecast_is_said_honestly() -> None:
    unbound = Agreement(soft_latest=None, latest=None, practical=None)

    found = assess(unbound, Progress(), today=date(2026, 7, 1), calendar=a_calendar())

    assert found.status is Status.NO_FORECAST
    assert "geen datum af te leiden" in found.nl
