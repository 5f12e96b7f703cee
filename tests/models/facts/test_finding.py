"""What a fact says to people: numbers, rows and languages."""

import pytest

from models.errors import Words
from models.facts.finding import Counted, Finding

PROJECTS = Counted(
    ("project zonder tijdlijn", "projecten zonder tijdlijn"),
    ("project without a timeline", "projects without a timeline"),
)
CLAIM = Words("elk project heeft een tijdlijn", "every project has a timeline")


def a_finding(rows: int, hidden: int = 0) -> Finding:
    titles = tuple(Words(f"Plan {number}", f"Scheme {number}") for number in range(1, rows + 1))
    words = PROJECTS.of(rows + hidden)
    return Finding("tijdlijn", CLAIM, holds=False, words=words, rows=titles, hidden=hidden)


@pytest.mark.parametrize(
    ("number", "nl", "en"),
    [
        (1, "1 project zonder tijdlijn", "1 project without a timeline"),
        (2, "2 projecten zonder tijdlijn", "2 projects without a timeline"),
    ],
)
def test_one_row_is_told_in_the_singular_in_both_languages(number: int, nl: str, en: str) -> None:
    assert PROJECTS.of(number) == Words(nl, en)


def test_a_finding_names_its_rows_in_the_language_of_the_reader() -> None:
    finding = a_finding(rows=1)

    assert finding.say("nl") == "1 project zonder tijdlijn: Plan 1"
    assert finding.say("en") == "1 project without a timeline: Scheme 1"


def test_of_many_rows_three_are_named_and_the_others_counted() -> None:
    finding = a_finding(rows=15)

    assert finding.say("nl") == "15 projecten zonder tijdlijn: Plan 1; Plan 2; Plan 3; en nog 12"
    assert finding.say("en").endswith("Scheme 3; and 12 more")
    assert len(finding.rows) == 15


@pytest.mark.parametrize(
    ("hidden", "nl", "en"),
    [
        (1, "Plan 1; 1 vertrouwelijke rij", "Scheme 1; 1 confidential row"),
        (2, "Plan 1; 2 vertrouwelijke rijen", "Scheme 1; 2 confidential rows"),
    ],
)
def test_a_row_that_is_kept_back_is_counted_and_said_to_be_so(
    hidden: int, nl: str, en: str
) -> None:
    finding = a_finding(rows=1, hidden=hidden)

    assert finding.say("nl") == f"{hidden + 1} projecten zonder tijdlijn: {nl}"
    assert finding.say("en") == f"{hidden + 1} projects without a timeline: {en}"


def test_a_denied_fact_that_does_not_hold_is_what_the_guard_asks() -> None:
    denied = a_finding(rows=1).denied()

    assert denied.holds
    assert denied.name == "not tijdlijn"
    assert denied.claim == Words(f"niet: {CLAIM.nl}", f"not: {CLAIM.en}")


def test_a_denied_fact_that_holds_stands_in_the_way_because_it_still_holds() -> None:
    held = Finding("tijdlijn", CLAIM, holds=True, words=Words("voldaan", "holds"))

    denied = held.denied()

    assert not denied.holds
    assert denied.say("nl") == "dit geldt nog"
    assert denied.say("en") == "this still holds"
