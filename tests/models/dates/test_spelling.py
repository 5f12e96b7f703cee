"""Days as people write them, in two languages."""

from datetime import date

import pytest

from models.dates.spelling import compact, in_words, month, with_weekday
from models.vocabulary import Language

DAY = date(2026, 3, 5)


def test_a_day_is_written_without_a_leading_nought() -> None:
    assert (in_words(DAY), in_words(DAY, Language.EN)) == ("5 maart 2026", "5 March 2026")


def test_a_day_on_which_people_must_act_names_its_weekday() -> None:
    assert with_weekday(DAY) == "donderdag 5 maart 2026"
    assert with_weekday(DAY, Language.EN) == "Thursday 5 March 2026"


def test_a_table_has_the_short_name_of_the_month() -> None:
    assert (compact(DAY), month(DAY)) == ("5 mrt 2026", "mrt 2026")


@pytest.mark.parametrize("language", list(Language))
def test_every_month_has_a_name_of_its_own(language: Language) -> None:
    days = [date(2026, number, 1) for number in range(1, 13)]
    assert len({in_words(day, language) for day in days}) == 12
    assert len({month(day, language) for day in days}) == 12
