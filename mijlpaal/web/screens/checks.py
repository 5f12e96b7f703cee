"""What does not fit together: one list, each with a link to the one act that mends it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.screens.following import WHAT_IF_PATH, findings_view
from mijlpaal.web.screens.hanging import title_of
from mijlpaal.web.screens.looking_back import as_known_on
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.situations import situation_seen
from models.consequences.consistency import inconsistencies
from models.vocabulary import SubjectKind

CHECKS_PATH = f"{WHAT_IF_PATH}/controle"
MOST = 200
_SEES = Depends(permitted(Resource.WHAT_IF))


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the list."""
    router = APIRouter()

    def show(
        request: Request, reader: Annotated[Reader, _SEES], cluster: str = "", op: str = ""
    ) -> Response:
        def page(at: Screen, looker: Reader) -> Response:
            return _page(at, request, looker, cluster)

        return as_known_on(screen, request, reader, op, page)

    router.add_api_route(CHECKS_PATH, show, methods=["GET"])
    return router


def _page(screen: Screen, request: Request, reader: Reader, cluster: str) -> Response:
    with screen.looking(request, reader) as eyes:
        within = eyes.record(SubjectKind.CLUSTER, cluster).record.id if cluster else None
        situation = situation_seen(screen.office, eyes, reader)
    found = [
        each
        for each in inconsistencies(situation, calendar=screen.office.rulebook.calendar)
        if within is None or each.cluster_id == within
    ]
    return screen.show(
        request,
        reader,
        "checks.html",
        found=findings_view(situation, found[:MOST], reader.language),
        count=len(found),
        acting=sum(each.severity.needs_action for each in found),
        more=max(0, len(found) - MOST),
        cluster=cluster,
        clusters=sorted(
            (node.key, title_of(node, reader.language))
            for node in situation.nodes.values()
            if node.kind == SubjectKind.CLUSTER
        ),
    )
