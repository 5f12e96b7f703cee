import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pypdf
import pytest

from models.clock import morning_of
from models.errors import ReportFormatError
from models.ledger.writer import Ledger
from models.milestones.acts import forecast, replan
from models.storage.database import create_schema, make_engine, transaction
from models.vocabulary import Language
from reports import formats
from reports.documents import pdf
from reports.documents.assembly import document_of
from reports.edition import Edition
from reports.figures import ClusterFigures, Figures
from reports.form import Form
from reports.formats import Order
from reports.sentences import Sentences
from reports.words import Text
from seeds.loader import load
from seeds.reading import read_seeds
from seeds.rulebook import load_rulebook
from tests.reports.documents.reading import ink_in_margins, parts_of, text_of_pdf, violations
from tests.reports.documents.samples import HOSTILE
from tests.reports.lines import a_line
from tests.reports.worlds import ROUTE_MAP, chemelot, whole_programme, writing

DAY = date(2026, 11, 30)
KINDS = ("full", "empty", "programme")
ALL_FORMS = tuple(Form)
Reports = dict[str, Figures]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reports]:
    """The figures of a full, re-planned cluster, of one without anything, and of all."""
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('seeds') / 'seeds.db'}")
    create_schema(engine)
    with transaction(engine) as session:
        ledger = Ledger(session, load_rulebook(), actor="seeds", at=morning_of(date(2026, 6, 15)))
        load(ledger, read_seeds())
    with writing(engine, date(2026, 11, 2)) as ledger:
        replan(ledger, ROUTE_MAP, "in maart 2027", code="other", reason="meer tijd")
        forecast(ledger, ROUTE_MAP, date(2027, 2, 1))
    yield {
        "full": chemelot(engine, DAY),
        "empty": chemelot(engine, DAY, key="noord-nederland"),
        "programme": whole_programme(engine, DAY),
    }
    engine.dispose()


@pytest.fixture(scope="module")
def pdf_text(reports: Reports) -> str:
    """What the pages of the full report say, without spaces and hyphens."""
    return squeezed(text_of_pdf(formats.render(Order(reports["full"]), Form.PDF)))


@pytest.fixture(scope="module")
def hostile(reports: Reports) -> ClusterFigures:
    """A cluster in which everybody wrote whatever they liked."""
    full = reports["full"]
    assert isinstance(full, ClusterFigures)
    lines = tuple(
        a_line(key=text, title=Text(text, text), owners=(text,), source_place=text, evidence=text)
        for text in HOSTILE
    )
    title = Text(HOSTILE[0], HOSTILE[0])
    return replace(full, masthead=replace(full.masthead, title=title), milestones=lines)


def squeezed(text: str) -> str:
    """Return a text without what a line break adds or takes."""
    return re.sub(r"[\s\u00ad-]", "", text)


def words_of_odt(file: bytes) -> str:
    return re.sub(r"<[^>]+>", "", parts_of(file)["content.xml"].decode())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", Language)
def test_every_pdf_keeps_both_standards(reports: Reports, kind: str, language: Language) -> None:
    file = formats.render(Order(reports[kind], language), Form.PDF)

    assert violations(file) == []


def test_pdf_and_odt_name_every_milestone_and_its_owners(reports: Reports, pdf_text: str) -> None:
    odt_text = squeezed(words_of_odt(formats.render(Order(reports["full"]), Form.ODT)))

    assert reports["full"].milestones
    for line in reports["full"].milestones:
        for said in (line.title.nl, *line.owners):
            assert squeezed(said) in pdf_text
            assert squeezed(said) in odt_text


def test_first_agreement_current_agreement_and_forecast_stand_side_by_side(pdf_text: str) -> None:
    assert squeezed("1 sep 2026 t/m 20 dec 2026, waarschuwen vanaf 30 nov 2026") in pdf_text
    assert squeezed("1 mrt 2027 t/m 31 mrt 2027") in pdf_text
    assert squeezed("1 feb 2027, bevestigd 2 nov 2026") in pdf_text
    assert squeezed("tegen de eerste afspraak: ◆ vertraagd") in pdf_text


