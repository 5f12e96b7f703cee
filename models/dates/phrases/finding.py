"""Every phrase of a sentence with its place, where ``reader.py`` reads one phrase by itself.

The rules are the same and read in the same order, so that a phrase means in a letter what it
means alone. Two things are added here: which of the finds that overlap is kept (the first in
the order of the rules, as in ``reader.py``), and which words around it belong to the phrase.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.dates.phrases import durations, unbounded
from models.dates.phrases.grammar import Found, Rule, Saying
from models.dates.phrases.reader import reading_of
from models.dates.phrases.rules import RULES
from models.dates.phrases.tokens import Kind, Tokens
from models.dates.phrases.words import LAST_SUCH, NEXT_SUCH, UNITS
from models.dates.window import Reading

# A duration alone ("drie weken") names no moment in running text: it is a length of something.
_RULES = tuple(rule for rule in RULES if rule.read is not durations.alone)

# Words that may open a period and mostly do not, and how the nouns end with which they do.
_FREQUENT = frozenset({"een", "one", "a", "an", "dit", "deze", "this"})
_PERIODS = ("periode", "decennium", "decade", "reces", "recess", "eeuw", "dag", "period")

# Words ahead of a find that belong to the phrase, nearest first: "nog in de loop van | 2026".
_WEEKDAYS = frozenset(
    {
        *("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    }
)
_ARTICLES = frozenset({"de", "het", "den", "the"})
_PREPOSITIONS = frozenset({"in", "op", "aan", "van", "uit", "dd", "on", "at"})
_COURSE = frozenset({"loop van", "course of"})
_ADVERBS = frozenset({"nog", "al", "reeds", "pas", "ergens", "only", "already", "sometime"})

# A finite verb or its subject ends the event that a phrase waits for: "na ontvangst van het
# advies | zal ik".
_BEHIND_AN_EVENT = frozenset(
    {
        *("zal", "zullen", "zou", "zouden", "is", "zijn", "ben", "wordt", "worden", "werd"),
        *("werden", "was", "waren", "heeft", "heb", "hebben", "had", "hadden", "kan", "kunnen"),
        *("moet", "moeten", "dient", "dienen", "wil", "willen", "mag", "mogen", "gaat", "gaan"),
        *("informeer", "informeert", "informeren", "stuur", "stuurt", "zend", "zendt", "bericht"),
        *("kom", "komt", "ontvangt", "volgt", "neemt", "nemen", "start", "starten", "ik", "wij"),
        *("we", "will", "shall", "has", "have", "would", "can", "could", "must", "may"),
        *("indien", "mits", "bied", "leg", "i"),
    }
)
# Conjunctions, whose event is a clause with a verb of its own: "zodra het advies is ontvangen".
_CONJUNCTIONS = frozenset({"nadat", "zodra", "voordat", "alvorens", "once"})
# Behind these, "na" and "voor" are no prepositions of time: "na te gaan", "ga na of".
_NO_EVENT = frozenset(
    {"te", "of", "dat", "wat", "hoe", "welke", "ruim", "enkele", "elkaar"}
    | {"all", "that", "another", "each", "possible", "necessary", "applicable", "appropriate"}
)

# A vague phrase and the bound behind it are one phrase: "zo spoedig mogelijk, doch uiterlijk …".
_TURNS = frozenset(
    {
        ",",
        "doch",
        "maar",
        "en",
        "in",
        "ieder",
        "elk",
        "geval",
        "echter",
        "but",
        "and",
        "yet",
        "any",
        "event",
        "case",
    }
)
_MOST_TURNS = 5


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in a sentence.

    Attributes:
        tokens: The sentence.
        at: Position of the token at which the rule reads.
        rule: The rule.
        found: What the rule found, in no particular sense.
        first: Position of the first token of the phrase.
        after: Position of the first token behind it.
    """

    tokens: Tokens
    at: int
    rule: Rule
    found: Found
    first: int
    after: int

    @property
    def start(self) -> int:
        """Offset of the first character in the sentence."""
        return self.tokens[self.first].start

    @property
    def end(self) -> int:
        """Offset behind the last character; a full stop of "jl." is inside."""
        last = self.tokens[self.after - 1]
        stopped = last.text in LAST_SUCH | NEXT_SUCH and self.tokens.source[last.end :][:1] == "."
        return last.end + 1 if stopped else last.end

    @property
    def text(self) -> str:
        """The words of the phrase, as they stand in the sentence."""
        return self.tokens.source[self.start : self.end]

    def read_in(self, saying: Saying) -> Reading:
        """Return what the phrase means in the sense of its sentence, with all words around it."""
        found = self.rule.read(self.tokens, self.at, saying) or self.found
        if found.event is not None and self.found.event is not None:
            found = replace(found, event=self.found.event)
        return reading_of(self.text, self.rule, found, saying)


