"""Checking definitions: every refusal by file, line, state and remedy, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mijlpaal.checking import check_definition
from models.statechart.gate import Rule
from seeds.lifecycles import DEFINITIONS
from tests.mijlpaal.conftest import Mijlpaal

HERE = Path(__file__).parent
BROKEN = HERE / "broken_definitions"
FILES = sorted(path.relative_to(HERE) for path in BROKEN.glob("*.yaml"))


def _expected(path: Path) -> list[tuple[str, str, str]]:
    """Return rule, Dutch and English of each refusal, as the head of the file foretells them."""
    return list(_told(path.read_text(encoding="utf-8").splitlines()))


def _told(lines: list[str]) -> Iterator[tuple[str, str, str]]:
    for rule, nl, en in zip(lines, lines[1:], lines[2:], strict=False):
        if rule.startswith("# rule: "):
            yield (
                rule.removeprefix("# rule: "),
                nl.removeprefix("# nl: "),
                en.removeprefix("# en: "),
            )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_broken_definition_is_refused_as_its_head_foretells(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(HERE)

    checked = check_definition(path)

    said = [(each.rule, each.say("nl"), each.say("en")) for each in checked.complaints]
    assert said == _expected(path)
    assert said
    assert not checked.is_publishable


def test_there_is_a_broken_definition_for_every_rule() -> None:
    broken = {rule for path in FILES for rule, _, _ in _expected(HERE / path)}

    assert broken == {*map(str, Rule), "structure", "unreadable"}


def test_every_refusal_names_a_line_and_says_what_to_do() -> None:
    for path in FILES:
        for _, nl, en in _expected(HERE / path):
            assert ", regel " in nl
            assert ", line " in en
            assert len(nl.split(". ")) > 1, nl


def test_every_definition_of_the_product_can_be_published(mijlpaal: Mijlpaal) -> None:
    files = [str(path) for path in sorted(DEFINITIONS.glob("*.yaml"))]

    ended = mijlpaal("definition", "check", *files)

    assert ended.code == 0, ended.out
    assert ended.out.count("✓") == len(files)
    assert "toestanden: 19, mogelijke standen: 76, feiten: 7, gebeurtenissen: 13" in ended.out


def test_all_flaws_of_all_files_are_shown_and_the_exit_code_says_so(
    mijlpaal: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(HERE)
    files = [
        str(path) for path in (Path("broken_definitions/trap.yaml"), DEFINITIONS / "duty.yaml")
    ]

    dutch = mijlpaal("definition", "check", *files)
    english = mijlpaal("--lang", "en", "definition", "check", *files)

    assert (dutch.code, english.code) == (6, 6)
    assert "✕ broken_definitions/trap.yaml kan niet worden gepubliceerd" in dutch.out
    assert _expected(BROKEN / "trap.yaml")[0][1] in dutch.out
    assert _expected(BROKEN / "trap.yaml")[0][2] in english.out
    assert "duty.yaml can be published" in english.out


def test_as_json_each_flaw_has_its_rule_file_line_and_state(
    mijlpaal: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(HERE)

    ended = mijlpaal("definition", "check", "broken_definitions/include-with-a-flaw.yaml", "--json")

    (checked,) = ended.rows
    complaints = checked["complaints"]
    assert isinstance(complaints, list)
    assert ended.code == 6
    assert {key: complaints[0][key] for key in ("rule", "file", "line", "state")} == {
        "rule": "structure",
        "file": "broken_definitions/fragments/transitions.yaml",
        "line": 3,
        "state": "begin",
    }


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a" * 10_000_000, "groter dan 1000000 bytes"),
        (b"id: \xff\xfe\n", "geen UTF-8"),
        (b"", "er staat niets in"),
        (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "ankers en verwijzingen"),
        (b"- a\n", "dit zijn geen velden met een naam"),
        (b"a: [\n", "onleesbaar"),
        (b"id: x\x00\n", "een teken dat in YAML niet mag"),
    ],
)
def test_a_file_that_is_no_definition_is_refused_in_plain_words(
    mijlpaal: Mijlpaal, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "proef.yaml"
    path.write_bytes(content)

    ended = mijlpaal("definition", "check", str(path))

    assert ended.code == 6
    assert said in ended.out
    assert "Traceback" not in ended.out + ended.err


def test_a_folder_a_device_and_a_missing_file_are_refused_in_plain_words(
    mijlpaal: Mijlpaal, tmp_path: Path
) -> None:
    ended = mijlpaal("definition", "check", str(tmp_path), "/dev/zero", str(tmp_path / "weg.yaml"))

    assert ended.code == 6
    assert ended.out.count("dit is geen bestand") == 2
    assert "dat bestand is er niet" in ended.out
