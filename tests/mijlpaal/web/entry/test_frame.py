"""What stands around every page, and what holds for every answer behind the door."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from mijlpaal.web import guard
from mijlpaal.web.app import make_app
from mijlpaal.web.office import Office
from mijlpaal.web.pages import SCRIPT_PATH, SESSION_SCRIPT_PATH
from models.storage.database import make_engine
from models.vocabulary import Role
from tests.mijlpaal.web.entry.conftest import (
    CHANGING,
    SEEING,
    ComeIn,
    a_browser,
    a_link,
    a_mandate,
    csrf,
)


class _Parts(HTMLParser):
    """The elements of a page, in order, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def test_a_page_has_its_landmarks_and_a_way_past_the_menu(come_in: ComeIn) -> None:
    parts = _Parts(come_in().get(f"{SEEING}?q=1").text)

    for landmark in ("header", "nav", "main", "footer"):
        assert len(parts.of(landmark)) == 1
    assert parts.of("a")[0] == {"class": "skip", "href": "#inhoud"}
    assert parts.of("main")[0]["id"] == "inhoud"
    assert parts.of("nav")[0]["aria-label"] == "Hoofdmenu"
    ours = [{"src": path, "defer": None} for path in (SCRIPT_PATH, SESSION_SCRIPT_PATH)]
    assert parts.of("script") == ours  # none in the page itself
    assert [each for _, attributes in parts.found for each in attributes if each == "style"] == []


def test_a_page_says_when_the_session_ends(come_in: ComeIn) -> None:
    page = come_in().get(SEEING).text
    told = re.search(r'id="sessie" data-idle="(\d+)" data-left="(\d+)" data-stay="/sessies"', page)

    assert told
    assert (told[1], told[2]) == ("3600", str(12 * 3600))
    assert "Uw sessie eindigt na een uur zonder handeling, en hoe dan ook om " in page
    assert '<div class="session-ends" id="sessie-melding" hidden>' in page


def test_a_page_says_of_which_day_it_is_and_how_secret(come_in: ComeIn) -> None:
    page = come_in().get(SEEING).text

    assert "Peildatum: 24 september 2026" in page
    assert "Rubricering: intern" in page
    assert "Ingelogd als anna" in page


def test_the_menu_shows_only_where_a_reader_may_go(come_in: ComeIn, office: Office) -> None:
    a_mandate(office, "anna", Role.COMPANY)
    company = _Parts(come_in("anna").get(SEEING).text)
    a_mandate(office, "bert", Role.AUDITOR)
    auditor = _Parts(come_in("bert").get(SEEING).text)

    ways = [[a["href"] for a in parts.of("a")[3:]] for parts in (company, auditor)]
    shared = ["/", "/clusters", "/mijlpalen", "/verzoeken", "/rapportages"]
    assert ways[0] == [*shared, "/beheer/toegang/inzage"]
    assert ways[1] == [*shared, "/brieven", "/wat-als", "/beheer"]


def test_the_language_switch_comes_back_to_the_same_page(come_in: ComeIn) -> None:
    parts = _Parts(come_in().get(f"{SEEING}?status=late&x=%3Cb%3E").text)

    (here,) = [each["value"] for each in parts.of("input") if each.get("name") == "naar"]
    assert here == f"{SEEING}?status=late&x=%3Cb%3E"
    (button,) = [each for each in parts.of("button") if each.get("name") == "taal"]
    assert (button["value"], button["lang"]) == ("en", "en")


def test_nothing_behind_the_door_is_kept_anywhere(come_in: ComeIn) -> None:
    browser = come_in()

    for answer in (
        browser.get(SEEING),
        browser.get("/bestaat-niet"),
        browser.post(CHANGING, data={"csrf": csrf(browser)}),
        browser.get(f"/v1{SEEING}"),
    ):
        assert answer.headers["cache-control"] == "no-store"


def test_a_page_that_is_not_there_looks_like_one_that_is_hidden(
    come_in: ComeIn, office: Office
) -> None:
    a_mandate(office, "anna", Role.READER)
    browser = come_in("bert")

    assert browser.get(SEEING).text == browser.get("/bestaat-niet").text


def test_health_says_yes_or_no_and_nothing_else(browser: TestClient, office: Office) -> None:
    assert browser.get("/gezond").json() == {"status": "ok"}
    assert browser.get("/gereed").json() == {"status": "ok"}


def test_without_its_database_it_lives_and_is_not_ready(office: Office) -> None:
    nowhere = make_engine("sqlite:////nergens/mijlpaal.db")
    browser = a_browser(make_app(replace(office, engine=nowhere)))

    assert browser.get("/gezond").status_code == 200
    assert browser.get("/gereed").status_code == 503
    assert "nergens" not in browser.get("/gereed").text


def test_too_large_a_body_is_not_read(come_in: ComeIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "LARGEST_BODY", 1000)
    browser = come_in()

    announced = browser.post(CHANGING, data={"csrf": csrf(browser), "x": "y" * 2000})
    streamed = browser.post(
        CHANGING,
        content=(b"x" * 100 for _ in range(50)),
        headers={"content-type": "application/x-www-form-urlencoded"},
    )

    assert (announced.status_code, streamed.status_code) == (413, 413)
    assert "te groot" in announced.text


@pytest.mark.parametrize("junk", ["%ff%fe", "%00", "%F0%9F%98%80", "x" * 5000, "..%2f..%2fetc"])
def test_junk_in_a_link_is_a_link_that_is_not_right(browser: TestClient, junk: str) -> None:
    for answer in (browser.get(f"/inloggen/link/{junk}"), browser.post(f"/inloggen/link/{junk}")):
        assert answer.status_code == 404


@pytest.mark.parametrize("cookie", ["", "\xff", "x" * 7000, '"; Path=/', "a=b=c"])
def test_junk_in_a_cookie_is_nobody(app: FastAPI, cookie: str) -> None:
    headers = {b"cookie": f"__Host-mijlpaal={cookie}".encode("latin-1")}
    answer = a_browser(app).get(SEEING, headers=headers)

    assert answer.status_code == 303


def test_a_name_is_text_and_never_markup(come_in: ComeIn) -> None:
    text = come_in("<script>x</script>{{7*7}}").get(SEEING).text

    assert "&lt;script&gt;x&lt;/script&gt;{{7*7}}" in text
    assert "<script>" not in text


def test_the_log_of_a_login_names_nobody(
    app: FastAPI, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    link = a_link(office, "anna")
    with caplog.at_level("DEBUG"):
        a_browser(app).post(f"/inloggen/link/{link}")
        a_browser(app).post(f"/inloggen/link/{link}")

    ours = [record for record in caplog.records if record.name.startswith("mijlpaal")]
    said = " ".join(f"{record.getMessage()} {record.__dict__}" for record in ours)
    assert "came in" in said
    assert "login refused" in said
    assert link not in said
    assert "anna" not in said
