"""All routes of the API in one router, and what they share in the application."""

from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from fastapi.responses import JSONResponse, Response
from starlette.requests import Request

from mijlpaal.web.api.catalogue import COLLECTIONS, PREFIX
from mijlpaal.web.api.changing import add_acts
from mijlpaal.web.api.document import describe
from mijlpaal.web.api.happenings import add_happenings
from mijlpaal.web.api.metrics import add_metrics
from mijlpaal.web.api.pace import Pace
from mijlpaal.web.api.route import ApiRoute, paced
from mijlpaal.web.api.subjects import add_duties, add_subjects
from mijlpaal.web.entry.paths import OPENAPI_PATH
from mijlpaal.web.limiting import BadTries
from mijlpaal.web.office import Office
from mijlpaal.web.pages import below

_DAY = {"Cache-Control": "public, max-age=3600", "Access-Control-Allow-Origin": "*"}


def add_api(app: FastAPI, office: Office) -> None:
    """Add the API to an application."""
    app.state.api_pace = Pace(office.now, office.api_per_minute)
    app.state.api_bad_tries = BadTries(office.now)
    router = make_router(office)
    app.include_router(router)
    written: dict[str, Any] = {}

    def document(request: Request) -> Response:
        """Tell what there is; to everybody (API Design Rules, publish-openapi)."""
        if not written:
            written.update(describe(router, below(request, PREFIX)))
        return JSONResponse(written, headers=_DAY)

    app.add_api_route(OPENAPI_PATH, document, methods=["GET"], include_in_schema=False)


def make_router(office: Office) -> APIRouter:
    """Return the router of every route that passes the door."""
    router = APIRouter(prefix=PREFIX, route_class=ApiRoute, dependencies=[Depends(paced)])
    for each in COLLECTIONS:
        add_subjects(router, office, each)
        add_acts(router, office, each)
    add_duties(router, office)
    add_happenings(router, office)
    add_metrics(router, office)
    return router
