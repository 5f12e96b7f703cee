"""What differs between two editions."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from reports.difference import How, differences
from reports.figures import ClusterFigures
from reports.words import Text
from tests.reports.worlds import ROUTE_MAP, chemelot

FIRST, SECOND = date(2026, 11, 23), date(2026, 12, 18)


@pytest.fixture(scope="module")
def figures(letter_world: Engine) -> ClusterFigures:
    return chemelot(letter_world, FIRST)


def test_the_same_figures_do_not_differ(figures: ClusterFigures) -> None:
    assert differences(figures, figures) == ()


def test_the_order_of_milestones_is_no_difference(figures: ClusterFigures) -> None:
    turned = replace(figures, milestones=tuple(reversed(figures.milestones)))

    assert differences(figures, turned) == ()


def test_a_forecast_is_told_with_the_old_and_the_new_value(figures: ClusterFigures) -> None:
    lines = tuple(
        replace(line, forecast_on=date(2026, 12, 10)) if line.key == ROUTE_MAP else line
        for line in figures.milestones
    )

    [found] = differences(figures, replace(figures, milestones=lines))

    assert found.how is How.CHANGED
    assert found.field == Text("prognose", "forecast")
    assert (found.old, found.new) == (None, Text("2026-12-10", "2026-12-10"))
    assert found.subject is not None
    assert "routekaart" in found.subject.nl


def test_what_came_and_what_went_is_told_as_a_whole(figures: ClusterFigures) -> None:
    fewer = replace(figures, requests=figures.requests[1:])

    [gone] = differences(figures, fewer)
    [came] = differences(fewer, figures)

    assert (gone.how, came.how) == (How.REMOVED, How.ADDED)
    assert gone.subject == came.subject == figures.requests[0].title
    assert gone.field is None


def test_between_two_days_the_statuses_differ_in_words(
    figures: ClusterFigures, letter_world: Engine
) -> None:
    found = differences(figures, chemelot(letter_world, SECOND))

    said = {(each.old.nl, each.new.nl) for each in found if each.old and each.new}
    assert ("geen prognose", "aandacht nodig") in said
    assert all(each.field is None or "_" not in each.field.nl for each in found)
