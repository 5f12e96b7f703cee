from datetime import date

import pytest
from sqlalchemy import Engine

from models.errors import UnknownSubjectError
from models.rules.status import Status
from tests.reports.worlds import whole_programme

DAY = date(2026, 11, 30)


def test_the_cluster_that_came_furthest_comes_first_and_unknown_steps_last(
    programme: Engine,
) -> None:
    lines = whole_programme(programme, DAY).clusters

    assert [line.key for line in lines] == [
        "chemelot",
        "cluster-6",
        "noord-nederland",
        "noordzeekanaalgebied",
        "rotterdam-moerdijk",
        "zeeland-west-brabant",
    ]
    assert [line.step.now is None for line in lines] == [False, *[True] * 5]


def test_a_cluster_counts_its_own_milestones_and_open_requests(programme: Engine) -> None:
    line = whole_programme(programme, DAY).clusters[0]

    assert (line.open_milestones, line.requests_open, line.projects) == (2, 5, 13)
    assert line.roll_up.status is Status.ATTENTION


def test_all_duties_to_the_kamer_are_there_with_their_bounds(programme: Engine) -> None:
    duties = whole_programme(programme, DAY).duties

    assert [line.key for line in duties] == ["d2", "d3"]


def test_without_a_programme_there_is_no_overview(engine: Engine) -> None:
    with pytest.raises(UnknownSubjectError, match="programme"):
        whole_programme(engine, DAY)
