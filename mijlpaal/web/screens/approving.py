"""An edition on its way: made as a concept, proposed, and established by a second person."""

from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from mijlpaal.web.editions import figures_of_today, report_seen, require_sees_all
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.pages import below
from mijlpaal.web.screens.problems import UNPROCESSABLE, Problem, problem_of, status_of
from mijlpaal.web.screens.reports import REPORTS_PATH, Said, edition_page, list_page
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.words import say_word
from models.errors import MijlpaalError
from models.ledger.writer import Ledger
from models.publications import editions
from models.publications.editions import EditionName
from models.reading.looking import Looking
from models.storage.database import transaction
from models.storage.records import Record
from models.tables import Report
from models.vocabulary import Confidentiality
from reports.editions import keep_edition

_MAKES = Depends(permitted(Resource.REPORT, Action.ADOPT))
_SEE_OTHER = 303
_FIELDS = {"ReasonMissingError": "reden"}


def _propose(ledger: Ledger, report: Report, reason: str | None) -> Record:
    return editions.propose(ledger, report, reason=reason)


def _establish(ledger: Ledger, report: Report, reason: str | None) -> Record:
    return editions.establish(ledger, report, reason=reason)


def _give_back(ledger: Ledger, report: Report, reason: str | None) -> Record:
    return editions.give_back(ledger, report, reason=reason)


# By the end of the address: what it does, what that is to the matrix, and what is said afterwards.
_STEPS: Mapping[str, tuple[Callable[[Ledger, Report, str | None], Record], Action, str]] = {
    "voorleggen": (_propose, Action.ADVANCE, "proposed"),
    "vaststellen": (_establish, Action.ADOPT, "established"),
    "teruggeven": (_give_back, Action.ADVANCE, "returned"),
}


def make_router(screen: Screen) -> APIRouter:
    """Return the router of these steps."""
    router = APIRouter()

    def make(
        request: Request,
        reader: Annotated[Reader, _MAKES],
        cluster: Annotated[str, Form()] = "",
        voor: Annotated[str, Form()] = "internal",
    ) -> Response:
        if voor not in (Confidentiality.INTERNAL, Confidentiality.PUBLIC):
            problem = Problem("voor", say_word("choose_audience", reader.language))
            return list_page(screen, request, reader, Said("", [problem], UNPROCESSABLE))
        audience = Confidentiality(voor)
        with screen.looking(request, reader) as eyes:
            require_sees_all(eyes, cluster)
        try:
            with transaction(screen.office.engine) as session:
                figures = figures_of_today(screen.office, session, cluster, audience)
                edition, is_new = keep_edition(session, figures, screen.office.now())
        except MijlpaalError as error:
            problem = problem_of(error, {}, reader.language)
            return list_page(screen, request, reader, Said("", [problem], status_of(error)))
        masthead = figures.masthead
        name = EditionName(masthead.key, masthead.reference_date, edition.number, audience)
        done = "made" if is_new else "made_before"
        return RedirectResponse(below(request, f"{REPORTS_PATH}/{name}?gedaan={done}"), _SEE_OTHER)

    router.add_api_route(REPORTS_PATH, make, methods=["POST"])
    for path in _STEPS:
        _add(router, screen, path)
    return router


def _add(router: APIRouter, screen: Screen, path: str) -> None:
    act, action, done = _STEPS[path]

    def step(
        request: Request,
        name: str,
        reader: Annotated[Reader, Depends(permitted(Resource.REPORT, action))],
        reden: Annotated[str, Form()] = "",
    ) -> Response:
        with screen.looking(request, reader) as eyes:
            report_seen(eyes, name)
        try:
            with transaction(screen.office.engine) as session:
                ledger = screen.office.ledger(session, reader.actor)
                report = report_seen(Looking(session, reader.sight), name)
                act(ledger, report, reden.strip() or None)
        except MijlpaalError as error:
            problem = problem_of(error, _FIELDS, reader.language)
            said = Said("", [problem], status_of(error), reden)
            return edition_page(screen, request, reader, name, said)
        return RedirectResponse(below(request, f"{REPORTS_PATH}/{name}?gedaan={done}"), _SEE_OTHER)

    router.add_api_route(f"{REPORTS_PATH}/{{name}}/{path}", step, methods=["POST"])
