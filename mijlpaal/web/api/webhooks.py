"""Where events are sent to: contacts of the channel webhook, kept by an administrator.

The address itself is not shown: its path can be a key. Only the host is.
"""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import StringConstraints

from mijlpaal.web.api.catalogue import PREFIX
from mijlpaal.web.api.changing import IfMatch
from mijlpaal.web.api.document import changing, reading
from mijlpaal.web.api.doing import require_version
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.parameters import Key, Line, Page, Strict, Text
from mijlpaal.web.api.showing import Json, etag_of
from mijlpaal.web.api.subjects import links
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.pages import below
from models.errors import UnknownSubjectError, Words
from models.people import contacts
from models.reading.looking import Looking
from models.storage.database import transaction
from models.storage.records import DETAIL, SUBJECT, Record
from models.vocabulary import SubjectKind
from notifications.addresses import require_reachable

_CONTACT = DETAIL[SubjectKind.CONTACT]
_IS_WEBHOOK = _CONTACT.c.channel == "webhook"
_ROW: Schema = {
    "type": "object",
    "required": ["sleutel", "versie", "functie", "host", "geldigTotEnMet"],
    "properties": {
        "sleutel": {"type": "string"},
        "versie": {"type": "integer"},
        "functie": {"type": "string"},
        "host": {"type": ["string", "null"]},
        "geldigTotEnMet": {"type": ["string", "null"], "format": "date"},
    },
}
_ROWS: Schema = {
    "type": "object",
    "required": ["resultaten"],
    "properties": {"resultaten": {"type": "array", "items": _ROW}},
}

_WHERE: Schema = {
    "ETag": {"description": "De versie, voor If-Match.", "schema": {"type": "string"}},
    "Location": {"description": "Waar hij is.", "schema": {"type": "string"}},
}


class NewWebhook(Strict):
    """Whom to send events, and where; what is sent to them follows from their assignments."""

    sleutel: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
    functie: Line
    adres: Annotated[Line, StringConstraints(max_length=300)]
    toelichting: Text | None = None


class Ended(Strict):
    """Why it ends."""

    toelichting: Line


def add_webhooks(router: APIRouter) -> None:
    """Add the list of webhooks, and making and ending one."""
    router.add_api_route("/webhooks", _list, **reading("Webhooks", _ROWS, "webhooks"))
    router.add_api_route(
        "/webhooks", _make, methods=["POST"], **changing("Voeg toe", "webhooks", 201, _ROW, _WHERE)
    )
    router.add_api_route(
        "/webhooks/{sleutel}",
        _one,
        **reading("Eén webhook", _ROW, "webhooks", headers={"ETag": _WHERE["ETag"]}),
    )
    router.add_api_route(
        "/webhooks/{sleutel}/beeindigingen",
        _end,
        methods=["POST"],
        **changing("Beëindig vandaag", "webhooks", 200, _ROW),
    )


def _list(
    request: Request,
    reader: Annotated[Reader, Depends(permitted(Resource.WEBHOOK))],
    page: Annotated[Page, Query()],
) -> Response:
    with looking(office_of(request), reader, request) as eyes:
        after = [] if page.cursor is None else [SUBJECT.c.key > page.cursor]
        found = eyes.records(SubjectKind.CONTACT, _IS_WEBHOOK, *after, limit=page.aantal + 1)
    rows = [_row(each.record) for each in found[: page.aantal]]
    last = found[page.aantal - 1].record.key if len(found) > page.aantal else None
    return JSONResponse({"resultaten": rows}, headers=links(request, last))


def _one(
    request: Request,
    sleutel: Key,
    reader: Annotated[Reader, Depends(permitted(Resource.WEBHOOK))],
) -> Response:
    with looking(office_of(request), reader, request) as eyes:
        found = _webhook(eyes, sleutel)
    return JSONResponse(_row(found), headers={"ETag": etag_of(found.version)})


def _make(
    request: Request,
    reader: Annotated[Reader, Depends(permitted(Resource.WEBHOOK, Action.MANAGE))],
    said: NewWebhook,
) -> Response:
    office = office_of(request)
    fields = {"title": said.functie, "channel": "webhook", "address": said.adres}
    with transaction(office.engine) as session:
        made = contacts.add(
            office.ledger(session, reader.actor),
            said.sleutel,
            fields,
            address_rule=require_reachable,
            reason=said.toelichting,
        )
    where = below(request, f"{PREFIX}/webhooks/{made.key}")
    return JSONResponse(_row(made), 201, {"ETag": etag_of(made.version), "Location": where})


def _end(
    request: Request,
    sleutel: Key,
    reader: Annotated[Reader, Depends(permitted(Resource.WEBHOOK, Action.MANAGE))],
    said: Ended,
    if_match: IfMatch = None,
) -> Response:
    office = office_of(request)
    with transaction(office.engine) as session:
        found = _webhook(Looking(session, reader.sight), sleutel)
        require_version(if_match, found.version)
        ended = contacts.end(
            office.ledger(session, reader.actor), sleutel, office.today, reason=said.toelichting
        )
    return JSONResponse(_row(ended), headers={"ETag": etag_of(ended.version)})


def _webhook(eyes: Looking, key: str) -> Record:
    """Return a webhook.

    Raises:
        UnknownSubjectError: there is none of this key; other contacts are no webhooks.
    """
    found = eyes.records(SubjectKind.CONTACT, _IS_WEBHOOK, SUBJECT.c.key == key)
    if not found:
        raise UnknownSubjectError(kind=Words("webhook", "webhook"), key=key, suggestion="")
    return found[0].record


def _row(contact: Record) -> Json:
    last = contact.day("valid_until")
    return {
        "sleutel": contact.key,
        "versie": contact.version,
        "functie": contact.text("title"),
        "host": urlsplit(contact.text("address") or "").hostname,
        "geldigTotEnMet": last.isoformat() if last else None,
    }
