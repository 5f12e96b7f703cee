"""The rules that read a period, in order: the first that fits a position wins."""

from models.dates import periods
from models.dates.phrases import (
    counted,
    day_rules,
    joined,
    names,
    naming,
    openings,
    parliament,
    parts,
    recurring,
    relative,
    slices,
    special_days,
    weekdays,
)
from models.dates.phrases.day_rules import DATA, DOMAIN
from models.dates.phrases.grammar import Found, Rule, Saying, Size, first_found, only_at
from models.dates.phrases.tokens import Tokens
from models.dates.phrases.words import COURSE, FILLERS, NEW, OF, REST_OF, WEEK_WORDS
from models.dates.window import Window

_PART_OF_POINTED = Rule(
    "R-PART",
    "Begin, medio, eind of a month or season that is pointed at: eind komende januari.",
    DOMAIN,
    only_at(openings.PART, parts.part_of_pointed_at),
)
_PART_OF_NAME = Rule(
    "R-PART",
    "Begin, medio, eind of a month: days 1-10, 11-20, 21-end; of a quarter: its months.",
    DOMAIN,
    only_at(openings.PART, recurring.with_or_without_year(naming.part_name)),
)
_PART_OF_PERIOD = Rule(
    "R-PART",
    "Begin, medio, eind of a year: January-March, May-August, October-December.",
    DOMAIN,
    only_at(openings.PART, relative.part_of_period),
)


_PART_RULES = (_PART_OF_POINTED, _PART_OF_NAME, _PART_OF_PERIOD)


