"""Requests that no page of ours makes, and words that are made to mislead who reads them."""

import re

import pytest
from httpx import Response
from sqlalchemy import text
from sqlmodel import func, select
from starlette.testclient import TestClient

from mijlpaal.web.office import Office
from models.storage.database import reading
from models.tables import Event
from tests.mijlpaal.web.entry.conftest import csrf
from tests.mijlpaal.web.screens.conftest import ComeIn

PAGES = ("/", "/mijlpalen", "/mijlpalen/d2", "/clusters/chemelot", "/rapportages", "/beheer")
TURNED = "Kamer\u202eetalpaat\u2066 \u200fx"
ELSEWHERE = "elders.example"


@pytest.mark.parametrize("path", ["/", "/mijlpalen", "/mijlpalen/d2", "/beheer?onderwerp=d2"])
def test_a_title_does_not_turn_around_the_words_beside_it(
    come_in: ComeIn, office: Office, path: str
) -> None:
    with office.engine.begin() as connection:
        connection.execute(
            text("UPDATE subject SET title = :said, title_en = :said WHERE key = 'd2'"),
            {"said": TURNED},
        )

    page = come_in().get(path).text

    assert "Kameretalpaat x" in page
    assert not re.search("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", page)


def test_a_host_that_is_not_ours_is_named_nowhere(come_in: ComeIn) -> None:
    browser = come_in()
    odd = {"Host": ELSEWHERE, "X-Forwarded-Host": ELSEWHERE, "Forwarded": f"host={ELSEWHERE}"}

    for path in (*PAGES, "/clusters", "/beheer/toegang", "/agendas", "/v1/gebeurtenissen"):
        answer = browser.get(path, headers=odd)
        assert ELSEWHERE not in answer.text, path
        assert ELSEWHERE not in str(answer.headers), path
    refused = browser.post("/taal", data={"csrf": csrf(browser), "taal": "en"}, headers=odd)
    assert ELSEWHERE not in str(refused.headers)


OVERRIDES = {"X-HTTP-Method-Override": "POST", "X-Method-Override": "POST"}


@pytest.mark.parametrize("query", ["", "?_method=POST&op=2026-10-30&bewijs=Kamerstuk"])
def test_nothing_makes_of_reading_a_change(come_in: ComeIn, office: Office, query: str) -> None:
    browser, before = come_in(), _events(office)

    for path in ("/mijlpalen/d2/behaald", "/mijlpalen/d2/prognose", "/taal", "/uitloggen"):
        browser.get(path + query, headers=OVERRIDES)

    assert _events(office) == before
    assert browser.get("/").status_code == 200  # nobody was sent out


def test_of_a_form_that_has_a_field_twice_the_key_still_has_to_fit(
    come_in: ComeIn, office: Office
) -> None:
    browser, before = come_in(), _events(office)
    key = csrf(browser)

    first = _twice(browser, "onzin", "onzin")
    last = _twice(browser, key, "onzin")

    assert (first, last) == (403, 403)
    assert _events(office) == before


@pytest.mark.parametrize(
    "path",
    [
        "/mijlpalen?status=delayed&status=onzin&cluster=chemelot&cluster=x&blz=1&blz=-9",
        "/verzoeken?aan=a&aan=b&open=1&open=0",
        "/?voor=mij&voor=alles&op=2026-06-20&op=2030-01-01",
        "/wat-als?onderwerp=milestone:d1&onderwerp=x:y&wordt=2027-02-01&wordt=ooit",
    ],
)
def test_what_is_asked_twice_is_answered_or_refused(come_in: ComeIn, path: str) -> None:
    answer = come_in().get(path)

    assert answer.status_code in {200, 422}
    assert "<html" in answer.text


@pytest.mark.parametrize(
    ("name", "kind", "content"),
    [
        ("brief.pdf", "application/pdf", b"<html><script>alert(1)</script></html>"),
        ("brief.docx", "text/plain", b"MZ\x90\x00\x03 not a document"),
        ("brief.exe", "text/html", b"%PDF-1.7 but not one"),
        ("../../brief\r\n.odt", "image/png", b"PK\x03\x04 and no more"),
        ("brief\u202efdp.exe", "", b"\x00\x00\x00\x00"),
    ],
)
def test_a_letter_that_lies_about_what_it_is_is_refused_and_not_given_back(
    come_in: ComeIn, name: str, kind: str, content: bytes
) -> None:
    browser = come_in()

    answer = browser.post(
        "/brieven/lezen",
        data={"csrf": csrf(browser), "dag": "2026-11-02"},
        files={"bestand": (name, content, kind)},
    )

    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/html")
    assert "<title>Fout: " in answer.text
    assert "<script>alert" not in answer.text


def _twice(browser: TestClient, first: str, last: str) -> int:
    sent = f"csrf={first}&csrf={last}&wanneer=2026-12-01&stap=vastleggen"
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer: Response = browser.post("/mijlpalen/d1/prognose", content=sent, headers=form)
    return answer.status_code


def _events(office: Office) -> int:
    with reading(office.engine) as session:
        return session.exec(select(func.count()).select_from(Event)).one()
