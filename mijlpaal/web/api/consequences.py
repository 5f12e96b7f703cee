"""What a change would touch, as far as the reader may see it; nothing of it is stored."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response

from mijlpaal.web.api.document import reading
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.parameters import Day, Line, Strict
from mijlpaal.web.api.problems import ApiError
from mijlpaal.web.api.showing import Json
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from models.consequences.changes import Change, What
from models.consequences.impact import Effect, impact
from models.errors import UnknownSubjectError, Words
from models.foresight.scenarios import require_possible
from models.foresight.situation import situation_on
from models.reading.looking import Looking, Shown
from models.storage.records import SUBJECT
from models.vocabulary import SubjectKind

_SCHEMA: Schema = {
    "type": "object",
    "required": ["resultaten"],
    "properties": {
        "resultaten": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "onderwerp": {"type": "string"},
                    "titel": {"type": ["string", "null"]},
                    "gevolg": {"type": "string"},
                    "laag": {"type": "integer"},
                    "dagenLater": {"type": ["integer", "null"]},
                    "breektGrens": {"type": ["boolean", "null"]},
                },
            },
        }
    },
}


class WhatIf(Strict):
    """What happens, and to what; without a day or a state it drops out."""

    onderwerp: Line
    uiterlijk: Day | None = None
    toestand: Line | None = None


def add_impact(router: APIRouter) -> None:
    """Add what a change would touch."""

    def touched(
        request: Request,
        reader: Annotated[Reader, Depends(permitted(Resource.WHAT_IF))],
        what: Annotated[WhatIf, Query()],
    ) -> Response:
        change, office = _change(what), office_of(request)
        with looking(office, reader, request) as eyes:
            kind, _, key = what.onderwerp.partition(":")
            _require_seen(eyes, kind, key)
            situation = situation_on(eyes.session, office.today, clearance=reader.clearance)
            require_possible(eyes.session, situation, change)
            found = impact(situation, [change], calendar=office.rulebook.calendar).touched
            seen = _seen(eyes, found)
        rows = [_row(each, seen[each.node.id]) for each in found if each.node.id in seen]
        return JSONResponse({"resultaten": rows})

    router.add_api_route(
        "/impact", touched, **reading("Wat een wijziging raakt", _SCHEMA, "impact")
    )


def _change(what: WhatIf) -> Change:
    if what.uiterlijk is not None and what.toestand is not None:
        raise ApiError(
            400,
            "invalid",
            Words("Wat u stuurde klopt niet", "What you sent is not right"),
            Words("Zeg uiterlijk of toestand, niet beide.", "Say a day or a state, not both."),
        )
    if what.uiterlijk is not None:
        return Change(what.onderwerp, What.LATEST, what.uiterlijk.isoformat())
    if what.toestand is not None:
        return Change(what.onderwerp, What.STATE, what.toestand)
    return Change(what.onderwerp, What.DROPPED)


def _require_seen(eyes: Looking, kind: str, key: str) -> None:
    if kind not in set(SubjectKind):
        raise UnknownSubjectError(kind=Words("soort", "kind"), key=kind[:80], suggestion="")
    eyes.record(SubjectKind(kind), key)


def _seen(eyes: Looking, found: tuple[Effect, ...]) -> dict[int, Shown]:
    seen: dict[int, Shown] = {}
    for kind in {each.node.kind for each in found}:
        ids = sorted({each.node.id for each in found if each.node.kind == kind})
        for each in eyes.records(SubjectKind(kind), SUBJECT.c.id.in_(ids)):
            seen[each.record.id] = each
    return seen


def _row(effect: Effect, shown: Shown) -> Json:
    """Return an effect; how many days is not told of a row of which a field is kept."""
    days = shown.withheld - {"override_by", "override_reason", "escalation_paused_until"}
    return {
        "onderwerp": effect.node.name,
        "titel": shown.record.text("title"),
        "gevolg": effect.kind.name.lower(),
        "laag": effect.layer,
        "dagenLater": None if days else effect.days_late,
        "breektGrens": None if days else effect.breaks_bound,
    }
