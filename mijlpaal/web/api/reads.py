"""The log of reading: who read what is a company's own without being of it, the newest first.

A company sees who read what is its own.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response

from mijlpaal.web.api.document import reading
from mijlpaal.web.api.names import NAMES, Schema
from mijlpaal.web.api.parameters import Line, Newest, Reference
from mijlpaal.web.api.schemas import (
    MAYBE_MOMENT,
    MAYBE_TEXT,
    NUMBER,
    TEXT,
    YES_OR_NO,
    an_object,
    array,
    rows,
)
from mijlpaal.web.api.showing import Json, moment, names_of
from mijlpaal.web.api.subjects import links, seen_subject
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.own_reads import reads_for
from models.reading.log import kept_reads
from models.tables import ConfidentialRead

_NOUN = "inzagen"
_ROW: Schema = an_object(
    nummer=NUMBER,
    wie=TEXT,
    onderwerp=MAYBE_TEXT,
    isHeleRij=YES_OR_NO,
    velden=array(TEXT),
    gelezenOp=MAYBE_MOMENT,
    langs=TEXT,
)
_WHOLE_ROW = "*"
_SEES = Depends(permitted(Resource.READS))


class OfReads(Newest):
    """Which reads."""

    onderwerp: Reference | None = None
    wie: Line | None = None


def add_reads(router: APIRouter) -> None:
    """Add the log of reading."""
    said = reading("Wie wat van een bedrijf las", rows(_ROW), _NOUN)
    router.add_api_route(f"/{_NOUN}", _list, **said)


def _list(
    request: Request, reader: Annotated[Reader, _SEES], page: Annotated[OfReads, Query()]
) -> Response:
    with looking(office_of(request), reader, request) as eyes:
        about = None
        if page.onderwerp is not None:
            about = seen_subject(eyes, page.onderwerp).record.id
        found = kept_reads(
            eyes.session,
            subject_id=about,
            actor=page.wie,
            which=reads_for(eyes, reader),
            before=page.cursor,
            limit=page.aantal + 1,
        )
        names = names_of(eyes, {subject.id for _, subject in found})
    shown = [_row(read, names.get(subject.id or 0)) for read, subject in found[: page.aantal]]
    last = str(found[page.aantal - 1][0].id) if len(found) > page.aantal else None
    return JSONResponse({"resultaten": shown}, headers=links(request, last))


def _row(read: ConfidentialRead, about: str | None) -> Json:
    fields = read.fields.split()
    return {
        "nummer": read.id,
        "wie": read.actor,
        "onderwerp": about,
        "isHeleRij": _WHOLE_ROW in fields,
        "velden": sorted(NAMES.get(each, each) for each in fields if each != _WHOLE_ROW),
        "gelezenOp": moment(read.read_at),
        "langs": read.by,
    }
