"""The rules that read a day: in figures, in words, near today; a period rule builds on them."""

from models.dates.phrases import names, openings, recurring, relative
from models.dates.phrases.grammar import Found, Rule, Saying, first_found, only_at
from models.dates.phrases.tokens import Tokens
from models.dates.phrases.words import OF, SHIFTS, WEEKDAYS

DOMAIN = "domain section 10"
DATA = "shared/time/phrases.jsonl"

FIGURES = Rule(
    "R-DAY",
    "A date in figures: dd-mm-jjjj with the day first, or jjjj-mm-dd.",
    "ISO 8601-1; NEN 5214",
    only_at(openings.FIGURES, relative.date_in_figures),
)
JL = Rule(
    "R-JL",
    "jl., j.l., jongstleden: the last such date up to the letter, if need be in the year before.",
    DOMAIN,
    only_at(openings.NAME | openings.PART, recurring.last_such),
)
AS = Rule(
    "R-AS",
    "a.s., aanstaande behind a date: the next such date.",
    DOMAIN,
    only_at(openings.NAME | openings.PART, recurring.next_such),
)
DAY = Rule(
    "R-DAY",
    "Day, month and year; a footnote number glued to the year is left out.",
    DOMAIN,
    only_at(openings.DAY, recurring.of_stated_year(names.day_name)),
)
DAY_NO_YEAR = Rule(
    "R-NOYEAR",
    "Day and month: the next such day, the last one when the sentence looks back.",
    DATA,
    only_at(openings.DAY, recurring.without_year(names.day_name)),
)
TODAY = Rule(
    "R-REL",
    "Vandaag, heden, morgen, gisteren: counted from the day it was said.",
    DATA,
    only_at(openings.NEAR_TODAY, relative.day_from_today),
)


def _day_with_its_weekday(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "dinsdag 15 september", "aanstaande vrijdag 3 juli": the weekday adds nothing."""
    position = at + 1 if tokens[at].text in SHIFTS else at
    if tokens[position].text not in WEEKDAYS:
        return None
    return first_found(_DATE_RULES, tokens, tokens.skip(OF | {","}, position + 1), saying)


WEEKDAY_AND_DAY = Rule(
    "R-DAY",
    "A weekday ahead of a date adds nothing to it.",
    DATA,
    only_at(openings.WEEKDAY | openings.SHIFT, _day_with_its_weekday),
)
_DATE_RULES = (FIGURES, JL, AS, DAY, DAY_NO_YEAR, TODAY)
DAY_RULES = (*_DATE_RULES, WEEKDAY_AND_DAY)
