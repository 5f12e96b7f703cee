"""Phrases that we made up after letters of the cabinet, each with the convention it follows.

``invented.jsonl`` has the format of the shared phrases. The right answers were derived by hand
from domain section 10, apart from the code that they judge; ``rule`` names the convention.
"""

from itertools import groupby
from pathlib import Path

import pytest

from benchmarks.phrases.judging import Judgement
from benchmarks.phrases.readers import ours
from benchmarks.phrases.records import Record, read_records
from models.dates import Tense

RECORDS = read_records(Path(__file__).with_name("invented.jsonl"))
DAYS_AND_KINDS = [
    (key, list(records))
    for key, records in groupby(RECORDS, key=lambda record: (record.said_on, record.kind))
]


@pytest.mark.parametrize(
    "records",
    [records for _, records in DAYS_AND_KINDS],
    ids=[f"{said_on} {kind}: {records[0].phrase}" for (said_on, kind), records in DAYS_AND_KINDS],
)
def test_an_invented_phrase_is_read_to_the_day(records: list[Record]) -> None:
    missed = [each for each in map(judged, records) if not each.is_exact]

    assert [(each.record.phrase, each.answer) for each in missed] == []


def test_the_invented_phrases_cover_every_kind_and_phrases_without_a_bound() -> None:
    assert {record.kind for record in RECORDS} == set(Tense)
    assert sum(record.latest is None for record in RECORDS) > len(RECORDS) // 10


def judged(record: Record) -> Judgement:
    return Judgement(record, ours(record))
