"""Somebody sees where they are signed in, and ends one session or all others."""

import re

from starlette.testclient import TestClient

from tests.mijlpaal.web.screens.conftest import ComeIn
from tests.mijlpaal.web.screens.forms import send

SESSIONS = "/sessies"


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
