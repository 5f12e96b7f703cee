import json
from typing import Any

import pytest

from reports.documents.content import (
    Block,
    Facts,
    Heading,
    Line,
    Look,
    Paragraph,
    Picture,
    Table,
    a_table,
    lines,
)
from reports.documents.typst_data import data_of
from tests.reports.documents.samples import SVG, a_document


def set_from(*blocks: Block) -> Any:  # noqa: ANN401  (what JSON holds)
    """Return blocks as the template gets them."""
    return json.loads(json.dumps(data_of(a_document(*blocks))["blocks"]))


def table_from(table: Table) -> Any:  # noqa: ANN401  (idem)
    [found] = set_from(table)
    return found


def a_picture(height: float) -> Picture:
    return Picture(SVG, "Vlak", "Een vlak", 100, height)


def test_in_a_narrow_column_long_words_are_every_second_piece() -> None:
    cell = (Line("de uitwerkingsfase van 2026", Look.NOTE),)

    block = table_from(a_table("", ("Maatwerkafspraken", "x"), [(cell, "y")], (1, 3)))

    assert block["head"][0] == ["", "Maatwerkafspraken", ""]
    assert block["rows"][0][0][0]["text"] == ["de ", "uitwerkingsfase", " van 2026"]


def test_in_a_wide_column_no_word_is_broken() -> None:
    block = table_from(a_table("", ("x", "Maatwerkafspraken"), [("y", "uitwerkingsfase")], (1, 3)))

    assert block["head"][1] == "Maatwerkafspraken"
    assert block["rows"][0][1] == "uitwerkingsfase"


def test_one_plain_line_without_long_words_is_its_text() -> None:
    block = table_from(a_table("", ("Naam", "Stand"), [("Reju", (Line("x", Look.STRONG),))]))

    assert block["head"] == ["Naam", "Stand"]
    assert block["rows"] == [["Reju", [{"text": "x", "look": "strong", "status": None}]]]


def test_what_leads_to_a_table_stays_with_it() -> None:
    blocks = set_from(Paragraph("Vooraf."), Paragraph("Dit volgt:"), a_table("", ("x",), []))

    assert [each.get("leads") for each in blocks] == [False, True, None]


def test_what_leads_to_facts_stays_with_them() -> None:
    blocks = set_from(Paragraph("Vooraf."), Paragraph("Dit geldt:"), Facts((("Naam", ()),)))

    assert [each.get("leads") for each in blocks] == [False, True, None]


@pytest.mark.parametrize(
    ("length", "count", "breaks"), [(100, 3, False), (1000, 3, True), (1, 60, True)]
)
def test_facts_stay_on_one_page_unless_they_are_many(length: int, count: int, breaks: bool) -> None:
    [block] = set_from(Facts((("Reden", lines("x" * length)),) * count))

    assert block["breaks"] is breaks


@pytest.mark.parametrize(
    ("level", "height", "opens"), [(1, 160, True), (1, 90, False), (2, 160, False)]
)
def test_a_section_with_a_drawing_that_fills_a_page_opens_one(
    level: int, height: float, opens: bool
) -> None:
    drawn = (Paragraph("Toelichting", Look.NOTE), a_picture(height))

    blocks = set_from(Heading("Vooraf"), Paragraph("Tekst."), Heading("Levensloop", level), *drawn)

    assert [each["opens"] for each in blocks if each["is"] == "heading"] == [False, opens]


def test_pieces_together_are_the_text() -> None:
    text = "Toezeggingenregistratie: 2026-12-31/ongewijzigd, afgesprokenperiode"

    block = table_from(a_table("", ("x", "y"), [(text, "")], (1, 3)))

    pieces = block["rows"][0][0][0]["text"]
    assert "".join(pieces).replace("\u200b", "") == text
