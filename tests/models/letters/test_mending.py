"""What extraction breaks is mended, and nothing else. All texts are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.letters.mending import mend


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("het  kabinet   zal", "het kabinet zal"),
        ("Het kabinet en het  k abinet", "Het kabinet en het kabinet"),
        ("uw Ka-\nmer wordt geïnfor-\nmeerd", "uw Kamer wordt geïnformeerd"),
        ("de publieke-\nen private kant", "de publieke- en private kant"),
        ("het EU-\nbeleid", "het EU-beleid"),
        (
            "de ﬁnanciering van beschikbare ﬂexibiliteit",
            "de financiering van beschikbare flexibiliteit",
        ),
        ("een sub\u00adsidie\u00a0van de provin\u200bcie", "een subsidie van de provincie"),
        ("gei\u0308nformeerd", "geïnformeerd"),
        ("Dit is besproken.[footnoteRef:1] Daarna niets.", "Dit is besproken. Daarna niets."),
        ("Dit is besproken.3 Daarna niets.", "Dit is besproken. Daarna niets."),
        ("op 16 april jl.1 is gesproken", "op 16 april jl. is gesproken"),
        ("de motie3 is uitgevoerd", "de motie is uitgevoerd"),
        ("in 2025.4 Daarna niets.", "in 2025. Daarna niets."),
        ("in maart 2022²", "in maart 2022"),
        ("uiter lijk in het na jaar", "uiterlijk in het najaar"),
        ("uitstoot van CO₂", "uitstoot van CO2"),
    ],
)
def test_a_broken_text_is_made_whole(broken: str, whole: str) -> None:
    assert mend(broken) == [whole]


@pytest.mark.parametrize(
    "text",
    [
        "Jaar na jaar groeit het cluster in Nederland.",
        "De reductie van CO2 en NH3 staat in bijlage2.",
        "Zie nr. 307 en art. 3, lid 2.",
        "Het is 15 m² en 3 km² groot.",
        "Ik heb u en de Kamer op 3 maart jl. geïnformeerd.",
        "Week 42 en Q3 van 2027.",
        "Zoals de heer A. de Vries zei, is dit de één of ander.",
    ],
)
def test_what_is_whole_stays_as_it_is(text: str) -> None:
    assert mend(text) == [text]


def test_the_bodies_of_footnotes_stand_apart_behind_the_letter() -> None:
    text = "Dit is opgesteld.[footnoteRef:1] Dat ook. [1:  Kamerstukken II 1234] \n\nSlot."

    assert mend(text) == ["Dit is opgesteld. Dat ook.", "Slot.", "Kamerstukken II 1234"]


def test_page_numbers_and_repeated_headers_go_and_the_sentence_goes_on() -> None:
    page = "Directie Voorbeeld\nPagina {} van 3\n"
    text = f"Ik zal uw Kamer\n{page.format(1)}Directie Voorbeeld\nvoor de zomer\n{page.format(2)}informeren.\n{page.format(3)}"

    assert mend(text) == ["Ik zal uw Kamer voor de zomer informeren."]


def test_a_line_that_comes_back_away_from_the_edges_of_pages_stays() -> None:
    row = "Besluit in Q4 2026.\n\n"

    assert len(mend(row * 4)) == 4


def test_items_of_a_list_are_paragraphs_of_their_own() -> None:
    text = "Ik stuur:\n- een brief;\n- een nota.\n\nDaarna niets."

    assert mend(text) == ["Ik stuur:", "• een brief;", "• een nota.", "Daarna niets."]


def test_a_heading_is_no_part_of_the_sentence_below_it() -> None:
    text = "Planning\nIk zal uw Kamer voor de zomer informeren over de stand."

    assert mend(text) == ["Planning", "Ik zal uw Kamer voor de zomer informeren over de stand."]


@given(st.text(max_size=400))
def test_any_text_is_mended_to_lines_without_double_spaces(text: str) -> None:
    for paragraph in mend(text):
        assert paragraph
        assert "\n" not in paragraph
        assert "  " not in paragraph
