"""Correcting and reopening at the terminal: nothing is edited, and the past stays readable."""

from typing import cast

from mijlpaal.exits import Exit
from tests.mijlpaal.conftest import Mijlpaal, count_events
from tests.mijlpaal.people import (
    COLLEAGUE,
    OFFICER,
    milestone_of,
    speaking,
    the_only_proposal,
)

REQUEST = "publieke-grondpositie"
GRANT = ("request", "advance", REQUEST, "honoreer", "--reason", "Akkoord")
BACK = ("request", "correct", REQUEST, "--state", "in_onderzoek", "--reason", "Verkeerd verzoek")


def _standing(mijlpaal: Mijlpaal) -> object:
    return mijlpaal("request", "show", REQUEST, "--json").object["standing"]


def test_a_wrong_state_is_corrected_and_both_are_shown(loaded: Mijlpaal) -> None:
    loaded(*GRANT)

    corrected = loaded(*BACK)

    assert corrected.code == Exit.OK, corrected.err
    assert "stand: Gehonoreerd → In onderzoek" in corrected.out
    assert "Zonder tweede persoon vastgelegd" in corrected.out
    assert _standing(loaded) == "in_onderzoek"


def test_what_was_corrected_stays_in_the_log(loaded: Mijlpaal) -> None:
    loaded(*GRANT)
    loaded(*BACK)

    kinds = [row["kind"] for row in loaded("audit", "log", f"request:{REQUEST}", "--json").rows]

    assert kinds[-2:] == ["advanced", "corrected"]


def test_a_wrong_field_is_corrected_and_an_empty_one_is_unknown(loaded: Mijlpaal) -> None:
    key = cast("str", loaded("condition", "list", "--json").rows[0]["key"])
    correct = ("condition", "correct", key, "--reason", "Verkeerd overgenomen")

    known = loaded(*correct, "--set", "due_on=2027-03-01")
    unknown = loaded(*correct, "--set", "due_on=")

    assert "nodig op: – → 1 mrt 2027" in known.out
    assert "nodig op: 1 mrt 2027 → –" in unknown.out


def test_a_correction_without_a_reason_is_refused(loaded: Mijlpaal, database_url: str) -> None:
    before = count_events(database_url)

    ended = loaded("request", "correct", REQUEST, "--state", "gehonoreerd")

    assert ended.code == Exit.INVALID
    assert "--reason" in ended.err
    assert count_events(database_url) == before


def test_a_field_that_cannot_be_corrected_is_refused_with_those_that_can(
    loaded: Mijlpaal,
) -> None:
    correct = ("milestone", "correct", "d1", "--reason", "x", "--set")

    first_agreement = loaded(*correct, "first_latest=2027-01-01")
    no_assignment = loaded(*correct, "bewijs")

    assert (first_agreement.code, no_assignment.code) == (Exit.INVALID, Exit.INVALID)
    assert "internal_target" in first_agreement.err
    assert "veld=waarde" in no_assignment.err


def test_a_correction_waits_for_a_second_person_who_sees_the_states(office: Mijlpaal) -> None:
    speaking(office, OFFICER)(*GRANT)

    asked = speaking(office, OFFICER)(*BACK)
    confirmed = speaking(office, COLLEAGUE)(
        "proposal", "confirm", the_only_proposal(office), "--yes"
    )

    assert asked.code == Exit.ACTION_NEEDED
    assert "Gehonoreerd  In onderzoek" in confirmed.out
    assert _standing(office) == "in_onderzoek"


def test_what_was_closed_is_opened_again_where_it_was(loaded: Mijlpaal) -> None:
    loaded(*GRANT)

    reopened = loaded("request", "reopen", REQUEST, "--reason", "Nieuw feit")

    assert reopened.code == Exit.OK, reopened.err
    assert "Gehonoreerd → In onderzoek" in reopened.out


def test_what_is_open_cannot_be_reopened(loaded: Mijlpaal) -> None:
    ended = loaded("request", "reopen", REQUEST, "--reason", "x")

    assert ended.code == Exit.REFUSED
    assert "het is niet gesloten" in ended.err


def test_a_reopened_milestone_is_achieved_no_more(loaded: Mijlpaal) -> None:
    loaded("milestone", "achieve", "d2", "--on", "2026-11-20", "--evidence", "Kamerstuk 1")

    reopened = loaded("milestone", "reopen", "d2", "--reason", "Verkeerde brief")

    assert reopened.code == Exit.OK, reopened.err
    assert milestone_of(loaded, "d2")["achieved_on"] is None


def test_a_back_dated_step_waits_for_a_second_person(office: Mijlpaal) -> None:

    asked = speaking(office, OFFICER)(*GRANT, "--on", "2026-11-20")

    assert asked.code == Exit.ACTION_NEEDED
    assert "'honoreer' (per 20 november 2026)" in asked.out
    assert _standing(office) == "in_onderzoek"


def test_the_route_map_of_the_letter_is_the_obligation_of_its_state(loaded: Mijlpaal) -> None:
    rows = loaded("milestone", "list", "--json").rows

    assert {row["key"] for row in rows} == {"d1", "d2", "d3"}
    assert "routekaart" in loaded("milestone", "show", "d1").out.lower()
    assert "Openstaande verplichtingen" in loaded("cluster", "show", "chemelot").out


def test_a_cluster_that_is_corrected_backwards_asks_for_what_is_due_there(
    loaded: Mijlpaal,
) -> None:
    corrected = loaded(
        *("cluster", "correct", "chemelot", "--state", "clusterplan_in_opstelling"),
        *("--reason", "Het plan is teruggenomen"),
    )

    assert corrected.code == Exit.OK, corrected.err
    assert "opent de mijlpaal chemelot-clusterplan" in corrected.out
    assert "nog geen datum afgesproken" in corrected.out
    assert "sluit de mijlpaal d1" in corrected.out


def test_an_obligation_without_a_date_says_so_everywhere(loaded: Mijlpaal) -> None:
    loaded(
        *("cluster", "correct", "chemelot", "--state", "clusterplan_in_opstelling"),
        *("--reason", "Het plan is teruggenomen"),
    )

    pages = [
        loaded(*command.split()).out
        for command in (
            "milestone list",
            "milestone show chemelot-clusterplan",
            "overview",
            "cluster show chemelot",
            "report chemelot --format text",
            "report chemelot --format html",
        )
    ]

    assert ["nog geen datum afgesproken" in page for page in pages] == [True] * 6
    assert not [page for page in pages if "„”" in page]
    current = milestone_of(loaded, "chemelot-clusterplan")["current"]
    assert cast("dict[str, object]", current)["wording"] is None
