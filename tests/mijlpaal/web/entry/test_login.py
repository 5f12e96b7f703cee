"""Coming in by a link, staying for a while, and going out."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine
from sqlmodel import select
from starlette.testclient import TestClient

from mijlpaal.web.entry.goes_to import local_path
from mijlpaal.web.office import Office
from models.access import login_links, visits
from models.access.accounts import revoke
from models.acts.mandates import all_mandates, withdraw
from models.errors import LoginRefusedError
from models.storage.database import reading, transaction
from models.tables import LoginLink, Visit
from models.vocabulary import Role
from tests.mijlpaal.web.conftest import NEXT_DAY, Hands
from tests.mijlpaal.web.entry.conftest import (
    SEEING,
    ComeIn,
    a_browser,
    a_link,
    a_mandate,
    csrf,
)


def test_a_stranger_is_sent_to_the_login_page_and_back_afterwards(browser: TestClient) -> None:
    answer = browser.get(f"{SEEING}?status=late&page=2")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/inloggen?naar=%2Fproef%3Fstatus%3Dlate%26page%3D2"
    assert "mijlpaal access link" in browser.get("/inloggen").text


def test_a_program_without_a_token_gets_a_problem(browser: TestClient) -> None:
    answer = browser.get(f"/v1{SEEING}")

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"] == 'Bearer realm="mijlpaal"'
    assert answer.json()["status"] == 401


def test_looking_at_a_link_says_whom_it_lets_in_and_does_not_use_it_up(
    browser: TestClient, office: Office
) -> None:
    link = a_link(office)
    for _ in range(3):
        page = browser.get(f"/inloggen/link/{link}")

    assert "U logt in als anna" in page.text
    assert "set-cookie" not in page.headers
    assert browser.post(f"/inloggen/link/{link}").status_code == 303


def test_a_link_opens_one_session_and_no_second_one(app: FastAPI, office: Office) -> None:
    link = a_link(office)
    first, second = a_browser(app), a_browser(app)

    assert first.post(f"/inloggen/link/{link}").status_code == 303
    assert second.post(f"/inloggen/link/{link}").status_code == 404
    assert first.get(SEEING).status_code == 200
    assert second.get(SEEING).status_code == 303


def test_of_two_who_press_at_once_one_comes_in(engine: Engine, clock: Hands) -> None:
    with transaction(engine) as session:
        link = login_links.make_link(session, "anna", by="baas", now=clock())
    start, answers = Barrier(4), list[str]()

    def press() -> None:
        start.wait()
        try:
            with transaction(engine) as session:
                answers.append(login_links.use_link(session, link, now=clock()))
        except LoginRefusedError:
            answers.append("")

    threads = [Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["", "", "", "anna"]


def test_a_link_works_for_half_an_hour(browser: TestClient, office: Office, clock: Hands) -> None:
    link = a_link(office)
    clock.at += login_links.VALID_FOR

    assert browser.get(f"/inloggen/link/{link}").status_code == 404
    assert browser.post(f"/inloggen/link/{link}").status_code == 404


def test_a_newer_link_takes_the_older_one_away(browser: TestClient, office: Office) -> None:
    older = a_link(office)
    a_link(office)

    assert browser.post(f"/inloggen/link/{older}").status_code == 404


def test_neither_link_nor_session_is_kept_as_such(come_in: ComeIn, office: Office) -> None:
    link = a_link(office, "bert")
    secret = come_in().cookies["__Host-mijlpaal"]

    with reading(office.engine) as session:
        kept = [*session.exec(select(LoginLink.digest)), *session.exec(select(Visit.digest))]
    assert all(link not in each and secret not in each for each in kept)
    assert all(len(each) == 64 for each in kept)


def test_who_guesses_links_is_told_to_wait(browser: TestClient) -> None:
    answers = [browser.post(f"/inloggen/link/{n}").status_code for n in range(21)]

    assert answers == [404] * 20 + [429]


def test_the_cookie_is_out_of_reach(come_in: ComeIn, office: Office, app: FastAPI) -> None:
    said = a_browser(app).post(f"/inloggen/link/{a_link(office)}").headers["set-cookie"]

    name, _, rest = said.partition("=")
    assert name == "__Host-mijlpaal"
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Secure"} <= set(rest.split("; "))
    assert "domain" not in rest.lower()
    assert "max-age" not in rest.lower()


def test_on_this_machine_it_works_without_tls_and_elsewhere_it_does_not(
    app: FastAPI, office: Office, come_in: ComeIn
) -> None:
    near = come_in("anna", "http://127.0.0.1:8017")
    far = a_browser(app, "http://mijlpaal.example")

    refused = far.post(f"/inloggen/link/{a_link(office, 'bert')}")

    assert near.cookies["mijlpaal"]
    assert near.get(SEEING).status_code == 200
    assert refused.status_code == 403
    assert "set-cookie" not in refused.headers


def test_coming_in_anew_is_a_new_session_and_the_old_one_ends(
    come_in: ComeIn, office: Office, app: FastAPI
) -> None:
    browser = come_in()
    before = browser.cookies["__Host-mijlpaal"]

    browser.post(f"/inloggen/link/{a_link(office)}")

    assert browser.cookies["__Host-mijlpaal"] != before
    thief = a_browser(app)
    thief.cookies.set("__Host-mijlpaal", before)
    assert thief.get(SEEING).status_code == 303


def test_a_session_that_was_planted_is_not_taken_over(app: FastAPI, office: Office) -> None:
    victim = a_browser(app)
    victim.cookies.set("__Host-mijlpaal", "planted", domain="mijlpaal.example")
    victim.post(f"/inloggen/link/{a_link(office)}")

    attacker = a_browser(app)
    attacker.cookies.set("__Host-mijlpaal", "planted", domain="mijlpaal.example")

    assert attacker.get(SEEING).status_code == 303


def test_an_hour_of_silence_ends_a_session(come_in: ComeIn, clock: Hands) -> None:
    browser = come_in()
    clock.at += visits.IDLE - timedelta(minutes=2)
    assert browser.get(SEEING).status_code == 200

    clock.at += visits.IDLE - timedelta(minutes=2)
    assert browser.get(SEEING).status_code == 200
    clock.at += visits.IDLE

    assert browser.get(SEEING).status_code == 303


def test_no_session_outlives_a_working_day(come_in: ComeIn, clock: Hands) -> None:
    browser = come_in()
    for _ in range(15):
        clock.at += timedelta(minutes=50)
        last = browser.get(SEEING).status_code

    assert last == 303


def test_going_out_ends_the_session_for_whoever_kept_its_cookie(
    come_in: ComeIn, app: FastAPI
) -> None:
    browser = come_in()
    kept = browser.cookies["__Host-mijlpaal"]

    out = browser.post("/uitloggen", data={"csrf": csrf(browser)})

    assert (out.status_code, out.headers["location"]) == (303, "/inloggen")
    other = a_browser(app)
    other.cookies.set("__Host-mijlpaal", kept)
    assert other.get(SEEING).status_code == 303


def test_who_is_revoked_is_out_at_once(come_in: ComeIn, office: Office) -> None:
    browser = come_in()
    link = a_link(office)
    with transaction(office.engine) as session:
        revoke(session, "anna", by="baas", now=office.now())

    assert browser.get(SEEING).status_code == 303
    assert browser.post(f"/inloggen/link/{link}").status_code == 404


def test_a_mandate_that_is_withdrawn_holds_at_the_next_page_no_more(
    come_in: ComeIn, office: Office
) -> None:
    a_mandate(office, "anna", Role.READER)
    browser = come_in("cor")

    assert browser.get(SEEING).status_code == 404
    a_mandate(office, "cor", Role.READER)
    assert browser.get(SEEING).status_code == 200
    with transaction(office.engine) as session:
        (given,) = (each for each in all_mandates(session) if each.text("actor") == "cor")
        withdraw(office.ledger(session, "baas"), given.key)
    assert browser.get(SEEING).status_code == 404


def test_whose_last_mandate_ended_is_told_so_instead_of_led_in_circles(
    come_in: ComeIn, office: Office
) -> None:
    a_mandate(office, "anna", Role.READER)
    browser = come_in("cor")

    page = browser.get("/")

    assert page.status_code == 404
    assert "<h1>U hebt hier geen rol</h1>" in page.text
    assert "Vraag de beheerder om een rol" in page.text
    assert "Naar het begin" not in page.text


def test_the_language_is_kept_and_the_page_too(come_in: ComeIn) -> None:
    browser = come_in()
    form = {"csrf": csrf(browser), "taal": "en", "naar": f"{SEEING}?status=late"}

    answer = browser.post("/taal", data=form)

    assert answer.headers["location"] == f"{SEEING}?status=late"
    assert '<html lang="en">' in browser.get(SEEING).text


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "\\/evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "",
        "/" + "a" * 3000,
        "/\r\nSet-Cookie: a=b",
    ],
)
def test_nobody_is_led_elsewhere(wanted: str) -> None:
    assert local_path(wanted) == "/"


def test_the_day_of_these_tests_is_known() -> None:
    assert NEXT_DAY.isoformat() == "2026-09-24"
