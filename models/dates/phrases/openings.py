"""The words and figures with which each family of periods begins.

``#number`` and the like stand for figures: the sorts of tokens that ``tokens.py`` tells apart.
"""

from models.dates.phrases.numbers import LAST, ORDINALS
from models.dates.phrases.words import (
    ANCHORS,
    DAYS_FROM_TODAY,
    FEASTS,
    LAST_SUCH,
    MONTHS,
    NEXT_SUCH,
    PARTS,
    QUARTER_WORDS,
    RECESSES,
    SCHOOL_YEARS,
    SEASONS,
    SHIFTS,
    SHORT_MONTHS,
    WEEK_WORDS,
    WEEKDAYS,
    WEEKEND_WORDS,
    YEAR_ENDS,
    YEAR_WORDS,
)

NUMBER = frozenset({"#number"})
FIGURES = frozenset({"#iso", "#numeric", "#brief"})
COUNTED = frozenset(ORDINALS) | {"#ordinal", *LAST}
MONTH = frozenset(MONTHS) | frozenset(SHORT_MONTHS)
DAY = NUMBER | MONTH | frozenset(ORDINALS) | {"#ordinal"}
QUARTER = COUNTED | QUARTER_WORDS | {"#quarter"}
HALF = COUNTED | {"#half"}
SEASON = frozenset(SEASONS)
WEEK = frozenset(WEEK_WORDS)
FEAST = frozenset(FEASTS) | YEAR_ENDS | {"jaarwisseling", "oud", "new"}
SCHOOL = frozenset(SCHOOL_YEARS)
NAME = DAY | QUARTER | HALF | SEASON | WEEK | FEAST | SCHOOL
PART = frozenset(PARTS)
SHIFT = frozenset(SHIFTS)
WEEKDAY = frozenset(WEEKDAYS)
DECADE = frozenset({"jaren", "#decade"})
POINTED_WEEKDAY = WEEKDAY | SHIFT | NEXT_SUCH | LAST_SUCH
WEEKEND = WEEKEND_WORDS | SHIFT
RECESS = frozenset(RECESSES) | {"reces"}
ANCHOR = frozenset(ANCHORS)
NEAR_TODAY = frozenset(DAYS_FROM_TODAY)
YEAR = NUMBER | YEAR_WORDS
