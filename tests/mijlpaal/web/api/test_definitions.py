import json

import pytest

from tests.factories import definition_data
from tests.mijlpaal.web.api.conftest import AProgram

ONE = "/procesdefinities/request/versies"
SMALL = {"id": "proefdraad", "version": 1, "label": {"nl": "Proef", "en": "Trial"}}


def _next(name: str) -> dict[str, object]:
    data = dict(definition_data(name))
    return data | {"version": int(str(data["version"])) + 1}


def _number() -> int:
    return int(str(definition_data("request")["version"]))


@pytest.mark.parametrize(
    ("accept", "form", "begins"),
    [
        ("", "application/json", "{"),
        ("*/*", "application/json", "{"),
        ("application/scxml+xml", "application/scxml+xml", "<"),
        ("text/*;q=0.9, application/json;q=0.1", "text/vnd.mermaid", "stateDiagram"),
        ("image/svg+xml", "image/svg+xml", "<svg"),
    ],
)
def test_a_version_is_given_in_the_form_that_is_asked_for(
    program: AProgram, accept: str, form: str, begins: str
) -> None:
    answer = program("bedrijf").get(f"{ONE}/{_number()}", accept=accept)

    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].partition(";")[0] == form
    assert answer.headers["etag"] == f'"{_number()}"'
    assert begins in answer.text[:400]


def test_a_form_that_there_is_not_is_refused_with_those_there_are(program: AProgram) -> None:
    for accept in ("image/png", "application/json;q=0", "text/html;q=x"):
        answer = program().get(f"{ONE}/{_number()}", accept=accept)
        assert answer.status_code == 406, accept
        assert "image/svg+xml" in answer.json()["detail"]


def test_the_drawing_marks_where_something_stands_for_who_may_see_it(program: AProgram) -> None:
    path, svg = f"{ONE}/{_number()}", "image/svg+xml"

    plain = program().get(path, accept=svg).text
    marked = program().get(f"{path}?bij=request:r1", accept=svg).text

    assert marked != plain
    assert program().get(f"{path}?bij=project:p1", accept=svg).status_code == 422
    assert program().get(f"{path}?bij=request:geen", accept=svg).status_code == 404
    assert program().get(f"{path}?bij=milestone:geheim", accept=svg).status_code == 404


def test_the_versions_are_listed_in_pages(program: AProgram) -> None:
    first = program().get("/procesdefinities?aantal=1")
    following = first.headers["link"].partition(">")[0].removeprefix("</v1")

    keys = [each["sleutel"] for each in program().get("/procesdefinities").json()["resultaten"]]
    assert keys == sorted(keys)
    assert [each["sleutel"] for each in first.json()["resultaten"]] == keys[:1]
    assert program().get(following).json()["resultaten"][0]["sleutel"] == keys[1]


def test_a_version_is_published_once_and_everybody_moves_to_it(program: AProgram) -> None:
    piet, body = program(), {"definitie": _next("request")}
    path = "/procesdefinities/request"
    seen = piet.tag(path)

    tried = piet.post("/procesdefinities?proef=true", body)
    made = piet.post("/procesdefinities", body)
    again = piet.post("/procesdefinities", body)
    assert (tried.status_code, made.status_code, again.status_code) == (200, 201, 200), made.text
    number = made.json()["nummer"]
    late = piet.post(f"{path}/overzettingen", {"naar": number}, seen=seen)
    moved = piet.post(
        f"{path}/overzettingen", {"naar": number, "toelichting": "nieuw"}, seen=piet.tag(path)
    )

    assert made.headers["location"] == f"/v1{path}/versies/{number}"
    assert piet.get(f"{path}/versies/{number}").json()["version"] == number
    assert late.status_code == 412
    [move] = moved.json()["resultaten"]
    assert (moved.status_code, move["aantal"], move["naar"]) == (200, 1, move["van"])
    # Nobody on the old version any more.
    assert piet.get(f"{path}/versies/{number}?bij=request:r1").status_code == 200


def test_what_does_not_pass_the_gate_is_not_published(program: AProgram) -> None:
    piet, broken = program(), _next("request") | {"states": []}

    refused: tuple[dict[str, object], ...] = (
        {"definitie": broken},
        {"definitie": SMALL},
        {"definitie": {}},
        {"scxml": "<scxml"},
        {"scxml": "<html/>"},
    )
    for body in refused:
        answer = piet.post("/procesdefinities", body)
        assert answer.status_code == 422, (body, answer.text)
    both = {"definitie": SMALL, "scxml": "<scxml/>"}
    assert piet.post("/procesdefinities", both).status_code == 400
    assert len(piet.get("/procesdefinities/request").json()["versies"]) == 1


def test_a_definition_is_taken_as_scxml(program: AProgram) -> None:
    piet = program()
    scxml = piet.get(f"{ONE}/{_number()}", accept="application/scxml+xml").text

    answer = piet.post("/procesdefinities", {"scxml": scxml})

    assert answer.status_code in {200, 422}, answer.text


def test_publishing_is_for_who_may_move_others(program: AProgram) -> None:
    body = {"definitie": _next("request")}

    for actor in ("lezer", "bedrijf", "regisseur"):
        assert program(actor).post("/procesdefinities", body).status_code == 403
    assert program("piet", clusters=("een",)).post("/procesdefinities", body).status_code == 403
    assert program("baas").post("/procesdefinities", body).status_code == 201


@pytest.mark.parametrize(
    "body",
    [
        json.dumps({"definitie": {**_next("request"), "version": 10**30}}),
        json.dumps({"definitie": {**_next("request"), "id": "x" * 5_000}}),
        json.dumps({"definitie": {**_next("request"), "id": "a/b\u0000c"}}),
        json.dumps({"definitie": {**_next("request"), "label": {"nl": "\ud800", "en": "x"}}}),
        json.dumps({"definitie": {**_next("request"), "\ud800": 1}}),
        '{"definitie": ' + '{"states": [' * 3_000 + "]}" * 3_000 + "}",
        json.dumps({"scxml": "<state>" * 20_000}),
        json.dumps({"scxml": '<scxml version="1.0" name="\u0000"/>'}),
    ],
    ids=("version", "id", "nul", "surrogate", "key", "depth", "tags", "nul-tag"),
)
def test_what_no_definition_can_be_is_refused(program: AProgram, body: str) -> None:
    piet = program()
    headers = {"authorization": f"Bearer {piet.secret}", "content-type": "application/json"}

    answer = piet.browser.post("/v1/procesdefinities", content=body, headers=headers)

    assert answer.status_code in {400, 422}, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_who_published_a_version_is_for_insiders(program: AProgram) -> None:
    [inside], [outside] = (
        program(each).get("/procesdefinities/cluster").json()["versies"]
        for each in ("piet", "bedrijf")
    )

    assert inside["gepubliceerdDoor"] == "baas"
    assert outside == {**inside, "gepubliceerdDoor": None}
