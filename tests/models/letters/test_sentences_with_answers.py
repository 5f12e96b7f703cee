"""Invented sentences and the right answers, family by family (invented-sentences.yaml)."""

from datetime import date
from pathlib import Path
from typing import TypedDict, cast

import pytest
import yaml

from models.letters import Statement, find_statements
from seeds.calendar import dutch_calendar

SAID_ON = date(2026, 6, 15)
FILE = Path(__file__).with_name("invented-sentences.yaml")


class Case(TypedDict):
    text: str
    finds: list[dict[str, object]]


FAMILIES = cast("dict[str, list[Case]]", yaml.safe_load(FILE.read_text(encoding="utf-8")))
CASES = [
    pytest.param(case, id=f"{family}: {case['text'][:60]}")
    for family, cases in FAMILIES.items()
    for case in cases
]


def answer(statement: Statement) -> dict[str, object]:
    """What a statement says, by the names of the file."""
    return {
        "phrase": statement.phrase,
        "proposes": statement.proposes.value,
        "weight": statement.modality.value if statement.modality else "none",
        "sense": statement.sense.value,
        "latest": statement.reading.window.latest,
        "event": statement.reading.event,
        "debtor": statement.debtor,
        "addressee": statement.addressee,
        "is_quoted": statement.is_quoted,
    }


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_is_read_as_a_reader_would(case: Case) -> None:
    found = [
        answer(each) for each in find_statements(case["text"], SAID_ON, calendar=dutch_calendar())
    ]

    assert [each["phrase"] for each in found] == [each["phrase"] for each in case["finds"]]
    compared = [
        {name: each[name] for name in wanted}
        for each, wanted in zip(found, case["finds"], strict=True)
    ]
    assert compared == case["finds"]


def test_there_are_enough_sentences_and_each_stands_there_once() -> None:
    texts = [case["text"] for cases in FAMILIES.values() for case in cases]

    assert len(texts) >= 120
    assert len(texts) == len(set(texts))
