"""The start page: a sentence with the answer, what to do now, the clusters, what changed."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from mijlpaal.web.at_a_glance import AtAGlance, View, at_a_glance, view_for
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.frame import START_PATH
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.screens.looking_back import as_known_on
from mijlpaal.web.screens.screen import Screen
from models.errors import UnknownSubjectError
from reports.html import Drawings
from reports.overview import waiting_in_words

_SEES = Depends(permitted(Resource.START))


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the start page."""
    router = APIRouter()

    def start(
        request: Request,
        reader: Annotated[Reader, _SEES],
        voor: View | None = None,
        op: str = "",
    ) -> Response:
        view = view_for(reader, voor)

        def page(at: Screen, looker: Reader) -> Response:
            return _start(at, request, looker, view)

        return as_known_on(screen, request, reader, op, page)

    router.add_api_route(START_PATH, start, methods=["GET"])
    return router


def _start(screen: Screen, request: Request, reader: Reader, view: View) -> Response:
    with screen.looking(request, reader) as eyes:
        try:
            found = at_a_glance(eyes, reader, view, screen.office)
        except UnknownSubjectError:
            return screen.show(request, reader, "no_programme.html")
    return _page(screen, request, reader, found)


def _page(screen: Screen, request: Request, reader: Reader, found: AtAGlance) -> Response:
    language = reader.language
    return screen.show(
        request,
        reader,
        "start.html",
        heading=found.answer(language),
        view=found.view,
        views=tuple(View),
        figures=found.figures,
        doing=found.doing,
        more=found.more_to_do,
        waiting=waiting_in_words(found.waiting, language) if found.waiting.count else "",
        cards=found.cards,
        changes=found.figures.changes.lines[::-1],
        more_changes=found.more_changes,
        draw=Drawings(screen.office.today, language),
    )
