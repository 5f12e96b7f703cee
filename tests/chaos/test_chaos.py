"""The small form of ``make chaos``: nothing is lost, and no arrival is without a reason."""

import random
from pathlib import Path

import pytest

from tests.chaos.killing import Plan, Reckoning, run_chaos
from tests.databases import Databases

SMALL = Plan(messages=100, kills=5, senders=2, seconds=1.0, life_seconds=0.5)


@pytest.mark.slow
def test_senders_that_are_killed_at_random_lose_nothing(
    databases: Databases, tmp_path: Path
) -> None:
    url = databases.fresh()

    reckoning = run_chaos(url, tmp_path, SMALL, random.Random(7))

    assert (reckoning.messages, reckoning.lost, reckoning.unexplained) == (100, 0, 0)
    assert reckoning.kills >= 5
    databases.discard(url)


def test_the_reckoning_is_one_line() -> None:
    reckoning = Reckoning(messages=2000, lost=0, duplicates=31, unexplained=0, kills=57)

    assert str(reckoning) == "messages 2000 lost 0 unexplained-duplicates 0 kills 57"
