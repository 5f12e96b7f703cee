"""What HTTP itself promises (RFC 9110) at every address of the API."""

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.mijlpaal.web.api.conftest import AProgram, Program
from tests.mijlpaal.web.conftest import WEB


def _addresses(program: Program) -> list[str]:
    """Return every address that can be read."""
    paths = program.get("/openapi.json").json()["paths"]
    return [
        path.replace("{sleutel}", "m1").replace("{nummer}", "1")
        for path, ways in paths.items()
        if "get" in ways
    ]


def test_what_can_be_read_can_be_asked_after_without_its_content(program: AProgram) -> None:
    baas = program("baas")
    found = 0
    for path in _addresses(baas):
        read, asked = baas.get(path), baas.ask("HEAD", path)

        assert (asked.status_code, asked.content) == (read.status_code, b""), path
        for name in ("etag", "link", "content-type", "api-version"):
            assert asked.headers.get(name) == read.headers.get(name), (path, name)
        found += read.status_code == 200
    assert found > 30


def test_the_document_names_head_nowhere(program: AProgram) -> None:
    ways = program().get("/openapi.json").json()["paths"].values()

    assert not any("head" in each for each in ways)


def test_a_slash_at_the_end_is_another_address_where_nothing_is(program: AProgram) -> None:
    baas = program("baas")
    for path in _addresses(baas):
        answer = baas.get(f"{path}/")

        assert answer.status_code == 404, path
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_page_can_be_asked_after_and_has_one_address(app: FastAPI) -> None:
    browser = TestClient(app, base_url=WEB, follow_redirects=False)

    asked = browser.head("/inloggen")

    assert (asked.status_code, asked.content) == (200, b"")
    assert browser.get("/inloggen/").status_code == 404


@pytest.mark.parametrize(
    ("liked", "language"),
    [
        ("en;q=0.1, nl;q=0.9", "nl"),
        ("nl;q=0.2,en-GB;q=0.3", "en"),
        ("fr, en;q=0.5", "en"),
        ("fr, *;q=0.5", "nl"),
        ("nl;q=0, *", "en"),
        ("en;q=5", "nl"),
        ("en;q=x", "nl"),
        ("EN", "en"),
        ("", "nl"),
    ],
)
def test_the_language_is_the_one_that_weighs_most(
    program: AProgram, app: FastAPI, liked: str, language: str
) -> None:
    title = {"nl": "Dat is er niet", "en": "There is no such thing"}[language]

    row = program().get("/mijlpalen/geen", accept_language=liked)
    route = program().get("/geen", accept_language=liked)
    page = TestClient(app, base_url=WEB).get("/geen", headers={"accept-language": liked})

    assert row.json()["title"] == route.json()["title"] == title
    for each in (row, route, page):
        assert each.headers["content-language"] == language
        assert "Accept-Language" in each.headers["vary"]
    assert f'lang="{language}"' in page.text


def test_who_takes_no_form_of_an_answer_is_told_which_there_are(program: AProgram) -> None:
    baas = program("baas")
    found = 0
    for path in _addresses(baas):
        if baas.get(path).status_code != 200:
            continue
        for liked in ("image/x-none", "*/*;q=0", "application/*;q=0, image/png;q=0, text/*;q=0"):
            answer = baas.get(path, accept=liked)
            assert answer.status_code == 406, (path, liked)
            assert answer.json()["type"] == "urn:nld:mijlpaal:problem:not_acceptable"
        offered = baas.get(path).headers["content-type"].partition(";")[0]
        assert offered in answer.json()["detail"]
        for liked in (offered, f"image/x-none, {offered};q=0.1", "image/x-none, */*;q=0.1"):
            assert baas.get(path, accept=liked).status_code == 200, (path, liked)
        found += 1
    assert found > 30


def test_a_program_that_knows_json_only_reads_the_feed_too(program: AProgram) -> None:
    answer = program().get("/gebeurtenissen", accept="application/json")

    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == program().get("/gebeurtenissen").json()


@pytest.mark.parametrize("said", ["text/plain", "application/xml", "multipart/form-data", None])
@pytest.mark.parametrize(
    ("method", "path", "header"),
    [
        ("POST", "/mijlpalen/m1/prognoses", "accept-post"),
        ("PATCH", "/mijlpalen/m1", "accept-patch"),
    ],
)
def test_what_is_not_sent_as_json_is_told_what_is_read(
    program: AProgram, said: str | None, method: str, path: str, header: str
) -> None:
    piet = program()
    headers = {"authorization": f"Bearer {piet.secret}", "if-match": piet.tag("/mijlpalen/m1")}
    headers |= {} if said is None else {"content-type": said}

    answer = piet.browser.request(method, f"/v1{path}", content="{}", headers=headers)

    assert answer.status_code == 415
    assert answer.headers[header] == "application/json"
    assert "application/json" in answer.json()["detail"]
