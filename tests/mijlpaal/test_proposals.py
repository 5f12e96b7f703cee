"""Four eyes at the terminal: who proposes, who confirms, and what happens in between."""

import io
from datetime import date

import pytest

from mijlpaal.exits import Exit
from models import clock
from models.clock import morning_of
from tests.mijlpaal.conftest import Mijlpaal, count_events
from tests.mijlpaal.people import (
    ADMINISTRATOR,
    COLLEAGUE,
    DIRECTOR,
    OFFICER,
    latest_of,
    speaking,
    the_only_proposal,
)

CODE = ("--code", "other")
REPLAN = (
    "milestone",
    "replan",
    "d2",
    "binnen drie weken",
    *CODE,
    "--reason",
    "Debat verplaatst",
    "--yes",
)
THREE_WEEKS_FROM_MONDAY = "2026-12-14"


def _it_is(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: morning_of(day))


def test_a_replanning_waits_for_a_second_person(office: Mijlpaal) -> None:
    asked = speaking(office, OFFICER)(*REPLAN)

    assert asked.code == Exit.ACTION_NEEDED
    assert "Voorgesteld, nog niet vastgelegd" in asked.out
    assert "maandag 7 december 2026" in asked.out
    assert f"mijlpaal proposal confirm {the_only_proposal(office)}" in asked.out
    assert COLLEAGUE in asked.out
    assert latest_of(office, "d2") == "2026-12-20"


def test_the_second_person_sees_the_effect_and_confirms_it(office: Mijlpaal) -> None:
    speaking(office, OFFICER)(*REPLAN)

    confirmed = speaking(office, COLLEAGUE)(
        "proposal", "confirm", the_only_proposal(office), "--yes"
    )

    assert confirmed.code == Exit.OK, confirmed.err
    assert "20 dec 2026" in confirmed.out
    assert "14 dec 2026" in confirmed.out
    assert latest_of(office, "d2") == THREE_WEEKS_FROM_MONDAY


def test_both_people_are_in_the_log(office: Mijlpaal) -> None:
    speaking(office, OFFICER)(*REPLAN)
    key = the_only_proposal(office)
    speaking(office, COLLEAGUE)("proposal", "confirm", key, "--yes")

    log = office("audit", "log", "milestone:d2").out

    assert OFFICER in log
    assert f"bevestigd door {COLLEAGUE} (voorstel {key})" in log


