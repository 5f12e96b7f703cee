"""What docs/security.md calls covered names a test that is there, and code that is there."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
PAGE = REPOSITORY / "docs/security.md"
TEST, FILE = re.compile(r"`(test_\w+)`"), re.compile(r"`([\w/-]+/[\w-]+\.py)`")
LINK, RULE = re.compile(r"\]\(([\w/.-]+)\)"), re.compile(r"ruff (S\d{3})")
TARGET = re.compile(r"`make ([a-z0-9-]+)`")


def _rows() -> Iterator[tuple[str, str]]:
    """Yield each point of the list with what is said of it."""
    for line in PAGE.read_text("utf-8").splitlines():
        cells = [each.strip() for each in line.strip().strip("|").split(" | ")]
        if line.startswith("| ") and len(cells) == 2 and cells != ["point", "how"]:
            yield cells[0], cells[1]


ROWS = dict(_rows())


@cache
def _tests() -> frozenset[str]:
    return frozenset(
        each.name
        for path in (REPOSITORY / "tests").rglob("test_*.py")
        for each in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(each, ast.FunctionDef) and each.name.startswith("test_")
    )


def test_the_list_is_as_long_as_it_was() -> None:
    assert len(ROWS) > 60


@pytest.mark.parametrize("point", ROWS)
def test_what_a_point_names_is_there(point: str) -> None:
    how = ROWS[point]

    assert set(TEST.findall(how)) <= _tests()
    assert [name for name in FILE.findall(how) if not (REPOSITORY / name).is_file()] == []
    assert [name for name in LINK.findall(how) if not (PAGE.parent / name).is_file()] == []


@pytest.mark.parametrize("point", [point for point, how in ROWS.items() if how.startswith("cover")])
def test_what_is_covered_says_what_would_fail_without_it(point: str) -> None:
    how = ROWS[point]
    files = [name for name in FILE.findall(how) if name.startswith("tests/")]

    assert TEST.findall(how) or files or RULE.findall(how) or TARGET.findall(how)


def test_no_rule_of_the_linter_that_covers_a_point_is_switched_off() -> None:
    lint = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
    rules = {rule for how in ROWS.values() for rule in RULE.findall(how)}

    assert rules
    assert lint["select"] == ["ALL"]
    assert rules & set(lint["ignore"]) == set()
    for path, ignored in lint["per-file-ignores"].items():
        is_ours = not path.startswith(("tests/", "benchmarks/", "docs/"))
        assert not (is_ours and rules & set(ignored)), path
