"""The milestone trend in documents: a chart and the same data as a table, in PDF and ODT alike."""

from collections.abc import Sequence
from datetime import date

from models.vocabulary import Language
from reports.documents import odt, pdf
from reports.documents.content import Block, Paragraph, Picture, Table
from reports.documents.trend import trend
from reports.figures.structure import ForecastGiven, MilestoneLine
from reports.sentences import Sentences
from tests.reports.documents.reading import text_of_pdf, violations
from tests.reports.documents.samples import a_document
from tests.reports.lines import a_line

DAY = date(2026, 11, 30)
SLIPPING = a_line(
    forecasts=(
        ForecastGiven(date(2026, 7, 1), date(2026, 10, 1)),
        ForecastGiven(date(2026, 9, 1), date(2026, 12, 18)),
    )
)


def _blocks(found: Sequence[MilestoneLine], day: date = DAY) -> list[Block]:
    return list(trend(Sentences(Language.NL), found, day))


def _texts(table: Table) -> list[list[str]]:
    return [[" ".join(line.text for line in cell) for cell in row] for row in table.rows]


def test_the_chart_stands_before_the_same_data_as_a_table() -> None:
    _, _, drawn, table = _blocks([SLIPPING])

    assert isinstance(drawn, Picture)
    assert isinstance(table, Table)
    (row,) = _texts(table)
    assert table.head[1:-1] == (
        "1 jul 2026", "31 jul 2026", "31 aug 2026", "30 sep 2026", "31 okt 2026", "30 nov 2026"
    )  # fmt: skip
    assert row[1:] == ["1 okt 2026"] * 3 + ["18 dec 2026"] * 3 + ["78 dagen later"]
    assert len(table.widths) == len(table.head) == len(row)


def test_of_a_single_day_there_is_a_table_that_says_why_nothing_is_drawn() -> None:
    blocks = _blocks([SLIPPING], date(2026, 7, 1))

    assert not any(isinstance(each, Picture) for each in blocks)
    said = next(each for each in blocks if isinstance(each, Paragraph))
    assert "Vanaf de tweede peildatum" in said.text


def test_without_a_forecast_there_is_no_trend() -> None:
    assert _blocks([a_line()]) == []


def test_forty_milestones_are_drawn_in_parts_and_told_in_one_table() -> None:
    blocks = _blocks([SLIPPING] * 40)

    assert sum(isinstance(each, Picture) for each in blocks) == 4
    assert [len(each.rows) for each in blocks if isinstance(each, Table)] == [40]


def test_it_is_in_both_documents_and_keeps_the_standards() -> None:
    document = a_document(*_blocks([SLIPPING]))

    file = pdf.render(document)

    assert violations(file) == []
    assert "78 dagen later" in " ".join(text_of_pdf(file).split())
    assert odt.render(document)
