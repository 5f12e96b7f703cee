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
from mijlpaal.web.screens.hanging import path_of_subject
from mijlpaal.web.screens.keeping import KEEPING_PATH, ways
from mijlpaal.web.screens.logged import (
    Change,
    LogLine,
    LogView,
    log_lines,
    read_log_view,
)
from mijlpaal.web.screens.page_words import PageSentences
from mijlpaal.web.screens.problems import UNPROCESSABLE, Problem
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.viewing import PAGE, csv_file
from mijlpaal.web.screens.words import say_word
from models.clock import AMSTERDAM
from models.vocabulary import EventKind, Language
from reports import words
from reports.sentences import Sentences
from reports.tables.table import DataTable

_MOST = 20_000  # lines of one file; whoever wants more names a period
_SEES = Depends(permitted(Resource.LOG))
_VIEW = Depends(read_log_view)
_HEAD = ("recorded", "in_force", "kind", "key", "subject", "what", "who", "reason", "changed")


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
            lines = log_lines(eyes, reader, view, Sentences(language), limit=_MOST + 1)
        if len(lines) > _MOST:
            said = say_word("log_too_long", language, most=_MOST)
            return self._page(request, reader, view, [Problem("vanaf", said)], UNPROCESSABLE)
        table = DataTable(
            "log",
            say_word("log", language),
            (
                *(say_word(name, language) for name in _HEAD),
                Sentences(language).t("reference_date"),
            ),
            tuple((*_cells(line, language), self.screen.office.today) for line in lines),
        )
        return csv_file(table, "logboek", language)

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
            found = log_lines(eyes, reader, view, say, limit=PAGE + 1, offset=offset)
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
            moment=_moment,
            path_of=path_of_subject,
            ways=ways(reader),
        )


def _cells(line: LogLine, language: Language) -> tuple[str, ...]:
    return (
        _moment(line),
        line.effective_on.isoformat(),
        words.label(words.KINDS, line.kind).say(language),
        line.key,
        line.title,
        words.label(words.EVENT_KINDS, line.event).say(language),
        line.actor,
        line.reason,
        "; ".join(map(_change, line.changes)),
    )


def _change(each: Change) -> str:
    return f"{each.label}: {each.before} → {each.after}"


def _moment(line: LogLine) -> str:
    return f"{line.at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"
