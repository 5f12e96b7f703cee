"""The log: what happened to what, who did it, why, and what it changed; a view is its address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.log_entries import kinds_for
from mijlpaal.web.log_in_words import LOG_FILE, MOST_LINES, log_lines, log_table, moment_in_words
from mijlpaal.web.screens.address import require_lines
from mijlpaal.web.screens.hanging import path_of_subject
from mijlpaal.web.screens.keeping import KEEPING_PATH, ways
from mijlpaal.web.screens.logged import LogView, read_log_view
from mijlpaal.web.screens.page_words import PageSentences
from mijlpaal.web.screens.problems import UNPROCESSABLE, Problem
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.viewing import PAGE
from mijlpaal.web.screens.words import say_word
from mijlpaal.web.table_files import csv_file
from models.vocabulary import EventKind
from reports.sentences import Sentences

_SEES = Depends(permitted(Resource.LOG))
_VIEW = Depends(read_log_view)


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the log and of its file."""
    desk = _Desk(screen)
    router = APIRouter()
    router.add_api_route(KEEPING_PATH, desk.show, methods=["GET"])
    router.add_api_route(f"{KEEPING_PATH}/logboek.csv", desk.as_csv, methods=["GET"])
    return router


@dataclass(frozen=True)
class _Desk:
    """Answers for the log."""

    screen: Screen

    def show(
        self,
        request: Request,
        reader: Annotated[Reader, _SEES],
        view: Annotated[LogView, _VIEW],
    ) -> Response:
        """Show a page of a view."""
        return self._page(request, reader, view)

    def as_csv(
        self,
        request: Request,
        reader: Annotated[Reader, _SEES],
        view: Annotated[LogView, _VIEW],
    ) -> Response:
        """Give a whole view as CSV."""
        language = reader.language
        with self.screen.looking(request, reader) as eyes:
            say = Sentences(language)
            lines = log_lines(eyes, reader, view.wanted, say, limit=MOST_LINES + 1)
        if len(lines) > MOST_LINES:
            said = say_word("log_too_long", language, most=MOST_LINES)
            return self._page(request, reader, view, [Problem("vanaf", said)], UNPROCESSABLE)
        table = log_table(lines, language, self.screen.office.today)
        return csv_file(table, LOG_FILE, language)

    def _page(
        self,
        request: Request,
        reader: Reader,
        view: LogView,
        problems: Sequence[Problem] = (),
        status: int = 200,
    ) -> Response:
        with self.screen.looking(request, reader) as eyes:
            offset = (view.page - 1) * PAGE
            say = PageSentences(reader.language)
            found = log_lines(eyes, reader, view.wanted, say, limit=PAGE + 1, offset=offset)
        require_lines(view.page, found)
        return self.screen.show(
            request,
            reader,
            "logbook.html",
            status=status,
            view=view,
            lines=found[:PAGE],
            more=len(found) > PAGE,
            kinds=kinds_for(reader),
            events=tuple(EventKind),
            problems=problems,
            moment=moment_in_words,
            path_of=path_of_subject,
            ways=ways(reader),
        )
