"""The page of one milestone: what was agreed, how it stands, what it hangs on, what can be done."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from mijlpaal.call import Call
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.entry.refusals import HiddenError
from mijlpaal.web.pages import below
from mijlpaal.web.screens.ahead import ahead_of
from mijlpaal.web.screens.from_letter import letter_behind
from mijlpaal.web.screens.hanging import needed_for, needs
from mijlpaal.web.screens.history import history_seen
from mijlpaal.web.screens.looking_back import as_known_on
from mijlpaal.web.screens.milestones import MILESTONES_PATH
from mijlpaal.web.screens.problems import Problem, problem_of, status_of
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.seen import changed_since, require_seen
from mijlpaal.web.screens.words import say_word
from mijlpaal.web.situations import situation_seen
from models.errors import ConflictError, MijlpaalError
from models.milestones import acts as milestones
from models.storage.database import transaction
from models.storage.records import Record, current
from models.vocabulary import SubjectKind
from reports.figures import MilestoneLine, ProgrammeFigures
from reports.html import Drawings

_SEES = Depends(permitted(Resource.MILESTONE))
_FORECASTS = Depends(permitted(Resource.MILESTONE, Action.FORECAST))
_SEE_OTHER = 303
_DONE = ("confirm", "forecast", "achieve", "replan", "proposed")


@dataclass(frozen=True, slots=True)
class Found:
    """A milestone as its reader may see it, with the row behind it."""

    line: MilestoneLine
    record: Record
    figures: ProgrammeFigures


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the page of a milestone."""
    desk = _Desk(screen)
    router = APIRouter()
    one = f"{MILESTONES_PATH}/{{key}}"
    router.add_api_route(one, desk.show, methods=["GET"])
    router.add_api_route(f"{one}/bevestigen", desk.confirm, methods=["POST"])
    return router


def find(screen: Screen, request: Request, reader: Reader, key: str) -> Found:
    """Return a milestone.

    Raises:
        HiddenError: there is none, or none for this reader.
    """
    with screen.looking(request, reader) as eyes:
        record = eyes.record(SubjectKind.MILESTONE, key).record
        figures = screen.programme(eyes, reader)
    line = next((each for each in figures.milestones if each.key == key), None)
    if line is None:
        raise HiddenError
    return Found(line, record, figures)


@dataclass(frozen=True)
class _Desk:
    """Answers for the page."""

    screen: Screen

    def show(
        self,
        request: Request,
        key: str,
        reader: Annotated[Reader, _SEES],
        gedaan: str = "",
        op: str = "",
    ) -> Response:
        """Show a milestone."""
        done = say_word(f"done_{gedaan}", reader.language) if gedaan in _DONE else ""

        def page(screen: Screen, looker: Reader) -> Response:
            return _Desk(screen).page(request, looker, key, done=done)

        return as_known_on(self.screen, request, reader, op, page)

    def confirm(
        self,
        request: Request,
        key: str,
        reader: Annotated[Reader, _FORECASTS],
        versie: Annotated[int, Form()],
    ) -> Response:
        """Confirm that the forecast still stands."""
        found = find(self.screen, request, reader, key)
        reader.require_may_do(found.record, Resource.MILESTONE, Action.FORECAST)
        try:
            with transaction(self.screen.office.engine) as session:
                ledger = self.screen.office.ledger(session, reader.actor)
                require_seen(current(session, SubjectKind.MILESTONE, key), versie)
                milestones.confirm(ledger, key)
        except MijlpaalError as error:
            problem = problem_of(error, {"forecast_on": "doen"}, reader.language)
            seen = versie if isinstance(error, ConflictError) else 0
            return self.page(
                request, reader, key, problem=problem, status=status_of(error), seen=seen
            )
        address = below(request, f"{MILESTONES_PATH}/{key}?gedaan=confirm")
        return RedirectResponse(address, _SEE_OTHER)

    def page(
        self,
        request: Request,
        reader: Reader,
        key: str,
        *,
        done: str = "",
        problem: Problem | None = None,
        status: int = 200,
        seen: int = 0,
    ) -> Response:
        """Return the page."""
        found = find(self.screen, request, reader, key)
        with self.screen.looking(request, reader) as eyes:
            call = Call(reader.language, reader.actor)
            since = changed_since(eyes, found.record, seen, call) if seen else ()
            situation = situation_seen(self.screen.office, eyes, reader)
            events = history_seen(eyes, reader, found.record)
            letter = letter_behind(eyes, reader, found.line.source)
        number, language = found.record.id, reader.language
        return self.screen.show(
            request,
            reader,
            "milestone.html",
            status=status,
            line=found.line,
            version=found.record.version,
            since=since,
            may={
                str(action): reader.may_do(found.record, Resource.MILESTONE, action)
                for action in (Action.FORECAST, Action.REPLAN, Action.ACHIEVE)
            },
            has_forecast=(found.line.forecast_on or self.screen.office.today)
            >= self.screen.office.today
            and found.line.forecast_on is not None,
            needs=needs(situation, number, language),
            needed_for=needed_for(situation, number, language),
            ahead=ahead_of(self.screen, eyes, reader, situation, key),
            events=events,
            letter=letter,
            done=done,
            problems=[problem] if problem else [],
            draw=Drawings(self.screen.office.today, language),
        )
