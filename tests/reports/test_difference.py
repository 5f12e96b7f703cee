"""What differs between two editions."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import TypeVar, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from models.as_of import Past
from reports.as_json import digest_of
from reports.difference import How, differences
from reports.differing_words import ORDER
from reports.figures import ClusterFigures, ProgrammeFigures
from reports.figures.structure import Figures, ReminderLine
from reports.words import Text
from tests.reports.worlds import ROUTE_MAP, chemelot, whole_programme

FIRST, SECOND = date(2026, 11, 23), date(2026, 12, 18)
Path = tuple[str | int, ...]
Value = TypeVar("Value")


@pytest.fixture(scope="module")
def figures(letter_world: Engine) -> ClusterFigures:
    return chemelot(letter_world, FIRST)


@pytest.fixture(scope="module")
def programme(letter_world: Engine) -> ProgrammeFigures:
    """The programme with as much in it as there can be."""
    found = whole_programme(letter_world, FIRST)
    reminded = ReminderLine(Text("directie", "management"), "owner", 2, FIRST)
    return replace(
        found,
        masthead=replace(found.masthead, as_of=Past(FIRST)),
        reminded=(reminded,),
    )


def test_the_same_figures_do_not_differ(figures: ClusterFigures) -> None:
    assert differences(figures, figures) == ()


def test_another_order_of_milestones_is_told_in_one_line(figures: ClusterFigures) -> None:
    turned = replace(figures, milestones=tuple(reversed(figures.milestones)))

    [found] = differences(figures, turned)

    assert found.is_in_one_line
    assert (found.section, found.field) == (Text("Mijlpalen", "Milestones"), ORDER)


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


def test_a_title_is_told_with_the_old_and_the_new_one(figures: ClusterFigures) -> None:
    old = figures.milestones[0]
    named = replace(old, title=Text("Anders", "Other"))

    [found] = differences(figures, replace(figures, milestones=(named, *figures.milestones[1:])))

    assert found.field == Text("titel", "title")
    assert (found.old, found.new) == (old.title, named.title)


def test_a_fact_that_a_step_waits_for_is_told_with_its_gate(figures: ClusterFigures) -> None:
    gate = next(each for each in figures.gates if each.facts)
    fact = gate.facts[0]
    turned = replace(gate, facts=(replace(fact, holds=not fact.holds), *gate.facts[1:]))
    gates = tuple(turned if each is gate else each for each in figures.gates)

    [found] = differences(figures, replace(figures, gates=gates))

    assert found.subject == Text(
        f"{gate.label.nl}: {fact.label.nl}", f"{gate.label.en}: {fact.label.en}"
    )
    assert found.field == Text("geldt", "holds")


def test_how_many_were_told_is_a_difference(figures: ClusterFigures) -> None:
    told = replace(figures.told, reminders=figures.told.reminders + 1)

    [found] = differences(figures, replace(figures, told=told))

    assert found.section == Text("Wie is bericht", "Who was told")
    assert found.field == Text("herinneringen", "reminders")


def test_a_long_list_in_a_row_is_told_in_one_line(figures: ClusterFigures) -> None:
    item = figures.checklist[0]
    longer = replace(item, rows=(*item.rows, Text("nog een", "another")))

    [found] = differences(figures, replace(figures, checklist=(longer, *figures.checklist[1:])))

    assert found.is_in_one_line
    assert found.field == Text("regels erachter", "rows behind it")
    assert found.subject == item.title


@pytest.mark.parametrize("of", ["figures", "programme"])
def test_nothing_that_the_digest_covers_can_change_without_a_difference(
    of: str, request: pytest.FixtureRequest
) -> None:
    figures = cast("Figures", request.getfixturevalue(of))

    unseen = [
        path
        for path in _one_path_of_each_field(figures)
        if not _says_as_the_digest(figures, _changed(figures, path))
    ]

    assert not unseen


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_digests_differ_exactly_when_there_is_a_difference(
    data: st.DataObject, figures: ClusterFigures
) -> None:
    sections = [list(_paths(each, (name,))) for name, each in _parts(figures)]
    a_path = st.sampled_from([each for each in sections if each]).flatmap(st.sampled_from)
    changed = figures
    for path in data.draw(st.lists(a_path, max_size=4)):
        changed = _changed(changed, path)

    assert _says_as_the_digest(figures, changed)


def _says_as_the_digest(old: Figures, new: Figures) -> bool:
    return bool(differences(old, new)) is (digest_of(old) != digest_of(new))


def _one_path_of_each_field(figures: Figures) -> list[Path]:
    """Return a path to each field there is, in the first row that has it filled."""
    found: dict[tuple[str, ...], Path] = {}
    for path in _paths(figures):
        found.setdefault(tuple(each for each in path if isinstance(each, str)), path)
    return list(found.values())


def _paths(value: object, path: Path = ()) -> Iterator[Path]:
    """Yield the way to each value that can be another one."""
    if _other(value) != value:
        yield path
    for name, each in _parts(value):
        yield from _paths(each, (*path, name))


def _parts(value: object) -> list[tuple[str | int, object]]:
    if is_dataclass(value):
        return [(each.name, getattr(value, each.name)) for each in fields(value)]
    return list(enumerate(value)) if isinstance(value, tuple) else []


def _changed(value: Value, path: Path) -> Value:
    """Return a value with another one at a path; the same when it leads nowhere any more."""
    if not path:
        return cast("Value", _other(value))
    turned = [
        (name, _changed(each, path[1:]) if name == path[0] else each)
        for name, each in _parts(value)
    ]
    if isinstance(value, tuple):
        return cast("Value", tuple(each for _, each in turned))
    made = cast("Callable[..., Value]", type(value))
    return made(**{str(name): each for name, each in turned}) if turned else value


def _other(value: object) -> object:
    """Return another value of the same kind; the same where there is none."""
    other = value
    match value:
        case Enum():
            kinds = list(type(value))
            other = kinds[(kinds.index(value) + 1) % len(kinds)]
        case bool():
            other = not value
        case int():
            other = value + 1
        case str():
            other = f"{value}!"
        case date():
            other = value + timedelta(days=1)
        case tuple():
            other = value[::-1] if len(value) > 1 and value[0] != value[-1] else value[1:]
        case Mapping():
            other = {**value, "nieuw": "ja"}
    return other
