"""``--json`` of an act: what it recorded and what followed, in one shape."""

import csv
import json
from io import StringIO
from typing import cast

import pytest

from mijlpaal.exits import Exit
from mijlpaal.reference import reference_markdown
from tests.mijlpaal.conftest import Mijlpaal, count_events
from tests.mijlpaal.people import COLLEAGUE, OFFICER, speaking

Row = dict[str, object]
STOP = ("cluster", "advance", "chemelot", "stop", "--reason", "Verzonnen")


def _rows(told: Row, name: str) -> list[Row]:
    return cast("list[Row]", told[name])


def test_an_act_tells_its_event_as_the_log_has_it(loaded: Mijlpaal) -> None:
    told = loaded("milestone", "forecast", "d2", "2026-12-10", "--reason", "Akkoord", "--json")

    (event,) = _rows(told.object, "events")
    logged = loaded("audit", "log", "d2", "--json").rows[-1]
    same = ("kind", "sequence", "effective_on", "recorded_at", "actor", "reason", "before", "after")
    assert {name: event[name] for name in same} == {name: logged[name] for name in same}
    assert (event["subject"], event["step"], event["because"]) == ("milestone:d2", None, None)
    assert cast("Row", event["after"])["forecast_on"] == "2026-12-10"


def test_a_step_tells_what_followed_and_which_milestones_it_closed(loaded: Mijlpaal) -> None:
    told = loaded(*STOP, "--json").object

    (step,) = _rows(told, "events")
    (lapsed,) = _rows(told, "followed")
    assert (step["subject"], step["kind"], step["step"]) == ("cluster:chemelot", "advanced", "stop")
    assert (lapsed["subject"], lapsed["because"]) == ("milestone:d1", "cluster:chemelot stop")
    assert (told["opened"], told["closed"], told["moved"]) == ([], ["milestone:d1"], [])


def test_reopening_and_replanning_tell_which_milestones_opened_and_moved(loaded: Mijlpaal) -> None:
    loaded(*STOP)
    why = ("--code", "other", "--reason", "Verzonnen")

    reopened = loaded("cluster", "reopen", "chemelot", "--reason", "Toch niet", "--json").object
    moved = loaded("milestone", "replan", "d2", "januari 2027", *why, "--yes", "--json").object
    forecast = loaded("milestone", "forecast", "d2", "2027-01-10", "--json").object

    assert reopened["opened"] == ["milestone:d1"]
    assert moved["moved"] == ["milestone:d2"]
    assert forecast["moved"] == []


def test_what_a_trial_tells_is_what_the_act_tells(loaded: Mijlpaal, database_url: str) -> None:
    before = count_events(database_url)

    tried = loaded(*STOP, "--dry-run", "--json").object
    kept = count_events(database_url)
    done = loaded(*STOP, "--json").object

    assert kept == before
    assert (tried.pop("dry_run"), done.pop("dry_run")) == (True, False)
    assert tried == done


def test_what_waits_for_a_second_person_is_told_with_its_key(office: Mijlpaal) -> None:
    officer, asked = speaking(office, OFFICER), ("--code", "other", "--reason", "x", "--yes")

    kept = officer("milestone", "replan", "d2", "eind januari 2027", *asked, "--json")
    (proposal,) = _rows(kept.object, "proposals")
    second = speaking(office, COLLEAGUE)
    confirmed = second("proposal", "confirm", str(proposal["key"]), "--yes", "--json").object

    assert kept.code == Exit.ACTION_NEEDED
    assert proposal["subject"] == "milestone:d2"
    assert COLLEAGUE in cast("list[str]", proposal["confirmers"])
    assert [each["subject"] for each in _rows(kept.object, "events")] == [
        f"proposal:{proposal['key']}"
    ]
    assert [each["kind"] for each in _rows(confirmed, "events")] == ["replanned", "decided"]
    assert confirmed["moved"] == ["milestone:d2"]


def test_what_this_reader_may_not_see_is_not_told(at_home: Mijlpaal) -> None:
    why = ("--reason", "Verzonnen")
    at_home(*("milestone", "correct", "d1", "--set", "confidentiality=company_confidential"), *why)

    told = at_home(*STOP, "--json").object

    assert (told["followed"], told["closed"]) == ([], [])


