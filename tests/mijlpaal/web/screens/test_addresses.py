"""What an address asks wrongly is told, on every page and of every file, and never left out."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import product
from urllib.parse import quote

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from mijlpaal.web.office import Office
from mijlpaal.web.screens.routers import routers
from tests.mijlpaal.web.screens.conftest import ComeIn
from tests.mijlpaal.web.screens.forms import send, words

KEYS: Mapping[str, str] = {
    "/clusters/{key}": "chemelot",
    "/mijlpalen/{key}": "d2",
    "/projecten/{key}": "fenix",
    "/verzoeken/{key}": "europees-beleid",
}
# What takes any text, and why nothing of it can be misread.
FREE: Mapping[str, str] = {
    "zoek": "what is searched for; nothing found is said",
    "wie": "a name in the log; nothing found is said",
    "wanneer": "a phrase; the page says how it reads it",
    "eigenaar": "a name; nothing found is said, and the list shows the name",
    "aan": "a name; nothing found is said, and the list shows the name",
    "stand": "a state in words; nothing found is said, and the list shows it",
    "cluster": "a key; nothing found is said, and the list shows it",
    "onderwerp": "in the log a text; of what-if a row, and the page says that there is none",
    "wordt": "a day of what-if; the page says what is wrong with it",
    "toestand": "a state of what-if; the page says what is wrong with it",
    "van": "a row; nothing hangs on what is not there",
    "wat": "fills in a form, which says what is wrong with it",
    "toezegging": "a duty; the page says that there is none",
    "naam": "an account; not found when there is none",
    "op": "a day; the page of looking back says what is wrong with it",
    "gedaan": "what was done; chooses no rows",
}


def _routes(office: Office) -> Iterator[APIRoute]:
    for router in routers(office):
        for route in router.routes:
            if isinstance(route, APIRoute) and "GET" in (route.methods or ()):
                yield route


def _parts(asked: Dependant) -> Iterator[str]:
    yield from (each.alias for each in asked.query_params)
    for below in asked.dependencies:
        yield from _parts(below)


def _asked(office: Office) -> Iterator[tuple[str, str]]:
    """Yield each page that can be asked without knowing a key, with each part that is not free."""
    for route in _routes(office):
        path = route.path.format(key=KEYS.get(route.path, "")) if route.path in KEYS else route.path
        if "{" not in path:
            yield from ((path, name) for name in _parts(route.dependant) if name not in FREE)


def test_every_part_of_an_address_that_is_mistyped_is_named(
    come_in: ComeIn, office: Office
) -> None:
    anna, baas = come_in("anna"), come_in("baas")
    asked = list(_asked(office))

    for path, name in asked:
        browser = baas if path.startswith("/beheer/") else anna
        needed = "&toezegging=d3" if path.endswith("/bestand") else ""
        answer = browser.get(f"{path}?{name}=onzin{needed}")

        assert answer.status_code == 422, (path, name)
        assert f"<li><b>{name}</b>: kan dit niet zijn; wel kan: " in answer.text, (path, name)
        assert f'<a href="{path}{needed.replace("&", "?")}">Toon het zonder dit</a>' in answer.text
    assert len(asked) > 50


def test_a_part_that_no_page_takes_is_named_with_those_that_it_does(
    come_in: ComeIn, office: Office
) -> None:
    browser = come_in("baas")
    paths = [each.path for each in _routes(office) if "{" not in each.path]

    for path in paths:
        answer = browser.get(f"{path}?statsu=delayed")

        assert answer.status_code == 422, path
        assert "<li><b>statsu</b>: bestaat hier niet" in answer.text, path
    assert len(paths) > 30
    assert "wel kan: bevestigd, cluster, " in browser.get("/mijlpalen?statsu=delayed").text


def test_what_is_asked_twice_is_not_answered_once(come_in: ComeIn) -> None:
    browser = come_in()

    answer = browser.get("/mijlpalen.csv?status=delayed&status=attention")

    assert answer.status_code == 422
    assert "<b>status</b>: staat er meer dan eens" in answer.text
    assert browser.get("/rapportages/kamerbrief?toezegging=d2&toezegging=d3").status_code == 200


def test_a_page_that_is_not_there_is_said_to_be(come_in: ComeIn, office: Office) -> None:
    anna, baas = come_in("anna"), come_in("baas")
    paths = [path for path, name in _asked(office) if name == "blz" and _is_a_page(path)]

    for path, page in product(paths, ("0", "2", "9000", "9" * 12)):
        browser = baas if path.startswith("/beheer/") else anna
        answer = browser.get(f"{path}?blz={page}")
        [way] = re.findall(r'<a href="([^"]+)">Toon het zonder dit</a>', answer.text) or [""]

        if page == "2" and path == "/beheer":  # its second page is there
            assert answer.status_code == 200
        else:
            assert answer.status_code == 422, (path, page)
            assert "<b>blz</b>: " in answer.text
            assert browser.get(way).status_code == 200
    assert len(paths) > 5


def _is_a_page(path: str) -> bool:
    """Return whether it has pages; of a file it is all in one."""
    return "." not in path


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ics"])
def test_a_file_of_a_mistyped_view_is_no_file_of_everything(come_in: ComeIn, ending: str) -> None:
    answer = come_in().get(f"/mijlpalen.{ending}?status=onzin&totenmet=morgen&zoek=a")

    assert answer.status_code == 422
    assert "content-disposition" not in answer.headers
    assert "<b>status</b>: kan dit niet zijn; wel kan: on_track, attention" in answer.text
    assert "<b>totenmet</b>: kan dit niet zijn; wel kan: een dag, als 2026-12-31" in answer.text
    assert f'href="/mijlpalen.{ending}?zoek=a"' in answer.text


def test_the_page_of_a_mistyped_address_stands_in_its_frame_in_both_languages(
    come_in: ComeIn,
) -> None:
    browser = come_in()
    dutch = browser.get("/mijlpalen?status=onzin").text
    send(browser, "/taal", taal="en", naar="/")
    english = browser.get("/mijlpalen?status=onzin").text

    assert "Er is niets getoond" in words(dutch)
    assert '<a href="/clusters">Clusters</a>' in dutch
    assert "<title>Error: This cannot be read" in english
    assert "<b>status</b>: cannot be this; accepted: on_track" in english


def test_a_blank_field_of_a_filter_narrows_nothing(come_in: ComeIn) -> None:
    blank = "&".join(f"{name}=" for name in ("status", "gewicht", "vanaf", "totenmet", "blz"))

    answer = come_in().get(f"/mijlpalen?{blank}&open=0&sorteer=")

    assert answer.status_code == 200
    assert answer.text.count('href="/mijlpalen/d') >= 3


def test_a_mistyped_address_is_told_to_nobody_who_did_not_come_in(come_in: ComeIn) -> None:
    browser = come_in()
    browser.cookies.clear()

    answer = browser.get("/mijlpalen?statsu=delayed")

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/inloggen")


@pytest.mark.parametrize(
    ("path", "name"), [("/mijlpalen", "eigenaar"), ("/verzoeken", "aan"), ("/verzoeken", "stand")]
)
def test_a_name_that_nothing_bears_is_shown_as_what_was_asked(
    come_in: ComeIn, path: str, name: str
) -> None:
    page = come_in().get(f"{path}?{name}={quote('Niemand & co')}").text

    assert "Niets gevonden" in page
    assert '<option value="Niemand & co" selected>Niemand & co</option>' in unescape(page)


@pytest.mark.parametrize("path", ["/mijlpalen", "/verzoeken"])
def test_a_cluster_that_is_not_there_is_shown_as_what_was_asked(come_in: ComeIn, path: str) -> None:
    page = come_in().get(f"{path}?cluster=onzin").text

    assert "Niets gevonden" in page
    assert '<option value="onzin" selected>onzin</option>' in page
