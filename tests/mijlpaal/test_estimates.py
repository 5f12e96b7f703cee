"""A bound that rests on an estimated recess says so, wherever a bound is shown."""

from tests.mijlpaal.conftest import Mijlpaal

SCREENS = (
    ("milestone", "list"),
    ("milestone", "show", "d2"),
    ("duty", "list"),
    ("overview",),
    ("report",),
    ("report", "chemelot"),
    ("report", "chemelot", "--format", "html"),
)


WHY = ("--code", "input_awaited", "--reason", "x", "--yes")


def test_the_last_sitting_day_before_christmas_is_shown_as_an_estimate(loaded: Mijlpaal) -> None:
    dutch = {command: loaded(*command).out for command in SCREENS}
    english = {command: loaded(*command, "--lang", "en").out for command in SCREENS}

    assert [each for each, out in dutch.items() if "geschat reces" not in out] == []
    assert [each for each, out in english.items() if "estimated recess" not in out] == []


def test_a_new_agreement_shows_the_estimate_before_it_is_recorded(loaded: Mijlpaal) -> None:
    words = "uiterlijk 20 november 2027"
    done = loaded("milestone", "replan", "d3", words, *WHY)

    assert done.code == 0, done.err
    assert "18 nov 2027 (geschat reces)" in done.out


def test_a_promise_to_nobody_in_parliament_that_names_a_recess_is_an_estimate_too(
    loaded: Mijlpaal,
) -> None:
    done = loaded("milestone", "replan", "d1", "voor het kerstreces", *WHY)

    assert done.code == 0, done.err
    assert "17 dec 2026 (geschat reces)" in done.out
    shown, reported, overview = (
        " ".join(loaded(*command).out.split())
        for command in (("milestone", "show", "d1"), ("report", "chemelot"), ("overview",))
    )
    assert "telt tot donderdag 17 december 2026 (geschat reces)" in shown
    assert "Telt tot donderdag 17 december 2026 (geschat reces)" in reported
    assert "Telt tot donderdag 17 december 2026 (geschat reces)" in overview


def test_the_next_bound_of_the_programme_says_that_it_is_an_estimate(loaded: Mijlpaal) -> None:
    shown = " ".join(loaded("overview", "--day", "2026-12-01").out.split())

    assert "donderdag 17 december 2026 (geschat reces), laatste vergaderdag" in shown
