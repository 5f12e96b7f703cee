"""The calendar on the command line: no database, both languages, and its doubts in words."""

import pytest

from tests.mijlpaal.conftest import Mijlpaal


def test_without_a_year_the_year_of_the_clock_is_shown(mijlpaal: Mijlpaal) -> None:
    shown = mijlpaal("calendar", "show")

    assert shown.code == 0
    assert shown.out.startswith("Kalender 2026\n")


def test_a_year_shows_holidays_decree_days_recesses_anchors_and_sitting_days(
    mijlpaal: Mijlpaal,
) -> None:
    shown = mijlpaal("calendar", "show", "2026")

    lines = [" ".join(line.split()) for line in shown.out.splitlines()]
    assert "vergaderdagen 110, in 37 weken" in lines
    assert "dinsdag 5 mei 2026 Bevrijdingsdag Atw art. 3, eerste lid" in lines
    assert (
        "vrijdag 15 mei 2026 Bij koninklijk besluit gelijkgesteld"
        " koninklijk besluit, Atw art. 3, derde lid"
    ) in lines
    assert ("zomerreces 3 jul 2026 t/m 31 aug 2026 donderdag 2 juli 2026 uit tweede bron") in lines
    assert "prinsjesdag dinsdag 15 september 2026 zeker" in lines
    assert "voorjaarsnota geen dag bekend ▲ onbekend" in lines


def test_what_is_not_known_is_said_in_words(mijlpaal: Mijlpaal) -> None:
    shown = mijlpaal("calendar", "show", "2029", "--lang", "en")

    assert "▲ Recesses: 1 Jan 2029 to 31 Dec 2029" in shown.out
    assert "▲ No recess is known after 11 January 2027." in shown.out
    assert "▲ Days by royal decree: 1 Jan 2029 to 31 Dec 2029" in shown.out
    assert "at most" in shown.out


def test_an_estimated_recess_is_marked_by_a_sign_and_a_word(mijlpaal: Mijlpaal) -> None:
    shown = mijlpaal("calendar", "show", "2026")

    herfst = next(line for line in shown.out.splitlines() if line.startswith("herfstreces"))
    assert herfst.endswith("▲ geschat")


def test_a_year_as_json(mijlpaal: Mijlpaal) -> None:
    found = mijlpaal("calendar", "show", "2026", "--json").object

    assert found["valid"] == {"first": "2009-01-01", "last": "2050-12-31"}
    assert found["counts"] == {"working_days": 251, "sitting_days": 110}
    year = found["calendar"]
    assert isinstance(year, dict)
    assert {"day": "2026-04-03", "name": "Goede vrijdag", "basis": "3(2)"} in year["holidays"]


@pytest.mark.parametrize("year", ["1999", "2051", "0", "99999999999"])
def test_a_year_outside_the_calendar_is_refused(mijlpaal: Mijlpaal, year: str) -> None:
    shown = mijlpaal("calendar", "show", year)

    assert shown.code == 6
    assert f"{year} ligt buiten de kalender" in shown.err


def test_a_year_that_is_no_number_is_a_slip_of_the_pen(mijlpaal: Mijlpaal) -> None:
    assert mijlpaal("calendar", "show", "volgend").code == 2


def test_a_working_day_on_says_which_holiday_moved_it(mijlpaal: Mijlpaal) -> None:
    shown = mijlpaal("calendar", "explain", "2026-12-24", "+1")

    assert "1 werkdag verder: maandag 28 december 2026" in shown.out
    assert "Verschoven door Eerste kerstdag." in shown.out
    assert "zondag 27 december 2026: weekend" in shown.out


def test_a_working_day_back_is_counted_too(mijlpaal: Mijlpaal) -> None:
    shown = mijlpaal("calendar", "explain", "7-4-2026", "--back", "--lang", "en")

    assert "1 working day back: Thursday 2 April 2026" in shown.out
    assert "Moved by Goede vrijdag, Tweede paasdag." in shown.out


