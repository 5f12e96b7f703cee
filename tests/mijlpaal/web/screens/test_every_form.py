"""Each form there is: with the key of its session, from our own pages, and for nobody else."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

import mijlpaal.web
from mijlpaal.web.app import make_app
from mijlpaal.web.entry.open_to_all import OPEN_TO_ALL
from mijlpaal.web.office import Office
from tests.mijlpaal.web.entry.conftest import csrf
from tests.mijlpaal.web.screens.conftest import ComeIn

TEMPLATES = Path(mijlpaal.web.__file__).parent / "templates"
# Pressed by who has no session yet: a link is what they show.
WITHOUT_SESSION = {"asking.html", "login.html", "login_link.html"}
FORM = re.compile(r'<form method="post".*?</form>', re.DOTALL)


@pytest.fixture
def app(office: Office) -> FastAPI:
    """The application."""
    return make_app(office)


def _forms(app: FastAPI) -> Iterator[str]:
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
            for path in _forms(app)
        }

    assert len(answers) > 30
    assert {path: each for path, each in answers.items() if each != (403, 403)} == {}


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_every_form_of_a_template_carries_the_key(path: Path) -> None:
    forms = FORM.findall(path.read_text("utf-8"))

    assert path.name in WITHOUT_SESSION or all("{{ form_key }}" in form for form in forms)
