"""The pages of a project, a condition and a request, also as the public sees them."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from mijlpaal.call import Call
from mijlpaal.columns import NOT_SHOWN, label_of, value_in_words
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.screens.ahead import hanging_of
from mijlpaal.web.screens.from_letter import letter_behind
from mijlpaal.web.screens.hanging import needed_for, needs
from mijlpaal.web.screens.looking_back import as_known_on
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.seen_as import SeenAs
from mijlpaal.web.screens.stepping import may_step
from mijlpaal.web.situations import situation_seen
from models.reading.looking import Looking, Shown
from models.storage.records import SUBJECT, Record
from models.vocabulary import SubjectKind
from reports.words import UNKNOWN

_KINDS = (
    ("/projecten", SubjectKind.PROJECT, Resource.PROJECT),
    ("/voorwaarden", SubjectKind.CONDITION, Resource.CONDITION),
    ("/verzoeken", SubjectKind.REQUEST, Resource.REQUEST),
)
_OF_AN_AMOUNT = frozenset({"amount_modality", "amount_is_additional", "amount_split"})
_BESIDE = frozenset(
    {
        *("title", "title_en", "source", "source_place", "source_words", "subject_id"),
        *("is_invented", "name_is_known"),  # said in words of their own
    }
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which page of which subject was asked for."""

    path: str
    kind: SubjectKind
    key: str
    resource: Resource
    is_public: bool


def make_router(screen: Screen) -> APIRouter:
    """Return the router of projects, conditions and requests."""
    router = APIRouter()
    for path, kind, resource in _KINDS:
        _add(router, screen, path, kind, resource)
    return router


def _add(
    router: APIRouter, screen: Screen, path: str, kind: SubjectKind, resource: Resource
) -> None:
    door = Depends(permitted(resource))

    def one(
        request: Request,
        key: str,
        reader: Annotated[Reader, door],
        als: SeenAs | None = None,
        op: str = "",
    ) -> Response:
        def page(at: Screen, looker: Reader) -> Response:
            asked = _Asked(f"{path}/{key}", kind, key, resource, is_public=als is SeenAs.PUBLIC)
            return _one(at, request, looker, asked)

        return as_known_on(screen, request, reader, op, page)

    router.add_api_route(f"{path}/{{key}}", one, methods=["GET"])


def _one(screen: Screen, request: Request, reader: Reader, asked: _Asked) -> Response:
    looker = reader.as_the_public() if asked.is_public else reader
    language, call = reader.language, Call(reader.language, reader.actor)
    with screen.looking(request, looker) as eyes:
        shown = eyes.record(asked.kind, asked.key)
        situation = situation_seen(screen.office, eyes, looker)
        facts = _facts(eyes, shown, call)
        letter = letter_behind(eyes, looker, shown.record.text("source"))
        cluster = _cluster(eyes, shown)
    number = shown.record.id
    return screen.show(
        request,
        looker,
        "portfolio.html",
        record=shown.record,
        facts=facts,
        letter=letter,
        cluster=cluster,
        path=asked.path,
        needs=needs(situation, number, language),
        needed_for=needed_for(situation, number, language),
        is_public=asked.is_public,
        may_advance=not asked.is_public and may_step(reader, shown, asked.resource),
        following=hanging_of(screen, situation, number, call),
    )


def _facts(eyes: Looking, shown: Shown, call: Call) -> list[tuple[str, str]]:
    """Return what is known and what is not, name by name; without what is hidden, and its names."""
    values = shown.record.values
    beside = NOT_SHOWN | _BESIDE | shown.withheld
    if values.get("amount_eur") is None:
        beside |= _OF_AN_AMOUNT
    unknown = UNKNOWN.say(call.language)
    return [
        (
            label_of(column, call),
            unknown
            if value in {None, ""}
            else value_in_words(eyes.session, shown.record, column, call),
        )
        for column, value in values.items()
        if column not in beside and not column.endswith("_id")
    ]


def _cluster(eyes: Looking, shown: Shown) -> Record | None:
    """Return the cluster that it lies in, for who may see it."""
    number = shown.record.number("cluster_id")
    found = eyes.records(SubjectKind.CLUSTER, SUBJECT.c.id == number) if number else []
    return found[0].record if found else None
