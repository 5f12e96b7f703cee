"""When a forecast slips: the forecasts that would follow, each to be accepted by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from mijlpaal.call import Call
from mijlpaal.cascading import choice_of, chosen_of, record_forecasts
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.entry.refusals import HiddenError, MayNotError
from mijlpaal.web.pages import below
from mijlpaal.web.screens.following import because
from mijlpaal.web.screens.hanging import path_of, title_of
from mijlpaal.web.screens.milestones import MILESTONES_PATH
from mijlpaal.web.screens.problems import UNPROCESSABLE, Problem, problem_of, status_of
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.words import say_word
from mijlpaal.web.situations import situation_seen
from models.consequences.cascading import cascade
from models.consequences.situation import Node, Situation
from models.dates import Calendar
from models.errors import MijlpaalError
from models.foresight.situation_in_sight import situation_in_sight
from models.reading.looking import Looking
from models.storage.database import transaction
from models.vocabulary import SubjectKind

_SEES = Depends(permitted(Resource.WHAT_IF))
_FORECASTS = Depends(permitted(Resource.MILESTONE, Action.FORECAST))
_SEE_OTHER = 303


@dataclass(frozen=True, slots=True)
class Following:
    """A forecast that would follow; ``choice`` names it with the day that was seen."""

    choice: str
    title: str
    path: str
    now: date | None
    proposed: date
    days_late: int
    breaks_bound: bool
    because: str
    may_accept: bool


@dataclass(frozen=True, slots=True)
class CascadeView:
    """What would follow from a forecast; ``expected`` is None when none counts."""

    key: str
    title: str
    expected: date | None
    following: tuple[Following, ...]

    @property
    def may_accept(self) -> bool:
        """Whether its reader may accept one of them."""
        return any(each.may_accept for each in self.following)


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the page."""
    desk = _Desk(screen)
    router = APIRouter()
    path = f"{MILESTONES_PATH}/{{key}}/doorwerking"
    router.add_api_route(path, desk.show, methods=["GET"])
    router.add_api_route(path, desk.accept, methods=["POST"])
    return router


def cascade_view(
    situation: Situation, key: str, reader: Reader, *, calendar: Calendar
) -> CascadeView | None:
    """Return what would follow from the forecast of a milestone; None when it is not there."""
    language = reader.language
    node = situation.by_name.get(f"{SubjectKind.MILESTONE}:{key}")
    if node is None:
        return None
    found = cascade(situation, node, calendar=calendar)
    return CascadeView(
        key,
        title_of(node, language),
        found.expected,
        tuple(
            Following(
                choice=choice_of(each),
                title=title_of(each.node, language),
                path=path_of(each.node),
                now=each.now,
                proposed=each.proposed,
                days_late=each.days_late,
                breaks_bound=each.breaks_bound,
                because=because(situation, each.chain, language),
                may_accept=_may_accept(reader, each.node),
            )
            for each in found.proposals
        ),
    )


def _may_accept(reader: Reader, node: Node) -> bool:
    return reader.may_in(node.cluster_id, Resource.MILESTONE, Action.FORECAST, node.name)


@dataclass(frozen=True)
class _Desk:
    """Answers for the page."""

    screen: Screen

    def show(self, request: Request, key: str, reader: Annotated[Reader, _SEES]) -> Response:
        """Show what would follow."""
        return self._page(request, reader, key)

    def accept(
        self,
        request: Request,
        key: str,
        reader: Annotated[Reader, _FORECASTS],
        kies: Annotated[list[str] | None, Form()] = None,
        reden: Annotated[str, Form()] = "",
    ) -> Response:
        """Record the forecasts that were chosen: all of them, or none."""
        with self.screen.looking(request, reader) as eyes:
            eyes.record(SubjectKind.MILESTONE, key)
        if not kies:
            problem = Problem("kies", say_word("nothing_chosen_to_accept", reader.language))
            return self._page(request, reader, key, [problem], UNPROCESSABLE)
        office, call = self.screen.office, Call(reader.language, reader.actor)
        try:
            with transaction(office.engine) as session:
                situation = situation_in_sight(Looking(session, reader.sight), office.today)
                node = situation.by_name[f"{SubjectKind.MILESTONE}:{key}"]
                found = cascade(situation, node, calendar=office.rulebook.calendar)
                chosen = chosen_of(found, kies)
                if not all(_may_accept(reader, each.node) for each in chosen):
                    raise MayNotError(Resource.MILESTONE, Action.FORECAST)
                ledger = office.ledger(session, reader.actor)
                record_forecasts(ledger, found, chosen, reden.strip() or None, call)
        except MijlpaalError as error:
            problem = problem_of(error, {}, reader.language)
            return self._page(request, reader, key, [problem], status_of(error))
        address = below(request, f"{MILESTONES_PATH}/{key}?gedaan=forecast")
        return RedirectResponse(address, _SEE_OTHER)

    def _page(
        self,
        request: Request,
        reader: Reader,
        key: str,
        problems: Sequence[Problem] = (),
        status: int = 200,
    ) -> Response:
        with self.screen.looking(request, reader) as eyes:
            eyes.record(SubjectKind.MILESTONE, key)
            situation = situation_seen(self.screen.office, eyes, reader)
        calendar = self.screen.office.rulebook.calendar
        view = cascade_view(situation, key, reader, calendar=calendar)
        if view is None:
            raise HiddenError
        return self.screen.show(
            request,
            reader,
            "cascade.html",
            status=status,
            cascade=view,
            problems=problems,
        )
