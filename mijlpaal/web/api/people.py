"""Contacts and mandates: who is told, and who may do what; kept as on the command line.

The address of a webhook is not shown (``webhooks``): its path can be a key.
"""

from collections.abc import Sequence
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field, StringConstraints
from sqlalchemy import select, tuple_

from mijlpaal.web.api.asked import Changing, Making
from mijlpaal.web.api.catalogue import Collection
from mijlpaal.web.api.document import Options, changing, reading
from mijlpaal.web.api.doing import perform_once, require_may_in, require_seen, require_version
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.narrowing import narrowing
from mijlpaal.web.api.parameters import NUMERIC, Day, Key, Line, Page, Reference, Strict, Text
from mijlpaal.web.api.schemas import ETAG, NAMES, PLACE
from mijlpaal.web.api.showing import Json, etag_of, names_of
from mijlpaal.web.api.subjects import links, location_of
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from models.acts import mandates
from models.acts.registering import KEY
from models.ledger.writer import Ledger
from models.people import contacts
from models.people.contacts import FIRST_HOUR, LAST_HOUR, unwanted_of
from models.reading.looking import Looking
from models.storage.records import SUBJECT, Record, name_of
from models.vocabulary import Confidentiality, Language, Role, SubjectKind
from notifications.addresses import require_reachable

CONTACTS = Collection(
    "contacten", "contact", SubjectKind.CONTACT, Resource.CONTACT, is_in_a_cluster=False
)
MANDATES = Collection("mandaten", "mandaat", SubjectKind.MANDATE, Resource.MANDATE)
_CONTACT, _MANDATE = CONTACTS.kind, MANDATES.kind
_CREATED = 201
_TEXT: Schema = {"type": ["string", "null"]}
_DAY: Schema = {"type": ["string", "null"], "format": "date"}
_Hour = Annotated[int, Field(ge=FIRST_HOUR, le=LAST_HOUR), NUMERIC]
_ROW_OF: dict[SubjectKind, Schema] = {
    _CONTACT: {
        **dict.fromkeys(("functie", "functieEngels", "kanaal", "adres", "taal", "rol"), _TEXT),
        **dict.fromkeys(("organisatie", "machtiging"), _TEXT),
        "uurVanDagbericht": {"type": ["integer", "null"]},
        "ongewenst": NAMES,
        **dict.fromkeys(("geldigVanaf", "geldigTotEnMet"), _DAY),
    },
    _MANDATE: {
        **dict.fromkeys(("wie", "rol", "cluster"), _TEXT),
        **dict.fromkeys(("geldigVanaf", "geldigTotEnMet"), _DAY),
    },
}


class ContactFields(Strict):
    """What can be said of a contact; null takes it away."""

    functie: Line | None = None
    functie_engels: Line | None = None
    kanaal: Line | None = None
    adres: Annotated[Line, StringConstraints(max_length=300)] | None = None
    taal: Language | None = None
    rol: Role | None = None
    organisatie: Reference | None = None
    machtiging: Confidentiality | None = None
    uur_van_dagbericht: _Hour | None = Field(None, description="Null: zodra er nieuws is.")
    ongewenst: list[Reference] | None = Field(
        None, max_length=100, description="Clusters en mijlpalen waarvan geen nieuws komt."
    )
    geldig_vanaf: Day | None = None
    geldig_tot_en_met: Day | None = None
    toelichting: Text | None = None


class NewContact(ContactFields):
    """A function, and how it is told."""

    sleutel: Annotated[str, StringConstraints(pattern=f"^{KEY}$", max_length=80)]
    functie: Line


class EndedContact(Strict):
    """Its last day, and why."""

    op: Day
    toelichting: Line


class NewMandate(Strict):
    """Who may do what, where, and how long."""

    wie: Line
    rol: Role
    cluster: Line | None = None
    geldig_vanaf: Day | None = None
    geldig_tot_en_met: Day | None = None


class Withdrawn(Strict):
    """Why it ends."""

    toelichting: Text | None = None


_COLUMNS = {
    "functie": "title",
    "functie_engels": "title_en",
    "kanaal": "channel",
    "adres": "address",
    "taal": "language",
    "rol": "person_role",
    "organisatie": "organisation_id",
    "machtiging": "clearance",
    "uur_van_dagbericht": "digest_hour",
    "geldig_vanaf": "valid_from",
    "geldig_tot_en_met": "valid_until",
}


