"""The editions of reports: what each said, how far it is, how it differs, and in every form."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from mijlpaal.call import Call
from mijlpaal.web.attachments import MEDIA_TYPES, as_file
from mijlpaal.web.editions import edition_seen, editions_seen, report_seen
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.screens.page_words import titled
from mijlpaal.web.screens.problems import Problem
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.words import say_word
from models.publications.editions import name_of_report
from models.reading.looking import Looking
from models.vocabulary import Approval, Confidentiality, SubjectKind
from reports import formats
from reports.difference import differences
from reports.editions import EditionLine
from reports.figures.programme import programme_in
from reports.form import Form
from reports.html import Drawings
from reports.published import PAGE

REPORTS_PATH = PAGE
_SEES = Depends(permitted(Resource.REPORT))
_DONE = ("made", "made_before", "proposed", "established", "returned")


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says besides what it shows: what was done, or what was wrong with a form."""

    done: str = ""
    problems: Sequence[Problem] = ()
    status: int = 200
    reason: str = ""  # as it was typed


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the editions."""
    router = APIRouter()

    def show(request: Request, reader: Annotated[Reader, _SEES]) -> Response:
        return list_page(screen, request, reader, Said())

    def one(
        request: Request, name: str, reader: Annotated[Reader, _SEES], gedaan: str = ""
    ) -> Response:
        done = say_word(f"edition_{gedaan}", reader.language) if gedaan in _DONE else ""
        return edition_page(screen, request, reader, name, Said(done))

    def file(
        request: Request, name: str, reader: Annotated[Reader, _SEES], vorm: Form = Form.HTML
    ) -> Response:
        with screen.looking(request, reader) as eyes:
            figures, edition = edition_seen(eyes, name)
        made = formats.render(formats.Order(figures, reader.language, edition), vorm)
        return as_file(made, vorm, name)

    router.add_api_route(REPORTS_PATH, show, methods=["GET"])
    router.add_api_route(f"{REPORTS_PATH}/{{name}}/bestand", file, methods=["GET"])
    router.add_api_route(f"{REPORTS_PATH}/{{name}}", one, methods=["GET"])
    return router


def list_page(screen: Screen, request: Request, reader: Reader, said: Said) -> Response:
    """Return the page of all editions, with what can be made."""
    with screen.looking(request, reader) as eyes:
        found = editions_seen(eyes)
        subjects = _subjects(eyes, reader) if reader.may(Resource.REPORT, Action.ADOPT) else []
    return screen.show(
        request,
        reader,
        "reports.html",
        status=said.status,
        editions=found,
        subjects=subjects,
        audiences=(Confidentiality.INTERNAL, Confidentiality.PUBLIC),
        problems=said.problems,
    )


def edition_page(
    screen: Screen, request: Request, reader: Reader, name: str, said: Said
) -> Response:
    """Return the page of one edition, with what can be done about it."""
    with screen.looking(request, reader) as eyes:
        figures, edition = edition_seen(eyes, name)
        found = editions_seen(eyes, key=figures.masthead.key)
        full_name = str(name_of_report(eyes.session, report_seen(eyes, name)))
        line = next(each for each in found if each.name == full_name)
        before = _before(found, line)
        old = edition_seen(eyes, before.name)[0] if before is not None else None
    replaced = _established_of_that_day(found, line)
    return screen.show(
        request,
        reader,
        "report.html",
        status=said.status,
        mark=figures.masthead.audience,
        name=line.name,
        line=line,
        figures=figures,
        edition=edition,
        before=before,
        differences=differences(old, figures) if old is not None else (),
        forms=tuple(MEDIA_TYPES),
        replaced=replaced,
        stages=tuple(Approval),
        may_propose=reader.may(Resource.REPORT, Action.ADVANCE),
        may_adopt=reader.may(Resource.REPORT, Action.ADOPT),
        said=said,
        problems=said.problems,
        draw=Drawings(figures.masthead.reference_date, reader.language),
    )


def _subjects(eyes: Looking, reader: Reader) -> list[tuple[str, str]]:
    """Return what a report can be made of: the programme and the clusters, by title."""
    call, clusters = Call(reader.language, reader.actor), eyes.records(SubjectKind.CLUSTER)
    found = [(each.record.key, titled(each.record, call.language)) for each in clusters]
    if eyes.sight.everywhere is Confidentiality.PUBLIC:
        return found
    programme = programme_in(eyes.session, eyes.sight.everywhere).key
    return [
        ("", titled(eyes.record(SubjectKind.PROGRAMME, programme).record, call.language)),
        *found,
    ]


def _before(found: Sequence[EditionLine], line: EditionLine) -> EditionLine | None:
    """Return the edition before this one, for the same audience."""
    earlier = found[found.index(line) + 1 :]
    return next((each for each in earlier if each.audience is line.audience), None)


def _established_of_that_day(found: Sequence[EditionLine], line: EditionLine) -> EditionLine | None:
    """Return the established edition that this one would correct."""
    return next(
        (
            each
            for each in found
            if each.reference_date == line.reference_date
            and each.audience is line.audience
            and each.approval is Approval.ESTABLISHED
            and each.name != line.name
        ),
        None,
    )
