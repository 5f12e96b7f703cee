"""What a change would touch, as far as the reader may see it; nothing of it is stored."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import ConfigDict, JsonValue

from mijlpaal.web.api.document import reading
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.parameters import Day, Line, LooksBack, Strict
from mijlpaal.web.api.problems import ApiError
from mijlpaal.web.api.schemas import MAYBE_DAY, NAMES, NUMBER, TEXT, YES_OR_NO, an_object, rows
from mijlpaal.web.api.showing import Json
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.situations import situation_seen
from models.consequences.changes import Change, What
from models.consequences.impact import Effect, Impact, impact
from models.consequences.situation import Situation
from models.errors import UnknownSubjectError, Words
from models.foresight.scenarios import require_possible
from models.reading.looking import Looking
from models.vocabulary import SubjectKind

_MOST_OF_A_CHAIN = 100  # edges; the layer says how many there are
EFFECT: Schema = an_object(
    onderwerp=TEXT,
    titel=TEXT,
    gevolg=TEXT,
    laag=NUMBER,
    dagenLater=NUMBER,
    opZijnVroegst=MAYBE_DAY,
    uiterlijk=MAYBE_DAY,
    breektGrens=YES_OR_NO,
    via=NAMES,
)


_BOTH: Mapping[str, JsonValue] = {
    "required": ["uiterlijk", "toestand"],
    "properties": {"uiterlijk": {"type": "string"}, "toestand": {"type": "string"}},
}


class WhatIf(Strict):
    """What happens, and to what; without a day or a state it drops out."""

    model_config = ConfigDict(json_schema_extra={"not": {**_BOTH}})

    onderwerp: Line
    uiterlijk: Day | None = None
    toestand: Line | None = None


class _Asked(WhatIf, LooksBack):
    """The same, now or on a day that is over."""


def add_impact(router: APIRouter) -> None:
    """Add what a change would touch."""

    def touched(
        request: Request,
        reader: Annotated[Reader, Depends(permitted(Resource.WHAT_IF))],
        what: Annotated[_Asked, Query()],
    ) -> Response:
        change, office = change_of(what), office_of(request)
        with looking(office, reader, request) as eyes:
            situation = situation_seen(office, eyes, reader)
            require_change(eyes, situation, change)
        found = impact(situation, [change], calendar=office.rulebook.calendar)
        return JSONResponse({"resultaten": effects_of(situation, found)})

    said = reading("Wat een wijziging raakt", rows(EFFECT), "impact")
    router.add_api_route("/impact", touched, **said)


def change_of(what: WhatIf) -> Change:
    """Return what was sent as a change.

    Raises:
        ApiError: a day and a state at once.
    """
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


def require_change(eyes: Looking, situation: Situation, change: Change) -> None:
    """Let pass a change that could happen to something that the reader may see.

    Raises:
        UnknownSubjectError: there is no such subject, or not for this reader.
        InvalidAmendmentError: it cannot happen to it.
    """
    kind, _, key = change.subject.partition(":")
    if kind not in set(SubjectKind):
        raise UnknownSubjectError(kind=Words("soort", "kind"), key=kind[:80], suggestion="")
    eyes.record(SubjectKind(kind), key)
    require_possible(eyes.session, situation, change)


def effects_of(situation: Situation, found: Impact) -> list[Json]:
    """Return all that is touched, nearest first, each with the way that leads to it."""
    return [_row(situation, found, each) for each in found.touched]


def _row(situation: Situation, found: Impact, effect: Effect) -> Json:
    chain = found.chain_to(effect.node.id)[-_MOST_OF_A_CHAIN:]
    span = effect.expected
    return {
        "onderwerp": effect.node.name,
        "titel": effect.node.title,
        "gevolg": effect.kind.name.lower(),
        "laag": effect.layer,
        "dagenLater": effect.days_late,
        "opZijnVroegst": span.earliest.isoformat() if span and span.earliest else None,
        "uiterlijk": span.latest.isoformat() if span and span.latest else None,
        "breektGrens": effect.breaks_bound,
        "via": [situation.nodes[edge.on].name for edge in chain],
    }
