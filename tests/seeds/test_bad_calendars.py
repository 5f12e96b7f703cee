"""A slip in the calendars is refused with its file and line, and with what would be accepted."""

import shutil
from pathlib import Path

import pytest

from models.errors import SourceError
from seeds.calendar import CALENDARS, load_calendar


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the calendars, to spoil."""
    shutil.copytree(CALENDARS, tmp_path / "calendars")
    return tmp_path / "calendars"


def spoil(folder: Path, name: str, old: str, new: str) -> int:
    """Replace a text that stands once in a file; return the line on which it stood."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def refusal(folder: Path) -> SourceError:
    """What the loader says of the spoiled calendars."""
    with pytest.raises(SourceError) as raised:
        load_calendar(folder)
    return raised.value


def test_the_calendars_as_they_are_pass(folder: Path) -> None:
    assert load_calendar(folder).recesses


TWO_DAYS_OF_ONE_NAME = """days:
- {name: a, day: 2026-01-06, confidence: low}
- {name: a, day: 2026-01-07, confidence: low}"""
DAYS = [
    ("last: 2050-12-31", "last: 2008-12-31", "lies before the first day"),
    ("last: 2050-12-31", "last: 2026-01-01", "lies outside the calendar"),
    ("last: 2050-12-31", "last: 2050-02-30", "die dag bestaat niet"),
    ("last: 2050-12-31", "last: soon", "geen dag"),
    ("first: 2009-01-01\n", "", "the field 'first' is missing"),
    ("first: 2009-01-01", "first: 2009-01-01\nfrist: 2009-01-01", "there is no field 'frist'"),
    ("first: 2023-04-21", "first: 2025-04-21", "lies before the first day"),
    ("first: 2025-07-04, last: 2027-01-11", "first: 2024-09-30, last: 2027-01-11", "overlaps"),
    ("first: 2025-07-04, last: 2027-01-11", "first: 1999-09-30, last: 1999-09-30", "outside"),
    ("first: 2023-01-01, last: 2028-12-31", "first: 2019-12-31, last: 2028-12-31", "overlaps"),
    ("- 2026-05-15", "- 2026-05-16", "lies in a weekend"),
    ("- 2026-05-15", "- 2026-05-14", "a holiday already: Hemelvaartsdag"),
    ("- 2026-05-15", "- 2026-01-02", "exists already"),
    ("- 2026-05-15", "- 2066-05-14", "lies outside the calendar"),
    ("decree_days:", "decree_days: [", "unreadable"),
]
RECESSES = [
    ('"2026-07-03"', '"2026-07-04"', "begins on a Friday"),
    ('"2026-08-31"', '"2026-08-30"', "ends on a Monday"),
    ('"2026-08-31"', '"2026-06-29"', "lies before the first day"),
    ('"2026-08-31"', '"2026-10-19"', "overlaps with line"),
    ('"2026-08-31"', "null", "every recess is said to be known"),
    ('"2026-08-31"', '"2051-01-02"', "lies outside the calendar"),
    ('"2023-04-21"', '"2008-04-18"', "lies outside the calendar"),
    ('"verkiezingsreces"', '"zomerrces"', "no rule knows that recess"),
    ('"2027-01-11",\n   "confidence": "low"', '"2027-01-11",\n   "confidence": "zeker"', "woord"),
    ('"2027-01-11",\n   "confidence": "low"', '"2027-01-11"', "'confidence' is missing"),
]
ANCHORS = [
    ("month: 9", "month: 13", "out of range"),
    ("month: 9, weekday: 2", "month: 9, weekday: 0", "out of range"),
    ("number: 3, confidence: high", "number: 5, confidence: high", "out of range"),
    ("confidence: high", "confidence: unknown", "woord"),
    ("moves: true", "moves: perhaps", "true"),
    ("name: verantwoordingsdag", "name: prinsjesdag", "exists already"),
    ("- voorjaarsnota", "- najaarsnota", "exists already"),
    (
        "days: []",
        "days: [{name: debat, day: 2051-01-01, confidence: high}]",
        "lies outside the calendar",
    ),
    (
        "days: []",
        "days: [{name: prinsjesdag, day: 2026-09-08, confidence: high}]",
        "exists already",
    ),
    (
        "days: []",
        TWO_DAYS_OF_ONE_NAME,
        "exists already",
    ),
]
SLIPS = [
    *(("days.yaml", *slip) for slip in DAYS),
    *(("recesses.json", *slip) for slip in RECESSES),
    *(("anchors.yaml", *slip) for slip in ANCHORS),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), SLIPS)
def test_a_slip_is_refused_with_its_file_and_line(
    folder: Path, name: str, old: str, new: str, said: str
) -> None:
    spoil(folder, name, old, new)

    error = refusal(folder)

    assert said in str(error)
    assert error.facts["file"] == name
    assert isinstance(error.facts["line"], int)
    assert error.say("nl") != error.say("en")


@pytest.mark.parametrize("slip", ["- 2026-05-16", "- 2026-05-14", "- 2066-05-14"])
def test_the_line_of_a_wrong_decree_day_is_the_one_it_stands_on(folder: Path, slip: str) -> None:
    line = spoil(folder, "days.yaml", "- 2026-05-15", slip)

    error = refusal(folder)

    assert (error.facts["file"], error.facts["line"]) == ("days.yaml", line)


def test_the_line_of_a_wrong_recess_is_the_one_where_it_begins(folder: Path) -> None:
    line = spoil(folder, "recesses.json", '"2026-08-31"', '"2026-08-30"')

    # Its opening brace stands three lines above its last day.
    assert refusal(folder).facts["line"] == line - 3


def test_a_file_that_is_not_there_is_said(folder: Path) -> None:
    (folder / "anchors.yaml").unlink()

    assert "anchors.yaml" in str(refusal(folder))


def test_an_anchor_that_may_move_has_no_day_in_a_year_in_which_it_falls_in_a_recess(
    folder: Path,
) -> None:
    spoil(folder, "recesses.json", '"2026-05-11"', '"2026-05-25"')

    calendar = load_calendar(folder)

    assert calendar.anchor_in(2026, "verantwoordingsdag") is None
    assert calendar.anchor_in(2026, "prinsjesdag") is not None
