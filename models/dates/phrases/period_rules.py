"""The rules that read a period, in order: the first that fits a position wins."""

from models.dates import periods
from models.dates.phrases import names, parliament, parts, recurring, relative
from models.dates.phrases.grammar import Found, Rule, Saying, Size, first_found
from models.dates.phrases.tokens import Tokens
from models.dates.phrases.words import FILLERS, OF

DOMAIN = "domain section 10"
DATA = "shared/time/phrases.jsonl"

_FIGURES = Rule(
    "R-DAY",
    "A date in figures: dd-mm-jjjj with the day first, or jjjj-mm-dd.",
    "ISO 8601-1; NEN 5214",
    relative.date_in_figures,
)
_JL = Rule(
    "R-JL",
    "jl., j.l., jongstleden: the last such date up to the letter, if need be in the year before.",
    DOMAIN,
    recurring.last_such,
)
_AS = Rule(
    "R-AS",
    "a.s., aanstaande behind a date: the next such date.",
    DOMAIN,
    recurring.next_such,
)
_DAY = Rule(
    "R-DAY",
    "Day, month and year; a footnote number glued to the year is left out.",
    DOMAIN,
    recurring.of_stated_year(names.day_name),
)
_DAY_NO_YEAR = Rule(
    "R-NOYEAR",
    "Day and month: the next such day, the last one when the sentence looks back.",
    DATA,
    recurring.without_year(names.day_name),
)
_TODAY = Rule(
    "R-REL",
    "Vandaag, heden, morgen, gisteren: counted from the day it was said.",
    DATA,
    relative.day_from_today,
)
_PART_OF_POINTED = Rule(
    "R-PART",
    "Begin, medio, eind of a month or season that is pointed at: eind komende januari.",
    DOMAIN,
    parts.part_of_pointed_at,
)
_PART_OF_NAME = Rule(
    "R-PART",
    "Begin, medio, eind of a month: days 1-10, 11-20, 21-end; of a quarter: its months.",
    DOMAIN,
    recurring.with_or_without_year(names.part_name),
)
_PART_OF_PERIOD = Rule(
    "R-PART",
    "Begin, medio, eind of a year: January-March, May-August, October-December.",
    DOMAIN,
    relative.part_of_period,
)

_DAY_RULES = (_FIGURES, _JL, _AS, _DAY, _DAY_NO_YEAR, _TODAY)
_PART_RULES = (_PART_OF_POINTED, _PART_OF_NAME, _PART_OF_PERIOD)


def _two_parts(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "eind 2026, begin 2027", "eind maart/begin april 2027"."""
    return parts.joined_parts(_PART_RULES, tokens, at, saying)


def _week_of_a_day(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "in de week van 4 februari"."""
    if tokens[at].text != "week" or tokens[at + 1].text not in ("van", "of"):
        return None
    found = first_found(_DAY_RULES, tokens, tokens.skip(OF, at + 2), saying)
    if found is None or found.window.earliest is None:
        return None
    return Found(periods.week(found.window.earliest), found.after, Size.WEEK, found.remarks)


PERIOD_RULES: tuple[Rule, ...] = (
    _FIGURES,
    Rule(
        "R-WEEK",
        "In de week van D: the ISO week, Monday to Sunday, in which D lies.",
        DOMAIN,
        _week_of_a_day,
    ),
    _JL,
    _AS,
    Rule(
        "R-PART",
        "Two parts that follow on each other, eind 2026, begin 2027, or of one period, "
        "begin/medio 2027: both included.",
        DATA,
        _two_parts,
    ),
    _PART_OF_POINTED,
    Rule(
        "R-REL",
        "Afgelopen, deze, komende, volgende with a month or season: the last that is over, that "
        "of this year, the next to begin, that of next year.",
        DATA,
        recurring.pointed_at,
    ),
    _PART_OF_NAME,
    _PART_OF_PERIOD,
    _DAY,
    Rule(
        "R-HALF",
        "A half of a month: days 1-15, or 16 to the end.",
        DATA,
        recurring.with_or_without_year(names.half_month_name),
    ),
    Rule(
        "R-HALF",
        "A half of a month that is pointed at: days 1-15, or 16 to the end.",
        DATA,
        relative.half_of_period,
    ),
    Rule(
        "R-HALF",
        "A half of a year: January-June, or July-December.",
        DOMAIN,
        recurring.with_or_without_year(names.half_year_name),
    ),
    Rule(
        "R-QUARTER",
        "A quarter of a year, as an ordinal or as Q1 to Q4.",
        DOMAIN,
        recurring.with_or_without_year(names.quarter_name),
    ),
    Rule(
        "R-MONTH",
        "A month and its year; a footnote number glued to the year is left out.",
        DOMAIN,
        recurring.of_stated_year(names.month_name),
    ),
    Rule(
        "R-SEASON",
        "A season: union of the meteorological and the astronomical one; soft bound at the "
        "meteorological end.",
        DOMAIN,
        recurring.with_or_without_year(names.season_name),
    ),
    Rule(
        "R-WEEK",
        "Week n: the ISO week, Monday to Sunday.",
        DOMAIN,
        recurring.with_or_without_year(names.week_name),
    ),
    Rule(
        "R-RECES",
        "A recess of the Tweede Kamer, from the calendar; no days when its date is not known.",
        DOMAIN,
        parliament.recess_period,
    ),
    Rule(
        "R-ANCHOR",
        "A fixed moment of the parliamentary year, from the calendar.",
        "design section 5; Grondwet art. 65",
        parliament.anchor_period,
    ),
    _DAY_NO_YEAR,
    Rule(
        "R-NOYEAR",
        "A month: the next one, the running one included; the last when the sentence looks "
        "back; behind al or reeds the nearest.",
        DATA,
        recurring.without_year(names.month_name),
    ),
    Rule(
        "R-REL",
        "Eerder dit jaar: up to the day it was said; later and nog dit jaar: from that day.",
        DATA,
        relative.rest_of_period,
    ),
    Rule(
        "R-REL",
        "Het komende jaar: the coming twelve months, unlike komend jaar.",
        DOMAIN,
        relative.rolling_period,
    ),
    Rule(
        "R-REL",
        "Dit, volgend, komend, vorig with jaar, kwartaal, maand, week: the calendar period.",
        DOMAIN,
        relative.shifted_period,
    ),
    _TODAY,
    Rule(
        "R-RANGE",
        "Two years joined by a dash or a slash: both included.",
        DATA,
        relative.years_joined,
    ),
    Rule(
        "R-YEAR",
        "A year in figures, when it is no amount and no number of a document.",
        DATA,
        relative.year_in_figures,
    ),
)


def period_behind(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Return the period at a position, or behind articles and prepositions that stand there."""
    direct = first_found(PERIOD_RULES, tokens, at, saying)
    if direct is not None:
        return direct
    position = tokens.skip(FILLERS, at)
    return first_found(PERIOD_RULES, tokens, position, saying) if position > at else None
