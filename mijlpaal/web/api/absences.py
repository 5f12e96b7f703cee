"""Who is away and who hears instead: the list, an absence that is recorded, and one that ends."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response

from mijlpaal.web.api.asked import Changing
from mijlpaal.web.api.bodies import WithReason
from mijlpaal.web.api.catalogue import Collection
from mijlpaal.web.api.document import changing, reading
from mijlpaal.web.api.doing import (
    perform_once,
    require_may_in,
    require_seen,
    require_version,
)
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.parameters import Day, Key, Line, Page
from mijlpaal.web.api.schemas import ETAG, MAYBE_TEXT, NUMBER, PLACE, TEXT, an_object, rows
from mijlpaal.web.api.showing import Json, etag_of, names_of
from mijlpaal.web.api.subjects import links, location_of
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from models.errors import InvalidAmendmentError, Words
from models.ledger.writer import Ledger
from models.people.absences import be_absent, be_back
from models.reading.looking import Looking
from models.storage.records import DETAIL, SUBJECT, Record, current_by_id
from models.vocabulary import SubjectKind

ABSENCES = Collection(
    "afwezigheden",
    "afwezigheid",
    SubjectKind.ABSENCE,
    Resource.CONTACT,
    is_in_a_cluster=False,
)
_CREATED = 201
_DAY: Schema = {"type": "string", "format": "date"}
_ROW: Schema = an_object(
    sleutel=TEXT,
    versie=NUMBER,
    contact=MAYBE_TEXT,
    vervanger=MAYBE_TEXT,
    vanaf=_DAY,
    totEnMet=_DAY,
)
_ABSENCE = DETAIL[SubjectKind.ABSENCE].c
_SEES = Depends(permitted(Resource.CONTACT))
_KEEPS = Depends(permitted(Resource.CONTACT, Action.AMEND))


class NewAbsence(WithReason):
    """Who is away, both days included, and who hears in the meantime; contacts by key."""

    contact: Line
    vervanger: Line
    vanaf: Day
    tot_en_met: Day


def add_absences(router: APIRouter) -> None:
    """Add reading, recording and ending."""
    noun, one = ABSENCES.noun, f"{ABSENCES.path}/{{sleutel}}"
    router.add_api_route(
        ABSENCES.path, _list, **reading("Lijst van afwezigheden", rows(_ROW), noun)
    )
    router.add_api_route(one, _read, **reading("Eén afwezigheid", _ROW, noun, headers=ETAG))
    made = changing("Leg een afwezigheid vast", noun, _CREATED, _ROW, {**ETAG, **PLACE})
    router.add_api_route(ABSENCES.path, _begin, methods=["POST"], **made)
    ended = changing("Er weer, of toch niet weg", noun, 200, _ROW, ETAG)
    router.add_api_route(f"{one}/beeindigingen", _end, methods=["POST"], **ended)


def _list(
    request: Request, reader: Annotated[Reader, _SEES], page: Annotated[Page, Query()]
) -> Response:
    with looking(office_of(request), reader, request) as eyes:
        after = [] if page.cursor is None else [SUBJECT.c.key > page.cursor]
        was_not_called_off = _ABSENCE.valid_from <= _ABSENCE.valid_until
        found = eyes.records(ABSENCES.kind, was_not_called_off, *after, limit=page.aantal + 1)
        shown = [_row(eyes, each.record) for each in found[: page.aantal]]
    last = found[page.aantal - 1].record.key if len(found) > page.aantal else None
    return JSONResponse({"resultaten": shown}, headers=links(request, last))


def _read(request: Request, sleutel: Key, reader: Annotated[Reader, _SEES]) -> Response:
    with looking(office_of(request), reader, request) as eyes:
        return _answer(eyes, eyes.record(ABSENCES.kind, sleutel).record)


def _begin(
    request: Request,
    reader: Annotated[Reader, _KEEPS],
    asked: Changing,
    said: NewAbsence,
) -> Response:
    def perform(ledger: Ledger, eyes: Looking) -> Response:
        require_may_in(reader, None, Resource.CONTACT, Action.AMEND)
        contact = eyes.record(SubjectKind.CONTACT, said.contact).record
        require_version(asked.version, contact.version)
        require_seen(eyes, contact.name, "vervanger", (str(SubjectKind.CONTACT), said.vervanger))
        made = be_absent(
            ledger,
            said.contact,
            first=said.vanaf,
            last=said.tot_en_met,
            replaced_by=said.vervanger,
            reason=said.toelichting,
        )
        answer = _answer(eyes, made, _CREATED)
        answer.headers["Location"] = location_of(request, ABSENCES, made.key)
        return answer

    return perform_once(asked.by(reader, ABSENCES, "", said), perform)


def _end(
    sleutel: Key,
    reader: Annotated[Reader, _KEEPS],
    asked: Changing,
    said: WithReason,
) -> Response:
    def perform(ledger: Ledger, eyes: Looking) -> Response:
        absence = eyes.record(ABSENCES.kind, sleutel).record
        require_may_in(reader, None, Resource.CONTACT, Action.AMEND)
        require_version(asked.version, absence.version)
        contact = current_by_id(ledger.session, absence.number("contact_id") or 0)
        ended = be_back(ledger, contact.key, reason=said.toelichting)
        if ended.id != absence.id:
            raise _another_first(absence, ended)
        return _answer(eyes, ended)

    return perform_once(asked.by(reader, ABSENCES, sleutel, said), perform)


def _another_first(absence: Record, ended: Record) -> InvalidAmendmentError:
    return InvalidAmendmentError(
        subject=absence.name,
        field="sleutel",
        value=absence.key,
        problem=Words(
            f"die is voorbij, of {ended.key} gaat voor",
            f"it is over, or {ended.key} comes before it",
        ),
    )


def _answer(eyes: Looking, absence: Record, status: int = 200) -> Response:
    return JSONResponse(_row(eyes, absence), status, {"ETag": etag_of(absence.version)})


def _row(eyes: Looking, absence: Record) -> Json:
    contact, stand_in = absence.number("contact_id"), absence.number("replaced_by_id")
    names = names_of(eyes, {contact, stand_in})
    return {
        "sleutel": absence.key,
        "versie": absence.version,
        "contact": names.get(contact or 0),
        "vervanger": names.get(stand_in or 0),
        "vanaf": str(absence.day("valid_from")),
        "totEnMet": str(absence.day("valid_until")),
    }
