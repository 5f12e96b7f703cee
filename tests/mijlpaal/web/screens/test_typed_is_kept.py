"""No form loses what was typed: not at the end of a session, not of an earlier one, not at a fault."""

import re
from typing import Annotated

import pytest
from fastapi import Depends, FastAPI
from starlette.testclient import TestClient

from mijlpaal.web.app import make_app
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.office import Office
from models.errors import DatabaseLockedError
from tests.mijlpaal.web.conftest import WEB
from tests.mijlpaal.web.entry.conftest import csrf
from tests.mijlpaal.web.screens.conftest import ComeIn
from tests.mijlpaal.web.screens.forms import hidden, words
from tests.mijlpaal.web.screens.test_every_form import forms_of

TYPED = 'Twintig minuten getypt & niet "verloren"'
SHOWN = "Twintig minuten getypt &amp; niet &#34;verloren&#34;"
OURS = {"sec-fetch-site": "same-origin", "origin": WEB, "accept-language": "nl"}


@pytest.fixture
def app(office: Office) -> FastAPI:
    """The application."""
    return make_app(office)


@pytest.fixture
def stranger(app: FastAPI) -> TestClient:
    """A browser whose session has ended."""
    return TestClient(
        app, base_url=WEB, follow_redirects=False, raise_server_exceptions=False, headers=OURS
    )


def test_each_form_comes_back_when_the_session_has_ended(
    app: FastAPI, stranger: TestClient
) -> None:
    answers = {
        path: stranger.post(path, data={"reden": TYPED, "csrf": "van eerder"})
        for path in forms_of(app)
    }

    assert len(answers) > 30
    for path, answer in answers.items():
        assert answer.status_code == 401, path
        assert f">{SHOWN}</textarea>" in answer.text, path
        assert f'<form method="post" action="{path}">' in answer.text
        assert 'href="/inloggen?naar=' in answer.text


def test_each_form_of_an_earlier_session_is_sent_on_by_the_present_one(
    app: FastAPI, come_in: ComeIn
) -> None:
    browser = come_in()

    for path in forms_of(app):
        again = browser.post(path, data={"reden": TYPED, "csrf": "van eerder"}, headers=OURS)
        assert again.status_code == 403, path
        assert f">{SHOWN}</textarea>" in again.text, path
        assert hidden(again.text, "csrf") == csrf(browser)
        assert "verstuur het als anna" in again.text


def test_what_was_typed_at_the_end_of_a_session_is_recorded_after_signing_in(
    stranger: TestClient, come_in: ComeIn
) -> None:
    path = "/mijlpalen/d2/prognose"
    typed = {"wanneer": "10 december 2026", "reden": TYPED, "versie": "1", "csrf": "van eerder"}
    ended = stranger.post(path, data=typed).text
    browser = come_in()

    def fields(page: str) -> dict[str, str]:
        shown = dict(
            re.findall(r'<textarea id="[^"]*" name="([^"]*)" rows="\d+">(.*?)</text', page)
        )
        kept = {name: hidden(page, name) for name in ("csrf", "versie")}
        return {**shown, **kept, "reden": TYPED}

    another = browser.post(path, data=fields(ended), headers=OURS).text
    looked = browser.post(path, data=fields(another), headers=OURS)

    assert looked.status_code == 200
    assert SHOWN in looked.text
    assert "10 december 2026" in words(looked.text)


@pytest.mark.parametrize(
    "headers", [{"origin": "https://elders.example"}, {"sec-fetch-site": "cross-site"}, {}]
)
def test_what_no_page_of_ours_sent_is_not_given_back(
    app: FastAPI, come_in: ComeIn, headers: dict[str, str]
) -> None:
    stranger = TestClient(app, base_url=WEB, follow_redirects=False)
    for browser, status in ((stranger, 303), (come_in(), 403)):
        answer = browser.post("/mijlpalen/d2/prognose", data={"reden": TYPED}, headers=headers)
        assert (answer.status_code, "getypt" in answer.text) == (status, False)


def test_several_values_of_one_field_all_come_back(stranger: TestClient) -> None:
    page = stranger.post("/mijlpalen/bevestigen", data={"sleutel": ["d2", "d3"]}).text

    assert re.findall(r'name="sleutel" rows="1">(d.)<', page) == ["d2", "d3"]


def test_a_file_has_to_be_chosen_again(stranger: TestClient) -> None:
    sent = {"tekst": TYPED}, {"bestand": ("brief.txt", b"x")}

    page = stranger.post("/brieven/lezen", data=sent[0], files=sent[1]).text

    assert "Een bestand dat u koos, moet u opnieuw kiezen." in page
    assert "opnieuw kiezen" not in stranger.post("/brieven/lezen", data=sent[0]).text


@pytest.mark.parametrize("is_busy", [True, False])
def test_a_fault_of_ours_gives_back_what_was_typed(
    app: FastAPI, come_in: ComeIn, *, is_busy: bool
) -> None:
    def change(
        _reader: Annotated[Reader, Depends(permitted(Resource.MILESTONE, Action.REPLAN))],
    ) -> None:
        raise DatabaseLockedError(where="hier") if is_busy else RuntimeError("stuk")

    app.add_api_route("/stuk", change, methods=["POST"])
    inside = come_in()
    browser = TestClient(app, base_url=WEB, raise_server_exceptions=False, cookies=inside.cookies)

    answer = browser.post("/stuk", data={"reden": TYPED, "csrf": csrf(inside)}, headers=OURS)

    assert answer.status_code == (503 if is_busy else 500)
    assert f">{SHOWN}</textarea>" in answer.text
    assert hidden(answer.text, "csrf") == csrf(inside)
    assert answer.headers.get("retry-after") == ("5" if is_busy else None)
