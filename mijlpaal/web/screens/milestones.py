"""The list of milestones: the address is the saved view, and every file is of exactly that view."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from inspect import signature
from math import ceil
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Form, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from pydantic import ValidationError, validate_call

from mijlpaal.call import Call
from mijlpaal.effects import Changed
from mijlpaal.selecting.milestones import Order, owners_of, select
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.pages import below
from mijlpaal.web.screens.address import require_page
from mijlpaal.web.screens.looking_back import as_known_on
from mijlpaal.web.screens.page_words import titled
from mijlpaal.web.screens.problems import UNPROCESSABLE, Problem, problem_of, status_of
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.seen import changed_since, key_and_version, require_seen
from mijlpaal.web.screens.selecting import Selection, read_selection
from mijlpaal.web.screens.viewing import PAGE
from mijlpaal.web.screens.words import say_word
from mijlpaal.web.table_files import (
    calendar_file,
    calendar_of,
    csv_file,
    milestones_table,
    xlsx_file,
)
from models.errors import MijlpaalError
from models.milestones import acts as milestones
from models.reading.looking import Looking
from models.storage.database import transaction
from models.storage.records import SUBJECT, current
from models.vocabulary import Modality, SubjectKind
from reports.figures import MilestoneLine, ProgrammeFigures
from reports.html import Drawings
from reports.tables.table import DataTable

MILESTONES_PATH = "/mijlpalen"
_CONFIRM_PATH = f"{MILESTONES_PATH}/bevestigen"
_SEES = Depends(permitted(Resource.MILESTONE))
_FORECASTS = Depends(permitted(Resource.MILESTONE, Action.FORECAST))
_SELECTED = Depends(read_selection)
_KEY = SUBJECT.c.key
_SEE_OTHER = 303
_FILE = "mijlpalen"
_validated: Callable[..., Selection] = validate_call(read_selection)


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the list and of its files."""
    desk = _Desk(screen)
    router = APIRouter()
    router.add_api_route(MILESTONES_PATH, desk.show, methods=["GET"])
    router.add_api_route(f"{MILESTONES_PATH}.csv", desk.as_csv, methods=["GET"])
    router.add_api_route(f"{MILESTONES_PATH}.xlsx", desk.as_xlsx, methods=["GET"])
    router.add_api_route(f"{MILESTONES_PATH}.ics", desk.as_calendar, methods=["GET"])
    router.add_api_route(_CONFIRM_PATH, desk.confirm, methods=["POST"])
    return router


