"""The start page answers in its heading, says what to do, and costs the same however much there is."""

import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from starlette.testclient import TestClient

from mijlpaal.web.app import make_app
from mijlpaal.web.at_a_glance import in_a_sentence
from mijlpaal.web.office import Office
from models.access.login_links import make_link
from models.acts import mandates
from models.milestones import acts as milestones
from models.storage.database import create_schema, make_engine, transaction
from models.storage.records import current
from models.vocabulary import Language, Role, SubjectKind
from seeds.rulebook import load_rulebook
from tests.factories import a_cluster, a_contact, a_milestone, an_assignment
from tests.mijlpaal.web.conftest import WEB, Hands
from tests.mijlpaal.web.screens.conftest import TODAY, ComeIn
from tests.mijlpaal.web.screens.forms import words

_PERIODS = ("contact", "assignment")


def test_the_heading_is_the_answer(come_in: ComeIn) -> None:
    page = come_in().get("/").text

    heading = "Geen van 6 clusters loopt achter, van 5 is het niet te bepalen"
    assert f"<h1>{heading}; 3 mijlpalen vragen nu actie</h1>" in page


@pytest.mark.parametrize(
    ("behind", "acting", "said"),
    [
        (2, 5, "2 van 6 clusters lopen achter; 5 mijlpalen vragen nu actie"),
        (1, 1, "1 van 6 clusters loopt achter; 1 mijlpaal vraagt nu actie"),
        (0, 0, "Geen van 6 clusters loopt achter; geen mijlpaal vraagt nu actie"),
    ],
)
def test_the_answer_is_a_dutch_sentence(behind: int, acting: int, said: str) -> None:
    assert in_a_sentence(behind, 0, 6, acting, Language.NL) == said


def test_a_cluster_of_which_no_step_is_known_shows_no_bar_of_them(come_in: ComeIn) -> None:
    page = come_in().get("/").text

    assert page.count('<ol class="steps') == 1  # of Chemelot
    assert page.count("stap onbekend") == 5


def test_each_thing_to_do_has_its_one_action(come_in: ComeIn, office: Office) -> None:
    with transaction(office.engine) as session:
        ledger = office.ledger(session, "anna")
        milestones.forecast(ledger, "d3", date(2027, 1, 20))

    page = come_in().get("/").text

    assert page.index("/mijlpalen/d3/herijken") < page.index("/mijlpalen/d2/prognose")
    assert page.count('<p class="do">') == 3


def test_five_things_are_told_and_the_rest_is_counted(come_in: ComeIn, office: Office) -> None:
    with transaction(office.engine) as session:
        ledger = office.ledger(session, "anna")
        chemelot = current(session, SubjectKind.CLUSTER, "chemelot")
        for number in range(4):
            a_milestone(ledger, chemelot, f"laat-{number}", latest=TODAY - timedelta(days=1))

    page = come_in().get("/").text

    assert "7 mijlpalen vragen nu actie</h1>" in page
    assert page.count('<p class="do">') == 5
    assert '<a href="/mijlpalen?actie=1">Nog 2 andere</a>' in page


def test_who_may_only_look_is_shown_where_to_look(come_in: ComeIn) -> None:
    page = come_in("lezer").get("/").text

    assert "/prognose" not in page
    assert 'href="/mijlpalen/d2">Bekijk' in page


def test_my_cluster_is_what_a_director_sees_first(come_in: ComeIn) -> None:
    browser = come_in("regisseur")

    assert "Noord-Nederland" not in words(browser.get("/").text)
    assert "Noord-Nederland" in words(browser.get("/?voor=alles").text)


def test_an_empty_selection_offers_everything(come_in: ComeIn) -> None:
    page = come_in("lezer").get("/?voor=mij").text

    assert "Geen clusters in deze selectie." in page
    assert '<a href="/?voor=alles">Toon alles</a>' in page


@pytest.mark.parametrize("ends", _PERIODS)
def test_mine_is_what_i_answer_for_today(come_in: ComeIn, office: Office, ends: str) -> None:
    with transaction(office.engine) as session:
        ledger = office.ledger(session, "anna")
        milestone = current(session, SubjectKind.MILESTONE, "d2")
        yesterday = TODAY - timedelta(days=1)
        for key, last in (("lezer", yesterday), ("anna", None)):  # no longer, and still
            of_contact, of_assignment = (last if ends == each else None for each in _PERIODS)
            contact = a_contact(ledger, key, valid_until=of_contact)
            an_assignment(ledger, milestone, contact, valid_until=of_assignment)

    assert "/mijlpalen/d2" in come_in().get("/?voor=mij").text
    assert "/mijlpalen/d2" not in come_in("lezer").get("/?voor=mij").text


def test_what_changed_is_there_at_the_next_look(come_in: ComeIn, office: Office) -> None:
    browser = come_in()
    assert "20 januari 2027" not in browser.get("/").text

    with transaction(office.engine) as session:
        milestones.forecast(office.ledger(session, "anna"), "d3", date(2027, 1, 20))

    assert "20 januari 2027" in browser.get("/").text


@pytest.mark.parametrize("path", ["/", "/v1/overzicht"])
def test_the_number_of_queries_does_not_grow(come_in: ComeIn, office: Office, path: str) -> None:
    browser = come_in()
    few = _statements(browser, office, path)
    with transaction(office.engine) as session:
        ledger = office.ledger(session, "anna")
        clusters = [a_cluster(ledger, f"c{number}") for number in range(54)]
        for number in range(120):
            latest = date(2026, 12, 1)
            a_milestone(ledger, clusters[number % 54], f"m{number}", latest=latest)

    many, again = (_statements(browser, office, path) for _ in range(2))

    assert "van 60 clusters" in browser.get(path).text
    assert many == again == few < 25


def _statements(browser: TestClient, office: Office, path: str) -> int:
    """Return how many statements a look takes, the driver's own included."""
    said: list[str] = []
    office.engine.dispose()  # so that every connection is heard

    def hear(connection: sqlite3.Connection, _record: object) -> None:
        connection.set_trace_callback(said.append)

    event.listen(office.engine, "connect", hear)
    try:
        assert browser.get(path).status_code == 200
    finally:
        event.remove(office.engine, "connect", hear)
        office.engine.dispose()
    return sum(each.lstrip().upper().startswith(("SELECT", "WITH")) for each in said)


def test_before_there_is_a_programme_every_page_leads_to_what_to_do_first(
    tmp_path: Path, clock: Hands
) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'leeg.db'}")
    create_schema(engine)
    office = Office(engine, load_rulebook(), clock)
    with transaction(engine) as session:
        mandates.give(office.ledger(session, "baas"), "anna", Role.ADMINISTRATOR, cluster=None)
        secret = make_link(session, "anna", by="baas", now=office.now())
    browser = TestClient(make_app(office), base_url=WEB)
    browser.post(f"/inloggen/link/{secret}")

    for path in ("/mijlpalen", "/clusters/chemelot"):
        page = browser.get(path)
        assert page.status_code == 200
        assert "Er is nog geen programma" in page.text

    engine.dispose()
