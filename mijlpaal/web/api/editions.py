"""Editions of status reports, as they were published: the list, and the figures of one."""

import json
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from sqlalchemy import Row
from sqlmodel import Session, col

from mijlpaal.web.api.document import reading, with_forms
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.negotiating import chosen
from mijlpaal.web.api.parameters import LooksBack, Newest, Number
from mijlpaal.web.api.problems import language_for
from mijlpaal.web.api.schemas import ETAG
from mijlpaal.web.api.showing import Json, etag_of
from mijlpaal.web.api.subjects import links
from mijlpaal.web.attachments import MEDIA_TYPES, as_file
from mijlpaal.web.editions import frozen_in, named, readable_editions
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from models.errors import UnknownSubjectError, Words
from models.publications.editions import edition_of
from models.reading.looking import Looking
from models.tables import Report
from models.vocabulary import Approval
from reports import formats
from reports.form import Form

EDITION: Schema = {
    "type": "object",
    "required": ["nummer", "naam", "onderwerp", "peildatum", "doelgroep", "editie", "stand"],
    "properties": {
        "nummer": {"type": "integer"},
        "naam": {"type": "string", "description": "Zoals chemelot.2026-11-30.1."},
        "onderwerp": {"type": "string"},
        "peildatum": {"type": "string", "format": "date"},
        "doelgroep": {"type": "string"},
        "editie": {"type": "integer"},
        "stand": {"type": "string"},
        "gepubliceerdOp": {"type": "string", "format": "date-time"},
        "hash": {"type": "string"},
        "cijfers": {"type": "object", "additionalProperties": True},
    },
}
_NOUN = "rapportages"
_JSON = "application/json"
_FORMS = {media: form for form, media in MEDIA_TYPES.items() if form is not Form.JSON}
_ROWS: Schema = {
    "type": "object",
    "required": ["resultaten"],
    "properties": {"resultaten": {"type": "array", "items": EDITION}},
}


class OfEditions(Newest, LooksBack):
    """Which editions."""


def add_editions(router: APIRouter) -> None:
    """Add the editions of reports."""
    door = Depends(permitted(Resource.REPORT))

    def editions(
        request: Request, reader: Annotated[Reader, door], page: Annotated[OfEditions, Query()]
    ) -> Response:
        with looking(office_of(request), reader, request) as eyes:
            query = readable_editions(eyes).where(col(Report.id) < page.cursor)
            query = query.order_by(col(Report.id).desc()).limit(page.aantal + 1)
            found = list(eyes.session.execute(query))
        rows = [row_of(each) for each in found[: page.aantal]]
        last = str(found[page.aantal - 1].Report.id) if len(found) > page.aantal else None
        return JSONResponse({"resultaten": rows}, headers=links(request, last))

    def edition(
        request: Request,
        nummer: Number,
        reader: Annotated[Reader, door],
    ) -> Response:
        form = chosen(request, (_JSON, *_FORMS))
        with looking(office_of(request), reader, request) as eyes:
            found = edition_numbered(eyes, nummer)
            version = version_of(eyes.session, found.Report)
            answer = _answer(request, eyes, found, _FORMS.get(form))
        answer.headers["ETag"] = etag_of(version)
        answer.headers.add_vary_header("Accept")
        return answer

    router.add_api_route(
        "/rapportages", editions, **reading("Rapportages, de nieuwste eerst", _ROWS, _NOUN)
    )
    router.add_api_route(
        "/rapportages/{nummer}",
        edition,
        **with_forms(
            reading("Eén rapportage, in de vorm die Accept noemt", EDITION, _NOUN, headers=ETAG),
            _FORMS,
        ),
    )


def _answer(
    request: Request,
    eyes: Looking,
    found: Row[Report, str, str, str | None],
    form: Form | None,
) -> Response:
    """Return an edition with its figures, or as the document that its page offers."""
    report = found.Report
    if form is None:
        return JSONResponse(row_of(found) | {"cijfers": json.loads(report.figures)})
    figures, edition = frozen_in(eyes.session, report)
    made = formats.render(formats.Order(figures, language_for(request), edition), form)
    return as_file(made, form, str(named(report, found.key)))


def edition_numbered(eyes: Looking, number: int) -> Row[Report, str, str, str | None]:
    """Return an edition, with the kind and key of its subject and how far it is.

    Raises:
        UnknownSubjectError: there is none, or none for this reader.
    """
    found = eyes.session.execute(readable_editions(eyes).where(col(Report.id) == number)).first()
    if found is None:
        raise UnknownSubjectError(
            kind=Words("rapportage", "status report"), key=number, suggestion=""
        )
    return found


def version_of(session: Session, report: Report) -> int:
    """Return the version of how far an edition is; 0 before anybody laid it before another."""
    stage = edition_of(session, report)
    return 0 if stage is None else stage.version


def row_of(found: Row[Report, str, str, str | None]) -> Json:
    """Return an edition without its figures."""
    report, kind, key, approval = found
    return {
        "nummer": report.id,
        "naam": str(named(report, key)),
        "onderwerp": f"{kind}:{key}",
        "peildatum": report.reference_date.isoformat(),
        "doelgroep": report.audience,
        "editie": report.edition,
        "stand": approval or str(Approval.CONCEPT),
        "gepubliceerdOp": report.published_at.isoformat().replace("+00:00", "Z"),
        "hash": report.digest,
    }