def _two_parts(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "eind 2026, begin 2027", "eind maart/begin april 2027"."""
    return parts.joined_parts(_PART_RULES, tokens, at, saying)


_WEEK_OF = frozenset({"van", "of", "commencing", "beginning", "starting"})


def _week_of_a_day(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "in de week van 4 februari", "the week commencing 12 October", of Prinsjesdag."""
    if tokens[at].text not in WEEK_WORDS or tokens[at + 1].text not in _WEEK_OF:
        return None
    position = tokens.skip(OF, at + 2)
    found = (
        joined.names_joined(tokens, position, saying)
        or first_found(day_rules.DAY_RULES, tokens, position, saying)
        or parliament.anchor_period(tokens, position, saying)
    )
    if found is None or found.size not in (Size.DAY, Size.SPAN):
        return None
    first, last = found.window.earliest, found.window.latest
    if first is None or last is None:
        return found
    window = Window(periods.week(first).earliest, None, periods.week(last).latest)
    return Found(window, found.after, Size.WEEK, found.remarks)


_FEASTS = tuple(
    recurring.with_or_without_year(read)
    for read in (special_days.feast_name, special_days.turn_of_the_year, special_days.year_end)
)


def _feast(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "Kerst", "de jaarwisseling" and "jaareinde"."""
    return next(filter(None, (read(tokens, at, saying) for read in _FEASTS)), None)


def _running_or_new(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "loop van het jaar" and "nieuwe jaar"."""
    return relative.course_of_the_period(tokens, at, saying) or relative.new_year(
        tokens, at, saying
    )


PERIOD_RULES: tuple[Rule, ...] = (
    day_rules.FIGURES,
    Rule(
        "R-WEEK",
        "In de week van D: the ISO week, Monday to Sunday, in which D lies.",
        DOMAIN,
        only_at(openings.WEEK, _week_of_a_day),
    ),
    day_rules.WEEKDAY_AND_DAY,
    Rule(
        "R-RANGE",
        "Names in a row, joined by a dash, a slash, of, en: the first to the last one; what the "
        "last one carries, a year or a month, holds for the first one too.",
        "domain section 10: ranges and combinations; Taaladvies: samentrekking",
        only_at(openings.NAME, joined.names_joined),
    ),
    day_rules.JL,
    day_rules.AS,
    Rule(
        "R-PART",
        "Two parts that follow on each other, eind 2026, begin 2027, or of one period, "
        "begin/medio 2027: both included.",
        DATA,
        only_at(openings.PART, _two_parts),
    ),
    Rule(
        "R-REL",
        "A name behind its year: volgend jaar zomer, vorig jaar oktober, 2026 Q3.",
        DOMAIN,
        only_at(openings.SHIFT | openings.NUMBER, recurring.behind_its_year),
    ),
    Rule(
        "R-WEEKDAY",
        "A weekday of this, the next or the last week: volgende week donderdag.",
        DOMAIN,
        only_at(openings.SHIFT | openings.WEEKDAY, weekdays.weekday_of_a_week),
    ),
    Rule(
        "R-WEEKDAY",
        "Aanstaande, komende, afgelopen, jl. with a weekday: the next or the last one, never the "
        "day itself.",
        DOMAIN,
        only_at(openings.POINTED_WEEKDAY, weekdays.weekday_pointed_at),
    ),
    Rule(
        "R-PART",
        "The first or last n days, weeks, months of a period: counted from its first or last day.",
        DOMAIN,
        only_at(openings.COUNTED, slices.first_or_last_units),
    ),
    _PART_OF_POINTED,
    Rule(
        "R-REL",
        "Afgelopen, deze, komende, volgende with a month or season: the last that is over, that "
        "of this year, the next to begin, that of next year.",
        DATA,
        only_at(openings.SHIFT, recurring.pointed_at),
    ),
    Rule(
        "R-WEEKDAY",
        "The first to fifth or last weekday of a month: de derde dinsdag van september.",
        DOMAIN,
        only_at(openings.COUNTED, recurring.with_or_without_year(counted.weekday_of_month)),
    ),
    Rule(
        "R-WEEK",
        "The first to fifth or last week of a month: in sevens from its first day, as the halves "
        "and parts of a month are counted; no convention says more.",
        DOMAIN,
        only_at(openings.COUNTED, recurring.with_or_without_year(counted.week_of_month)),
    ),
    _PART_OF_NAME,
    _PART_OF_PERIOD,
    day_rules.DAY,
    Rule(
        "R-DAY",
        "A day of this, the next or the last month: de 15e van volgende maand.",
        DOMAIN,
        only_at(openings.COUNTED, relative.day_of_a_month),
    ),
    Rule(
        "R-HALF",
        "A half of a month: days 1-15, or 16 to the end.",
        DATA,
        only_at(openings.COUNTED, recurring.with_or_without_year(names.half_month_name)),
    ),
    Rule(
        "R-HALF",
        "A half of a month that is pointed at: days 1-15, or 16 to the end.",
        DATA,
        only_at(openings.COUNTED, relative.half_of_period),
    ),
    Rule(
        "R-HALF",
        "A half of a year: January-June, or July-December.",
        DOMAIN,
        only_at(openings.HALF, recurring.with_or_without_year(names.half_year_name)),
    ),
    Rule(
        "R-QUARTER",
        "A quarter of a year, as an ordinal or as Q1 to Q4.",
        DOMAIN,
        only_at(openings.QUARTER, recurring.with_or_without_year(names.quarter_name)),
    ),
    Rule(
        "R-MONTH",
        "A month and its year; a footnote number glued to the year is left out.",
        DOMAIN,
        only_at(openings.MONTH, recurring.of_stated_year(names.month_name)),
    ),
    Rule(
        "R-SEASON",
        "A season: union of the meteorological and the astronomical one; soft bound at the "
        "meteorological end.",
        DOMAIN,
        only_at(openings.SEASON, recurring.with_or_without_year(names.season_name)),
    ),
    Rule(
        "R-WEEK",
        "Week n: the ISO week, Monday to Sunday.",
        DOMAIN,
        only_at(openings.WEEK, recurring.with_or_without_year(names.week_name)),
    ),
    Rule(
        "R-FEAST",
        "Kerst, Pasen, Koningsdag and the like: its day, or both days; the turn of the year is "
        "the midnight that begins 1 January; jaareinde: October-December.",
        "Algemene termijnenwet, art. 3(1); domain section 10",
        only_at(openings.FEAST, _feast),
    ),
    Rule(
        "R-SCHOOL",
        "A school year runs from August to July, one of a university from September to August.",
        "Wet op het primair onderwijs, art. 1; Wet op het hoger onderwijs en wetenschappelijk "
        "onderzoek, art. 1.1",
        only_at(openings.SCHOOL, recurring.with_or_without_year(special_days.school_year)),
    ),
    Rule(
        "R-RECES",
        "A recess of the Tweede Kamer, from the calendar; no days when its date is not known.",
        DOMAIN,
        only_at(openings.RECESS, parliament.recess_period),
    ),
    Rule(
        "R-ANCHOR",
        "A fixed moment of the parliamentary year, from the calendar.",
        "design section 5; Grondwet art. 65",
        only_at(openings.ANCHOR, parliament.anchor_period),
    ),
    Rule(
        "R-ANCHOR",
        "A recess or moment of parliament behind its year: next year's Budget Day.",
        DOMAIN,
        only_at(openings.SHIFT, parliament.behind_its_year),
    ),
    day_rules.DAY_NO_YEAR,
    Rule(
        "R-NOYEAR",
        "A month: the next one, the running one included; the last when the sentence looks "
        "back; behind al or reeds the nearest.",
        DATA,
        only_at(openings.MONTH, recurring.without_year(names.month_name)),
    ),
    Rule(
        "R-REL",
        "Eerder dit jaar: up to the day it was said; later and nog dit jaar: from that day.",
        DATA,
        only_at(REST_OF, relative.rest_of_period),
    ),
    Rule(
        "R-REL",
        "In de loop van het jaar, de maand: all of the running one; het nieuwe jaar: the next.",
        DOMAIN,
        only_at(COURSE | NEW, _running_or_new),
    ),
    Rule(
        "R-DECADE",
        "De jaren dertig: the ten years that begin with 2030.",
        "Taalunie: Woordenlijst",
        only_at(openings.DECADE, relative.decade_named),
    ),
    Rule(
        "R-REL",
        "Het komende jaar: the coming twelve months, unlike komend jaar.",
        DOMAIN,
        only_at(openings.SHIFT, relative.rolling_period),
    ),
    Rule(
        "R-REL",
        "Dit, volgend, komend, vorig with jaar, kwartaal, maand, week: the calendar period.",
        DOMAIN,
        only_at(openings.SHIFT, relative.shifted_period),
    ),
    Rule(
        "R-REL",
        "A weekend: its Saturday and Sunday.",
        DATA,
        only_at(openings.WEEKEND, weekdays.weekend),
    ),
    day_rules.TODAY,
    Rule(
        "R-WEEKDAY",
        "Op maandag: the next one, the last one when the sentence looks back.",
        DATA,
        only_at(openings.WEEKDAY, weekdays.weekday_alone),
    ),
    Rule(
        "R-RANGE",
        "Years joined by a dash or a slash, or that follow on each other behind of, en: all "
        "included.",
        DATA,
        only_at(openings.NUMBER, relative.years_joined),
    ),
    Rule(
        "R-YEAR",
        "A year in figures, when it is no amount and no number of a document.",
        DATA,
        only_at(openings.YEAR, relative.year_in_figures),
    ),
)


def period_behind(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Return the period at a position, or behind articles and prepositions that stand there."""
    direct = first_found(PERIOD_RULES, tokens, at, saying)
    if direct is not None:
        return direct
    position = tokens.skip(FILLERS, at)
    return first_found(PERIOD_RULES, tokens, position, saying) if position > at else None
