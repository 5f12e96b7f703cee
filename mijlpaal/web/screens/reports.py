"""The published editions: what each said, how far it is, and how it differs from the one before."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.screens.screen import Screen
from models.publications.editions import read_name
from reports.difference import differences
from reports.editions import EditionLine, editions, load_edition
from reports.html import Drawings, render

REPORTS_PATH = "/rapportages"
_SEES = Depends(permitted(Resource.REPORT))


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the editions."""
    router = APIRouter()

    def show(request: Request, reader: Annotated[Reader, _SEES]) -> Response:
        with screen.looking(request, reader) as eyes:
            found = editions(eyes.session, clearance=reader.clearance)
        return screen.show(request, reader, "reports.html", editions=found)

    def one(request: Request, name: str, reader: Annotated[Reader, _SEES]) -> Response:
        with screen.looking(request, reader) as eyes:
            wanted = read_name(name)
            figures, edition = load_edition(eyes.session, wanted, clearance=reader.clearance)
            before = _before(
                editions(eyes.session, clearance=reader.clearance, key=wanted.key), name
            )
            old = None
            if before is not None:
                previous = read_name(before.name)
                old, _ = load_edition(eyes.session, previous, clearance=reader.clearance)
        return screen.show(
            request,
            reader,
            "report.html",
            mark=figures.masthead.audience,
            name=name,
            figures=figures,
            edition=edition,
            before=before,
            differences=differences(old, figures) if old is not None else (),
            draw=Drawings(figures.masthead.reference_date, reader.language),
        )

    def file(request: Request, name: str, reader: Annotated[Reader, _SEES]) -> Response:
        with screen.looking(request, reader) as eyes:
            wanted = read_name(name)
            figures, edition = load_edition(eyes.session, wanted, clearance=reader.clearance)
        made = render(figures, language=reader.language, edition=edition)
        # To be kept and read outside: a page with a style sheet of its own is not shown from here.
        headers = {"Content-Disposition": f'attachment; filename="{wanted}.html"'}
        return Response(made, media_type="text/html; charset=utf-8", headers=headers)

    router.add_api_route(REPORTS_PATH, show, methods=["GET"])
    router.add_api_route(f"{REPORTS_PATH}/{{name}}/bestand", file, methods=["GET"])
    router.add_api_route(f"{REPORTS_PATH}/{{name}}", one, methods=["GET"])
    return router


def _before(found: Sequence[EditionLine], name: str) -> EditionLine | None:
    """Return the edition before this one, for the same audience."""
    at = next((place for place, each in enumerate(found) if each.name == name), None)
    if at is None:
        return None
    earlier = (each for each in found[at + 1 :] if each.audience is found[at].audience)
    return next(earlier, None)
