"""A phrase as tokens, so that rules compare words and numbers and never scan characters.

Tokenising takes one pass: each alternative of the pattern consumes what it tries, so that no
input, however long or odd, costs more than its length.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from models.dates.phrases.english import JOINED
from models.dates.phrases.numbers import COMPOUND_NUMBERS
from models.dates.phrases.words import PERIOD_OPENERS

# Superscript footnote marks count as letters to a regular expression, which would turn
# "2022²" into a code. A space keeps the offsets of everything behind them.
_NOTE_MARKS = str.maketrans(dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", " "))

# Numbers longer than this are no day, year or count, nor a year with a footnote glued to it.
_LONGEST_NUMBER = 6

_TOKEN = re.compile(
    r"""
      (?P<iso>     (?<![-0-9]) [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} (?![-\w]) )
    | (?P<numeric> [0-9]{1,2}([-/.])[0-9]{1,2}\3[0-9]{4} (?!\w) )
    | (?P<brief>   (?<![-/.\w]) [0-9]{1,2}([-/])[0-9]{1,2}\5['’]?[0-9]{2} (?![-/.]?\w) )
    | (?P<ordinal> [0-9]{1,2} (?: ste | de | st | nd | rd | th | e ) \b )
    | (?P<quarter> q[1-4] \b )
    | (?P<half>    h[12] \b )
    | (?P<decade>  [0-9]{3}0s \b )
    | (?P<code>    [0-9]+ [^\W\d_] \w* )
    | (?P<number>  [0-9]+ )
    | (?P<short>   (?: [jl]\.[ ]?l | a\.[ ]?s | d\.d | z\.s\.m | t\.z\.t | m\.i\.v ) \b \.?
                   | t/m \b )
    | (?P<word>    [^\W\d_]+ )
    | (?P<mark>    [-–—/.,;:()%€] )
    """,
    re.VERBOSE | re.IGNORECASE,
)


_STANDS_FOR = JOINED | COMPOUND_NUMBERS
# By their first word, the longest first.
_JOINED: dict[str, list[tuple[str, ...]]] = {}
for _words in sorted(_STANDS_FOR, key=len, reverse=True):
    _JOINED.setdefault(_words[0], []).append(_words)


class Kind(StrEnum):
    """What a token is; the names are the groups of the pattern."""

    ISO = "iso"
    NUMERIC = "numeric"
    BRIEF = "brief"  # in figures, the year with two of them
    ORDINAL = "ordinal"
    QUARTER = "quarter"
    HALF = "half"
    DECADE = "decade"
    CODE = "code"
    NUMBER = "number"
    SHORT = "short"
    WORD = "word"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark of the phrase.

    Attributes:
        kind: What it is.
        text: Its letters in lower case without accents; a short form without full stops.
        number: Its value when it is a number of bearable length.
        opening: Under which rules ask for it: its text, or the sort of its figures ("#number").
        opens_a_period: Whether a period can begin with it.
        accented: Whether accents were taken off (vóór is stronger than voor).
        start: Offset of its first character in the phrase.
        end: Offset behind its last character.
    """

    kind: Kind
    text: str
    number: int | None
    opening: str
    opens_a_period: bool
    accented: bool
    start: int
    end: int


_OF_FIGURES = frozenset(
    {
        *(Kind.ISO, Kind.NUMERIC, Kind.BRIEF, Kind.ORDINAL, Kind.QUARTER, Kind.HALF),
        *(Kind.DECADE, Kind.NUMBER),
    }
)

_NOTHING = Token(
    Kind.MARK, "", None, opening="", opens_a_period=False, accented=False, start=0, end=0
)


@dataclass(frozen=True)
class Tokens:
    """The tokens of one phrase; asking beyond its ends gives an empty token, not an error."""

    source: str
    items: tuple[Token, ...]

    def __len__(self) -> int:
        """Return how many tokens there are."""
        return len(self.items)

    def __getitem__(self, position: int) -> Token:
        """Return the token at a position, an empty one outside the phrase."""
        return self.items[position] if 0 <= position < len(self.items) else _NOTHING

    @cached_property
    def _openings(self) -> tuple[int, ...]:
        return tuple(at for at, token in enumerate(self.items) if token.opens_a_period)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for at, token in enumerate(self.items):
            places.setdefault(token.text, []).append(at)
        return places

    def holds_any(self, words: frozenset[str]) -> bool:
        """Return whether one of these words stands anywhere."""
        return not self._places.keys().isdisjoint(words)

    def positions(self, words: frozenset[str] | None) -> Sequence[int]:
        """Return in order where one of these words stands, or where a period can begin."""
        if words is None:
            return self._openings
        return sorted(at for word in words for at in self._places.get(word, ()))

    def starts_with(self, words: tuple[str, ...], at: int) -> bool:
        """Return whether these words stand at a position."""
        # A plain loop: this is asked for every word of a letter, and mostly the first differs.
        for word in words:
            if self[at].text != word:
                return False
            at += 1
        return True

    def stands_behind_an_apostrophe(self, at: int) -> bool:
        """Return whether an apostrophe touches the token: the years of "'27"."""
        start = self[at].start
        return start > 0 and self.source[start - 1] in "'’‘"

    def is_capital(self, at: int) -> bool:
        """Return whether the word at a position begins with a capital: May, unlike may."""
        return self.source[self[at].start : self[at].start + 1].isupper()

    def skip(self, words: frozenset[str], at: int, *, most: int = 5) -> int:
        """Return the first position from ``at`` on whose word is not one of these."""
        position = at
        while position < at + most and self[position].text in words:
            position += 1
        return position

    def clause_from(self, at: int, *, most: int = 12) -> str:
        """Return the text from a position to the next mark, ``most`` tokens at the longest."""
        end = at
        while end < at + most and self[end].kind is not Kind.MARK:
            end += 1
        return self.source[self[at].start : self[end - 1].end] if end > at else ""


def tokenise(text: str) -> Tokens:
    """Return the tokens of a text, in order."""
    readable = text.translate(_NOTE_MARKS)
    return Tokens(text, _joined([_token(match) for match in _TOKEN.finditer(readable)]))


def _joined(tokens: list[Token]) -> tuple[Token, ...]:
    """Return the tokens with those made one that stand for one word: "Budget Day"."""
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        words = _JOINED.get(tokens[at].text)
        length, text = _standing_at(words, tokens, at) if words else (1, None)
        joined.append(_as_one(tokens[at : at + length], text) if text else tokens[at])
        at += length
    return tuple(joined)


def _standing_at(
    groups: list[tuple[str, ...]], tokens: list[Token], at: int
) -> tuple[int, str | None]:
    """Return how many tokens stand for one word there, and which word that is."""
    for words in groups:
        if all(
            at + step < len(tokens) and tokens[at + step].text == word
            for step, word in enumerate(words)
        ):
            return len(words), _STANDS_FOR[words]
    return 1, None


def _as_one(tokens: list[Token], text: str) -> Token:
    return Token(
        Kind.WORD,
        text,
        None,
        opening=text,
        opens_a_period=text in PERIOD_OPENERS,
        accented=False,
        start=tokens[0].start,
        end=tokens[-1].end,
    )


def _token(match: re.Match[str]) -> Token:
    kind = Kind(match.lastgroup or Kind.MARK)
    raw = match[0].lower()
    folded = _without_accents(raw)
    if kind is Kind.SHORT:
        folded = folded.replace(".", "").replace(" ", "")
    return Token(
        kind=kind,
        text=folded,
        number=_number(kind, raw),
        opening=f"#{kind}" if kind in _OF_FIGURES else folded,
        opens_a_period=kind in _OF_FIGURES or folded in PERIOD_OPENERS,
        accented=kind is Kind.WORD and folded != raw,
        start=match.start(),
        end=match.end(),
    )


def _number(kind: Kind, raw: str) -> int | None:
    """Return the value of a number, ordinal, quarter or half; long digits stay unconverted."""
    if kind is Kind.NUMBER:
        return int(raw) if len(raw) <= _LONGEST_NUMBER else None
    if kind is Kind.DECADE:
        return int(raw[:4])
    if kind in (Kind.QUARTER, Kind.HALF):
        return int(raw[1])
    if kind is Kind.ORDINAL:
        return int(raw.rstrip("abcdefghijklmnopqrstuvwxyz"))
    return None


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
