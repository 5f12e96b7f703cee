"""Readers: whom a company lets read what is its own, named by its own people or an administrator.

A company sees and names those of itself alone; who watches over access sees all of them.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import StringConstraints

from mijlpaal.web.api.asked import Changing, Making
from mijlpaal.web.api.bodies import Nothing
from mijlpaal.web.api.catalogue import Beside
from mijlpaal.web.api.document import changing, reading
from mijlpaal.web.api.doing import perform_once, require_may_in, require_version
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.parameters import Day, Line, Newest, Number, Strict, YesOrNo
from mijlpaal.web.api.schemas import (
    ETAG,
    MAYBE_DAY,
    MAYBE_TEXT,
    NUMBER,
    PLACE,
    TEXT,
    YES_OR_NO,
    an_object,
    rows,
)
from mijlpaal.web.api.showing import Json, etag_of, names_of, version_of
from mijlpaal.web.api.subjects import links, location_of
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import MATRIX, Action, Resource
from mijlpaal.web.entry.reader import Reader
from models.access.keeping import may_name, require_may_name
from models.access.naming import Which, name_reader, readers_of, unname_reader
from models.errors import UnknownSubjectError, Words
from models.ledger.writer import Ledger
from models.reading.looking import Looking
from models.storage.records import current_by_id
from models.tables import Representative
from models.vocabulary import SubjectKind

READERS = Beside("lezers")
_CREATED = 201
_MAY = MATRIX[Resource.NAMING, Action.MANAGE]
_ROW: Schema = an_object(
    nummer=NUMBER,
    naam=TEXT,
    organisatie=MAYBE_TEXT,
    isEigen={
        **YES_OR_NO,
        "description": "Is van de organisatie zelf; wat die leest, wordt niet vastgelegd.",
    },
    benoemdDoor=MAYBE_TEXT,
    vanaf=MAYBE_DAY,
    totEnMet=MAYBE_DAY,
)
_SEES = Depends(permitted(Resource.NAMING))
_MANAGES = Depends(permitted(Resource.NAMING, Action.MANAGE))


class NewReader(Strict):
    """Who reads what is which organisation's own, until when; ``isEigen`` says an administrator."""

    naam: Annotated[Line, StringConstraints(max_length=200)]
    organisatie: Annotated[Line, StringConstraints(max_length=200)]
    tot_en_met: Day | None = None
    is_eigen: YesOrNo = False


def add_readers(router: APIRouter) -> None:
    """Add reading, naming and ending."""
    noun, one = READERS.noun, f"{READERS.path}/{{nummer}}"
    said = reading("Wie vandaag leest wat van een bedrijf is", rows(_ROW), noun)
    router.add_api_route(READERS.path, _list, **said)
    router.add_api_route(one, _read, **reading("Eén lezer", _ROW, noun, headers=ETAG))
    made = changing("Laat iemand lezen", noun, _CREATED, _ROW, {**ETAG, **PLACE})
    router.add_api_route(READERS.path, _name, methods=["POST"], **made)
    ended = changing("Beëindig elke benoeming van die persoon", noun, 200, _ROW, ETAG)
    router.add_api_route(f"{one}/beeindigingen", _end, methods=["POST"], **ended)


def _list(
    request: Request, reader: Annotated[Reader, _SEES], page: Annotated[Newest, Query()]
) -> Response:
    with looking(office_of(request), reader, request) as eyes:
        which = Which(organisations=_whose(eyes, reader, request), before=page.cursor)
        today = office_of(request).today
        found = readers_of(eyes.session, which, today, limit=page.aantal + 1)
        names = names_of(eyes, {each.organisation_id for each in found})
    shown = [_row(each, names.get(each.organisation_id)) for each in found[: page.aantal]]
    last = str(found[page.aantal - 1].id) if len(found) > page.aantal else None
    return JSONResponse({"resultaten": shown}, headers=links(request, last))


def _read(request: Request, nummer: Number, reader: Annotated[Reader, _SEES]) -> Response:
    with looking(office_of(request), reader, request) as eyes:
        return _answer(eyes, _one(eyes, reader, request, nummer))


def _name(
    request: Request, reader: Annotated[Reader, _MANAGES], asked: Making, said: NewReader
) -> Response:
    def perform(ledger: Ledger, eyes: Looking) -> Response:
        _require_whole(reader)
        eyes.record(SubjectKind.ORGANISATION, said.organisatie)
        is_own = said.is_eigen
        require_may_name(
            ledger.session, ledger.actor, said.organisatie, ledger.today, is_own=is_own
        )
        named = name_reader(
            ledger.session,
            said.naam,
            said.organisatie,
            named_by=ledger.actor,
            now=ledger.at,
            until=said.tot_en_met,
            is_own=is_own,
        )
        answer = _answer(eyes, named, _CREATED)
        answer.headers["Location"] = location_of(request, READERS, str(named.id))
        return answer

    return perform_once(asked.by(reader, READERS, "", said), perform)


def _end(
    request: Request,
    nummer: Number,
    reader: Annotated[Reader, _MANAGES],
    asked: Changing,
    said: Nothing,
) -> Response:
    def perform(ledger: Ledger, eyes: Looking) -> Response:
        found = _one(eyes, reader, request, nummer)
        _require_whole(reader)
        key = current_by_id(ledger.session, found.organisation_id).key
        allowed = require_may_name(
            ledger.session, ledger.actor, key, ledger.today, is_own=found.is_own
        )
        require_version(asked.version, _version(found))
        unname_reader(
            ledger.session,
            found.actor,
            key,
            by=ledger.actor,
            now=ledger.at,
            own_too=allowed.is_keeper,
        )
        return _answer(eyes, found)

    return perform_once(asked.by(reader, READERS, str(nummer), said), perform)


def _whose(eyes: Looking, reader: Reader, request: Request) -> frozenset[int] | None:
    """Return the organisations whose readers are shown; None: of every one."""
    if reader.may(Resource.ACCESS):
        return None
    return may_name(eyes.session, reader.actor, office_of(request).today).organisations


def _require_whole(reader: Reader) -> None:
    """Let pass who comes by no token for some clusters: an organisation lies in none of them."""
    where = None
    if reader.sight.within is None:
        allowed = (c for role, c in reader.roles if role in _MAY)
        where = next(allowed, None)
    require_may_in(reader, where, Resource.NAMING, Action.MANAGE)


def _one(eyes: Looking, reader: Reader, request: Request, number: int) -> Representative:
    """Return somebody who reads today.

    Raises:
        UnknownSubjectError: there is nobody by this number, or not for this reader to see.
    """
    which = Which(organisations=_whose(eyes, reader, request), number=number)
    found = readers_of(eyes.session, which, office_of(request).today, limit=1)
    if not found:
        raise UnknownSubjectError(kind=Words("lezer", "reader"), key=str(number), suggestion="")
    return found[0]


def _answer(eyes: Looking, found: Representative, status: int = 200) -> Response:
    names = names_of(eyes, {found.organisation_id})
    headers = {"ETag": etag_of(_version(found))}
    return JSONResponse(_row(found, names.get(found.organisation_id)), status, headers)


def _version(found: Representative) -> str:
    return version_of(found.id, found.is_own, found.valid_until)


def _row(found: Representative, organisation: str | None) -> Json:
    return {
        "nummer": found.id,
        "naam": found.actor,
        "organisatie": organisation,
        "isEigen": found.is_own,
        "benoemdDoor": found.named_by or None,
        "vanaf": found.valid_from.isoformat(),
        "totEnMet": found.valid_until.isoformat() if found.valid_until else None,
    }
