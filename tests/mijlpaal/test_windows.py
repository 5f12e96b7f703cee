"""Re-planning, windows that wait for an event, and judgements: what people see and what is kept."""

from typing import cast

import pytest

from mijlpaal.exits import Exit
from models.vocabulary import REPLAN_REASONS
from tests.mijlpaal.conftest import Mijlpaal, count_events

WHY = ("--code", "input_awaited", "--reason", "Advies komt later")
WAITING = "binnen zes weken na ontvangst van het advies"
TO_WAIT = ("milestone", "replan", "d2", WAITING, *WHY, "--internal-target", "2027-03-31", "--yes")
TIE = ("milestone", "tie", "d2", "--to", "occurrence:oplevering-clusterplan")
DATE = ("occurrence", "date", "oplevering-clusterplan", "2027-01-11")


def _milestone(mijlpaal: Mijlpaal, key: str) -> dict[str, object]:
    shown = mijlpaal("milestone", "show", key, "--json").object
    return cast("dict[str, object]", shown["milestone"])


def _current(mijlpaal: Mijlpaal, key: str) -> dict[str, object]:
    return cast("dict[str, object]", _milestone(mijlpaal, key)["current"])


def _done(mijlpaal: Mijlpaal, *commands: tuple[str, ...]) -> None:
    for command in commands:
        ended = mijlpaal(*command)
        assert ended.code == Exit.OK, ended.err


def test_a_dry_run_echoes_the_reading_and_keeps_nothing(
    loaded: Mijlpaal, database_url: str
) -> None:
    before = count_events(database_url)

    ended = loaded("milestone", "replan", "d2", "eind januari 2027", *WHY, "--dry-run")

    assert ended.code == Exit.OK
    assert "21 jan 2027 t/m 31 jan 2027  (regel R-PART)" in ended.out
    plain = " ".join(ended.out.split())
    assert "20 dec 2026 31 jan 2027" in plain  # the old bound beside the new one
    assert "17 dec 2026 (geschat reces) 28 jan 2027 (geschat reces)" in plain  # and sitting days
    assert "berust op een geschat reces" in ended.out
    assert "wacht op advies, onderzoek of antwoord van een ander" in ended.out
    assert count_events(database_url) == before


def test_a_replanning_without_a_code_names_those_that_there_are(loaded: Mijlpaal) -> None:
    ended = loaded("milestone", "replan", "d2", "eind januari 2027", "--reason", "x", "--yes")

    assert ended.code == Exit.INVALID
    assert [code for code in REPLAN_REASONS if code not in ended.err] == []


def test_a_replanning_is_told_with_its_reason_in_the_milestone_the_log_and_the_report(
    loaded: Mijlpaal,
) -> None:
    _done(loaded, ("milestone", "replan", "d2", "eind januari 2027", *WHY, "--yes"))

    shown, english = loaded("milestone", "show", "d2"), loaded("--lang", "en", "report", "chemelot")
    log = loaded("audit", "log", "milestone:d2")

    because = "wacht op advies, onderzoek of antwoord van een ander"
    assert f"(uiterlijk 31 jan 2027): {because}; Advies komt later" in shown.out
    assert f"replan_reason: – → {because}" in log.out
    assert "„Advies komt later”" in log.out
    assert "pushed out from" in english.out
    assert "time 1: advice, research" in " ".join(english.out.split())


def test_a_window_that_waits_says_for_what_until_its_event_gets_a_day(loaded: Mijlpaal) -> None:
    _done(loaded, TO_WAIT, TIE)
    waits = "wacht op „ontvangst van het advies”, daarna 6 weken"

    shown, duties = loaded("milestone", "show", "d2"), loaded("duty", "list")
    dated = loaded(*DATE)

    assert waits in shown.out
    assert "31 mrt 2027 (niet toegezegd)" in shown.out
    assert "laatste vergaderdag" not in shown.out.partition("Hoe de afspraak")[0]
    assert f"{waits}; intern streven 31 maart 2027" in duties.out
    assert "Dit dateert d2" in dated.out
    assert "uiterlijk 22 feb 2027, telt tot 18 feb 2027" in dated.out
    assert _current(loaded, "d2")["latest"] == "2027-02-22"
    assert "22 feb 2027" in loaded("duty", "list").out
    history = loaded("milestone", "show", "d2").out.partition("Hoe de afspraak veranderde")[2]
    assert "gedateerd: uiterlijk 22 feb 2027" in history


