"""Lists and single subjects: what a reader may see, in pages of the order of the keys."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Annotated, cast
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response
from sqlalchemy import bindparam, select

from mijlpaal.web.api.catalogue import PREFIX, Collection, Listed
from mijlpaal.web.api.document import of_item
from mijlpaal.web.api.narrowing import Filled, narrowing
from mijlpaal.web.api.parameters import Key, Page
from mijlpaal.web.api.problems import language_for
from mijlpaal.web.api.showing import Json, etag_of, show_all
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.pages import below
from models.errors import UnknownSubjectError, Words
from models.reading.condition import readable
from models.reading.looking import Looking, Shown
from models.reading.sight import Sight
from models.storage.prepared import Prepared
from models.storage.records import SUBJECT
from models.vocabulary import SubjectKind

Narrow = Callable[[Looking], Filled]


def add_subjects(router: APIRouter, of: Collection) -> None:
    """Add the single subject of a collection."""

    def one(
        request: Request,
        sleutel: Key,
        reader: Annotated[Reader, Depends(permitted(of.resource))],
    ) -> Response:
        with looking(office_of(request), reader, request) as eyes:
            return item(request, eyes, eyes.record(of.kind, sleutel))

    router.add_api_route(f"{of.path}/{{sleutel}}", one, **of_item(of))


def seen_subject(eyes: Looking, name: str) -> Shown:
    """Return what is named ``soort:sleutel``.

    Raises:
        UnknownSubjectError: there is none, or not for this reader.
    """
    kind, _, key = name.partition(":")
    if kind not in set(SubjectKind):
        raise UnknownSubjectError(kind=Words("onderwerp", "subject"), key=name[:80], suggestion="")
    return eyes.record(SubjectKind(kind), key)


def item(request: Request, eyes: Looking, found: Shown) -> JSONResponse:
    """Return one subject with its entity tag."""
    [row] = _shown(request, eyes, [found])
    return JSONResponse(row, headers={"ETag": etag_of(found.record.version)})


def a_page(
    request: Request,
    reader: Reader,
    kind: SubjectKind,
    page: Page,
    narrow: Narrow,
) -> Response:
    """Return a part of a list, and where the next part is."""
    with looking(office_of(request), reader, request) as eyes:
        filled = narrow(eyes)
        if page.cursor is not None:
            filled = {**filled, "cursor": page.cursor}
        by = narrowing(eyes.sight, tuple(filled))
        found = eyes.narrowed(kind, by, filled, limit=page.aantal + 1)
        rows = _shown(request, eyes, found[: page.aantal])
    last = found[page.aantal - 1].record.key if len(found) > page.aantal else None
    return JSONResponse({"resultaten": rows}, headers=links(request, last))


def links(request: Request, cursor: str | None) -> dict[str, str]:
    """Return the header that says where the next page is (RFC 8288), none on the last one."""
    if cursor is None:
        return {}
    root = str(request.scope.get("root_path", ""))
    path = request.url.path.removeprefix(root)
    asked = [each for each in request.query_params.multi_items() if each[0] != "cursor"]
    query = urlencode([*asked, ("cursor", cursor)])
    return {"Link": f'<{below(request, path)}?{query}>; rel="next"'}


def location_of(request: Request, of: Listed, key: str) -> str:
    """Return where a subject is."""
    return below(request, f"{PREFIX}{of.path}/{quote(key, safe='')}")


def _shown(request: Request, eyes: Looking, found: Sequence[Shown]) -> list[Json]:
    office = office_of(request)
    return show_all(
        eyes,
        found,
        today=office.today,
        calendar=office.rulebook.calendar,
        language=language_for(request),
    )


def id_of(eyes: Looking, kind: str, key: str) -> int:
    """Return the id of a subject that the reader may see; without one, an id that nothing has."""
    found = _finding(eyes.sight, SubjectKind(kind)).fetch(eyes.session, {"wanted_key": key})
    return cast("int", found[0][0]) if found else 0


@lru_cache(maxsize=500)
def _finding(sight: Sight, kind: SubjectKind) -> Prepared:
    return Prepared(
        select(SUBJECT.c.id).where(
            SUBJECT.c.kind == str(kind),
            SUBJECT.c.key == bindparam("wanted_key"),
            readable(sight, kind),
        )
    )
