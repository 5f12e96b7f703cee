from datetime import date

import pytest
from sqlalchemy import Engine

from models.vocabulary import Language
from reports import as_json, text
from reports.overview import overview_of, overview_text
from tests.reports.golden import assert_golden
from tests.reports.worlds import chemelot, whole_programme

DAYS = [
    date(2026, 7, 1),
    date(2026, 9, 15),
    date(2026, 11, 23),
    date(2026, 11, 30),
    date(2026, 12, 18),
    date(2027, 1, 5),
]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_report_of_chemelot_says_what_was_checked_by_hand(programme: Engine, day: date) -> None:
    figures = chemelot(programme, day)

    assert_golden(f"{day}/chemelot.txt", text.render(figures))
    assert_golden(f"{day}/chemelot.json", as_json.render(figures))


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_overview_says_what_was_checked_by_hand(programme: Engine, day: date) -> None:
    overview = overview_of(whole_programme(programme, day))

    assert_golden(f"{day}/overzicht.txt", overview_text(overview))
    assert_golden(f"{day}/overzicht.json", as_json.render(overview))


def test_the_report_says_the_same_in_english(programme: Engine) -> None:
    figures = chemelot(programme, date(2026, 11, 30))

    assert_golden("2026-11-30/chemelot.en.txt", text.render(figures, language=Language.EN))


def test_a_cluster_of_which_nothing_is_known_says_so(programme: Engine) -> None:
    figures = chemelot(programme, date(2026, 11, 30), key="noord-nederland")

    assert_golden("2026-11-30/noord-nederland.txt", text.render(figures))
