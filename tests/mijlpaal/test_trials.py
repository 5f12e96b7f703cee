"""``--dry-run``: every command leaves every row as it was, or refuses."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import NamedTuple, cast

import pytest
import typer

from mijlpaal.app import app
from mijlpaal.edge import run
from mijlpaal.exits import Exit
from mijlpaal.help import ActingCommand, HouseCommand, PresentCommand, TryingCommand
from mijlpaal.reference import commands_of
from mijlpaal.trying import Trial
from models import clock
from models.clock import morning_of
from tests.databases import SqliteDatabases
from tests.mijlpaal.acts import story
from tests.mijlpaal.commanding import Ended, Mijlpaal
from tests.mijlpaal.conftest import TODAY, count_events, initialise
from tests.mijlpaal.people import COLLEAGUE, OFFICER, speaking

SEED = Path(__file__).parents[2] / "seeds" / "definitions" / "cluster.yaml"
NOTHING_CHANGED = "Niets gewijzigd (--dry-run)."
SHAPE = ("dry_run", "events", "followed", "opened", "closed", "moved", "proposals")
# What these change is no subject of the ledger, so no event tells of it.
BESIDE_THE_LEDGER = frozenset(
    {
        *("access link", "access revoke", "access name", "access unname", "access mark"),
        *("access token create", "access token revoke", "feed create", "feed revoke"),
        *("definition publish", "messages revive"),
    }
)
# What reads the present, as it is typed; what reads the past too is tried in test_as_of.
READING_THE_PRESENT = (
    "completion bash",
    "calendar show",
    "calendar explain 2026-12-24 +1",
    "calendar term 2026-04-21 P2W",
    "messages show directeur-kgg",
    "reminders upcoming",
    "reminders why d2",
    "feed list",
    "feed write --cluster chemelot",
    "rehearse --from 2026-11-23 --to 2026-11-30",
    "seed diff",
    f"definition check {SEED}",
    "definition plan cluster",
    "db status",
    "proposal show geen",
    "access list",
    "access log",
    "access token list",
    "audit verify",
    "audit reads",
)


@dataclass(frozen=True)
class Walked:
    """One act: tried, then done for a program that reads JSON."""

    tried: Ended
    done: Ended
    before: object
    after_trial: object
    after: object


def _of_kind(kind: type[HouseCommand]) -> list[str]:
    root = typer.main.get_command(app)
    return [" ".join(path[1:]) for path, each in commands_of(root) if isinstance(each, kind)]


@dataclass(frozen=True)
class Witness:
    """Sees whether anything was committed, by whomever, or written into the home folder."""

    connection: sqlite3.Connection
    home: Path

    def state(self) -> object:
        """Return what differs as soon as one row or file does."""
        (version,) = self.connection.execute("PRAGMA data_version").fetchone()
        return version, sorted(self.home.rglob("*"))


class Story(NamedTuple):
    """The acts by name, each as often as it was done, and what only reads by its line."""

    acts: Mapping[str, list[Walked]]
    reads: Mapping[str, tuple[Ended, bool]]  # and whether all stayed as it was


@pytest.fixture(scope="module")
def told(
    tmp_path_factory: pytest.TempPathFactory, sqlite_databases: SqliteDatabases
) -> Iterator[Story]:
    """The whole story, each act tried before it is done, on one database."""
    folder, url = tmp_path_factory.mktemp("story"), sqlite_databases.fresh(initialise)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MIJLPAAL_HOME", str(folder / "home"))
        patch.setenv("MIJLPAAL_REPORT_FORMATS", "json")
        patch.setenv("MIJLPAAL_ACTOR", "tester")
        patch.setenv("MIJLPAAL_DATABASE_URL", url)
        patch.setattr(clock, "now", lambda: morning_of(TODAY))
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            witness = Witness(connection, folder / "home")
            reads = {line: _read(witness, line) for line in READING_THE_PRESENT}
            acts = _walk(witness, folder)
    yield Story(acts, reads)
    sqlite_databases.discard(url)


def _read(witness: Witness, line: str) -> tuple[Ended, bool]:
    before = witness.state()
    ended = _call(*line.split(), "--dry-run")
    return ended, witness.state() == before


def _walk(witness: Witness, folder: Path) -> Mapping[str, list[Walked]]:
    acting, found = set(_of_kind(ActingCommand)), dict[str, list[Walked]]()
    for name, words in story(folder):
        line = [*name.split(), *(word if isinstance(word, str) else word(_call) for word in words)]
        if name not in acting:
            assert _call(*line).code == Exit.OK, line
            continue
        before = witness.state()
        tried = _call(*line, "--dry-run")
        after_trial = witness.state()
        done = _call(*line, "--json")
        after = witness.state()
        found.setdefault(name, []).append(Walked(tried, done, before, after_trial, after))
    return found


def _call(*arguments: str) -> Ended:
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(arguments)
    return Ended(code, out.getvalue(), err.getvalue())


# --- every act -------------------------------------------------------------------------------


def test_every_command_that_records_is_in_the_story(told: Story) -> None:
    assert set(told.acts) == set(_of_kind(ActingCommand))


@pytest.mark.parametrize("name", _of_kind(ActingCommand))
def test_an_act_that_is_tried_leaves_every_row_and_file(told: Story, name: str) -> None:
    for each in told.acts[name]:
        assert each.tried.code == each.done.code, each.tried.err
        assert each.tried.out.splitlines()[-1] == NOTHING_CHANGED
        assert each.after_trial == each.before
        assert each.after != each.before


@pytest.mark.parametrize("name", _of_kind(ActingCommand))
def test_an_act_tells_a_program_what_it_recorded(told: Story, name: str) -> None:
    for each in told.acts[name]:
        said = each.done.object
        assert tuple(said)[: len(SHAPE)] == SHAPE
        assert said["dry_run"] is False
        assert bool(said["events"] or said["followed"]) is (name not in BESIDE_THE_LEDGER)


# --- what is no act --------------------------------------------------------------------------


def test_every_command_can_be_tried_or_only_reads_or_refuses() -> None:
    reading, trying = set(_of_kind(PresentCommand)), set(_of_kind(TryingCommand))
    refusing = [
        " ".join(path[1:])
        for path, each in commands_of(typer.main.get_command(app))
        if getattr(each, "trial", None) is Trial.REFUSED
    ]

    assert trying - set(_of_kind(ActingCommand)) == {"db copy"}
    assert reading & trying == set()
    assert sorted(refusing) == sorted(set(_of_kind(HouseCommand)) - reading - trying)
    assert set(refusing) == {
        *("run", "publish", "up", "serve", "init", "doctor", "db upgrade"),
        *(
            "organisation setup",
            "organisation deploy",
            "organisation undeploy",
            "organisation up",
            "organisation down",
        ),
    }


@pytest.mark.parametrize(
    "command", ["run", "publish", "up", "serve", "init", "doctor --watch", "organisation up"]
)
def test_what_cannot_be_taken_back_is_not_tried(
    mijlpaal: Mijlpaal, home: Path, command: str
) -> None:
    dutch = mijlpaal(*command.split(), "--dry-run")
    english = mijlpaal("--dry-run", "--lang", "en", *command.split())

    assert (dutch.code, english.code, dutch.out) == (Exit.USAGE, Exit.USAGE, "")
    assert "is niet te proberen" in dutch.err
    assert "cannot be tried" in english.err
    assert not home.exists()


@pytest.mark.parametrize("line", READING_THE_PRESENT)
def test_what_only_reads_does_so_when_it_is_tried(told: Story, line: str) -> None:
    ended, is_unchanged = told.reads[line]

    assert ended.code in {Exit.OK, Exit.NOT_FOUND}, ended.err
    assert is_unchanged
    assert NOTHING_CHANGED not in ended.out


def test_all_that_reads_the_present_is_tried_here() -> None:
    root = typer.main.get_command(app)
    names = {" ".join(path[1:]) for path, each in commands_of(root) if type(each) is PresentCommand}

    assert names == {
        name
        for name in names
        if any(f"{line} ".startswith(f"{name} ") for line in READING_THE_PRESENT)
    }


@pytest.mark.parametrize(
    "command",
    [
        "report chemelot --format json",
        "report holder kabinet",
        "letter-to-parliament draft d3",
        "definition export cluster",
        "feed write --cluster chemelot",
    ],
)
def test_a_document_that_is_tried_is_not_written(
    at_home: Mijlpaal, tmp_path: Path, command: str
) -> None:
    out = tmp_path / "uit"

    tried = at_home(*command.split(), "--out", str(out), "--dry-run")
    done = at_home(*command.split(), "--out", str(out))

    assert (tried.code, done.code) == (Exit.OK, Exit.OK)
    assert tried.err == f"Zou worden geschreven: {out}\n"
    assert done.err == f"Geschreven: {out}\n"
    assert out.exists()


# --- what a trial says -----------------------------------------------------------------------


def test_nobody_is_asked_to_confirm_what_is_only_tried(at_home: Mijlpaal) -> None:
    asked = ("milestone", "replan", "d2", "januari 2027", "--code", "other", "--reason", "x")

    ended = at_home(*asked, "--dry-run")

    assert (ended.code, ended.err) == (Exit.OK, "")


@pytest.mark.parametrize(
    "command",
    ["access link anna", "access token create anna --for iets", "feed create --cluster chemelot"],
)
def test_a_secret_that_opens_nothing_is_not_shown(at_home: Mijlpaal, command: str) -> None:
    tried, as_json = (at_home(*command.split(), "--dry-run", *more) for more in ((), ("--json",)))
    done = at_home(*command.split(), "--json").object

    (secret,) = {"link", "secret", "address"} & done.keys()
    assert as_json.object[secret] is None
    assert done[secret]
    assert "inloggen" not in tried.out
    assert ".ics" not in tried.out


def test_what_needs_a_second_person_says_what_would_be_proposed(
    office: Mijlpaal, database_url: str
) -> None:
    officer = speaking(office, OFFICER)
    asked = ("milestone", "replan", "d2", "eind januari 2027", "--code", "other", "--reason", "x")
    before = count_events(database_url)

    tried = officer(*asked, "--dry-run")
    as_json = officer(*asked, "--dry-run", "--json")

    assert (tried.code, as_json.code) == (Exit.ACTION_NEEDED, Exit.ACTION_NEEDED)
    assert "Dit zou een voorstel worden" in tried.out
    assert COLLEAGUE in tried.out
    assert "mijlpaal proposal confirm" not in tried.out
    (proposal,) = cast("list[dict[str, object]]", as_json.object["proposals"])
    assert (proposal["key"], proposal["subject"]) == (None, "milestone:d2")
    assert COLLEAGUE in cast("list[str]", proposal["confirmers"])
    (event,) = cast("list[dict[str, object]]", as_json.object["events"])
    assert (event["subject"], event["kind"]) == ("milestone:d2", "replanned")
    assert as_json.object["moved"] == ["milestone:d2"]
    assert count_events(database_url) == before


def test_what_would_be_refused_is_refused_when_it_is_tried(office: Mijlpaal) -> None:
    officer = speaking(office, OFFICER)
    officer("status-text", "write", "chemelot", "--text", "Het loopt.")
    officer("status-text", "propose", "chemelot")

    tried = officer("status-text", "approve", "chemelot", "--dry-run")
    done = officer("status-text", "approve", "chemelot")

    assert (tried.code, tried.err) == (done.code, done.err)
    assert done.code == Exit.REFUSED
    assert NOTHING_CHANGED not in tried.out


def test_help_names_the_option_where_it_means_something(mijlpaal: Mijlpaal) -> None:
    assert "--dry-run" in mijlpaal("milestone", "achieve", "--help").out
    assert "--dry-run" in mijlpaal("db", "copy", "--help").out
    assert "--dry-run" not in mijlpaal("overview", "--help").out
    assert "--dry-run" not in mijlpaal("serve", "--help").out
