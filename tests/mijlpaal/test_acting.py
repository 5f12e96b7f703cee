"""Commands that change something: what is stored, by whom, and what people see of it."""

import io
from typing import cast

import pytest

from mijlpaal.exits import Exit
from models.storage.database import make_engine
from tests.mijlpaal.conftest import Mijlpaal, count_events
from tests.tampering import tamper

CODE = ("--code", "other")


def _milestone(mijlpaal: Mijlpaal, key: str) -> dict[str, object]:
    shown = mijlpaal("milestone", "show", key, "--json").object
    return cast("dict[str, object]", shown["milestone"])


def test_the_fast_track_of_a_request_can_be_walked(loaded: Mijlpaal) -> None:
    moved = loaded("request", "advance", "publieke-grondpositie", "honoreer", "--reason", "Akkoord")

    assert moved.code == Exit.OK
    assert "In onderzoek → Gehonoreerd" in moved.out
    shown = loaded("request", "show", "publieke-grondpositie", "--json").object
    assert shown["standing"] == "gehonoreerd"


def test_the_log_says_who_did_it_and_why(loaded: Mijlpaal) -> None:
    loaded("--as", "parlementair-team", "request", "advance", "europees-beleid", "wijs_af",
           "--reason", "Geen ruimte", "--on", "2026-11-20")  # fmt: skip

    last = loaded("audit", "log", "request:europees-beleid", "--json").rows[-1]

    assert last["actor"] == "parlementair-team"
    assert last["reason"] == "Geen ruimte"
    assert last["effective_on"] == "2026-11-20"


def test_replanning_keeps_both_bounds_in_sight(loaded: Mijlpaal) -> None:
    ended = loaded(
        "milestone", "replan", "d2", "januari 2027", *CODE, "--reason", "Debat verplaatst", "--yes"
    )

    assert ended.code == Exit.OK
    assert "„januari 2027” = 1 jan 2027 t/m 31 jan 2027" in ended.out
    assert "20 dec 2026" in ended.out
    milestone = _milestone(loaded, "d2")
    assert cast("dict[str, object]", milestone["first"])["latest"] == "2026-12-20"
    assert cast("dict[str, object]", milestone["current"])["latest"] == "2027-01-31"


def test_replanning_without_a_last_day_needs_an_internal_target(
    loaded: Mijlpaal, database_url: str
) -> None:
    before = count_events(database_url)
    asked = ("milestone", "replan", "d2", "zo spoedig mogelijk", *CODE, "--reason", "x", "--yes")

    refused = loaded(*asked)
    events_after_refusal = count_events(database_url)
    accepted = loaded(*asked, "--internal-target", "2027-02-01")

    assert refused.code == Exit.INVALID
    assert "--internal-target" in refused.err
    assert events_after_refusal == before
    assert accepted.code == Exit.OK


def test_a_script_that_nobody_watches_replans_nothing_without_yes(
    loaded: Mijlpaal, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = count_events(database_url)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))

    ended = loaded("milestone", "replan", "d2", "januari 2027", *CODE, "--reason", "x")

    assert ended.code == Exit.USAGE
    assert "--yes" in ended.err
    assert count_events(database_url) == before


