import threading
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import cast

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import DictionaryObject

from reports.documents import pdf
from reports.documents.content import Heading, Paragraph, Picture, a_table, lines, named
from reports.documents.pdf import Attachment
from tests.reports.documents.reading import ink_in_margins, text_of_pdf, violations
from tests.reports.documents.samples import HOSTILE, SVG, a_document, one_of_each

FIGURES = Attachment("figures.json", b'{"a": "\xc3\xa9"}', "application/json", "De cijfers")
MARGIN = 1.9 / 21  # of the 2 cm that a page leaves free


def catalogue(file: bytes) -> DictionaryObject:
    """Return the root of a PDF."""
    return cast("DictionaryObject", pypdf.PdfReader(BytesIO(file)).trailer["/Root"])


def texts(file: bytes) -> list[str]:
    """Return the text of each page, in one line."""
    return [" ".join(each.extract_text().split()) for each in pypdf.PdfReader(BytesIO(file)).pages]


def roles(file: bytes) -> list[str]:
    """Return the types of all structure elements, in reading order."""
    found: list[str] = []

    def walk(element: object) -> None:
        if isinstance(element, pypdf.generic.IndirectObject):
            element = element.get_object()
        if isinstance(element, list):
            for each in element:
                walk(each)
        elif isinstance(element, DictionaryObject) and "/K" in element:
            found.append(str(element.get("/S", "")))
            walk(element["/K"])

    walk(catalogue(file)["/StructTreeRoot"])
    return found


def test_one_file_keeps_both_standards() -> None:
    assert violations(pdf.render(a_document(*one_of_each()), [FIGURES])) == []


def test_the_validator_would_notice() -> None:
    file = pdf.render(a_document(*one_of_each()))

    assert violations(file.replace(b"/Lang(", b"/Lung(").replace(b"/Alt(", b"/Olt("))


def test_language_title_and_creation_day_are_those_of_the_document() -> None:
    reader = pypdf.PdfReader(BytesIO(pdf.render(a_document())))

    assert str(catalogue(pdf.render(a_document()))["/Lang"]).startswith("nl")
    assert reader.metadata is not None
    assert reader.metadata.title == "Chemelot"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == date(2026, 11, 30)


def test_headings_lists_tables_with_heads_and_figures_are_tagged() -> None:
    found = roles(pdf.render(a_document(*one_of_each())))

    assert {"/H1", "/H2", "/L", "/LI", "/Table", "/TH", "/TD", "/Caption", "/Figure"} <= set(found)
    assert found.count("/TH") == 2


def test_the_figures_travel_inside_as_data() -> None:
    file = pdf.render(a_document(), [FIGURES])

    assert pypdf.PdfReader(BytesIO(file)).attachments == {"figures.json": [FIGURES.content]}
    [embedded] = cast("list[pypdf.generic.IndirectObject]", catalogue(file)["/AF"])
    assert str(cast("DictionaryObject", embedded.get_object())["/AFRelationship"]) == "/Data"


def test_the_same_document_gives_the_same_bytes_whatever_was_made_in_between() -> None:
    first = pdf.render(a_document(*one_of_each()), [FIGURES])
    pdf.render(a_document(*one_of_each("iets anders")))

    assert pdf.render(a_document(*one_of_each()), [FIGURES]) == first


def test_another_reference_date_is_another_file() -> None:
    document = a_document(*one_of_each())

    assert pdf.render(document) != pdf.render(replace(document, reference_date=date(2026, 12, 1)))


def test_every_page_says_its_reference_date_its_classification_and_its_number() -> None:
    file = pdf.render(a_document(*(Paragraph(f"Alinea {n}. " * 40) for n in range(30))))

    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(file)).pages]
    assert len(pages) > 1
    for number, text in enumerate(pages, 1):
        assert "Mijlpaal · peildatum 30 november 2026 · intern" in text
        assert f"pagina {number} / {len(pages)}" in text


def test_a_row_stays_together_and_every_page_of_a_table_has_its_head() -> None:
    rows = [(str(n), lines(f"begin{n}", *"ab" * n, f"einde{n}")) for n in range(12)]

    first, *others = texts(pdf.render(a_document(a_table("Rijen", ("Nummer", "Tekst"), rows))))

    assert others
    for page in (first, *others):
        assert "Nummer Tekst" in page
        for n in range(12):
            assert (f"begin{n} " in page) == (f"einde{n} " in page)


def test_a_row_that_no_page_can_hold_goes_on_where_it_must() -> None:
    long = " ".join(f"woord{n}" for n in range(900))
    row = ("Reden", long)

    found = texts(pdf.render(a_document(a_table("Rijen", ("Naam", "Tekst"), [row], (1, 3)))))

    assert [f"woord{n} " in " ".join(found) for n in (0, 450, 899)] == [True] * 3
    assert max(each.count("woord") for each in found) < 600  # so many fit on a page


def test_a_section_with_a_drawing_that_fills_a_page_opens_one() -> None:
    drawn = (Heading("Levensloop"), Picture(SVG, "Vlak", "Een vlak", 100, 106))
    document = a_document(Paragraph("Vooraf."), *drawn, Heading("Daarna"), Paragraph("Slot."))

    file = pdf.render(document)

    before, after = texts(file)
    assert "Vooraf." in before
    assert "pagina 1 / 2" in before
    assert "Levensloop" in after
    assert "pagina 2 / 2" in after
    assert violations(file) == []
    assert pdf.render(document) == file


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_stays_text(text: str) -> None:
    file = pdf.render(a_document(*one_of_each(text), title=text))

    assert violations(file) == []
    assert set(roles(file)) <= set(roles(pdf.render(a_document(*one_of_each())))) | {"/Div"}


def test_letters_of_a_drawing_are_lines_of_text_and_never_code() -> None:
    said = '<text x="4" y="20" font-size="9" fill="#18222f">#eval("1") $x$ *b* &amp; 中</text>'
    drawing = SVG.replace("</svg>", f"{said}</svg>")

    file = pdf.render(a_document(Picture(drawing, "Vlak", "Een vlak", 100, 50)))

    assert '#eval("1") $x$ *b* & □' in text_of_pdf(file)
    assert violations(file) == []


def test_typst_code_is_shown_and_not_executed() -> None:
    code = '#import "x"; #eval("1+1") $a^2$ `b` *c* _d_ @e'

    assert code in text_of_pdf(pdf.render(a_document(Paragraph(code))))


@given(st.text(max_size=40))
@settings(max_examples=50)
def test_whatever_is_written_there_is_a_file(text: str) -> None:
    assert pdf.render(a_document(*one_of_each(text), title=text)).startswith(b"%PDF")


def test_nothing_runs_over_the_edge_of_a_page() -> None:
    long = "lang" * 75
    row = (named(long, long), long, "Noordzeekanaalgebied", long)
    document = a_document(
        Heading(long),
        *one_of_each(long),
        a_table(long, (long,) * 4, [row], (1, 1, 1, 1)),
        title=long,
    )

    for page in pdf.pages(document, dots_per_inch=24):
        assert ink_in_margins(page, MARGIN) == 0


def test_ink_in_a_margin_is_seen() -> None:
    [page] = pdf.pages(a_document(Paragraph("tekst")), dots_per_inch=24)

    assert ink_in_margins(page, 0.4) > 0


def test_threads_wait_for_each_other() -> None:
    made: list[bytes] = []
    document = a_document(*one_of_each())
    threads = [threading.Thread(target=lambda: made.append(pdf.render(document))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 4
    assert len(set(made)) == 1
