"""Whom a company lets read what is its own: shown first, then kept, and ended again.

Its own people name them, for their organisation alone; an administrator may for every one, and says
who is of it. What those who were named read is logged.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.frame import NAMING_PATH
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.pages import below
from mijlpaal.web.screens.address import PageAsked, TextAsked, require_lines
from mijlpaal.web.screens.keeping import ways
from mijlpaal.web.screens.look_then_record import Form, Said, look_then_record
from mijlpaal.web.screens.page_words import titled
from mijlpaal.web.screens.problems import problem_of, status_of_form
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.typed import Typed, typed_form
from mijlpaal.web.screens.viewing import PAGE, query_of
from mijlpaal.web.screens.words import say_word
from models.access.keeping import MayName, may_name, require_may_name
from models.access.naming import Which, name_reader, readers_of, unname_reader
from models.errors import MijlpaalError
from models.storage.database import transaction, trial
from models.tables import Representative
from models.vocabulary import SubjectKind

_SEES = Depends(permitted(Resource.NAMING))
_MANAGES = Depends(permitted(Resource.NAMING, Action.MANAGE))
_SEE_OTHER = 303
_REQUIRED = {"naam": "person", "bedrijf": "organisation_of"}
_FIELDS = {"naam": "naam", "tot": "tot", "UnknownSubjectError": "bedrijf"}
_DONE = {"inzage": "naming_kept", "einde": "naming_ended"}


@dataclass(frozen=True, slots=True)
class NamingView:
    """Whose reading is shown: of one person, or of everybody."""

    name: str = ""
    page: int = 1

    @property
    def query(self) -> str:
        """Return the query of the address, without what is so by itself."""
        return query_of({"naam": self.name}, self.page)

    def on_page(self, page: int) -> "NamingView":
        """Return the same view, another page of it."""
        return replace(self, page=page)


def view_in(naam: TextAsked = "", blz: PageAsked = 1) -> NamingView:
    """Return the view that an address asks for."""
    return NamingView(naam, blz)


@dataclass(frozen=True, slots=True)
class _Named:
    """Somebody who reads today what is an organisation's own."""

    actor: str
    key: str
    title: str
    is_own: bool
    by: str  # empty: their identity provider says it
    until: date | None
    may_end: bool


def make_router(screen: Screen) -> APIRouter:
    """Return the router of naming."""
    desk = _Desk(screen)
    router = APIRouter()
    router.add_api_route(NAMING_PATH, desk.show, methods=["GET"])
    router.add_api_route(NAMING_PATH, desk.name, methods=["POST"])
    router.add_api_route(f"{NAMING_PATH}/einde", desk.end, methods=["POST"])
    return router


@dataclass(frozen=True)
class _Desk:
    """Answers for the page."""

    screen: Screen

    def show(
        self,
        request: Request,
        reader: Annotated[Reader, _SEES],
        view: Annotated[NamingView, Depends(view_in)],
        gedaan: str = "",
    ) -> Response:
        """Show who reads what is an organisation's own, and the form."""
        done = say_word(_DONE[gedaan], reader.language) if gedaan in _DONE else ""
        said: Said[str] = Said(Typed({"naam": view.name}), done=done)
        return self._page(request, reader, said, view)

    def name(
        self,
        request: Request,
        reader: Annotated[Reader, _MANAGES],
        typed: Annotated[Typed, Depends(typed_form)],
    ) -> Response:
        """Show who would read what, and keep it when that was seen."""

        def look() -> str:
            with trial(self.screen.office.engine) as session:
                self._name(session, reader, typed)
            return typed.text("bedrijf")

        def record() -> str:
            with transaction(self.screen.office.engine) as session:
                self._name(session, reader, typed)
            return "inzage"

        def page(said: Said[str]) -> Response:
            return self._page(request, reader, said, NamingView())

        form = Form(NAMING_PATH, _REQUIRED, _FIELDS, look=look, record=record, page=page)
        return look_then_record(request, reader, typed, form)

    def end(
        self,
        request: Request,
        reader: Annotated[Reader, _MANAGES],
        typed: Annotated[Typed, Depends(typed_form)],
    ) -> Response:
        """End that somebody reads what is an organisation's own."""
        office, organisation = self.screen.office, typed.text("bedrijf")
        try:
            with transaction(office.engine) as session:
                allowed = require_may_name(session, reader.actor, organisation, office.today)
                unname_reader(
                    session,
                    typed.text("naam"),
                    organisation,
                    by=reader.actor,
                    now=office.now(),
                    own_too=allowed.is_keeper,
                )
        except MijlpaalError as error:
            problems = [problem_of(error, _FIELDS, reader.language)]
            said: Said[str] = Said(typed, problems, status_of_form(error))
            return self._page(request, reader, said, NamingView())
        return RedirectResponse(f"{below(request, NAMING_PATH)}?gedaan=einde", _SEE_OTHER)

    def _name(self, session: Session, reader: Reader, typed: Typed) -> None:
        office, organisation = self.screen.office, typed.text("bedrijf")
        is_own = bool(typed.text("eigen"))
        require_may_name(session, reader.actor, organisation, office.today, is_own=is_own)
        name_reader(
            session,
            typed.text("naam"),
            organisation,
            named_by=reader.actor,
            now=office.now(),
            until=typed.day("tot"),
            is_own=is_own,
        )

    def _page(
        self, request: Request, reader: Reader, said: Said[str], view: NamingView
    ) -> Response:
        office = self.screen.office
        with self.screen.looking(request, reader) as eyes:
            allowed = may_name(eyes.session, reader.actor, office.today)
            seen = {each.record.id: each.record for each in eyes.records(SubjectKind.ORGANISATION)}
            found = readers_of(
                eyes.session,
                Which(
                    organisations=None if reader.may(Resource.ACCESS) else allowed.organisations,
                    actor=view.name,
                ),
                office.today,
                limit=PAGE + 1,
                offset=(view.page - 1) * PAGE,
            )
            require_lines(view.page, found)
        titles = {number: titled(each, reader.language) for number, each in seen.items()}
        named = [
            _named(each, seen[each.organisation_id].key, titles[each.organisation_id], allowed)
            for each in found[:PAGE]
            if each.organisation_id in seen
        ]
        return self.screen.show(
            request,
            reader,
            "naming.html",
            status=said.status,
            here=NAMING_PATH,
            view=view,
            named=named,
            more=len(found) > PAGE,
            organisations={seen[n].key: titles[n] for n in seen if allowed.may(n)},
            is_keeper=allowed.is_keeper,
            follows=said.follows,
            typed=said.typed,
            problems=said.problems,
            done=said.done,
            ways=ways(reader),
        )


def _named(each: Representative, key: str, title: str, allowed: MayName) -> _Named:
    return _Named(
        each.actor,
        key,
        title,
        each.is_own,
        each.named_by,
        each.valid_until,
        allowed.may(each.organisation_id) and (allowed.is_keeper or not each.is_own),
    )
