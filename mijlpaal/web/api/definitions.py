"""Definitions of life cycles: each version in the form that is asked for, published and moved to.

A version never changes, so that its number is its entity tag. ``Accept`` chooses the form: the data
itself (JSON), SCXML, Mermaid, or a drawing.
"""

import json
from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Annotated, Self

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import ConfigDict, Field, JsonValue, StringConstraints, model_validator
from pydantic_core import PydanticCustomError
from sqlmodel import col, select

from mijlpaal.web.api.asked import Changing, Making
from mijlpaal.web.api.bodies import WithReason
from mijlpaal.web.api.catalogue import PREFIX, Beside
from mijlpaal.web.api.document import Options, changing, reading, with_forms
from mijlpaal.web.api.doing import perform_once, require_may_in, require_version
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.negotiating import chosen
from mijlpaal.web.api.parameters import (
    LARGEST,
    NUMERIC,
    Key,
    LooksBack,
    Number,
    Page,
    Reference,
    Strict,
    YesOrNo,
)
from mijlpaal.web.api.problems import language_for
from mijlpaal.web.api.schemas import (
    ETAG,
    MAYBE_MOMENT,
    MAYBE_TEXT,
    NUMBER,
    PLACE,
    TEXT,
    an_object,
    array,
    rows,
)
from mijlpaal.web.api.showing import Json, etag_of, moment
from mijlpaal.web.api.subjects import links, seen_subject
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.pages import below
from models.errors import InvalidAmendmentError, Words
from models.ledger.hashing import canonical
from models.ledger.writer import Ledger
from models.lifecycles import versions
from models.lifecycles.charts import chart_by_id, standing_of
from models.lifecycles.publishing import publish_definition
from models.lifecycles.versions import Move, Plan, Version, version_of, versions_of
from models.reading.looking import Looking
from models.statechart import Chart, Standing
from models.statechart.mermaid import mermaid_of
from models.statechart.scxml_export import scxml_of
from models.statechart.scxml_import import data_from_scxml
from models.storage.records import SUBJECT
from models.tables import Definition
from models.vocabulary import Language
from reports.drawings.statechart import draw_statechart

DEFINITIONS = Beside("procesdefinities")
_OK, _CREATED = 200, 201
_LONGEST = 80
_JSON, _SCXML = "application/json", "application/scxml+xml"
_DRAWN: Mapping[str, Callable[[Chart, Standing | None, Language], str]] = {
    "text/vnd.mermaid": mermaid_of,
    "image/svg+xml": lambda chart, at, language: draw_statechart(chart, at, language=language),
}
_FORMS = (_JSON, _SCXML, *_DRAWN)
_BY: Schema = {
    **MAYBE_TEXT,
    "description": "null: onbekend, of wie u bent hoort het niet. / Unknown, or not for you.",
}
_VERSION = an_object(
    sleutel=TEXT, nummer=NUMBER, hash=TEXT, gepubliceerdOp=MAYBE_MOMENT, gepubliceerdDoor=_BY
)
_ROW: Schema = an_object(sleutel=TEXT, nieuwste=NUMBER, versies=array(_VERSION))
_MOVED = rows(
    an_object(vanVersie=NUMBER, van=TEXT, naar=MAYBE_TEXT, aantal=NUMBER, reden=MAYBE_TEXT)
)
_SEES = Depends(permitted(Resource.DEFINITION))
_PUBLISHES = Depends(permitted(Resource.DEFINITION, Action.PUBLISH))
_Number = Annotated[int, Field(ge=1, le=LARGEST), NUMERIC]
_State = Annotated[str, StringConstraints(min_length=1, max_length=100)]
_ONE_OF_BOTH: list[JsonValue] = [
    {"required": [given], "properties": {given: {"type": kind}, other: {"type": "null"}}}
    for given, kind, other in (("definitie", "object", "scxml"), ("scxml", "string", "definitie"))
]


class _Where(LooksBack):
    """What is to be marked on the drawing."""

    bij: Reference | None = Field(None, description="Markeer waar dit staat.")