def add_people(router: APIRouter) -> None:
    """Add contacts and mandates."""
    _add_reading(router, CONTACTS)
    _add_reading(router, MANDATES)
    for path, call, methods, said in (
        ("/contacten", _add_contact, "POST", _said("Voeg een contact toe", CONTACTS, _CREATED)),
        ("/contacten/{sleutel}", _change_contact, "PATCH", _said("Wijzig", CONTACTS)),
        ("/contacten/{sleutel}/beeindigingen", _end_contact, "POST", _said("Beëindig", CONTACTS)),
        ("/mandaten", _give, "POST", _said("Geef een mandaat", MANDATES, _CREATED)),
        ("/mandaten/{sleutel}/intrekkingen", _withdraw, "POST", _said("Trek in", MANDATES)),
    ):
        router.add_api_route(path, call, methods=[methods], **said)


def _add_reading(router: APIRouter, of: Collection) -> None:
    kind, noun, door = of.kind, of.noun, Depends(permitted(of.resource))

    def rows(
        request: Request, reader: Annotated[Reader, door], page: Annotated[Page, Query()]
    ) -> Response:
        filled = {} if page.cursor is None else {"cursor": page.cursor}
        with looking(office_of(request), reader, request) as eyes:
            by = narrowing(eyes.sight, tuple(filled))
            found = eyes.narrowed(kind, by, filled, limit=page.aantal + 1)
            shown = [_row(eyes, each.record) for each in found[: page.aantal]]
        last = found[page.aantal - 1].record.key if len(found) > page.aantal else None
        return JSONResponse({"resultaten": shown}, headers=links(request, last))

    def one(request: Request, sleutel: Key, reader: Annotated[Reader, door]) -> Response:
        with looking(office_of(request), reader, request) as eyes:
            record = eyes.record(kind, sleutel).record
            return JSONResponse(_row(eyes, record), headers={"ETag": etag_of(record.version)})

    listed = {"type": "array", "items": _schema(kind)}
    schema: Schema = {
        "type": "object",
        "required": ["resultaten"],
        "properties": {"resultaten": listed},
    }
    router.add_api_route(f"/{noun}", rows, **reading(f"Lijst van {noun}", schema, noun))
    said = reading("Eén ervan", _schema(kind), noun, headers=ETAG)
    router.add_api_route(f"/{noun}/{{sleutel}}", one, **said)


def _add_contact(
    request: Request,
    reader: Annotated[Reader, Depends(permitted(Resource.CONTACT, Action.REGISTER))],
    asked: Making,
    said: NewContact,
) -> Response:
    def perform(ledger: Ledger, eyes: Looking) -> Response:
        require_may_in(reader, None, Resource.CONTACT, Action.REGISTER)
        made = contacts.add(
            ledger,
            said.sleutel,
            _fields(eyes, said.sleutel, said),
            address_rule=require_reachable,
            reason=said.toelichting,
        )
        return _made(request, eyes, made, CONTACTS)

    return perform_once(asked.by(reader, CONTACTS, said.sleutel, said), perform)


def _change_contact(
    sleutel: Key,
    reader: Annotated[Reader, Depends(permitted(Resource.CONTACT, Action.AMEND))],
    asked: Changing,
    said: ContactFields,
) -> Response:
    def perform(ledger: Ledger, eyes: Looking) -> Response:
        contact = eyes.record(_CONTACT, sleutel).record
        require_version(asked.version, contact.version)
        changed = contacts.change(
            ledger,
            sleutel,
            _fields(eyes, sleutel, said, contact),
            address_rule=require_reachable,
            reason=said.toelichting,
        )
        return _answer(eyes, changed)

    return perform_once(asked.by(reader, CONTACTS, sleutel, said), perform)


def _end_contact(
    sleutel: Key,
    reader: Annotated[Reader, Depends(permitted(Resource.CONTACT, Action.AMEND))],
    asked: Changing,
    said: EndedContact,
) -> Response:
    def perform(ledger: Ledger, eyes: Looking) -> Response:
        require_version(asked.version, eyes.record(_CONTACT, sleutel).record.version)
        return _answer(eyes, contacts.end(ledger, sleutel, said.op, reason=said.toelichting))

    return perform_once(asked.by(reader, CONTACTS, sleutel, said), perform)


def _give(
    request: Request,
    reader: Annotated[Reader, Depends(permitted(Resource.MANDATE, Action.REGISTER))],
    asked: Making,
    said: NewMandate,
) -> Response:
    def perform(ledger: Ledger, eyes: Looking) -> Response:
        place = None
        if said.cluster is not None:
            place = eyes.record(SubjectKind.CLUSTER, said.cluster).record.id
        require_may_in(reader, place, Resource.MANDATE, Action.REGISTER)
        made = mandates.give(
            ledger,
            said.wie,
            said.rol,
            cluster=said.cluster,
            valid_from=said.geldig_vanaf,
            valid_until=said.geldig_tot_en_met,
        )
        return _made(request, eyes, made, MANDATES)

    return perform_once(asked.by(reader, MANDATES, "", said), perform)


