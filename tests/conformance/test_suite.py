"""The runner itself, on a small suite of our own: it passes what is right and names what is wrong."""

import json
from pathlib import Path

import pytest

from tests.conformance.__main__ import main
from tests.conformance.suite import Case, cases, failure

RIGHT = '<state id="a"><transition event="t" target="b"/></state><state id="b"/>'
DATA = '<datamodel/><state id="a"/>'

Script = list[tuple[str, list[str]]]


def a_test(
    folder: Path, name: str, content: str, start: list[str], *script: tuple[str, list[str]]
) -> Case:
    """Write a chart and its script: where it starts, and events with what follows each."""
    chart, expected = folder / f"{name}.scxml", folder / f"{name}.json"
    chart.parent.mkdir(parents=True, exist_ok=True)
    root = content if content.startswith("<scxml") else f"<scxml>{content}</scxml>"
    spaced = root.replace(
        "<scxml", '<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0"', 1
    )
    chart.write_text(spaced, encoding="utf-8")
    events = [{"event": {"name": event}, "nextConfiguration": after} for event, after in script]
    said = {"initialConfiguration": start, "events": events}
    expected.write_text(json.dumps(said), encoding="utf-8")
    return Case(name, chart, expected)


def test_a_right_expectation_passes(tmp_path: Path) -> None:
    assert failure(a_test(tmp_path, "goed", RIGHT, ["a"], ("t", ["b"]), ("t", ["b"]))) is None


@pytest.mark.parametrize(
    ("start", "after", "said"),
    [
        (["b"], ["b"], "at the start: expected b, found a"),
        (["a"], ["a"], "after event 1, t: expected a, found b"),
        (["a"], ["a", "b"], "after event 1, t: expected a b, found b"),
        (["a"], [], "after event 1, t: expected nothing, found b"),
    ],
)
def test_a_wrong_expectation_fails_with_what_was_expected_and_found(
    tmp_path: Path, start: list[str], after: list[str], said: str
) -> None:
    assert failure(a_test(tmp_path, "fout", RIGHT, start, ("t", after))) == said


@pytest.mark.parametrize(
    "script", ["{", "[]", "{}", '{"initialConfiguration": ["a"], "events": [{}]}']
)
def test_a_script_that_cannot_be_read_fails(tmp_path: Path, script: str) -> None:
    case = a_test(tmp_path, "krom", RIGHT, ["a"])
    case.script.write_text(script, encoding="utf-8")

    assert "the script cannot be read" in str(failure(case))


def test_a_chart_that_cannot_be_run_fails_with_the_error_that_says_why(tmp_path: Path) -> None:
    case = a_test(
        tmp_path, "stuk", '<state id="a"><transition event="t" target="x"/></state>', ["a"]
    )

    assert "there is no state 'x'" in str(failure(case))


CHARTS: dict[str, tuple[str, list[str], Script]] = {
    "an initial attribute with several ids": (
        (
            '<scxml initial="r2 s2"><parallel id="p"><state id="r"><state id="r1"/><state id="r2"/></state>'
            '<state id="s"><state id="s1"/><state id="s2"/></state></parallel></scxml>'
        ),
        ["r2", "s2"],
        [],
    ),
    "an initial element that leads deep inside": (
        (
            '<state id="a"><initial><transition target="d"/></initial><state id="b"/>'
            '<state id="c"><state id="e"/><state id="d"/></state></state>'
        ),
        ["d"],
        [],
    ),
    "ids that a definition cannot carry": (
        '<scxml initial="2:x"><state id="1"/><state id="2:x"><transition event="a:b" target="1"/></state></scxml>',
        ["2:x"],
        [("a_b", ["2:x"]), ("a:b", ["1"])],
    ),
    "a state without id, which no script can name": (
        (
            '<state><parallel><state id="a"><transition event="t" target="b"/></state><state/></parallel></state>'
            '<state id="b"/>'
        ),
        ["a"],
        [("t", ["b"])],
    ),
    "the event done that a chart raises": (
        (
            '<state id="1"><state id="b"><transition event="t" target="f"/></state><final id="f"/>'
            '<transition event="done.state.1" target="c"/></state><state id="c"/>'
        ),
        ["b"],
        [("t", ["c"])],
    ),
    "the event done that a script sends": (
        (
            '<state id="a"><transition event="done.state.a" target="b"/><transition event="error.*" target="c"/></state>'
            '<state id="b"><transition event="error" target="a"/></state>'
            '<state id="c"><transition target="d"/></state><state id="d"/>'
        ),
        ["a"],
        [("done.state.a", ["b"]), ("error.x", ["a"]), ("error.execution", ["d"]), ("done", ["d"])],
    ),
}


@pytest.mark.parametrize("name", CHARTS)
def test_what_scxml_allows_and_a_definition_does_not_say_passes(tmp_path: Path, name: str) -> None:
    content, start, script = CHARTS[name]

    assert failure(a_test(tmp_path, "eigen", content, start, *script)) is None


def test_ours_are_the_pairs_without_data_in_any_folder(tmp_path: Path) -> None:
    a_test(tmp_path, "a/b/een", RIGHT, ["a"])
    a_test(tmp_path, "twee", RIGHT, ["a"])
    a_test(tmp_path, "data", DATA, ["a"])
    a_test(tmp_path, "cond", '<state id="a"><transition event="t" cond="x"/></state>', ["a"])
    a_test(tmp_path, "w3c-ecma/drie", RIGHT, ["a"])
    (tmp_path / "alleen.scxml").write_text(f"<scxml>{RIGHT}</scxml>", encoding="utf-8")
    a_test(tmp_path, "geen_xml", RIGHT, ["a"]).chart.write_text("<scxml>", encoding="utf-8")

    assert [case.name for case in cases(tmp_path)] == ["a/b/een", "twee"]


def test_a_suite_that_passes_ends_in_its_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_test(tmp_path, "een", RIGHT, ["a"])

    assert main(tmp_path) == 0
    assert capsys.readouterr().out == "1 of 1\n"


def test_a_suite_with_a_failure_names_it_and_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_test(tmp_path, "een", RIGHT, ["a"])
    a_test(tmp_path, "twee", RIGHT, ["b"])

    assert main(tmp_path) == 1
    said = capsys.readouterr().out.splitlines()
    assert said == ["twee: at the start: expected b, found a", "1 of 2"]


def test_a_suite_without_tests_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(tmp_path / "nergens") == 1
    assert capsys.readouterr().out.splitlines()[-1] == "0 of 0"
