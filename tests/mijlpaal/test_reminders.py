"""Reminders at the terminal: who, why not, and what people do about it."""

import pytest

from mijlpaal.exits import Exit
from tests.mijlpaal.conftest import Mijlpaal

OFFICER = "beleidsmedewerker-kgg"


@pytest.fixture
def told(loaded: Mijlpaal) -> Mijlpaal:
    """The command line on the day after everybody was told what is due."""
    ran = loaded("run", "--direct")
    assert ran.code == Exit.OK, ran.err
    return loaded


def test_who_was_told_acknowledges_as_themselves_and_once(told: Mijlpaal) -> None:
    first = told("reminders", "acknowledge", "d2", "--as", OFFICER)
    again = told("reminders", "acknowledge", "d2", "--as", OFFICER)
    nobody = told("reminders", "acknowledge", "d2")

    assert (first.code, again.code, nobody.code) == (Exit.OK, Exit.OK, Exit.NOT_FOUND)
    assert f"Bevestigd: d2, door {OFFICER}" in first.out
    assert "Was al bevestigd" in again.out
    answer = told("reminders", "why", "d2", "--json").object["answer"]
    assert answer["actor"] == OFFICER  # type: ignore[index]


def test_why_says_what_waits_for_an_answer_and_who_does_not_hear(told: Mijlpaal) -> None:
    said = told("reminders", "why", "d2")
    unassigned = told("reminders", "why", "d1", "--lang", "en")

    assert "heeft bericht, 23 nov 2026  gaat 25 nov 2026 omhoog" in said.out
    assert "laatste antwoord  nog geen" in said.out
    assert unassigned.code == Exit.OK
    assert "\x1f" not in unassigned.out


def test_a_pause_and_another_ladder_show_on_the_page_of_the_milestone(told: Mijlpaal) -> None:
    paused = told("reminders", "pause", "d2", "--until", "2026-12-10", "--reason", "Overleg")
    chosen = told("reminders", "ladder", "d2", "close", "--reason", "Alles hangt hieraan")

    shown = told("milestone", "show", "d2").out
    reminding = told("milestone", "show", "d2", "--json").object["reminding"]

    assert (paused.code, chosen.code) == (Exit.OK, Exit.OK), paused.err + chosen.err
    assert "herinneringsschema   close" in shown
    assert "opschaling rust t/m  10 dec 2026" in shown
    assert reminding == {"ladder": "close", "escalation_paused_until": "2026-12-10"}
    resumed = told("reminders", "resume", "d2")
    assert resumed.code == Exit.OK
    assert "opschaling rust" not in told("milestone", "show", "d2").out


def test_an_unknown_ladder_is_refused_with_those_that_there_are(loaded: Mijlpaal) -> None:
    ended = loaded("reminders", "ladder", "d2", "dichtbij", "--reason", "x")

    assert ended.code == Exit.INVALID
    assert "mogelijk: commitment" in ended.err
    assert "close, calm" in ended.err


def test_while_somebody_is_away_the_coming_days_name_the_stand_in(loaded: Mijlpaal) -> None:
    away = ("--from", "2026-11-24", "--until", "2026-12-04")
    ended = loaded(
        "reminders", "absent", "directeur-kgg", *away, "--replaced-by", "directeur-generaal-kgg"
    )

    assert ended.code == Exit.OK, ended.err
    assert "directeur-generaal-kgg (voor directeur-kgg)" in loaded("reminders", "upcoming").out
    assert "directeur-generaal-kgg" in loaded("reminders", "absences").out
    back = loaded("reminders", "back", "directeur-kgg")
    assert back.code == Exit.OK
    assert "Er is niemand weg" in loaded("reminders", "absences").out


def test_stand_ins_that_come_round_are_refused(loaded: Mijlpaal) -> None:
    away = ("--from", "2026-11-24", "--until", "2026-12-04", "--replaced-by")
    loaded("reminders", "absent", "directeur-kgg", *away, "directeur-generaal-kgg")

    ended = loaded("reminders", "absent", "directeur-generaal-kgg", *away, "directeur-kgg")

    assert ended.code == Exit.INVALID
    assert "kring" in ended.err


def test_the_log_is_asked_by_milestone_or_by_contact(told: Mijlpaal) -> None:
    of_duty = told("reminders", "log", "d2", "--json").rows
    of_contact = told("reminders", "log", OFFICER, "--json").rows

    assert {row["milestone"] for row in of_duty} == {"d2"}
    assert {row["contact"] for row in of_contact} == {OFFICER}
    assert told("reminders", "log", "bestaat-niet").code == Exit.NOT_FOUND


@pytest.mark.parametrize("command", ["upcoming", "why d2", "acknowledge d2"])
def test_what_is_about_now_does_not_look_back(loaded: Mijlpaal, command: str) -> None:
    ended = loaded("reminders", *command.split(), "--as-of", "2026-11-20")

    assert ended.code == Exit.USAGE
    assert "kijkt niet terug" in ended.err
