"""Days, amounts and numbers as people read them: the one place that spells them."""

import re
from datetime import date

from models.dates import spelling
from models.vocabulary import Language
from reports.words import UNKNOWN

_ISO_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b", re.ASCII)
_MILLION = 1_000_000


def in_words(day: date | None, language: Language = Language.NL) -> str:
    """Return a day for running text, or that it is unknown."""
    return UNKNOWN.say(language) if day is None else spelling.in_words(day, language)


def with_weekday(day: date | None, language: Language = Language.NL) -> str:
    """Return a day with its weekday, or that it is unknown."""
    return UNKNOWN.say(language) if day is None else spelling.with_weekday(day, language)


def compact(day: date | None, language: Language = Language.NL) -> str:
    """Return a day for a table, or that it is unknown."""
    return UNKNOWN.say(language) if day is None else spelling.compact(day, language)


def span(earliest: date | None, latest: date | None, language: Language = Language.NL) -> str:
    """Return a window of days for a table; an absent end is said, never guessed."""
    if earliest is not None and earliest == latest:
        return compact(earliest, language)
    nl = language == Language.NL
    if latest is None:
        if earliest is None:
            return "geen datum af te leiden" if nl else "no date can be derived"
        return f"{'vanaf' if nl else 'from'} {compact(earliest, language)}"
    if earliest is None:
        return f"{'uiterlijk' if nl else 'not later than'} {compact(latest, language)}"
    return f"{compact(earliest, language)} {'t/m' if nl else 'to'} {compact(latest, language)}"


def spelled(sentence: str, language: Language = Language.NL) -> str:
    """Return a sentence with its ISO days in words.

    >>> spelled("nog 3 werkdagen tot 2026-12-17")
    'nog 3 werkdagen tot 17 december 2026'
    """
    return _ISO_DAY.sub(lambda found: _word_of(found, language), sentence)


def euros(amount: int, language: Language = Language.NL) -> str:
    """Return an amount of money: whole millions in words, else all figures.

    >>> euros(150_000_000)
    '€ 150 miljoen'
    """
    if amount and amount % _MILLION == 0:
        return f"€ {amount // _MILLION} {'miljoen' if language == Language.NL else 'million'}"
    grouped = f"{amount:,}"
    return f"€ {grouped.replace(',', '.') if language == Language.NL else grouped}"


def yes_or_no(holds: bool, language: Language = Language.NL) -> str:  # noqa: FBT001  (a fact)
    """Return a fact as a word."""
    if language == Language.EN:
        return "yes" if holds else "no"
    return "ja" if holds else "nee"


def _word_of(found: re.Match[str], language: Language) -> str:
    try:
        return in_words(date.fromisoformat(found[0]), language)
    except ValueError:  # three numbers that are no day stay what they are
        return found[0]
