"""The start page: a sentence with the answer, what to do now, the clusters, what changed."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy import or_
from sqlmodel import Session, col, func, select

from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.frame import START_PATH
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.to_do import MOST, lagging, to_do
from mijlpaal.web.screens.words import heading_of_start
from models.acts.proposals import proposals_waiting
from models.errors import UnknownSubjectError
from models.reading.looking import Looking
from models.storage.records import SUBJECT
from models.tables import Assignment, Contact, Subject
from models.vocabulary import SubjectKind
from reports.figures import MilestoneLine, ProgrammeFigures
from reports.figures.structure import Change, ClusterLine, Stage
from reports.html import Drawings
from reports.overview import WaitingProposals, waiting_in_words

_SEES = Depends(permitted(Resource.START))
_MOST_CHANGES = 8


class View(StrEnum):
    """Whose clusters and milestones are shown."""

    MINE = "mij"
    CLUSTER = "cluster"
    EVERYTHING = "alles"


@dataclass(frozen=True, slots=True)
class Card:
    """A cluster with the step that comes next; None after the last step, or when unknown."""

    line: ClusterLine
    next_stage: Stage | None


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the start page."""
    router = APIRouter()

    def start(
        request: Request, reader: Annotated[Reader, _SEES], voor: View | None = None
    ) -> Response:
        view = voor or (View.CLUSTER if reader.clusters else View.EVERYTHING)
        with screen.looking(request, reader) as eyes:
            try:
                figures = screen.programme(eyes, reader)
            except UnknownSubjectError:
                return screen.show(request, reader, "no_programme.html")
            chosen = _Chosen(eyes, reader, figures, view)
            waiting = _waiting(screen, eyes.session, reader)
        return _page(screen, request, chosen, waiting)

    router.add_api_route(START_PATH, start, methods=["GET"])
    return router


class _Chosen:
    """The clusters, milestones and changes of a view."""

    def __init__(
        self, eyes: Looking, reader: Reader, figures: ProgrammeFigures, view: View
    ) -> None:
        query = select(SUBJECT.c.key, SUBJECT.c.id).where(
            SUBJECT.c.kind == str(SubjectKind.CLUSTER), eyes.may_see(SubjectKind.CLUSTER)
        )
        self.numbers: dict[str, int] = {row[0]: row[1] for row in eyes.session.execute(query)}
        self.reader, self.figures, self.view = reader, figures, view
        self.clusters, self.lines = figures.clusters, figures.milestones
        if view is View.CLUSTER:
            own = {key for key, number in self.numbers.items() if number in reader.clusters}
            self._narrow([line for line in self.lines if line.cluster_key in own], own)
        elif view is View.MINE:
            held = _held(eyes.session, reader.actor)
            mine = [line for line in self.lines if line.key in held]
            self._narrow(mine, {line.cluster_key for line in mine})

    def _narrow(self, lines: list[MilestoneLine], clusters: set[str] | set[str | None]) -> None:
        self.lines = tuple(lines)
        self.clusters = tuple(line for line in self.clusters if line.key in clusters)

    @property
    def changes(self) -> tuple[Change, ...]:
        """The latest changes first."""
        return self.figures.changes.lines[: -_MOST_CHANGES - 1 : -1]


def _page(screen: Screen, request: Request, chosen: _Chosen, waiting: WaitingProposals) -> Response:
    reader, today = chosen.reader, screen.office.today
    doing = to_do(chosen.lines, reader, today, chosen.numbers)
    behind = lagging([line.roll_up.status for line in chosen.clusters])
    return screen.show(
        request,
        reader,
        "start.html",
        heading=heading_of_start(behind, len(chosen.clusters), len(doing), reader.language),
        view=chosen.view,
        views=tuple(View),
        figures=chosen.figures,
        doing=doing[:MOST],
        more=max(0, len(doing) - MOST),
        waiting=waiting_in_words(waiting, reader.language) if waiting.count else "",
        cards=[Card(line, _next_stage(line)) for line in chosen.clusters],
        changes=chosen.changes,
        more_changes=max(0, len(chosen.figures.changes.lines) - _MOST_CHANGES),
        draw=Drawings(chosen.figures, reader.language),
    )


def _next_stage(line: ClusterLine) -> Stage | None:
    ahead = [stage for stage in line.step.stages if stage.progress == "ahead"]
    return ahead[0] if line.step.now is not None and ahead else None


def _held(session: Session, actor: str) -> frozenset[str]:
    """Return the keys of the milestones that this person answers for today.

    A person and a function are one when the function's key or address is the person's name.
    """
    name, function = actor.casefold(), Subject.__table__.alias("function")  # type: ignore[attr-defined]
    query = (
        select(Subject.key)
        .join(Assignment, col(Assignment.milestone_id) == col(Subject.id))
        .join(Contact, col(Contact.subject_id) == col(Assignment.contact_id))
        .join(function, function.c.id == col(Contact.subject_id))
        .where(or_(func.lower(function.c.key) == name, func.lower(col(Contact.address)) == name))
    )
    return frozenset(session.exec(query))


def _waiting(screen: Screen, session: Session, reader: Reader) -> WaitingProposals:
    if not reader.may(Resource.PROPOSAL, Action.DECIDE):
        return WaitingProposals(0, None)
    found = proposals_waiting(session, screen.office.today, clearance=reader.clearance)
    return WaitingProposals(len(found), found[0].day("expires_on") if found else None)
