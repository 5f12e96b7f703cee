"""Feast days by which letters date things agree with the holidays that the law names."""

from datetime import date

import pytest

from models.dates.feasts import Feast, easter, feast
from models.dates.window import Window
from seeds.calendar import dutch_calendar

LAW = {
    "Nieuwjaarsdag": Feast.NEW_YEAR,
    "Eerste paasdag": Feast.EASTER,
    "Koningsdag": Feast.KINGS_DAY,
    "Bevrijdingsdag": Feast.LIBERATION,
    "Hemelvaartsdag": Feast.ASCENSION,
    "Eerste pinksterdag": Feast.PENTECOST,
    "Eerste kerstdag": Feast.CHRISTMAS,
}


@pytest.mark.parametrize("name", LAW)
def test_a_feast_begins_on_the_holiday_of_its_name(name: str) -> None:
    days = [each.day for each in dutch_calendar().holidays if name in each.name.split("; ")]

    assert days
    assert [feast(day.year, LAW[name]).earliest for day in days] == days


def test_christmas_easter_and_pentecost_have_two_days() -> None:
    assert feast(2026, Feast.CHRISTMAS) == Window(date(2026, 12, 25), None, date(2026, 12, 26))
    assert feast(2026, Feast.EASTER) == Window(date(2026, 4, 5), None, date(2026, 4, 6))
    assert feast(2026, Feast.ASCENSION) == Window(date(2026, 5, 14), None, date(2026, 5, 14))


def test_easter_keeps_between_22_march_and_25_april() -> None:
    days = [easter(year) for year in range(1900, 2200)]

    assert all(day.weekday() == 6 for day in days)
    assert min((day.month, day.day) for day in days) >= (3, 22)
    assert max((day.month, day.day) for day in days) <= (4, 25)
