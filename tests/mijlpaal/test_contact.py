"""Contacts at the terminal: who can be told something, and who takes over."""

from typing import cast

from mijlpaal.exits import Exit
from tests.mijlpaal.conftest import Mijlpaal
from tests.mijlpaal.people import ADMINISTRATOR, OFFICER, speaking

MINISTER = (
    *("contact", "add", "minister-kgg", "--function", "Minister van KGG"),
    *("--address", "bureau-minister@kgg.example", "--organisation", "kabinet"),
    *("--from", "2026-12-01", "--hour", "9", "--clearance", "company_confidential"),
)
HAND_OVER = (
    *("contact", "hand-over", "directeur-kgg", "minister-kgg"),
    *("--from", "2026-12-01", "--reason", "Nieuw kabinet"),
)


def _open_milestones(mijlpaal: Mijlpaal) -> dict[str, int]:
    rows = mijlpaal("contact", "list", "--json").rows
    return {str(row["key"]): cast("int", row["open_milestones"]) for row in rows}


def test_a_successor_takes_over_after_a_look_at_what_passes(loaded: Mijlpaal) -> None:
    assert loaded(*MINISTER).code == Exit.OK
    before = _open_milestones(loaded)

    tried = loaded(*HAND_OVER, "--dry-run")
    assert "2 mijlpalen zouden overgaan van directeur-kgg naar minister-kgg" in tried.out
    assert "Niets gewijzigd" in tried.out
    assert _open_milestones(loaded) == before

    done = loaded(*HAND_OVER)
    assert "2 mijlpalen gaan over" in done.out
    assert _open_milestones(loaded)["minister-kgg"] == 2

    shown = loaded("messages", "show", "minister-kgg", "--day", "2026-12-01")
    assert "U neemt 2 mijlpalen over." in shown.out


def test_who_still_holds_something_does_not_end(loaded: Mijlpaal) -> None:
    loaded(*MINISTER)

    refused = loaded("contact", "end", "directeur-kgg", "--on", "2026-11-30", "--reason", "weg")
    loaded(*HAND_OVER)
    ended = loaded("contact", "end", "directeur-kgg", "--on", "2026-11-30", "--reason", "weg")

    assert refused.code == Exit.REFUSED
    assert "hand-over directeur-kgg OPVOLGER --from 2026-12-01" in refused.err
    assert ended.code == Exit.OK


def test_what_was_typed_wrongly_is_said_with_what_is_accepted(loaded: Mijlpaal) -> None:
    for typed, said in (
        (("--address", "minister"), "naam@domein.nl"),
        (("--channel", "fax"), "mogelijk: apprise, notify, email, webhook"),
        (("--hour", "23"), "7 t/m 18"),
        (("--role", "baas"), "clusterregisseur"),
        (("--language", "de"), "mogelijk: nl, en"),
        (("--unwanted", "chemelot"), "cluster:SLEUTEL"),
    ):
        ended = loaded("contact", "change", "directeur-kgg", *typed, "--reason", "x")

        assert ended.code == Exit.INVALID
        assert said in ended.err


def test_an_empty_value_clears_a_field(loaded: Mijlpaal) -> None:
    loaded(*MINISTER)

    cleared = loaded("contact", "change", "minister-kgg", "--hour", "", "--reason", "altijd")

    assert "zodra er nieuws is" in cleared.out


def test_a_contact_says_itself_what_it_wants_no_news_of(office: Mijlpaal) -> None:
    own = speaking(office, "directeur-kgg")

    declined = own("contact", "change", "directeur-kgg", "--unwanted", "cluster:chemelot")
    wanted = own("contact", "change", "directeur-kgg", "--wanted", "cluster:chemelot")
    readdressed = own(
        *("contact", "change", "directeur-kgg", "--address", "x@y.example", "--reason", "x")
    )

    assert "cluster:chemelot" in declined.out
    assert "cluster:chemelot" not in wanted.out
    assert readdressed.code == Exit.NO_PERMISSION


def test_clearance_is_given_by_an_administrator_alone(office: Mijlpaal) -> None:
    more = (
        *("contact", "change", "parlementair-team-kgg"),
        *("--clearance", "company_confidential", "--reason", "nodig"),
    )

    assert speaking(office, OFFICER)(*more).code == Exit.NO_PERMISSION
    assert speaking(office, ADMINISTRATOR)(*more).code == Exit.OK


def test_after_a_change_of_cabinet_another_organisation_owes_it(loaded: Mijlpaal) -> None:
    loaded(*MINISTER)
    loaded("contact", "change", "minister-kgg", "--organisation", "rijk", "--reason", "kabinet")

    ended = loaded(*HAND_OVER, "--debtor", "--json")

    assert ended.code == Exit.OK, ended.err
    assert ended.object["debts"] == ["d1", "d2"]
