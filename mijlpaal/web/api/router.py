"""All routes of the API in one router, and what they share in the application."""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from fastapi.responses import JSONResponse, Response
from starlette.requests import Request
from starlette.routing import Match
from starlette.types import Scope

from mijlpaal.web.api.absences import add_absences
from mijlpaal.web.api.access_log import add_access_log
from mijlpaal.web.api.accounts import add_accounts
from mijlpaal.web.api.assignments import add_assignments
from mijlpaal.web.api.calendar_days import add_calendar_days
from mijlpaal.web.api.cascades import add_cascades
from mijlpaal.web.api.catalogue import COLLECTIONS, PREFIX
from mijlpaal.web.api.changing import add_acts
from mijlpaal.web.api.consequences import add_impact
from mijlpaal.web.api.definitions import add_definitions
from mijlpaal.web.api.dependencies import add_dependencies
from mijlpaal.web.api.document import describe
from mijlpaal.web.api.editions import add_editions
from mijlpaal.web.api.establishing import add_establishing
from mijlpaal.web.api.feeds import add_feeds
from mijlpaal.web.api.field_marks import add_field_marks
from mijlpaal.web.api.handing_over import add_handing_over
from mijlpaal.web.api.happenings import add_happenings
from mijlpaal.web.api.health import add_health
from mijlpaal.web.api.imports import add_imports
from mijlpaal.web.api.kamerbrief import add_kamerbrief
from mijlpaal.web.api.letters import add_letters
from mijlpaal.web.api.lists import add_duties, add_list
from mijlpaal.web.api.log import add_log
from mijlpaal.web.api.metrics import add_metrics
from mijlpaal.web.api.overview import add_overview
from mijlpaal.web.api.pace import Pace
from mijlpaal.web.api.people import add_people
from mijlpaal.web.api.readers import add_readers
from mijlpaal.web.api.reads import add_reads
from mijlpaal.web.api.registering import add_registering
from mijlpaal.web.api.route import ApiRoute, paced
from mijlpaal.web.api.scenarios import add_scenarios
from mijlpaal.web.api.sessions import add_sessions
from mijlpaal.web.api.status_texts import add_status_texts
from mijlpaal.web.api.steps import add_steps
from mijlpaal.web.api.subjects import add_subjects
from mijlpaal.web.api.tokens import add_tokens
from mijlpaal.web.api.told import add_told
from mijlpaal.web.api.waiting import add_waiting
from mijlpaal.web.api.webhooks import add_webhooks
from mijlpaal.web.entry.door import office_of
from mijlpaal.web.entry.paths import OPENAPI_PATH
from mijlpaal.web.limiting import BadTries
from mijlpaal.web.office import Helpdesk, Office
from mijlpaal.web.pages import below

_ADDED: Sequence[Callable[[APIRouter], None]] = (
    add_overview,
    add_dependencies,
    add_duties,
    add_happenings,
    add_impact,
    add_log,
    add_waiting,
    add_cascades,
    add_scenarios,
    add_editions,
    add_establishing,
    add_status_texts,
    add_kamerbrief,
    add_letters,
    add_people,
    add_assignments,
    add_handing_over,
    add_absences,
    add_told,
    add_feeds,
    add_webhooks,
    add_definitions,
    add_field_marks,
    add_accounts,
    add_access_log,
    add_sessions,
    add_tokens,
    add_reads,
    add_readers,
    add_calendar_days,
    add_imports,
    add_metrics,
    add_health,
)
_KEEP = {"Cache-Control": "public, max-age=3600", "Access-Control-Allow-Origin": "*"}


class _ApiRouter(APIRouter):
    """A router that tells by the prefix alone that a page is none of its own."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        path = str(scope.get("path", "")).removeprefix(str(scope.get("root_path", "")))
        return super().matches(scope) if path.startswith(f"{PREFIX}/") else (Match.NONE, {})


def add_api(app: FastAPI, office: Office) -> None:
    """Add the API to an application."""
    app.state.api_pace = Pace(office.now, office.api_per_minute)
    app.state.api_bad_tries = BadTries(office.now)
    app.include_router(make_router())
    app.add_api_route(OPENAPI_PATH, _document, methods=["GET"], include_in_schema=False)


@cache
def make_router() -> APIRouter:
    """Return the router of every route that passes the door; made once, it knows no office."""
    router = _ApiRouter(prefix=PREFIX, route_class=ApiRoute, dependencies=[Depends(paced)])
    for each in COLLECTIONS:
        add_list(router, each)
        add_subjects(router, each)
        add_registering(router, each)
        add_acts(router, each)
        add_steps(router, each)
    for add in _ADDED:
        add(router)
    return router


def _document(request: Request) -> Response:
    """Tell what there is; to everybody (API Design Rules, publish-openapi)."""
    office = office_of(request)
    return JSONResponse(_written(below(request, PREFIX), office.helpdesk), headers=_KEEP)


@lru_cache(maxsize=8)
def _written(server: str, helpdesk: Helpdesk) -> dict[str, Any]:
    return describe(make_router(), server, helpdesk)
