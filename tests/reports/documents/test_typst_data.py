from typing import Any

from reports.documents.content import Line, Paragraph, Table, a_table
from reports.documents.typst_data import data_of
from tests.reports.documents.samples import a_document


def set_from(table: Table) -> Any:  # noqa: ANN401  (what JSON holds)
    """Return a table as the template gets it."""
    blocks: Any = data_of(a_document(table))["blocks"]
    return blocks[0]


def test_long_words_are_every_second_piece_of_a_cell_and_of_a_head() -> None:
    cell = (Line("de uitwerkingsfase van 2026"),)

    block = set_from(a_table("", ("Maatwerkafspraken",), [(cell,)]))

    assert block["head"] == [["", "Maatwerkafspraken", ""]]
    assert block["rows"][0][0][0]["pieces"] == ["de ", "uitwerkingsfase", " van 2026"]


def test_what_leads_to_a_table_stays_with_it() -> None:
    document = a_document(Paragraph("Vooraf."), Paragraph("Dit volgt:"), a_table("", ("x",), []))

    blocks: Any = data_of(document)["blocks"]

    assert [each.get("leads") for each in blocks] == [False, True, None]


def test_pieces_together_are_the_text() -> None:
    text = "Toezeggingenregistratie: 2026-12-31/ongewijzigd, afgesprokenperiode"

    block = set_from(a_table("", ("x",), [(text,)]))

    pieces = block["rows"][0][0][0]["pieces"]
    assert "".join(pieces).replace("\u200b", "") == text