def test_the_pdf_holds_the_json_and_every_table(reports: Reports) -> None:
    order = Order(reports["full"], edition=Edition(2, morning_of(DAY)))

    attached = pypdf.PdfReader(BytesIO(formats.render(order, Form.PDF))).attachments

    tables = {f"{name}.csv": [file] for name, file in formats.csv_tables(order).items()}
    assert dict(attached) == {"figures.json": [formats.render(order, Form.JSON)], **tables}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ALL_FORMS)
def test_the_same_figures_give_the_same_bytes(reports: Reports, kind: str, form: Form) -> None:
    order = Order(reports[kind])

    assert formats.render(order, form) == formats.render(order, form)


def test_every_table_of_a_cluster_is_in_csv_and_in_the_workbook(reports: Reports) -> None:
    order = Order(reports["full"])
    book = openpyxl.load_workbook(BytesIO(formats.render(order, Form.XLSX)))
    tables = formats.csv_tables(order)

    assert len(book.worksheets) == len(tables)
    for sheet, content in zip(book.worksheets, tables.values(), strict=True):
        rows = list(csv.reader(content.decode().splitlines()))
        assert [cell.value for cell in sheet[1]] == rows[0]
        assert sheet.max_row == len(rows)


def test_every_row_of_every_table_carries_the_reference_date(reports: Reports) -> None:
    for figures in reports.values():
        for content in formats.csv_tables(Order(figures)).values():
            head, *rows = csv.reader(content.decode().splitlines())
            assert head[-1] == "Peildatum"
            assert {row[-1] for row in rows} == {"2026-11-30"}


def test_the_milestones_as_csv_hold_both_agreements_and_the_forecast(reports: Reports) -> None:
    [head, *rows] = csv.reader(
        formats.render(Order(reports["full"]), Form.CSV).decode().splitlines()
    )

    [row] = [dict(zip(head, row, strict=True)) for row in rows if row[0] == ROUTE_MAP]
    assert row["Eerste afspraak uiterlijk"] == "2026-12-20"
    assert row["Huidige afspraak uiterlijk"] == "2027-03-31"
    assert row["Prognose"] == "2027-02-01"
    assert row["Status"] == "op schema"
    assert row["Status eerste afspraak"] == "vertraagd"


def test_the_indicative_amount_stays_indicative(reports: Reports) -> None:
    text = formats.csv_tables(Order(reports["full"]))["requests"].decode()

    assert ",150000000,indicatief,ja," in text


def test_one_table_can_be_asked_for(reports: Reports) -> None:
    order = Order(reports["full"])

    found = formats.render(order, Form.CSV, table="requests")
    book = openpyxl.load_workbook(BytesIO(formats.render(order, Form.XLSX, table="requests")))

    assert found == formats.csv_tables(order)["requests"]
    assert book.sheetnames == ["Verzoeken"]


@pytest.mark.parametrize("table", ["verzoeken", "replannings"])
def test_a_table_that_is_not_there_or_is_empty_is_named_with_those_that_are(
    reports: Reports, table: str
) -> None:
    with pytest.raises(ReportFormatError, match="milestones") as refused:
        formats.render(Order(reports["empty"]), Form.CSV, table=table)

    assert table in str(refused.value)


@pytest.mark.parametrize("language", Language)
def test_hostile_names_leave_every_form_valid(hostile: ClusterFigures, language: Language) -> None:
    order = Order(hostile, language)

    assert violations(formats.render(order, Form.PDF)) == []
    assert "#eval(&#34;1&#34;)" in parts_of(formats.render(order, Form.ODT))["content.xml"].decode()
    assert len(json.loads(formats.render(order, Form.JSON))["milestones"]) == len(HOSTILE)
    rows = list(csv.reader(formats.render(order, Form.CSV).decode().splitlines()))
    assert len({len(row) for row in rows}) == 1
    assert not any(cell.startswith(("=", "@")) for row in rows for cell in row)
    sheets = parts_of(formats.render(order, Form.XLSX))
    assert not any(b"<f>" in part for part in sheets.values())


def test_no_page_of_a_real_report_has_ink_in_its_margins(reports: Reports) -> None:
    document = document_of(reports["full"], Sentences(Language.NL))

    for page in pdf.pages(document, dots_per_inch=12):
        assert ink_in_margins(page, 0.08) == 0
