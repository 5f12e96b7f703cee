"""Whom a company names to read what is its own: shown first, then kept, and ended again.

The administrator keeps it, as on the command line: what they read is logged.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from mijlpaal.call import Call
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.pages import below
from mijlpaal.web.screens.accounts_shown import ACCESS_PATH
from mijlpaal.web.screens.keeping import ways
from mijlpaal.web.screens.look_then_record import Form, Said, look_then_record
from mijlpaal.web.screens.page_words import titled
from mijlpaal.web.screens.problems import problem_of, status_of_form
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.typed import Typed, typed_form
from models.access.keeping import require_administrator
from models.access.naming import name_reader, representatives, unname_reader
from models.errors import MijlpaalError
from models.storage.database import transaction, trial
from models.vocabulary import SubjectKind

NAMING_PATH = f"{ACCESS_PATH}/inzage"
_MANAGES = Depends(permitted(Resource.ACCESS, Action.MANAGE))
_SEE_OTHER = 303
_REQUIRED = {"naam": "person", "bedrijf": "organisation_of"}
_FIELDS = {"naam": "naam", "tot": "tot", "UnknownSubjectError": "bedrijf"}


@dataclass(frozen=True, slots=True)
class _Named:
    """For which organisation somebody reads today."""

    key: str
    title: str
    is_own: bool
    until: date | None


def make_router(screen: Screen) -> APIRouter:
    """Return the router of naming."""
    desk = _Desk(screen)
    router = APIRouter()
    router.add_api_route(NAMING_PATH, desk.ask, methods=["GET"])
    router.add_api_route(NAMING_PATH, desk.name, methods=["POST"])
    router.add_api_route(f"{NAMING_PATH}/einde", desk.end, methods=["POST"])
    return router


@dataclass(frozen=True)
class _Desk:
    """Answers for the page."""

    screen: Screen

    def ask(
        self, request: Request, reader: Annotated[Reader, _MANAGES], naam: str = ""
    ) -> Response:
        """Show for which organisations somebody reads, and the form."""
        return self._page(request, reader, Said(Typed({"naam": naam})))

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
            return self._page(request, reader, said)

        form = Form(ACCESS_PATH, _REQUIRED, _FIELDS, look=look, record=record, page=page)
        return look_then_record(request, reader, typed, form)

    def end(
        self,
        request: Request,
        reader: Annotated[Reader, _MANAGES],
        typed: Annotated[Typed, Depends(typed_form)],
    ) -> Response:
        """End that somebody reads what is an organisation's own."""
        office = self.screen.office
        try:
            with transaction(self.screen.office.engine) as session:
                require_administrator(session, reader.actor, office.today)
                unname_reader(
                    session,
                    typed.text("naam"),
                    typed.text("bedrijf"),
                    by=reader.actor,
                    now=office.now(),
                )
        except MijlpaalError as error:
            problems = [problem_of(error, _FIELDS, reader.language)]
            return self._page(request, reader, Said(typed, problems, status_of_form(error)))
        return RedirectResponse(f"{below(request, ACCESS_PATH)}?gedaan=einde", _SEE_OTHER)

    def _name(self, session: Session, reader: Reader, typed: Typed) -> None:
        office = self.screen.office
        require_administrator(session, reader.actor, office.today)
        name_reader(
            session,
            typed.text("naam"),
            typed.text("bedrijf"),
            named_by=reader.actor,
            now=office.now(),
            until=typed.day("tot"),
            is_own=bool(typed.text("eigen")),
        )

    def _page(self, request: Request, reader: Reader, said: Said[str]) -> Response:
        call, name = Call(reader.language, reader.actor), said.typed.text("naam")
        with self.screen.looking(request, reader) as eyes:
            found = {each.record.id: each.record for each in eyes.records(SubjectKind.ORGANISATION)}
            named = [
                _Named(
                    found[each.organisation_id].key,
                    titled(found[each.organisation_id], call.language),
                    each.is_own,
                    each.valid_until,
                )
                for each in representatives(eyes.session, name, self.screen.office.today)
                if each.organisation_id in found
            ]
        organisations = {each.key: titled(each, call.language) for each in found.values()}
        return self.screen.show(
            request,
            reader,
            "naming.html",
            status=said.status,
            here=NAMING_PATH,
            name=name,
            named=named,
            organisations=organisations,
            follows=said.follows,
            typed=said.typed,
            problems=said.problems,
            ways=ways(reader),
        )
