"""The page of a registered letter: each passage that was decided on, and what it became."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy import select

from mijlpaal.filed import FROM_LETTERS, FiledStatement, filed_statements
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.screens.hanging import path_of_subject
from mijlpaal.web.screens.letters import LETTERS_PATH
from mijlpaal.web.screens.screen import Screen
from models.ledger.chain import EVENT
from models.reading.looking import Looking
from models.storage.records import SUBJECT, Record
from models.vocabulary import Confidentiality, SubjectKind

_SEES = Depends(permitted(Resource.LETTER))
_BESIDES = (SubjectKind.PROJECT, SubjectKind.CONDITION, SubjectKind.REQUEST)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage and what it became; ``path`` is empty when that has no page or it was rejected."""

    said: FiledStatement
    path: str
    reason: str  # why it was rejected


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the page."""
    router = APIRouter()

    def one(request: Request, key: str, reader: Annotated[Reader, _SEES]) -> Response:
        with screen.looking(request, reader) as eyes:
            document = eyes.record(SubjectKind.DOCUMENT, key).record
            came = sorted(_came_of(eyes, document, FROM_LETTERS), key=lambda each: each.id)
            passages = _passages(came, _reasons(eyes, reader, came))
            besides = _came_of(eyes, document, _BESIDES)
        return screen.show(
            request,
            reader,
            "letter.html",
            document=document,
            passages=passages,
            besides=besides,
            path_of=path_of_subject,
        )

    router.add_api_route(f"{LETTERS_PATH}/{{key}}", one, methods=["GET"])
    return router


def _came_of(eyes: Looking, document: Record, kinds: Sequence[SubjectKind]) -> list[Record]:
    """Return what has the document as its source, as far as it may be seen."""
    return [
        each.record
        for kind in kinds
        for each in eyes.records(kind, SUBJECT.c.source == document.key)
        if "source" not in each.withheld
    ]


def _passages(came: Sequence[Record], reasons: Mapping[str, str]) -> list[Passage]:
    return [
        Passage(each, _path(each.registered_as), reasons.get(each.words, ""))
        for each in filed_statements(came)
    ]


def _path(name: str | None) -> str:
    if name is None:
        return ""
    kind, _, key = name.partition(":")
    return path_of_subject(SubjectKind(kind), key)


def _reasons(eyes: Looking, reader: Reader, came: Sequence[Record]) -> dict[str, str]:
    """Return why sentences were rejected, for who may read the log."""
    rejected = {
        each.id: each.text("source_words") or ""
        for each in came
        if each.kind is SubjectKind.STATEMENT
        and each.number("registered_id") is None
        and reader.sight.clearance_in(each.number("cluster_id")) is not Confidentiality.PUBLIC
    }
    if not reader.may(Resource.LOG):
        return {}
    query = select(EVENT.c.subject_id, EVENT.c.reason).where(
        EVENT.c.subject_id.in_(rejected), EVENT.c.reason.is_not(None)
    )
    rows = eyes.session.execute(query.order_by(EVENT.c.id)).all()
    return {rejected[number]: reason for number, reason in rows}
