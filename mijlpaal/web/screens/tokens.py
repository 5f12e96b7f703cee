"""API tokens: one's own for everybody, and all of them for who keeps the installation.

An administrator makes them; the token is on the answer that makes it and nowhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import select
from sqlmodel import col

from mijlpaal.call import Call
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.entry.refusals import HiddenError
from mijlpaal.web.pages import below
from mijlpaal.web.screens.accounts_shown import ACCOUNT_PATH, AccountView, view_in
from mijlpaal.web.screens.keeping import KEEPING_PATH, ways
from mijlpaal.web.screens.page_words import titled
from mijlpaal.web.screens.problems import UNPROCESSABLE, Problem, problem_of, status_of_form
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.tokens_shown import found_tokens, token_line
from mijlpaal.web.screens.typed import Typed, typed_form
from mijlpaal.web.screens.words import say_word
from models.access.keeping import require_administrator, require_role
from models.access.tokens import STANDARD, make_token, revoke_token
from models.errors import MijlpaalError
from models.storage.database import transaction
from models.tables import AccessToken
from models.vocabulary import SubjectKind

TOKENS_PATH, OWN_TOKENS_PATH = f"{KEEPING_PATH}/tokens", "/tokens"
_OF = {TOKENS_PATH: Resource.ACCESS, OWN_TOKENS_PATH: Resource.OWN}
_MANAGES = Depends(permitted(Resource.ACCESS, Action.MANAGE))
_SEE_OTHER = 303
_REQUIRED = {"wie": "person", "doel": "token_for"}
_FIELDS = {
    "naam": "doel",
    "laatste dag": "tot",
    "tot": "tot",
    "NoRoleError": "wie",
    "NameTakenError": "wie",
    "AccountClosedError": "wie",
    "UnknownSubjectError": "cluster",
}


@dataclass(frozen=True, slots=True)
class _Said:
    """What the page says of what was asked."""

    typed: Typed = field(default_factory=Typed)
    clusters: Sequence[str] = ()  # that were ticked
    problems: Sequence[Problem] = ()
    status: int = 200
    secret: str = ""
    done: str = ""


def make_router(screen: Screen) -> APIRouter:
    """Return the router of both lists."""
    desk = _Desk(screen)
    router = APIRouter()
    for path in _OF:
        _add(router, desk, path)
    router.add_api_route(TOKENS_PATH, desk.make, methods=["POST"])
    return router


def _add(router: APIRouter, desk: "_Desk", path: str) -> None:
    sees = Depends(permitted(_OF[path]))
    revokes = Depends(permitted(_OF[path], Action.MANAGE))

    def show(
        request: Request,
        reader: Annotated[Reader, sees],
        view: Annotated[AccountView, Depends(view_in)],
        gedaan: str = "",
    ) -> Response:
        done = say_word("token_revoked", reader.language) if gedaan == "1" else ""
        return desk.page(request, reader, path, view, _Said(done=done))

    def revoke(
        request: Request,
        reader: Annotated[Reader, revokes],
        welk: Annotated[str, Form()],
        naam: Annotated[str, Form()] = "",
    ) -> Response:
        answer = desk.revoke(request, reader, path, welk)
        if naam and answer.status_code == _SEE_OTHER and path == TOKENS_PATH:
            query = urlencode({"naam": naam, "gedaan": "token"})  # back to the account it is of
            return RedirectResponse(f"{below(request, ACCOUNT_PATH)}?{query}", _SEE_OTHER)
        return answer

    router.add_api_route(path, show, methods=["GET"])
    router.add_api_route(f"{path}/intrekken", revoke, methods=["POST"])


@dataclass(frozen=True)
class _Desk:
    """Answers for these pages."""

    screen: Screen

    def make(
        self,
        request: Request,
        reader: Annotated[Reader, _MANAGES],
        typed: Annotated[Typed, Depends(typed_form)],
        cluster: Annotated[list[str] | None, Form()] = None,
    ) -> Response:
        """Make a token; it is on this one answer."""
        said = self._made(request, reader, typed, [each for each in cluster or () if each])
        return self.page(request, reader, TOKENS_PATH, AccountView(), said)

    def _made(
        self, request: Request, reader: Reader, typed: Typed, clusters: Sequence[str]
    ) -> _Said:
        office, language = self.screen.office, reader.language
        required = say_word("required", language)
        missing = [
            Problem(name, f"{say_word(label, language)}: {required}")
            for name, label in _REQUIRED.items()
            if not typed.text(name)
        ]
        if missing:
            return _Said(typed, clusters, missing, UNPROCESSABLE)
        with self.screen.looking(request, reader) as eyes:
            seen = {each.record.key for each in eyes.records(SubjectKind.CLUSTER)}
        if not seen.issuperset(clusters):
            raise HiddenError
        try:
            with transaction(office.engine) as session:
                require_administrator(session, reader.actor, office.today)
                require_role(session, typed.text("wie"), office.today)
                made = make_token(
                    session,
                    typed.text("wie"),
                    typed.text("doel"),
                    by=reader.actor,
                    now=office.now(),
                    until=typed.day("tot") or office.today + STANDARD,
                    may_write=bool(typed.text("wijzigen")),
                    clusters=clusters,
                )
        except MijlpaalError as error:
            problem = problem_of(error, _FIELDS, language)
            return _Said(typed, clusters, [problem], status_of_form(error))
        return _Said(secret=made.secret)

    def revoke(self, request: Request, reader: Reader, path: str, key: str) -> Response:
        """Have a token open nothing any more; of one's own list only one's own.

        Raises:
            HiddenError: there is none for this reader.
        """
        office = self.screen.office
        try:
            with transaction(office.engine) as session:
                if path == TOKENS_PATH:
                    require_administrator(session, reader.actor, office.today)
                query = select(AccessToken).where(col(AccessToken.key) == key)
                token = session.scalars(query).first()
                if token is None or (path == OWN_TOKENS_PATH and token.actor != reader.actor):
                    raise HiddenError
                revoke_token(session, key, by=reader.actor, now=office.now())
        except MijlpaalError as error:
            problem = problem_of(error, {}, reader.language)
            said = _Said(problems=[problem], status=status_of_form(error))
            return self.page(request, reader, path, AccountView(), said)
        return RedirectResponse(f"{below(request, path)}?gedaan=1", _SEE_OTHER)

    def page(
        self, request: Request, reader: Reader, path: str, view: AccountView, said: _Said
    ) -> Response:
        """Show a list, and how one is made for who may."""
        is_own = path == OWN_TOKENS_PATH
        call = Call(reader.language, reader.actor)
        with self.screen.looking(request, reader) as eyes:
            found, more = found_tokens(eyes.session, view, reader.actor if is_own else None)
            lines = [token_line(eyes, each, self.screen.office, reader.language) for each in found]
            clusters = [
                (each.record.key, titled(each.record, call.language))
                for each in eyes.records(SubjectKind.CLUSTER)
            ]
        return self.screen.show(
            request,
            reader,
            "tokens.html",
            status=said.status,
            here=path,
            is_own=is_own,
            may_revoke=reader.may(_OF[path], Action.MANAGE),
            view=view,
            lines=lines,
            more=more,
            clusters=clusters,
            chosen=said.clusters,
            typed=said.typed,
            problems=said.problems,
            secret=said.secret,
            done=said.done,
            days=STANDARD.days,
            ways=ways(reader),
        )
