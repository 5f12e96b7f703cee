"""The start page: a sentence with the answer, what to do now, the clusters, what changed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, func, select

from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.frame import START_PATH
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.screens.looking_back import as_known_on
from mijlpaal.web.screens.proposals import waiting_seen
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.to_do import MOST, lagging, to_do
from mijlpaal.web.screens.words import heading_of_start
from models.errors import UnknownSubjectError
from models.reading.looking import Looking
from models.tables import Assignment, Contact, Subject
from models.vocabulary import SubjectKind
from reports.figures.glance import ClusterGlance, Glance, Wish
from reports.figures.structure import Stage
from reports.figures.triage import Narrowed
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

    line: ClusterGlance
    next_stage: Stage | None


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the start page."""
    router = APIRouter()

    def start(
        request: Request,
        reader: Annotated[Reader, _SEES],
        voor: View | None = None,
        op: str = "",
    ) -> Response:
        view = voor or (View.CLUSTER if reader.clusters else View.EVERYTHING)

        def page(at: Screen, looker: Reader) -> Response:
            return _start(at, request, looker, view)

        return as_known_on(screen, request, reader, op, page)

    router.add_api_route(START_PATH, start, methods=["GET"])
    return router


def _start(screen: Screen, request: Request, reader: Reader, view: View) -> Response:
    with screen.looking(request, reader) as eyes:
        narrowed = _narrowed(eyes.session, reader, view, screen.office.today)
        wish = Wish(narrowed, MOST, _MOST_CHANGES)
        try:
            found = screen.glance(eyes, reader, wish)
        except UnknownSubjectError:
            return screen.show(request, reader, "no_programme.html")
        waiting = _waiting(screen, eyes, reader)
    return _page(screen, request, reader, view, found, waiting)


def _page(
    screen: Screen,
    request: Request,
    reader: Reader,
    view: View,
    found: Glance,
    waiting: WaitingProposals,
) -> Response:
    today = screen.office.today
    statuses = [each.roll_up.status for each in found.clusters]
    behind, unknown = lagging(statuses), statuses.count(None)
    return screen.show(
        request,
        reader,
        "start.html",
        heading=heading_of_start(
            behind, unknown, len(statuses), found.asking_count, reader.language
        ),
        view=view,
        views=tuple(View),
        figures=found,
        doing=[to_do(line, reader, today, found.cluster_ids) for line in found.asking],
        more=found.asking_count - len(found.asking),
        waiting=waiting_in_words(waiting, reader.language) if waiting.count else "",
        cards=[Card(each, _next_stage(each)) for each in found.clusters],
        changes=found.changes.lines[::-1],
        more_changes=found.changes_count - len(found.changes.lines),
        draw=Drawings(today, reader.language),
    )


def _narrowed(session: Session, reader: Reader, view: View, today: date) -> Narrowed:
    own = _own_milestones(reader)
    if view is View.CLUSTER:
        return Narrowed(clusters=reader.clusters, own=own)
    if view is View.MINE:
        return Narrowed(milestones=_held(session, reader.actor, today), own=own)
    return Narrowed(own=own)


def _own_milestones(reader: Reader) -> frozenset[str] | None:
    """Return what alone a party is asked to act on, by key; None for all others."""
    if not reader.acts_only_on_its_own(Resource.MILESTONE, Action.FORECAST):
        return None
    kind = f"{SubjectKind.MILESTONE}:"
    return frozenset(each.removeprefix(kind) for each in reader.own if each.startswith(kind))


def _next_stage(each: ClusterGlance) -> Stage | None:
    ahead = [stage for stage in each.step.stages if stage.progress == "ahead"]
    return ahead[0] if each.step.now is not None and ahead else None


def _held(session: Session, actor: str, today: date) -> frozenset[str]:
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
        .where(_holds_on(Assignment, today), _holds_on(Contact, today))
    )
    return frozenset(session.exec(query))


def _holds_on(table: type[Assignment | Contact], day: date) -> ColumnElement[bool]:
    first, last = col(table.valid_from), col(table.valid_until)
    return and_(or_(first.is_(None), first <= day), or_(last.is_(None), last >= day))


def _waiting(screen: Screen, eyes: Looking, reader: Reader) -> WaitingProposals:
    if not reader.may(Resource.PROPOSAL, Action.DECIDE):
        return WaitingProposals(0, None)
    found = waiting_seen(eyes, screen.office.today)
    return WaitingProposals(len(found), found[0].day("expires_on") if found else None)
