"""Lists and single subjects: what a reader may see, in pages of the order of the keys."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from sqlalchemy import ColumnElement, Select, bindparam, or_, select

from mijlpaal.web.api.catalogue import MILESTONES, PREFIX, Collection
from mijlpaal.web.api.document import of_item, of_list
from mijlpaal.web.api.parameters import Key, OfMilestones, Page, WithinCluster
from mijlpaal.web.api.problems import language_for
from mijlpaal.web.api.showing import Json, etag_of, show_all
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.pages import below
from models.reading.condition import readable, shown
from models.reading.looking import Looking, Shown
from models.reading.sight import Sight
from models.rules.status import CLOSED
from models.storage.records import DETAIL, SUBJECT
from models.vocabulary import SubjectKind

Condition = ColumnElement[bool]
_MILESTONE, _ORGANISATION = DETAIL[SubjectKind.MILESTONE], DETAIL[SubjectKind.ORGANISATION]
_TO_PARLIAMENT: Condition = _MILESTONE.c.addressee_id.in_(
    select(_ORGANISATION.c.subject_id).where(_ORGANISATION.c.organisation_kind == "parliament")
)
Narrow = Callable[[Looking], list[Condition]]


def add_subjects(router: APIRouter, of: Collection) -> None:
    """Add the list and the single subject of a collection."""

    def one(
        request: Request,
        sleutel: Key,
        reader: Annotated[Reader, Depends(permitted(of.resource))],
    ) -> Response:
        with looking(office_of(request), reader, request) as eyes:
            return item(request, eyes, eyes.record(of.kind, sleutel))

    _add_list(router, of)
    router.add_api_route(f"{of.path}/{{sleutel}}", one, **of_item(of))


def add_duties(router: APIRouter) -> None:
    """Add the list of the milestones that are promised to parliament."""

    def duties(
        request: Request,
        reader: Annotated[Reader, Depends(permitted(MILESTONES.resource))],
        page: Annotated[OfMilestones, Query()],
    ) -> Response:
        def narrow(eyes: Looking) -> list[Condition]:
            return [_TO_PARLIAMENT, *_of_milestones(eyes, page)]

        return a_page(request, reader, MILESTONES.kind, page, narrow)

    router.add_api_route("/toezeggingen", duties, **of_list(MILESTONES, "toezeggingen"))


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
        conditions = narrow(eyes)
        if page.cursor is not None:
            conditions.append(SUBJECT.c.key > page.cursor)
        found = eyes.records(kind, *conditions, limit=page.aantal + 1)
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


def location_of(request: Request, of: Collection, key: str) -> str:
    """Return where a subject is."""
    return below(request, f"{PREFIX}{of.path}/{key}")


def _add_list(router: APIRouter, of: Collection) -> None:
    door = Depends(permitted(of.resource))
    if of.kind is SubjectKind.MILESTONE:

        def milestones(
            request: Request,
            reader: Annotated[Reader, door],
            page: Annotated[OfMilestones, Query()],
        ) -> Response:
            return a_page(request, reader, of.kind, page, lambda eyes: _of_milestones(eyes, page))

        router.add_api_route(of.path, milestones, **of_list(of))
    elif of.is_in_a_cluster:

        def in_cluster(
            request: Request,
            reader: Annotated[Reader, door],
            page: Annotated[WithinCluster, Query()],
        ) -> Response:
            return a_page(request, reader, of.kind, page, lambda eyes: _in_cluster(eyes, page))

        router.add_api_route(of.path, in_cluster, **of_list(of))
    else:

        def everywhere(
            request: Request, reader: Annotated[Reader, door], page: Annotated[Page, Query()]
        ) -> Response:
            return a_page(request, reader, of.kind, page, lambda _: [])

        router.add_api_route(of.path, everywhere, **of_list(of))


def _shown(request: Request, eyes: Looking, found: Sequence[Shown]) -> list[Json]:
    office = office_of(request)
    return show_all(
        eyes,
        found,
        today=office.today,
        calendar=office.rulebook.calendar,
        language=language_for(request),
    )


def _in_cluster(eyes: Looking, page: WithinCluster) -> list[Condition]:
    if page.cluster is None:
        return []
    return [SUBJECT.c.cluster_id == _id_of(eyes, SubjectKind.CLUSTER, page.cluster)]


def _of_milestones(eyes: Looking, page: OfMilestones) -> list[Condition]:
    found = _in_cluster(eyes, page)
    if page.gewicht is not None:
        found.append(_MILESTONE.c.modality == page.gewicht)
    if page.onderwerp is not None:
        kind, _, key = page.onderwerp.partition(":")
        found.append(_MILESTONE.c.about_id == _id_of(eyes, kind, key))
    if page.is_open is not None:
        closed = or_(*(_stands(each) for each in sorted(CLOSED)))
        found.append(~closed if page.is_open else closed)
    return [*found, *_of_bounds(eyes, page)]


def _of_bounds(eyes: Looking, page: OfMilestones) -> list[Condition]:
    """Narrow by the bound; one that is kept from the reader is not told by what is left out."""
    if page.telt_vanaf is None and page.telt_tot_en_met is None:
        return []
    found: list[Condition] = []
    bound = shown(eyes.sight, SubjectKind.MILESTONE, "bound", _MILESTONE.c.bound, SUBJECT)
    if page.telt_vanaf is not None:
        found.append(bound >= page.telt_vanaf)
    if page.telt_tot_en_met is not None:
        found.append(bound <= page.telt_tot_en_met)
    return found


def _stands(state: str) -> Condition:
    return or_(SUBJECT.c.standing == state, SUBJECT.c.standing.startswith(f"{state} "))


def _id_of(eyes: Looking, kind: str, key: str) -> int:
    """Return the id of a subject that the reader may see; without one, an id that nothing has."""
    if kind not in set(SubjectKind):
        return 0
    asked = {"wanted_kind": kind, "wanted_key": key}
    return eyes.session.execute(_finding(eyes.sight, SubjectKind(kind)), asked).scalar() or 0


@lru_cache(maxsize=500)
def _finding(sight: Sight, kind: SubjectKind) -> Select[int]:
    return select(SUBJECT.c.id).where(
        SUBJECT.c.kind == bindparam("wanted_kind"),
        SUBJECT.c.key == bindparam("wanted_key"),
        readable(sight, kind),
    )
