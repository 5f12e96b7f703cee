from pathlib import Path

import pytest

from models.errors import (
    InvalidValueError,
    MissingFieldError,
    SourceError,
    UnknownFieldError,
    UnknownReferenceError,
)
from seeds.collection import Seeds
from seeds.reading import read_seeds
from seeds.statements import Concern, Statement, read_statements, untraced
from seeds.trace import trace_markdown
from tests.conftest import REPOSITORY
from tests.seeds.letter import (
    normalised,
    paragraphs,
    path_of_letter,
    second_copy,
    sentences,
)

DOCUMENT = REPOSITORY / "docs" / "letter-trace.md"


@pytest.fixture(scope="module")
def seeds() -> Seeds:
    """The seeds that come with the product."""
    return read_seeds()


@pytest.fixture(scope="module")
def statements(seeds: Seeds) -> tuple[Statement, ...]:
    """The statements that come with the product."""
    return read_statements(seeds)


@pytest.fixture(scope="module")
def letter(shared: Path) -> str:
    """The file of the letter."""
    return path_of_letter(shared).read_text(encoding="utf-8")


def test_each_phrase_stands_in_the_letter_where_the_statement_says(
    letter: str, statements: tuple[Statement, ...]
) -> None:
    places = {**paragraphs(letter), "Tweede exemplaar": normalised(second_copy(letter))}

    for statement in statements:
        assert normalised(statement.phrase) in places[statement.place], statement


def test_no_sentence_of_the_letter_was_passed_over(
    letter: str, statements: tuple[Statement, ...]
) -> None:
    for place, paragraph in paragraphs(letter).items():
        phrases = [normalised(each.phrase) for each in statements if each.place == place]
        for sentence in sentences(paragraph):
            assert any(phrase in sentence for phrase in phrases), f"{place}: {sentence}"


def test_the_second_copy_says_nothing_that_the_first_does_not(letter: str) -> None:
    notes_apart = [text for place, text in paragraphs(letter).items() if "voetnoot" not in place]
    first, second = ("".join(text.split()) for text in (" ".join(notes_apart), second_copy(letter)))

    assert len(second) > 1500
    assert first.startswith(second)


def test_each_statement_has_rows_or_a_reason(statements: tuple[Statement, ...]) -> None:
    for statement in statements:
        assert statement.rows or statement.reason
        if statement.states is Concern.NONE:
            assert statement.reason


def test_every_row_with_a_source_is_reached_from_a_statement(
    seeds: Seeds, statements: tuple[Statement, ...]
) -> None:
    assert untraced(seeds, statements) == []


def test_a_row_without_its_statement_is_noticed(
    seeds: Seeds, statements: tuple[Statement, ...]
) -> None:
    assert len(untraced(seeds, statements[:10])) > 0


def test_the_committed_document_is_the_generated_one(seeds: Seeds) -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == trace_markdown(seeds)


HEAD = "statements:\n  - place: Aanhef\n    phrase: Geachte Voorzitter\n"


@pytest.mark.parametrize(
    "text,error,line",
    [
        (HEAD + "    states: fact\n    rows: [project:project-heliks]\n", UnknownReferenceError, 5),
        (HEAD + "    states: fact\n", MissingFieldError, 2),
        (HEAD + "    states: feit\n    reason: r\n", InvalidValueError, 4),
        (HEAD + "    states: fact\n    row: x\n", UnknownFieldError, 5),
        ("letter: x\n", MissingFieldError, 1),
    ],
)
def test_a_bad_statement_is_refused_with_its_line(
    tmp_path: Path, seeds: Seeds, text: str, error: type[SourceError], line: int
) -> None:
    path = tmp_path / "statements.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(error) as caught:
        read_statements(seeds, path)

    assert caught.value.facts["line"] == line
