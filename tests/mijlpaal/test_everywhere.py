"""What every command takes: its Dutch word, ``--csv``, ``--quiet``."""

import csv
import os
import subprocess
import sys
from io import StringIO

import pytest
import typer
from typer.core import TyperGroup

from mijlpaal.app import app
from mijlpaal.call import EVERYWHERE
from mijlpaal.dutch import DUTCH
from mijlpaal.exits import Exit
from mijlpaal.reference import NO_ROWS, commands_of, without_json
from tests.mijlpaal.conftest import Mijlpaal
from tests.mijlpaal.test_as_of import READING


def _groups(group: object) -> list[TyperGroup]:
    if not isinstance(group, TyperGroup):
        return []
    return [group, *(deeper for each in group.commands.values() for deeper in _groups(each))]


def test_every_command_has_a_dutch_word_that_means_nothing_else_there() -> None:
    for group in _groups(typer.main.get_command(app)):
        words = [str(name) for name in group.commands]
        assert set(words) <= set(DUTCH)
        dutch = [DUTCH[word] for word in words]
        assert len(set(dutch)) == len(dutch)
        assert {word for word in dutch if word in words and DUTCH[word] != word} == set()


def test_no_word_is_kept_for_a_command_that_is_gone() -> None:
    known = {str(name) for group in _groups(typer.main.get_command(app)) for name in group.commands}
    assert set(DUTCH) == known


def test_a_dutch_word_does_the_same(loaded: Mijlpaal) -> None:
    assert loaded("mijlpaal", "lijst").out == loaded("milestone", "list").out
    assert loaded("rapportage", "chemelot").out == loaded("report", "chemelot").out
    assert loaded("rapportage", "verschil").code == Exit.USAGE  # and no cluster of that name


def test_rows_come_as_csv_in_the_language_of_the_reader(loaded: Mijlpaal) -> None:
    rows = loaded("milestone", "list", "--json").rows
    texts = loaded("milestone", "list", "--csv", "--lang", "en").out

    found = list(csv.DictReader(StringIO(texts)))

    assert [each["key"] for each in found] == [each["key"] for each in rows]
    assert found[0]["state"] == "Open"
    assert found[0]["current.latest"] == "2026-12-20"


def test_what_the_page_of_commands_says_has_no_rows_is_refused_as_csv(at_home: Mijlpaal) -> None:
    lines = [line for line in READING if line.startswith(NO_ROWS)]
    assert len(lines) == len(NO_ROWS)

    for line in lines:
        ended = at_home(*line.split(), "--csv")
        assert (line, ended.code, ended.out) == (line, Exit.INVALID, "")
        assert ended.err == "fout: --csv kan niet: dit zijn geen rijen. Wel: --json.\n"


def test_no_command_has_an_option_that_is_taken_out_of_the_line_before_it_reads() -> None:
    taken = {name.split()[0] for name, _ in EVERYWHERE} | {"--as-of", "--hindsight", "--dry-run"}
    root = typer.main.get_command(app)

    assert [
        (path, name)
        for path, command in commands_of(root)
        for each in command.params
        for name in taken & set(each.opts)
    ] == []


WITHOUT_JSON = {
    "completion": "a script for a shell",
    "definition export": "a document in a form of its own: SCXML, Mermaid, SVG",
    "feed write": "a document in a form of its own: iCalendar",
}


def test_every_command_that_reads_or_records_has_json() -> None:
    assert set(without_json(typer.main.get_command(app))) == set(WITHOUT_JSON)


@pytest.mark.parametrize("command", ["report cluster chemelot", "report holder kabinet"])
def test_json_and_csv_of_a_report_are_short_for_its_form(at_home: Mijlpaal, command: str) -> None:
    for short in ("json", "csv"):
        asked = at_home(*command.split(), f"--{short}")
        assert asked.code == Exit.OK, asked.err
        assert asked.out == at_home(*command.split(), "--format", short).out
    both = at_home(*command.split(), "--json", "--format", "html")
    assert both.code == Exit.INVALID


def test_a_letter_is_one_object(at_home: Mijlpaal) -> None:
    assert at_home("letter-to-parliament", "draft", "d3", "--json").object["masthead"]


def test_quiet_shows_errors_only(loaded: Mijlpaal) -> None:
    assert loaded("overview", "--quiet").out == ""
    refused = loaded("milestone", "show", "nergens", "--quiet")
    assert refused.code == Exit.NOT_FOUND
    assert "nergens" in refused.err


@pytest.mark.parametrize(
    ("command", "named", "not_named"),
    [
        ("milestone forecast", {"--reason", "--json", "--dry-run", "--quiet"}, {"--as-of"}),
        ("milestone list", {"--open", "--json", "--as-of", "--lang"}, {"--dry-run"}),
    ],
)
def test_a_shell_is_told_of_the_options_that_may_stand_anywhere(
    mijlpaal: Mijlpaal,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    named: set[str],
    not_named: set[str],
) -> None:
    monkeypatch.setenv("_MIJLPAAL_COMPLETE", "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", f"mijlpaal {command} --")

    dutch = dict(line.split("\t") for line in mijlpaal().out.splitlines())
    monkeypatch.setenv("MIJLPAAL_LANG", "en")
    english = dict(line.split("\t") for line in mijlpaal().out.splitlines())

    assert named <= dutch.keys()
    assert not not_named & dutch.keys()
    assert dutch["--quiet"].startswith("Toon alleen fouten")
    assert english["--quiet"].startswith("Show errors only")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("mijlpaal mij", {"mijlpaal"}),
        ("mijlpaal mijlpaal prog", {"prognose"}),
        ("mijlpaal milestone b", {"behaal", "beoordeel-anders", "bevestig"}),
        ("mijlpaal clus", {"cluster"}),
    ],
)
def test_a_shell_is_told_the_dutch_words_as_well(
    mijlpaal: Mijlpaal, monkeypatch: pytest.MonkeyPatch, line: str, told: set[str]
) -> None:
    monkeypatch.setenv("_MIJLPAAL_COMPLETE", "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)

    lines = dict(each.split("\t") for each in mijlpaal().out.splitlines())

    assert lines.keys() == told
    assert all(lines.values())  # each with what it does


def test_a_shell_is_told_how_a_line_may_go_on(mijlpaal: Mijlpaal) -> None:
    assert "_MIJLPAAL_COMPLETE=complete_bash" in mijlpaal("completion", "bash").out

    asked = {
        "_MIJLPAAL_COMPLETE": "complete_bash",
        "COMP_WORDS": "mijlpaal miles",
        "COMP_CWORD": "1",
    }
    told = subprocess.run(
        [sys.executable, "-m", "mijlpaal"],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **asked},
    )

    assert told.stdout.split() == ["milestone"]
