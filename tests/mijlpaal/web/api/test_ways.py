"""No sentence of ours sends a program to the command line."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from mijlpaal.web.api.catalogue import PREFIX
from mijlpaal.web.api.ways import WAYS, said_to_a_program
from tests.mijlpaal.web.api.conftest import AProgram

ROOT = Path(__file__).resolve().parents[4]
COMMANDS = "|".join(
    each.stem.replace("_", "-") for each in (ROOT / "mijlpaal/commands").glob("[a-z]*.py")
)
# Done on the machine itself, by whoever keeps the installation.
OF_THE_MACHINE = re.compile(
    r"mijlpaal (init|run|db|organisation|audit verify|\{)|--(port|direct|as-of|table|beside)"
)
SAID = ("models/errors.py", "models/*/*.py", "models/statechart/gate/*.py")
FOUND_BY_RULES = ("models/consequences/consistency.py", "reports/figures/kamerbrief_check.py")


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(each) or "x1" for each in node.values)
    return None


def _sentences(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    described: set[int] = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and isinstance(node.body[0], ast.Expr)
    }
    described |= {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    for node in ast.walk(tree):
        text = _text(node)
        if text is not None and id(node) not in described:
            yield re.sub(r"\{\w+\}", "x1", text)


def test_every_command_in_a_sentence_is_a_route_for_a_program() -> None:
    commands = re.compile(rf"mijlpaal (?:{COMMANDS}) [a-z-]+|mijlpaal cascade|--[a-z-]+")
    told, looked_at = [], 0
    for pattern in (*SAID, *FOUND_BY_RULES):
        for path in sorted(ROOT.glob(pattern)):
            for sentence in _sentences(path):
                is_of_the_machine = OF_THE_MACHINE.search(sentence)
                if not commands.search(sentence) or is_of_the_machine:
                    continue
                looked_at += 1
                if commands.search(said_to_a_program(sentence)):
                    told.append((path.name, sentence))

    assert looked_at > 20
    assert told == []


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        (
            "zeg waarover het gaat (--about cluster:SLEUTEL of programme:SLEUTEL)",
            "zeg waarover het gaat (onderwerp cluster:SLEUTEL of programme:SLEUTEL)",
        ),
        (
            "gebruik mijlpaal milestone term d2, mijlpaal milestone replan d2.",
            "gebruik POST /v1/mijlpalen/d2/termijnen, POST /v1/mijlpalen/d2/herijkingen.",
        ),
        (
            "noem het: mijlpaal dependency add project:p1 participation organisation:…",
            "noem het: POST /v1/afhankelijkheden",
        ),
        (
            "Noem haar als chemelot.2026-11-30.1; mijlpaal report list toont ze.",
            "Noem haar als chemelot.2026-11-30.1; GET /v1/rapportages toont ze.",
        ),
        (
            "Leg haar eerst voor (mijlpaal report propose chemelot.2026-11-30.1).",
            "Leg haar eerst voor (POST /v1/rapportages/{nummer}/voorleggingen).",
        ),
        ("een mijlpaal zonder eigenaar", "een mijlpaal zonder eigenaar"),
    ],
)
def test_a_sentence_goes_on_around_the_route(said: str, becomes: str) -> None:
    assert said_to_a_program(said) == becomes


def test_the_routes_that_are_told_are_there(app: FastAPI) -> None:
    known = {
        (method, re.sub(r"\{\w+\}", "{}", route.path or ""))
        for route in iter_route_contexts(app.routes)
        for method in route.methods or ()
    }
    for way in WAYS.values():
        method, _, path = way.partition(" ")
        bare = re.sub(r"\{\w+\}", "{}", f"{PREFIX}{path}".partition("?")[0])
        assert (method, bare) in known, way


def test_a_refusal_names_what_the_api_calls_it(program: AProgram) -> None:
    piet = program()

    why = piet.post("/mijlpalen/m1/correcties", {}, seen=piet.tag("/mijlpalen/m1"))
    feed = piet.get("/agenda-abonnementen/999")

    assert "(toelichting)" in why.json()["detail"]
    assert "GET /v1/agenda-abonnementen" in feed.json()["detail"]
