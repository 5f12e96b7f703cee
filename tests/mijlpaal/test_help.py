"""Help in two languages, without paying for what a help page does not need."""

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperCommand

from mijlpaal.app import app
from mijlpaal.reference import commands_of, reference_markdown
from tests.mijlpaal.conftest import Mijlpaal

REPOSITORY = Path(__file__).resolve().parents[2]
PROJECT = REPOSITORY / "pyproject.toml"
EXPECTED = """
init, completion, db upgrade, db status, db copy, seed diff, seed load, seed invent, overview, doctor, run, rehearse, up,
definition check, definition export, definition migrate, definition publish, definition plan,
definition diff, definition list,
messages dead, messages revive, audit verify, audit log,
cluster list, cluster show, cluster advance, cluster explain, cluster checklist, cluster tick,
milestone list, milestone show, milestone confirm, milestone forecast, milestone achieve,
milestone replan, milestone import, milestone tie, milestone untie, milestone override,
milestone withdraw-override, milestone explain, milestone advance, duty list,
cluster correct, cluster reopen, cluster advance-all, milestone correct, milestone reopen,
occurrence list, occurrence show, occurrence date, occurrence undate,
document list, document show, document date, document undate,
proposal list, proposal show, proposal confirm, proposal reject,
mandate list, mandate give, mandate withdraw,
audit reads, access link, access list, access revoke, access name, access unname, access mark,
access token create, access token list, access token revoke, access log,
letter read, letter list, letter show,
calendar show, calendar explain, calendar term,
milestone term, milestone suspend, milestone resume,
contact list, contact show, contact add, contact change, contact end, contact hand-over,
messages show, serve, publish, feed create, feed list, feed revoke, feed write,
reminders upcoming, reminders log, reminders why, reminders acknowledge, reminders ladder,
reminders pause, reminders resume, reminders absent, reminders back, reminders absences,
impact, groups, readiness, check, outlook, cascade, milestone assign, condition due,
dependency add, dependency change, dependency end, dependency list,
scenario new, scenario change, scenario list, scenario show, scenario propose,
access link, access list, access mark, access name, access revoke, access unname,
access token create, access token list, access token revoke, audit reads,
letter-to-parliament check, letter-to-parliament draft, letter-to-parliament sent,
report cluster, report diff, report duties, report establish, report holder, report list,
report postponement, report propose, report return, report show,
status-text approve, status-text list, status-text propose, status-text return,
status-text show, status-text write,
organisation setup, organisation deploy, organisation undeploy,
organisation up, organisation down
"""
FAST_TRACK = [
    f"{kind} {verb}"
    for kind in ("project", "condition", "request", "track")
    for verb in ("list", "show", "explain", "advance", "advance-all", "correct", "reopen")
]


def _commands() -> Iterator[tuple[str, TyperCommand]]:
    for path, command in commands_of(typer.main.get_command(app)):
        yield " ".join(path[1:]), command


def test_every_command_is_there() -> None:
    named = {" ".join(name.split()) for name in EXPECTED.split(",")}

    assert {name for name, _ in _commands()} == named | set(FAST_TRACK)


@pytest.mark.parametrize("name", [name for name, _ in _commands()])
def test_every_command_explains_itself_in_both_languages(mijlpaal: Mijlpaal, name: str) -> None:
    dutch = mijlpaal(*name.split(), "--help")
    english = mijlpaal(*name.split(), "--help", "--lang", "en")

    assert dutch.code == english.code == 0
    assert dutch.out.startswith("Gebruik: mijlpaal")
    assert english.out.startswith("Usage: mijlpaal")
    assert dutch.out != english.out
    assert "\x1f" not in dutch.out + english.out


def test_every_argument_and_option_has_a_help_text() -> None:
    silent = [
        f"{name}: {parameter.name}"
        for name, command in _commands()
        for parameter in command.params
        if not getattr(parameter, "help", None)
    ]

    assert silent == []


def test_the_committed_page_is_the_one_that_the_commands_give() -> None:
    committed = (REPOSITORY / "docs" / "commands.md").read_text(encoding="utf-8")

    assert committed == reference_markdown()


def test_every_command_is_in_the_page() -> None:
    page = reference_markdown()

    assert [name for name, _ in _commands() if f"\n## mijlpaal {name}\n" not in page] == []


def test_it_says_which_version_it_is(mijlpaal: Mijlpaal) -> None:
    asked = mijlpaal("--version")

    assert (asked.code, asked.err) == (0, "")
    assert asked.out == f"mijlpaal {tomllib.loads(PROJECT.read_text())['project']['version']}\n"


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["milestone", "--help"]])
def test_help_imports_no_database_no_prefect_and_no_rich(arguments: list[str]) -> None:
    code = (
        "import sys; from mijlpaal.edge import run; run(sys.argv[1:]);"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.splitlines()[-1].split())

    assert loaded.isdisjoint(
        {
            "sqlalchemy",
            "sqlmodel",
            "prefect",
            "apscheduler",
            "rich",
            "jinja2",
            "httpx",
            "yaml",
            "pypdf",
        }
    )