def _withdraw(
    sleutel: Key,
    reader: Annotated[Reader, Depends(permitted(Resource.MANDATE, Action.AMEND))],
    asked: Changing,
    said: Withdrawn,
) -> Response:
    def perform(ledger: Ledger, eyes: Looking) -> Response:
        require_version(asked.version, eyes.record(_MANDATE, sleutel).record.version)
        return _answer(eyes, mandates.withdraw(ledger, sleutel, reason=said.toelichting))

    return perform_once(asked.by(reader, MANDATES, sleutel, said), perform)


def _fields(
    eyes: Looking, key: str, said: ContactFields, before: Record | None = None
) -> dict[str, str | None]:
    """Return what was sent by column, as the text that the column reads."""
    found: dict[str, str | None] = {}
    for name in _COLUMNS.keys() & said.model_fields_set:
        value = getattr(said, name)
        if name == "organisatie" and value is not None:
            kind, _, other = str(value).partition(":")
            value = require_seen(eyes, name_of(_CONTACT, key), name, (kind, other))
        found[_COLUMNS[name]] = None if value is None else str(value)
    if "ongewenst" in said.model_fields_set:
        found["unwanted"] = _unwanted(eyes, key, said.ongewenst or [], before)
    return found


def _unwanted(eyes: Looking, key: str, named: Sequence[str], before: Record | None) -> str | None:
    """Return what a contact wants no news of; what the reader may not see of it stays."""
    for each in named:
        kind, _, other = each.partition(":")
        require_seen(eyes, name_of(_CONTACT, key), "ongewenst", (kind, other))
    hidden = [] if before is None else set(unwanted_of(before)) - set(_seen_unwanted(eyes, before))
    return " ".join(dict.fromkeys([*sorted(hidden), *named])) or None


def _seen_unwanted(eyes: Looking, contact: Record) -> list[str]:
    keys = [each.partition(":") for each in unwanted_of(contact)]
    query = select(SUBJECT.c.kind, SUBJECT.c.key).where(
        tuple_(SUBJECT.c.kind, SUBJECT.c.key).in_([(kind, key) for kind, _, key in keys]),
        eyes.may_see(),
    )
    seen = {f"{kind}:{key}" for kind, key in eyes.session.execute(query)} if keys else set()
    return [each for each in unwanted_of(contact) if each in seen]


def _made(request: Request, eyes: Looking, made: Record, of: Collection) -> Response:
    headers = {"ETag": etag_of(made.version), "Location": location_of(request, of, made.key)}
    return JSONResponse(_row(eyes, made), _CREATED, headers)


def _answer(eyes: Looking, record: Record) -> Response:
    return JSONResponse(_row(eyes, record), headers={"ETag": etag_of(record.version)})


def _row(eyes: Looking, record: Record) -> Json:
    days = {
        name: day.isoformat() if (day := record.day(column)) else None
        for name, column in (("geldigVanaf", "valid_from"), ("geldigTotEnMet", "valid_until"))
    }
    row: Json = {"sleutel": record.key, "versie": record.version, **days}
    if record.kind is _MANDATE:
        cluster = _named(eyes, record, "cluster_id")
        return {**row, "wie": record.text("actor"), "rol": record.text("role"), "cluster": cluster}
    return {
        **row,
        "functie": record.text("title"),
        "functieEngels": record.text("title_en"),
        "kanaal": record.text("channel"),
        "adres": _address(record),
        "taal": record.text("language"),
        "rol": record.text("person_role"),
        "organisatie": _named(eyes, record, "organisation_id"),
        "machtiging": record.text("clearance"),
        "uurVanDagbericht": record.number("digest_hour"),
        "ongewenst": _seen_unwanted(eyes, record),
    }


def _address(contact: Record) -> str | None:
    address = contact.text("address")
    is_webhook = contact.text("channel") == "webhook"
    return urlsplit(address or "").hostname if is_webhook else address


def _named(eyes: Looking, record: Record, column: str) -> str | None:
    return names_of(eyes, {record.number(column)}).get(record.number(column) or 0)


def _schema(kind: SubjectKind) -> Schema:
    own = _ROW_OF[kind]
    properties = {"sleutel": {"type": "string"}, "versie": {"type": "integer"}, **own}
    return {"type": "object", "required": sorted(properties), "properties": properties}


def _said(summary: str, of: Collection, status: int = 200) -> Options:
    headers = {**ETAG, **PLACE} if status == _CREATED else ETAG
    return changing(summary, of.noun, status, _schema(of.kind), headers)
