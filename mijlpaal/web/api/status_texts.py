"""Status texts: what a letter to the Kamer says of a cluster or the programme, and its approval."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import StringConstraints

from mijlpaal.web.api.approving import Approving, add_approving
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
from mijlpaal.web.api.narrowing import narrowing
from mijlpaal.web.api.parameters import Day, Key, Page, Reference
from mijlpaal.web.api.schemas import (
    ETAG,
    MAYBE_DAY,
    MAYBE_TEXT,
    NUMBER,
    PLACE,
    TEXT,
    an_object,
    rows,
)
from mijlpaal.web.api.showing import Json, etag_of, names_of
from mijlpaal.web.api.subjects import links, location_of
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from models.errors import InvalidAmendmentError, Words
from models.ledger.writer import Ledger
from models.publications import approval
from models.publications.status_texts import SUBJECTS, in_the_making, write
from models.reading.looking import Looking
from models.storage.records import Record, current_by_id
from models.vocabulary import Confidentiality, SubjectKind

STATUS_TEXTS = Collection(
    "statusteksten", "statustekst", SubjectKind.STATUS_TEXT, Resource.STATUS_TEXT
)
_OK, _CREATED = 200, 201
_ROW: Schema = an_object(
    sleutel=TEXT,
    versie=NUMBER,
    onderwerp=MAYBE_TEXT,
    tekst=MAYBE_TEXT,
    peildatum=MAYBE_DAY,
    doelgroep=MAYBE_TEXT,
    stand=MAYBE_TEXT,
    voorgelegdOp=MAYBE_DAY,
    vastgesteldOp=MAYBE_DAY,
)
_SEES = Depends(permitted(Resource.STATUS_TEXT))
_WRITES = Depends(permitted(Resource.STATUS_TEXT, Action.REGISTER))


class WrittenText(WithReason):
    """A text about a cluster or the programme, and for whom it is once it is established."""

    onderwerp: Reference
    tekst: Annotated[str, StringConstraints(min_length=1, max_length=20_000, pattern=r"^[^\x00]*$")]
    peildatum: Day | None = None
    doelgroep: Literal["public", "internal"] = "public"


def add_status_texts(router: APIRouter) -> None:
    """Add reading, writing and approving."""
    noun, one = STATUS_TEXTS.noun, f"{STATUS_TEXTS.path}/{{sleutel}}"
    router.add_api_route(
        STATUS_TEXTS.path, _list, **reading("Lijst van statusteksten", rows(_ROW), noun)
    )
    router.add_api_route(one, _read, **reading("Eén statustekst", _ROW, noun, headers=ETAG))
    said = changing("Schrijf een statustekst", noun, _CREATED, _ROW, {**ETAG, **PLACE})
    again = {**said["responses"][_CREATED], "description": "Die in de maak is herschreven."}
    said["responses"] |= {_OK: again}
    router.add_api_route(STATUS_TEXTS.path, _write, methods=["POST"], **said)
    add_approving(router, _APPROVING)


def _list(
    request: Request, reader: Annotated[Reader, _SEES], page: Annotated[Page, Query()]
) -> Response:
    filled = {} if page.cursor is None else {"cursor": page.cursor}
    with looking(office_of(request), reader, request) as eyes:
        by = narrowing(eyes.sight, tuple(filled))
        found = eyes.narrowed(STATUS_TEXTS.kind, by, filled, limit=page.aantal + 1)
        shown = [_row(eyes, each.record) for each in found[: page.aantal]]
    last = found[page.aantal - 1].record.key if len(found) > page.aantal else None
    return JSONResponse({"resultaten": shown}, headers=links(request, last))


def _read(request: Request, sleutel: Key, reader: Annotated[Reader, _SEES]) -> Response:
    with looking(office_of(request), reader, request) as eyes:
        return _answer(eyes, eyes.record(STATUS_TEXTS.kind, sleutel).record)


def _write(
    request: Request,
    reader: Annotated[Reader, _WRITES],
    asked: Changing,
    said: WrittenText,
) -> Response:
    def perform(ledger: Ledger, eyes: Looking) -> Response:
        about = _about(eyes, said.onderwerp)
        require_may_in(reader, _cluster_of(about), STATUS_TEXTS.resource, Action.REGISTER)
        ledger.hold(about.id)  # what is in the making stays so until it is rewritten
        before = in_the_making(ledger.session, about.id)
        if before is not None:
            require_version(asked.version, before.version)
        written = write(
            ledger,
            about,
            said.tekst,
            reference_date=said.peildatum,
            audience=Confidentiality(said.doelgroep),
            reason=said.toelichting,
        )
        answer = _answer(eyes, written, _CREATED if before is None else _OK)
        answer.headers["Location"] = location_of(request, STATUS_TEXTS, written.key)
        return answer

    return perform_once(asked.by(reader, STATUS_TEXTS, "", said), perform)


def _find(eyes: Looking, key: str) -> tuple[Record, int | None, int]:
    text = eyes.record(STATUS_TEXTS.kind, key).record
    about = current_by_id(eyes.session, text.number("about_id") or 0)
    return text, _cluster_of(about), text.version


def _about(eyes: Looking, name: str) -> Record:
    """Return the cluster or the programme that is named.

    Raises:
        InvalidAmendmentError: it is neither, or not for this reader.
    """
    kind, _, key = name.partition(":")
    words = Words("statustekst", "status text")
    if kind not in SUBJECTS:
        raise InvalidAmendmentError(
            subject=words,
            field="onderwerp",
            value=name,
            problem=Words(
                "verwacht cluster:SLEUTEL of programme:SLEUTEL",
                "cluster:KEY or programme:KEY is expected",
            ),
        )
    return current_by_id(eyes.session, require_seen(eyes, words, "onderwerp", (kind, key)))


def _cluster_of(about: Record) -> int | None:
    return about.id if about.kind is SubjectKind.CLUSTER else None


def _answer(eyes: Looking, text: Record, status: int = _OK) -> Response:
    return JSONResponse(_row(eyes, text), status, {"ETag": etag_of(text.version)})


def _row(eyes: Looking, text: Record) -> Json:
    about_id = text.number("about_id")
    return {
        "sleutel": text.key,
        "versie": text.version,
        "onderwerp": names_of(eyes, {about_id}).get(about_id or 0),
        "tekst": text.text("text"),
        "peildatum": _iso(text, "reference_date"),
        "doelgroep": text.text("audience"),
        "stand": text.text("approval"),
        "voorgelegdOp": _iso(text, "proposed_on"),
        "vastgesteldOp": _iso(text, "established_on"),
    }


def _iso(text: Record, column: str) -> str | None:
    day = text.day(column)
    return None if day is None else day.isoformat()


_APPROVING = Approving(
    of=STATUS_TEXTS,
    path=f"{STATUS_TEXTS.path}/{{sleutel}}",
    key=Key,
    row=_ROW,
    find=_find,
    propose=approval.propose,
    establish=approval.establish,
    give_back=approval.give_back,
    proposing=Action.ADVANCE,
    answer=lambda eyes, _, text: _answer(eyes, text),
)
