"""Who answers for which milestone, as what and from when to when; made below the milestone."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response

from mijlpaal.web.api.catalogue import Collection
from mijlpaal.web.api.document import reading
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.narrowing import narrowing
from mijlpaal.web.api.parameters import Key, Page
from mijlpaal.web.api.schemas import ETAG, MAYBE_DAY, MAYBE_TEXT, NUMBER, TEXT, an_object, rows
from mijlpaal.web.api.showing import Json, etag_of, names_of
from mijlpaal.web.api.subjects import links
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from models.reading.looking import Looking
from models.storage.records import Record
from models.vocabulary import SubjectKind

ASSIGNMENTS = Collection("toewijzingen", "toewijzing", SubjectKind.ASSIGNMENT, Resource.ASSIGNMENT)
_SEES = Depends(permitted(Resource.ASSIGNMENT))
_ROW: Schema = an_object(
    sleutel=TEXT,
    versie=NUMBER,
    mijlpaal=MAYBE_TEXT,
    contact=MAYBE_TEXT,
    verantwoordelijkheid=MAYBE_TEXT,
    geldigVanaf=MAYBE_DAY,
    geldigTotEnMet=MAYBE_DAY,
)


def add_assignments(router: APIRouter) -> None:
    """Add the list, and a single one."""
    noun, one = ASSIGNMENTS.noun, f"{ASSIGNMENTS.path}/{{sleutel}}"
    router.add_api_route(
        ASSIGNMENTS.path, _list, **reading("Lijst van toewijzingen", rows(_ROW), noun)
    )
    router.add_api_route(one, _read, **reading("Eén toewijzing", _ROW, noun, headers=ETAG))


def _list(
    request: Request, reader: Annotated[Reader, _SEES], page: Annotated[Page, Query()]
) -> Response:
    filled = {} if page.cursor is None else {"cursor": page.cursor}
    with looking(office_of(request), reader, request) as eyes:
        by = narrowing(eyes.sight, tuple(filled))
        found = eyes.narrowed(ASSIGNMENTS.kind, by, filled, limit=page.aantal + 1)
        shown = _rows(eyes, [each.record for each in found[: page.aantal]])
    last = found[page.aantal - 1].record.key if len(found) > page.aantal else None
    return JSONResponse({"resultaten": shown}, headers=links(request, last))


def _read(request: Request, sleutel: Key, reader: Annotated[Reader, _SEES]) -> Response:
    with looking(office_of(request), reader, request) as eyes:
        record = eyes.record(ASSIGNMENTS.kind, sleutel).record
        [row] = _rows(eyes, [record])
    return JSONResponse(row, headers={"ETag": etag_of(record.version)})


def _rows(eyes: Looking, found: Sequence[Record]) -> list[Json]:
    refers = ("milestone_id", "contact_id")
    names = names_of(eyes, {each.number(name) for each in found for name in refers})
    return [_row(each, names) for each in found]


def _row(assignment: Record, names: Mapping[int, str]) -> Json:
    milestone, contact = assignment.number("milestone_id"), assignment.number("contact_id")
    first, last = assignment.day("valid_from"), assignment.day("valid_until")
    return {
        "sleutel": assignment.key,
        "versie": assignment.version,
        "mijlpaal": names.get(milestone or 0),
        "contact": names.get(contact or 0),
        "verantwoordelijkheid": assignment.text("responsibility"),
        "geldigVanaf": None if first is None else first.isoformat(),
        "geldigTotEnMet": None if last is None else last.isoformat(),
    }
