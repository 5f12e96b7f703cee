"""The status rule of models/rules/status.py, each word of it at its boundary."""

from datetime import date

import pytest

from models.rules.status import Agreement, Outcome, Progress, Status, assess
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


NL_AND_EN = [
    # line of the rule, agreement, progress, today, status, what it says in both languages
    pytest.param(
        AUTUMN,
        NOTHING_KNOWN,
        date(2026, 12, 21),
        Status.DELAYED,
        "de uiterste dag 20 december 2026 is 1 dag voorbij",
        "the latest day 20 December 2026 passed 1 day ago",
        id="a day late",
    ),
    pytest.param(
        AUTUMN,
        a_forecast(date(2026, 12, 21)),
        date(2026, 11, 20),
        Status.DELAYED,
        "prognose 21 december 2026 ligt na de uiterste dag 20 december 2026",
        "forecast 21 December 2026 is after the latest day 20 December 2026",
        id="forecast after the latest day",
    ),
    pytest.param(
        AUTUMN,
        a_forecast(date(2026, 12, 18)),
        date(2026, 11, 20),
        Status.ATTENTION,
        "prognose 18 december 2026 ligt na de laatste vergaderdag 17 december 2026",
        "forecast 18 December 2026 is after the last sitting day 17 December 2026",
        id="forecast after the last sitting day",
    ),
    pytest.param(
        AUTUMN,
        a_forecast(date(2026, 12, 1)),
        date(2026, 11, 20),
        Status.ATTENTION,
        "prognose 1 december 2026 ligt na de zachte grens 30 november 2026",
        "forecast 1 December 2026 is after the soft bound 30 November 2026",
        id="forecast after the soft bound",
    ),
    pytest.param(
        AUTUMN,
        a_forecast(SOFT, None),
        date(2026, 11, 20),
        Status.ATTENTION,
        "prognose 30 november 2026 is nooit bevestigd",
        "forecast 30 November 2026 was never confirmed",
        id="never confirmed",
    ),
    pytest.param(
        AUTUMN,
        a_forecast(SOFT, date(2026, 8, 1)),
        date(2026, 11, 20),
        Status.ATTENTION,
        "prognose 30 november 2026 is sinds 1 augustus 2026 niet bevestigd",
        "forecast 30 November 2026 was not confirmed since 1 August 2026",
        id="confirmed long ago",
    ),
    pytest.param(
        AUTUMN,
        NOTHING_KNOWN,
        date(2026, 12, 18),
        Status.ATTENTION,
        "laatste vergaderdag 17 december 2026 is voorbij, zonder prognose",
        "last sitting day 17 December 2026 has passed without a forecast",
        id="in recess",
    ),
    pytest.param(
        AUTUMN,
        NOTHING_KNOWN,
        SOFT,
        Status.ATTENTION,
        "zachte grens 30 november 2026 is bereikt zonder prognose",
        "soft bound 30 November 2026 was reached without a forecast",
        id="on the soft bound",
    ),
    pytest.param(
        Agreement(None, date(2026, 9, 30), None),
        NOTHING_KNOWN,
        date(2026, 9, 29),
        Status.ATTENTION,
        "geen prognose; nog 1 werkdag tot 30 september 2026",
        "no forecast; 1 working day left until 30 September 2026",
        id="the day before",
    ),
    pytest.param(
        Agreement(None, date(2026, 9, 30), None, is_internal=True),
        NOTHING_KNOWN,
        date(2026, 10, 2),
        Status.DELAYED,
        "het interne streven 30 september 2026 is 2 dagen voorbij",
        "the internal target 30 September 2026 passed 2 days ago",
        id="after the internal target",
    ),
    pytest.param(
        Agreement(None, date(2026, 9, 30), None, is_internal=True),
        NOTHING_KNOWN,
        date(2026, 8, 3),
        Status.NO_FORECAST,
        "geen prognose; nog 42 werkdagen tot het interne streven 30 september 2026",
        "no forecast; 42 working days left until the internal target 30 September 2026",
        id="long before the internal target",
    ),
    pytest.param(
        Agreement(None, None, None, waits_for="ontvangst van het advies"),
        NOTHING_KNOWN,
        date(2026, 8, 3),
        Status.NO_FORECAST,
        "geen prognose; de afspraak wacht op „ontvangst van het advies”, dat nog geen dag heeft",
        "no forecast; the agreement waits for “ontvangst van het advies”, which has no day yet",
        id="waiting for an event",
    ),
    pytest.param(
        AUTUMN,
        Progress(outcome=Outcome.ACHIEVED, achieved_on=date(2026, 12, 21)),
        date(2027, 1, 5),
        Status.ACHIEVED,
        "behaald op 21 december 2026, 1 dag na de uiterste dag 20 december 2026",
        "achieved on 21 December 2026, 1 day after the latest day 20 December 2026",
        id="achieved a day late",
    ),
]


@pytest.mark.parametrize("agreement, progress, today, status, nl, en", NL_AND_EN)
def test_each_answer_says_why_in_both_languages_with_days_in_words(
    agreement: Agreement, progress: Progress, today: date, status: Status, nl: str, en: str
) -> None:
    found = assess(agreement, progress, today=today, calendar=a_calendar())

    assert (found.status, found.nl, found.en) == (status, nl, en)


@pytest.mark.parametrize("day", [date(2026, 12, 19), LATEST])
def test_achieved_before_or_on_the_latest_day_is_not_late(day: date) -> None:
    progress = Progress(outcome=Outcome.ACHIEVED, achieved_on=day)

    found = assess(AUTUMN, progress, today=date(2027, 1, 5), calendar=a_calendar())

    assert found.status is Status.ACHIEVED
    assert "na" not in found.nl.split()


def test_a_forecast_for_yesterday_counts_no_more_and_one_for_today_does() -> None:
    today = date(2026, 10, 2)

    yesterday = status_on(today, a_forecast(date(2026, 10, 1), confirmed=today))
    on_the_day = status_on(today, a_forecast(today, confirmed=today))
    tomorrow = status_on(today, a_forecast(date(2026, 10, 3), confirmed=today))

    assert (yesterday, on_the_day, tomorrow) == (
        Status.NO_FORECAST,
        Status.ON_TRACK,
        Status.ON_TRACK,
    )


def test_a_confirmation_of_yesterday_and_of_ninety_days_ago_hold() -> None:
    today = date(2026, 10, 30)

    for confirmed, expected in (
        (date(2026, 10, 29), Status.ON_TRACK),
        (date(2026, 8, 2), Status.ON_TRACK),  # 89 days
        (date(2026, 8, 1), Status.ON_TRACK),  # 90 days
        (date(2026, 7, 31), Status.ATTENTION),  # 91 days
    ):
        assert status_on(today, a_forecast(SOFT, confirmed)) is expected


def test_the_same_day_is_late_by_the_first_agreement_and_not_by_the_current_one() -> None:
    first = Agreement(soft_latest=None, latest=date(2026, 9, 30), practical=None)

    today, later = date(2026, 10, 1), Agreement(None, date(2026, 12, 31), None)

    assert status_on(today, agreement=first) is Status.DELAYED
    assert status_on(today, agreement=later) is Status.NO_FORECAST
