"""What a letter says of itself at its head: the day it bears, and what it is about.

Of days only a whole one counts, year included, in the line "Datum" or behind the place where the
letter was written. A day anywhere else in the text is what the letter is about.
"""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from intake.letter import Letter
from models.dates import read_moment
from models.errors import UnreadablePhraseError

_LINES = 80  # a letter is dated at its head; in a PDF the margin comes somewhere on its first page
_ANY_DAY = date(2000, 1, 1)  # whole days do not depend on when they were said
_DAY = (
    r"(?:(?:ma|di|woens|donder|vrij|zater|zon)dag,?\s+)?"
    r"(\d{1,2}\s+[a-z]{3,9}\.?\s+\d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2})"
)
_LABEL = r"(?:datum|dagtekening|date)"
_LABELLED = re.compile(rf"\s*{_LABEL}\s*:?\s*{_DAY}(?!\d)", re.IGNORECASE)
_LABEL_ALONE = re.compile(rf"\s*{_LABEL}\s*:?\s*", re.IGNORECASE)
_ALONE = re.compile(rf"\s*{_DAY}\s*\.?\s*", re.IGNORECASE)
_AFTER_PLACE = re.compile(
    rf"\s*['’]?[a-z][a-z'’ -]{{2,30}},\s*(?:de\s+)?{_DAY}\s*\.?\s*", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"\s*(?:betreft|betr\.|onderwerp|subject)\s*:?\s+(\S.{2,200}?)\s*", re.IGNORECASE
)


def stated_days(letter: Letter) -> tuple[date, ...]:
    """Return the days that the letter says it is of, each once; more than one leaves it open."""
    written = letter.written
    days = [*_days_in(_head(written.margin)), *_days_in(_head(written.paragraphs))]
    return tuple(dict.fromkeys(days))


def stated_subject(letter: Letter) -> str | None:
    """Return what the line "Betreft" says; None when there is none."""
    for line in (*_head(letter.written.margin), *_head(letter.written.paragraphs)):
        match = _SUBJECT.fullmatch(line)
        if match is not None:
            return match[1]
    return None


def _head(texts: Sequence[str]) -> list[str]:
    return [line for text in texts[:_LINES] for line in text.split("\n")][:_LINES]


def _days_in(lines: Sequence[str]) -> list[date]:
    found = []
    for line, following in pairwise([*lines, ""]):
        match = _LABELLED.match(line) or _AFTER_PLACE.fullmatch(line)
        if match is None and _LABEL_ALONE.fullmatch(line):
            match = _ALONE.fullmatch(following)
        day = _whole_day(match[1]) if match else None
        if day is not None:
            found.append(day)
    return found


def _whole_day(text: str) -> date | None:
    try:
        window = read_moment(text, _ANY_DAY).window
    except UnreadablePhraseError:
        return None
    return window.latest if window.earliest == window.latest else None
