"""How words are read as days: a page of its own, and what forms show while somebody types."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.screens.screen import Screen
from models.dates import Reading, Tense, read_moment
from models.errors import MijlpaalError
from reports.spelling import span

PHRASE_PATH = "/lezing"
_LONGEST = 300
_SEES = Depends(permitted(Resource.MILESTONE))


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the page."""
    router = APIRouter()

    def read(request: Request, reader: Annotated[Reader, _SEES], wanneer: str = "") -> Response:
        typed, calendar = wanneer.strip()[:_LONGEST], screen.office.rulebook.calendar
        found: Reading | None = None
        refusal = ""
        try:
            if typed:
                today = screen.office.today
                found = read_moment(typed, today, tense=Tense.PLANNED, calendar=calendar)
        except MijlpaalError as error:
            refusal = error.say(reader.language)
        window = found.window if found else None
        return screen.show(
            request,
            reader,
            "phrase.html",
            typed=typed,
            found=found,
            days=span(window.earliest, window.latest, reader.language) if window else "",
            remarks=[each.say(reader.language) for each in found.remarks] if found else [],
            refusal=refusal,
        )

    router.add_api_route(PHRASE_PATH, read, methods=["GET"])
    return router
