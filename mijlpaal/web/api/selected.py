"""Lists that are selected and sorted as their pages are, by the same rules.

What the database can decide narrows first (``narrowing``); the rest is worked out of a few columns
of what is left, and only the rows of one page are read whole.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

from fastapi import Request
from fastapi.responses import JSONResponse, Response
from sqlalchemy import String, bindparam

from mijlpaal.selecting import milestones, requests
from mijlpaal.selecting.candidates import MilestoneRow, Searching
from mijlpaal.selecting.paging import Place, Sorting
from mijlpaal.selecting.requests_asked import AskedLine, requests_asked
from mijlpaal.web.api.narrowing import narrowing
from mijlpaal.web.api.parameters import OfMilestones, OfRequests, SelectedPage
from mijlpaal.web.api.problems import impossible, language_for
from mijlpaal.web.api.showing import show_all
from mijlpaal.web.api.subjects import Narrow, links
from mijlpaal.web.entry.door import office_of
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.reader import Reader
from models.reading.looking import Looking, Narrowing, Shown
from models.storage.records import SUBJECT
from models.vocabulary import SubjectKind

Row = TypeVar("Row")
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
        return _answer(request, eyes, SubjectKind.REQUEST, by, by.ranked(kept), page)


def ranked_milestones(
    request: Request, eyes: Looking, reader: Reader, page: OfMilestones, narrow: Narrow
) -> tuple[Sorting[MilestoneRow], list[Place]]:
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

    def make() -> list[Place]:
        at = Searching(eyes.session, eyes.sight, office.today, office.statuses)
        rows = at.rows(narrowing(eyes.sight, tuple(filled)), filled)
        return by.ranked(row for row in rows if meant.holds(row, language))

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
        ImpossibleValueError: none of them can.
    """
    known = {state for each in every if each.chart for state in each.chart.state_ids}
    if said is not None and known and said not in known:
        expected = ", ".join(f"'{each}'" for each in sorted(known))
        raise impossible("stand", "enum", expected=expected)
    return said or ""


def _place(by: Sorting[Row], page: SelectedPage) -> Place | None:
    """Return after which place a page begins.

    Raises:
        ImpossibleValueError: the cursor is none of this list.
    """
    if page.cursor is None:
        return None
    place = by.place(page.cursor)
    if place is None:
        raise impossible("cursor", "not_of_this_list", "is no cursor of this list")
    return place


def _answer(
    request: Request,
    eyes: Looking,
    kind: SubjectKind,
    by: Sorting[Row],
    ranked: list[Place],
    page: SelectedPage,
) -> Response:
    office = office_of(request)
    found = by.part(ranked, _place(by, page), page.aantal + 1)
    part = found[: page.aantal]
    last = by.cursor(part[-1]) if len(found) > page.aantal else None
    shown = show_all(
        eyes,
        _whole(eyes, kind, keys_of(part)),
        today=office.today,
        calendar=office.rulebook.calendar,
        language=language_for(request),
    )
    return JSONResponse({"resultaten": shown}, headers=links(request, last))


def keys_of(places: Iterable[Place]) -> list[str]:
    """Return the keys of the rows at some places, in their order; a key is the last of a place."""
    return [str(place[-1]) for place in places]


def _whole(eyes: Looking, kind: SubjectKind, keys: Sequence[str]) -> list[Shown]:
    """Return these rows in this order."""
    if not keys:
        return []
    places = 1 << (len(keys) - 1).bit_length()  # few statements serve all
    wanted = [*keys, *[keys[-1]] * (places - len(keys))]
    filled = {f"wanted_{place}": key for place, key in enumerate(wanted)}
    found = {each.record.key: each for each in eyes.narrowed(kind, _these(places), filled)}
    return [found[key] for key in keys if key in found]


# By key and not by number: the rows come in the order of the keys, which SQLite would walk whole.
@lru_cache
def _these(places: int) -> Narrowing:
    wanted = [bindparam(f"wanted_{place}", type_=String) for place in range(places)]
    return Narrowing((SUBJECT.c.key.in_(wanted),))
