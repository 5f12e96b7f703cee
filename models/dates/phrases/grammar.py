"""What a rule is: an id, its convention in words, its source, and a function over tokens."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import wraps

from models.dates.calendar import Calendar
from models.dates.phrases.tokens import Tokens
from models.dates.remarks import Remark
from models.dates.window import Window


class Tense(StrEnum):
    """The sense of the sentence in which a phrase stands."""

    PAST = "past"
    PLANNED = "planned"
    DEADLINE = "deadline"


class Size(StrEnum):
    """What sort of period was named; parts, halves and "rond" depend on it."""

    MIDNIGHT = "midnight"  # between two days; its window is the day that it begins
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    SPAN = "span"


@dataclass(frozen=True, slots=True)
class Saying:
    """The circumstances in which a phrase was said."""

    said_on: date
    tense: Tense | None = None
    calendar: Calendar | None = None

    @property
    def is_past(self) -> bool:
        """Whether the sentence looks back."""
        return self.tense is Tense.PAST

    def seen_from(self, day: date, tense: Tense) -> "Saying":
        """Return the same circumstances on another day, to read one end from the other."""
        return replace(self, said_on=day, tense=tense)


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found.

    Attributes:
        window: The days that the words themselves name; no beginning when they name none.
        after: Position of the first token behind the words that were read.
        size: The sort of period.
        remarks: What a reader should check.
        event: The event that the words wait for.
        offset: The time from that event, an ISO 8601 duration.
    """

    window: Window
    after: int
    size: Size = Size.SPAN
    remarks: tuple[Remark, ...] = ()
    event: str | None = None
    offset: str | None = None

    def with_window(self, window: Window) -> "Found":
        """Return the same find with other days."""
        return replace(self, window=window)

    def sized(self, size: Size) -> "Found":
        """Return the same find as another sort of period."""
        return replace(self, size=size)

    def remarked(self, *remarks: Remark) -> "Found":
        """Return the same find with more remarks, each said once."""
        return replace(self, remarks=tuple(dict.fromkeys((*self.remarks, *remarks))))


Read = Callable[[Tokens, int, Saying], Found | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A convention of Dutch government letters that reads one family of phrases.

    Attributes:
        id: Name under which readings refer to it (``R-SEASON``).
        convention: The convention in words, for a reader to check.
        source: Where the convention comes from.
        read: Reads the tokens from a position on; None when they are not of its family.
        opens_with: The words with which the family begins, so that a long text costs little;
            None for any word or number that can begin a period.
    """

    id: str
    convention: str
    source: str
    read: Read
    opens_with: frozenset[str] | None = None


def only_at(openings: frozenset[str], read: Read) -> Read:
    """Return a reader that is asked only where one of these words or sorts of figures stands.

    It finds the same: a family has no other beginnings. A long text costs it little.
    """

    @wraps(read)
    def read_there(tokens: Tokens, at: int, saying: Saying) -> Found | None:
        return read(tokens, at, saying) if tokens[at].opening in openings else None

    return read_there


def first_words(phrases: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    """Return the words with which these word groups begin."""
    return frozenset(words[0] for words in phrases)


def standing_at(
    phrases: tuple[tuple[str, ...], ...], tokens: Tokens, at: int
) -> tuple[str, ...] | None:
    """Return the first of these word groups that stands at a position."""
    first = tokens[at].text
    return next(
        (words for words in phrases if words[0] == first and tokens.starts_with(words, at)), None
    )


def behind(phrases: tuple[tuple[str, ...], ...], tokens: Tokens, at: int) -> int | None:
    """Return the position behind the first of these word groups that stands at a position."""
    words = standing_at(phrases, tokens, at)
    return at + len(words) if words else None


def first_found(rules: tuple[Rule, ...], tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Return what the first of these rules for a period finds at a position."""
    if not tokens[at].opens_a_period:
        return None
    for rule in rules:
        found = rule.read(tokens, at, saying)
        if found is not None:
            return found
    return None
