"""A term as people and laws write it, read and written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dates.term_text import read_term, term_in_words, write_term
from models.dates.terms import Term, TermUnit
from models.errors import MijlpaalError, UnreadableTermError

TERMS = st.builds(Term, st.integers(min_value=1, max_value=100), st.sampled_from(TermUnit))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("6 weken", Term(6, TermUnit.WEEK)),
        ("zes weken", Term(6, TermUnit.WEEK)),
        ("1 week", Term(1, TermUnit.WEEK)),
        ("Drie Maanden", Term(3, TermUnit.MONTH)),
        ("één jaar", Term(1, TermUnit.YEAR)),
        ("48 uur", Term(48, TermUnit.HOUR)),
        ("13 weeks", Term(13, TermUnit.WEEK)),
        (" P6W ", Term(6, TermUnit.WEEK)),
        ("P90D", Term(90, TermUnit.DAY)),
        ("PT48H", Term(48, TermUnit.HOUR)),
    ],
)
def test_a_term_is_read_in_words_and_in_iso_8601(text: str, term: Term) -> None:
    assert read_term(text) == term


@pytest.mark.parametrize(
    "text",
    [
        "",
        "weken",
        "0 weken",
        "-1 week",
        "6",
        "6 werkdagen",
        "P0D",
        "P1M2D",
        "101 jaar",
        "6 weken 2",
        "veel weken",
        "٦ weken",
        "6\x00weken",
        "9" * 400 + " weken",
    ],
)
def test_what_is_no_term_is_refused(text: str) -> None:
    with pytest.raises(UnreadableTermError, match="P6W"):
        read_term(text)


@given(TERMS)
def test_a_term_written_is_read_back(term: Term) -> None:
    assert read_term(write_term(term)) == term
    assert read_term(term_in_words(term)) == term
    assert read_term(term_in_words(term, "en")) == term


@given(st.text(max_size=60))
def test_whatever_is_typed_only_our_own_error_is_raised(text: str) -> None:
    try:
        read_term(text)
    except MijlpaalError as error:
        assert error.say("nl")  # noqa: PT017  (any of ours will do)
