"""Somebody sees where they are signed in, and ends one session or all others."""

import re
from datetime import timedelta
from typing import Any

import httpx
from starlette.testclient import TestClient

from mijlpaal.web.office import Office
from models.access.tokens import make_token
from models.acts import mandates
from models.storage.database import transaction
from models.vocabulary import Role
from tests.mijlpaal.web.conftest import WEB
from tests.mijlpaal.web.entry.conftest import csrf
from tests.mijlpaal.web.screens.conftest import ComeIn
from tests.mijlpaal.web.screens.forms import send, words

SESSIONS = "/sessies"
OWN, OF_BRAM = "/eigen-sessies", "/accounts/bram/sessies"
ACCOUNT = "/beheer/toegang/account?naam=bram"


def test_somebody_ends_all_their_other_sessions(come_in: ComeIn) -> None:
    here, there, other = come_in("anna"), come_in("anna"), come_in("bram")

    page = here.get(SESSIONS).text
    done = send(here, SESSIONS, welke="andere")

    assert page.count('name="welke"') == 3  # one each, and all others
    assert done.headers["location"] == "/sessies?gedaan=1"
    assert _is_in(here)
    assert not _is_in(there)
    assert _is_in(other)


def test_one_session_is_ended_by_its_name(come_in: ComeIn) -> None:
    first, second = come_in("anna"), come_in("anna")
    names = re.findall(r'name="welke" value="([0-9a-f]+)"', second.get(SESSIONS).text)

    for name in names:
        if _is_in(second):
            send(second, SESSIONS, welke=name)

    assert not _is_in(second)
    assert len(names) == 2
    assert [_is_in(each) for each in (first, second)].count(True) <= 1


def test_nobody_ends_the_session_of_another(come_in: ComeIn) -> None:
    anna, bram = come_in("anna"), come_in("bram")
    [name] = re.findall(r'name="welke" value="([0-9a-f]+)"', bram.get(SESSIONS).text)

    send(anna, SESSIONS, welke=name)

    assert _is_in(bram)


def _is_in(browser: TestClient) -> bool:
    return bool(browser.get("/lezing").status_code == 200)


def _post(browser: TestClient, path: str, seen: str = "") -> httpx.Response:
    headers = {"X-CSRF-Token": csrf(browser)} | ({"If-Match": seen} if seen else {})
    answer: httpx.Response = browser.post(f"/v1{path}", json={}, headers=headers)
    return answer


def _rows(browser: TestClient, path: str = OWN) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = browser.get(f"/v1{path}").json()["resultaten"]
    return found


def _tag(browser: TestClient, path: str) -> str:
    return str(browser.get(f"/v1{path}").headers["etag"])


def test_a_program_reads_the_sessions_of_its_person_and_ends_one(come_in: ComeIn) -> None:
    here, there = come_in("anna"), come_in("anna")
    [other] = [each["sleutel"] for each in _rows(here) if not each["isDeze"]]
    path = f"{OWN}/{other}"

    without = _post(here, f"{path}/beeindigingen")
    done = _post(here, f"{path}/beeindigingen", _tag(here, path))

    assert without.status_code == 428
    assert done.json()["sleutel"] == other, done.text
    assert _is_in(here)
    assert not _is_in(there)
    assert here.get(f"/v1{path}").status_code == 404
    assert [each["isDeze"] for each in _rows(here)] == [True]


def test_a_session_tells_when_it_began_and_until_when_it_may_last(come_in: ComeIn) -> None:
    [row] = _rows(come_in("anna"))

    assert row["begonOp"] == row["laatstGezienOp"] == "2026-11-02T07:00:00Z"
    assert row["uiterlijkTot"] == "2026-11-02T19:00:00Z"
    assert len(row["sleutel"]) == 16


def test_a_program_ends_all_other_sessions_of_its_person(come_in: ComeIn) -> None:
    here, there, other = come_in("anna"), come_in("anna"), come_in("bram")

    done = _post(here, "/eigen-sessiebeeindigingen")

    assert done.json() == {"beeindigd": 1}
    assert (_is_in(here), _is_in(there), _is_in(other)) == (True, False, True)


