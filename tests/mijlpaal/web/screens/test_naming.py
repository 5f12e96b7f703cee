"""Whom a company lets read what is its own: named by its own people, or by an administrator."""

import re
from datetime import date

import pytest
from sqlalchemy import true
from starlette.testclient import TestClient

from mijlpaal.web.office import Office
from models.access.journal import Wanted, decisions
from models.access.naming import name_reader, representatives
from models.reading.log import keep_reads
from models.storage.database import reading, transaction
from models.storage.records import current
from models.tables import Representative
from models.vocabulary import SubjectKind
from tests.mijlpaal.web.screens.conftest import ComeIn
from tests.mijlpaal.web.screens.forms import send, words

PATH = "/beheer/toegang/inzage"
OTHER = "project-03"
NEW = {"naam": "genoemd", "bedrijf": "reju", "tot": "2026-12-31"}


def test_who_reads_is_shown_then_kept_and_ended(come_in: ComeIn, office: Office) -> None:
    keeper = come_in("baas")

    shown = send(keeper, PATH, **NEW, stap="bekijk")
    before = _named(office)
    done = send(keeper, PATH, **NEW, stap="vastleggen")
    [kept] = _named(office)
    ended = send(keeper, f"{PATH}/einde", naam="genoemd", bedrijf="reju")

    assert "genoemd leest wat van" in words(shown.text)
    assert "Wat hij ervan leest, komt bij de inzagen." in words(shown.text)
    assert before == []
    assert "De inzage is vastgelegd." in keeper.get(done.headers["location"]).text
    assert (kept.is_own, kept.named_by, kept.valid_until) == (False, "baas", date(2026, 12, 31))
    assert "De inzage is beëindigd." in keeper.get(ended.headers["location"]).text
    assert _named(office) == []


def test_somebody_of_the_company_itself_is_kept_as_such(come_in: ComeIn, office: Office) -> None:
    keeper = come_in("baas")

    shown = send(keeper, PATH, **NEW, eigen="ja", stap="bekijk")
    send(keeper, PATH, **NEW, eigen="ja", stap="vastleggen")

    assert "inzagen worden niet vastgelegd" in words(shown.text)
    assert [each.is_own for each in _named(office)] == [True]
    assert "van de organisatie zelf" in words(keeper.get(f"{PATH}?naam=genoemd").text)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"naam": ""}, "naam"),
        ({"bedrijf": ""}, "bedrijf"),
        ({"bedrijf": "atlantis"}, "bedrijf"),
        ({"tot": "morgen"}, "tot"),
    ],
)
def test_what_is_amiss_is_said_at_its_field(
    come_in: ComeIn, office: Office, typed: dict[str, str], field: str
) -> None:
    wrong = send(come_in("baas"), PATH, **(NEW | typed), stap="vastleggen")

    assert wrong.status_code == 422
    assert f'<a href="#{field}">' in wrong.text
    assert _named(office) == []


@pytest.mark.parametrize("who", ["anna", "genoemd"])
def test_nobody_else_lets_read(come_in: ComeIn, office: Office, who: str) -> None:
    browser = come_in(who)

    assert browser.get(PATH).status_code == 404
    assert send(browser, PATH, **NEW, stap="vastleggen").status_code == 404
    assert send(browser, f"{PATH}/einde", naam="x", bedrijf="reju").status_code == 404
    assert _named(office) == []


@pytest.fixture
def company(come_in: ComeIn, office: Office) -> TestClient:
    """Somebody of Reju itself, with the role of a company."""
    with transaction(office.engine) as session:
        for name in ("bedrijf", "collega"):
            name_reader(session, name, "reju", named_by="baas", now=office.now(), is_own=True)
    return come_in("bedrijf")


def test_somebody_of_a_company_names_its_readers_and_ends_that(
    company: TestClient, office: Office
) -> None:
    page = words(company.get("/").text)
    shown = send(company, PATH, **NEW, stap="bekijk")
    send(company, PATH, **NEW, stap="vastleggen")
    [kept] = _named(office)
    listed = words(company.get(PATH).text)
    send(company, f"{PATH}/einde", naam="genoemd", bedrijf="reju")

    assert "Inzage" in page  # in the navigation
    assert "genoemd leest wat van" in words(shown.text)
    assert (kept.is_own, kept.named_by, kept.valid_until) == (False, "bedrijf", date(2026, 12, 31))
    assert "genoemd Reju" in listed
    assert _named(office) == []
    with reading(office.engine) as session:
        by_company = decisions(session, Wanted(who="bedrijf"), may_see=true(), limit=2)
    assert [each.kind for each in by_company] == ["reader_unnamed", "reader_named"]


def test_somebody_of_a_company_is_offered_their_own_company_alone(company: TestClient) -> None:
    page = company.get(PATH).text

    assert re.findall(r'<option value="([^"]+)"', page) == ["reju"]
    assert 'name="eigen"' not in page


@pytest.mark.parametrize(
    "asked", [{"bedrijf": "sabic"}, {"eigen": "ja"}], ids=["another company", "as one of theirs"]
)
def test_a_company_says_nothing_of_others_and_not_who_is_of_it(
    company: TestClient, office: Office, asked: dict[str, str]
) -> None:
    refused = send(company, PATH, **(NEW | asked), stap="vastleggen")

    assert refused.status_code == 403
    assert _named(office) == []


def test_a_company_ends_no_colleague(company: TestClient, office: Office) -> None:
    page = company.get(PATH).text

    send(company, f"{PATH}/einde", naam="collega", bedrijf="reju")

    assert "collega" in page
    assert 'name="naam" value="collega"' not in page
    assert [each.actor for each in _named(office, "collega")] == ["collega"]


def test_who_is_of_no_company_is_told_whom_to_ask(come_in: ComeIn, office: Office) -> None:
    with transaction(office.engine) as session:  # may read for one, and is not of it
        name_reader(session, "bedrijf", "reju", named_by="baas", now=office.now())
    browser = come_in("bedrijf")

    page = browser.get(PATH)

    assert page.status_code == 200
    assert "Vraag dat een beheerder" in words(page.text)
    assert "baas" not in words(page.text)
    assert send(browser, PATH, **NEW, stap="vastleggen").status_code == 403
    assert _named(office) == []


def test_a_company_sees_who_read_what_is_its_own_and_nothing_else(
    company: TestClient, come_in: ComeIn, office: Office
) -> None:
    with transaction(office.engine) as session:
        own, other = (
            current(session, SubjectKind.PROJECT, key).id for key in ("project-reju", OTHER)
        )
        for actor, number in (("roos", own), ("piet", other)):
            keep_reads(session, actor, {number: ["*"]}, now=office.now(), by="GET /projecten")

    seen = words(company.get("/beheer/inzagen").text)
    all_of_it = words(come_in("baas").get("/beheer/inzagen").text)

    assert ("roos" in seen, "piet" in seen) == (True, False)
    assert ("roos" in all_of_it, "piet" in all_of_it) == (True, True)


def _named(office: Office, name: str = "genoemd") -> list[Representative]:
    with reading(office.engine) as session:
        return list(representatives(session, name, office.today))