class NewDefinition(Strict):
    """A definition as data, as its YAML file holds it, or as SCXML."""

    model_config = ConfigDict(json_schema_extra={"oneOf": _ONE_OF_BOTH})

    definitie: dict[str, JsonValue] | None = None
    scxml: Annotated[str, StringConstraints(min_length=1)] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.definitie is None) == (self.scxml is None):
            raise PydanticCustomError("one_of_both", "either definitie or scxml is expected")
        try:
            canonical(self.definitie)
        except TypeError:  # half a character, or a number that no computer counts to
            raise PydanticCustomError("not_storable", "something in it cannot be kept") from None
        return self

    @property
    def data(self) -> Mapping[str, object]:
        """The definition as data."""
        if self.scxml is None:
            return self.definitie or {}
        return data_from_scxml(self.scxml, where="scxml")


class Moving(WithReason):
    """To which version everybody goes, and where whoever loses their state is found."""

    naar: _Number
    toestanden: dict[_State, _State] = Field(default_factory=dict, max_length=500)
    sla_vastgelopen_over: YesOrNo = False


def add_definitions(router: APIRouter) -> None:
    """Add reading, publishing and moving."""
    noun, one = DEFINITIONS.noun, f"{DEFINITIONS.path}/{{sleutel}}"
    router.add_api_route(DEFINITIONS.path, _list, **reading("Procesdefinities", rows(_ROW), noun))
    said = reading("Eén procesdefinitie met haar versies", _ROW, noun, headers=ETAG)
    router.add_api_route(one, _read, **said)
    router.add_api_route(f"{one}/versies/{{nummer}}", _version, **_said_of_a_version())
    made = changing("Publiceer een versie", noun, _CREATED, _VERSION, PLACE)
    known = {**made["responses"][_CREATED], "description": "Die was er al, met deze inhoud."}
    made["responses"] |= {_OK: known}
    router.add_api_route(DEFINITIONS.path, _publish, methods=["POST"], **made)
    moved = changing("Zet iedereen over naar een versie", noun, _OK, _MOVED)
    router.add_api_route(f"{one}/overzettingen", _move, methods=["POST"], **moved)


def _said_of_a_version() -> Options:
    data: Schema = {"type": "object", "additionalProperties": True}
    said = reading("Een versie, in de vorm die Accept noemt", data, DEFINITIONS.noun, headers=ETAG)
    return with_forms(said, (each for each in _FORMS if each != _JSON))


def _list(
    request: Request, reader: Annotated[Reader, _SEES], page: Annotated[Page, Query()]
) -> Response:
    with looking(office_of(request), reader, request) as eyes:
        found = groupby(versions_of(eyes.session), lambda each: each.key)
        shown = [
            _row(key, list(numbers), reader) for key, numbers in found if key > (page.cursor or "")
        ]
    last = str(shown[page.aantal - 1]["sleutel"]) if len(shown) > page.aantal else None
    return JSONResponse({"resultaten": shown[: page.aantal]}, headers=links(request, last))


def _read(request: Request, sleutel: Key, reader: Annotated[Reader, _SEES]) -> Response:
    with looking(office_of(request), reader, request) as eyes:
        newest = version_of(eyes.session, sleutel)
        row = _row(sleutel, versions_of(eyes.session, sleutel), reader)
    return JSONResponse(row, headers={"ETag": etag_of(newest.number)})


def _version(
    request: Request,
    sleutel: Key,
    nummer: Number,
    reader: Annotated[Reader, _SEES],
    where: Annotated[_Where, Query()],
) -> Response:
    form, language = chosen(request, _FORMS), language_for(request)
    with looking(office_of(request), reader, request) as eyes:
        version = version_of(eyes.session, sleutel, nummer)
        query = select(Definition.content).where(col(Definition.id) == version.id)
        data = json.loads(eyes.session.exec(query).one())
        chart = chart_by_id(eyes.session, version.id)
        at = None if where.bij is None else _standing(eyes, chart, version, where.bij)
    headers = {"ETag": etag_of(nummer), "Vary": "Accept"}
    if form == _JSON:
        return JSONResponse(data, headers=headers)
    text = scxml_of(data) if form == _SCXML else _DRAWN[form](chart, at, language)
    return Response(text, media_type=form, headers=headers)


