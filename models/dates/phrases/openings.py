"""The words and figures with which each family of periods begins.

``#number`` and the like stand for figures: the sorts of tokens that ``tokens.py`` tells apart.
"""

from models.dates.phrases.numbers import ORDINALS
from models.dates.phrases.words import (
    ANCHORS,
    DAYS_FROM_TODAY,
    FEASTS,
    LAST_SUCH,
    MONTHS,
    NEXT_SUCH,
    PARTS,
    QUARTER_WORDS,
    RECESS_PAIRS,
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
COUNTED = frozenset(ORDINALS) | {"#ordinal", "laatste", "last"}
MONTH = frozenset(MONTHS) | frozenset(SHORT_MONTHS)
DAY = NUMBER | MONTH | {"#ordinal"}
QUARTER = COUNTED | QUARTER_WORDS | {"#quarter"}
HALF = COUNTED | {"#half"}
SEASON = frozenset(SEASONS)
WEEK = frozenset(WEEK_WORDS)
FEAST = frozenset(FEASTS) | YEAR_ENDS | {"jaarwisseling", "oud"}
SCHOOL = frozenset(SCHOOL_YEARS)
NAME = DAY | QUARTER | HALF | SEASON | WEEK | FEAST | SCHOOL
PART = frozenset(PARTS)
SHIFT = frozenset(SHIFTS)
WEEKDAY = frozenset(WEEKDAYS)
POINTED_WEEKDAY = WEEKDAY | SHIFT | NEXT_SUCH | LAST_SUCH
WEEKEND = WEEKEND_WORDS | SHIFT
RECESS = frozenset(RECESSES) | {first for first, _ in RECESS_PAIRS} | {"reces"}
ANCHOR = frozenset(ANCHORS)
NEAR_TODAY = frozenset(DAYS_FROM_TODAY)
YEAR = NUMBER | YEAR_WORDS
