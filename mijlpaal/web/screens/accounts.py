"""Who has access: each account with its roles and sessions; somebody is let in, or kept out.

The address names an account in its query: what people are called need not fit into a path.
"""

from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.paths import LINK_PATH
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.entry.refusals import HiddenError
from mijlpaal.web.pages import below
from mijlpaal.web.screens.accounts_shown import (
    ACCESS_PATH,
    ACCOUNT_PATH,
    AccountView,
    found_in,
    line_of,
    mandates_of,
    valid_tokens_of,
    view_in,
)
from mijlpaal.web.screens.keeping import ways
from mijlpaal.web.screens.look_then_record import Form, Said, look_then_record
from mijlpaal.web.screens.problems import UNPROCESSABLE, Problem, problem_of, status_of_form
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.tokens_shown import token_line
from mijlpaal.web.screens.typed import Typed, typed_form
from mijlpaal.web.screens.words import say_word
from mijlpaal.web.sessions_seen import sessions_seen
from models.access import accounts, visits
from models.access.keeping import require_administrator, require_role
from models.access.login_links import make_link
from models.errors import MijlpaalError
from models.storage.database import reading, transaction
from models.tables import Account

_SEES = Depends(permitted(Resource.ACCESS))
_MANAGES = Depends(permitted(Resource.ACCESS, Action.MANAGE))
_SEE_OTHER = 303
_DONE = {"dicht": "kept_out"}
_ENDED = {"sessies": "all_ended", "sessie": "sessions_ended", "token": "token_revoked"}
_FIELDS = {"NoRoleError": "naam", "NameTakenError": "naam"}


@dataclass(frozen=True, slots=True)
class _Link:
    """What was said of letting somebody in; the address is on one answer and nowhere else."""

    typed: Typed = field(default_factory=Typed)
    problems: tuple[Problem, ...] = ()
    status: int = 200
    address: str = ""