def test_a_relative_phrase_counts_from_the_day_on_which_it_was_said(
    office: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaking(office, OFFICER)(*REPLAN)
    key = the_only_proposal(office)

    _it_is(date(2026, 11, 30), monkeypatch)
    confirmed = speaking(office, COLLEAGUE)("proposal", "confirm", key, "--yes")

    assert "gezegd op 23 november 2026" in confirmed.out
    assert latest_of(office, "d2") == THREE_WEEKS_FROM_MONDAY


def test_who_proposed_it_cannot_confirm_it(office: Mijlpaal) -> None:
    speaking(office, OFFICER)(*REPLAN)

    ended = speaking(office, OFFICER)("proposal", "confirm", the_only_proposal(office), "--yes")

    assert ended.code == Exit.REFUSED
    assert f"{OFFICER} heeft het zelf voorgesteld" in ended.err
    assert latest_of(office, "d2") == "2026-12-20"


@pytest.mark.parametrize("person", [ADMINISTRATOR, DIRECTOR, "niemand"])
def test_who_has_no_mandate_for_the_act_cannot_confirm_it(office: Mijlpaal, person: str) -> None:
    speaking(office, OFFICER)(*REPLAN)

    ended = speaking(office, person)("proposal", "confirm", the_only_proposal(office), "--yes")

    assert ended.code == Exit.NO_PERMISSION
    assert "Bevoegd: programmamanager, beleidsmedewerker" in ended.err


def test_a_subject_that_changed_meanwhile_is_shown_and_not_overwritten(office: Mijlpaal) -> None:
    speaking(office, OFFICER)(*REPLAN)
    key = the_only_proposal(office)
    speaking(office, DIRECTOR)("milestone", "forecast", "d2", "2026-12-08")

    shown = office("proposal", "show", key)
    ended = speaking(office, COLLEAGUE)("proposal", "confirm", key, "--yes")

    assert "Gewijzigd sinds het voorstel" in shown.out
    assert DIRECTOR in shown.out
    assert ended.code == Exit.REFUSED
    assert latest_of(office, "d2") == "2026-12-20"


def test_a_proposal_runs_out_after_ten_working_days(
    office: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaking(office, OFFICER)(*REPLAN)
    key = the_only_proposal(office)

    _it_is(date(2026, 12, 8), monkeypatch)
    ended = speaking(office, COLLEAGUE)("proposal", "confirm", key, "--yes")

    assert ended.code == Exit.REFUSED
    assert "verlopen op 2026-12-07" in ended.err
    assert office("proposal", "list", "--json").rows == []


def test_the_daily_run_closes_what_has_run_out_and_says_so(
    office: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaking(office, OFFICER)(*REPLAN)
    key = the_only_proposal(office)

    _it_is(date(2026, 12, 8), monkeypatch)
    ran = office("run", "--direct")

    assert "1 voorstel verlopen" in ran.err + ran.out
    last = office("audit", "log", f"proposal:{key}", "--json").rows[-1]
    assert (last["kind"], last["actor"]) == ("decided", "mijlpaal")


def test_a_run_for_a_day_to_come_closes_no_proposal(office: Mijlpaal) -> None:
    speaking(office, OFFICER)(*REPLAN)

    ran = office("run", "--direct", "--day", "2026-12-14")

    assert "verlopen" not in ran.err + ran.out
    assert the_only_proposal(office)


def test_a_rejected_proposal_changes_nothing_and_cannot_be_confirmed(office: Mijlpaal) -> None:
    speaking(office, OFFICER)(*REPLAN)
    key = the_only_proposal(office)

    rejected = speaking(office, COLLEAGUE)("proposal", "reject", key, "--reason", "Te laat")
    ended = speaking(office, COLLEAGUE)("proposal", "confirm", key, "--yes")

    assert rejected.out == f"Afgewezen: {key}\n"
    assert ended.code == Exit.REFUSED
    assert "afgewezen" in ended.err
    assert latest_of(office, "d2") == "2026-12-20"


def test_who_proposed_it_can_withdraw_it(office: Mijlpaal) -> None:
    speaking(office, OFFICER)(*REPLAN)
    key = the_only_proposal(office)

    withdrawn = speaking(office, OFFICER)("proposal", "reject", key)

    assert withdrawn.out == f"Ingetrokken: {key}\n"
    (line,) = office("proposal", "list", "--all", "--json").rows
    assert line["state"] == "withdrawn"


@pytest.mark.parametrize(
    "answer,code,last_day",
    [("j\n", Exit.OK, THREE_WEEKS_FROM_MONDAY), ("n\n", Exit.ACTION_NEEDED, "2026-12-20")],
)
def test_the_second_person_is_asked(
    office: Mijlpaal,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    code: int,
    last_day: str,
) -> None:
    speaking(office, OFFICER)(*REPLAN)
    key = the_only_proposal(office)
    terminal = io.StringIO(answer)
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)

    ended = speaking(office, COLLEAGUE)("proposal", "confirm", key)

    assert ended.code == code
    assert latest_of(office, "d2") == last_day


def test_looking_at_a_proposal_writes_nothing(office: Mijlpaal, database_url: str) -> None:
    speaking(office, OFFICER)(*REPLAN)
    before = count_events(database_url)

    shown = office("proposal", "show", the_only_proposal(office), "--json").object

    assert shown["confirmers"] == [COLLEAGUE]
    assert count_events(database_url) == before


def test_who_is_alone_in_the_installation_is_told_so(loaded: Mijlpaal) -> None:
    ended = loaded(*REPLAN)

    assert ended.code == Exit.OK
    assert "Zonder tweede persoon vastgelegd" in ended.out


def test_an_act_that_needs_no_four_eyes_says_nothing_of_them(loaded: Mijlpaal) -> None:
    ended = loaded("request", "advance", "publieke-grondpositie", "honoreer", "--reason", "Akkoord")

    assert ended.code == Exit.OK
    assert "tweede persoon" not in ended.out


def test_closing_a_duty_to_the_kamer_waits_for_a_second_person(office: Mijlpaal) -> None:
    achieve = ("milestone", "achieve", "d2", "--on", "2026-11-20", "--evidence", "Kamerstuk 1")

    asked = speaking(office, OFFICER)(*achieve)
    key = the_only_proposal(office)
    speaking(office, COLLEAGUE)("proposal", "confirm", key, "--yes")

    assert asked.code == Exit.ACTION_NEEDED
    assert "wie kan het bevestigen" in asked.out
    assert office("milestone", "show", "d2", "--json").object["milestone"]["achieved_on"] == (  # type: ignore[index]
        "2026-11-20"
    )


def test_a_proposal_that_does_not_exist_is_not_found(office: Mijlpaal) -> None:
    assert office("proposal", "show", "v0000000").code == Exit.NOT_FOUND


def test_the_overview_and_the_doctor_mention_what_waits(
    office: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaking(office, OFFICER)(*REPLAN)

    overview, doctor = office("overview"), office("doctor")
    _it_is(date(2026, 12, 7), monkeypatch)
    last_day = office("doctor", "--json").rows

    assert "1 voorstel wacht op een tweede persoon" in overview.out
    assert "mijlpaal proposal list" in overview.out
    assert "1 wacht op een tweede persoon, t/m 7 december 2026" in doctor.out
    assert [row["level"] for row in last_day if row["part"] == "voorstellen"] == ["attention"]


def test_a_proposal_on_a_confidential_subject_is_not_there_for_this_reader(
    office: Mijlpaal, database_url: str
) -> None:
    from sqlalchemy import text

    from models.storage.database import make_engine

    speaking(office, OFFICER)(*REPLAN)
    key = the_only_proposal(office)
    engine = make_engine(database_url)
    with engine.begin() as connection:
        mark = "UPDATE subject SET confidentiality = 'company_confidential' WHERE key = :key"
        connection.execute(text(mark), {"key": key})
    engine.dispose()

    assert office("proposal", "list", "--json").rows == []
    assert office("proposal", "list", "--all", "--json").rows == []
    assert office("proposal", "show", key).code == Exit.NOT_FOUND
    assert speaking(office, COLLEAGUE)("proposal", "confirm", key, "--yes").code == Exit.NOT_FOUND
    assert "voorstel" not in office("overview").out
