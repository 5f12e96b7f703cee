"""English phrases, and that each means what its Dutch twin means.

``english.jsonl`` has the format of the shared phrases, made up by us, its right answers derived
by hand from domain section 10; ``dutch`` is the twin of a phrase, where it has one.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from benchmarks.phrases.judging import Judgement
from benchmarks.phrases.readers import ours
from benchmarks.phrases.records import Record, read_records
from models.dates import Reading, Tense, read_phrase
from seeds.calendar import dutch_calendar

ENGLISH = Path(__file__).with_name("english.jsonl")
RECORDS = read_records(ENGLISH)


@dataclass(frozen=True)
class Pair:
    """The same words in two languages, said on one day in one sense."""

    english: str
    dutch: str
    said_on: date
    tense: Tense


def pairs() -> list[Pair]:
    """The phrases that have a Dutch twin."""
    fields = [json.loads(line) for line in ENGLISH.read_text(encoding="utf-8").splitlines()]
    return [
        Pair(each["phrase"], each["dutch"], date.fromisoformat(each["said_on"]), each["kind"])
        for each in fields
        if "dutch" in each
    ]


@pytest.mark.parametrize("record", RECORDS, ids=[f"{each.kind} {each.phrase}" for each in RECORDS])
def test_an_english_phrase_is_read_to_the_day(record: Record) -> None:
    judgement = Judgement(record, ours(record))

    assert judgement.is_exact, judgement.answer
    assert not judgement.is_invented


@pytest.mark.parametrize("pair", pairs(), ids=[f"{each.tense} {each.english}" for each in pairs()])
def test_an_english_phrase_means_what_its_dutch_twin_means(pair: Pair) -> None:
    english, dutch = read(pair.english, pair), read(pair.dutch, pair)

    assert english.window == dutch.window
    assert english.offset == dutch.offset
    assert (english.event is None) is (dutch.event is None)


def test_the_english_phrases_cover_every_kind_and_phrases_without_a_bound() -> None:
    assert {record.kind for record in RECORDS} == set(Tense)
    assert sum(record.latest is None for record in RECORDS) > len(RECORDS) // 10
    assert len(pairs()) > len(RECORDS) // 2


def read(text: str, pair: Pair) -> Reading:
    """The reading of a phrase of a pair with the Dutch calendar at hand."""
    return read_phrase(text, pair.said_on, tense=Tense(pair.tense), calendar=dutch_calendar())
