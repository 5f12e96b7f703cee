"""How long to wait after a failure."""

from datetime import timedelta

import pytest

from notifications.backoff import Backoff


@pytest.mark.parametrize(
    ("tries", "minutes"), [(1, 1), (2, 3), (3, 9), (4, 27), (5, 81), (6, 243), (7, 360), (99, 360)]
)
def test_each_wait_is_three_times_the_one_before_up_to_six_hours(tries: int, minutes: int) -> None:
    wait = Backoff().wait(tries, lambda: 1.0)

    assert wait == timedelta(minutes=minutes)


def test_chance_takes_at_most_half_of_the_wait() -> None:
    assert Backoff().wait(2, lambda: 0.0) == timedelta(minutes=1, seconds=30)
    assert Backoff().wait(2, lambda: 0.5) == timedelta(minutes=2, seconds=15)


def test_a_receiver_can_ask_for_more_time_but_not_for_less() -> None:
    backoff = Backoff()

    assert backoff.wait(1, lambda: 1.0, asked_seconds=600) == timedelta(minutes=10)
    assert backoff.wait(1, lambda: 1.0, asked_seconds=1) == timedelta(minutes=1)


def test_no_receiver_makes_us_wait_longer_than_a_day() -> None:
    wait = Backoff().wait(1, lambda: 0.0, asked_seconds=10**9)

    assert wait == timedelta(days=1)


def test_ten_tries_are_enough() -> None:
    backoff = Backoff()

    assert not backoff.is_exhausted(9)
    assert backoff.is_exhausted(10)
