import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reports.documents.characters import clean
from reports.documents.glyphs import boxed, shown


@given(st.text())
def test_a_clean_text_is_one_line_that_xml_can_hold(text: str) -> None:
    cleaned = clean(text)

    assert cleaned == cleaned.strip()
    assert not {unicodedata.category(each) for each in cleaned} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set("\ufffe\uffff\u202e\u2066") & set(cleaned)


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_words_stay_apart_where_a_line_or_a_control_character_was() -> None:
    assert clean("\ud800een\ntwee\x00drie\u2028vier") == "een twee drie vier"


def test_letters_of_right_to_left_scripts_stay_and_what_turns_others_around_goes() -> None:
    assert clean("\u202e\u05d9\u05dc\u202c \u05e9\u05dd") == "\u05d9\u05dc \u05e9\u05dd"


def test_a_character_without_a_glyph_is_called_by_its_name_or_number() -> None:
    assert shown("Fabriek 🏭, 中") == "Fabriek [factory], [U+4E2D]"


def test_a_character_for_private_use_is_never_shown() -> None:
    assert shown("\ue000") == "[U+E000]"


def test_what_only_changes_a_neighbour_disappears() -> None:
    assert shown("☃\ufe0f a\u200db") == "☃ ab"


def test_a_drawing_has_a_square_that_is_no_wider() -> None:
    assert boxed("🏭 ▲ é") == "□ ▲ é"
