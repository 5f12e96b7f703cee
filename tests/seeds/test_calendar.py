"""The calendar of the Netherlands as the data give it."""

import json
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import seeds.calendar
from models.dates.calendar import Anchor, Confidence, HolidayBasis
from seeds.calendar import dutch_calendar

SHARED = Path(__file__).parents[3] / "shared" / "time" / "recesses.json"


def test_the_calendar_is_read_once() -> None:
    assert dutch_calendar() is dutch_calendar()


def test_liberation_day_is_a_holiday_in_every_year() -> None:
    calendar = dutch_calendar()

    years = range(calendar.first.year, calendar.last.year + 1)
    # In 2016 and other years it falls together with Hemelvaartsdag and carries both names.
    assert all("Bevrijdingsdag" in (calendar.holiday_on(date(y, 5, 5)) or "") for y in years)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 3), "Goede vrijdag"),
        (date(2026, 4, 27), "Koningsdag"),
        (date(2025, 4, 26), "Koningsdag"),
        (date(2013, 4, 30), "Koninginnedag"),
        (date(2026, 5, 14), "Hemelvaartsdag"),
        (date(2026, 5, 15), "Bij koninklijk besluit gelijkgesteld"),
        (date(2026, 12, 26), "Tweede kerstdag"),
    ],
)
def test_a_holiday_is_known_by_its_dutch_name(day: date, name: str) -> None:
    assert dutch_calendar().holiday_on(day) == name


def test_budget_day_is_the_third_tuesday_of_september() -> None:
    calendar = dutch_calendar()

    anchors = [calendar.anchor_in(year, "prinsjesdag") for year in (2015, 2025, 2026)]

    expected = [date(2015, 9, 15), date(2025, 9, 16), date(2026, 9, 15)]
    assert [anchor and anchor.day for anchor in anchors] == expected


def test_accountability_day_is_the_third_wednesday_of_may_when_the_chamber_sits() -> None:
    found = dutch_calendar().anchor_in(2026, "verantwoordingsdag")

    assert found == Anchor("verantwoordingsdag", date(2026, 5, 20), Confidence.MEDIUM)


def test_accountability_day_without_data_on_recesses_is_an_estimate() -> None:
    found = dutch_calendar().anchor_in(2031, "verantwoordingsdag")

    assert found is not None
    assert found.confidence is Confidence.LOW


def test_what_has_no_fixed_day_is_known_by_name_only() -> None:
    calendar = dutch_calendar()

    assert "voorjaarsnota" in calendar.anchor_names
    assert calendar.anchor_in(2026, "voorjaarsnota") is None


def test_every_holiday_says_which_paragraph_makes_it_one() -> None:
    holidays = {each.day: each.basis for each in dutch_calendar().holidays}

    assert holidays[date(2026, 4, 3)] is HolidayBasis.EQUATED
    assert holidays[date(2026, 4, 5)] is None  # Easter Sunday: a Sunday, no holiday by art. 3
    assert holidays[date(2026, 4, 6)] is HolidayBasis.RECOGNISED
    assert holidays[date(2026, 5, 15)] is HolidayBasis.DECREE


def test_days_by_royal_decree_are_known_as_far_as_the_decrees_reach() -> None:
    calendar = dutch_calendar()

    assert calendar.knows_decrees(date(2026, 1, 1), date(2028, 12, 31))
    assert not calendar.knows_decrees(date(2029, 1, 1), date(2029, 1, 2))
    assert not calendar.knows_decrees(date(2019, 12, 31), date(2023, 1, 1))


def test_recesses_are_in_order_and_do_not_overlap() -> None:
    recesses = dutch_calendar().recesses

    for earlier, later in pairwise(recesses):
        assert earlier.known_last < later.first


def test_the_recesses_are_those_of_the_shared_data() -> None:
    if not SHARED.exists():
        pytest.skip("../shared is not here; the data stand on their own")

    ours = Path(seeds.calendar.__file__).parent / "calendars" / "recesses.json"

    assert json.loads(ours.read_text()) == json.loads(SHARED.read_text())


def test_importing_the_loader_does_not_import_the_holidays_package() -> None:
    program = "import sys, seeds.calendar; sys.exit('holidays' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], check=False)

    assert done.returncode == 0
