"""Whether "voor" means for or before: "doelen voor 2030", "voor 1 december" (domain section 10)."""

from models.dates.phrases.contexts import EARLIER_STILL, FOR_NOUNS, FOR_UNITS, FOR_VERBS
from models.dates.phrases.grammar import Saying, Tense
from models.dates.phrases.tokens import Tokens
from models.dates.phrases.words import SHIFTS, WEEKDAYS, YEAR_WORDS
from models.dates.phrases.years import year_number_at

_ARTICLES = frozenset({"het", "de"})
_NAMED = YEAR_WORDS | {"jaren", "periode"}
_NOT = frozenset({"niet", "not"})


def means_for(tokens: Tokens, at: int, saying: Saying) -> bool:
    """Return whether the "voor" at a position means for; written with accents it never does."""
    if tokens[at].text != "voor" or tokens[at].accented:
        return False
    position = tokens.skip(_ARTICLES, at + 1)
    word = tokens[position].text
    points_at_a_unit = word in SHIFTS and tokens[position + 1].text in FOR_UNITS
    if word in _NAMED or (points_at_a_unit and tokens[position + 2].text not in WEEKDAYS):
        return True  # "voor het jaar 2026", "voor dit jaar", "voor de komende periode"
    if tokens[at - 1].text.endswith(FOR_NOUNS) or is_planned_for(tokens, at):
        return True
    return _is_a_plan_for_a_year(tokens, at, saying)


def is_planned_for(tokens: Tokens, at: int) -> bool:
    """Return whether "gepland", "voorzien" or the like stands ahead: "voor" names the moment."""
    return tokens[at - 1].text in FOR_VERBS


def _is_a_plan_for_a_year(tokens: Tokens, at: int, saying: Saying) -> bool:
    """Return whether a plan, not a deadline, names a bare year: what is planned for it.

    The later of the two readings, so that nothing is called late while one of them still runs.
    """
    is_year = year_number_at(tokens, at + 1, may_be_glued=False) is not None
    before = tokens[at - 1].text
    is_stronger = before in EARLIER_STILL or before in _NOT
    return saying.tense is Tense.PLANNED and is_year and not is_stronger
