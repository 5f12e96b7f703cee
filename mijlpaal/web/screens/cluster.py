"""The pages of clusters: all of them, and one with what its next step waits for."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from mijlpaal.call import Call
from mijlpaal.web.editions import editions_seen
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.pages import below
from mijlpaal.web.screens.ahead import hanging_of_cluster
from mijlpaal.web.screens.looking_back import as_known_on
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.seen_as import SeenAs
from mijlpaal.web.screens.stepping import may_step
from mijlpaal.web.screens.tracks import tracks_in
from mijlpaal.web.situations import situation_seen
from models.vocabulary import SubjectKind
from reports.figures import ClusterFigures
from reports.figures.structure import Gate
from reports.html import Drawings

CLUSTERS_PATH = "/clusters"
_SEES = Depends(permitted(Resource.CLUSTER))
_SEE_OTHER = 303


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the pages of clusters."""
    router = APIRouter()

    def all_clusters(request: Request, _reader: Annotated[Reader, _SEES]) -> Response:
        return RedirectResponse(f"{below(request, '/')}?voor=alles#clusters", _SEE_OTHER)

    def one(
        request: Request,
        key: str,
        reader: Annotated[Reader, _SEES],
        als: SeenAs | None = None,
        op: str = "",
    ) -> Response:
        def page(at: Screen, looker: Reader) -> Response:
            return _one(at, request, looker, key, is_public=als is SeenAs.PUBLIC)

        return as_known_on(screen, request, reader, op, page)

    router.add_api_route(CLUSTERS_PATH, all_clusters, methods=["GET"])
    router.add_api_route(f"{CLUSTERS_PATH}/{{key}}", one, methods=["GET"])
    return router


def _one(
    screen: Screen, request: Request, reader: Reader, key: str, *, is_public: bool
) -> Response:
    looker = reader.as_the_public() if is_public else reader
    with screen.looking(request, looker) as eyes:
        figures = screen.cluster(eyes, looker, key)
        situation = situation_seen(screen.office, eyes, looker)
        published = editions_seen(eyes, key=key)
        shown = eyes.record(SubjectKind.CLUSTER, key)
        may_advance = not is_public and may_step(reader, shown, Resource.CLUSTER)
        tracks = tracks_in(eyes, shown.record.id)
    return screen.show(
        request,
        looker,
        "cluster.html",
        mark=figures.masthead.audience,
        figures=figures,
        blocked=_blocked(figures),
        tracks=tracks,
        latest=published[0] if published else None,
        is_public=is_public,
        may_advance=may_advance,
        following=hanging_of_cluster(screen, situation, key, Call(reader.language, reader.actor)),
        draw=Drawings(figures.masthead.reference_date, reader.language),
    )


def _blocked(figures: ClusterFigures) -> tuple[Gate, ...]:
    """Return the gates that lead on, each with only what it still waits for."""
    return tuple(gate for gate in figures.gates if gate.leads_on)
