"""Who is waited for: each holder with what hangs on it, the most first."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.entry.refusals import HiddenError
from mijlpaal.web.screens.following import WHAT_IF_PATH, Link, link_to
from mijlpaal.web.screens.hanging import title_of
from mijlpaal.web.screens.looking_back import as_known_on
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.tracks import tracks_of
from mijlpaal.web.situations import situation_seen
from models.consequences.readiness import Awaited, awaited_of, awaited_of_each
from models.vocabulary import Language, SubjectKind
from reports import words

HOLDERS_PATH = f"{WHAT_IF_PATH}/houders"
_SEES = Depends(permitted(Resource.WHAT_IF))


@dataclass(frozen=True, slots=True)
class _Holder:
    """A holder in the list of all."""

    title: str
    path: str
    count: int
    hanging: int


@dataclass(frozen=True, slots=True)
class _Awaited:
    """One thing that others wait for."""

    what: Link
    awaited: Awaited
    state: str
    waiting: tuple[Link, ...]


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the holders."""
    router = APIRouter()

    def all_holders(request: Request, reader: Annotated[Reader, _SEES], op: str = "") -> Response:
        def page(at: Screen, looker: Reader) -> Response:
            return _all(at, request, looker)

        return as_known_on(screen, request, reader, op, page)

    def one(request: Request, key: str, reader: Annotated[Reader, _SEES], op: str = "") -> Response:
        def page(at: Screen, looker: Reader) -> Response:
            return _one(at, request, looker, key)

        return as_known_on(screen, request, reader, op, page)

    router.add_api_route(HOLDERS_PATH, all_holders, methods=["GET"])
    router.add_api_route(f"{HOLDERS_PATH}/{{key}}", one, methods=["GET"])
    return router


def _all(screen: Screen, request: Request, reader: Reader) -> Response:
    with screen.looking(request, reader) as eyes:
        situation = situation_seen(screen.office, eyes, reader)
    found = [
        _Holder(
            title_of(holder, reader.language),
            f"{HOLDERS_PATH}/{holder.key}",
            len(awaited),
            max(each.hanging for each in awaited),
        )
        for holder, awaited in awaited_of_each(situation)
    ]
    return screen.show(request, reader, "holders.html", holders=found)


def _one(screen: Screen, request: Request, reader: Reader, key: str) -> Response:
    with screen.looking(request, reader) as eyes:
        situation = situation_seen(screen.office, eyes, reader)
        holder = situation.by_name.get(f"{SubjectKind.ORGANISATION}:{key}")
        if holder is None:
            raise HiddenError
        tracks = tracks_of(eyes, holder.id)
    return screen.show(
        request,
        reader,
        "holder.html",
        holder=title_of(holder, reader.language),
        name=holder.name,
        tracks=tracks,
        awaited=[_shown(each, reader.language) for each in awaited_of(situation, holder)],
    )


def _shown(each: Awaited, language: Language) -> _Awaited:
    return _Awaited(
        link_to(each.node, language),
        each,
        words.label({}, each.node.state or None).say(language),
        tuple(link_to(node, language) for node in each.waiting),
    )
