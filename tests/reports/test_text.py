from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from models.vocabulary import Language
from reports import text
from reports.sheet import COLUMNS, Sheet
from reports.words import Text
from tests.reports.lines import a_line
from tests.reports.worlds import chemelot, whole_programme

DAY = date(2026, 12, 18)


@pytest.mark.parametrize("language", list(Language))
def test_no_line_is_wider_than_a_hundred_columns(programme: Engine, language: Language) -> None:
    for figures in (chemelot(programme, DAY), whole_programme(programme, DAY)):
        written = text.render(figures, language=language)
        assert max(map(len, written.splitlines())) <= COLUMNS


def test_a_name_of_three_hundred_characters_is_broken(programme: Engine) -> None:
    name = "Naam" * 75
    figures = replace(
        chemelot(programme, DAY), milestones=(a_line(title=Text(name, name)),), next_bound=None
    )

    written = text.render(figures)

    assert max(map(len, written.splitlines())) <= COLUMNS
    assert written.replace("\n", "").replace(" ", "").count(name) >= 1


def test_a_line_break_in_a_name_breaks_no_layout() -> None:
    sheet = Sheet()

    sheet.item("een\nnaam\x1b[31m met stuurtekens")

    assert sheet.lines == ["- een naam [31m met stuurtekens"]


def test_status_sign_word_and_reason_stand_together(programme: Engine) -> None:
    written = " ".join(text.render(chemelot(programme, DAY)).split())

    assert (
        "▲ aandacht nodig: laatste vergaderdag 17 december 2026 is voorbij, zonder prognose"
        in written
    )


def test_no_iso_date_is_left_in_running_text(programme: Engine) -> None:
    import re

    written = text.render(chemelot(programme, DAY))

    assert not re.search(r"\d{4}-\d\d-\d\d", written)
