"""The requests of all clusters: to whom, and how each stands; the address is the saved view.

Source: domain section 11, job 4.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from mijlpaal.selecting.requests import Order, select
from mijlpaal.selecting.requests_asked import AskedLine, requests_asked
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.screens.address import require_page
from mijlpaal.web.screens.looking_back import as_known_on
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.selecting_requests import Selection, read_request_selection
from mijlpaal.web.screens.viewing import PAGE
from mijlpaal.web.table_files import csv_file, requests_table, xlsx_file
from reports.tables.table import DataTable

REQUESTS_PATH = "/verzoeken"
_FILE = "verzoeken"
_SEES = Depends(permitted(Resource.REQUEST))
_SELECTED = Depends(read_request_selection)


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the list and of its files."""
    router = APIRouter()
    _add(router, screen, "", lambda desk: desk.page())
    _add(router, screen, ".csv", lambda desk: csv_file(desk.table(), _FILE, desk.reader.language))
    _add(
        router,
        screen,
        ".xlsx",
        lambda desk: xlsx_file(desk.table(), _FILE, desk.reader.language, desk.screen.office.today),
    )
    return router


@dataclass(frozen=True, slots=True)
class _Desk:
    """One reader at one view."""

    screen: Screen
    request: Request
    reader: Reader
    chosen: Selection

    def page(self) -> Response:
        """Show a page of the view."""
        every, lines = self._selected()
        pages = max(1, ceil(len(lines) / PAGE))
        require_page(self.chosen.page, pages)
        chosen = self.chosen
        language = self.reader.language
        return self.screen.show(
            self.request,
            self.reader,
            "requests.html",
            chosen=chosen,
            orders=tuple(Order),
            lines=lines[(chosen.page - 1) * PAGE : chosen.page * PAGE],
            count=len(lines),
            has_any=bool(every),
            pages=pages,
            clusters=sorted({(each.cluster, each.cluster_key) for each in every if each.cluster}),
            addressees=sorted({name for each in every for name in each.line.addressees}),
            states=sorted({(each.line.state.say(language), each.line.state.nl) for each in every}),
        )

    def table(self) -> DataTable:
        """Return the whole view as data."""
        _, lines = self._selected()
        return requests_table(lines, self.reader.language, self.screen.office.today)

    def _selected(self) -> tuple[list[AskedLine], list[AskedLine]]:
        language = self.reader.language
        with self.screen.looking(self.request, self.reader) as eyes:
            every = requests_asked(eyes, language)
        chosen = self.chosen
        lines = select(every, chosen.filter, chosen.order, language, descending=chosen.descending)
        return every, lines


def _add(
    router: APIRouter, screen: Screen, ending: str, answer: Callable[[_Desk], Response]
) -> None:
    def show(
        request: Request,
        reader: Annotated[Reader, _SEES],
        chosen: Annotated[Selection, _SELECTED],
    ) -> Response:
        def page(at: Screen, looker: Reader) -> Response:
            return answer(_Desk(at, request, looker, chosen))

        return as_known_on(screen, request, reader, chosen.known_on, page)

    router.add_api_route(f"{REQUESTS_PATH}{ending}", show, methods=["GET"])
