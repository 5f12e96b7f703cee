"""Windows that open when their event gets a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dates import Window, offset_in_words, window_from
from models.errors import OutsideCalendarError, UnreadablePhraseError
from tests.factories import a_calendar

DAY = date(2027, 1, 11)  # a Monday


@pytest.mark.parametrize(
    "offset, window",
    [
        ("P6W", Window(DAY, None, date(2027, 2, 22))),
        ("P36M", Window(DAY, None, date(2030, 1, 11))),
        ("P1Y", Window(DAY, None, date(2028, 1, 11))),
        ("P10D", Window(DAY, None, date(2027, 1, 21))),
        ("P1B", Window(DAY, None, date(2027, 1, 12))),
        ("P5B", Window(DAY, None, date(2027, 1, 18))),
        ("-P2W", Window(None, None, date(2026, 12, 28))),
        (None, Window(DAY, None, None)),
    ],
)
def test_a_window_runs_from_the_day_of_its_event(offset: str | None, window: Window) -> None:
    assert window_from(DAY, offset, calendar=a_calendar()) == window


def test_working_days_step_over_christmas() -> None:
    found = window_from(date(2026, 12, 24), "P1B", calendar=a_calendar())

    assert found.latest == date(2026, 12, 28)


def test_a_month_after_the_thirty_first_is_the_last_day_of_the_next_month() -> None:
    found = window_from(date(2027, 1, 31), "P1M", calendar=a_calendar())

    assert found.latest == date(2027, 2, 28)


@pytest.mark.parametrize("offset", ["", "P", "6W", "P6", "P6X", "P-6W", "zes weken", "P6W "])
def test_what_is_no_duration_is_refused(offset: str) -> None:
    with pytest.raises(UnreadablePhraseError):
        window_from(DAY, offset, calendar=a_calendar())


def test_a_window_that_leaves_the_years_that_there_are_is_refused_in_our_own_words() -> None:
    with pytest.raises(OutsideCalendarError):
        window_from(date(9999, 12, 31), "P99999D", calendar=a_calendar())


@pytest.mark.parametrize(
    "offset, nl, en",
    [
        ("P6W", "daarna 6 weken", "6 weeks after it"),
        ("P1M", "daarna 1 maand", "1 month after it"),
        ("P15B", "daarna 15 werkdagen", "15 working days after it"),
        ("-P2W", "2 weken daarvoor", "2 weeks before it"),
    ],
)
def test_an_offset_is_said_in_words(offset: str, nl: str, en: str) -> None:
    found = offset_in_words(offset)

    assert (found.nl, found.en) == (nl, en)


@given(
    st.dates(date(1990, 1, 1), date(2100, 12, 31)),
    st.integers(1, 1200),
    st.sampled_from("DWMY"),
)
def test_a_later_event_never_makes_an_earlier_bound(day: date, count: int, unit: str) -> None:
    offset = f"P{min(count, 90) if unit == 'Y' else count}{unit}"
    earlier = window_from(day, offset, calendar=a_calendar())
    later = window_from(date.fromordinal(day.toordinal() + 1), offset, calendar=a_calendar())

    assert earlier.latest is not None
    assert later.latest is not None
    assert day < earlier.latest <= later.latest
