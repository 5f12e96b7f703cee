"""Each form there is: with the key of its session, from our own pages, and for nobody else."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

import mijlpaal.web
from mijlpaal.web.app import make_app
from mijlpaal.web.entry.door import SAFE_METHODS
from mijlpaal.web.entry.open_to_all import OPEN_TO_ALL
from mijlpaal.web.office import Office
from tests.mijlpaal.web.entry.conftest import a_browser, csrf
from tests.mijlpaal.web.screens.conftest import ComeIn

TEMPLATES = Path(mijlpaal.web.__file__).parent / "templates"
# Pressed by who has no session yet: a link is what they show.
WITHOUT_SESSION = {"asking.html", "login.html", "login_link.html"}
FORM = re.compile(r'<form method="post".*?</form>', re.DOTALL)


@pytest.fixture
def app(office: Office) -> FastAPI:
    """The application."""
    return make_app(office)


def _changes(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Yield method and address of each change that needs a session."""
    for each in iter_route_contexts(app.routes):
        path = each.path or ""
        for method in (each.methods or set()) - SAFE_METHODS:
            if path not in OPEN_TO_ALL:
                yield method, re.sub(r"\{[^}]*\}", "d2", path)


def test_nothing_is_changed_by_a_form_without_the_key_or_from_elsewhere(
    come_in: ComeIn, app: FastAPI
) -> None:
    key, elsewhere = "csrf", {"origin": "https://evil.example"}

    with come_in() as browser:
        answers = {
            path: (
                browser.post(path).status_code,
                browser.post(path, data={key: "x"}).status_code,
                browser.post(path, data={key: csrf(browser)}, headers=elsewhere).status_code,
            )
            for _, path in _changes(app)
            if not path.startswith("/v1/")
        }

    assert len(answers) > 30
    assert {path: each for path, each in answers.items() if each != (403, 403, 403)} == {}


def test_a_stranger_changes_nothing(app: FastAPI) -> None:
    with a_browser(app) as stranger:
        answers = {(method, path): stranger.request(method, path) for method, path in _changes(app)}

    for (_, path), answer in answers.items():
        is_for_programs = path.startswith("/v1/")
        assert answer.status_code == (401 if is_for_programs else 303), path
        assert is_for_programs or answer.headers["location"] == "/inloggen"


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_every_form_of_a_template_carries_the_key(path: Path) -> None:
    forms = FORM.findall(path.read_text("utf-8"))

    assert path.name in WITHOUT_SESSION or all("{{ form_key }}" in form for form in forms)
