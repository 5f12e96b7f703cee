"""When a message may leave."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clock import AMSTERDAM
from models.errors import OutsideCalendarError
from models.rules.telling_policy import AT_ANY_TIME, TellingPolicy
from notifications.quiet import earliest_moment, is_quiet
from tests.factories import a_calendar

OFFICE = TellingPolicy(time(7), time(19))


def at(text: str, *, fold: int = 0) -> datetime:
    """Return a moment on the clock in Amsterdam, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM, fold=fold).astimezone(UTC)


def leaves(now: datetime, policy: TellingPolicy = OFFICE, *, urgent: bool = False) -> datetime:
    return earliest_moment(policy, now, urgent=urgent, calendar=a_calendar())


@pytest.mark.parametrize(
    "now,expected",
    [
        ("2026-11-25T06:59:59", "2026-11-25T07:00"),
        ("2026-11-25T07:00", "2026-11-25T07:00"),
        ("2026-11-25T18:59:59", "2026-11-25T18:59:59"),
        ("2026-11-25T19:00", "2026-11-26T07:00"),
        ("2026-11-27T19:00", "2026-11-30T07:00"),  # Friday evening: Monday
        ("2026-11-28T12:00", "2026-11-30T07:00"),  # Saturday
        ("2026-12-24T20:00", "2026-12-28T07:00"),  # Christmas is on Friday and Saturday
    ],
)
def test_what_is_not_urgent_leaves_in_the_first_hour_that_people_work(
    now: str, expected: str
) -> None:
    assert leaves(at(now)) == at(expected)


@pytest.mark.parametrize("now", ["2026-11-25T03:00", "2026-11-28T12:00", "2026-12-25T10:00"])
def test_what_is_urgent_leaves_at_once(now: str) -> None:
    assert leaves(at(now), urgent=True) == at(now)


@pytest.mark.parametrize(
    "now,expected",
    [
        # Summer time begins on Sunday 29 March 2026: Monday's 07:00 is an hour nearer.
        ("2026-03-28T08:00", datetime(2026, 3, 30, 5, tzinfo=UTC)),
        # It ends on Sunday 25 October 2026.
        ("2026-10-24T08:00", datetime(2026, 10, 26, 6, tzinfo=UTC)),
    ],
)
def test_the_clock_on_the_wall_counts_across_a_change_of_time(now: str, expected: datetime) -> None:
    assert leaves(at(now)) == expected


EVERY_DAY = replace(OFFICE, quiet_weekdays=frozenset())


def test_an_hour_that_is_skipped_counts_as_the_one_after_it() -> None:
    night = replace(EVERY_DAY, leaves_from=time(2, 30), leaves_until=time(5))

    assert leaves(at("2026-03-29T01:00"), night) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_of_an_hour_that_comes_twice_the_first_begins_and_the_second_ends() -> None:
    night = replace(EVERY_DAY, leaves_from=time(2, 30), leaves_until=time(2, 45))

    assert leaves(at("2026-10-25T01:00"), night) == at("2026-10-25T02:30")
    assert leaves(at("2026-10-25T02:40", fold=1), night) == at("2026-10-25T02:40", fold=1)


def test_without_a_policy_nothing_waits() -> None:
    assert leaves(at("2026-12-25T03:00"), AT_ANY_TIME) == at("2026-12-25T03:00")


def test_a_day_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(OutsideCalendarError):
        leaves(at("2031-12-31T23:00"))


moments = st.integers(0, 5 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(moments)
def test_the_answer_is_never_before_now_nor_itself_quiet(now: datetime) -> None:
    calendar = a_calendar()

    first = leaves(now)

    assert first >= now
    assert not is_quiet(OFFICE, first, calendar=calendar)
    assert leaves(first) == first
    assert calendar.is_working_day(first.astimezone(AMSTERDAM).date())
