"""Questions to a small calendar of which every day can be checked by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dates.calendar import Calendar, Confidence, Holiday, Recess
from models.errors import OutsideCalendarError

FIRST, LAST = date(2026, 1, 1), date(2027, 3, 31)
KERST = Recess("kerstreces", date(2026, 12, 18), date(2027, 1, 11), Confidence.LOW)
ZOMER = Recess("zomerreces", date(2026, 7, 3), date(2026, 8, 31), Confidence.MEDIUM)


def a_calendar(
    *, holidays: tuple[date, ...] = (), recesses: tuple[Recess, ...] = (ZOMER, KERST)
) -> Calendar:
    """A calendar of 2026 whose recesses are complete until 11 January 2027."""
    return Calendar(
        FIRST,
        LAST,
        holidays=tuple(Holiday(day, "Feestdag") for day in holidays),
        recesses=recesses,
        recesses_complete=((FIRST, date(2027, 1, 11)),),
    )


DAYS = st.dates(date(2026, 3, 1), date(2026, 12, 31))
CHRISTMAS = (date(2026, 12, 25),)


def test_a_holiday_on_a_weekday_is_not_a_working_day() -> None:
    calendar = a_calendar(holidays=CHRISTMAS)

    assert calendar.is_working_day(date(2026, 12, 24))
    assert not calendar.is_working_day(date(2026, 12, 25))
    assert not calendar.is_working_day(date(2026, 12, 26))


def test_a_bound_on_sunday_is_told_on_the_friday_before() -> None:
    assert a_calendar().add_working_days(date(2026, 12, 20), 0) == date(2026, 12, 18)


def test_five_working_days_before_a_sunday_are_counted_from_friday() -> None:
    assert a_calendar().add_working_days(date(2026, 12, 20), -5) == date(2026, 12, 11)


def test_one_working_day_after_a_sunday_is_monday() -> None:
    assert a_calendar().add_working_days(date(2026, 12, 20), 1) == date(2026, 12, 21)


def test_counting_skips_a_holiday() -> None:
    calendar = a_calendar(holidays=CHRISTMAS)

    assert calendar.add_working_days(date(2026, 12, 24), 1) == date(2026, 12, 28)
    assert calendar.working_days_between(date(2026, 12, 24), date(2026, 12, 28)) == 1


@given(DAYS, st.integers(-30, 30))
def test_adding_working_days_always_lands_on_a_working_day(day: date, count: int) -> None:
    calendar = a_calendar(holidays=CHRISTMAS)

    landed = calendar.add_working_days(day, count)

    assert calendar.is_working_day(landed)
    assert calendar.working_days_between(day, landed) == count


@given(DAYS, st.integers(0, 30))
def test_adding_working_days_is_a_walk_of_single_days(day: date, count: int) -> None:
    calendar = a_calendar(holidays=CHRISTMAS)
    walked, left = day, count

    while left:
        walked += timedelta(days=1)
        left -= calendar.is_working_day(walked)

    assert count == 0 or calendar.add_working_days(day, count) == walked


def test_a_day_outside_the_calendar_is_refused_with_its_range() -> None:
    calendar = a_calendar()

    for question in (calendar.is_working_day, calendar.is_sitting_day, calendar.holiday_on):
        with pytest.raises(OutsideCalendarError, match="2026-01-01"):
            question(date(2025, 12, 31))
    with pytest.raises(OutsideCalendarError):
        calendar.add_working_days(LAST, 1)
    with pytest.raises(OutsideCalendarError):
        calendar.add_working_days(FIRST, -1)


def test_the_chamber_sits_from_tuesday_to_thursday_outside_recess_and_holidays() -> None:
    calendar = a_calendar(holidays=(date(2026, 5, 5),))

    sitting = [day for day in range(1, 8) if calendar.is_sitting_day(date(2026, 6, day))]
    assert sitting == [2, 3, 4]
    assert not calendar.is_sitting_day(date(2026, 7, 7))
    assert not calendar.is_sitting_day(date(2026, 5, 5))


def test_the_last_sitting_day_before_an_estimated_recess_says_that_it_is_estimated() -> None:
    sitting = a_calendar().last_sitting_day_at_or_before(date(2026, 12, 31))

    assert sitting.day == date(2026, 12, 17)
    assert sitting.confidence is Confidence.LOW
    assert sitting.recess_name == "kerstreces"


def test_a_sitting_day_far_from_any_recess_is_sure() -> None:
    sitting = a_calendar().last_sitting_day_at_or_before(date(2026, 10, 4))

    assert sitting.day == date(2026, 10, 1)
    assert sitting.confidence is Confidence.HIGH
    assert sitting.recess_name is None


def test_an_estimated_recess_within_a_week_makes_a_sitting_day_uncertain() -> None:
    sitting = a_calendar().last_sitting_day_at_or_before(date(2026, 12, 15))

    assert sitting.day == date(2026, 12, 15)
    assert sitting.confidence is Confidence.LOW


def test_beyond_the_known_recesses_the_confidence_is_unknown() -> None:
    sitting = a_calendar().last_sitting_day_at_or_before(date(2027, 3, 4))

    assert sitting.day == date(2027, 3, 4)
    assert sitting.confidence is Confidence.UNKNOWN


def test_a_recess_is_found_by_the_year_in_which_it_begins() -> None:
    calendar = a_calendar()

    assert calendar.recess_starting_in(2026, "kerstreces") == KERST
    assert calendar.recess_starting_in(2027, "kerstreces") is None
    assert calendar.recess_starting_in(2026, "meireces") is None


def test_a_recess_without_a_known_end_lasts_at_least_as_long_as_the_shortest() -> None:
    open_ended = Recess("zomerreces", date(2026, 7, 3), None, Confidence.MEDIUM)
    calendar = a_calendar(recesses=(open_ended,))

    assert calendar.recess_on(date(2026, 7, 13)) == open_ended
    assert calendar.recess_on(date(2026, 7, 14)) is None
