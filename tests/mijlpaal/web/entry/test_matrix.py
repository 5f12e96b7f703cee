"""The matrix of roles, resources and actions, walked over HTTP for every route that exists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import pytest
from fastapi import Depends, FastAPI
from fastapi.responses import Response
from fastapi.routing import RouteContext, iter_route_contexts
from starlette.testclient import TestClient

from mijlpaal.web.app import make_app
from mijlpaal.web.entry.door import SAFE_METHODS, cell_of, permitted, require_guarded
from mijlpaal.web.entry.matrix import MATRIX, Action, Cell, Resource
from mijlpaal.web.entry.open_to_all import OPEN_TO_ALL
from mijlpaal.web.office import Office
from models.authority.roles import AUTHORITY
from models.vocabulary import Role
from tests.mijlpaal.web.entry.conftest import SEEING, ComeIn, a_browser, a_mandate, csrf

REACHED = 299  # what a route answers here instead of doing its work


@dataclass(frozen=True)
class Stop:
    """A route and method, as the test asks for it."""

    method: str
    path: str
    cell: Cell


def _stops(app: FastAPI) -> Iterator[tuple[Stop, RouteContext]]:
    for route in iter_route_contexts(app.routes):
        cell = cell_of(route)
        if cell is None or route.path is None:
            continue
        for method in sorted(route.methods or ()):
            if method not in {"HEAD", "OPTIONS"}:
                yield Stop(method, re.sub(r"\{[^}]*\}", "1", route.path), cell), route


def _without_work(app: FastAPI) -> list[Stop]:
    """Let every route answer that it was reached; return them all."""
    stops = []
    for stop, route in _stops(app):
        route.dependant.call = _reached
        stops.append(stop)
    return stops


def _reached(**_: object) -> Response:
    return Response(status_code=REACHED)


def _ask(browser: TestClient, stop: Stop) -> int:
    headers = {} if stop.method in SAFE_METHODS else {"x-csrf-token": csrf(browser)}
    return int(browser.request(stop.method, stop.path, headers=headers).status_code)


@pytest.mark.parametrize("role", Role)
def test_every_role_reaches_what_the_matrix_gives_it_and_nothing_else(
    office: Office, come_in: ComeIn, app: FastAPI, role: Role
) -> None:
    a_mandate(office, "anna", role)
    browser = come_in("anna")
    stops = _without_work(app)

    for cell, roles in MATRIX.items():
        resource, action = cell
        reached = [stop for stop in stops if stop.cell == cell and SEEING not in stop.path]
        assert reached, cell
        for stop in reached:
            answer = _ask(browser, stop)
            if role in roles:
                assert answer not in {401, 403, 404, 303, 500}, (role, stop)
            elif action is Action.READ or role not in MATRIX.get(
                (resource, Action.READ), frozenset()
            ):
                assert answer == 404, (role, stop)
            else:
                assert answer == 403, (role, stop)


def test_every_route_that_passes_the_door_is_a_cell_of_the_matrix(app: FastAPI) -> None:
    stops = [stop for stop, _ in _stops(app)]

    assert stops
    assert {stop.cell for stop in stops} == MATRIX.keys()


def test_a_stranger_reaches_nothing(app: FastAPI) -> None:
    browser = a_browser(app)

    for stop in _without_work(app):
        answer = browser.request(stop.method, stop.path)
        if stop.path.startswith("/v1/"):
            assert answer.status_code == 401, stop
        else:
            assert answer.headers["location"].startswith("/inloggen"), stop


def test_every_route_that_changes_something_asks_for_the_key_of_the_form(
    come_in: ComeIn, app: FastAPI
) -> None:
    browser = come_in()

    for stop in _without_work(app):
        if stop.method not in SAFE_METHODS:
            assert browser.request(stop.method, stop.path).status_code == 403, stop


def test_a_way_to_read_never_changes_anything(app: FastAPI) -> None:
    for stop, _ in _stops(app):
        if stop.method not in SAFE_METHODS:
            assert stop.cell[1] is not Action.READ or stop.path.startswith("/v1/proef"), stop


def test_an_application_with_a_route_that_passes_no_door_is_not_served(office: Office) -> None:
    app = make_app(office)
    app.add_api_route("/open", lambda: "", methods=["GET"])

    with pytest.raises(LookupError, match="/open"):
        require_guarded(app, OPEN_TO_ALL)


def test_a_route_of_another_kind_is_not_served_either(office: Office) -> None:
    app = make_app(office)
    app.mount("/bestanden", FastAPI())

    with pytest.raises(LookupError, match="/bestanden"):
        require_guarded(app, OPEN_TO_ALL)


def test_a_door_deeper_than_the_route_itself_does_not_count(office: Office) -> None:
    app = make_app(office)

    def below(reader: Annotated[object, Depends(permitted(Resource.START))]) -> object:
        return reader

    def route(it: Annotated[object, Depends(below)]) -> str:
        return str(it)

    app.add_api_route("/dieper", route, methods=["GET"])

    with pytest.raises(LookupError, match="/dieper"):
        require_guarded(app, OPEN_TO_ALL)


def test_a_door_that_is_not_in_the_matrix_cannot_be_made() -> None:
    with pytest.raises(LookupError, match="metrics"):
        permitted(Resource.METRICS, Action.MANAGE)


# --- the table itself ------------------------------------------------------------------------


def test_every_resource_can_be_read_by_somebody_or_is_only_for_doing() -> None:
    unread = {each for each in Resource if (each, Action.READ) not in MATRIX}

    assert unread == {Resource.IMPORT}
    assert all(MATRIX.values())


def test_who_reads_only_changes_nothing() -> None:
    for role in (Role.READER, Role.AUDITOR):
        may = {cell for cell, roles in MATRIX.items() if role in roles}
        changing = {cell for cell in may if cell[1] not in {Action.READ, Action.TRY}}
        assert changing == {(Resource.OWN, Action.MANAGE)}


def test_only_an_administrator_lets_others_in() -> None:
    for cell in ((Resource.ACCESS, Action.MANAGE), (Resource.MANDATE, Action.REGISTER)):
        assert MATRIX[cell] == {Role.ADMINISTRATOR}


def test_a_company_does_not_see_who_is_told_what_nor_the_log() -> None:
    for resource in (Resource.LOG, Resource.EVENTS, Resource.MESSAGE, Resource.CONTACT):
        assert Role.COMPANY not in MATRIX[resource, Action.READ]


def test_the_door_and_the_ledger_never_differ() -> None:
    for action, act in (
        (Action.REPLAN, "replanned"),
        (Action.FORECAST, "forecast"),
        (Action.ACHIEVE, "achieved"),
    ):
        expected = next(roles for kind, roles in AUTHORITY.items() if kind == act)
        assert MATRIX[Resource.MILESTONE, action] == expected
