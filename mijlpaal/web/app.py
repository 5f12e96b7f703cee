"""The application: made new for each server and each test, so that nothing is shared."""

from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, Response
from starlette.exceptions import HTTPException

from mijlpaal.web import acknowledging, calendars
from mijlpaal.web.guard import Guard
from mijlpaal.web.limiting import BadTries
from mijlpaal.web.office import Office
from mijlpaal.web.pages import STYLE_PATH, language_of, sign

_STYLE = Path(__file__).parent / "style.css"
_NOT_FOUND = 404


def make_app(office: Office) -> FastAPI:
    """Return the application; whatever it does not know is a page that says so."""
    # No page that describes the others: there is no API yet.
    app = FastAPI(title="Mijlpaal", openapi_url=None, docs_url=None, redoc_url=None)
    bad_tries = BadTries(office.now)
    app.include_router(acknowledging.make_router(office, bad_tries))
    app.include_router(calendars.make_router(office, bad_tries))
    app.add_api_route(STYLE_PATH, _style, methods=["GET"], response_class=FileResponse)
    app.add_exception_handler(HTTPException, _not_here)
    app.add_middleware(Guard)
    return app


def _style() -> FileResponse:
    headers = {"Cache-Control": "public, max-age=3600"}
    return FileResponse(_STYLE, media_type="text/css; charset=utf-8", headers=headers)


async def _not_here(request: Request, problem: Exception) -> Response:
    status = problem.status_code if isinstance(problem, HTTPException) else _NOT_FOUND
    headers = dict(problem.headers or {}) if isinstance(problem, HTTPException) else {}
    return sign(request, "not_found", language_of(request), status=status, headers=headers)
