"""Who reads a phrase: ours by its rules, and a general library for comparison."""

import importlib
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.phrases.judging import Answer
from benchmarks.phrases.records import Record
from models.dates import read_phrase
from seeds.calendar import dutch_calendar

EXTRAS = Path("build/bench-extras")
OURS = "mijlpaal"
THEIRS = "dateparser"

Read = Callable[[Record], Answer]


def ours(record: Record) -> Answer:
    """Return our reading, with the sense of the sentence and the Dutch calendar at hand."""
    reading = read_phrase(
        record.phrase, record.said_on, tense=record.kind, calendar=dutch_calendar()
    )
    return Answer(reading.window.earliest, reading.window.latest, reading.rule)


def theirs() -> Read | None:
    """Return the reader of the library, or None where it is not installed (``make phrases``)."""
    sys.path.append(str(EXTRAS.resolve()))  # at the end: nothing of ours is replaced
    try:
        read: Read = importlib.import_module("benchmarks.phrases.with_dateparser").read
    except ImportError:
        return None
    return read
