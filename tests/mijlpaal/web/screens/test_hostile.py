"""Whatever is put into an address or a form: a page comes back, never a fault of ours or a script.

Made from the routes themselves, so that every new page and form is attacked as well.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import RouteContext, iter_route_contexts
from starlette.testclient import TestClient

from mijlpaal.web.app import make_app
from mijlpaal.web.entry.frame import LANGUAGE_PATH, LOGOUT_PATH, SESSIONS_PATH
from mijlpaal.web.office import Office
from models.storage.database import reading
from tests.mijlpaal.web.entry.conftest import csrf
from tests.mijlpaal.web.screens.conftest import ComeIn

HOSTILE = {
    "markup": "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}${7*7}{% raw %}",
    "statement": "' OR 1=1; DROP TABLE subject; -- ../../../../etc/passwd",
    "junk": "x\r\nSet-Cookie: stolen=1\r\n\r\n\x00\ufffe%00" + "9" * 400,
}
EXISTING = {"clusters": "chemelot", "mijlpalen": "d2", "projecten": "project-reju"}
ENDING = {LANGUAGE_PATH, LOGOUT_PATH, SESSIONS_PATH}  # after these somebody else would look
# Names that some form knows; what it does not know it does not read.
FIELDS = (
    *("wanneer", "op", "bewijs", "code", "reden", "streven", "versie", "stap", "gebeurtenis"),
    *("dag", "tekst", "peildatum", "voor", "cluster", "functie", "van", "aan", "vanaf", "tot"),
    *("vervanger", "tabel", "keuze-1", "brief", "naam", "over", "onderwerp", "wordt", "soort"),
    *("waarvan", "wat", "tussentijd", "kenmerk", "titel", "besluit", "welke", "sleutel", "gezien"),
)


def _routes(office: Office, method: str) -> Iterator[RouteContext]:
    for each in iter_route_contexts(make_app(office).routes):
        path = each.path or ""
        is_page = not path.startswith("/v1/") and path not in ENDING
        if is_page and method in (each.methods or ()):
            yield each


def _asked(route: RouteContext) -> list[str]:
    dependant: Dependant | None = getattr(route.original_route, "dependant", None)
    return [each.alias for each in dependant.query_params] if dependant else []


def _paths(route: RouteContext, said: str) -> Iterator[str]:
    """Yield the path with something hostile in each place, and with something that exists."""
    path = route.path or ""
    yield re.sub(r"\{[^}]*\}", lambda _: quote(said, safe=""), path)
    known = EXISTING.get(path.split("/")[1])
    if known and "{" in path:
        yield re.sub(r"\{[^}]*\}", known, path)


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE)
def test_whatever_is_said_a_page_comes_back_without_it_as_markup(
    come_in: ComeIn, office: Office, said: str
) -> None:
    with come_in() as browser:
        for route in _routes(office, "GET"):
            query = urlencode(dict.fromkeys(_asked(route), said))
            for path in _paths(route, said):
                _require_harmless(browser, "GET", f"{path}?{query}")
        for route in _routes(office, "POST"):
            for path in _paths(route, said):
                _require_harmless(browser, "POST", path, dict.fromkeys(FIELDS, said))

    with reading(office.engine) as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM subject").scalar()


def _require_harmless(
    browser: TestClient, method: str, path: str, form: dict[str, str] | None = None
) -> None:
    data = None if form is None else {"csrf": csrf(browser), **form}
    answer = browser.request(method, path, data=data)

    assert answer.status_code < 500, (method, path)
    assert "set-cookie" not in answer.headers, (method, path)
    assert "stolen" not in str(answer.headers).replace("%0D%0A", "").partition("location")[0], path
    if answer.headers.get("content-type", "").startswith("text/html"):
        for markup in ("<script>alert", "<img src=x", "onerror=alert(1)>", "49$49"):
            assert markup not in answer.text, (method, path)
