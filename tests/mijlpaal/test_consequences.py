"""Consequences on the command line, over the real seeds and edges INVENTED for these tests.

The letter gives no edges: none of these is a fact.
"""

import shutil
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from mijlpaal.edge import run
from models import clock
from models.clock import morning_of
from models.milestones.acts import forecast
from models.storage.database import make_engine, reading, transaction
from models.storage.records import Record, current
from models.vocabulary import SubjectKind
from seeds.rulebook import load_rulebook
from tests.factories import a_ledger, a_milestone
from tests.mijlpaal.conftest import TODAY, Mijlpaal, count_events

_LINES = (
    "milestone:dan finish_to_start milestone:eerst --lag P2W --certainty assumed",
    "milestone:daarna finish_to_start milestone:dan",
    "organisation:oci investment organisation:anqore --mutual --certainty assumed",
    "organisation:fibrant feedstock organisation:oci --certainty assumed",
    "project:project-helix participation organisation:oci --role owner",
    "project:project-helix condition condition:benodigde-vergunning --gate neem_investeringsbesluit",
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the seeds, three milestones in a row and companies that wait in a circle."""
    folder = tmp_path_factory.mktemp("prepared")
    path = folder / "mijlpaal.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MIJLPAAL_HOME", str(folder))
        patch.setenv("MIJLPAAL_ACTOR", "tester")
        patch.setenv("MIJLPAAL_DATABASE_URL", f"sqlite:///{path}")
        patch.setattr(clock, "now", lambda: morning_of(TODAY))
        assert run(["init"]) == 0
        engine = make_engine(f"sqlite:///{path}")
        with transaction(engine) as session:
            ledger = a_ledger(session, on=TODAY, rulebook=load_rulebook())
            chemelot = current(session, SubjectKind.CLUSTER, "chemelot")
            for key, days in (("eerst", 30), ("dan", 40), ("daarna", 41)):
                a_milestone(ledger, chemelot, key, latest=TODAY + timedelta(days=days))
        engine.dispose()
        for line in _LINES:
            assert run(["dependency", "add", *line.split()]) == 0
    return path


@pytest.fixture
def database_url(prepared: Path, tmp_path: Path) -> str:
    """A copy of it for one test; rows and locks are not the point here, so SQLite is enough."""
    return f"sqlite:///{shutil.copy(prepared, tmp_path / 'own.db')}"


@pytest.fixture
def cluster(mijlpaal: Mijlpaal, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Mijlpaal:
    """The command line on it."""
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", database_url)
    return mijlpaal


def _names(rows: Sequence[dict[str, object]], field: str = "subject") -> list[object]:
    return [row[field] for row in rows]


def _engine(database_url: str) -> Engine:
    return make_engine(database_url)


def test_what_a_company_that_drops_out_touches_is_told_in_layers_with_chains(
    cluster: Mijlpaal,
) -> None:
    found = cluster("impact", "organisation:oci", "--json").object

    effects = found["effects"]
    assert isinstance(effects, list)
    by_name = {each["subject"]: each for each in effects}
    assert by_name["organisation:anqore"]["effect"] == "blocked"
    assert by_name["organisation:fibrant"]["effect"] == "at_risk"
    assert by_name["project:project-helix"]["effect"] == "blocked"
    assert by_name["condition:benodigde-vergunning"]["effect"] == "re_examine"
    chain = by_name["condition:benodigde-vergunning"]["chain"]
    assert [edge["kind"] for edge in chain] == ["participation", "serves"]
    shown = cluster("impact", "organisation:oci", "--if", "dropped").out
    assert "Laag 2" in shown
    assert "Er is niets vastgelegd" in shown
    assert "Nothing was stored" in cluster("--lang", "en", "impact", "organisation:oci").out


def test_a_slip_gives_new_days_along_the_chain_and_stores_nothing(
    cluster: Mijlpaal, database_url: str
) -> None:
    before = count_events(database_url)

    found = cluster("impact", "milestone:eerst", "--if-latest", "2026-12-31", "--json").object

    effects = found["effects"]
    assert isinstance(effects, list)
    late = {e["subject"]: (e["latest"], e["days_late"]) for e in effects if e["effect"] == "late"}
    assert late == {"milestone:dan": ("2027-01-14", 12), "milestone:daarna": ("2027-01-14", 11)}
    assert count_events(database_url) == before


_BAD: list[tuple[tuple[str, ...], int]] = [
    (("impact", "nergens"), 3),
    (("impact", "organisation:oci", "--if-latest", "2027-01-01"), 6),
    (("impact", "organisation:oci", "--if-state", "gestopt"), 6),
    (("impact", "project:project-helix", "--if-state", "nooit"), 6),
    (("impact", "milestone:eerst", "--if-latest", "ooit"), 6),
    (("impact", "milestone:eerst", "--if", "dropped", "--if-state", "behaald"), 2),
    (("readiness", "milestone:eerst"), 3),
    (("groups", "nergens"), 3),
    (("cascade", "nergens"), 3),
    (("outlook", "nergens"), 3),
    (("dependency", "add", "milestone:dan", "finish_to_start", "milestone:dan"), 6),
    (("dependency", "add", "milestone:dan", "finish_to_start", "milestone:nergens"), 3),
    (("dependency", "end", "nergens"), 3),
    (("scenario", "show", "nergens"), 3),
]


def test_bad_input_ends_with_its_code_and_stores_nothing(
    cluster: Mijlpaal, database_url: str
) -> None:
    before = count_events(database_url)

    for arguments, code in _BAD:
        ended = cluster(*arguments)
        assert (ended.code, ended.out) == (code, ""), arguments
        assert ended.err

    assert count_events(database_url) == before


def test_groups_show_who_decides_together_and_what_frees_them(cluster: Mijlpaal) -> None:
    found = cluster("groups", "chemelot", "--json").object

    groups = found["groups"]
    assert isinstance(groups, list)
    (group,) = groups
    assert group["members"] == ["organisation:anqore", "organisation:oci"]
    assert group["projects"] == ["project:project-helix"]
    assert group["unblocking"]["sets"] == [["condition:benodigde-vergunning"]]
    assert "2 besluiten samen" in cluster("groups", "chemelot").out


def test_readiness_of_a_project_and_of_a_holder(cluster: Mijlpaal) -> None:
    project = cluster("readiness", "project:project-helix", "--json").object
    holder = cluster("readiness", "organisation:rijk", "--json").object

    items, awaited = project["items"], holder["awaited"]
    assert isinstance(items, list)
    assert isinstance(awaited, list)
    assert _names(items) == ["condition:benodigde-vergunning"]
    assert items[0]["edge"]["gate"] == "neem_investeringsbesluit"
    assert "request:energie-infrastructuur" in _names(awaited)
    assert "zonder dag" in cluster("readiness", "project:project-helix").out


def test_check_ends_with_one_while_somebody_must_act_and_names_what_mends_it(
    cluster: Mijlpaal,
) -> None:
    ended = cluster("check", "--json")

    assert ended.code == 1
    checks = {str(row["check"]) for row in ended.rows}
    assert {"company_unknown", "project_without_conditions", "end_unknown"} <= checks
    assert all(row["action"] for row in ended.rows)
    assert "→" in cluster("check").out


def test_a_cluster_in_which_everything_fits_ends_with_nought(cluster: Mijlpaal) -> None:
    ended = cluster("check", "--cluster", "noord-nederland")

    assert (ended.code, ended.out.strip()) == (0, "Alles past bij elkaar.")


def _slip(database_url: str) -> None:
    engine = _engine(database_url)
    with transaction(engine) as session:
        ledger = a_ledger(session, on=TODAY, rulebook=load_rulebook())
        forecast(ledger, "eerst", date(2026, 12, 31))
    engine.dispose()


def _milestone(database_url: str, key: str) -> Record:
    engine = _engine(database_url)
    with reading(engine) as session:
        record = current(session, SubjectKind.MILESTONE, key)
    engine.dispose()
    return record


def test_a_cascade_proposes_and_records_only_what_is_accepted(
    cluster: Mijlpaal, database_url: str
) -> None:
    _slip(database_url)
    before = count_events(database_url)

    shown = cluster("cascade", "eerst")
    assert count_events(database_url) == before
    accepted = cluster("cascade", "eerst", "--accept", "1")

    assert "14 jan 2027" in shown.out
    assert accepted.code == 0, accepted.err
    assert _milestone(database_url, "dan").day("forecast_on") == date(2027, 1, 14)
    assert _milestone(database_url, "daarna").day("forecast_on") is None
    assert count_events(database_url) == before + 1


def test_a_cascade_is_accepted_by_key_or_whole_and_not_by_halves(
    cluster: Mijlpaal, database_url: str
) -> None:
    _slip(database_url)
    before = count_events(database_url)

    assert cluster("cascade", "eerst", "--accept", "1,9").code == 2
    assert count_events(database_url) == before
    accepted = cluster("cascade", "eerst", "--accept", "all", "--json").object["accepted"]
    assert isinstance(accepted, list)
    assert len(accepted) == 2
    assert _milestone(database_url, "daarna").day("forecast_on") == date(2027, 1, 14)


def test_a_scenario_changes_nothing_and_becomes_proposals_one_by_one(
    cluster: Mijlpaal, database_url: str
) -> None:
    assert cluster("scenario", "new", "later", "Als het later wordt").code == 0
    empty = cluster("scenario", "show", "later", "--json").object
    assert (empty["is_as_today"], empty["effects"], empty["told"]) == (True, [], [])
    cluster("scenario", "change", "later", "milestone:eerst", "--if-latest", "2026-12-31")
    cluster("scenario", "change", "later", "project:project-helix")
    cluster("scenario", "change", "later", "project:project-reju", "--if-state", "in_bedrijf")
    before = count_events(database_url)

    shown = cluster("scenario", "show", "later", "--json").object
    dry = cluster("scenario", "propose", "later", "--reason", "proef", "--dry-run")
    assert count_events(database_url) == before
    made = cluster("scenario", "propose", "later", "--reason", "proef")

    moved = shown["moved"]
    assert isinstance(moved, list)
    assert _names(moved) == ["milestone:dan", "milestone:daarna"]
    assert dry.code == made.code == 1  # no step leads from its plans to working at once
    assert len(cluster("proposal", "list", "--json").rows) == 2
    assert count_events(database_url) == before + 2
    assert _milestone(database_url, "eerst").number("replanned") == 0


def test_what_a_scenario_proposed_is_done_when_a_second_person_confirms_it(
    cluster: Mijlpaal, database_url: str
) -> None:
    cluster("scenario", "new", "later", "Later")
    cluster("scenario", "change", "later", "milestone:eerst", "--if-latest", "2026-12-31")
    cluster("scenario", "propose", "later", "--reason", "proef")
    (proposal,) = cluster("proposal", "list", "--json").rows

    done = cluster("--as", "ander", "proposal", "confirm", str(proposal["key"]), "--yes")

    assert done.code == 0, done.err
    assert _milestone(database_url, "eerst").day("latest") == date(2026, 12, 31)


def test_a_change_is_replaced_and_taken_out(cluster: Mijlpaal) -> None:
    cluster("scenario", "new", "later", "Later")
    for day in ("2026-12-30", "2026-12-31"):
        cluster("scenario", "change", "later", "milestone:eerst", "--if-latest", day)

    (kept,) = cluster("scenario", "list", "--json").rows
    assert kept["changes"] == [{"subject": "milestone:eerst", "what": "latest", "to": "2026-12-31"}]
    assert cluster("scenario", "change", "later", "milestone:dan", "--remove").code == 6
    assert cluster("scenario", "change", "later", "milestone:eerst", "--remove").code == 0
    for key in ("later", "Met Spaties", ""):
        assert cluster("scenario", "new", key, "Nog een keer").code == 6


def test_an_edge_is_listed_changed_ended_and_seen_in_the_past(cluster: Mijlpaal) -> None:
    stated = cluster("dependency", "list", "--stated", "--of", "milestone:dan", "--json").object
    edges = stated["edges"]
    assert isinstance(edges, list)
    row = str(edges[0]["row"])
    assert (edges[0]["lag"], edges[0]["certainty"], len(edges)) == ("P2W", "assumed", 2)

    assert cluster("dependency", "change", row, "--lag", "P10B").code == 0
    assert cluster("dependency", "end", row, "--on", TODAY.isoformat()).code == 0

    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    later = cluster("dependency", "list", "--stated", "--day", tomorrow, "--json").object["edges"]
    assert isinstance(later, list)
    assert row not in _names(later, "row")
    now = cluster("dependency", "list", "--as-of", TODAY.isoformat(), "--json").object["edges"]
    assert isinstance(now, list)
    assert row in _names(now, "row")
    assert "onbekend uiteinde" in cluster("dependency", "list").out


def test_outlook_says_how_many_cases_it_rests_on_and_gives_no_chance_without(
    cluster: Mijlpaal,
) -> None:
    rows = cluster("outlook", "chemelot", "--json").rows
    shown = cluster("milestone", "show", "d2", "--json").object["outlook"]

    assert {row["chance"] for row in rows} == {None}
    assert isinstance(shown, dict)
    assert (shown["own_cases"], shown["slips"], shown["if_it_slips"]) == (0, 20, True)
    assert "Berust op 0 eigen afspraken en 20" in cluster("milestone", "show", "d2").out


def test_a_confidential_edge_is_never_shown_here(cluster: Mijlpaal) -> None:
    line = "organisation:reju energy organisation:sabic --confidential"
    made = cluster("dependency", "add", *line.split())

    assert made.code == 0, made.err
    assert "sabic-energy" not in cluster("dependency", "list").out
    assert "reju" not in cluster("impact", "organisation:sabic").out


def test_what_check_asks_for_is_done_by_the_command_that_it_names(
    cluster: Mijlpaal, database_url: str
) -> None:
    def found(check: str) -> list[object]:
        rows = cluster("check", "--json").rows
        return [row["subject"] for row in rows if row["check"] == check]

    assert "milestone:eerst" in found("milestone_without_owner")
    assigned = cluster("milestone", "assign", "eerst", "directeur-kgg")
    assert assigned.code == 0, assigned.err
    assert "milestone:eerst" not in found("milestone_without_owner")
    assert cluster("milestone", "assign", "eerst", "niemand").code == 3
    assert cluster("milestone", "assign", "eerst", "directeur-kgg").code == 6

    given = cluster("condition", "due", "benodigde-vergunning", "2027-03-01", "--reason", "later")
    assert given.code == 0, given.err
    engine = _engine(database_url)
    with reading(engine) as session:
        condition = current(session, SubjectKind.CONDITION, "benodigde-vergunning")
    engine.dispose()
    assert condition.day("due_on") == date(2027, 3, 1)
    assert cluster("condition", "due", "benodigde-vergunning", "2027-04-01").code != 0


def test_a_condition_s_day_and_a_company_that_leaves_become_acts_when_confirmed(
    cluster: Mijlpaal, database_url: str
) -> None:
    cluster("scenario", "new", "weg", "Weg")
    condition = "condition:benodigde-vergunning"
    cluster("scenario", "change", "weg", condition, "--if-latest", "2027-05-01")
    cluster("scenario", "change", "weg", "organisation:oci")
    made = cluster("scenario", "propose", "weg", "--reason", "proef")
    assert made.code == 0, made.out
    assert "alle rollen eindigen" in cluster("proposal", "list").out

    for proposal in cluster("proposal", "list", "--json").rows:
        done = cluster("--as", "ander", "proposal", "confirm", str(proposal["key"]), "--yes")
        assert done.code == 0, done.err

    engine = _engine(database_url)
    with reading(engine) as session:
        key = "project-helix-participation-oci"
        role = current(session, SubjectKind.PARTICIPATION, key)
        found = current(session, SubjectKind.CONDITION, "benodigde-vergunning")
    engine.dispose()
    assert role.day("valid_until") == TODAY
    assert found.day("due_on") == date(2027, 5, 1)
