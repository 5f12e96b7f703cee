"""The practical bound of a promise to parliament."""

from datetime import date

import pytest

from models.dates.bounds import practical_bound
from models.dates.calendar import Confidence
from models.dates.window import Window
from models.errors import OutsideCalendarError
from seeds.calendar import dutch_calendar

D2 = Window(date(2026, 9, 1), date(2026, 11, 30), date(2026, 12, 20))
D3 = Window(date(2026, 6, 15), None, date(2026, 12, 31))


@pytest.mark.parametrize("window", [D2, D3])
def test_d2_and_d3_must_reach_parliament_on_the_thursday_before_the_christmas_recess(
    window: Window,
) -> None:
    bound = practical_bound(window, to_parliament=True, calendar=dutch_calendar())

    assert bound is not None
    assert bound.day == date(2026, 12, 17)
    assert bound.formal == window.latest
    assert bound.recess_name == "kerstreces"
    assert bound.confidence is Confidence.LOW
    assert bound.is_estimated


def test_what_is_not_owed_to_parliament_has_no_practical_bound() -> None:
    assert practical_bound(D2, to_parliament=False, calendar=dutch_calendar()) is None


def test_without_a_formal_bound_there_is_no_practical_one() -> None:
    window = Window(date(2026, 6, 15))

    assert practical_bound(window, to_parliament=True, calendar=dutch_calendar()) is None


def test_a_promise_for_a_month_in_recess_keeps_its_formal_bound_only() -> None:
    august = Window(date(2026, 8, 1), None, date(2026, 8, 31))

    assert practical_bound(august, to_parliament=True, calendar=dutch_calendar()) is None


def test_a_bound_beyond_the_known_recesses_is_given_as_unknown() -> None:
    window = Window(date(2026, 6, 15), None, date(2028, 12, 31))

    bound = practical_bound(window, to_parliament=True, calendar=dutch_calendar())

    assert bound is not None
    assert bound.confidence is Confidence.UNKNOWN
    assert bound.is_estimated


def test_a_bound_outside_the_calendar_is_refused() -> None:
    window = Window(None, None, date(2150, 1, 1))

    with pytest.raises(OutsideCalendarError):
        practical_bound(window, to_parliament=True, calendar=dutch_calendar())