def test_an_event_shows_what_waits_for_it(loaded: Mijlpaal) -> None:
    _done(loaded, TO_WAIT, TIE)

    shown = loaded("occurrence", "show", "oplevering-clusterplan", "--json").object
    listed = loaded("occurrence", "list", "--json").rows

    waiting = cast("list[dict[str, object]]", shown["waiting"])
    assert [(each["key"], each["latest"]) for each in waiting] == [("d2", None)]
    assert "oplevering-clusterplan" in {row["key"] for row in listed}


def test_another_day_and_no_day_need_a_reason_and_move_the_window(loaded: Mijlpaal) -> None:
    _done(loaded, TO_WAIT, TIE, DATE)
    another = (*DATE[:3], "2027-01-18")

    silent = loaded(*another)
    corrected = loaded(*another, "--reason", "verkeerde week")
    undated = loaded("occurrence", "undate", DATE[2], "--reason", "toch onbekend")

    assert silent.code == Exit.INVALID
    assert "uiterlijk 1 mrt 2027" in corrected.out
    assert "Zonder tweede persoon vastgelegd" in corrected.out
    assert "Dit ontneemt zijn uiterste dag aan d2" in undated.out
    assert _current(loaded, "d2")["latest"] is None


def test_a_window_can_be_let_loose_again(loaded: Mijlpaal) -> None:
    _done(loaded, TO_WAIT, TIE, DATE)

    ended = loaded("milestone", "untie", "d2", "--reason", "ander advies")

    assert ended.code == Exit.OK
    assert "Zonder tweede persoon vastgelegd" in ended.out
    assert _milestone(loaded, "d2")["dated_by"] is None


@pytest.mark.parametrize(
    "to, said",
    [
        ("cluster:chemelot", "verwacht: occurrence:"),
        ("occurrence:niets", "Er is geen gebeurtenis 'niets'"),
        ("milestone:d2", "op zichzelf: d2 → d2"),
    ],
)
def test_a_tie_that_cannot_be_says_what_can(loaded: Mijlpaal, to: str, said: str) -> None:
    _done(loaded, TO_WAIT)

    ended = loaded("milestone", "tie", "d2", "--to", to)

    assert ended.code != Exit.OK
    assert said in ended.err


def test_a_document_gets_its_day(loaded: Mijlpaal) -> None:
    _done(loaded, TO_WAIT, (*TIE[:4], "document:amvi-advies-volgende-fase"))

    ended = loaded("document", "date", "amvi-advies-volgende-fase", "2027-01-11")

    assert "uiterlijk 22 feb 2027" in ended.out


def test_a_judgement_stands_beside_what_the_rule_says_wherever_a_status_is(
    loaded: Mijlpaal,
) -> None:
    given = loaded("--as", "anna", "milestone", "override", "d2", "delayed", "--until",
                   "2026-12-01", "--reason", "Concept ligt stil")  # fmt: skip

    shown, listed = loaded("milestone", "show", "d2"), loaded("milestone", "list")
    duties, overview = loaded("duty", "list"), loaded("overview")
    report = " ".join(loaded("report", "chemelot").out.split())

    both = "◆ vertraagd (berekend: ◌ geen prognose)"
    why = "zo beoordeeld door anna op 23 november 2026, tot en met 1 december 2026"
    assert both in given.out
    assert both in shown.out
    assert both in listed.out
    assert both in report
    for text in (shown.out, duties.out, " ".join(overview.out.split()), report):
        assert why in text
        assert "„Concept ligt stil”; berekend: geen prognose, nog 18 werkdagen" in text


def test_a_judgement_that_is_withdrawn_is_gone_and_stays_in_the_log(loaded: Mijlpaal) -> None:
    _done(loaded, ("milestone", "override", "d2", "delayed", "--reason", "Concept ligt stil"))

    silent = loaded("milestone", "withdraw-override", "d2")
    ended = loaded("milestone", "withdraw-override", "d2", "--reason", "Concept is er")

    assert silent.code == Exit.INVALID
    assert "berekend" not in ended.out
    log = loaded("audit", "log", "milestone:d2").out
    assert "status anders beoordeeld" in log
    assert "ander oordeel ingetrokken" in log


def test_a_judgement_that_ran_out_is_seen_on_its_last_day_and_not_after(
    loaded: Mijlpaal,
) -> None:
    _done(loaded, ("milestone", "override", "d2", "delayed", "--until", "2026-12-01",
                   "--reason", "x"))  # fmt: skip

    on_the_day = loaded("milestone", "show", "d2", "--day", "2026-12-01")
    after = loaded("milestone", "show", "d2", "--day", "2026-12-02")

    assert "berekend" in on_the_day.out
    assert "berekend" not in after.out