def test_a_trial_ends_no_session(come_in: ComeIn) -> None:
    here, there = come_in("anna"), come_in("anna")

    assert _post(here, "/eigen-sessiebeeindigingen?proef=true").json() == {"beeindigd": 1}
    assert _is_in(there)


def test_nobody_ends_the_session_of_another_over_the_api(come_in: ComeIn) -> None:
    anna, bram = come_in("anna"), come_in("bram")
    [name] = [each["sleutel"] for each in _rows(bram)]

    ended = _post(anna, f"{OWN}/{name}/beeindigingen", '"x"')
    by_account = _post(anna, f"{OF_BRAM}/{name}/beeindigingen", '"x"')

    assert (ended.status_code, by_account.status_code) == (404, 404)
    assert anna.get(f"/v1{OF_BRAM}").status_code == 404
    assert _is_in(bram)


def test_who_keeps_the_installation_ends_one_session_of_somebody(come_in: ComeIn) -> None:
    keeper, one, two = come_in("baas"), come_in("bram"), come_in("bram")
    names = [each["sleutel"] for each in _rows(keeper, OF_BRAM)]

    path = f"{OF_BRAM}/{names[0]}"
    done = _post(keeper, f"{path}/beeindigingen", _tag(keeper, path))

    assert done.status_code == 200, done.text
    assert [_is_in(one), _is_in(two)].count(True) == 1
    assert len(_rows(keeper, OF_BRAM)) == 1
    all_of_them, seen = "/accounts/bram/sessiebeeindigingen", _tag(keeper, "/accounts/bram")
    assert _post(keeper, all_of_them).status_code == 428
    assert _post(keeper, all_of_them, seen).json() == {"beeindigd": 1}
    assert not _is_in(one)
    assert not _is_in(two)
    assert keeper.get("/v1/accounts/niemand/sessies").status_code == 404


def test_the_page_of_an_account_ends_one_session_of_it(come_in: ComeIn) -> None:
    keeper, one, two = come_in("baas"), come_in("bram"), come_in("bram")
    names = re.findall(r'name="welke" value="([0-9a-f]+)"', keeper.get(ACCOUNT).text)

    done = send(keeper, "/beheer/toegang/account/sessies", naam="bram", welke=names[0])

    assert len(names) == 2
    assert [_is_in(one), _is_in(two)].count(True) == 1
    page = keeper.get(done.headers["location"]).text
    assert "Beëindigd." in page
    assert "Open sessies: 1" in words(page)


def test_whoever_only_watches_sees_the_sessions_and_ends_none(
    come_in: ComeIn, office: Office
) -> None:
    come_in("bram")
    with transaction(office.engine) as session:
        mandates.give(office.ledger(session, "baas"), "wacht", Role.AUDITOR, cluster=None)
    watcher = come_in("wacht")

    page = watcher.get(ACCOUNT).text

    assert "Laatst gebruikt" in page
    assert 'name="welke"' not in page
    assert len(_rows(watcher, OF_BRAM)) == 1
    assert _post(watcher, "/accounts/bram/sessiebeeindigingen").status_code == 403


def test_a_program_with_a_token_has_no_session_of_its_own(come_in: ComeIn, office: Office) -> None:
    browser = come_in("anna")
    with transaction(office.engine) as session:
        until = office.today + timedelta(days=9)
        made = make_token(
            session, "anna", "x", by="baas", now=office.now(), until=until, may_write=True
        )
    program = TestClient(browser.app, base_url=WEB)
    program.headers["Authorization"] = f"Bearer {made.secret}"

    assert [each["isDeze"] for each in _rows(program)] == [False]
    assert program.post("/v1/eigen-sessiebeeindigingen", json={}).json() == {"beeindigd": 1}
    assert not _is_in(browser)
