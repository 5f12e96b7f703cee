"""Names in answers: in camelCase wherever they stand (API Design Rules, and our glossary)."""

import inspect
import re
from collections.abc import Iterator, Mapping

from pydantic.alias_generators import to_camel

from mijlpaal.web.api.acts import ACTS
from mijlpaal.web.api.arguments import ARGUMENTS, named
from models.acts import commands
from tests.mijlpaal.web.api.conftest import AProgram

_CAMEL = re.compile(r"[a-z][a-zA-Z0-9]*")


def _keys(value: object, where: str = "") -> Iterator[tuple[str, str]]:
    """Return each name of an answer, and where it stands."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield name, f"{where}/{name}"
            yield from _keys(each, f"{where}/{name}")
    elif isinstance(value, list):
        for each in value:
            yield from _keys(each, where)


def _properties(schema: object, where: str) -> Iterator[tuple[str, str]]:
    """Return each name of a property in a document, however deep, and where it stands."""
    if isinstance(schema, Mapping):
        properties = schema.get("properties")
        if isinstance(properties, Mapping):
            yield from ((name, f"{where}/{name}") for name in properties)
        for name, each in schema.items():
            yield from _properties(each, f"{where}/{name}")
    elif isinstance(schema, list):
        for each in schema:
            yield from _properties(each, where)


def test_every_name_in_the_document_is_camel_case(program: AProgram) -> None:
    found = list(_properties(program().get("/openapi.json").json(), ""))

    assert len(found) > 500
    assert [where for name, where in found if not _CAMEL.fullmatch(name)] == []


def test_every_name_in_an_answer_is_camel_case(program: AProgram) -> None:
    baas = program("baas")
    paths = baas.get("/openapi.json").json()["paths"]
    keys = {"clusters": "een", "projecten": "p1", "organisaties": "acme", "randvoorwaarden": "c1"}
    keys |= {"verzoeken": "r1", "documenten": "brief", "voorvallen": "verkoop"}
    found: dict[str, list[str]] = {}
    for path, ways in paths.items():
        key = keys.get(path.split("/")[1], "m1")
        answer = baas.get(path.replace("{sleutel}", key).replace("{nummer}", "1"))
        if "get" in ways and "json" in answer.headers["content-type"]:
            wrong = {where for name, where in _keys(answer.json()) if not _CAMEL.fullmatch(name)}
            found |= {path: sorted(wrong)} if wrong else {}

    assert found == {}


def test_what_is_proposed_is_named_as_it_was_asked() -> None:
    read = re.findall(
        r'(?:text|day|get|_texts)\((?:command, )?"(\w+)"', inspect.getsource(commands)
    )
    asked = {name for acts in ACTS.values() for act in acts for name in act.body.model_fields}

    assert set(read) == ARGUMENTS.keys()
    assert set(ARGUMENTS.values()) <= {to_camel(name) for name in asked}
    assert named({"said_on": None, "fields": {"said_on": "x"}}) == {
        "gezegdOp": None,
        "velden": {"gezegdOp": "x"},
    }
