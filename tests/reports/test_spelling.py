from datetime import date

import pytest

from models.dates.spelling import month
from models.vocabulary import Language
from reports.spelling import compact, euros, in_words, span, spelled, with_weekday

DAY = date(2026, 12, 17)
NL, EN = Language.NL, Language.EN


def test_a_day_in_running_text_is_in_words() -> None:
    assert in_words(DAY) == "17 december 2026"
    assert in_words(DAY, EN) == "17 December 2026"
    assert with_weekday(DAY) == "donderdag 17 december 2026"
    assert with_weekday(DAY, EN) == "Thursday 17 December 2026"


def test_a_day_in_a_table_is_short() -> None:
    assert compact(date(2026, 3, 1)) == "1 mrt 2026"
    assert compact(date(2026, 3, 1), EN) == "1 Mar 2026"
    assert month(DAY) == "dec 2026"


def test_an_unknown_day_is_said_to_be_unknown() -> None:
    assert in_words(None) == with_weekday(None) == compact(None) == "onbekend"
    assert in_words(None, EN) == "unknown"


def test_a_sentence_with_iso_days_is_spelled_out() -> None:
    assert spelled("na 2026-12-17 en 2027-01-05") == "na 17 december 2026 en 5 januari 2027"
    assert spelled("bestelnummer 2026-99-17") == "bestelnummer 2026-99-17"


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        (DAY, DAY, "17 dec 2026"),
        (date(2026, 9, 1), DAY, "1 sep 2026 t/m 17 dec 2026"),
        (None, DAY, "uiterlijk 17 dec 2026"),
        (DAY, None, "vanaf 17 dec 2026"),
        (None, None, "geen datum af te leiden"),
    ],
)
def test_a_window_is_said_with_the_ends_it_has(
    earliest: date | None, latest: date | None, said: str
) -> None:
    assert span(earliest, latest) == said


def test_whole_millions_are_in_words_and_other_amounts_in_figures() -> None:
    assert euros(150_000_000) == "€ 150 miljoen"
    assert euros(150_000_000, EN) == "€ 150 million"
    assert euros(1_250_000) == "€ 1.250.000"
    assert euros(1_250_000, EN) == "€ 1,250,000"
    assert euros(0) == "€ 0"