@dataclass(frozen=True)
class _Desk:
    """Answers for the list."""

    screen: Screen

    def show(
        self,
        request: Request,
        reader: Annotated[Reader, _SEES],
        chosen: Annotated[Selection, _SELECTED],
        bevestigd: int = 0,
    ) -> Response:
        """Show a view."""
        done = say_word("confirmed_count", reader.language, count=bevestigd) if bevestigd else ""
        return self._known(
            request, reader, chosen, lambda at, looker: at.page(request, looker, chosen, done=done)
        )

    def as_csv(
        self,
        request: Request,
        reader: Annotated[Reader, _SEES],
        chosen: Annotated[Selection, _SELECTED],
    ) -> Response:
        """Give a view as CSV."""
        return self._known(
            request,
            reader,
            chosen,
            lambda at, looker: csv_file(at.table(request, looker, chosen), _FILE, looker.language),
        )

    def as_xlsx(
        self,
        request: Request,
        reader: Annotated[Reader, _SEES],
        chosen: Annotated[Selection, _SELECTED],
    ) -> Response:
        """Give a view as a workbook."""
        return self._known(
            request,
            reader,
            chosen,
            lambda at, looker: xlsx_file(
                at.table(request, looker, chosen), _FILE, looker.language, at.screen.office.today
            ),
        )

    def as_calendar(
        self,
        request: Request,
        reader: Annotated[Reader, _SEES],
        chosen: Annotated[Selection, _SELECTED],
    ) -> Response:
        """Give a view as a calendar."""
        return self._known(
            request, reader, chosen, lambda at, looker: at.calendar(request, looker, chosen)
        )

    def confirm(
        self,
        request: Request,
        reader: Annotated[Reader, _FORECASTS],
        sleutel: Annotated[list[str] | None, Form()] = None,
        terug: Annotated[str, Form()] = "",
    ) -> Response:
        """Confirm the forecasts that were chosen: all of them, or none."""
        chosen = _read(terug)
        if not sleutel:
            said = say_word("nothing_chosen", reader.language)
            return self._refused(request, reader, chosen, Problem("kiezen", said), UNPROCESSABLE)
        asked = dict(map(key_and_version, sleutel))
        with self.screen.looking(request, reader) as eyes:
            for key in asked:
                record = eyes.record(SubjectKind.MILESTONE, key).record
                reader.require_may_do(record, Resource.MILESTONE, Action.FORECAST)
        try:
            with transaction(self.screen.office.engine) as session:
                ledger = self.screen.office.ledger(session, reader.actor)
                for key, version in asked.items():
                    require_seen(current(session, SubjectKind.MILESTONE, key), version)
                    milestones.confirm(ledger, key)
        except MijlpaalError as error:
            problem = problem_of(error, {"forecast_on": "kiezen"}, reader.language)
            return self._refused(request, reader, chosen, problem, status_of(error), asked)
        query = f"{chosen.query}{'&' if chosen.query else ''}bevestigd={len(asked)}"
        return RedirectResponse(f"{below(request, MILESTONES_PATH)}?{query}", _SEE_OTHER)

    def _refused(
        self,
        request: Request,
        reader: Reader,
        chosen: Selection,
        problem: Problem,
        status: int,
        asked: Mapping[str, int] | None = None,
    ) -> Response:
        return self.page(
            request, reader, chosen, problems=(problem,), status=status, asked=asked or {}
        )

    def page(
        self,
        request: Request,
        reader: Reader,
        chosen: Selection,
        *,
        done: str = "",
        problems: Sequence[Problem] = (),
        status: int = 200,
        asked: Mapping[str, int] | None = None,
    ) -> Response:
        """Return a page of a view."""
        with self.screen.looking(request, reader) as eyes:
            figures, lines = self._selected(eyes, reader, chosen)
            pages = max(1, ceil(len(lines) / PAGE))
            if not (done or problems):  # what was done or refused may have made it shorter
                require_page(chosen.page, pages)
            chosen = chosen.on_page(min(chosen.page, pages))
            here = lines[(chosen.page - 1) * PAGE : chosen.page * PAGE]
            confirmable = _confirmable(eyes, reader, here, self.screen.office.today)
            meanwhile = _changed(eyes, reader, asked or {})
        return self.screen.show(
            request,
            reader,
            "milestones.html",
            status=status,
            figures=figures,
            chosen=chosen,
            orders=tuple(Order),
            weights=tuple(Modality),
            owners=owners_of(figures.milestones),
            lines=here,
            count=len(lines),
            pages=pages,
            confirmable=confirmable,
            meanwhile=meanwhile,
            done=done,
            problems=problems,
            ticked=asked or {},
            draw=Drawings(figures.masthead.reference_date, reader.language),
        )

    def _known(
        self,
        request: Request,
        reader: Reader,
        chosen: Selection,
        page: Callable[["_Desk", Reader], Response],
    ) -> Response:
        """Return a page or a file of now, or of the day that the view looks back at."""
        return as_known_on(
            self.screen,
            request,
            reader,
            chosen.known_on,
            lambda screen, looker: page(_Desk(screen), looker),
        )

    def calendar(self, request: Request, reader: Reader, chosen: Selection) -> Response:
        """Return a view as a calendar."""
        with self.screen.looking(request, reader) as eyes:
            figures, lines = self._selected(eyes, reader, chosen)
            today = self.screen.office.today
            made = calendar_of(eyes, figures, lines, reader.language, today)
        return calendar_file(made, _FILE)

    def table(self, request: Request, reader: Reader, chosen: Selection) -> DataTable:
        """Return a view as a table of data."""
        with self.screen.looking(request, reader) as eyes:
            _, lines = self._selected(eyes, reader, chosen)
        return milestones_table(lines, reader.language, self.screen.office.today)

    def _selected(
        self, eyes: Looking, reader: Reader, chosen: Selection
    ) -> tuple[ProgrammeFigures, list[MilestoneLine]]:
        figures = self.screen.programme(eyes, reader)
        return figures, select(
            figures.milestones,
            chosen.filter,
            chosen.order,
            reader.language,
            descending=chosen.descending,
        )


def _confirmable(
    eyes: Looking, reader: Reader, lines: Sequence[MilestoneLine], today: date
) -> Mapping[str, int]:
    """Return the milestones whose forecast this reader can confirm: their versions by key."""
    wanted = [
        line.key
        for line in lines
        if line.is_open and line.forecast_on is not None and line.forecast_on >= today
    ]
    if not wanted or not reader.may(Resource.MILESTONE, Action.FORECAST):
        return {}
    found = (each.record for each in eyes.records(SubjectKind.MILESTONE, _KEY.in_(wanted)))
    return {
        each.key: each.version
        for each in found
        if reader.may_do(each, Resource.MILESTONE, Action.FORECAST)
    }


def _changed(
    eyes: Looking, reader: Reader, asked: Mapping[str, int]
) -> list[tuple[str, tuple[Changed, ...]]]:
    """Return what changed of each milestone since the version that was seen, by title."""
    call = Call(reader.language, reader.actor)
    found = [(eyes.record(SubjectKind.MILESTONE, key).record, asked[key]) for key in asked]
    return [
        (titled(record, call.language), changed_since(eyes, record, version, call))
        for record, version in found
        if record.version != version
    ]


def _read(query: str) -> Selection:
    """Return the view that a form was sent from.

    Raises:
        RequestValidationError: it is none.
    """
    known = frozenset(signature(read_selection).parameters)
    given = parse_qs(query, max_num_fields=20)
    try:
        return _validated(**{name: given[name][0] for name in known & set(given)})
    except ValidationError as problem:
        raise RequestValidationError(problem.errors()) from problem
