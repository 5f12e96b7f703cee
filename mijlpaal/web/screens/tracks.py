"""The company tracks: all of them, and one with its steps, what it waits for and its history.

Source: domain section 2, last item: a second life cycle beside that of the clusters.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.screens.hanging import needed_for, needs
from mijlpaal.web.screens.history import history_seen
from mijlpaal.web.screens.looking_back import as_known_on
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.seen_as import SeenAs
from mijlpaal.web.screens.stepping import has_steps, may_step
from mijlpaal.web.situations import situation_seen
from models.facts import findings
from models.lifecycles.charts import chart_of, standing_of
from models.reading.looking import BY_ID, Looking, Shown
from models.storage.records import DETAIL, SUBJECT, Record
from models.vocabulary import SubjectKind
from reports.figures import MilestoneLine
from reports.figures.steps import gates_at, step_at
from reports.figures.structure import Gate, Step
from reports.html import Drawings

TRACKS_PATH = "/bedrijfstrajecten"
_SEES = Depends(permitted(Resource.COMPANY_TRACK))
_UNKNOWN = Step(None, ())


@dataclass(frozen=True, slots=True)
class TrackLine:
    """A track in a list; the company is None where it is unknown."""

    record: Record
    company: Record | None
    step: Step


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the company tracks."""
    router = APIRouter()

    def all_tracks(request: Request, reader: Annotated[Reader, _SEES], op: str = "") -> Response:
        def page(at: Screen, looker: Reader) -> Response:
            with at.looking(request, looker) as eyes:
                lines = track_lines(eyes, eyes.records(SubjectKind.COMPANY_TRACK))
            return at.show(request, looker, "tracks.html", tracks=lines)

        return as_known_on(screen, request, reader, op, page)

    def one(
        request: Request,
        key: str,
        reader: Annotated[Reader, _SEES],
        als: SeenAs | None = None,
        op: str = "",
    ) -> Response:
        def page(at: Screen, looker: Reader) -> Response:
            seen_by = looker.as_the_public() if als is SeenAs.PUBLIC else looker
            return _one(at, request, looker, seen_by, key)

        return as_known_on(screen, request, reader, op, page)

    router.add_api_route(TRACKS_PATH, all_tracks, methods=["GET"])
    router.add_api_route(f"{TRACKS_PATH}/{{key}}", one, methods=["GET"])
    return router


def tracks_in(eyes: Looking, cluster: int) -> list[TrackLine]:
    """Return the tracks of the companies of a cluster, as far as they may be seen."""
    is_in_it = SUBJECT.c.cluster_id == cluster
    return track_lines(eyes, eyes.records(SubjectKind.COMPANY_TRACK, is_in_it))


def tracks_of(eyes: Looking, company: int) -> list[TrackLine]:
    """Return the tracks of a company, as far as they may be seen."""
    is_its_own = DETAIL[SubjectKind.COMPANY_TRACK].c.organisation_id == company
    return track_lines(eyes, eyes.records(SubjectKind.COMPANY_TRACK, is_its_own))


def track_lines(eyes: Looking, found: Iterable[Shown]) -> list[TrackLine]:
    """Return tracks with their company and their step."""
    return [
        TrackLine(each.record, _company(eyes, each.record), _step(eyes, each)) for each in found
    ]


def _one(screen: Screen, request: Request, reader: Reader, looker: Reader, key: str) -> Response:
    language = looker.language
    is_public = looker is not reader
    with screen.looking(request, looker) as eyes:
        shown = eyes.record(SubjectKind.COMPANY_TRACK, key)
        record = shown.record
        situation = situation_seen(screen.office, eyes, looker)
        [line] = track_lines(eyes, [shown])
        cluster = _seen(eyes, SubjectKind.CLUSTER, record.number("cluster_id"))
        gates = _gates(eyes, shown)
        milestones = _milestones(screen, eyes, looker, record)
        events = history_seen(eyes, looker, record)
    return screen.show(
        request,
        looker,
        "track.html",
        record=record,
        line=line,
        cluster=cluster,
        blocked=[gate for gate in gates if gate.leads_on],
        milestones=milestones,
        asked=[each for each in milestones if each.is_open and each.asked_in is not None],
        needs=needs(situation, record.id, language),
        needed_for=needed_for(situation, record.id, language),
        events=events,
        is_public=is_public,
        may_advance=not is_public and may_step(reader, shown, Resource.COMPANY_TRACK),
        draw=Drawings(screen.office.today, language),
    )


def _step(eyes: Looking, shown: Shown) -> Step:
    if not has_steps(shown):
        return _UNKNOWN
    chart = chart_of(eyes.session, shown.record)
    return step_at(chart, standing_of(chart, shown.record))


def _gates(eyes: Looking, shown: Shown) -> Sequence[Gate]:
    if not has_steps(shown):
        return ()
    record = shown.record
    chart = chart_of(eyes.session, record)
    clearance = eyes.sight.clearance_in(record.number("cluster_id"))
    found = findings(eyes.session, record, chart.facts, clearance=clearance)
    return gates_at(chart, record, found)


def _milestones(
    screen: Screen, eyes: Looking, reader: Reader, record: Record
) -> Sequence[MilestoneLine]:
    """Return the milestones that are about a track, what its steps ask among them."""
    is_about = DETAIL[SubjectKind.MILESTONE].c.about_id == record.id
    keys = {each.record.key for each in eyes.records(SubjectKind.MILESTONE, is_about)}
    if not keys:
        return ()
    return [each for each in screen.programme(eyes, reader).milestones if each.key in keys]


def _company(eyes: Looking, track: Record) -> Record | None:
    return _seen(eyes, SubjectKind.ORGANISATION, track.number("organisation_id"))


def _seen(eyes: Looking, kind: SubjectKind, number: int | None) -> Record | None:
    found = eyes.narrowed(kind, BY_ID, {"wanted_id": number}) if number is not None else []
    return found[0].record if found else None
