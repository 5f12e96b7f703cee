import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from sqlalchemy import Engine

from models.clock import morning_of
from models.milestones.acts import forecast, replan
from models.rules.status import Status
from models.vocabulary import Language
from reports import html
from reports.edition import Edition
from reports.figures import Figures
from reports.words import STATUSES, Text
from tests.reports.lines import a_line
from tests.reports.pages import read_page
from tests.reports.worlds import ROUTE_MAP, chemelot, whole_programme, writing

DAY = date(2026, 11, 30)
HOSTILE = "<script>alert(1)</script> \"'&{{7*7}} \u202eomgekeerd 🏭 " + "lang" * 75


@pytest.fixture(params=["chemelot", "rotterdam-moerdijk", "programme", "replanned"])
def figures(request: pytest.FixtureRequest, programme: Engine) -> Figures:
    """The figures of a full, an empty and a moved cluster, and of the programme."""
    if request.param == "programme":
        return whole_programme(programme, DAY)
    if request.param == "replanned":
        with writing(programme, date(2026, 11, 2)) as ledger:
            replan(
                ledger,
                ROUTE_MAP,
                "in het eerste kwartaal van 2027",
                code="other",
                reason="meer tijd",
            )
            forecast(ledger, ROUTE_MAP, date(2027, 2, 1))
        return chemelot(programme, DAY)
    return chemelot(programme, DAY, key=request.param)


@pytest.fixture(params=list(Language))
def document(request: pytest.FixtureRequest, figures: Figures) -> str:
    """The page of these figures in both languages."""
    return html.render(figures, language=request.param, edition=Edition(2, morning_of(DAY)))


def test_every_element_is_closed_and_every_id_is_unique(document: str) -> None:
    page = read_page(document)

    assert len(page.ids) == len(set(page.ids))
    assert set(page.references) <= set(page.ids)


def test_headings_begin_with_one_title_and_skip_no_level(document: str) -> None:
    headings = read_page(document).headings

    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))


def test_every_table_has_a_caption_and_scoped_headers(document: str) -> None:
    page = read_page(document)

    assert all("caption" in table for table in page.tables)
    assert all("th" in table for table in page.tables)
    assert all(cell.get("scope") in {"col", "row"} for cell in page.header_cells)


def test_nothing_is_loaded_from_anywhere(document: str) -> None:
    page = read_page(document)

    assert page.loads == []
    assert not {"script", "link", "iframe", "img"} & set(page.elements)
    style = document[document.index("<style>") : document.index("</style>")]
    assert not re.search(r"@import|http|url\(", style)


def test_the_page_says_in_which_language_it_is(figures: Figures) -> None:
    for language in Language:
        assert read_page(html.render(figures, language=language)).language == language


def test_reference_date_and_classification_stand_at_head_and_foot(figures: Figures) -> None:
    text = " ".join(read_page(html.render(figures)).text)

    assert text.count("30 november 2026") >= 2
    assert text.count("intern") >= 2


def test_a_printed_page_carries_reference_date_and_classification(figures: Figures) -> None:
    document = html.render(figures)

    page_rule = document[document.index("@page") : document.index("</style>")]
    assert "Peildatum 30 november 2026" in page_rule
    assert 'content:"intern"' in page_rule


def test_every_status_is_a_shape_and_a_word(figures: Figures) -> None:
    document = html.render(figures)

    for chip in re.findall(r'<span class="status .*?</span>', document):
        assert 'class="mark"' in chip
        assert any(STATUSES[status].nl in chip for status in Status)


def test_every_drawing_is_well_formed_and_has_a_name_and_a_description(document: str) -> None:
    drawings = re.findall(r"<svg xmlns.*?</svg>", document, re.DOTALL)

    for drawing in drawings:
        root = ET.fromstring(drawing)  # noqa: S314  (our own drawing)
        assert root.attrib["role"] == "img"
        assert [child.tag.rpartition("}")[2] for child in root][:2] == ["title", "desc"]


def test_the_present_step_is_marked_for_screen_readers(programme: Engine) -> None:
    assert html.render(chemelot(programme, DAY)).count('aria-current="step"') == 1
    unknown = html.render(chemelot(programme, DAY, key="rotterdam-moerdijk"))
    assert "aria-current" not in unknown
    assert "stap onbekend" in unknown


def test_the_life_cycle_is_drawn_with_the_same_data_as_a_table(programme: Engine) -> None:
    page = html.render(chemelot(programme, DAY))

    section = page[page.index('<h2 id="life-cycle">') :]
    assert "Staat nu in: Uitwerkingsfase" in section
    details = section[section.index("<details>") : section.index("</details>")]
    assert details.count("● ") + details.count("●</span>") == 7
    assert "elk verzoek is beantwoord" in details


def test_the_life_cycle_of_a_cluster_whose_step_is_unknown_marks_no_state(
    programme: Engine,
) -> None:
    page = html.render(chemelot(programme, DAY, key="rotterdam-moerdijk"))

    section = page[page.index('<h2 id="life-cycle">') :]
    assert "Staat nu in" not in section
    assert "●" not in section


def test_an_edition_keeps_the_life_cycle_that_was_in_force(programme: Engine) -> None:
    found = chemelot(programme, DAY).life_cycle

    assert found is not None
    assert found.definition["id"] == "cluster"
    assert found.standing == "projecten_in_uitwerking verzoeken_in_onderzoek"


def test_names_with_markup_stay_text(programme: Engine) -> None:
    figures = chemelot(programme, DAY)
    hostile = replace(
        figures,
        masthead=replace(figures.masthead, title=Text(HOSTILE, HOSTILE)),
        milestones=(a_line(title=Text(HOSTILE, HOSTILE), owners=(HOSTILE,), source_place=HOSTILE),),
    )

    page = read_page(html.render(hostile))

    assert "script" not in page.elements
    assert "{{7*7}}" in "".join(page.text)


def test_a_title_cannot_leave_the_style_sheet(programme: Engine) -> None:
    figures = chemelot(programme, DAY)
    title = Text('"}</style><script>', "x")

    document = html.render(replace(figures, masthead=replace(figures.masthead, title=title)))

    assert document.count("</style>") == 1
    assert "script" not in read_page(document).elements


def test_two_thousand_milestones_stay_a_valid_page(programme: Engine) -> None:
    figures = whole_programme(programme, DAY)
    lines = tuple(a_line(key=f"m{number}") for number in range(2_000))

    page = read_page(html.render(replace(figures, milestones=lines, next_bound=None)))

    assert len(page.ids) == len(set(page.ids))


def test_the_overview_links_to_the_pages_that_were_printed(programme: Engine) -> None:
    document = html.render(whole_programme(programme, DAY), links={"chemelot": "chemelot.html"})

    assert '<a href="chemelot.html">Chemelot</a>' in document
    assert document.count("<a href") == 1
