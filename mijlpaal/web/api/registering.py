"""Registering and amending: POST on a list makes a row, PATCH on a row says what became otherwise.

What is sent has the names of what is read. What refers to another row is ``soort:sleutel``, and
only to what the sender may see.
"""

from datetime import date
from functools import cache
from typing import Annotated, Any, cast

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from pydantic import Field, StringConstraints, create_model
from sqlalchemy import Column

from mijlpaal.web.api.asked import Changing, Making
from mijlpaal.web.api.catalogue import Collection
from mijlpaal.web.api.document import of_amending, of_making
from mijlpaal.web.api.doing import Doing, do, make, require_seen
from mijlpaal.web.api.names import NAMES
from mijlpaal.web.api.parameters import NUMERIC, Day, Key, Line, Reference, Strict, Text, YesOrNo
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action
from mijlpaal.web.entry.reader import Reader
from models.acts.proposals import Outcome
from models.acts.registering import (
    KEY,
    REGISTERED,
    amend_subject,
    is_needed,
    register_milestone,
    register_subject,
    to_amend,
    to_register,
)
from models.ledger.writer import Ledger
from models.reading.looking import Looking
from models.storage.column_text import VOCABULARIES
from models.storage.records import DETAIL, SUBJECT, Record, name_of
from models.vocabulary import SubjectKind

_LARGEST = 2**31 - 1
_NewKey = Annotated[str, StringConstraints(pattern=f"^{KEY}$", max_length=80)]
_Number = Annotated[int, Field(ge=-_LARGEST, le=_LARGEST), NUMERIC]
_TYPES: dict[type, Any] = {bool: YesOrNo, int: _Number, date: Day}


def add_registering(router: APIRouter, of: Collection) -> None:
    """Add making a row of a collection, and amending one."""
    if of.kind in REGISTERED:
        _add_making(router, of)
        _add_amending(router, of)


def _add_making(router: APIRouter, of: Collection) -> None:
    def make_one(
        reader: Annotated[Reader, Depends(permitted(of.resource, Action.REGISTER))],
        asked: Making,
        said: Strict,
    ) -> Response:
        values = _said(said)
        key = str(values["sleutel"])
        change = asked.by(reader, of, key, said)
        return make(change, of, lambda ledger, eyes: _register(ledger, eyes, of.kind, key, values))

    make_one.__annotations__["said"] = _new(of)
    router.add_api_route(of.path, make_one, **of_making(of))


def _add_amending(router: APIRouter, of: Collection) -> None:
    def amend(
        sleutel: Key,
        reader: Annotated[Reader, Depends(permitted(of.resource, Action.AMEND))],
        asked: Changing,
        said: Strict,
    ) -> Response:
        values = _said(said)
        return do(
            asked.by(reader, of, sleutel, said), of, Action.AMEND, lambda at: _amended(at, values)
        )

    amend.__annotations__["said"] = _changed(of)
    router.add_api_route(f"{of.path}/{{sleutel}}", amend, **of_amending(of))


def _register(
    ledger: Ledger, eyes: Looking, kind: SubjectKind, key: str, values: dict[str, object]
) -> Record:
    fields = {
        name: _text(eyes, kind, key, name, values[NAMES[name]])
        for name in to_register(kind)
        if NAMES[name] in values
    }
    reason = cast("str | None", values.get("toelichting"))
    if kind is not SubjectKind.MILESTONE:
        return register_subject(ledger, kind, key, fields, reason=reason)
    return register_milestone(
        ledger,
        key,
        fields,
        wording=str(values["formulering"]),
        said_on=cast("date | None", values.get("gezegdOp")) or ledger.today,
        reason=reason,
    )


def _amended(at: Doing, values: dict[str, object]) -> Outcome:
    record = at.subject.record
    fields = {
        name: _text(at.eyes, record.kind, record.key, name, values[NAMES[name]])
        for name in to_amend(record.kind)
        if NAMES[name] in values and name not in at.subject.withheld
    }
    reason = cast("str | None", values.get("toelichting"))
    return Outcome(done=amend_subject(at.ledger, record.kind, record.key, fields, reason=reason))


def _text(eyes: Looking, kind: SubjectKind, key: str, name: str, value: object) -> str | None:
    """Return a value as the ledger reads it; of what it refers to, the id."""
    if value is None:
        return None
    if _column(kind, name).foreign_keys:
        of, _, other = str(value).partition(":")
        return str(require_seen(eyes, name_of(kind, key), NAMES[name], (of, other)))
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def _said(body: Strict) -> dict[str, object]:
    """Return what was sent, by the names of the API; what was left out is not there."""
    fields = type(body).model_fields
    return {fields[each].alias or each: getattr(body, each) for each in body.model_fields_set}


@cache
def _new(of: Collection) -> type[Strict]:
    fields: dict[str, Any] = {"sleutel": (_NewKey, ...)}
    for name in to_register(of.kind):
        fields[NAMES[name]] = _field(of.kind, name, is_needed=is_needed(of.kind, name))
    if of.kind is SubjectKind.MILESTONE:
        fields["formulering"] = (Line, Field(..., examples=["eind januari 2027"]))
        fields["gezegdOp"] = (Day | None, None)
    fields["toelichting"] = (Text | None, None)
    return _model(f"Nieuw_{of.kind}", fields)


@cache
def _changed(of: Collection) -> type[Strict]:
    fields = {NAMES[name]: _field(of.kind, name) for name in to_amend(of.kind)}
    return _model(f"Gewijzigd_{of.kind}", {**fields, "toelichting": (Line, ...)})


def _model(name: str, fields: dict[str, Any]) -> type[Strict]:
    return cast("type[Strict]", create_model(name, __base__=Strict, **fields))


def _field(kind: SubjectKind, name: str, *, is_needed: bool = False) -> tuple[Any, Any]:
    column = _column(kind, name)
    said: Any = VOCABULARIES.get(name) or _TYPES.get(column.type.python_type, Text)
    if column.foreign_keys:
        said = Reference
    if is_needed:
        return (Line if said is Text else said, ...)
    return (said | None, None)


def _column(kind: SubjectKind, name: str) -> Column[Any]:
    detail = DETAIL[kind].c
    return detail[name] if name in detail else SUBJECT.c[name]
