"""The letter to the Kamer: which duties it fulfils, what is still missing, and its draft."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from mijlpaal.on_demand import OnDemandForm
from mijlpaal.web.attachments import as_file
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.kamerbrief import draft_of, figures_of_letter, name_of_draft, require_insider
from mijlpaal.web.screens.letter_missing import missing_seen
from mijlpaal.web.screens.problems import Problem, problem_of, status_of
from mijlpaal.web.screens.reports import REPORTS_PATH
from mijlpaal.web.screens.screen import Screen
from models.errors import MijlpaalError
from reports.figures.kamerbrief import KamerbriefFigures
from reports.figures.kamerbrief_check import KamerbriefCheck, Weight, check_kamerbrief
from reports.form import Form

KAMERBRIEF_PATH = f"{REPORTS_PATH}/kamerbrief"  # names of editions hold dots
_MAKES = Depends(permitted(Resource.REPORT, Action.ADOPT))
_Duties = Annotated[list[str] | None, Query()]
_SomeDuties = Annotated[list[str], Query(min_length=1)]
_FORMS: tuple[OnDemandForm, ...] = ("odt", "pdf", "html", "text", "json")


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the letter."""
    router = APIRouter()

    def show(
        request: Request, reader: Annotated[Reader, _MAKES], toezegging: _Duties = None
    ) -> Response:
        require_insider(reader)
        chosen = list(dict.fromkeys(toezegging or []))
        figures: KamerbriefFigures | None = None
        check: KamerbriefCheck | None = None
        problems: Sequence[Problem] = ()
        status = 200
        with screen.looking(request, reader) as eyes:
            duties = [
                line
                for line in screen.programme(eyes, reader).milestones
                if line.is_duty and line.is_open
            ]
            if chosen:
                try:
                    figures = figures_of_letter(screen.office, eyes, chosen)
                    calendar = screen.office.rulebook.calendar
                    check = check_kamerbrief(eyes.session, figures, calendar=calendar)
                except MijlpaalError as error:
                    problems = [problem_of(error, {}, reader.language)]
                    status = status_of(error)
        missing = check.missing if check else ()
        return screen.show(
            request,
            reader,
            "kamerbrief.html",
            status=status,
            duties=duties,
            chosen=chosen,
            figures=figures,
            is_ready=check is not None and check.is_ready,
            in_the_way=missing_seen(
                (each for each in missing if each.weight is Weight.IN_THE_WAY), reader
            ),
            to_know=missing_seen(
                (each for each in missing if each.weight is Weight.TO_KNOW), reader
            ),
            forms=_FORMS,
            problems=problems,
        )

    def draft(
        request: Request,
        reader: Annotated[Reader, _MAKES],
        toezegging: _SomeDuties,
        vorm: OnDemandForm = "odt",
    ) -> Response:
        require_insider(reader)
        with screen.looking(request, reader) as eyes:
            figures = figures_of_letter(screen.office, eyes, list(dict.fromkeys(toezegging)))
        made = draft_of(figures, vorm, reader, reader.language)
        return as_file(made, Form(vorm), name_of_draft(figures))

    router.add_api_route(KAMERBRIEF_PATH, show, methods=["GET"])
    router.add_api_route(f"{KAMERBRIEF_PATH}/bestand", draft, methods=["GET"])
    return router
