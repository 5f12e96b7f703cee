"""Commands that only read: what they show, and that their JSON can be relied upon."""

import json
from pathlib import Path

import pytest

from mijlpaal.exits import Exit
from tests.mijlpaal.conftest import Mijlpaal, count_events

READ_COMMANDS = [
    "overview",
    "cluster list",
    "cluster show chemelot",
    "cluster explain chemelot",
    "cluster checklist chemelot",
    "project list",
    "project show project-reju",
    "project explain project-reju",
    "condition list",
    "condition show niki-subsidie-reju",
    "request list",
    "request show financiele-bijdrage",
    "track list",
    "milestone list",
    "milestone show d2",
    "milestone explain d2",
    "duty list",
    "messages",
    "messages dead",
    "reminders upcoming",
    "reminders log",
    "reminders log d2",
    "reminders why d2",
    "reminders absences",
    "seed diff",
    "db status",
    "audit verify",
    "audit log chemelot",
    "rehearse --from 2026-12-14 --to 2026-12-18",
]


@pytest.mark.parametrize("command", READ_COMMANDS)
def test_a_command_that_reads_gives_json_and_words_and_writes_nothing(
    loaded: Mijlpaal, database_url: str, command: str
) -> None:
    before = count_events(database_url)

    as_json, in_words = loaded(*command.split(), "--json"), loaded(*command.split())

    assert (as_json.code, in_words.code) == (Exit.OK, Exit.OK), as_json.err + in_words.err
    json.loads(as_json.out)
    assert in_words.out.strip()
    assert count_events(database_url) == before


@pytest.mark.parametrize("command", READ_COMMANDS)
def test_every_command_that_reads_can_be_read_in_english(at_home: Mijlpaal, command: str) -> None:

    ended = at_home("--lang", "en", *command.split())

    assert ended.code == Exit.OK, ended.err
    assert "\x1f" not in ended.out


def test_the_overview_says_what_needs_attention_and_why(loaded: Mijlpaal) -> None:
    ended = loaded("overview", "--day", "2026-11-30")

    assert ended.code == Exit.OK
    assert "zachte grens 30 november 2026 is bereikt zonder prognose" in ended.out


def test_the_overview_as_json_has_stable_keys(loaded: Mijlpaal) -> None:
    overview = loaded("overview", "--day", "2026-11-30", "--json").object

    assert set(overview) >= {"masthead", "clusters", "pressing", "coming", "closed"}
    assert isinstance(overview["masthead"], dict)
    assert overview["masthead"]["reference_date"] == "2026-11-30"


def test_explain_shows_the_rows_behind_a_missing_fact(loaded: Mijlpaal) -> None:
    ended = loaded("cluster", "explain", "chemelot")

    assert "elk verzoek is beantwoord: 5 verzoeken zonder antwoord" in ended.out
    assert "Een publieke grondpositie" in ended.out


def test_explain_shows_ten_rows_of_a_long_list_and_json_all(loaded: Mijlpaal) -> None:
    explained = loaded("cluster", "explain", "chemelot").out.splitlines()
    steps = loaded("cluster", "explain", "chemelot", "--json").object["steps"]

    at = next(n for n, line in enumerate(explained) if "12 projecten zonder" in line)
    assert "Concreet project 12" in explained[at + 10]
    assert explained[at + 11].strip() == "en nog 2"
    assert explained[at + 12].strip() == "alle met --json"
    assert isinstance(steps, list)
    (waiting,) = [each for each in steps if each["event"] == "rond_uitwerking_projecten_af"]
    rows = waiting["missing"][0]["rows"]
    assert len(rows) == 12
    assert rows[0] == {
        "nl": "Concreet project 3 (naam staat niet in de brief)",
        "en": "Concrete project 3 (name not in the letter)",
    }


def test_an_explanation_in_english_names_everything_in_english(loaded: Mijlpaal) -> None:
    ended = loaded("--lang", "en", "project", "explain", "project-03")

    assert ended.out.startswith("Concrete project 3 (name not in the letter)")
    assert "✕ the project has conditions: the project has no conditions" in ended.out
    assert "randvoorwaarden" not in ended.out.replace("formuleer_randvoorwaarden", "")


def test_a_piped_table_is_straight_and_has_no_escape_codes(loaded: Mijlpaal) -> None:
    lines = loaded("request", "list").out.splitlines()

    assert len(lines) == 6
    assert "\x1b" not in "".join(lines)
    at = lines[0].index("stand")
    assert all(line[at:].startswith("In onderzoek") for line in lines[1:])


def test_an_amount_keeps_the_words_that_limit_it(loaded: Mijlpaal) -> None:
    ended = loaded("request", "show", "financiele-bijdrage")

    assert "indicatief € 150 miljoen" in ended.out
    assert "verdeling" in ended.out


def test_the_list_of_duties_holds_no_ambition(loaded: Mijlpaal) -> None:
    keys = [row["key"] for row in loaded("duty", "list", "--json").rows]

    assert keys == ["d2", "d3"]


@pytest.mark.parametrize(
    "form,begin", [("text", "Programmaoverzicht"), ("html", "<!doctype html"), ("json", "{")]
)
def test_a_report_comes_in_three_forms(
    loaded: Mijlpaal, tmp_path: Path, form: str, begin: str
) -> None:
    file = tmp_path / f"rapport.{form}"

    shown = loaded("report", "--format", form)
    written = loaded("report", "--format", form, "--out", str(file))

    assert shown.code == written.code == Exit.OK
    assert shown.out.lower().startswith(begin.lower())
    assert written.out == ""
    assert file.read_text() == shown.out


def test_a_report_that_cannot_be_written_says_where(loaded: Mijlpaal, tmp_path: Path) -> None:
    ended = loaded("report", "chemelot", "--out", str(tmp_path / "weg" / "rapport.txt"))

    assert ended.code == Exit.UNREACHABLE
    assert "weg" in ended.err


def test_a_key_that_several_kinds_have_asks_which_one(loaded: Mijlpaal) -> None:
    known = loaded("audit", "log", "cluster:chemelot")
    unknown = loaded("audit", "log", "chemelott")

    assert known.code == Exit.OK
    assert unknown.code == Exit.NOT_FOUND
    assert "chemelot" in unknown.err


def test_a_rehearsal_says_that_nothing_was_sent(loaded: Mijlpaal, home: Path) -> None:
    ended = loaded("rehearse", "--from", "2026-12-14", "--to", "2026-12-18")

    assert "niets verstuurd" in ended.out
    assert not (home / "outbox").exists()


def test_a_rehearsal_that_ends_before_it_begins_is_refused(loaded: Mijlpaal) -> None:
    ended = loaded("rehearse", "--from", "2026-12-18", "--to", "2026-12-14")

    assert ended.code == Exit.INVALID