def find_phrases(tokens: Tokens, saying: Saying) -> list[Phrase]:
    """Return the phrases of a sentence in order; none overlaps another.

    Args:
        tokens: The sentence.
        saying: The circumstances, in no particular sense.
    """
    taken = bytearray(len(tokens))
    kept: list[Phrase] = []
    for phrase in _candidates(tokens, saying):
        if not any(taken[phrase.at : phrase.after]):
            taken[phrase.at : phrase.after] = b"\x01" * (phrase.after - phrase.at)
            kept.append(phrase)
    kept.sort(key=lambda phrase: phrase.at)
    return _led_in(_joined(kept))


def _candidates(tokens: Tokens, saying: Saying) -> Iterator[Phrase]:
    words = {token.text for token in tokens.items}
    openings = [at for at in tokens.positions(None) if not _opens_nothing(tokens, at)]
    for rule in _RULES:
        if rule.opens_with is not None and rule.opens_with.isdisjoint(words):
            continue
        for at in openings if rule.opens_with is None else tokens.positions(rule.opens_with):
            found = rule.read(tokens, at, saying)
            if found is None:
                continue
            if found.event is not None and found.after == len(tokens):
                yield from _waiting(tokens, at, rule, found)
            else:
                yield Phrase(tokens, at, rule, found, at, found.after)


def _opens_nothing(tokens: Tokens, at: int) -> bool:
    """Return whether "een", "dit" or "deze" opens no period here: the noun behind it is none.

    These words fill letters, and each would be asked of every rule.
    """
    following = tokens[at + 1]
    if tokens[at].text not in _FREQUENT or following.opens_a_period:
        return False
    return following.text not in UNITS and not following.text.endswith(_PERIODS)


def _waiting(tokens: Tokens, at: int, rule: Rule, found: Found) -> Iterator[Phrase]:
    """Yield a phrase that waits for an event, ended where the event's words end."""
    begin = _position_of(tokens, at, found.event or "")
    verbs_left = 1 if tokens[begin - 1].text in _CONJUNCTIONS else 0
    end = begin
    while end < len(tokens) and tokens[end].kind is not Kind.MARK:
        if tokens[end].text in _BEHIND_AN_EVENT and end > begin:
            if not verbs_left:
                break
            verbs_left -= 1
        end += 1
    if end == begin or tokens[begin].text in _NO_EVENT:
        return
    event = tokens.source[tokens[begin].start : tokens[end - 1].end]
    yield Phrase(tokens, at, rule, replace(found, event=event, after=end), at, end)


def _position_of(tokens: Tokens, at: int, event: str) -> int:
    """Return where the event of a find begins: behind the words that name the wait."""
    position = at
    while position < len(tokens) and not tokens.source.startswith(event, tokens[position].start):
        position += 1
    return position


def _joined(phrases: list[Phrase]) -> list[Phrase]:
    """Join a vague phrase and the bound behind it: the bound wins (domain section 10)."""
    joined: list[Phrase] = []
    for phrase in phrases:
        before = joined[-1] if joined else None
        if before and _is_vague(before) and _turns(phrase.tokens, before.after, phrase.at):
            joined[-1] = replace(phrase, first=before.first)
        else:
            joined.append(phrase)
    return joined


def _is_vague(phrase: Phrase) -> bool:
    return phrase.rule.read is unbounded.vague


def _turns(tokens: Tokens, start: int, end: int) -> bool:
    words = [tokens[at].text for at in range(start, end)]
    return len(words) <= _MOST_TURNS and all(word in _TURNS for word in words)


def _led_in(phrases: list[Phrase]) -> list[Phrase]:
    """Let each phrase begin with the prepositions and articles ahead of it."""
    led: list[Phrase] = []
    floor = 0
    for phrase in phrases:
        led.append(replace(phrase, first=max(floor, _first_word(phrase.tokens, phrase.first))))
        floor = phrase.after
    return led


def _first_word(tokens: Tokens, at: int) -> int:
    """Return where the phrase begins whose find begins at a position."""
    at = _behind_those(tokens, at, _WEEKDAYS)
    if f"{tokens[at - 2].text} {tokens[at - 1].text}" in _COURSE:
        at -= 2
    at = _behind_those(tokens, _behind_those(tokens, at, _ARTICLES), _PREPOSITIONS)
    return _behind_those(tokens, at, _ADVERBS)


def _behind_those(tokens: Tokens, at: int, words: frozenset[str]) -> int:
    return at - 1 if tokens[at - 1].text in words else at