# --- forms -----------------------------------------------------------------------------------


def test_events_come_as_rows_of_csv(at_home: Mijlpaal) -> None:
    rows = list(csv.DictReader(StringIO(at_home(*STOP, "--csv").out)))

    assert [each["subject"] for each in rows] == ["cluster:chemelot", "milestone:d1"]
    assert {each["dry_run"] for each in rows} == {"false"}
    assert rows[1]["after.standing"] == "vervallen"


def test_what_no_event_tells_comes_as_one_row_of_csv(at_home: Mijlpaal) -> None:
    made = at_home("access", "token", "create", "anna", "--for", "x", "--csv").out

    (row,) = csv.DictReader(StringIO(made))
    assert (row["name"], row["dry_run"]) == ("anna", "false")
    assert len(row["secret"]) > 20


@pytest.mark.parametrize("order", [("--json", "--quiet"), ("--quiet", "--json")])
def test_quiet_leaves_what_a_program_asked_for(at_home: Mijlpaal, order: tuple[str, str]) -> None:
    acts = ("milestone", "forecast", "d2", "2026-12-10")

    assert at_home(*acts, "--quiet").out == ""
    assert _rows(at_home(*acts, *order).object, "events")
    assert at_home(*acts, "--quiet", "--csv").out.startswith("dry_run,subject,")
    assert json.loads(at_home("overview", *order).out)


def test_a_run_tells_a_program_what_it_came_to(at_home: Mijlpaal) -> None:
    ran = at_home("run", "--direct", "--json", "--quiet")
    published = at_home("publish", "--direct", "--json")

    assert (ran.code, ran.err) == (Exit.OK, "")
    delivered = cast("Row", cast("Row", ran.object["told"])["delivery"])
    assert cast("int", delivered["sent"]) > 0
    assert [len(_rows(part, "reports")) for part in published.rows] == [7, 7]


def test_a_responsibility_is_assigned_as_it_was_named(at_home: Mijlpaal) -> None:
    told = at_home(
        *("milestone", "assign", "d2", "programmamanager-maatwerk"),
        *("--responsibility", "accountable", "--json"),
    ).object

    (event,) = _rows(told, "events")
    assert (event["actor"], cast("Row", event["after"])["responsibility"]) == (
        "tester",
        "accountable",
    )


def test_a_secret_is_told_once_and_only_there(at_home: Mijlpaal) -> None:
    made = at_home("access", "token", "create", "anna", "--for", "x", "--json")

    assert made.out.count(str(made.object["secret"])) == 1
    assert str(made.object["secret"]) not in made.err
    assert str(made.object["secret"]) not in at_home("access", "token", "list", "--json").out


def test_with_json_nobody_is_asked_about_what_they_do_not_see(
    at_home: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal("j\n"))
    asked = ("milestone", "replan", "d2", "januari 2027", "--code", "other", "--reason", "x")

    refused = at_home(*asked, "--json")

    assert (refused.code, refused.out) == (Exit.USAGE, "")
    assert "--yes" in refused.err
    assert [row["kind"] for row in at_home("audit", "log", "d2", "--json").rows] == ["registered"]


def test_an_act_that_is_refused_tells_a_program_nothing(at_home: Mijlpaal) -> None:
    refused = at_home("milestone", "forecast", "nergens", "2026-12-10", "--json")

    assert (refused.code, refused.out) == (Exit.NOT_FOUND, "")
    assert "nergens" in refused.err


def test_only_looking_tells_no_act(at_home: Mijlpaal) -> None:
    shown = at_home("cascade", "d2", "--json").object

    assert shown == {"milestone": "milestone:d2", "forecast": None, "proposals": []}


def test_the_page_of_the_commands_names_every_key(at_home: Mijlpaal) -> None:
    told, page = at_home(*STOP, "--json").object, reference_markdown()

    for key in (*told, *_rows(told, "events")[0]):
        assert f"| `{key}` |" in page
