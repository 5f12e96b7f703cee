"""What a window accepts and answers."""

from datetime import date

import pytest

from models.dates.window import Window
from models.errors import InvalidWindowError

AUTUMN = Window(date(2026, 9, 1), date(2026, 11, 30), date(2026, 12, 20))


def test_both_ends_of_a_window_lie_inside() -> None:
    assert AUTUMN.contains(date(2026, 9, 1))
    assert AUTUMN.contains(date(2026, 12, 20))
    assert not AUTUMN.contains(date(2026, 8, 31))
    assert not AUTUMN.contains(date(2026, 12, 21))


def test_the_last_day_itself_is_not_past_the_bound() -> None:
    assert not AUTUMN.is_passed_on(date(2026, 12, 20))
    assert AUTUMN.is_passed_on(date(2026, 12, 21))


def test_the_soft_bound_warns_from_the_day_after_it() -> None:
    assert not AUTUMN.is_softly_passed_on(date(2026, 11, 30))
    assert AUTUMN.is_softly_passed_on(date(2026, 12, 1))


def test_a_window_without_a_bound_is_never_passed() -> None:
    window = Window(date(2026, 6, 15))

    assert window.is_open_ended
    assert not window.is_passed_on(date.max)
    assert window.contains(date.max)


@pytest.mark.parametrize(
    "days",
    [
        (date(2026, 2, 1), None, date(2026, 1, 1)),
        (date(2026, 2, 1), date(2026, 1, 1), None),
        (None, date(2026, 2, 1), date(2026, 1, 1)),
    ],
)
def test_days_out_of_order_are_refused_with_all_three_named(
    days: tuple[date | None, date | None, date | None],
) -> None:
    with pytest.raises(InvalidWindowError) as caught:
        Window(*days)

    assert "2026-02-01" in str(caught.value)


@pytest.mark.parametrize("day", [date(2026, 10, 1), date(2026, 12, 10)])
def test_a_window_that_is_cut_off_loses_the_soft_bound_of_the_end_it_had(day: date) -> None:
    assert AUTUMN.ended_by(day) == Window(date(2026, 9, 1), None, day)


def test_a_window_that_has_ended_is_not_cut_off() -> None:
    assert AUTUMN.ended_by(date(2027, 1, 1)) == AUTUMN
