"""What a page gives and does, a program can have as well; or a reason says why it cannot."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from mijlpaal.web.api.catalogue import PREFIX
from mijlpaal.web.api.of_pages import ROUTES_OF, WHY_NONE
from mijlpaal.web.api.overview import ROUTE_OF
from mijlpaal.web.entry.door import cell_of
from mijlpaal.web.entry.matrix import MATRIX
from mijlpaal.web.office import Office
from mijlpaal.web.screens.routers import routers


@pytest.fixture
def pages(office: Office) -> set[str]:
    """The path of every page, of its forms and its files."""
    return {
        route.path
        for router in routers(office)
        for route in iter_route_contexts(router.routes)
        if route.path
    }


def _routes(app: FastAPI) -> Iterator[str]:
    for route in iter_route_contexts(app.routes):
        path = route.path or ""
        if path.startswith(PREFIX):
            yield from (f"{method} {path.removeprefix(PREFIX)}" for method in route.methods or ())


def test_every_page_has_routes_or_a_reason(pages: set[str]) -> None:
    assert pages == ROUTES_OF.keys() | WHY_NONE.keys()


def test_a_reason_is_not_given_for_a_page_that_has_routes() -> None:
    assert not ROUTES_OF.keys() & WHY_NONE.keys()
    assert all(WHY_NONE.values())


def test_every_route_that_is_named_is_there(app: FastAPI) -> None:
    there = set(_routes(app))

    for page, named in ROUTES_OF.items():
        assert named, page
        assert set(named) <= there, page


def test_what_there_is_to_do_is_done_by_a_route_that_is_there(app: FastAPI) -> None:
    assert {each.format(one="/mijlpalen/{sleutel}") for each in ROUTE_OF.values()} <= set(
        _routes(app)
    )


def test_whoever_sees_a_page_comes_through_the_door_of_a_route_of_it(
    app: FastAPI, office: Office
) -> None:
    doors = {
        f"{method} {(route.path or '').removeprefix(PREFIX)}": MATRIX[cell]
        for route in iter_route_contexts(app.routes)
        for method in route.methods or ()
        if (cell := cell_of(route))
    }

    closed = []
    for router in routers(office):
        for page in iter_route_contexts(router.routes):
            cell, named = cell_of(page), ROUTES_OF.get(page.path or "", ())
            if cell and named and not any(MATRIX[cell] <= doors[each] for each in named):
                closed.append((page.path, page.methods, cell))
    assert closed == []
