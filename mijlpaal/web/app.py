"""The application: made new for each server and each test, so that nothing is shared."""

from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, Response
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from mijlpaal.web import acknowledging, calendars
from mijlpaal.web.api.frame import ApiFrame
from mijlpaal.web.api.router import add_api
from mijlpaal.web.entry import by_provider, health, login
from mijlpaal.web.entry.answers import add_answers, is_for_a_program, problem, refusal
from mijlpaal.web.entry.door import require_guarded
from mijlpaal.web.entry.open_to_all import OPEN_TO_ALL
from mijlpaal.web.guard import Guard
from mijlpaal.web.heads import Heads
from mijlpaal.web.limiting import BadTries
from mijlpaal.web.office import Office
from mijlpaal.web.pages import ICON_PATH, SCRIPT_PATH, SESSION_SCRIPT_PATH, STYLE_PATH, THEME_PATH
from mijlpaal.web.screens.no_past import NoPastError, no_past
from mijlpaal.web.screens.routers import routers
from mijlpaal.web.unreadable import unreadable

_STYLE = Path(__file__).parent / "style.css"
# htmx, as its makers published it (0BSD); an enhancement: no page needs it.
_SCRIPT = Path(__file__).parent / "vendor/htmx-4.0.1/htmx.min.js"
_SESSION_SCRIPT = Path(__file__).parent / "session.js"
_ICON = Path(__file__).parent / "icon.svg"
_NOT_FOUND, _NOT_ALLOWED = 404, 405
_KEEP = {"Cache-Control": "public, max-age=3600"}
_WORDS = {413: "too_large"}
_CSS = "text/css; charset=utf-8"


def make_app(office: Office) -> FastAPI:
    """Return the application; whatever it does not know is a page that says so.

    Raises:
        LookupError: a route passes no door (``entry.door``) and is not open to all.
    """
    # FastAPI's own pages would load scripts from elsewhere; api.router gives the document.
    app = FastAPI(
        title="Mijlpaal",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,  # each has one address (API Design Rules, no-trailing-slash)
    )
    bad_tries = BadTries(office.now)
    app.state.office = office
    add_api(app, office)  # first: it is asked most, and passes over a page at once
    app.include_router(acknowledging.make_router(office, bad_tries))
    app.include_router(calendars.make_router(office, bad_tries))
    app.include_router(login.make_router(office, BadTries(office.now)))
    if office.provider is not None:
        tries = BadTries(office.now)
        app.include_router(by_provider.make_router(office, office.provider, tries))
    app.include_router(health.make_router(office))
    for router in routers(office):
        app.include_router(router)
    app.add_api_route(STYLE_PATH, _style, methods=["GET"], response_class=FileResponse)
    app.add_api_route(SCRIPT_PATH, _script, methods=["GET"], response_class=FileResponse)
    app.add_api_route(SESSION_SCRIPT_PATH, _session, methods=["GET"], response_class=FileResponse)
    app.add_api_route(ICON_PATH, _icon, methods=["GET"], response_class=FileResponse)
    app.add_api_route(THEME_PATH, _theme, methods=["GET"], response_class=Response)
    app.add_exception_handler(HTTPException, _not_here)
    app.add_exception_handler(RequestValidationError, unreadable)
    app.add_exception_handler(NoPastError, no_past)
    add_answers(app)
    app.add_middleware(Guard)
    app.add_middleware(ApiFrame)
    app.add_middleware(Heads)
    require_guarded(app, OPEN_TO_ALL)
    return app


def _style() -> FileResponse:
    return FileResponse(_STYLE, media_type=_CSS, headers=_KEEP)


def _script() -> FileResponse:
    return FileResponse(_SCRIPT, media_type="text/javascript; charset=utf-8", headers=_KEEP)


def _session() -> FileResponse:
    return FileResponse(_SESSION_SCRIPT, media_type="text/javascript; charset=utf-8", headers=_KEEP)


def _icon() -> FileResponse:
    return FileResponse(_ICON, media_type="image/svg+xml", headers=_KEEP)


def _theme(request: Request) -> Response:
    office: Office = request.app.state.office
    if not office.theme:
        raise HTTPException(_NOT_FOUND)
    return Response(office.theme, media_type=_CSS, headers=_KEEP)


async def _not_here(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else _NOT_FOUND
    if status == _NOT_ALLOWED:
        return _not_by_this_method(request)
    answer = refusal(request, _WORDS.get(status, "not_found"), status)
    if isinstance(error, HTTPException):
        answer.headers.update(error.headers or {})
    return answer


def _not_by_this_method(request: Request) -> Response:
    """Return the refusal, with what can be done; to a person it is a page that is not there."""
    methods = ", ".join(sorted(_methods_at(request)))
    if is_for_a_program(request):
        answer = problem(request, "method_not_allowed", status=_NOT_ALLOWED, methods=methods)
    else:
        answer = refusal(request, "not_found", _NOT_ALLOWED)
    answer.headers["Allow"] = methods
    return answer


def _methods_at(request: Request) -> set[str]:
    """Return what can be done at an address (RFC 9110, 10.2.1); each is a route of its own here."""
    app: FastAPI = request.app
    path = request.url.path.removeprefix(str(request.scope.get("root_path", "")))
    found = (
        each.methods or set()
        for each in iter_route_contexts(app.routes)
        if compile_path(each.path or "")[0].match(path)
    )
    methods = set().union(*found)
    return methods | {"HEAD"} if "GET" in methods else methods
