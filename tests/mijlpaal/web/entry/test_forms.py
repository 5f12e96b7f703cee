"""Forms: only those of our own pages, of this session, from this site."""

import pytest
from fastapi import FastAPI
from httpx import Response
from starlette.testclient import TestClient

from mijlpaal.web.office import Office
from tests.mijlpaal.web.conftest import WEB
from tests.mijlpaal.web.entry.conftest import (
    CHANGING,
    SEEING,
    ComeIn,
    a_browser,
    a_link,
    csrf,
)


def _send(browser: TestClient, key: str, **headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer: Response = browser.post(CHANGING, data={"csrf": key}, headers=named)
    return answer.status_code


def test_every_form_of_a_page_carries_the_key_of_its_session(come_in: ComeIn) -> None:
    browser = come_in()
    page = browser.get(SEEING).text

    assert page.count("<form") == page.count(f'name="csrf" value="{csrf(browser)}"') == 2
    assert browser.cookies["__Host-mijlpaal"] not in page


def test_a_form_with_its_key_passes(come_in: ComeIn) -> None:
    browser = come_in()

    assert _send(browser, csrf(browser)) == 200
    assert _send(browser, csrf(browser), origin=WEB, sec_fetch_site="same-origin") == 200
    assert browser.post(CHANGING, headers={"x-csrf-token": csrf(browser)}).status_code == 200


@pytest.mark.parametrize("key", ["", "0" * 64, "é", "none"])
def test_a_form_without_it_does_not(come_in: ComeIn, key: str) -> None:
    assert _send(come_in(), key) == 403


def test_the_key_of_another_session_does_not_fit(come_in: ComeIn) -> None:
    anna, bert = come_in("anna"), come_in("bert")

    assert _send(anna, csrf(bert)) == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "https://mijlpaal.example.evil.example"},
        {"origin": "https://evil.example", "sec_fetch_site": "same-origin"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
    ],
)
def test_a_form_from_elsewhere_does_not_pass_even_with_the_key(
    come_in: ComeIn, headers: dict[str, str]
) -> None:
    browser = come_in()

    assert _send(browser, csrf(browser), **headers) == 403


def test_nobody_can_be_logged_in_from_elsewhere(app: FastAPI, office: Office) -> None:
    link = a_link(office)
    evil = {"origin": "https://evil.example"}

    answer = a_browser(app).post(f"/inloggen/link/{link}", headers=evil)

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_json_needs_the_header(come_in: ComeIn) -> None:
    browser = come_in()

    assert browser.post(f"/v1{SEEING}", json={"csrf": csrf(browser)}).status_code == 403
    header = {"x-csrf-token": csrf(browser)}
    assert browser.post(f"/v1{SEEING}", json={}, headers=header).status_code == 200


def test_a_stranger_is_asked_to_log_in_before_anything_else(browser: TestClient) -> None:
    answer = browser.post(CHANGING, data={"csrf": "x"})

    assert answer.headers["location"] == "/inloggen?naar=%2Fproef"


def test_a_page_that_is_asked_wrongly_is_a_page(come_in: ComeIn) -> None:
    browser = come_in()

    answer: Response = browser.post("/taal", headers={"x-csrf-token": csrf(browser)})

    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/html")
    assert "taal</b>: ontbreekt" in answer.text
