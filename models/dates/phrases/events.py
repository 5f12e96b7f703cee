"""Events that letters count from or to: "voor het commissiedebat van 24 juni"."""

from models.dates.phrases.contexts import EVENT_NOUNS, EVENT_WORDS
from models.dates.phrases.day_rules import DAY_RULES
from models.dates.phrases.grammar import Found, Saying, Size, first_found
from models.dates.phrases.tokens import Kind, Tokens
from models.dates.phrases.words import FILLERS

_ON = frozenset({"van", "op", "dd", "of", "on"})
_AHEAD = 5  # words of an event before its noun: "het eerstvolgende plenaire debat"
_BEHIND = 5  # words between the noun and the day: "het commissiedebat Klimaat op 1 juli"


def names_an_event(tokens: Tokens, at: int) -> int | None:
    """Return the position of the noun of the event that is named there, if one is."""
    for position in range(at, at + _AHEAD):
        if tokens[position].kind is not Kind.WORD:
            return None
        if _is_event(tokens[position].text):
            return position
    return None


def event_with_its_day(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Return the day of an event that the words date: that of "het debat op 24 juni"."""
    noun = names_an_event(tokens, at)
    if noun is None:
        return None
    for position in range(noun + 1, noun + 1 + _BEHIND):
        if tokens[position].text in _ON:
            found = first_found(DAY_RULES, tokens, tokens.skip(FILLERS, position + 1), saying)
            if found is not None and found.size is Size.DAY:
                return found
        elif tokens[position].kind is not Kind.WORD:
            return None
    return None


def _is_event(word: str) -> bool:
    return word in EVENT_WORDS or word.endswith(EVENT_NOUNS)