def test_a_day_in_recess_says_so_and_gives_the_last_sitting_day(mijlpaal: Mijlpaal) -> None:
    shown = mijlpaal("calendar", "explain", "2026-12-31")

    assert "nee: kerstreces, 18 dec 2026 t/m 11 jan 2027 (▲ geschat)" in shown.out
    assert "donderdag 17 december 2026 (kerstreces: ▲ geschat)" in shown.out


def test_a_sitting_day_where_no_recess_is_known_is_said_with_its_doubt(mijlpaal: Mijlpaal) -> None:
    shown = mijlpaal("calendar", "explain", "2027-02-17")

    assert "ja, tenzij er reces is" in shown.out
    assert "▲ Van die tijd zijn niet alle recessen bekend." in shown.out


@pytest.mark.parametrize("arguments", [("2200-01-01",), ("2026-01-01", "999999999")])
def test_a_day_that_the_calendar_does_not_reach_is_refused(
    mijlpaal: Mijlpaal, arguments: tuple[str, ...]
) -> None:
    shown = mijlpaal("calendar", "explain", *arguments)

    assert shown.code == 6
    assert "buiten de kalender" in shown.err


def test_a_term_says_which_article_and_which_day_moved_it(mijlpaal: Mijlpaal) -> None:
    shown = mijlpaal("calendar", "term", "2026-04-21", "2 weken")

    lines = [" ".join(line.split()) for line in shown.out.splitlines()]
    assert lines[0] == "2 weken na dinsdag 21 april 2026"
    assert "eindigt op woensdag 6 mei 2026" in lines
    assert "overgeslagen 5 mei 2026: Bevrijdingsdag (Atw art. 3, eerste lid)" in lines
    assert any(line.startswith("Atw art. 1, eerste lid") for line in lines)


@pytest.mark.parametrize(
    ("arguments", "article"),
    [
        (("2026-05-31", "P13W"), "Atw art. 4(a)"),
        (("2026-06-20", "2 weeks", "--back"), "Atw art. 1(2)"),
        (("2026-06-06", "2 weeks", "--matter", "legislation"), "Atw art. 4(b)"),
        (("2026-06-06", "2 weeks", "--matter", "detention"), "Atw art. 4(c)"),
        (("2026-12-24", "3 days"), "Atw art. 2"),
    ],
)
def test_a_term_names_the_exception_that_keeps_it(
    mijlpaal: Mijlpaal, arguments: tuple[str, ...], article: str
) -> None:
    shown = mijlpaal("calendar", "term", *arguments, "--lang", "en")

    assert shown.code == 0
    assert article in shown.out


def test_a_term_beyond_the_known_decrees_says_so(mijlpaal: Mijlpaal) -> None:
    shown = mijlpaal("calendar", "term", "2030-04-23", "2 weken")

    assert "dagen bij koninklijk besluit zijn voor die tijd niet bekend" in shown.out


def test_a_term_as_json(mijlpaal: Mijlpaal) -> None:
    found = mijlpaal("calendar", "term", "2026-04-21", "P2W", "--json").object

    assert (found["counted"], found["day"]) == ("2026-05-05", "2026-05-06")


@pytest.mark.parametrize("term", ["13 werkdagen", "weken", "", "0 weken", "999999 jaar"])
def test_what_is_no_term_is_refused_with_examples(mijlpaal: Mijlpaal, term: str) -> None:
    shown = mijlpaal("calendar", "term", "2026-04-21", term)

    assert shown.code == 6
    assert "P6W" in shown.err


def test_a_matter_that_the_law_does_not_know_is_refused(mijlpaal: Mijlpaal) -> None:
    shown = mijlpaal("calendar", "term", "2026-04-21", "2 weken", "--matter", "visserij")

    assert shown.code == 6
    assert "detention" in shown.err


@pytest.mark.parametrize(
    "verb", [("show",), ("explain", "2026-01-01"), ("term", "2026-01-01", "P1W")]
)
def test_the_calendar_has_no_past(mijlpaal: Mijlpaal, verb: tuple[str, ...]) -> None:
    shown = mijlpaal("calendar", *verb, "--as-of", "2026-11-01")

    assert shown.code == 2
    assert "kijkt niet terug" in shown.err
