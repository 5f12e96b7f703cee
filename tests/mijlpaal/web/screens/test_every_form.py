"""Each form there is: with the key of its session, from our own pages, and for nobody else."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.routing import compile_path
from starlette.testclient import TestClient

import mijlpaal.web
from mijlpaal.web.app import make_app
from mijlpaal.web.entry.open_to_all import OPEN_TO_ALL
from mijlpaal.web.office import Office
from tests.mijlpaal.web.conftest import WEB
from tests.mijlpaal.web.entry.conftest import csrf
from tests.mijlpaal.web.screens.conftest import ComeIn
from tests.mijlpaal.web.screens.forms import send

TEMPLATES = Path(mijlpaal.web.__file__).parent / "templates"
# Pressed by who has no session yet: a link is what they show.
WITHOUT_SESSION = {"asking.html", "login.html", "login_link.html"}
CARRIED = {"typed_again.html"}  # with all else that was sent
FORM = re.compile(r'<form method="post".*?</form>', re.DOTALL)


@pytest.fixture
def app(office: Office) -> FastAPI:
    """The application."""
    return make_app(office)


def forms_of(app: FastAPI) -> Iterator[str]:
    """Yield the address of each form that needs a session."""
    for each in iter_route_contexts(app.routes):
        path = each.path or ""
        if "POST" in (each.methods or ()) and path not in OPEN_TO_ALL and path[:4] != "/v1/":
            yield re.sub(r"\{[^}]*\}", "d2", path)


def test_no_form_from_elsewhere_passes_even_with_the_key_and_none_with_another(
    come_in: ComeIn, app: FastAPI
) -> None:
    elsewhere = {"origin": "https://evil.example"}

    with come_in() as browser:
        answers = {
            path: (
                browser.post(path, data={"csrf": "x"}).status_code,
                browser.post(path, data={"csrf": csrf(browser)}, headers=elsewhere).status_code,
            )
            for path in forms_of(app)
        }

    assert len(answers) > 30
    assert {path: each for path, each in answers.items() if each != (403, 403)} == {}


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_every_form_of_a_template_carries_the_key(path: Path) -> None:
    forms = FORM.findall(path.read_text("utf-8"))

    assert path.name in WITHOUT_SESSION | CARRIED or all("{{ form_key }}" in form for form in forms)


def test_whoever_is_no_longer_in_comes_back_to_the_page_of_the_form(app: FastAPI) -> None:
    pages = [
        compile_path(each.path or "")[0]
        for each in iter_route_contexts(app.routes)
        if "GET" in (each.methods or ())
    ]

    with TestClient(app, base_url=WEB, follow_redirects=False) as stranger:
        backs = {path: _back(stranger.post(path)) for path in forms_of(app)}

    assert {
        path for path, back in backs.items() if not any(it.match(back) for it in pages)
    } == set()
    assert backs["/brieven/lezen"] == "/brieven"
    assert backs["/mijlpalen/bevestigen"] == "/mijlpalen"
    assert backs["/mijlpalen/d2/prognose"] == "/mijlpalen/d2/prognose"
    assert backs["/rapportages/statusteksten/d2/schrijven"] == "/rapportages/statusteksten/d2"


def _back(answer: httpx.Response) -> str:
    """Return where the login page leads to."""
    asked = parse_qs(urlsplit(answer.headers["location"]).query)
    return asked.get("naar", ["/"])[0]


def test_the_language_switches_on_a_page_that_a_form_led_to(come_in: ComeIn) -> None:
    browser = come_in()

    refused = send(browser, "/brieven/lezen", tekst="")
    (here,) = re.findall(r'name="naar" value="([^"]*)"', refused.text)

    assert browser.get(here).status_code == 200


def test_what_is_not_there_leads_to_the_start(come_in: ComeIn) -> None:
    page = come_in().get("/bestaat-niet").text

    assert "<title>Fout: " in page
    assert '<a href="/">Naar het begin</a>' in page
