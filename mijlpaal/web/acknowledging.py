"""The page behind an acknowledge link: looking asks, and only pressing the button does it.

Mail scanners follow every link they see, so following one changes nothing; and because whoever
acknowledges must have read what, there is no one-click variant (RFC 8058) of this either.
"""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from mijlpaal.web.limiting import WINDOW, BadTries
from mijlpaal.web.office import Office
from mijlpaal.web.pages import language_of, page, sign
from mijlpaal.web.words import ASKING
from models.dates.spelling import in_words
from models.errors import ForgedLinkError, RefusedError
from models.storage.database import reading, transaction
from notifications.acknowledgements import Asked, LinkState, look_up, use
from notifications.links import PATH

_GONE, _SEE_OTHER, _NOT_FOUND, _CONFLICT, _TOO_MANY = 410, 303, 404, 409, 429
_STATUS = {LinkState.USED: 200}  # else gone: it will never work again


def make_router(office: Office, bad_tries: BadTries) -> APIRouter:
    """Return the router of this one page."""
    desk = _Desk(office, bad_tries)
    router = APIRouter()
    # Plain methods: FastAPI runs them on threads, as the database wants it.
    router.add_api_route(f"{PATH}{{token}}", desk.ask, methods=["GET"])
    router.add_api_route(f"{PATH}{{token}}", desk.acknowledge, methods=["POST"])
    return router


@dataclass(frozen=True)
class _Desk:
    """Answers for the page."""

    office: Office
    bad_tries: BadTries

    def ask(self, request: Request, token: str) -> Response:
        """Show what would be acknowledged; change nothing."""
        try:
            with reading(self.office.engine) as session:
                asked = look_up(session, token, today=self.office.today)
        except ForgedLinkError:
            return self._refuse(request)
        return _asking(request, asked) if asked.state is LinkState.OPEN else _told(request, asked)

    def acknowledge(self, request: Request, token: str) -> Response:
        """Acknowledge, once."""
        try:
            with transaction(self.office.engine) as session:
                asked = use(self.office.ledger(session), token)
        except ForgedLinkError:
            return self._refuse(request)
        except RefusedError:  # somebody else was first, or closed it
            return sign(request, "changed", language_of(request), status=_CONFLICT)
        if asked.state in {LinkState.USED, LinkState.OPEN}:
            # Going back and reloading then only look.
            return RedirectResponse(request.url.path, _SEE_OTHER)
        return _told(request, asked)

    def _refuse(self, request: Request) -> Response:
        language = language_of(request)
        if self.bad_tries.are_too_many(request.client.host if request.client else ""):
            wait = {"Retry-After": str(int(WINDOW.total_seconds()))}
            return sign(request, "too_many", language, status=_TOO_MANY, headers=wait)
        return sign(request, "forged", language, status=_NOT_FOUND)


def _asking(request: Request, asked: Asked) -> Response:
    words = ASKING[asked.language]
    return page(
        request,
        "asking.html",
        asked.language,
        words=words,
        asked=asked,
        who=words.who.format(function=asked.function),
        latest=_in_words(asked.latest, asked),
        until=words.until.format(day=_in_words(asked.expires_on, asked)),
    )


def _told(request: Request, asked: Asked) -> Response:
    return sign(
        request,
        str(asked.state),
        asked.language,
        status=_STATUS.get(asked.state, _GONE),
        function=asked.function,
        milestone=f"{asked.title} [{asked.milestone}]",
        day=_in_words(_day_of(asked), asked),
    )


def _day_of(asked: Asked) -> date:
    if asked.state is LinkState.EARLY:
        return asked.issued_on
    return asked.used_on or asked.expires_on


def _in_words(day: date | None, asked: Asked) -> str:
    return in_words(day, asked.language) if day else ""
