"""The calendar of the Netherlands as the data give it."""

import json
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import seeds.calendar
from models.errors import UnreadableSourceError
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


def test_recesses_are_in_order_and_do_not_overlap() -> None:
    recesses = dutch_calendar().recesses

    for earlier, later in pairwise(recesses):
        assert earlier.known_last < later.first


def test_the_recesses_are_those_of_the_shared_data() -> None:
    if not SHARED.exists():
        pytest.skip("../shared is not here; the data stand on their own")

    ours = Path(seeds.calendar.__file__).parent / "calendars" / "recesses.json"

    assert json.loads(ours.read_text()) == json.loads(SHARED.read_text())


def test_data_that_cannot_be_read_are_refused_with_file_and_field(tmp_path: Path) -> None:
    path = tmp_path / "days.yaml"
    path.write_text("first: gisteren\nlast: 2026-12-31\nrecesses_complete: []\ndecree_days: []\n")

    with pytest.raises(UnreadableSourceError, match=r"days\.yaml.*first"):
        seeds.calendar._read(path, seeds.calendar._Days)


def test_data_that_are_no_yaml_are_refused_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "days.yaml"
    path.write_text("first: 2026-01-01\nlast: [\n")

    with pytest.raises(UnreadableSourceError, match="line 3"):
        seeds.calendar._read(path, seeds.calendar._Days)


def test_importing_the_loader_does_not_import_the_holidays_package() -> None:
    program = "import sys, seeds.calendar; sys.exit('holidays' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], check=False)

    assert done.returncode == 0
