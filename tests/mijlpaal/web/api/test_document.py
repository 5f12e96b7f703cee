import re
from dataclasses import replace

import pytest
from fastapi import FastAPI
from pydantic import ValidationError
from starlette.testclient import TestClient

from mijlpaal.web.api.catalogue import COLLECTIONS
from mijlpaal.web.office import Helpdesk, Office
from mijlpaal.web.settings import WebSettings
from tests.mijlpaal.web.conftest import WEB

_CAMEL = re.compile(r"[a-z][a-zA-Z0-9]*")
_KEBAB = re.compile(r"[a-z]+(-[a-z]+)*")


def _document(app: FastAPI) -> dict:  # type: ignore[type-arg]
    found: dict = TestClient(app, base_url=WEB).get("/v1/openapi.json").json()  # type: ignore[type-arg]
    return found


def test_the_document_is_for_everybody_and_tells_of_every_route(app: FastAPI) -> None:
    found = _document(app)

    assert found["openapi"] == "3.1.0"
    assert {f"{each.path}/{{sleutel}}" for each in COLLECTIONS} <= {
        path.removeprefix("/v1") for path in found["paths"]
    }


def test_addresses_are_nouns_in_kebab_case_and_names_are_camel_case(app: FastAPI) -> None:
    found = _document(app)

    for path, ways in found["paths"].items():
        for part in path.removeprefix("/v1").strip("/").split("/"):
            assert _KEBAB.fullmatch(part) or re.fullmatch(r"\{[a-z]\w*\}", part), path
        for way in ways.values():
            for each in way.get("parameters", []):
                assert each["in"] == "header" or _CAMEL.fullmatch(each["name"]), each
    for schema in found["components"]["schemas"].values():
        for name in schema.get("properties", {}):
            assert _CAMEL.fullmatch(name), name


def test_every_refusal_is_documented_as_a_problem(app: FastAPI) -> None:
    for path, ways in _document(app)["paths"].items():
        for way in ways.values():
            for status, answer in way["responses"].items():
                if int(status) >= 400:
                    assert "application/problem+json" in answer["content"], (path, status)


def test_every_reference_leads_somewhere(app: FastAPI) -> None:
    found = _document(app)
    named = set(re.findall(r"#/components/schemas/(\w+)", str(found)))

    assert named <= found["components"]["schemas"].keys()


def test_whatever_changes_something_can_be_asked_once_and_tried(app: FastAPI) -> None:
    records_nothing = {"/brieflezingen"}
    for path, ways in _document(app)["paths"].items():
        for method in ways.keys() - {"get"}:
            taken = {each["name"] for each in ways[method].get("parameters", [])}
            known = {"proef", "Idempotency-Key"} <= taken
            assert known is (path not in records_nothing), (method, path)


def test_whatever_changes_a_row_asks_which_version_was_seen(app: FastAPI) -> None:
    for path, ways in _document(app)["paths"].items():
        if "{" in path:
            for method in ways.keys() - {"get"}:
                taken = {each["name"] for each in ways[method]["parameters"]}
                assert "If-Match" in taken, (method, path)


def test_a_schema_says_something_of_every_name(app: FastAPI) -> None:
    assert "patternProperties" not in str(_document(app))


def test_what_an_answer_leads_to_is_there_and_takes_what_is_handed_on(app: FastAPI) -> None:
    ways = [each for path in _document(app)["paths"].values() for each in path.values()]
    operations = {each["operationId"]: each for each in ways}
    links = [
        link
        for each in ways
        for answer in each["responses"].values()
        for link in answer.get("links", {}).values()
    ]

    for link in links:
        taken = {
            f"{each['in']}.{each['name']}" for each in operations[link["operationId"]]["parameters"]
        }
        assert link["parameters"].keys() <= taken, link
    made = operations["postContacten"]["responses"]["201"]["links"]
    assert made["patchContactenSleutel"]["parameters"] == {
        "path.sleutel": "$response.body#/sleutel",
        "header.If-Match": "$response.header.ETag",
    }


def test_a_change_says_a_day_or_a_state_in_the_document_as_in_the_refusal(app: FastAPI) -> None:
    both = {"type": "string"}

    schemas = _document(app)["components"]["schemas"]

    for name in ("WhatIf", "ChangeOfScenario"):
        assert schemas[name]["not"] == {
            "required": ["uiterlijk", "toestand"],
            "properties": {"uiterlijk": both, "toestand": both},
        }


def test_the_document_says_who_answers_for_it(
    app: FastAPI, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJLPAAL_API_CONTACT_NAME", "Loket")
    monkeypatch.setenv("MIJLPAAL_API_CONTACT_EMAIL", "loket@mijlpaal.example")
    settings = WebSettings()
    known = Helpdesk(
        settings.api_contact_name, settings.api_contact_url, settings.api_contact_email
    )
    nobody = _document(app)["info"]["contact"]

    app.state.office = replace(office, helpdesk=known)

    assert nobody == {"name": "De beheerder van deze installatie"}
    assert _document(app)["info"]["contact"] == {
        "name": "Loket",
        "email": "loket@mijlpaal.example",
    }


def test_an_address_that_is_none_is_no_contact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIJLPAAL_API_CONTACT_EMAIL", "loket")

    with pytest.raises(ValidationError):
        WebSettings()
