"""Coming in with the account of one's organisation: there, and back with an answer.

What was asked is a row for ten minutes, tied to the browser that asked by a cookie, and is used up
by the first answer, good or bad.
"""

import hmac
import logging
from dataclasses import dataclass
from datetime import timedelta

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import delete
from sqlmodel import Session, col

from mijlpaal.web.entry import cookies
from mijlpaal.web.entry.asking import Json
from mijlpaal.web.entry.goes_to import local_path
from mijlpaal.web.entry.paths import CALLBACK_PATH, PROVIDER_PATH
from mijlpaal.web.entry.provider import Provider, Question
from mijlpaal.web.limiting import WINDOW, BadTries
from mijlpaal.web.office import Office
from mijlpaal.web.pages import below, language_of, sign
from models.access import visits
from models.access.accounts import recognise
from models.access.grants import replace_grants
from models.access.secret import digest_of, new_secret
from models.access.standing import standing_of
from models.errors import (
    AccountClosedError,
    IdentityProviderError,
    LoginRefusedError,
    NameTakenError,
    NoRoleError,
)
from models.storage.database import transaction
from models.tables import Handshake

_log = logging.getLogger(__name__)
VALID_FOR = timedelta(minutes=10)
_SEE_OTHER, _BAD, _FORBIDDEN, _TOO_MANY, _UNAVAILABLE = 303, 400, 403, 429, 503
_SIGNS = {
    AccountClosedError: "account_closed",
    NameTakenError: "name_taken",
    NoRoleError: "no_role",
}


def make_router(office: Office, provider: Provider, bad_tries: BadTries) -> APIRouter:
    """Return the router of going there and coming back."""
    desk = _Desk(office, provider, bad_tries)
    router = APIRouter()
    router.add_api_route(PROVIDER_PATH, desk.send, methods=["GET"])
    router.add_api_route(CALLBACK_PATH, desk.receive, methods=["GET"])
    return router


@dataclass(frozen=True)
class _Desk:
    """Answers for both."""

    office: Office
    provider: Provider
    bad_tries: BadTries

    def send(self, request: Request, naar: str = "/") -> Response:
        """Remember what is asked, and send the browser to the provider."""
        if not (cookies.is_secure(request) or cookies.is_on_this_machine(request)):
            return sign(request, "not_secure", language_of(request), status=_FORBIDDEN)
        question = Question(new_secret(), new_secret(), new_secret())
        browser, now = new_secret(), self.office.now()
        try:
            address = self.provider.address_for(question)
        except IdentityProviderError as problem:
            return _down(request, problem)
        with transaction(self.office.engine) as session:
            session.execute(delete(Handshake).where(col(Handshake.expires_at) <= now))
            session.add(
                Handshake(
                    digest=digest_of(question.state),
                    browser_digest=digest_of(browser),
                    nonce=question.nonce,
                    verifier=question.verifier,
                    goes_to=local_path(naar),
                    expires_at=now + VALID_FOR,
                )
            )
        answer = RedirectResponse(address, _SEE_OTHER)
        cookies.keep_login(request, answer, browser, int(VALID_FOR.total_seconds()))
        return answer

    def receive(self, request: Request, state: str = "", code: str = "", iss: str = "") -> Response:
        """Take the answer of the provider; let in whom it names."""
        try:
            asked = self._asked(request, state, iss)
            question = Question(state, asked.nonce, asked.verifier)
            opened = self._open(request, self.provider.claims_of(code, question))
        except IdentityProviderError as problem:
            return _down(request, problem)
        except LoginRefusedError as problem:
            return self._refuse(request, problem)
        _log.info("came in", extra={"by": "provider"})
        answer = RedirectResponse(below(request, local_path(asked.goes_to)), _SEE_OTHER)
        cookies.keep_session(request, answer, opened)
        cookies.forget_login(request, answer)
        return answer

    def _asked(self, request: Request, state: str, iss: str) -> Handshake:
        """Return what this is the answer to; it can be answered once.

        Raises:
            LoginRefusedError: it is no answer, a late or second one, of another provider
                (RFC 9207), or in another browser.
        """
        now = self.office.now()
        with transaction(self.office.engine) as session:
            asked = session.get(Handshake, digest_of(state))
            if asked is None or asked.expires_at <= now or not _took(session, asked):
                raise LoginRefusedError
        browser = digest_of(cookies.login_secret(request))
        is_same = hmac.compare_digest(browser, asked.browser_digest)
        if not is_same or iss not in {"", self.provider.issuer}:
            raise LoginRefusedError
        return asked

    def _open(self, request: Request, claims: Json) -> str:
        """Bind the name, take over the roles, and open a session for who has one."""
        now, today = self.office.now(), self.office.today
        with transaction(self.office.engine) as session:
            whom = self.provider.whom(claims)
            account = recognise(session, whom, now=now)
            granted = self.provider.rules.granted(session, claims)
            replace_grants(session, account.actor, granted, by=whom.issuer, now=now)
            opened = ""
            if standing_of(session, account, today).roles:
                earlier = cookies.session_secret(request)
                opened = visits.begin_visit(session, account.actor, now=now, instead_of=earlier)
        # Only after the commit: roles that were taken away are gone, session or not.
        if not opened:
            raise NoRoleError(name=account.actor)
        return opened

    def _refuse(self, request: Request, problem: LoginRefusedError) -> Response:
        language = language_of(request)
        _log.warning("login refused", extra={"by": "provider", "problem": type(problem).__name__})
        if self.bad_tries.are_too_many(request.client.host if request.client else ""):
            wait = {"Retry-After": str(int(WINDOW.total_seconds()))}
            return sign(request, "too_many_logins", language, status=_TOO_MANY, headers=wait)
        what = _SIGNS.get(type(problem), "provider_refused")
        status = _FORBIDDEN if what in _SIGNS.values() else _BAD
        answer = sign(request, what, language, status=status)
        cookies.forget_login(request, answer)
        return answer


def _took(session: Session, asked: Handshake) -> bool:
    """Use up what was asked; False when somebody else did so first."""
    taken = session.execute(delete(Handshake).where(col(Handshake.digest) == asked.digest))
    return bool(taken.rowcount == 1)  # type: ignore[attr-defined]


def _down(request: Request, problem: IdentityProviderError) -> Response:
    _log.error("identity provider failed", extra={"problem": problem.say("en")})
    return sign(request, "provider_down", language_of(request), status=_UNAVAILABLE)
