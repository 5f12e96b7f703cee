"""The parts of a sorted list make the whole of it, and only its own cursors lead on."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mijlpaal.selecting.paging import Place, Sorting
from models.vocabulary import Language

Row = tuple[str, int]


def _sorting(language: Language = Language.NL, *, descending: bool = False) -> Sorting[Row]:
    def key(row: Row) -> Place:
        return (row[0], f"r{row[1]}")

    return Sorting("titel", language, key, (str, str), descending)


@given(titles=st.lists(st.text(max_size=3)), most=st.integers(1, 4), descending=st.booleans())
def test_the_parts_together_are_the_list(titles: list[str], most: int, descending: bool) -> None:
    by = _sorting(descending=descending)
    rows = [(title, number) for number, title in enumerate(titles)]
    ranked = by.ranked(rows)

    found: list[Place] = []
    after = None
    while part := by.part(ranked, after, most):
        found.extend(part)
        after = by.place(by.cursor(part[-1]))

    assert found == sorted(map(by.key, rows), reverse=descending)


def test_a_row_that_came_or_went_moves_no_other() -> None:
    by = _sorting()
    place = by.place(by.cursor(("c", "r2")))

    ranked = by.ranked([("a", 1), ("b", 4), ("d", 5), ("e", 3)])

    assert by.part(ranked, place, 9) == [("d", "r5"), ("e", "r3")]


def _coded(said: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        "m1",
        "é",
        "=",
        "*" * 20,
        _coded("titel"),
        _coded({"titel": "nl"}),
        _coded(["titel", "nl", "a"]),
        _coded(["titel", "nl", "a", 7]),
        _coded(["titel", "nl", "a", True]),
        _coded(["titel", "nl", "a", "r1", "r2"]),
        _coded(["-titel", "nl", "a", "r1"]),
        _coded(["titel", "en", "a", "r1"]),
        base64.urlsafe_b64encode(b"[" * 2500).decode(),
    ],
)
def test_what_is_no_cursor_of_this_list_is_no_place(cursor: str) -> None:
    assert _sorting().place(cursor) is None


def test_a_cursor_of_this_list_is_a_place() -> None:
    assert _sorting().place(_coded(["titel", "nl", "a", "r1"])) == ("a", "r1")
