"""Mandates at the terminal: the first one locks the door, the others are keys."""

import io

import pytest

from mijlpaal.exits import Exit
from tests.mijlpaal.conftest import Mijlpaal, count_events
from tests.mijlpaal.people import ADMINISTRATOR, DIRECTOR, OFFICER, speaking

FIRST = ("mandate", "give", ADMINISTRATOR, "beheerder")


def test_without_mandates_everybody_may_do_everything_and_is_told_so(loaded: Mijlpaal) -> None:
    listed = loaded("mandate", "list")

    assert "Niemand heeft een mandaat" in listed.out
    assert loaded("milestone", "forecast", "d2", "2026-12-08").code == Exit.OK


def test_the_first_mandate_is_not_given_before_a_person_has_agreed(
    loaded: Mijlpaal, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = count_events(database_url)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))

    ended = loaded(*FIRST)

    assert ended.code == Exit.USAGE
    assert "vanaf nu mag alleen wie een mandaat heeft iets wijzigen" in ended.out
    assert "--as anna" in ended.out
    assert count_events(database_url) == before


def test_the_first_mandate_is_an_administrators(loaded: Mijlpaal, database_url: str) -> None:
    before = count_events(database_url)

    ended = loaded("mandate", "give", OFFICER, "beleidsmedewerker", "--yes")

    assert ended.code == Exit.INVALID
    assert "geef eerst een beheerder" in ended.err
    assert count_events(database_url) == before


def test_after_the_first_mandate_who_has_none_changes_nothing(loaded: Mijlpaal) -> None:
    loaded(*FIRST, "--yes")

    ended = loaded("milestone", "forecast", "d2", "2026-12-08")

    assert ended.code == Exit.NO_PERMISSION
    assert "tester heeft geen mandaat voor 'prognose' op mijlpaal 'd2'" in ended.err
    assert "clusterregisseur" in ended.err


def test_only_an_administrator_gives_mandates(office: Mijlpaal) -> None:

    ended = speaking(office, OFFICER)("mandate", "give", "eva", "lezer")

    assert ended.code == Exit.NO_PERMISSION
    assert "Bevoegd: beheerder" in ended.err


@pytest.mark.parametrize("role", ["clusterregisseur", "cluster_director", "cluster-director"])
def test_a_role_is_understood_in_both_languages(loaded: Mijlpaal, role: str) -> None:
    loaded(*FIRST, "--yes")

    given = speaking(loaded, ADMINISTRATOR)("mandate", "give", DIRECTOR, role)

    assert given.code == Exit.OK, given.err
    assert f"{DIRECTOR} is clusterregisseur (overal)" in given.out


def test_a_role_that_does_not_exist_is_refused_with_those_that_do(loaded: Mijlpaal) -> None:
    ended = loaded("mandate", "give", ADMINISTRATOR, "koning", "--yes")

    assert ended.code == Exit.INVALID
    assert "programmamanager" in ended.err


def test_a_mandate_for_one_cluster_does_not_hold_elsewhere(office: Mijlpaal) -> None:

    here = speaking(office, DIRECTOR)("milestone", "forecast", "d2", "2026-12-08")
    programme_wide = speaking(office, DIRECTOR)("milestone", "forecast", "d3", "2026-12-08")

    assert here.code == Exit.OK, here.err
    assert programme_wide.code == Exit.NO_PERMISSION


def test_a_mandate_holds_from_its_first_to_its_last_day(loaded: Mijlpaal) -> None:
    loaded(*FIRST, "--yes")
    give = ("mandate", "give", OFFICER, "beleidsmedewerker")

    speaking(loaded, ADMINISTRATOR)(*give, "--from", "2026-12-01", "--until", "2026-12-31")

    ended = speaking(loaded, OFFICER)("milestone", "forecast", "d2", "2026-12-08")
    (line,) = [row for row in loaded("mandate", "list", "--json").rows if row["name"] == OFFICER]
    assert ended.code == Exit.NO_PERMISSION
    assert (line["valid_from"], line["holds"]) == ("2026-12-01", False)


def test_a_withdrawn_mandate_holds_no_more_and_stays_in_the_list(office: Mijlpaal) -> None:
    key = f"{OFFICER}-policy_officer"

    without_reason = speaking(office, ADMINISTRATOR)("mandate", "withdraw", key)
    withdrawn = speaking(office, ADMINISTRATOR)(
        "mandate", "withdraw", key, "--reason", "Vertrokken"
    )

    assert without_reason.code == Exit.INVALID
    assert withdrawn.code == Exit.OK
    forecast = ("milestone", "forecast", "d2", "2026-12-08")
    assert speaking(office, OFFICER)(*forecast).code == Exit.NO_PERMISSION
    assert {row["key"]: row["holds"] for row in office("mandate", "list", "--json").rows}[
        key
    ] is False


def test_the_last_administrator_cannot_be_withdrawn(office: Mijlpaal) -> None:

    ended = speaking(office, ADMINISTRATOR)(
        "mandate", "withdraw", f"{ADMINISTRATOR}-administrator", "--reason", "x"
    )

    assert ended.code == Exit.INVALID
    assert "de laatste beheerder" in ended.err


def test_the_help_says_that_a_name_is_not_verified(mijlpaal: Mijlpaal) -> None:
    assert "niet gecontroleerd" in mijlpaal("--help").out
    assert "not verified" in mijlpaal("--help", "--lang", "en").out
