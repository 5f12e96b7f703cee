"""One's own sessions: where somebody is signed in, to end one of them, or all but this one.

Below them what others decided on one's access.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from mijlpaal.web.access_log_in_words import lines_of
from mijlpaal.web.entry import cookies
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.frame import SESSIONS_PATH
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.paths import LOGIN_PATH
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.pages import below
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.sessions_seen import sessions_seen
from models.access import visits
from models.access.journal import Wanted, decisions
from models.reading.condition import readable
from models.storage.database import reading, transaction

_OTHERS = "andere"
_DECIDED = 20
_SEES = Depends(permitted(Resource.OWN))
_ENDS = Depends(permitted(Resource.OWN, Action.MANAGE))
_SEE_OTHER = 303


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the page."""
    router = APIRouter()
    office = screen.office

    def show(request: Request, reader: Annotated[Reader, _SEES], gedaan: str = "") -> Response:
        with reading(office.engine) as session:
            found = sessions_seen(session, request, reader.actor, now=office.now())
            decided = decisions(
                session,
                Wanted(about=reader.actor),
                may_see=readable(reader.sight),
                limit=_DECIDED,
            )
        return screen.show(
            request,
            reader,
            "sessions.html",
            found=found,
            is_done=gedaan == "1",
            decided=lines_of(decided, reader.language),
        )

    def end(
        request: Request, reader: Annotated[Reader, _ENDS], welke: Annotated[str, Form()]
    ) -> Response:
        with transaction(office.engine) as session:
            found = sessions_seen(session, request, reader.actor, now=office.now())
            meant = [
                each
                for each in found
                if each.name == welke or (welke == _OTHERS and not each.is_this)
            ]
            digests = [each.visit.digest for each in meant]
            visits.end_visits(session, reader.actor, digests, by=reader.actor, now=office.now())
        if any(each.is_this for each in meant):
            answer = RedirectResponse(below(request, LOGIN_PATH), _SEE_OTHER)
            cookies.forget_session(request, answer)
            return answer
        return RedirectResponse(f"{below(request, SESSIONS_PATH)}?gedaan=1", _SEE_OTHER)

    router.add_api_route(SESSIONS_PATH, show, methods=["GET"])
    router.add_api_route(SESSIONS_PATH, end, methods=["POST"])
    return router
