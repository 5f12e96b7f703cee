"""Editions of status reports, as they were published: the list, and the figures of one."""

import json
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field
from sqlalchemy import Row, Select, and_, or_, select
from sqlmodel import col

from mijlpaal.web.api.document import reading
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.parameters import MOST_PER_PAGE, Strict
from mijlpaal.web.api.showing import Json
from mijlpaal.web.api.subjects import links
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from models.errors import UnknownSubjectError, Words
from models.reading.looking import Looking
from models.storage.records import SUBJECT
from models.tables import Edition, Report
from models.vocabulary import Approval, Confidentiality

_LARGEST = 2**31 - 1
_ROW: Schema = {
    "type": "object",
    "required": ["nummer", "onderwerp", "peildatum", "doelgroep", "editie", "stand"],
    "properties": {
        "nummer": {"type": "integer"},
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
_ROWS: Schema = {
    "type": "object",
    "required": ["resultaten"],
    "properties": {"resultaten": {"type": "array", "items": _ROW}},
}


class Editions(Strict):
    """Which part of the list; the newest first."""

    aantal: int = Field(20, ge=1, le=MOST_PER_PAGE)
    cursor: int = Field(_LARGEST, ge=1, le=_LARGEST)


def add_editions(router: APIRouter) -> None:
    """Add the editions of reports."""
    door = Depends(permitted(Resource.REPORT))

    def editions(
        request: Request, reader: Annotated[Reader, door], page: Annotated[Editions, Query()]
    ) -> Response:
        with looking(office_of(request), reader, request) as eyes:
            query = _readable(eyes).where(col(Report.id) < page.cursor)
            query = query.order_by(col(Report.id).desc()).limit(page.aantal + 1)
            found = list(eyes.session.execute(query))
        rows = [_row(each) for each in found[: page.aantal]]
        last = str(found[page.aantal - 1].Report.id) if len(found) > page.aantal else None
        return JSONResponse({"resultaten": rows}, headers=links(request, last))

    def edition(
        request: Request,
        nummer: Annotated[int, Path(ge=1, le=_LARGEST)],
        reader: Annotated[Reader, door],
    ) -> Response:
        with looking(office_of(request), reader, request) as eyes:
            found = eyes.session.execute(_readable(eyes).where(col(Report.id) == nummer)).first()
        if found is None:
            raise UnknownSubjectError(
                kind=Words("rapportage", "status report"), key=nummer, suggestion=""
            )
        return JSONResponse(_row(found) | {"cijfers": json.loads(found.Report.figures)})

    router.add_api_route(
        "/rapportages", editions, **reading("Rapportages, de nieuwste eerst", _ROWS, "rapportages")
    )
    router.add_api_route(
        "/rapportages/{nummer}", edition, **reading("Eén rapportage", _ROW, "rapportages")
    )


def _readable(eyes: Looking) -> Select[Report, str, str, str | None]:
    """Select what may be read: outsiders read what was established for them."""
    sight = eyes.sight
    internal = col(Report.audience) == str(Confidentiality.INTERNAL)
    is_public = col(Report.audience) == str(Confidentiality.PUBLIC)
    established = col(Edition.approval) == str(Approval.ESTABLISHED)
    within = SUBJECT.c.id.in_(sorted(sight.clusters))
    insider = or_(internal, is_public)
    if sight.everywhere is Confidentiality.PUBLIC:
        insider = and_(insider, within)
    return (
        select(Report, SUBJECT.c.kind, SUBJECT.c.key, col(Edition.approval))
        .join(SUBJECT, SUBJECT.c.id == col(Report.subject_id))
        .outerjoin(Edition, col(Edition.report_id) == col(Report.id))
        .where(eyes.may_see(), or_(insider, and_(is_public, established)))
    )


def _row(found: Row[Report, str, str, str | None]) -> Json:
    report, kind, key, approval = found
    return {
        "nummer": report.id,
        "onderwerp": f"{kind}:{key}",
        "peildatum": report.reference_date.isoformat(),
        "doelgroep": report.audience,
        "editie": report.edition,
        "stand": approval or str(Approval.CONCEPT),
        "gepubliceerdOp": report.published_at.isoformat().replace("+00:00", "Z"),
        "hash": report.digest,
    }
