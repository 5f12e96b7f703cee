"""The practical bound of a promise and the end of a statutory term."""

from datetime import date

import pytest

from models.dates.bounds import Term, TermUnit, practical_bound, statutory_end
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


def weeks(count: int) -> Term:
    """A term of so many weeks."""
    return Term(count, TermUnit.WEEK)


def test_a_term_that_ends_on_saturday_runs_on_to_monday() -> None:
    assert statutory_end(date(2026, 6, 6), weeks(2), calendar=dutch_calendar()) == date(2026, 6, 22)


def test_a_term_that_ends_on_a_working_day_ends_there() -> None:
    assert statutory_end(date(2026, 6, 1), weeks(2), calendar=dutch_calendar()) == date(2026, 6, 15)


def test_liberation_day_is_a_holiday_for_terms_every_year() -> None:
    end = statutory_end(date(2026, 4, 21), weeks(2), calendar=dutch_calendar())

    assert end == date(2026, 5, 6)


def test_a_day_by_royal_decree_extends_a_term_over_the_weekend() -> None:
    end = statutory_end(date(2026, 5, 1), weeks(2), calendar=dutch_calendar())

    assert end == date(2026, 5, 18)


def test_a_term_counted_back_from_an_event_is_not_extended() -> None:
    end = statutory_end(date(2026, 6, 20), weeks(2), calendar=dutch_calendar(), counted_back=True)

    assert end == date(2026, 6, 6)


@pytest.mark.parametrize(
    ("term", "end"),
    [
        (Term(90, TermUnit.DAY), date(2026, 8, 31)),  # Saturday 29 August, extended
        (Term(91, TermUnit.DAY), date(2026, 8, 30)),  # a Sunday
        (Term(13, TermUnit.WEEK), date(2026, 8, 30)),
        (Term(1, TermUnit.YEAR), date(2027, 5, 31)),
        (Term(7, TermUnit.MONTH), date(2026, 12, 31)),
    ],
)
def test_only_terms_up_to_three_months_are_extended(term: Term, end: date) -> None:
    assert statutory_end(date(2026, 5, 31), term, calendar=dutch_calendar()) == end


def test_a_term_of_three_days_holds_at_least_two_working_days() -> None:
    # Thursday 24 December: Friday and Saturday are the two days of Christmas, then a Sunday.
    end = statutory_end(date(2026, 12, 24), Term(3, TermUnit.DAY), calendar=dutch_calendar())

    assert end == date(2026, 12, 29)


def test_a_term_in_hours_is_not_extended() -> None:
    end = statutory_end(date(2026, 6, 5), Term(24, TermUnit.HOUR), calendar=dutch_calendar())

    assert end == date(2026, 6, 6)
