from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.consequences.slipping import FEWEST, Case, outlook, quantile
from seeds.slippages import reference_cases

BOUND, TODAY = date(2026, 12, 31), date(2026, 9, 1)


def _own(*days: int | None) -> list[Case]:
    return [Case(each, is_own=True) for each in days]


def test_without_history_the_reference_cases_say_how_far_and_nobody_says_how_likely() -> None:
    found = outlook(BOUND, None, reference_cases(), today=TODAY)

    assert found.chance is None
    assert (found.if_it_slips, found.own_cases, found.slips) == (True, 0, 20)
    assert found.half_by == BOUND + timedelta(days=93)
    assert found.most_by == BOUND + timedelta(days=366)


def test_with_too_few_cases_there_is_no_number() -> None:
    found = outlook(BOUND, None, _own(*[30] * (FEWEST - 2)), today=TODAY)

    assert (found.chance, found.half_by, found.most_by) == (None, None, None)


def test_own_promises_that_were_held_make_the_chance() -> None:
    found = outlook(BOUND, None, [*_own(*[0] * 9, 40), *reference_cases()], today=TODAY)

    assert found.chance == pytest.approx(10 / 12)
    assert (found.half_by, found.most_by) == (BOUND, BOUND)
    assert not found.if_it_slips


def test_a_forecast_after_the_bound_leaves_no_room_to_hold_it() -> None:
    cases = _own(*[0] * 10)

    late = outlook(BOUND, BOUND + timedelta(days=5), cases, today=TODAY)
    past = outlook(BOUND, None, cases, today=BOUND + timedelta(days=1))

    assert late.chance == pytest.approx(1 / 12)
    assert late.counted_from == BOUND + timedelta(days=5)
    assert past.chance == 0


def test_what_is_late_already_is_compared_with_what_slipped_further() -> None:
    today = BOUND + timedelta(days=40)

    found = outlook(BOUND, None, reference_cases(), today=today)

    assert found.slips == 15
    assert found.half_by == BOUND + timedelta(days=111)


def test_a_slip_to_no_day_counts_as_not_held_and_has_no_size() -> None:
    found = outlook(BOUND, None, _own(*[0] * 9, None), today=TODAY)

    assert found.chance == pytest.approx(10 / 12)
    assert found.slips == 0


def test_without_any_day_nothing_can_be_said() -> None:
    found = outlook(None, date(2026, 8, 1), reference_cases(), today=TODAY)

    assert (found.counted_from, found.half_by) == (None, None)


@given(st.lists(st.integers(1, 2_000), min_size=FEWEST, max_size=60))
@settings(max_examples=50)
def test_the_later_day_is_never_before_the_earlier_one(sizes: list[int]) -> None:
    found = outlook(BOUND, None, _own(*sizes), today=TODAY)

    assert found.half_by is not None
    assert found.most_by is None or BOUND <= found.half_by <= found.most_by


# --- calibration: what is said of four in five holds for four in five -----------------------------


def _covered(left_out: int, others: Sequence[int], share: float) -> bool:
    limit = quantile(sorted(others), share)
    return limit is not None and left_out <= limit


def test_each_reference_case_left_out_in_turn_lies_below_the_days_of_the_others() -> None:
    sizes = [case.slip_days for case in reference_cases() if case.slip_days is not None]
    for share in (0.5, 0.8):
        held = [_covered(one, sizes[:n] + sizes[n + 1 :], share) for n, one in enumerate(sizes)]
        assert sum(held) / len(held) == pytest.approx(share, abs=0.1)


def test_on_a_held_out_half_of_an_invented_history_chance_and_days_come_true() -> None:
    dice = Random(9)  # noqa: S311  (an INVENTED history: six in ten held)
    sizes = [case.slip_days for case in reference_cases() if case.slip_days is not None]
    history = [0 if dice.random() < 0.6 else dice.choice(sizes) for _ in range(600)]
    known, held_out = history[:300], history[300:]

    found = outlook(BOUND, None, _own(*known), today=TODAY)

    def share_by(day: date | None) -> float:
        assert day is not None
        return sum(BOUND + timedelta(days=days) <= day for days in held_out) / len(held_out)

    assert found.chance == pytest.approx(share_by(BOUND), abs=0.08)
    assert share_by(found.half_by) >= 0.5
    assert share_by(found.most_by) == pytest.approx(0.8, abs=0.08)
