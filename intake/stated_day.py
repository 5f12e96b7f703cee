"""The day that a letter itself bears: in its line "Datum", or behind the place it was written.

Only a whole day counts, year included. A day anywhere else in the text is what the letter is
about, not when it was written.
"""

import re
from collections.abc import Sequence
from datetime import date

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


def stated_days(letter: Letter) -> tuple[date, ...]:
    """Return the days that the letter says it is of, each once; more than one leaves it open."""
    margin = [line for text in letter.written.margin for line in text.split("\n")]
    head = [line for text in letter.written.paragraphs for line in text.split("\n")][:_LINES]
    return tuple(dict.fromkeys([*_days_in(margin), *_days_in(head)]))


def _days_in(lines: Sequence[str]) -> list[date]:
    found = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
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
