"""What was expected on each reference date: nothing is filled in, nothing is added up."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from models.milestones.acts import achieve, forecast
from models.vocabulary import Confidentiality
from reports.figures import MilestoneLine
from reports.figures.structure import ForecastGiven
from reports.figures.trend import MOST_DAYS, trend_of
from tests.reports.lines import a_line
from tests.reports.worlds import ROUTE_MAP, chemelot, line_of, writing

DAY = date(2026, 11, 23)


def a_forecast_line(
    *given_on_expected: tuple[date, date | None], **values: object
) -> MilestoneLine:
    forecasts = tuple(ForecastGiven(*each) for each in given_on_expected)
    return a_line(forecasts=forecasts, **values)


SLIPPING = a_forecast_line(
    (date(2026, 9, 14), date(2026, 12, 1)),
    (date(2026, 10, 12), date(2026, 12, 15)),
    (date(2026, 11, 16), date(2027, 1, 22)),
)


def test_the_days_are_the_first_forecast_the_ends_of_months_and_the_reference_date() -> None:
    trend = trend_of([SLIPPING], DAY)

    assert trend.days == (date(2026, 9, 14), date(2026, 9, 30), date(2026, 10, 31), DAY)


def test_each_day_has_the_forecast_as_it_was_known_then() -> None:
    (line,) = trend_of([SLIPPING], DAY).lines

    december, january = date(2026, 12, 15), date(2027, 1, 22)
    assert line.expected == (date(2026, 12, 1), date(2026, 12, 1), december, january)
    assert line.slip == timedelta(days=52)


def test_before_its_first_forecast_a_milestone_has_nothing() -> None:
    later = a_forecast_line((date(2026, 11, 1), date(2026, 12, 1)))

    _, line = trend_of([SLIPPING, later], DAY).lines

    assert line.expected == (None, None, None, date(2026, 12, 1))
    assert line.slip is None


def test_a_forecast_that_was_taken_back_leaves_a_gap() -> None:
    line = a_forecast_line((date(2026, 9, 14), date(2026, 12, 1)), (date(2026, 10, 12), None))

    (found,) = trend_of([line], DAY).lines

    assert found.expected == (date(2026, 12, 1), date(2026, 12, 1), None, None)


def test_what_is_achieved_is_told_once_and_then_ends() -> None:
    line = a_forecast_line((date(2026, 9, 14), date(2026, 12, 1)), achieved_on=date(2026, 10, 20))

    (found,) = trend_of([line], DAY).lines

    assert found.expected == (date(2026, 12, 1), date(2026, 12, 1), date(2026, 10, 20), None)
    assert found.last == date(2026, 10, 20)
    assert found.slip == timedelta(days=-42)


def test_without_any_forecast_there_is_no_trend() -> None:
    trend = trend_of([a_line()], DAY)

    assert (trend.days, trend.lines, trend.is_one) == ((), (), False)


def test_on_the_day_of_the_first_forecast_there_is_nothing_to_compare() -> None:
    trend = trend_of([a_forecast_line((DAY, date(2026, 12, 1)))], DAY)

    assert trend.days == (DAY,)
    assert not trend.is_one


def test_what_is_recorded_later_is_not_known_yet() -> None:
    (line,) = trend_of([SLIPPING], date(2026, 10, 31)).lines

    assert line.expected[-1] == date(2026, 12, 15)


@given(
    begin=st.dates(date(2015, 1, 1), date(2030, 1, 1)),
    days=st.integers(0, 6000),
    most=st.integers(3, 24),
)
def test_there_are_never_more_days_than_fit(begin: date, days: int, most: int) -> None:
    end = begin + timedelta(days=days)
    line = a_forecast_line((begin, end))

    found = trend_of([line], end, most=most).days

    assert len(found) <= most
    assert (found[0], found[-1]) == (begin, end)
    assert list(found) == sorted(set(found))


def test_two_years_still_fit_the_sheet() -> None:
    line = a_forecast_line((date(2024, 11, 30), DAY))

    assert len(trend_of([line], DAY).days) <= MOST_DAYS


def test_the_ledger_remembers_every_forecast(programme: Engine) -> None:
    for day, expected in ((date(2026, 9, 14), date(2026, 12, 1)), (DAY, date(2027, 1, 22))):
        with writing(programme, day) as ledger:
            forecast(ledger, ROUTE_MAP, expected)

    line = line_of(chemelot(programme, DAY), ROUTE_MAP)

    assert line.forecasts == (
        ForecastGiven(date(2026, 9, 14), date(2026, 12, 1)),
        ForecastGiven(DAY, date(2027, 1, 22)),
    )


def test_what_is_achieved_on_the_real_programme_ends_on_its_day(programme: Engine) -> None:
    with writing(programme, date(2026, 9, 14)) as ledger:
        forecast(ledger, ROUTE_MAP, date(2026, 12, 1))
    with writing(programme, date(2026, 11, 16)) as ledger:
        achieve(ledger, ROUTE_MAP, date(2026, 11, 13), evidence="verzonnen")

    lines = chemelot(programme, DAY, audience=Confidentiality.PUBLIC).milestones
    (line,) = trend_of(lines, DAY).lines

    assert line.last == date(2026, 11, 13)
