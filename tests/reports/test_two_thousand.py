"""Two thousand milestones with whatever names: each form read back by a program that reads it."""

import csv
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pypdf
import pytest
from sqlalchemy import Engine

from models.vocabulary import Confidentiality, Language
from reports import formats
from reports.documents.characters import clean
from reports.feed.calendar import Cover, write_calendar
from reports.feed.entries import Entry
from reports.figures.structure import MilestoneLine
from reports.form import Form
from reports.formats import Order
from reports.tables.as_csv import harmless
from reports.words import Text
from tests.reports.documents.reading import parts_of, tree_of, violations
from tests.reports.documents.samples import HOSTILE
from tests.reports.feed.readers import by_vobject
from tests.reports.lines import a_line
from tests.reports.pages import read_page
from tests.reports.worlds import chemelot

DAY = date(2026, 11, 30)
MANY = 2000
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def name_of(number: int) -> str:
    """Return one of the names of HOSTILE behind a number."""
    return f"M{number}: {HOSTILE[number % len(HOSTILE)]}"


@pytest.fixture(scope="module")
def lines() -> tuple[MilestoneLine, ...]:
    """Two thousand milestones; everybody wrote whatever they liked."""
    names = [Text(name_of(number), name_of(number)) for number in range(MANY)]
    return tuple(a_line(key=f"m{n}", title=name) for n, name in enumerate(names))


@pytest.fixture(scope="module")
def order(letter_world: Engine, lines: tuple[MilestoneLine, ...]) -> Order:
    """The report of a cluster with nothing in it but these."""
    return Order(replace(chemelot(letter_world, DAY, key="noord-nederland"), milestones=lines))


@pytest.mark.slow
def test_the_pdf_keeps_both_standards_and_goes_on_to_the_last_milestone(order: Order) -> None:
    file = formats.render(order, Form.PDF)

    assert violations(file) == []
    reader = pypdf.PdfReader(BytesIO(file))
    assert len(reader.pages) > 200
    named = re.findall(r"\bM(\d+):", "".join(each.extract_text() for each in reader.pages[-12:]))
    assert sorted({int(number) for number in named})[-50:] == list(range(MANY - 50, MANY))
    [attached] = reader.attachments["milestones.csv"]
    assert len(list(csv.reader(attached.decode().splitlines()))) == 1 + MANY


def test_the_odt_has_a_row_for_each(order: Order) -> None:
    file = formats.render(order, Form.ODT)

    rows = tree_of(file, "content.xml").iter(f"{TABLE}table-row")
    said = [" ".join("".join(row.itertext()).split()) for row in rows]
    for number in range(MANY):
        assert any(each.startswith(clean(name_of(number))) for each in said[number : number + 40])


@pytest.mark.slow
def test_the_workbook_holds_texts_and_no_formula(order: Order) -> None:
    file = formats.render(order, Form.XLSX)

    first = openpyxl.load_workbook(BytesIO(file), read_only=True).worksheets[0]
    keys, titles = zip(*first.iter_rows(min_row=2, max_col=2, values_only=True), strict=True)
    assert keys == tuple(f"m{number}" for number in range(MANY))
    assert titles == tuple(clean(name_of(number)) for number in range(MANY))
    assert not any(b"<f>" in part for part in parts_of(file).values())


def test_csv_and_json_hold_each_name_once(order: Order) -> None:
    _head, *rows = csv.reader(formats.render(order, Form.CSV).decode().splitlines())
    found = json.loads(formats.render(order, Form.JSON))

    assert [row[1] for row in rows] == [harmless(clean(name_of(n))) for n in range(MANY)]
    assert [each["title"]["nl"] for each in found["milestones"]] == [*map(name_of, range(MANY))]


def test_the_page_is_whole_and_runs_nothing(order: Order) -> None:
    page = read_page(formats.render(order, Form.HTML).decode())

    assert "script" not in page.elements
    assert {int(found) for found in re.findall(r"\bM(\d+):", " ".join(page.text))} == {*range(MANY)}


@pytest.mark.slow
def test_the_calendar_has_an_event_for_each(lines: tuple[MilestoneLine, ...]) -> None:
    at = datetime(2026, 11, 16, 7, 30, tzinfo=UTC)
    cover = Cover(Text("Alles", "All"), Confidentiality.INTERNAL, Language.NL, DAY)

    found = by_vobject(write_calendar(cover, [Entry(line, line.key, 1, at, ()) for line in lines]))

    assert len({each.uid for each in found}) == MANY
    said = " ".join(each.summary for each in found)
    assert {int(number) for number in re.findall(r"\bM(\d+):", said)} == {*range(MANY)}
