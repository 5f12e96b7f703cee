"""The feed of everything that happened, as CloudEvents in the order of the ledger, with a cursor.

Thin events: which row, what happened, which of its fields changed. What they became is asked of
the row itself, with the eyes of whoever asks; so an event never tells what its reader may not see.
"""

import json
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field
from sqlalchemy import Row, select

from mijlpaal.web.api.catalogue import BY_KIND
from mijlpaal.web.api.document import reading
from mijlpaal.web.api.event_types import DATA, EVENT_SCHEMA, TYPES
from mijlpaal.web.api.names import NAMES, Schema
from mijlpaal.web.api.negotiating import chosen
from mijlpaal.web.api.parameters import MOST_PER_PAGE, Strict
from mijlpaal.web.api.showing import Json
from mijlpaal.web.api.subjects import links, location_of
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.paths import OPENAPI_PATH
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.office import Office
from models.ledger.chain import EVENT
from models.reading.looking import Looking
from models.storage.lean_session import driver_of
from models.storage.records import SUBJECT
from models.vocabulary import SubjectKind

MEDIA_TYPE = "application/cloudevents-batch+json"
FORMS = (MEDIA_TYPE, "application/json")  # the same, for whoever asks for JSON only
# On PostgreSQL a number is given out before its transaction commits: a later one may be there
# first, and whoever asks on from it would never see the earlier one. No act takes this long.
_SETTLED = timedelta(seconds=10)
_LARGEST = 2**31 - 1
_KINDS = [str(each) for each in BY_KIND]
_SCHEMA: Schema = {"type": "array", "items": EVENT_SCHEMA}


class Since(Strict):
    """From where on."""

    aantal: int = Field(100, ge=1, le=MOST_PER_PAGE)
    cursor: int = Field(0, ge=0, le=_LARGEST, description="Het `id` dat u het laatst zag.")


def add_happenings(router: APIRouter) -> None:
    """Add the feed of everything that happened."""

    def happenings(
        request: Request,
        reader: Annotated[Reader, Depends(permitted(Resource.EVENTS))],
        since: Annotated[Since, Query()],
    ) -> Response:
        office = office_of(request)
        with looking(office, reader, request) as eyes:
            found = _events(eyes, office, since)
            kept = _kept_fields(eyes, found)
            eyes.note(sorted({row.subject_id for row in found}))
        events = [_event(request, office, row, kept) for row in found]
        last = str(found[-1].id) if found else str(since.cursor)
        form = chosen(request, FORMS)
        headers = {**links(request, last), "Vary": "Accept"}
        return JSONResponse(events, media_type=form, headers=headers)

    said = reading(
        "Wat er gebeurde, als CloudEvents; vraag verder met de cursor in `Link`",
        _SCHEMA,
        "gebeurtenissen",
        media_type=MEDIA_TYPE,
    )
    content = said["responses"][200]["content"]
    content |= dict.fromkeys(FORMS, content[MEDIA_TYPE])
    router.add_api_route("/gebeurtenissen", happenings, **said)


def _events(eyes: Looking, office: Office, since: Since) -> list[Row[*tuple[object, ...]]]:
    query = (
        select(EVENT, SUBJECT.c.kind.label("of_kind"), SUBJECT.c.key)
        .join(SUBJECT, SUBJECT.c.id == EVENT.c.subject_id)
        .where(EVENT.c.id > since.cursor, SUBJECT.c.kind.in_(_KINDS), eyes.may_see())
        .order_by(EVENT.c.id)
        .limit(since.aantal)
    )
    if driver_of(eyes.session)[1].name == "postgresql":
        query = query.where(EVENT.c.recorded_at <= office.now() - _SETTLED)
    return list(eyes.session.execute(query))


def _kept_fields(eyes: Looking, found: list[Row[*tuple[object, ...]]]) -> dict[int, frozenset[str]]:
    """Return the fields that are kept from the reader, by the row."""
    kept: dict[int, frozenset[str]] = {}
    for kind in {row.of_kind for row in found}:
        ids = sorted({row.subject_id for row in found if row.of_kind == kind})
        for each in eyes.records(SubjectKind(kind), SUBJECT.c.id.in_(ids)):
            kept[each.record.id] = each.withheld
    return kept


def _event(
    request: Request,
    office: Office,
    row: Row[*tuple[object, ...]],
    kept: dict[int, frozenset[str]],
) -> Json:
    kind = SubjectKind(row.of_kind)
    changed = json.loads(row.payload)["after"].keys() - kept.get(row.subject_id, frozenset())
    return {
        "specversion": "1.0",
        "id": str(row.id),
        "source": office.event_source,
        "type": TYPES[str(row.kind)],
        "subject": f"{kind}:{row.key}",
        "time": row.recorded_at.isoformat().replace("+00:00", "Z"),
        "sequence": str(row.id),
        "dataref": location_of(request, BY_KIND[kind], row.key),
        "datacontenttype": "application/json",
        "dataschema": _schema_at(request, office),
        "data": {
            "soort": str(kind),
            "sleutel": row.key,
            "gebeurtenis": row.kind,
            "versie": row.sequence,
            "geldtPer": row.effective_on.isoformat(),
            "velden": sorted(NAMES[each] for each in changed if each in NAMES),
        },
    }


def _schema_at(request: Request, office: Office) -> str:
    """Return where the schema of an event's data is."""
    root = office.web_address or str(request.base_url).rstrip("/")
    return f"{root}{OPENAPI_PATH}#/components/schemas/{DATA}"
