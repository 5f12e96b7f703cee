"""Marks on single fields: which fields of a row fewer people may read than the row itself.

The marks of a row are read and changed together, so that nobody undoes what they did not see. A
mark tells that there is something to keep, never what; ``achtergehouden`` tells as much. Who marks
a field so that they may not read it themselves cannot take that back.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field, StringConstraints
from sqlalchemy import and_, or_, select
from sqlmodel import col

from mijlpaal.web.api.asked import Changing
from mijlpaal.web.api.catalogue import BY_KIND, Beside
from mijlpaal.web.api.document import changing, reading
from mijlpaal.web.api.doing import perform_once, require_may_in, require_version
from mijlpaal.web.api.names import COLUMNS, NAMES, Schema
from mijlpaal.web.api.parameters import Key, OfToday, Strict
from mijlpaal.web.api.schemas import ETAG, MAYBE_MOMENT, TEXT, an_object, array, rows
from mijlpaal.web.api.showing import Json, etag_of, moment, version_of
from mijlpaal.web.api.subjects import links, seen_subject
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from models.errors import InvalidAmendmentError, Words
from models.ledger.writer import Ledger
from models.reading.looking import Looking, Shown
from models.reading.marking import mark_field, markable
from models.storage.records import SUBJECT, Record
from models.tables import FieldMark
from models.vocabulary import Confidentiality, SubjectKind

FIELD_MARKS = Beside("veldmerken")
_KINDS = sorted(str(each) for each in BY_KIND)
_MARK = an_object(veld=TEXT, vertrouwelijkheid=TEXT, gemerktDoor=TEXT, gemerktOp=MAYBE_MOMENT)
_ROW: Schema = an_object(sleutel=TEXT, merken=array(_MARK))
_ITEM: Schema = {"allOf": [_ROW, an_object(teMerken=array(TEXT))]}
_SEES = Depends(permitted(Resource.FIELD_MARK))
# Without a pattern: of names that do not fit one, a schema would say nothing at all.
_Name = Annotated[str, StringConstraints(min_length=1, max_length=100)]
_MARKS = Depends(permitted(Resource.FIELD_MARK, Action.AMEND))


class Marked(Strict):
    """Which fields bear which mark from now on; ``public`` takes a mark away."""

    merken: dict[_Name, Confidentiality] = Field(
        min_length=1, max_length=50, examples=[{"uiterlijkOp": "company_confidential"}]
    )


def add_field_marks(router: APIRouter) -> None:
    """Add the rows with marks, and the marks of one row."""
    noun, one = FIELD_MARKS.noun, f"{FIELD_MARKS.path}/{{sleutel}}"
    said = reading("Rijen met velden die minder lezers mogen zien", rows(_ROW), noun)
    router.add_api_route(FIELD_MARKS.path, _list, **said)
    said = reading("De merken van één rij, als soort:sleutel", _ITEM, noun, headers=ETAG)
    router.add_api_route(one, _read, **said)
    said = changing("Merk velden van een rij", noun, 200, _ITEM, ETAG)
    router.add_api_route(one, _change, methods=["PATCH"], **said)


def _list(
    request: Request, reader: Annotated[Reader, _SEES], page: Annotated[OfToday, Query()]
) -> Response:
    with looking(office_of(request), reader, request) as eyes:
        marked = select(col(FieldMark.subject_id))
        query = (
            select(SUBJECT.c.id, SUBJECT.c.kind, SUBJECT.c.key)
            .where(SUBJECT.c.id.in_(marked), SUBJECT.c.kind.in_(_KINDS), eyes.may_see())
            .order_by(SUBJECT.c.kind, SUBJECT.c.key)
            .limit(page.aantal + 1)
        )
        if page.cursor is not None:
            kind, _, key = page.cursor.partition(":")
            is_later = and_(SUBJECT.c.kind == kind, SUBJECT.c.key > key)
            query = query.where(or_(SUBJECT.c.kind > kind, is_later))
        found = [(each.id, f"{each.kind}:{each.key}") for each in eyes.session.execute(query)]
        marks = _marks(eyes, [id_ for id_, _ in found])
    shown = [_row(name, marks.get(id_, [])) for id_, name in found[: page.aantal]]
    last = found[page.aantal - 1][1] if len(found) > page.aantal else None
    return JSONResponse({"resultaten": shown}, headers=links(request, last))


def _read(request: Request, sleutel: Key, reader: Annotated[Reader, _SEES]) -> Response:
    with looking(office_of(request), reader, request) as eyes:
        return _answer(eyes, _marked_row(eyes, sleutel).record)


def _change(
    sleutel: Key, reader: Annotated[Reader, _MARKS], asked: Changing, said: Marked
) -> Response:
    def perform(ledger: Ledger, eyes: Looking) -> Response:
        shown = _marked_row(eyes, sleutel)
        row = shown.record
        is_cluster = row.kind is SubjectKind.CLUSTER
        where = row.id if is_cluster else row.number("cluster_id")
        require_may_in(reader, where, Resource.FIELD_MARK, Action.AMEND)
        ledger.hold(row.id)  # of two at once the second sees the first
        require_version(asked.version, _version(_marks(eyes, [row.id]).get(row.id, [])))
        for name, mark in sorted(said.merken.items()):
            column = _column(shown, name)
            mark_field(
                ledger.session, row.kind, row.key, column, mark, actor=ledger.actor, now=ledger.at
            )
        return _answer(eyes, row)

    return perform_once(asked.by(reader, FIELD_MARKS, sleutel, said), perform)


def _marked_row(eyes: Looking, name: str) -> Shown:
    """Return the row that is named, of a kind that is shown here field by field.

    Raises:
        UnknownSubjectError: there is none, or not for this reader.
    """
    return seen_subject(eyes, name if name.partition(":")[0] in _KINDS else "")


def _column(shown: Shown, name: str) -> str:
    """Return the column behind a name; none that is kept: whoever may not read it frees nothing.

    Raises:
        InvalidAmendmentError: there is no such field, none that can be marked, or it is kept.
    """
    row = shown.record
    may = [each for each in markable(row.kind) if each not in shown.withheld]
    known = sorted(NAMES[each] for each in may if each in NAMES)
    if name not in known:
        listed = ", ".join(known)
        raise InvalidAmendmentError(
            subject=row.name,
            field="merken",
            value=name,
            problem=Words(f"te merken zijn: {listed}", f"what can be marked: {listed}"),
        )
    return COLUMNS[name]


def _marks(eyes: Looking, subject_ids: Sequence[int]) -> Mapping[int, list[FieldMark]]:
    query = select(FieldMark).where(col(FieldMark.subject_id).in_(subject_ids))
    found: dict[int, list[FieldMark]] = {}
    for each in eyes.session.scalars(query.order_by(col(FieldMark.field))):
        found.setdefault(each.subject_id, []).append(each)
    return found


def _answer(eyes: Looking, row: Record) -> Response:
    marks = _marks(eyes, [row.id]).get(row.id, [])
    can_be = sorted(NAMES[each] for each in markable(row.kind) if each in NAMES)
    shown = {**_row(f"{row.kind}:{row.key}", marks), "teMerken": can_be}
    return JSONResponse(shown, headers={"ETag": etag_of(_version(marks))})


def _version(marks: Sequence[FieldMark]) -> str:
    return version_of(
        *((each.field, each.confidentiality, each.marked_at.timestamp()) for each in marks)
    )


def _row(name: str, marks: Sequence[FieldMark]) -> Json:
    return {
        "sleutel": name,
        "merken": [
            {
                "veld": NAMES.get(each.field, each.field),
                "vertrouwelijkheid": each.confidentiality,
                "gemerktDoor": each.marked_by,
                "gemerktOp": moment(each.marked_at),
            }
            for each in marks
        ],
    }
