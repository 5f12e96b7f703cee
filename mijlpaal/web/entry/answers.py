"""What the door's no looks like: a page for people, a problem (RFC 9457) for programs."""

from collections.abc import Mapping

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from mijlpaal.web.entry.goes_to import goes_to_query
from mijlpaal.web.entry.own_page import own_page
from mijlpaal.web.entry.paths import LOGIN_PATH
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.entry.refusals import (
    CsrfError,
    HiddenError,
    LoginNeededError,
    MayNotError,
    NoProgrammeError,
)
from mijlpaal.web.entry.typed_again import typed_again
from mijlpaal.web.pages import below, in_language, language_of, sign
from mijlpaal.web.words import SIGNS, TO_PROGRAMS
from models.vocabulary import Language

API_PREFIX = "/v1/"
_SEE_OTHER, _UNAUTHORISED, _FORBIDDEN, _NOT_FOUND = 303, 401, 403, 404


def add_answers(app: FastAPI) -> None:
    """Have the application answer for the door."""
    app.add_exception_handler(LoginNeededError, _login_needed)
    app.add_exception_handler(HiddenError, _hidden)
    app.add_exception_handler(NoProgrammeError, _to_the_start)
    app.add_exception_handler(MayNotError, _may_not)
    app.add_exception_handler(CsrfError, _not_ours)


def is_for_a_program(request: Request) -> bool:
    """Return whether a program asked: the REST API."""
    return request.url.path.startswith(below(request, API_PREFIX))


def problem(
    request: Request,
    what: str,
    *,
    status: int,
    headers: Mapping[str, str] | None = None,
    **filled: str,
) -> Response:
    """Return a problem in the words for programs, else of a sign (``mijlpaal.web.words``)."""
    language = language_of(request)
    title, detail = TO_PROGRAMS[language].get(what) or SIGNS[language][what]
    body = {"type": f"urn:nld:mijlpaal:problem:{what}", "title": title, "status": status}
    return JSONResponse(
        {**body, "detail": detail.format(**filled)},
        status,
        headers={**in_language(language), **(headers or {})},
        media_type="application/problem+json",
    )


def refusal(request: Request, what: str, status: int) -> Response:
    """Return a refusal for whoever asked."""
    if is_for_a_program(request):
        return problem(request, what, status=status)
    reader = getattr(request.state, "reader", None)
    language: Language = reader.language if reader is not None else language_of(request)
    return sign(request, what, language, status=status, leads_on=True)


async def _login_needed(request: Request, _: Exception) -> Response:
    if is_for_a_program(request):
        how = {"WWW-Authenticate": 'Bearer realm="mijlpaal"'}
        return problem(request, "login_needed", status=_UNAUTHORISED, headers=how)
    again = await typed_again(request, "ended", language_of(request), status=_UNAUTHORISED)
    if again is not None:
        return again
    here = own_page(request)
    back = f"?{goes_to_query(here)}" if here != "/" else ""
    return RedirectResponse(f"{below(request, LOGIN_PATH)}{back}", _SEE_OTHER)


async def _hidden(request: Request, _: Exception) -> Response:
    reader = getattr(request.state, "reader", None)
    if request.url.path == below(request, "/") and isinstance(reader, Reader) and not reader.roles:
        # Every other hidden page leads here, so this one has to say why there is nothing.
        return sign(request, "no_role", reader.language, status=_NOT_FOUND)
    return refusal(request, "not_found", _NOT_FOUND)


async def _to_the_start(request: Request, _: Exception) -> Response:
    return RedirectResponse(below(request, "/"), _SEE_OTHER)


async def _may_not(request: Request, _: Exception) -> Response:
    return refusal(request, "may_not", _FORBIDDEN)


async def _not_ours(request: Request, _: Exception) -> Response:
    reader = getattr(request.state, "reader", None)
    if isinstance(reader, Reader) and not is_for_a_program(request):
        again = await typed_again(
            request,
            "another",
            reader.language,
            status=_FORBIDDEN,
            csrf=reader.csrf,
            name=reader.name,
        )
        if again is not None:
            return again
    return refusal(request, "not_ours", _FORBIDDEN)
