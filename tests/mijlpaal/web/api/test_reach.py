"""Every act of the ledger has a route, or a reason why it has none."""

from collections.abc import Iterator
from itertools import product

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from mijlpaal.web.api.catalogue import PREFIX
from mijlpaal.web.api.reach import NOT_HERE, RECORDED_BY, why_not
from mijlpaal.web.entry.door import cell_of
from mijlpaal.web.entry.matrix import MATRIX
from models.authority.roles import roles_for
from models.vocabulary import EventKind, Role, SubjectKind

PAIRS = list(product(EventKind, SubjectKind))

# These are registered by an act of another name, and that one asks who may.
REGISTERED_BY = {
    SubjectKind.PROPOSAL: EventKind.REPLANNED,
    SubjectKind.EDITION: EventKind.PROPOSED,
}


def _changing(app: FastAPI) -> Iterator[tuple[str, frozenset[Role]]]:
    for route in iter_route_contexts(app.routes):
        cell = cell_of(route)
        if cell and route.path and {"POST", "PATCH"} & set(route.methods or ()):
            yield route.path.removeprefix(PREFIX), MATRIX[cell]


def test_every_event_of_every_kind_has_a_route_or_a_reason() -> None:
    for event, kind in PAIRS:
        has_route = kind in RECORDED_BY.get(event, {})
        assert has_route is (why_not(event, kind) is None), (event, kind)
        assert has_route or why_not(event, kind), (event, kind)


def test_a_reason_is_not_given_for_what_has_a_route() -> None:
    for event, kinds in NOT_HERE.items():
        assert not kinds.keys() & RECORDED_BY[event].keys()


def test_the_roles_of_the_ledger_come_through_the_door_of_its_route(app: FastAPI) -> None:
    doors: dict[str, frozenset[Role]] = {}
    for path, roles in _changing(app):
        doors[path] = doors.get(path, frozenset()) | roles

    for event, kinds in RECORDED_BY.items():
        for kind, path in kinds.items():
            assert path in doors, (event, kind, path)
            act = REGISTERED_BY.get(kind, event) if event is EventKind.REGISTERED else event
            assert roles_for(act, kind) <= doors[path], (event, kind, path)
