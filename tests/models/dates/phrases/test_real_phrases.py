"""How much of the real phrases is read right; the phrases themselves are shared data."""

from pathlib import Path

import pytest

from benchmarks.phrases.judging import Judgement, judged_records
from benchmarks.phrases.readers import ours
from benchmarks.phrases.records import read_records
from models.dates import Tense

PHRASES = Path(__file__).parents[5] / "shared" / "time" / "phrases.jsonl"
EXACT_AT_LEAST = 0.98


def judgements() -> list[Judgement]:
    """Our answers to the phrases whose right answer follows from phrase, day and sense alone."""
    if not PHRASES.exists():
        pytest.skip("../shared/time/phrases.jsonl is not here: it is not part of the repository")
    return [Judgement(record, ours(record)) for record in judged_records(read_records(PHRASES))]


def test_nearly_all_real_phrases_are_read_to_the_day() -> None:
    judged = judgements()

    missed = [each.record.phrase for each in judged if not each.is_exact]

    assert len(missed) <= (1 - EXACT_AT_LEAST) * len(judged), missed


def test_the_last_day_of_every_real_deadline_is_right() -> None:
    deadlines = [each for each in judgements() if each.record.kind is Tense.DEADLINE]

    assert deadlines
    assert [each.record.phrase for each in deadlines if not each.has_right_latest] == []


def test_no_bound_is_invented_for_a_real_phrase_without_one() -> None:
    unbounded = [each for each in judgements() if each.record.latest is None]

    assert unbounded
    assert [each.record.phrase for each in unbounded if each.is_invented] == []
