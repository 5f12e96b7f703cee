"""A year of the calendar: what is counted, and what is said not to be known."""

from datetime import date

import pytest

from models.dates.calendar import Calendar, Confidence, Holiday, Recess
from models.dates.day import explain_day
from models.dates.year import calendar_year
from models.errors import OutsideCalendarError
from seeds.calendar import dutch_calendar


def a_short_calendar() -> Calendar:
    """A calendar from May 2026 to the end of June, with one recess and one holiday."""
    return Calendar(
        date(2026, 5, 1),
        date(2026, 6, 30),
        holidays=(Holiday(date(2026, 5, 25), "Tweede pinksterdag"),),
        recesses=(Recess("meireces", date(2026, 5, 1), date(2026, 5, 11), Confidence.MEDIUM),),
        recesses_complete=((date(2026, 5, 1), date(2026, 5, 31)),),
        anchor_names=("prinsjesdag",),
        decrees_complete=((date(2026, 5, 10), date(2026, 6, 10)),),
    )


def test_the_days_of_a_year_are_counted_by_month() -> None:
    found = calendar_year(a_short_calendar(), 2026)

    may, june = found.months
    assert (may.month, may.working_days, may.sitting_days) == (5, 20, 9)
    assert may.sitting_weeks == (20, 21, 22)
    assert (june.working_days, june.sitting_days) == (22, 13)
    assert (found.working_days, found.sitting_days, len(found.sitting_weeks)) == (42, 22, 8)


def test_a_month_is_as_sure_as_its_least_sure_recess_and_unknown_without_data() -> None:
    found = calendar_year(a_short_calendar(), 2026)

    assert [each.confidence for each in found.months] == [Confidence.MEDIUM, Confidence.UNKNOWN]


def test_what_is_not_known_of_a_year_is_said() -> None:
    found = calendar_year(a_short_calendar(), 2026)

    assert found.recesses_unknown == ((date(2026, 6, 1), date(2026, 6, 30)),)
    assert found.decrees_unknown == (
        (date(2026, 5, 1), date(2026, 5, 9)),
        (date(2026, 6, 11), date(2026, 6, 30)),
    )
    assert found.anchors_without_day == ("prinsjesdag",)
    assert found.recesses_known_until == date(2026, 5, 31)


def test_a_recess_over_new_year_is_in_both_years() -> None:
    found = calendar_year(dutch_calendar(), 2026)

    assert [each.name for each in found.recesses] == [
        "kerstreces",
        "voorjaarsreces",
        "meireces",
        "zomerreces",
        "herfstreces",
        "kerstreces",
    ]


@pytest.mark.parametrize("year", [2008, 2051, 0, -1, 10**9])
def test_a_year_outside_the_calendar_is_refused(year: int) -> None:
    with pytest.raises(OutsideCalendarError, match=str(year)):
        calendar_year(dutch_calendar(), year)


def test_every_year_of_the_dutch_calendar_can_be_shown() -> None:
    calendar = dutch_calendar()

    for year in range(calendar.first.year, calendar.last.year + 1):
        found = calendar_year(calendar, year)
        assert found.sitting_days <= 3 * len(found.sitting_weeks)
        assert found.working_days >= found.sitting_days


def test_a_day_off_is_explained_with_what_takes_its_place() -> None:
    found = explain_day(dutch_calendar(), date(2026, 12, 25))

    assert found.day_off is not None
    assert found.day_off.holiday == "Eerste kerstdag"
    assert found.first_working_day == date(2026, 12, 28)
    assert found.recess is not None
    assert found.last_sitting_day is not None
    assert found.last_sitting_day.day == date(2026, 12, 17)
    assert found.counted is None


def test_after_the_last_working_day_of_the_calendar_none_is_known() -> None:
    found = explain_day(dutch_calendar(), date(2050, 12, 31))

    assert found.first_working_day is None


def test_a_day_before_any_sitting_day_of_the_calendar_has_none_before_it() -> None:
    found = explain_day(a_short_calendar(), date(2026, 5, 4))

    assert found.last_sitting_day is None