class _Person(io.StringIO):
    """Somebody at a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    "answer,code,written", [("j\n", Exit.OK, 1), ("n\n", Exit.ACTION_NEEDED, 0)]
)
def test_a_person_decides_whether_the_reading_is_right(
    loaded: Mijlpaal,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    code: int,
    written: int,
) -> None:
    before = count_events(database_url)
    monkeypatch.setattr("sys.stdin", _Person(answer))

    ended = loaded("milestone", "replan", "d2", "januari 2027", *CODE, "--reason", "x")

    assert ended.code == code
    assert count_events(database_url) == before + written


def test_somebody_who_was_first_is_not_overwritten(
    loaded: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(*_: object, **__: object) -> bool:
        loaded("milestone", "forecast", "d2", "2026-12-08")
        return True

    monkeypatch.setattr("mijlpaal.commands.agreeing.confirmed", meanwhile)

    ended = loaded("milestone", "replan", "d2", "januari 2027", *CODE, "--reason", "x")

    assert ended.code == Exit.REFUSED
    assert _milestone(loaded, "d2")["replanned"] == 0


def test_a_forecast_can_be_given_confirmed_and_read_back(loaded: Mijlpaal) -> None:
    given = loaded("milestone", "forecast", "d2", "2026-12-08")
    confirmed = loaded("milestone", "confirm", "d2")

    assert (given.code, confirmed.code) == (Exit.OK, Exit.OK)
    assert "8 december 2026" in confirmed.out
    assert _milestone(loaded, "d2")["forecast_on"] == "2026-12-08"


def test_a_forecast_in_words_is_shown_before_it_is_stored(
    loaded: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))

    unwatched = loaded("milestone", "forecast", "d2", "december 2026")
    agreed = loaded("milestone", "forecast", "d2", "december 2026", "--yes")

    assert unwatched.code == Exit.USAGE
    assert "1 dec 2026 t/m 31 dec 2026" in unwatched.out
    assert agreed.code == Exit.OK


@pytest.mark.parametrize("when", ["2026-11-01", "zo spoedig mogelijk", "abracadabra"])
def test_a_forecast_that_is_none_is_refused(loaded: Mijlpaal, database_url: str, when: str) -> None:
    before = count_events(database_url)

    ended = loaded("milestone", "forecast", "d2", when, "--yes")

    assert ended.code == Exit.INVALID
    assert count_events(database_url) == before


def test_a_duty_is_closed_with_its_evidence_only_once(loaded: Mijlpaal) -> None:
    achieve = ("milestone", "achieve", "d2", "--on", "2026-11-20")

    first = loaded(*achieve, "--evidence", "Kamerstuk 29826, nr. 320")
    again = loaded(*achieve, "--evidence", "Kamerstuk 29826, nr. 320")

    assert (first.code, again.code) == (Exit.OK, Exit.REFUSED)
    assert _milestone(loaded, "d2")["evidence"] == "Kamerstuk 29826, nr. 320"


def test_a_part_of_the_route_map_is_ticked_with_evidence(loaded: Mijlpaal) -> None:
    ticked = loaded("cluster", "tick", "chemelot", "routekaart-samenhang", "--evidence", "Figuur 5")

    assert ticked.code == Exit.OK, ticked.err
    lines = loaded("cluster", "checklist", "chemelot", "--json").rows
    assert [line["holds"] for line in lines if line["key"] == "routekaart-samenhang"] == [True]


def test_a_part_that_follows_from_the_data_cannot_be_ticked(
    loaded: Mijlpaal, database_url: str
) -> None:
    before = count_events(database_url)

    ended = loaded("cluster", "tick", "chemelot", "routekaart-tijdlijnen", "--evidence", "Figuur 5")

    assert ended.code == Exit.INVALID
    assert "volgt uit de gegevens" in ended.err
    assert count_events(database_url) == before


def test_tampering_is_found(loaded: Mijlpaal, database_url: str) -> None:
    engine = make_engine(database_url)
    tamper(engine, "UPDATE event SET actor = 'iemand anders' WHERE id = 1")
    engine.dispose()

    ended = loaded("audit", "verify")

    assert ended.code == Exit.ACTION_NEEDED
    assert "hash" in ended.out


def test_everything_that_can_takes_a_step_in_one_go(loaded: Mijlpaal) -> None:
    ended = loaded(
        "cluster", "advance-all", "start_clusterplan", "--reason", "Start van de ronde", "--yes"
    )

    assert ended.code == Exit.ACTION_NEEDED  # chemelot is further on, and is named
    assert "kan nu: 5 van 6" in ended.out
    assert "blijft staan: chemelot" in ended.out
    shown = loaded("cluster", "explain", "cluster-6", "--json").object
    assert shown["state"] == "clusterplan_in_opstelling"
    assert loaded("audit", "verify").code == Exit.OK


def test_nothing_moves_when_nobody_says_yes(loaded: Mijlpaal, database_url: str) -> None:
    before = count_events(database_url)

    assert loaded("cluster", "advance-all", "start_clusterplan").code == Exit.USAGE

    assert count_events(database_url) == before