def _publish(
    request: Request,
    reader: Annotated[Reader, _PUBLISHES],
    asked: Making,
    said: NewDefinition,
) -> Response:
    def perform(ledger: Ledger, _eyes: Looking) -> Response:
        require_may_in(reader, None, Resource.DEFINITION, Action.PUBLISH)
        ledger.require_may_publish()
        session = ledger.session
        known = {each.id for each in versions_of(session)}
        data = said.data
        _require_sensible_name(data)
        published = publish_definition(session, data, by=ledger.actor, at=ledger.at)
        version = next(each for each in versions_of(session) if each.id == published)
        where = f"{PREFIX}{DEFINITIONS.path}/{version.key}/versies/{version.number}"
        status = _OK if published in known else _CREATED
        return JSONResponse(_numbered(version, reader), status, {"Location": below(request, where)})

    return perform_once(asked.by(reader, DEFINITIONS, "", said), perform)


def _require_sensible_name(data: Mapping[str, object]) -> None:
    """Let pass what has an address: an id of a readable length, and a number that is counted to.

    Raises:
        InvalidAmendmentError: it has none; that either is there at all, the publish gate asks.
    """
    key, number = str(data.get("id", "")), data.get("version", 1)
    if len(key) <= _LONGEST and not (isinstance(number, int) and number > LARGEST):
        return
    raise InvalidAmendmentError(
        subject=Words("procesdefinitie", "definition"),
        field="id, version",
        value=f"{key[:_LONGEST]} {number}",
        problem=Words(
            f"ten hoogste {_LONGEST} tekens, en versie {LARGEST}",
            f"at most {_LONGEST} characters, and version {LARGEST}",
        ),
    )


def _move(
    request: Request,
    sleutel: Key,
    reader: Annotated[Reader, _PUBLISHES],
    asked: Changing,
    said: Moving,
) -> Response:
    language = language_for(request)

    def perform(ledger: Ledger, _eyes: Looking) -> Response:
        newest = version_of(ledger.session, sleutel)
        require_may_in(reader, None, Resource.DEFINITION, Action.PUBLISH)
        require_version(asked.version, newest.number)
        moves = versions.migrate(
            ledger,
            Plan(sleutel, said.naar, said.toestanden),
            reason=said.toelichting,
            skip_blocked=said.sla_vastgelopen_over,
        )
        return JSONResponse({"resultaten": [_moved(each, language) for each in moves]})

    return perform_once(asked.by(reader, DEFINITIONS, sleutel, said), perform)


def _standing(eyes: Looking, chart: Chart, version: Version, name: str) -> Standing | None:
    """Return where a subject stands; nowhere when its state is kept from this reader.

    Raises:
        UnknownSubjectError: there is none, or not for this reader.
        InvalidAmendmentError: it runs on another version, or on none.
    """
    shown = seen_subject(eyes, name)
    subject = shown.record
    if subject.values["definition_id"] != version.id:
        raise InvalidAmendmentError(
            subject=subject.name,
            field="bij",
            value=name,
            problem=Words(
                f"dit loopt niet op {chart.id} {chart.version}",
                f"this does not run on {chart.id} {chart.version}",
            ),
        )
    return None if SUBJECT.c.standing.name in shown.withheld else standing_of(chart, subject)


def _row(key: str, found: list[Version], reader: Reader) -> Json:
    return {
        "sleutel": key,
        "nieuwste": max(each.number for each in found),
        "versies": [_numbered(each, reader) for each in found],
    }


def _numbered(version: Version, reader: Reader) -> Json:
    return {
        "sleutel": version.key,
        "nummer": version.number,
        "hash": version.digest,
        "gepubliceerdOp": moment(version.published_at),
        # Names of people at work are for insiders, as in the log.
        "gepubliceerdDoor": version.published_by if reader.may(Resource.LOG) else None,
    }


def _moved(move: Move, language: Language) -> Json:
    return {
        "vanVersie": move.version,
        "van": move.before,
        "naar": move.after,
        "aantal": len(move.keys),
        "reden": None if move.why is None else move.why.say(language),
    }
