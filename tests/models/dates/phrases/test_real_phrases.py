"""How much of the real phrases is read right; the phrases themselves are shared data."""

import json
from datetime import date
from pathlib import Path

import pytest

from models.dates.phrases import Tense, read_phrase
from models.dates.window import Window
from seeds.calendar import dutch_calendar

PHRASES = Path(__file__).parents[5] / "shared" / "time" / "phrases.jsonl"
EXACT_AT_LEAST = 0.98

Record = dict[str, str | None]


def judged_records() -> list[Record]:
    """The phrases whose right answer follows from phrase, day and sense alone."""
    if not PHRASES.exists():
        pytest.skip("../shared/time/phrases.jsonl is not here: it is not part of the repository")
    lines = PHRASES.read_text(encoding="utf-8").splitlines()
    records: list[Record] = [json.loads(line) for line in lines]
    return [record for record in records if record["score"] != "skip"]


def window_read(record: Record) -> Window:
    """The window that we read in a record's phrase."""
    return read_phrase(
        str(record["phrase"]),
        date.fromisoformat(str(record["said_on"])),
        tense=Tense(str(record["kind"])),
        calendar=dutch_calendar(),
    ).window


def has_right_latest(record: Record) -> bool:
    """Whether we read the last day that the record holds to be right."""
    latest = window_read(record).latest
    return (latest.isoformat() if latest else None) == record["latest"]


def is_right(record: Record) -> bool:
    """Whether everything that this record allows to judge is right."""
    earliest = window_read(record).earliest
    is_right_begin = (earliest.isoformat() if earliest else None) == record["earliest"]
    return has_right_latest(record) and (record["score"] == "latest" or is_right_begin)


def test_nearly_all_real_phrases_are_read_to_the_day() -> None:
    records = judged_records()

    missed = [record["phrase"] for record in records if not is_right(record)]

    assert len(missed) <= (1 - EXACT_AT_LEAST) * len(records), missed


def test_the_last_day_of_every_real_deadline_is_right() -> None:
    deadlines = [record for record in judged_records() if record["kind"] == "deadline"]

    assert deadlines
    assert [record["phrase"] for record in deadlines if not has_right_latest(record)] == []


def test_no_bound_is_invented_for_a_real_phrase_without_one() -> None:
    unbounded = [record for record in judged_records() if record["latest"] is None]

    assert unbounded
    assert [r["phrase"] for r in unbounded if window_read(r).latest is not None] == []
