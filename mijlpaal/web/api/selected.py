"""Lists that are selected and sorted as their pages are, by the same rules.

What the database can decide narrows first (``narrowing``); the rest is worked out of a few columns
of what is left, and only the rows of one page are read whole.
"""

from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter
from typing import TypeVar

from fastapi import Request
from fastapi.responses import JSONResponse, Response
from sqlalchemy import Integer, bindparam

from mijlpaal.selecting import milestones, requests
from mijlpaal.selecting.candidates import MilestoneRow, Searching
from mijlpaal.selecting.paging import Place, Ranked, Sorting
from mijlpaal.selecting.requests_asked import AskedLine, requests_asked
from mijlpaal.web.api.narrowing import narrowing
from mijlpaal.web.api.parameters import OfMilestones, OfRequests, SelectedPage
from mijlpaal.web.api.problems import fault_in, language_for
from mijlpaal.web.api.showing import show_all
from mijlpaal.web.api.subjects import Narrow, links
from mijlpaal.web.entry.door import office_of
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.reader import Reader
from models.reading.looking import Looking, Narrowing, Shown
from models.storage.records import SUBJECT
from models.vocabulary import SubjectKind

Row = TypeVar("Row")
_NUMBER = attrgetter("number")
# As a field of the row is called, and as a page says it.
_MILESTONES = {"teltTot": milestones.Order.BOUND}
_REQUESTS = {
    "geadresseerde": requests.Order.ADDRESSEE,
    "bedragInEuro": requests.Order.AMOUNT,
}


def selected_milestones(
    request: Request, reader: Reader, page: OfMilestones, narrow: Narrow
) -> Response:
    """Return a part of the milestones that are meant, in their order."""
    with looking(office_of(request), reader, request) as eyes:
        by, ranked = ranked_milestones(request, eyes, reader, page, narrow)
        return _answer(request, eyes, SubjectKind.MILESTONE, by, ranked, page)


def selected_requests(request: Request, reader: Reader, page: OfRequests) -> Response:
    """Return a part of the requests that are meant, in their order."""
    with looking(office_of(request), reader, request) as eyes:
        by, kept = kept_requests(request, eyes, page)
        return _answer(request, eyes, SubjectKind.REQUEST, by, by.ranked(kept, _NUMBER), page)


def ranked_milestones(
    request: Request, eyes: Looking, reader: Reader, page: OfMilestones, narrow: Narrow
) -> tuple[Sorting[MilestoneRow], Ranked]:
    """Return how milestones are sorted, and where those that are meant stand."""
    office, language = office_of(request), language_for(request)
    word, descending = _order_in(page)
    order = _MILESTONES.get(word) or milestones.Order(word)
    by: Sorting[MilestoneRow] = milestones.sorting(order, language, descending=descending)
    meant = milestones.Filter(
        status=page.status or "",
        text=(page.zoek or "").strip(),
        owner=page.eigenaar or "",
        asks=page.vraagt_actie,
    )
    filled = narrow(eyes)

    def make() -> Ranked:
        at = Searching(eyes.session, eyes.sight, office.today, office.statuses)
        rows = at.rows(narrowing(eyes.sight, tuple(filled)), filled)
        return by.ranked((row for row in rows if meant.holds(row, language)), _NUMBER)

    what = f"milestones:{filled}:{meant}:{order}:{language}"
    return by, office.ranked.of(eyes.session, reader, office.today, what, make)


def kept_requests(
    request: Request, eyes: Looking, page: OfRequests
) -> tuple[Sorting[AskedLine], list[AskedLine]]:
    """Return how requests are sorted, and those that are meant."""
    language = language_for(request)
    word, descending = _order_in(page)
    order = _REQUESTS.get(word) or requests.Order(word)
    every = requests_asked(eyes, language)
    meant = requests.Filter(
        cluster=page.cluster or "",
        addressee=page.geadresseerde or "",
        standing=_known_state(every, page.stand),
        text=(page.zoek or "").strip(),
        is_open=page.is_open,
    )
    kept = [each for each in every if meant.holds(each, language)]
    return requests.sorting(order, language, descending=descending), kept


def _order_in(page: SelectedPage) -> tuple[str, bool]:
    said = page.sorteer or "sleutel"
    return said.removeprefix("-"), said.startswith("-")


def _known_state(every: Sequence[AskedLine], said: str | None) -> str:
    """Return a state that requests can be in.

    Raises:
        RequestValidationError: none of them can.
    """
    known = {state for each in every if each.chart for state in each.chart.state_ids}
    if said is not None and known and said not in known:
        expected = ", ".join(f"'{each}'" for each in sorted(known))
        raise fault_in("stand", "enum", expected=expected)
    return said or ""


def _place(by: Sorting[Row], page: SelectedPage) -> Place | None:
    """Return after which place a page begins.

    Raises:
        RequestValidationError: the cursor is none of this list.
    """
    if page.cursor is None:
        return None
    place = by.place(page.cursor)
    if place is None:
        raise fault_in("cursor", "not_of_this_list", "is no cursor of this list")
    return place


def _answer(
    request: Request,
    eyes: Looking,
    kind: SubjectKind,
    by: Sorting[Row],
    ranked: Ranked,
    page: SelectedPage,
) -> Response:
    office = office_of(request)
    found = by.part(ranked, _place(by, page), page.aantal + 1)
    part = found[: page.aantal]
    last = by.cursor(part[-1][0]) if len(found) > page.aantal else None
    shown = show_all(
        eyes,
        _whole(eyes, kind, [number for _, number in part]),
        today=office.today,
        calendar=office.rulebook.calendar,
        language=language_for(request),
    )
    return JSONResponse({"resultaten": shown}, headers=links(request, last))


def _whole(eyes: Looking, kind: SubjectKind, numbers: Sequence[int]) -> list[Shown]:
    """Return these rows in this order."""
    if not numbers:
        return []
    places = 1 << (len(numbers) - 1).bit_length()  # few statements serve all
    wanted = [*numbers, *[numbers[-1]] * (places - len(numbers))]
    filled = {f"wanted_{place}": number for place, number in enumerate(wanted)}
    found = {each.record.id: each for each in eyes.narrowed(kind, _these(places), filled)}
    return [found[number] for number in numbers if number in found]


@lru_cache
def _these(places: int) -> Narrowing:
    wanted = [bindparam(f"wanted_{place}", type_=Integer) for place in range(places)]
    return Narrowing((SUBJECT.c.id.in_(wanted),))
