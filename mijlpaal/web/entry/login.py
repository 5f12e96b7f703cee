"""Coming in and going out: the login page, a link from the terminal, language and logout.

Looking at a link shows whom it lets in; only pressing the button uses it up, because whatever
previews links would otherwise take it away from its reader.
"""

import logging
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from mijlpaal.web.entry import cookies
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.frame import LANGUAGE_PATH, LOGOUT_PATH
from mijlpaal.web.entry.goes_to import goes_to_query, local_path
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.origin import require_own_origin
from mijlpaal.web.entry.paths import LINK_PATH, LOGIN_PATH, PROVIDER_PATH
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.entry.words import LOGIN
from mijlpaal.web.limiting import WINDOW, BadTries
from mijlpaal.web.office import Office
from mijlpaal.web.pages import below, language_of, page, sign
from models.access import login_links, visits
from models.errors import LoginRefusedError
from models.storage.database import reading, transaction
from models.tables import Account
from models.vocabulary import Language

_log = logging.getLogger(__name__)
_SEE_OTHER, _FORBIDDEN, _NOT_FOUND, _TOO_MANY = 303, 403, 404, 429
_OWN = Depends(permitted(Resource.OWN, Action.MANAGE))


def make_router(office: Office, bad_tries: BadTries) -> APIRouter:
    """Return the router of coming in and going out."""
    desk = _Desk(office, bad_tries)
    router = APIRouter()
    router.add_api_route(LOGIN_PATH, desk.offer, methods=["GET"])
    router.add_api_route(f"{LINK_PATH}{{secret}}", desk.ask, methods=["GET"])
    router.add_api_route(f"{LINK_PATH}{{secret}}", desk.come_in, methods=["POST"])
    router.add_api_route(LOGOUT_PATH, desk.leave, methods=["POST"], dependencies=[_OWN])
    router.add_api_route(LANGUAGE_PATH, desk.speak, methods=["POST"])
    return router


@dataclass(frozen=True)
class _Desk:
    """Answers for these pages."""

    office: Office
    bad_tries: BadTries

    def offer(self, request: Request, naar: str = "/") -> Response:
        """Say how to come in; with an identity provider, lead there."""
        language = language_of(request)
        address = ""
        if self.office.provider is not None:
            address = f"{below(request, PROVIDER_PATH)}?{goes_to_query(naar)}"
        return page(
            request, "login.html", language, words=LOGIN[language], provider_address=address
        )

    def ask(self, request: Request, secret: str) -> Response:
        """Show whom a link lets in; change nothing."""
        with reading(self.office.engine) as session:
            actor = login_links.holder_of(session, secret, now=self.office.now())
        if actor is None:
            return self._refuse(request)
        language = language_of(request)
        return page(request, "login_link.html", language, words=LOGIN[language], name=actor)

    def come_in(self, request: Request, secret: str) -> Response:
        """Use a link up, and open a session under a new secret."""
        require_own_origin(request, self.office.web_address)
        language = language_of(request)
        if not (cookies.is_secure(request) or cookies.is_on_this_machine(request)):
            return sign(request, "not_secure", language, status=_FORBIDDEN)
        now = self.office.now()
        try:
            with transaction(self.office.engine) as session:
                actor = login_links.use_link(session, secret, now=now)
                earlier = cookies.session_secret(request)
                opened = visits.begin_visit(session, actor, now=now, instead_of=earlier)
        except LoginRefusedError:
            return self._refuse(request)
        _log.info("came in", extra={"by": "link"})
        answer = RedirectResponse(below(request, "/"), _SEE_OTHER)
        cookies.keep_session(request, answer, opened)
        return answer

    def leave(self, request: Request) -> Response:
        """End the session."""
        with transaction(self.office.engine) as session:
            secret = cookies.session_secret(request)
            visits.end_visit(session, secret, now=self.office.now())
        answer = RedirectResponse(below(request, LOGIN_PATH), _SEE_OTHER)
        cookies.forget_session(request, answer)
        return answer

    def speak(
        self,
        request: Request,
        reader: Annotated[Reader, _OWN],
        taal: Annotated[Language, Form()],
        naar: Annotated[str, Form()] = "/",
    ) -> Response:
        """Speak another language from now on, on the same page."""
        with transaction(self.office.engine) as session:
            account = session.get(Account, reader.actor)
            if account is not None:
                account.language = taal
                session.add(account)
        return RedirectResponse(below(request, local_path(naar)), _SEE_OTHER)

    def _refuse(self, request: Request) -> Response:
        language = language_of(request)
        _log.warning("login refused", extra={"by": "link"})
        if self.bad_tries.are_too_many(request.client.host if request.client else ""):
            wait = {"Retry-After": str(int(WINDOW.total_seconds()))}
            return sign(request, "too_many_logins", language, status=_TOO_MANY, headers=wait)
        return sign(request, "no_login", language, status=_NOT_FOUND)
