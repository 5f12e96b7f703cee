"""A day as people write it, in Dutch and English: the one place that names months and weekdays."""

from datetime import date

from models.vocabulary import Language

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


def in_words(day: date, language: Language = Language.NL) -> str:
    """Return a day for running text.

    >>> in_words(date(2026, 12, 17))
    '17 december 2026'
    """
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


def with_weekday(day: date, language: Language = Language.NL) -> str:
    """Return a day with its weekday, for days on which people must act.

    >>> with_weekday(date(2026, 12, 17))
    'donderdag 17 december 2026'
    """
    return f"{_WEEKDAYS[language][day.weekday()]} {in_words(day, language)}"


def compact(day: date, language: Language = Language.NL) -> str:
    """Return a day for a table: ``17 dec 2026``."""
    return f"{day.day} {month(day, language)}"


def month(day: date, language: Language = Language.NL) -> str:
    """Return the month of a day for an axis: ``dec 2026``."""
    return f"{_SHORT_MONTHS[language][day.month - 1]} {day.year}"
