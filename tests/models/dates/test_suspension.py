"""A term that can stand still: what is left of it stays left."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dates.suspension import (
    RunningTerm,
    StandsStill,
    Suspension,
    read_suspensions,
    write_suspensions,
)
from models.dates.terms import Term, TermEnd, TermRule, TermUnit
from models.errors import MijlpaalError, OutsideCalendarError, SuspensionError
from seeds.calendar import dutch_calendar

CALENDAR = dutch_calendar()
START = date(2026, 3, 2)  # a Monday
EIGHT_WEEKS = Term(8, TermUnit.WEEK)
DAY = timedelta(days=1)


def a_term(*suspensions: Suspension, term: Term = EIGHT_WEEKS) -> RunningTerm:
    """A term that began on Monday 2 March 2026."""
    return RunningTerm(START, term, suspensions)


def end_of(term: RunningTerm) -> TermEnd:
    """The end of a term that runs."""
    end = term.end(CALENDAR)
    assert isinstance(end, TermEnd)
    return end


def left_of(term: RunningTerm) -> int:
    """The days left of a term that stands still."""
    end = term.end(CALENDAR)
    assert isinstance(end, StandsStill)
    return end.days_left


def test_a_term_that_never_stood_still_ends_as_the_law_says() -> None:
    end = end_of(a_term())

    assert end.counted == date(2026, 4, 27)  # Koningsdag
    assert end.day == date(2026, 4, 28)


def test_a_suspended_term_has_no_end_and_keeps_its_days() -> None:
    term = a_term().suspended(date(2026, 3, 16), CALENDAR)

    assert term.end(CALENDAR) == StandsStill(date(2026, 3, 16), 43)  # of 56, 13 were used


def test_a_resumed_term_ends_as_many_days_later_as_it_stood_still() -> None:
    # Awb 4:15(1)(a): asked on 15 March, completed on 30 March: the 30th counts again.
    term = a_term().suspended(date(2026, 3, 16), CALENDAR).resumed(date(2026, 3, 30), CALENDAR)

    end = end_of(term)
    assert end.counted == date(2026, 4, 27) + timedelta(days=14)
    assert end.day == date(2026, 5, 11)


def test_a_term_resumed_on_the_day_it_was_suspended_never_stood_still() -> None:
    term = a_term().suspended(date(2026, 3, 16), CALENDAR)

    assert term.resumed(date(2026, 3, 16), CALENDAR) == a_term()


def test_a_term_can_stand_still_twice_and_again_the_next_day() -> None:
    term = a_term(
        Suspension(date(2026, 3, 10), date(2026, 3, 11)),
        Suspension(date(2026, 3, 12), date(2026, 3, 16)),
        Suspension(date(2026, 4, 1), date(2026, 4, 1)),
    )

    assert end_of(term).counted == date(2026, 4, 27) + timedelta(days=8)


def test_a_term_suspended_in_the_weekend_that_extends_it_has_no_day_left_but_is_not_over() -> None:
    two_weeks = RunningTerm(date(2026, 6, 6), Term(2, TermUnit.WEEK))  # Saturday 20 June
    stands_still = two_weeks.suspended(date(2026, 6, 22), CALENDAR)

    assert left_of(stands_still) == 0
    resumed = end_of(stands_still.resumed(date(2026, 6, 25), CALENDAR))
    assert resumed.day == date(2026, 6, 25)
    assert [each.rule for each in resumed.extensions] == [TermRule.ENDS_ON_DAY_OFF]


def test_the_two_working_days_of_a_short_term_are_days_that_count() -> None:
    # Monday to Wednesday would do, but on Tuesday and Wednesday it stands still.
    short = RunningTerm(date(2026, 6, 5), Term(3, TermUnit.DAY))
    term = short.suspended(date(2026, 6, 9), CALENDAR).resumed(date(2026, 6, 11), CALENDAR)

    assert end_of(term).day == date(2026, 6, 11)


def test_a_long_term_is_not_moved_from_a_weekend_by_a_suspension() -> None:
    term = a_term(Suspension(date(2026, 3, 9), date(2026, 3, 13)), term=Term(13, TermUnit.WEEK))

    end = end_of(term)
    assert end.day == date(2026, 6, 6)  # a Saturday
    assert end.kept_by is TermRule.LONG_OR_IN_HOURS


@pytest.mark.parametrize("day", [START, START - DAY, date(2026, 4, 29), date(2049, 1, 1)])
def test_a_term_cannot_be_suspended_outside_itself(day: date) -> None:
    with pytest.raises(SuspensionError, match="2026-03-03 to 2026-04-28"):
        a_term().suspended(day, CALENDAR)


def test_a_term_can_be_suspended_on_its_first_and_on_its_last_day() -> None:
    assert left_of(a_term().suspended(START + DAY, CALENDAR)) == 56
    assert left_of(a_term().suspended(date(2026, 4, 28), CALENDAR)) == 0


def test_a_term_that_stands_still_cannot_be_suspended_again() -> None:
    term = a_term().suspended(date(2026, 3, 16), CALENDAR)

    with pytest.raises(SuspensionError, match="stands still since 2026-03-16"):
        term.suspended(date(2026, 3, 20), CALENDAR)


def test_suspensions_do_not_overlap() -> None:
    term = a_term(Suspension(date(2026, 3, 16), date(2026, 3, 20)))

    for day in (date(2026, 3, 10), date(2026, 3, 16), date(2026, 3, 20)):
        with pytest.raises(SuspensionError, match="another suspension"):
            term.suspended(day, CALENDAR)


def test_a_term_that_runs_cannot_be_resumed() -> None:
    with pytest.raises(SuspensionError, match="nothing to resume"):
        a_term().resumed(date(2026, 3, 16), CALENDAR)


def test_a_term_is_not_resumed_before_it_was_suspended() -> None:
    term = a_term().suspended(date(2026, 3, 16), CALENDAR)

    with pytest.raises(SuspensionError, match="2026-03-16"):
        term.resumed(date(2026, 3, 15), CALENDAR)


def test_a_term_is_not_resumed_beyond_the_calendar() -> None:
    term = a_term().suspended(date(2026, 3, 16), CALENDAR)

    with pytest.raises(OutsideCalendarError):
        term.resumed(date(9999, 12, 31), CALENDAR)


def test_another_start_keeps_the_suspensions_that_lie_in_the_term() -> None:
    term = a_term(Suspension(date(2026, 3, 16), date(2026, 3, 20)))

    moved = term.moved(date(2026, 3, 9), EIGHT_WEEKS, CALENDAR)

    assert moved.suspensions == term.suspensions
    with pytest.raises(SuspensionError):
        term.moved(date(2026, 3, 16), EIGHT_WEEKS, CALENDAR)


# --- properties ------------------------------------------------------------------------------

GAPS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 60)), max_size=6)
LENGTHS = st.builds(
    Term, st.integers(1, 40), st.sampled_from([TermUnit.DAY, TermUnit.WEEK, TermUnit.MONTH])
)


@given(st.dates(date(2012, 1, 1), date(2020, 1, 1)), LENGTHS, GAPS)
def test_whatever_happens_as_many_days_count_as_the_term_has(
    starts_on: date, length: Term, gaps: list[tuple[int, int]]
) -> None:
    term = RunningTerm(starts_on, length)
    days = (end_of(term).counted - starts_on).days
    resumed_on = starts_on + DAY
    for running, still in gaps:
        suspended_on = resumed_on + running * DAY
        if suspended_on > end_of(term).day:
            break
        used = _days_that_count(term, suspended_on - DAY)
        term = term.suspended(suspended_on, CALENDAR)
        assert left_of(term) == max(days - used, 0)
        resumed_on = suspended_on + still * DAY
        term = term.resumed(resumed_on, CALENDAR)

    end = end_of(term)
    assert _days_that_count(term, end.counted) == days
    assert end.day >= end.counted
    assert not any(each.first <= end.day <= (each.last or end.day) for each in term.suspensions)


def _days_that_count(term: RunningTerm, until: date) -> int:
    """Count one by one, as a person would on a calendar."""
    span = (term.starts_on + n * DAY for n in range(1, (until - term.starts_on).days + 1))
    return sum(
        not any(each.first <= day <= (each.last or date.max) for each in term.suspensions)
        for day in span
    )


@given(st.lists(st.dates(date(2000, 1, 1), date(2100, 1, 1)), unique=True, max_size=9).map(sorted))
def test_suspensions_written_are_read_back(days: list[date]) -> None:
    pairs = [Suspension(*pair) for pair in zip(days[::2], days[1::2], strict=False)]
    open_one = [Suspension(days[-1])] if len(days) % 2 else []
    found = (*pairs, *open_one)

    assert read_suspensions(write_suspensions(found)) == found


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "2026-01-01",
        "2026-01-01/",
        "2026-02-30/..",
        "../2026-01-01",
        "2026-01-02/2026-01-01",
        "2026-01-01/.. 2026-02-01/..",
        "2026-01-01/2026-01-05 2026-01-05/..",
    ],
)
def test_what_is_no_list_of_suspensions_is_refused(text: str) -> None:
    with pytest.raises(MijlpaalError):
        read_suspensions(text)