@dataclass(frozen=True, slots=True)
class _Ends:
    """What ends with an access."""

    sessions: int
    tokens: int


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the accounts."""
    desk = _Desk(screen)
    router = APIRouter()
    router.add_api_route(ACCESS_PATH, desk.show, methods=["GET"])
    router.add_api_route(ACCESS_PATH, desk.let_in, methods=["POST"])
    router.add_api_route(ACCOUNT_PATH, desk.one, methods=["GET"])
    router.add_api_route(ACCOUNT_PATH, desk.keep_out, methods=["POST"])
    router.add_api_route(f"{ACCOUNT_PATH}/sessies", desk.end_sessions, methods=["POST"])
    return router


@dataclass(frozen=True)
class _Desk:
    """Answers for these pages."""

    screen: Screen

    def show(
        self,
        request: Request,
        reader: Annotated[Reader, _SEES],
        view: Annotated[AccountView, Depends(view_in)],
        gedaan: str = "",
    ) -> Response:
        """Show the accounts."""
        done = say_word(_DONE[gedaan], reader.language) if gedaan in _DONE else ""
        return self._list(request, reader, view, _Link(), done)

    def let_in(
        self,
        request: Request,
        reader: Annotated[Reader, _MANAGES],
        typed: Annotated[Typed, Depends(typed_form)],
    ) -> Response:
        """Make a login link; it is on this one answer."""
        name, office = typed.text("naam"), self.screen.office
        if not name:
            language = reader.language
            what = say_word("name_of_person", language)
            said = f"{what}: {say_word('required', language)}"
            link = _Link(typed, (Problem("naam", said),), UNPROCESSABLE)
            return self._list(request, reader, AccountView(), link)
        try:
            with transaction(office.engine) as session:
                require_administrator(session, reader.actor, office.today)
                require_role(session, name, office.today)
                secret = make_link(session, name, by=reader.actor, now=office.now())
        except MijlpaalError as error:
            problem = problem_of(error, _FIELDS, reader.language)
            link = _Link(typed, (problem,), status_of_form(error))
            return self._list(request, reader, AccountView(), link)
        root = office.web_address or str(request.base_url).rstrip("/")
        link = _Link(typed, address=f"{root}{LINK_PATH}{secret}")
        return self._list(request, reader, AccountView(), link)

    def one(
        self, request: Request, reader: Annotated[Reader, _SEES], naam: str = "", gedaan: str = ""
    ) -> Response:
        """Show one account."""
        done = say_word(_ENDED[gedaan], reader.language) if gedaan in _ENDED else ""
        return self._one(request, reader, Said(Typed({"naam": naam}), done=done))

    def keep_out(
        self,
        request: Request,
        reader: Annotated[Reader, _MANAGES],
        typed: Annotated[Typed, Depends(typed_form)],
    ) -> Response:
        """Show what ends with an access, and end it when that was seen."""
        name, office = self._known(typed.text("naam")), self.screen.office

        def look() -> _Ends:
            with reading(office.engine) as session:
                require_administrator(session, reader.actor, office.today)
                sessions = len(visits.visits_of(session, name, now=office.now()))
                tokens = valid_tokens_of(session, name, now=office.now())
                return _Ends(sessions, len(tokens))

        def record() -> str:
            with transaction(office.engine) as session:
                require_administrator(session, reader.actor, office.today)
                accounts.revoke(session, name, by=reader.actor, now=office.now())
            return "dicht"

        def page(said: Said[_Ends]) -> Response:
            return self._one(request, reader, said)

        form = Form(ACCESS_PATH, {}, {}, look=look, record=record, page=page)
        return look_then_record(request, reader, typed, form)

    def end_sessions(
        self,
        request: Request,
        reader: Annotated[Reader, _MANAGES],
        typed: Annotated[Typed, Depends(typed_form)],
    ) -> Response:
        """End the session that is named, or all sessions of somebody, who may come in again."""
        name, office = self._known(typed.text("naam")), self.screen.office
        which = typed.text("welke")
        try:
            with transaction(office.engine) as session:
                require_administrator(session, reader.actor, office.today)
                found = sessions_seen(session, request, name, now=office.now())
                digests = [each.visit.digest for each in found if which in {"", each.name}]
                visits.end_visits(session, name, digests, by=reader.actor, now=office.now())
        except MijlpaalError as error:
            problems = [problem_of(error, {}, reader.language)]
            return self._one(request, reader, Said(typed, problems, status_of_form(error)))
        query = urlencode({"naam": name, "gedaan": "sessie" if which else "sessies"})
        return RedirectResponse(f"{below(request, ACCOUNT_PATH)}?{query}", _SEE_OTHER)

    def _known(self, name: str) -> str:
        """Return the name of an account.

        Raises:
            HiddenError: there is none by it.
        """
        with reading(self.screen.office.engine) as session:
            if session.get(Account, name) is None:
                raise HiddenError
        return name

    def _list(
        self,
        request: Request,
        reader: Reader,
        view: AccountView,
        link: _Link,
        done: str = "",
    ) -> Response:
        with self.screen.looking(request, reader) as eyes:
            found, more = found_in(eyes.session, view)
            lines = [line_of(eyes, each, self.screen.office, reader.language) for each in found]
        return self.screen.show(
            request,
            reader,
            "accounts.html",
            status=link.status,
            here=ACCESS_PATH,
            view=view,
            lines=lines,
            more=more,
            typed=link.typed,
            problems=link.problems,
            address=link.address,
            done=done,
            ways=ways(reader),
        )

    def _one(self, request: Request, reader: Reader, said: Said[_Ends]) -> Response:
        office, name = self.screen.office, said.typed.text("naam")
        with self.screen.looking(request, reader) as eyes:
            account = eyes.session.get(Account, name)
            if account is None:
                raise HiddenError
            line = line_of(eyes, account, office, reader.language)
            mandates = mandates_of(eyes, name, reader.language)
            tokens = [
                token_line(eyes, each, office, reader.language)
                for each in valid_tokens_of(eyes.session, name, now=office.now())
            ]
            sessions = sessions_seen(eyes.session, request, name, now=office.now())
        return self.screen.show(
            request,
            reader,
            "account.html",
            status=said.status,
            here=ACCOUNT_PATH,
            line=line,
            mandates=mandates,
            sessions=sessions,
            tokens=tokens,
            ends=said.follows,
            typed=said.typed,
            problems=said.problems,
            done=said.done,
            ways=ways(reader),
        )
