"""Working-day arithmetic that says what it passed over."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dates.calendar import HolidayBasis
from models.dates.working_days import DayOff, count_working_days, days_off
from models.errors import OutsideCalendarError
from seeds.calendar import dutch_calendar


def test_one_working_day_after_the_day_before_christmas_says_that_christmas_moved_it() -> None:
    found = count_working_days(date(2026, 12, 24), 1, calendar=dutch_calendar())

    assert found.day == date(2026, 12, 28)
    assert found.holidays == (
        DayOff(date(2026, 12, 25), "Eerste kerstdag", HolidayBasis.RECOGNISED),
    )
    assert [each.day.day for each in found.days_off] == [25, 26, 27]


def test_p1d_in_working_days_is_one_working_day() -> None:
    found = count_working_days(date(2026, 6, 1), 1, calendar=dutch_calendar())

    assert (found.day, found.days_off) == (date(2026, 6, 2), ())


@pytest.mark.parametrize("day", [5, 6, 7])  # Friday, Saturday, Sunday
def test_one_working_day_after_any_day_of_a_weekend_is_monday(day: int) -> None:
    found = count_working_days(date(2026, 6, day), 1, calendar=dutch_calendar())

    assert found.day == date(2026, 6, 8)
    assert not found.holidays


def test_counting_back_over_easter_names_its_days() -> None:
    found = count_working_days(date(2026, 4, 7), -1, calendar=dutch_calendar())

    assert found.day == date(2026, 4, 2)
    assert [each.holiday for each in found.holidays] == ["Goede vrijdag", "Tweede paasdag"]


def test_a_holiday_in_a_weekend_moved_nothing_and_is_named_all_the_same() -> None:
    found = count_working_days(date(2026, 12, 24), 1, calendar=dutch_calendar())

    saturday = found.days_off[1]
    assert (saturday.holiday, saturday.is_weekend) == ("Tweede kerstdag", True)


def test_outside_the_calendar_nothing_is_counted() -> None:
    with pytest.raises(OutsideCalendarError):
        count_working_days(date(2150, 1, 1), 1, calendar=dutch_calendar())


@given(st.dates(date(2012, 1, 1), date(2048, 1, 1)), st.integers(-60, 60))
def test_what_lies_between_is_either_counted_or_named(start: date, count: int) -> None:
    calendar = dutch_calendar()
    found = count_working_days(start, count, calendar=calendar)

    span = abs((found.day - start).days) + 1
    worked = span - len(found.days_off)
    assert calendar.is_working_day(found.day)
    assert worked in (abs(count), abs(count) + 1)
    assert days_off(start, found.day, calendar=calendar) == found.days_off
