"""The access journal: who let whom in or kept whom out, and what changed in what they may read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from mijlpaal.decisions_on_access import kind_in_words
from mijlpaal.web.access_log_in_words import ACCESS_LOG_FILE, access_log_table, lines_of
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.log_in_words import MOST_LINES
from mijlpaal.web.screens.accounts_shown import ACCESS_PATH
from mijlpaal.web.screens.address import (
    BLANK,
    DayAsked,
    PageAsked,
    TextAsked,
    require_lines,
)
from mijlpaal.web.screens.keeping import ways
from mijlpaal.web.screens.problems import UNPROCESSABLE, Problem
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.viewing import PAGE, query_of
from mijlpaal.web.screens.words import say_word
from mijlpaal.web.table_files import csv_file
from models.access.journal import Decision, Wanted, decisions
from models.reading.looking import Looking
from models.vocabulary import AccessKind

ACCESS_LOG_PATH = f"{ACCESS_PATH}/logboek"
_SEES = Depends(permitted(Resource.ACCESS))


@dataclass(frozen=True, slots=True)
class AccessLogView:
    """A saved view of the journal: all of it comes from the address and goes back into it."""

    who: str = ""
    kind: AccessKind | None = None
    first: date | None = None
    last: date | None = None
    page: int = 1

    @property
    def query(self) -> str:
        """Return the query of the address, without what is so by itself."""
        given = {
            "wie": self.who,
            "soort": self.kind,
            "vanaf": self.first,
            "totenmet": self.last,
        }
        return query_of(given, self.page)

    @property
    def wanted(self) -> Wanted:
        """Return which decisions are in the view."""
        return Wanted(who=self.who, kind=self.kind, first=self.first, last=self.last)

    def on_page(self, page: int) -> "AccessLogView":
        """Return the same view, another page of it."""
        return replace(self, page=page)


def view_in(
    wie: TextAsked = "",
    soort: Annotated[AccessKind | None, BLANK] = None,
    vanaf: DayAsked = None,
    totenmet: DayAsked = None,
    blz: PageAsked = 1,
) -> AccessLogView:
    """Return the view that an address asks for."""
    return AccessLogView(who=wie, kind=soort, first=vanaf, last=totenmet, page=blz)


_VIEW = Depends(view_in)


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the journal and of its file."""
    desk = _Desk(screen)
    router = APIRouter()
    router.add_api_route(ACCESS_LOG_PATH, desk.show, methods=["GET"])
    router.add_api_route(f"{ACCESS_LOG_PATH}.csv", desk.as_csv, methods=["GET"])
    return router


@dataclass(frozen=True)
class _Desk:
    """Answers for the journal."""

    screen: Screen

    def show(
        self,
        request: Request,
        reader: Annotated[Reader, _SEES],
        view: Annotated[AccessLogView, _VIEW],
    ) -> Response:
        """Show a page of a view."""
        return self._page(request, reader, view)

    def as_csv(
        self,
        request: Request,
        reader: Annotated[Reader, _SEES],
        view: Annotated[AccessLogView, _VIEW],
    ) -> Response:
        """Give a whole view as CSV."""
        language, today = reader.language, self.screen.office.today
        with self.screen.looking(request, reader) as eyes:
            found = _found(eyes, view, limit=MOST_LINES + 1)
        if len(found) > MOST_LINES:
            said = say_word("log_too_long", language, most=MOST_LINES)
            return self._page(request, reader, view, [Problem("vanaf", said)], UNPROCESSABLE)
        table = access_log_table(found, language, today)
        return csv_file(table, ACCESS_LOG_FILE, language)

    def _page(
        self,
        request: Request,
        reader: Reader,
        view: AccessLogView,
        problems: Sequence[Problem] = (),
        status: int = 200,
    ) -> Response:
        with self.screen.looking(request, reader) as eyes:
            found = _found(eyes, view, limit=PAGE + 1, offset=(view.page - 1) * PAGE)
        require_lines(view.page, found)
        kinds = [(each, kind_in_words(each, reader.language)) for each in AccessKind]
        return self.screen.show(
            request,
            reader,
            "access_log.html",
            status=status,
            here=ACCESS_LOG_PATH,
            view=view,
            lines=lines_of(found[:PAGE], reader.language),
            more=len(found) > PAGE,
            kinds=kinds,
            problems=problems,
            ways=ways(reader),
        )


def _found(eyes: Looking, view: AccessLogView, *, limit: int, offset: int = 0) -> list[Decision]:
    return decisions(eyes.session, view.wanted, may_see=eyes.may_see(), limit=limit, offset=offset)
