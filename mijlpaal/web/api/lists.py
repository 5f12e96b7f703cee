"""The list of each kind: which parameters it takes, and how they narrow it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from mijlpaal.web.api.catalogue import MILESTONES, Collection
from mijlpaal.web.api.document import of_list, with_forms
from mijlpaal.web.api.files import (
    JSON,
    OF_MILESTONES,
    TABLES,
    form_asked,
    milestones_as_file,
    requests_as_file,
)
from mijlpaal.web.api.narrowing import Filled
from mijlpaal.web.api.parameters import OfMilestones, OfRequests, Page, WithinCluster
from mijlpaal.web.api.problems import impossible
from mijlpaal.web.api.selected import selected_milestones, selected_requests
from mijlpaal.web.api.subjects import Narrow, a_page, id_of
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.reader import Reader
from models.reading.looking import Looking
from models.vocabulary import SubjectKind


def add_list(router: APIRouter, of: Collection) -> None:
    """Add the list of a collection."""
    if of.kind is SubjectKind.MILESTONE:
        _add_milestones(router, of.noun, {})
    elif of.kind is SubjectKind.REQUEST:
        _add_requests(router, of)
    elif of.is_in_a_cluster:
        _add_in_cluster(router, of)
    else:
        _add_everywhere(router, of)


def add_duties(router: APIRouter) -> None:
    """Add the list of the milestones that are promised to parliament."""
    _add_milestones(router, "toezeggingen", {"to_parliament": True})


def _add_milestones(router: APIRouter, noun: str, always: Filled) -> None:
    def milestones(
        request: Request,
        reader: Annotated[Reader, Depends(permitted(MILESTONES.resource))],
        page: Annotated[OfMilestones, Query()],
    ) -> Response:
        def narrow(eyes: Looking) -> Filled:
            return {**always, **_of_milestones(eyes, page)}

        form = form_asked(request, page, OF_MILESTONES)
        if form != JSON:
            return milestones_as_file(request, reader, page, narrow, form)
        if page.is_selected:
            return selected_milestones(request, reader, page, narrow)
        return a_page(request, reader, MILESTONES.kind, page, narrow)

    said = with_forms(of_list(MILESTONES, noun), OF_MILESTONES)
    router.add_api_route(f"/{noun}", milestones, **said)


def _add_requests(router: APIRouter, of: Collection) -> None:
    def requests(
        request: Request,
        reader: Annotated[Reader, Depends(permitted(of.resource))],
        page: Annotated[OfRequests, Query()],
    ) -> Response:
        form = form_asked(request, page, TABLES)
        if form != JSON:
            return requests_as_file(request, reader, page, form)
        if page.is_selected:
            return selected_requests(request, reader, page)
        return a_page(request, reader, of.kind, page, _within(page))

    router.add_api_route(of.path, requests, **with_forms(of_list(of), TABLES))


def _add_in_cluster(router: APIRouter, of: Collection) -> None:
    def in_cluster(
        request: Request,
        reader: Annotated[Reader, Depends(permitted(of.resource))],
        page: Annotated[WithinCluster, Query()],
    ) -> Response:
        return a_page(request, reader, of.kind, page, _within(page))

    router.add_api_route(of.path, in_cluster, **of_list(of))


def _add_everywhere(router: APIRouter, of: Collection) -> None:
    def everywhere(
        request: Request,
        reader: Annotated[Reader, Depends(permitted(of.resource))],
        page: Annotated[Page, Query()],
    ) -> Response:
        return a_page(request, reader, of.kind, page, lambda _: {})

    router.add_api_route(of.path, everywhere, **of_list(of))


def _within(page: WithinCluster) -> Narrow:
    return lambda eyes: _in_cluster(eyes, page)


def _in_cluster(eyes: Looking, page: WithinCluster) -> Filled:
    if page.cluster is None:
        return {}
    return {"cluster": id_of(eyes, SubjectKind.CLUSTER, page.cluster)}


def _of_milestones(eyes: Looking, page: OfMilestones) -> Filled:
    found: dict[str, object] = {
        "modality": page.gewicht,
        "bound_from": page.telt_vanaf,
        "bound_until": page.telt_tot_en_met,
    }
    if page.onderwerp is not None:
        kind, _, key = page.onderwerp.partition(":")
        if kind not in set(SubjectKind):
            known = ", ".join(f"'{each}:…'" for each in SubjectKind)
            raise impossible("onderwerp", "enum", "is of no kind that there is", expected=known)
        found["about"] = id_of(eyes, kind, key)
    if page.is_open is not None:
        found["open" if page.is_open else "closed"] = True
    if page.is_toezegging is not None:
        found["duty" if page.is_toezegging else "no_duty"] = True
    used = {name: value for name, value in found.items() if value is not None}
    return {**_in_cluster(eyes, page), **used}
