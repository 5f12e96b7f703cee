"""Looking back on the command line: the letter's year as it was known, and as it is known now."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from mijlpaal.app import app
from mijlpaal.exits import Exit
from mijlpaal.help import ActingCommand, HouseCommand, PresentCommand, ReadingCommand, TryingCommand
from mijlpaal.reference import commands_of
from models import clock
from models.clock import morning_of
from models.storage.settings import DatabaseSettings
from tests.mijlpaal.conftest import Ended, Mijlpaal

ROOT = typer.main.get_command(app)
KNOWN = "Stand zoals bekend op 1 oktober 2026"
LOOKING_BACK = ("--as-of", "2026-10-01")

NOT_THERE = "geen"  # nobody follows a company track yet
# The argument of a command, by its group.
KEYS = {
    "cluster": "chemelot",
    "completion": "bash",
    "project": "project-reju",
    "condition": "niki-subsidie-reju",
    "request": "financiele-bijdrage",
    "track": NOT_THERE,
    "milestone": "d2",
    "audit": "chemelot",
    "definition": "cluster",
    "letter": "kamerbrief-clusterplan-chemelot",
    "occurrence": "banenverlies-fibrant",
    "document": "clusterplan-chemelot",
    "contact": "directeur-kgg",
    "feed revoke": "1",
    "impact": "milestone:d2",
    "groups": "chemelot",
    "readiness": "project:project-reju",
    "outlook": "chemelot",
    "scenario": NOT_THERE,
    "report holder": "kabinet",
    "report postponement": "d2",
    "report show": NOT_THERE,
    "report diff": NOT_THERE,
    "status-text": NOT_THERE,
    "letter-to-parliament": "d3",
}
# What writes a document says it on standard error; a report says it in itself, too.
_JSON = ["--format", "json"]
DOCUMENTS = {
    "report cluster": _JSON,
    "report holder kabinet": _JSON,
    "report postponement d2": _JSON,
    "report duties": _JSON,
    f"report show {NOT_THERE}": _JSON,
    "letter-to-parliament draft d3": _JSON,
    "definition export cluster": ["--format", "svg"],
}

On = Callable[[date], None]

CODE = ("--code", "other")


def _commands(kind: type[HouseCommand]) -> Iterator[str]:
    """Yield each command of exactly this kind, written with something for whatever it requires."""
    for path, command in commands_of(ROOT):
        if type(command) is kind:
            yield " ".join([*path[1:], *_required(path[1:], command)])


def _required(path: tuple[str, ...], command: TyperCommand) -> Iterator[str]:
    group = KEYS.get(path[0], "iets")
    for parameter in command.params:
        if parameter.required and isinstance(parameter, TyperArgument):
            yield KEYS.get(" ".join(path), group)
        elif parameter.required:
            yield f"{parameter.opts[0]}=2026-12-14"


READING = [*_commands(ReadingCommand), "messages"]
ABOUT_NOW = [
    line
    for kind in (HouseCommand, PresentCommand, TryingCommand, ActingCommand)
    for line in _commands(kind)
]


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> On:
    """Let it be the morning of a day."""
    return lambda day: monkeypatch.setattr(clock, "now", lambda: morning_of(day))


# --- no command passes over it ---------------------------------------------------------------


def test_every_command_and_group_is_one_that_looks_back_or_one_that_refuses() -> None:
    kinds = {" ".join(path): type(command) for path, command in commands_of(ROOT)}
    on_its_own = [
        name
        for name, group in _groups(ROOT)
        if group.invoke_without_command and not getattr(group, "shows_the_past", False)
    ]

    assert [name for name, kind in kinds.items() if not issubclass(kind, HouseCommand)] == []
    assert on_its_own == []


def _groups(group: object, path: str = "mijlpaal") -> Iterator[tuple[str, TyperGroup]]:
    if isinstance(group, TyperGroup):
        yield path, group
        for name, each in group.commands.items():
            yield from _groups(each, f"{path} {name}")


@pytest.mark.parametrize("command", ABOUT_NOW)
def test_a_command_that_is_about_now_refuses_to_look_back(mijlpaal: Mijlpaal, command: str) -> None:
    dutch = mijlpaal(*command.split(), *LOOKING_BACK)
    english = mijlpaal("--hindsight", "--lang", "en", *command.split())

    assert (dutch.code, english.code) == (Exit.USAGE, Exit.USAGE)
    assert (dutch.out, english.out) == ("", "")
    assert "gaat over nu en kijkt niet terug: --as-of en --hindsight" in dutch.err
    assert "is about now and does not look back" in english.err


@pytest.mark.parametrize("command", READING)
def test_a_command_that_reads_says_which_past_it_shows(at_home: Mijlpaal, command: str) -> None:
    before = _files()
    words = at_home(*command.split(), *LOOKING_BACK, "--dry-run")
    as_json = at_home(*_as_json(command), *LOOKING_BACK, "--hindsight", "--lang", "en")

    on_top = words.err if command in DOCUMENTS else words.out
    assert on_top.startswith(f"{KNOWN}\n"), words.err
    assert as_json.err.startswith("State on 1 October 2026 as we know it now\n")
    assert _files() == before
    if command.endswith(NOT_THERE):
        assert words.code == as_json.code == Exit.NOT_FOUND
    else:
        assert (words.code, as_json.code) in {(Exit.OK, Exit.OK), (Exit.ACTION_NEEDED,) * 2}
        assert as_json.out.startswith("<svg") or json.loads(as_json.out) is not None


def _files() -> list[bytes]:
    """Return the database byte for byte, and what SQLite keeps beside it."""
    database = Path(DatabaseSettings().url.removeprefix("sqlite:///"))
    beside = database.with_name(f"{database.name}-wal")
    return [each.read_bytes() for each in (database, beside) if each.exists()]


@pytest.mark.parametrize("command", ["overview", "messages", "milestone show"])
def test_help_of_a_command_that_reads_names_the_options(mijlpaal: Mijlpaal, command: str) -> None:
    dutch, english = (mijlpaal("--lang", each, *command.split(), "--help") for each in ("nl", "en"))

    assert "--as-of DAG" in dutch.out
    assert "--as-of DAY" in english.out
    assert "--hindsight" in dutch.out


def test_help_of_a_command_that_is_about_now_does_not_name_them(mijlpaal: Mijlpaal) -> None:
    assert "--as-of" not in mijlpaal("audit", "verify", "--help").out


# --- which days ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ("--as-of 2026-11-24", Exit.INVALID, "24 november 2026 moet nog komen (vandaag is 23"),
        ("--as-of morgen", Exit.INVALID, "'morgen' is geen datum"),
        ("--as-of 2026-02-30", Exit.INVALID, "'2026-02-30' is geen datum"),
        ("--as-of", Exit.INVALID, "'' is geen datum"),
        ("--hindsight", Exit.USAGE, "--hindsight hoort bij --as-of DAG"),
        ("--as-of 2026-06-14", Exit.NOT_FOUND, "het grootboek begint op 15 juni 2026"),
        ("--as-of 2026-06-14 --hindsight", Exit.NOT_FOUND, "het vroegste geldt vanaf 15 juni"),
    ],
)
def test_a_day_that_cannot_be_shown_is_refused(
    loaded: Mijlpaal, options: str, code: Exit, said: str
) -> None:
    ended = loaded("overview", *options.split())

    assert ended.code == code
    assert said in ended.err
    assert ended.out == ""


def test_the_reference_date_is_the_day_that_is_looked_back_at_unless_another_is_named(
    loaded: Mijlpaal,
) -> None:
    then = loaded("overview", "--json", "--as-of=1-10-2026").object
    later = loaded("overview", "--json", *LOOKING_BACK, "--day", "2026-12-14").object

    assert _masthead(then)["reference_date"] == "2026-10-01"
    assert _masthead(then)["as_of"] == {"day": "2026-10-01", "hindsight": False}
    assert _masthead(later)["reference_date"] == "2026-12-14"


# --- the letter's year -----------------------------------------------------------------------

JULY, SEPTEMBER, OCTOBER, NOVEMBER = (
    date(2026, 7, 6),
    date(2026, 9, 15),
    date(2026, 10, 5),
    date(2026, 11, 10),
)


@pytest.fixture
def year(loaded: Mijlpaal, on: On) -> Mijlpaal:
    """The letter, and what people recorded about it; it is 10 November."""
    on(JULY)
    _done(loaded("milestone", "forecast", "d2", "2026-12-08"))
    on(OCTOBER)
    why = ("--reason", "debat verplaatst")
    _done(loaded("milestone", "replan", "d2", "eind januari 2027", *CODE, *why, "--yes"))
    on(NOVEMBER)
    stopped = ("--reason", "even wachten", "--on", str(SEPTEMBER))
    _done(loaded("cluster", "advance", "chemelot", "pauzeer", *stopped))
    return loaded


@pytest.mark.parametrize(
    ("day", "wording", "forecast"),
    [
        ("2026-06-15", "in het najaar", None),
        ("2026-07-05", "in het najaar", None),
        ("2026-07-06", "in het najaar", "2026-12-08"),
        ("2026-10-04", "in het najaar", "2026-12-08"),
        ("2026-10-05", "eind januari 2027", "2026-12-08"),
    ],
)
def test_a_duty_is_shown_as_it_was_agreed_and_expected_on_a_day(
    year: Mijlpaal, day: str, wording: str, forecast: str | None
) -> None:
    shown = year("milestone", "show", "d2", "--json", "--as-of", day).object["milestone"]

    assert isinstance(shown, dict)
    assert (shown["current"]["wording"], shown["forecast_on"]) == (wording, forecast)


def test_a_step_that_was_recorded_later_is_known_only_with_hindsight(year: Mijlpaal) -> None:
    known = year("cluster", "explain", "chemelot", *LOOKING_BACK)
    now_known = year("cluster", "explain", "chemelot", *LOOKING_BACK, "--hindsight")
    before = year("cluster", "explain", "chemelot", "--as-of", "2026-09-14", "--hindsight")

    assert "Chemelot: Uitwerkingsfase" in known.out
    assert "Chemelot: Gepauzeerd" in now_known.out
    assert "Stand op 1 oktober 2026, zoals we die nu kennen" in now_known.out
    assert "Chemelot: Uitwerkingsfase" in before.out


def test_the_log_shows_the_events_that_were_known_then(year: Mijlpaal) -> None:
    then = year("audit", "log", "d2", "--json", *LOOKING_BACK)

    assert [row["kind"] for row in then.rows] == ["registered", "forecast"]


def test_the_log_names_the_day_of_effect_only_where_it_differs(year: Mijlpaal) -> None:
    moved = year("audit", "log", "chemelot").out
    replanned = year("audit", "log", "d2").out

    assert "2 2026-11-10 08:00  stap achteraf vastgelegd (pauzeer)" in moved
    assert "tester, geldt vanaf 15 sep 2026" in moved
    assert "„even wachten”" in moved
    assert "verzoeken in onderzoek → Gepauzeerd (Uitwerkingsfase)" in moved
    assert "geldt vanaf" not in replanned
    assert "latest: 2026-12-20 → 2027-01-31" in replanned


@pytest.mark.parametrize("form", ["text", "html"])
def test_a_report_carries_the_past_in_its_masthead(year: Mijlpaal, form: str) -> None:
    report = year("report", "chemelot", "--format", form, *LOOKING_BACK)

    title, _, rest = report.out.partition(KNOWN)
    assert "Chemelot" in title
    assert "Classificatie" in rest
    assert report.err == f"{KNOWN}\n"


def test_a_report_as_json_carries_the_past_in_its_masthead(year: Mijlpaal) -> None:
    then = year("report", "chemelot", "--format", "json", *LOOKING_BACK, "--hindsight").object
    now = year("report", "chemelot", "--format", "json").object

    assert _masthead(then)["as_of"] == {"day": "2026-10-01", "hindsight": True}
    assert "as_of" not in _masthead(now)


def test_a_report_of_a_past_day_does_not_warn_of_what_came_later(year: Mijlpaal) -> None:
    of_today = year("report", "chemelot", "--day", "2026-10-01").out
    as_known = year("report", "chemelot", *LOOKING_BACK).out
    now_known = year("report", "chemelot", *LOOKING_BACK, "--hindsight").out

    warning = "is vastgelegd en hier toch in staat"
    assert warning in " ".join(of_today.split())
    assert warning not in " ".join(as_known.split())
    assert warning not in " ".join(now_known.split())


def test_every_command_says_later_what_it_said_on_the_day_itself(loaded: Mijlpaal, on: On) -> None:
    commands = [each for each in READING if not each.endswith(NOT_THERE)]
    on(OCTOBER)
    _done(loaded("milestone", "forecast", "d2", "2026-12-08"))
    _done(loaded("run", "--direct"))
    said_then = {each: loaded(*_as_json(each)) for each in commands}
    on(NOVEMBER)
    _done(loaded("milestone", "forecast", "d2", "2026-12-15"))
    _done(loaded("cluster", "advance", "chemelot", "pauzeer", "--reason", "wachten"))
    loaded("run", "--direct")

    for command, then in said_then.items():
        later = loaded(*_as_json(command), "--as-of", str(OCTOBER))
        assert _without_the_past(later) == _without_the_past(then), command


def _as_json(command: str) -> list[str]:
    return [*command.split(), *DOCUMENTS.get(command, ["--json"])]


def _without_the_past(ended: Ended) -> object:
    """Return what was said, but for the masthead's word about it and the digest over that."""
    if ended.out.startswith("<svg"):
        return ended.out
    found = json.loads(ended.out)
    if isinstance(found, dict):
        found.pop("digest", None)
        found.get("masthead", {}).pop("as_of", None)
    return found


def _masthead(document: dict[str, object]) -> dict[str, object]:
    masthead = document["masthead"]
    assert isinstance(masthead, dict)
    return masthead


def _done(ended: Ended) -> None:
    assert ended.code == Exit.OK, ended.err
