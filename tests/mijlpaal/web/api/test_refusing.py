"""What every route refuses in the same way, and the words in which a program hears it."""

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.mijlpaal.web.api.conftest import AProgram
from tests.mijlpaal.web.conftest import WEB

UNKNOWN = {
    "in": "query",
    "location": {"name": "onzin"},
    "code": "extra_forbidden",
    "detail": "bestaat niet",
}


def test_no_route_takes_a_parameter_that_it_does_not_know(program: AProgram) -> None:
    programs = [program(actor) for actor in ("baas", "piet", "regisseur", "lezer")]
    document = programs[0].get("/openapi.json").json()
    for path, ways in document["paths"].items():
        where = path.replace("{sleutel}", "m1").replace("{nummer}", "1")
        for method in ways:
            answers = (each.ask(method.upper(), f"{where}?onzin=1", {}) for each in programs)
            refused = next((each for each in answers if each.status_code == 400), None)
            assert refused is not None, (method, path)
            assert UNKNOWN in refused.json()["errors"], (method, path)


@pytest.mark.parametrize(
    "path",
    [
        "/clusters/een?op=gisteren",
        "/mijlpalen/m1?x=1",
        "/clusters/een/stappen?x=",
        "/bevindingen",
    ],
)
def test_a_single_row_is_not_told_of_another_day_than_was_asked(
    program: AProgram, path: str
) -> None:
    answer = program().get(path)

    assert answer.status_code == (400 if "?" in path else 200)


def test_who_has_no_token_hears_that_first(program: AProgram, app: FastAPI) -> None:
    stranger = TestClient(app, base_url=WEB)

    assert stranger.get("/v1/mijlpalen/m1?onzin=1").status_code == 401
    assert program("bedrijf").get("/webhooks/x?onzin=1").status_code == 404


@pytest.mark.parametrize(
    ("language", "title", "said"),
    [
        ("nl", "Dat kan niet op dit adres", "wel: GET, HEAD, PATCH."),
        ("en", "Not possible at this address", "it knows GET, HEAD, PATCH."),
    ],
)
def test_another_method_is_told_which_are_there(
    program: AProgram, language: str, title: str, said: str
) -> None:
    answer = program().ask("PUT", "/mijlpalen/m1", {}, accept_language=language)

    problem = answer.json()
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, PATCH")
    assert problem["type"] == "urn:nld:mijlpaal:problem:method_not_allowed"
    assert (problem["title"], said in problem["detail"]) == (title, True)


@pytest.mark.parametrize("path", ["/geen", "/mijlpalen/m1/geen", "/webhooks"])
def test_what_is_not_there_is_a_route_or_a_row_and_no_page(program: AProgram, path: str) -> None:
    dutch = program("lezer").get(path).json()
    english = program("lezer").get(path, accept_language="en").json()

    assert dutch["type"] == english["type"] == "urn:nld:mijlpaal:problem:not_found"
    assert dutch["title"] == "Dat is er niet"
    assert dutch["detail"].startswith("Deze route of deze rij is er niet, of niet voor u.")
    assert english["title"] == "There is no such thing"
    assert english["detail"].startswith("This route or this row is not there, or not for you.")


def test_a_person_still_hears_of_pages(app: FastAPI) -> None:
    browser = TestClient(app, base_url=WEB)
    nowhere, by_another = browser.get("/geen"), browser.put("/inloggen")

    assert (nowhere.status_code, by_another.status_code) == (404, 405)
    for each in (nowhere, by_another):
        assert "Deze pagina bestaat niet" in each.text
    assert "GET" in by_another.headers["allow"]


def test_too_much_is_told_how_much_may_be_sent(program: AProgram) -> None:
    answer = program().post("/mijlpalen", {"titel": "x" * 300_000})

    assert answer.status_code == 413
    assert "256 kB" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("path", "body", "place", "accepted"),
    [
        ("/mijlpalen?aantal=0", None, {"name": "aantal"}, "≥ 1"),
        ("/mijlpalen?aantal=201", None, {"name": "aantal"}, "≤ 200"),
        ("/mijlpalen?cluster=", None, {"name": "cluster"}, "≥ 1"),
        ("/voorstellen/x/besluiten", {"besluit": "?"}, "#/besluit", "bevestigd, afgewezen"),
        ("/mijlpalen/m1/prognoses", {"wanneer": "x" * 301}, "#/wanneer", "≤ 300"),
    ],
)
def test_a_value_that_cannot_be_is_told_with_what_can(
    program: AProgram, path: str, body: dict[str, str] | None, place: object, accepted: str
) -> None:
    answer = program().ask("GET" if body is None else "POST", path, body)

    [fault] = (each for each in answer.json()["errors"] if "accepted" in each)
    where = fault["location"] if body is None else fault["location"]["pointer"]
    assert (answer.status_code, where, fault["accepted"]) == (400, place, accepted)


def test_a_fault_names_a_field_as_the_document_does(program: AProgram) -> None:
    answer = program().get("/mijlpalen?teltVanaf=gisteren")

    [fault] = answer.json()["errors"]
    assert (fault["in"], fault["location"]) == ("query", {"name": "teltVanaf"})


@pytest.mark.parametrize(("query", "said"), [("x=1", "Eén fout;"), ("x=1&y=2", "2 fouten;")])
def test_faults_are_counted_in_words(program: AProgram, query: str, said: str) -> None:
    assert program().get(f"/clusters?{query}").json()["detail"].startswith(said)
