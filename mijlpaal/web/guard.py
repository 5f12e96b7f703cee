"""What holds for every answer: headers that keep browsers strict, and no trace for strangers."""

import logging
from collections.abc import Mapping
from contextlib import suppress

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mijlpaal.web.entry.answers import is_for_a_program
from mijlpaal.web.entry.answers import problem as problem_of
from mijlpaal.web.entry.typed_again import given_back
from mijlpaal.web.pages import language_of, sign
from mijlpaal.web.posted import LARGEST_BODY
from models.errors import DatabaseLockedError
from models.wordless import wordless

_log = logging.getLogger(__name__)

# A link is a key: it may not travel in a Referer, stay in a cache, or be found by searching.
# Scripts are our own files: none in a page, none made of words (eval).
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none';"
        " form-action 'self'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Not no-referrer: then browsers hide the origin of our own forms as well (entry.origin).
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
_NO_STORE = "no-store"


class _TooLargeError(Exception):
    """A body that nobody here wants to hold in memory."""


class Guard:
    """Adds the headers to every answer, and answers for whatever breaks."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and look after what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        has_begun = False

        async def send_guarded(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                has_begun = True
                _add_headers(MutableHeaders(scope=message))
            await send(message)

        try:
            with suppress(ClientDisconnect):  # who left, or was too slow, needs no answer
                await self._app(scope, _limited(scope, receive), send_guarded)
        except _TooLargeError:
            if has_begun:
                raise
            answer = _sign(Request(scope), "too_large", 413)
            await answer(scope, receive, send_guarded)
        except Exception as problem:
            if has_begun:
                raise
            answer = _broken(scope, problem)
            await answer(scope, receive, send_guarded)


def _broken(scope: Scope, problem: Exception) -> Response:
    # Neither the address nor the query: they may hold a link.
    is_busy = isinstance(problem, DatabaseLockedError)
    _log.log(
        logging.WARNING if is_busy else logging.ERROR,
        "page failed",
        extra={"problem": type(problem).__name__, "method": scope["method"]},
        exc_info=None if is_busy else wordless(problem),
    )
    request = Request(scope)
    if not is_for_a_program(request):
        why, status = ("busy", 503) if is_busy else ("broken", 500)
        again = given_back(request, why, language_of(request), status=status)
        if again is not None:
            if is_busy:
                again.headers["Retry-After"] = "5"
            return again
    if is_busy:
        return _sign(Request(scope), "busy", 503, {"Retry-After": "5"})
    return _sign(Request(scope), "broken", 500)


def _sign(
    request: Request, what: str, status: int, headers: Mapping[str, str] | None = None
) -> Response:
    if is_for_a_program(request):
        return problem_of(request, what, status=status, headers=headers)
    return sign(request, what, language_of(request), status=status, headers=headers)


def _limited(scope: Scope, receive: Receive) -> Receive:
    """Stop listening to whoever sends more than anything here needs, whatever they announced.

    Raises:
        _TooLargeError: they announced it.
    """
    announced = Headers(scope=scope).get("content-length", "0")
    if announced.isdecimal() and int(announced) > LARGEST_BODY:
        raise _TooLargeError
    received = 0

    async def receive_limited() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > LARGEST_BODY:
            raise _TooLargeError
        return message

    return receive_limited


def _add_headers(headers: MutableHeaders) -> None:
    for name, value in HEADERS.items():
        headers[name] = value
    headers.setdefault("Cache-Control", _NO_STORE)
