"""API tokens: one's own for everybody, and all of them for who keeps the installation.

An administrator makes them; the token is on the answer that makes it and nowhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import select
from sqlmodel import Session, col, or_

from mijlpaal.call import Call
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.entry.refusals import HiddenError
from mijlpaal.web.language_of_parts import marked
from mijlpaal.web.pages import below
from mijlpaal.web.screens.accounts_shown import AccountView, By, view_in
from mijlpaal.web.screens.address import require_lines
from mijlpaal.web.screens.keeping import KEEPING_PATH, ways
from mijlpaal.web.screens.page_words import titled
from mijlpaal.web.screens.problems import UNPROCESSABLE, Problem, problem_of, status_of_form
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.typed import Typed, typed_form
from mijlpaal.web.screens.viewing import PAGE
from mijlpaal.web.screens.words import say_word
from models.access.keeping import require_administrator, require_role
from models.access.tokens import STANDARD, clusters_of, make_token, revoke_token
from models.clock import local_day
from models.errors import MijlpaalError
from models.reading.looking import Looking
from models.reading.titles import titles_of
from models.storage.database import transaction
from models.tables import AccessToken
from models.vocabulary import Language, SubjectKind

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
class TokenLine:
    """A token on the page, without what it opens: nobody can look that up."""

    key: str
    actor: str
    purpose: str
    may_write: bool
    clusters: tuple[str, ...]
    last_day: date
    used_on: date | None
    is_valid: bool


@dataclass(frozen=True, slots=True)
class _Said:
    """What the page says of what was asked."""

    typed: Typed = field(default_factory=Typed)
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
        request: Request, reader: Annotated[Reader, revokes], welk: Annotated[str, Form()]
    ) -> Response:
        return desk.revoke(request, reader, path, welk)

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
    ) -> Response:
        """Make a token; it is on this one answer."""
        said = self._made(request, reader, typed)
        return self.page(request, reader, TOKENS_PATH, AccountView(), said)

    def _made(self, request: Request, reader: Reader, typed: Typed) -> _Said:
        office, language = self.screen.office, reader.language
        required = say_word("required", language)
        missing = [
            Problem(name, f"{say_word(label, language)}: {required}")
            for name, label in _REQUIRED.items()
            if not typed.text(name)
        ]
        if missing:
            return _Said(typed, missing, UNPROCESSABLE)
        with self.screen.looking(request, reader) as eyes:
            seen = {each.record.key for each in eyes.records(SubjectKind.CLUSTER)}
        clusters = [typed.text("cluster")] if typed.text("cluster") else []
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
            return _Said(typed, [problem], status_of_form(error))
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
            found, more = _found(eyes.session, view, reader.actor if is_own else None)
            lines = [self._line(eyes, each, reader.language) for each in found]
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
            typed=said.typed,
            problems=said.problems,
            secret=said.secret,
            done=said.done,
            days=STANDARD.days,
            ways=ways(reader),
        )

    def _line(self, eyes: Looking, token: AccessToken, language: Language) -> TokenLine:
        places = clusters_of(eyes.session, token)
        titles = titles_of(eyes, places, language, otherwise=marked)
        hidden = say_word("not_for_you", language)
        ends = local_day(token.expires_at)  # a midnight: the day before is the last
        return TokenLine(
            token.key,
            token.actor,
            token.name,
            token.may_write,
            tuple(titles.get(each, hidden) for each in places),
            date.fromordinal(ends.toordinal() - 1),
            local_day(token.seen_at) if token.seen_at else None,
            token.revoked_at is None and token.expires_at > self.screen.office.now(),
        )


def _found(
    session: Session, view: AccountView, actor: str | None
) -> tuple[Sequence[AccessToken], bool]:
    """Return the tokens of one page of a view, and whether more follow."""
    who, what, key = col(AccessToken.actor), col(AccessToken.name), col(AccessToken.key)
    by = who if view.order is By.NAME else col(AccessToken.seen_at)
    query = select(AccessToken).order_by(
        (by.desc() if view.descending else by.asc()).nulls_last(), what, key
    )
    if actor is not None:
        query = query.where(who == actor)
    if view.search:
        named = (each.icontains(view.search, autoescape=True) for each in (who, what))
        query = query.where(or_(*named))
    found = session.scalars(query.offset((view.page - 1) * PAGE).limit(PAGE + 1)).all()
    require_lines(view.page, found)
    return found[:PAGE], len(found) > PAGE
