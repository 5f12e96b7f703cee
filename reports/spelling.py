"""Days, amounts and numbers as people read them: the one place that spells them."""

import re
from datetime import date

from models.vocabulary import Language
from reports.words import UNKNOWN

_MONTHS = {
    Language.NL: [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    Language.EN: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_SHORT_MONTHS = {
    Language.NL: [
        "jan",
        "feb",
        "mrt",
        "apr",
        "mei",
        "jun",
        "jul",
        "aug",
        "sep",
        "okt",
        "nov",
        "dec",
    ],
    Language.EN: [
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    ],
}
_WEEKDAYS = {
    Language.NL: ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    Language.EN: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
_ISO_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b", re.ASCII)
_MILLION = 1_000_000


def in_words(day: date | None, language: Language = Language.NL) -> str:
    """Return a day for running text.

    >>> from datetime import date
    >>> in_words(date(2026, 12, 17))
    '17 december 2026'
    """
    if day is None:
        return UNKNOWN.say(language)
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


def with_weekday(day: date | None, language: Language = Language.NL) -> str:
    """Return a day for running text with its weekday, for days on which people must act.

    >>> from datetime import date
    >>> with_weekday(date(2026, 12, 17))
    'donderdag 17 december 2026'
    """
    if day is None:
        return UNKNOWN.say(language)
    return f"{_WEEKDAYS[language][day.weekday()]} {in_words(day, language)}"


def compact(day: date | None, language: Language = Language.NL) -> str:
    """Return a day for a table: ``17 dec 2026``."""
    if day is None:
        return UNKNOWN.say(language)
    return f"{day.day} {_SHORT_MONTHS[language][day.month - 1]} {day.year}"


def month(day: date, language: Language = Language.NL) -> str:
    """Return the month of a day for an axis: ``dec 2026``."""
    return f"{_SHORT_MONTHS[language][day.month - 1]} {day.year}"


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


def _word_of(found: re.Match[str], language: Language) -> str:
    try:
        return in_words(date.fromisoformat(found[0]), language)
    except ValueError:  # three numbers that are no day stay what they are
        return found[0]
