"""One's own calendar feeds: made, shown once, revoked; of nobody else's."""

import re

import pytest

from mijlpaal.web.office import Office
from models.people.contacts import add
from models.storage.database import reading, transaction
from reports.feed.subscriptions import subscriptions
from tests.mijlpaal.web.conftest import WEB
from tests.mijlpaal.web.screens.conftest import ComeIn
from tests.mijlpaal.web.screens.forms import send, words

FEEDS = "/agendas"
OWN = {"van": "contact:lezer", "voor": "internal"}


@pytest.fixture(autouse=True)
def function(office: Office) -> None:
    """An invented function that the reader fulfils."""
    with transaction(office.engine) as session:
        fields = {
            "title": "Verzonnen lezer",
            "channel": "file",
            "address": "lezer",
            "clearance": "internal",
        }
        add(office.ledger(session, "baas"), "lezer", fields, address_rule=lambda *_: None)


def test_an_address_is_shown_once_and_opens_the_calendar(come_in: ComeIn) -> None:
    browser = come_in("lezer")

    made = send(browser, FEEDS, **OWN)
    address = _address(made.text)
    later = browser.get(FEEDS).text

    assert browser.get(address).text.startswith("BEGIN:VCALENDAR")
    assert "functie Verzonnen lezer" in words(later)
    assert address not in later


def test_a_revoked_address_opens_nothing(come_in: ComeIn, office: Office) -> None:
    browser = come_in("lezer")
    address = _address(send(browser, FEEDS, **OWN).text)

    answer = send(browser, f"{FEEDS}/intrekken", nummer=_number(office))

    assert answer.headers["location"] == f"{FEEDS}?gedaan=1"
    assert browser.get(address).status_code == 410
    assert "ingetrokken op 2 nov 2026" in words(browser.get(answer.headers["location"]).text)


def test_nobody_makes_or_revokes_a_feed_of_somebody_else(come_in: ComeIn, office: Office) -> None:
    send(come_in("lezer"), FEEDS, **OWN)
    company = come_in("bedrijf")

    refused = send(company, FEEDS, **OWN)
    hidden = send(company, f"{FEEDS}/intrekken", nummer=_number(office))

    assert refused.status_code == 422
    assert hidden.status_code == 404
    assert "geen functie" in words(company.get(FEEDS).text)
    with reading(office.engine) as session:
        assert [each.revoked_at for each in subscriptions(session)] == [None]


def test_a_director_makes_one_of_their_own_cluster_only(come_in: ComeIn) -> None:
    director = come_in("regisseur")

    own = send(director, FEEDS, van="cluster:chemelot", voor="internal")
    others = send(director, FEEDS, van="cluster:cluster-6", voor="public")
    secret = send(director, FEEDS, van="cluster:chemelot", voor="company_confidential")

    assert own.status_code == 200
    assert others.status_code == 422
    assert secret.status_code == 422
    assert '<a href="#voor">' in secret.text


def _address(page: str) -> str:
    found = re.search(rf"<code>{re.escape(WEB)}(/agenda/\S+\.ics)</code>", page)
    assert found, page
    return found[1]


def _number(office: Office) -> int:
    with reading(office.engine) as session:
        return subscriptions(session)[-1].number
