"""Where events are sent to: contacts of the channel webhook, kept by an administrator.

The address itself is not shown: its path can be a key. Only the host is.
"""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import StringConstraints

from mijlpaal.web.api.asked import Changing, Making
from mijlpaal.web.api.catalogue import Collection
from mijlpaal.web.api.document import changing, reading
from mijlpaal.web.api.doing import perform_once, require_may_in, require_version
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.parameters import Key, Line, OfToday, Strict, Text
from mijlpaal.web.api.schemas import ETAG, PLACE
from mijlpaal.web.api.showing import Json, etag_of
from mijlpaal.web.api.subjects import links, location_of
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from models.errors import UnknownSubjectError, Words
from models.ledger.writer import Ledger
from models.people import contacts
from models.reading.looking import Looking
from models.storage.records import DETAIL, SUBJECT, Record
from models.vocabulary import SubjectKind
from notifications.addresses import require_reachable

WEBHOOKS = Collection(
    "webhooks", "webhook", SubjectKind.CONTACT, Resource.WEBHOOK, is_in_a_cluster=False
)
_CREATED = 201
_CONTACT = DETAIL[WEBHOOKS.kind]
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
    made = changing("Voeg toe", "webhooks", _CREATED, _ROW, {**ETAG, **PLACE})
    router.add_api_route("/webhooks", _make, methods=["POST"], **made)
    router.add_api_route(
        "/webhooks/{sleutel}",
        _one,
        **reading("Eén webhook", _ROW, "webhooks", headers=ETAG),
    )
    router.add_api_route(
        "/webhooks/{sleutel}/beeindigingen",
        _end,
        methods=["POST"],
        **changing("Beëindig vandaag", "webhooks", 200, _ROW, ETAG),
    )


def _list(
    request: Request,
    reader: Annotated[Reader, Depends(permitted(Resource.WEBHOOK))],
    page: Annotated[OfToday, Query()],
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
    return _answer(found)


def _make(
    request: Request,
    reader: Annotated[Reader, Depends(permitted(Resource.WEBHOOK, Action.MANAGE))],
    asked: Making,
    said: NewWebhook,
) -> Response:
    def perform(ledger: Ledger, _eyes: Looking) -> Response:
        require_may_in(reader, None, Resource.WEBHOOK, Action.MANAGE)
        fields = {"title": said.functie, "channel": "webhook", "address": said.adres}
        made = contacts.add(
            ledger,
            said.sleutel,
            fields,
            address_rule=require_reachable,
            reason=said.toelichting,
        )
        answer = _answer(made, _CREATED)
        answer.headers["Location"] = location_of(request, WEBHOOKS, made.key)
        return answer

    return perform_once(asked.by(reader, WEBHOOKS, said.sleutel, said), perform)


def _end(
    sleutel: Key,
    reader: Annotated[Reader, Depends(permitted(Resource.WEBHOOK, Action.MANAGE))],
    asked: Changing,
    said: Ended,
) -> Response:
    def perform(ledger: Ledger, eyes: Looking) -> Response:
        require_version(asked.version, _webhook(eyes, sleutel).version)
        return _answer(contacts.end(ledger, sleutel, ledger.today, reason=said.toelichting))

    return perform_once(asked.by(reader, WEBHOOKS, sleutel, said), perform)


def _webhook(eyes: Looking, key: str) -> Record:
    """Return a webhook.

    Raises:
        UnknownSubjectError: there is none of this key; other contacts are no webhooks.
    """
    found = eyes.records(SubjectKind.CONTACT, _IS_WEBHOOK, SUBJECT.c.key == key)
    if not found:
        raise UnknownSubjectError(kind=Words("webhook", "webhook"), key=key, suggestion="")
    return found[0].record


def _answer(contact: Record, status: int = 200) -> Response:
    return JSONResponse(_row(contact), status, {"ETag": etag_of(contact.version)})


def _row(contact: Record) -> Json:
    last = contact.day("valid_until")
    return {
        "sleutel": contact.key,
        "versie": contact.version,
        "functie": contact.text("title"),
        "host": urlsplit(contact.text("address") or "").hostname,
        "geldigTotEnMet": last.isoformat() if last else None,
    }
