"""The API chooses and sorts as a page does: for every filter and order the same rows."""

import csv
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from mijlpaal.selecting import milestones as of_milestones
from mijlpaal.selecting import requests as of_requests
from mijlpaal.web.office import Office
from models.acts.commands import Command, Verb, perform
from models.milestones import acts as milestones
from models.milestones.judging import override
from models.rules.status import Status
from models.storage.database import transaction
from models.storage.records import current
from models.vocabulary import Modality, SubjectKind
from tests.factories import a_milestone
from tests.mijlpaal.web.screens.conftest import TODAY, ComeIn
from tests.mijlpaal.web.screens.marks import keep_back

Asked = dict[str, str]

READERS = ("anna", "lezer", "regisseur", "bedrijf")
_API_ORDERS = {"grens": "teltTot", "aan": "geadresseerde", "bedrag": "bedragInEuro"}
_MILESTONES: list[tuple[Asked, Asked]] = [
    *(({"status": f"{each}"}, {"status": f"{each}"}) for each in Status),
    *(({"gewicht": f"{each}"}, {"gewicht": f"{each}"}) for each in Modality),
    ({"cluster": "chemelot"}, {"cluster": "chemelot"}),
    ({"zoek": "MIJLPAAL b"}, {"zoek": "mijlpaal B"}),
    ({"zoek": "uiterlijk"}, {"zoek": "uiterlijk"}),
    ({"eigenaar": "Kabinet"}, {"eigenaar": "Kabinet"}),
    ({"actie": "1"}, {"vraagtActie": "true"}),
    ({"kamer": "1"}, {"isToezegging": "true"}),
    ({"vanaf": "2026-12-01"}, {"teltVanaf": "2026-12-01"}),
    ({"totenmet": "2026-12-01"}, {"teltTotEnMet": "2026-12-01"}),
    ({"open": "1", "status": "delayed"}, {"isOpen": "true", "status": "delayed"}),
]
_REQUESTS: list[tuple[Asked, Asked]] = [
    ({"cluster": "chemelot"}, {"cluster": "chemelot"}),
    ({"aan": "Rijk"}, {"geadresseerde": "Rijk"}),
    ({"stand": "Gehonoreerd"}, {"stand": "gehonoreerd"}),
    ({"zoek": "GROND"}, {"zoek": "grond"}),
    ({"open": "1"}, {"isOpen": "true"}),
]


@pytest.fixture(autouse=True)
def various(office: Office) -> None:
    """Milestones of every status, of another cluster and of none, one with a forecast kept back."""
    with transaction(office.engine) as session:
        ledger = office.ledger(session, "anna")
        chemelot, other = (
            current(session, SubjectKind.CLUSTER, key) for key in ("chemelot", "cluster-6")
        )
        near, far = TODAY + timedelta(days=9), TODAY + timedelta(days=200)
        for key, about, latest in (
            ("b-te-laat", chemelot, near),
            ("b-op-schema", chemelot, far),
            ("b-behaald", other, near),
            ("b-beoordeeld", other, far),
            ("b-zonder-dag", chemelot, None),
            ("b-geheim", chemelot, far),
        ):
            a_milestone(ledger, about, key, latest=latest, title=f"Mijlpaal {key}")
        milestones.forecast(ledger, "b-te-laat", far, reason="later")
        milestones.forecast(ledger, "b-op-schema", near)
        milestones.forecast(ledger, "b-geheim", near)
        milestones.achieve(ledger, "b-behaald", TODAY, evidence="verslag")
        override(ledger, "b-beoordeeld", Status.ATTENTION, reason="let op")
        keep_back(session, office, SubjectKind.MILESTONE, "b-geheim", "forecast_on")
        act = Command(Verb.ADVANCE, SubjectKind.REQUEST, "europees-beleid", {"event": "honoreer"})
        perform(ledger, act)


@pytest.mark.parametrize("actor", READERS)
def test_the_api_gives_the_milestones_of_the_page(come_in: ComeIn, actor: str) -> None:
    browser = come_in(actor)
    orders = _orders(of_milestones.Order)

    for of_page, of_api in [*_MILESTONES, *orders]:
        asked = {"open": "0", "sorteer": "sleutel", **of_page}

        assert _by_api(browser, "mijlpalen", of_api) == _by_page(browser, "mijlpalen", asked), asked
    assert len(_by_api(browser, "mijlpalen", {"sorteer": "-titel"})) > 5


@pytest.mark.parametrize("actor", READERS)
def test_the_api_gives_the_requests_of_the_page(come_in: ComeIn, actor: str) -> None:
    browser = come_in(actor)

    for of_page, of_api in [*_REQUESTS, *_orders(of_requests.Order)]:
        asked = {"sorteer": "sleutel", **of_page}

        assert _by_api(browser, "verzoeken", of_api) == _by_page(browser, "verzoeken", asked), asked


def test_every_filter_leaves_something_out_and_something_in(come_in: ComeIn) -> None:
    browser = come_in()
    every = _by_page(browser, "mijlpalen", {"open": "0"})

    for of_page, _ in _MILESTONES:
        if of_page.get("gewicht") in {None, Modality.COMMITMENT}:
            found = _by_page(browser, "mijlpalen", {"open": "0", **of_page})
            is_there = of_page.get("status") != Status.LAPSED
            assert is_there == (0 < len(found) < len(every)), of_page


def _orders(orders: type[of_milestones.Order | of_requests.Order]) -> list[tuple[Asked, Asked]]:
    names = [f"{sign}{each}" for each in orders for sign in ("", "-")]
    return [({"sorteer": each}, {"sorteer": _in_api(each)}) for each in names]


def _in_api(order: str) -> str:
    name = order.removeprefix("-")
    return order.replace(name, _API_ORDERS.get(name, name))


def _by_page(browser: TestClient, noun: str, asked: Asked) -> list[str]:
    answer = browser.get(f"/{noun}.csv?{urlencode(asked)}")
    assert answer.status_code == 200, answer.text
    rows = csv.DictReader(StringIO(answer.content.decode("utf-8-sig")))
    return [row["Sleutel"] for row in rows]


def _by_api(browser: TestClient, noun: str, asked: Asked) -> list[str]:
    """Return all keys, two at a time."""
    return [key for part in _parts(browser, noun, asked) for key in part]


def _parts(browser: TestClient, noun: str, asked: Asked) -> Iterator[list[str]]:
    path: str | None = f"/v1/{noun}?{urlencode({**asked, 'aantal': '2'})}"
    while path:
        answer = browser.get(path)
        assert answer.status_code == 200, answer.text
        yield [each["sleutel"] for each in answer.json()["resultaten"]]
        path = answer.links["next"]["url"] if "next" in answer.links else None
