"""Periods without a name of their own: a date or year in figures, "volgende maand", "vandaag"."""

import re
from datetime import date, timedelta

from models.dates import periods
from models.dates.phrases.grammar import Found, Saying, Size
from models.dates.phrases.names import half_of_month
from models.dates.phrases.naming import part_at, part_of
from models.dates.phrases.numbers import ORDINALS, TENS
from models.dates.phrases.tokens import Kind, Tokens
from models.dates.phrases.words import (
    ARTICLES,
    BETWEEN,
    COURSE,
    DAYS_FROM_TODAY,
    EARLIER,
    FILLERS,
    HALF_WORDS,
    HALF_YEAR_WORDS,
    MONTHS,
    NEW,
    OF,
    PARTS,
    QUARTER_WORDS,
    REST_OF,
    SHIFTS,
    WEEK_WORDS,
    YEAR_WORDS,
    Part,
    Shift,
)
from models.dates.phrases.years import (
    StatedYear,
    is_next_in_brief,
    of_this_century,
    year_number_at,
)
from models.dates.remarks import Remark
from models.dates.window import Window

_SEPARATOR = re.compile(r"[-/.'’]+")
_JOINTS = frozenset({"-", "–", "—", "/"})
_LISTED = frozenset({",", "of", "en", "or", "and"})
_DECADES_READ = range(1900, 2200)
_DECADE_WORDS = frozenset({"decennium", "decade"})
_MONTHS_IN = (
    dict.fromkeys(("maand", "month"), (1, Size.MONTH))
    | dict.fromkeys(QUARTER_WORDS, (3, Size.QUARTER))
    | dict.fromkeys(HALF_YEAR_WORDS, (6, Size.HALF))
    | dict.fromkeys(YEAR_WORDS, (12, Size.YEAR))
)
# The coming and the past twelve months in English, unlike "next year" and "last year".
_ROLLING = {
    ("the", "coming", "year"): 12,
    ("the", "next", "year"): 12,
    ("the", "coming", "month"): 1,
    ("the", "next", "month"): 1,
    ("the", "past", "year"): -12,
    ("the", "last", "year"): -12,
}
_STEPS = {Shift.PREVIOUS: -1, Shift.PAST: -1, Shift.THIS: 0, Shift.COMING: 1, Shift.NEXT: 1}


def date_in_figures(tokens: Tokens, at: int, _saying: Saying) -> Found | None:
    """Read 2026-12-31, 31-12-2026 (also with full stops or slashes) and 31-12-26, day first."""
    token = tokens[at]
    if token.kind not in (Kind.ISO, Kind.NUMERIC, Kind.BRIEF):
        return None
    first, month, last = (int(part) for part in _SEPARATOR.split(token.text) if part)
    year, day = (first, last) if token.kind is Kind.ISO else (last, first)
    if token.kind is Kind.BRIEF:
        year = of_this_century(year)
    try:
        moment = date(year, month, day)
    except ValueError:
        return None
    return Found(periods.day(moment), at + 1, Size.DAY)


def day_from_today(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "vandaag", "morgen", "gisteren" and the like."""
    days = DAYS_FROM_TODAY.get(tokens[at].text)
    if days is None:
        return None
    return Found(periods.day(saying.said_on + timedelta(days=days)), at + 1, Size.DAY)


def year_in_figures(tokens: Tokens, at: int, _saying: Saying) -> Found | None:
    """Read "2026", "het jaar 2026"; not an amount, a number of a document or a code."""
    if _is_the_year_of_nothing(tokens, at):
        return None
    position = at + 1 if tokens[at].text in YEAR_WORDS else at
    # Behind "eind" nothing but a year can stand, so a footnote number may be glued to it.
    is_part = tokens[at - 1].text in PARTS
    year = year_number_at(tokens, position, may_be_glued=is_part)
    if year is None:
        return None
    return Found(periods.year(year.number), year.after, Size.YEAR, year.remarks)


def _is_the_year_of_nothing(tokens: Tokens, at: int) -> bool:
    """Return whether it is the year of "31 februari 2027" or "week 53 van 2027", which are not."""
    position = at - 1
    while position > at - 4 and tokens[position].text in OF:
        position -= 1
    name, number = tokens[position].text, tokens[position].number
    is_day = name in MONTHS and tokens[position - 1].number is not None
    return is_day or (number is not None and tokens[position - 1].text in WEEK_WORDS)


def years_joined(tokens: Tokens, at: int, _saying: Saying) -> Found | None:
    """Read "2028-2033", "2026/27", "2027 of 2028", "2027, 2028 en 2029": all included."""
    first = year_number_at(tokens, at, may_be_glued=False)
    if first is None or tokens[at - 1].text in BETWEEN:
        return None
    last, joint = first, ""
    while tokens[last.after].text in _JOINTS | _LISTED:
        following = _following_year(tokens, last)
        if following is None:
            break
        joint = tokens[last.after].text
        last = following
    if last is first or joint == ",":
        return None
    window = Window(date(first.number, 1, 1), None, date(last.number, 12, 31))
    return Found(window, last.after, Size.SPAN, last.remarks)


def _following_year(tokens: Tokens, year: StatedYear) -> StatedYear | None:
    """Return the year that is joined to this one: the next one, or behind a dash any later one."""
    at = year.after + 1
    if tokens[year.after].text in ("/", "-", "–") and is_next_in_brief(tokens, at, year.number):
        return StatedYear(year.number + 1, at + 1)
    found = year_number_at(tokens, at, may_be_glued=tokens[year.after].text in _JOINTS)
    if found is None or found.number <= year.number:
        return None
    is_near = tokens[year.after].text in _JOINTS or found.number == year.number + 1
    return found if is_near else None


def rolling_period(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "het komende jaar", "de komende maand", "het afgelopen jaar": from or up to today.

    The article and the ending make the difference: "komend jaar" is the next calendar year,
    "het komende jaar" the coming twelve months (domain section 10).
    """
    word, unit, article = tokens[at].text, tokens[at + 1].text, tokens[at - 1].text
    months = _ROLLING.get((article, word, unit))
    if months is not None:
        return _rolling(saying.said_on, months, at)
    if word == "komende" and unit == "jaar":
        return _rolling(saying.said_on, 12, at)
    if word == "komende" and article == "de" and unit == "maand":
        return _rolling(saying.said_on, 1, at)
    if word == "afgelopen" and article == "het" and unit == "jaar":
        return _rolling(saying.said_on, -12, at)
    return None


def shifted_period(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "dit jaar", "volgende maand", "vorig kwartaal", "deze week", "dit decennium"."""
    shift = SHIFTS.get(tokens[at].text)
    if shift is None or tokens[at + 2].text == "s":
        return None  # "before next year's budget" is not before next year
    return _calendar_period(tokens[at + 1].text, _STEPS[shift], saying.said_on, at + 2)


def _calendar_period(unit: str, step: int, said_on: date, after: int) -> Found | None:
    """Return the calendar period of this unit that lies ``step`` periods from the running one."""
    if unit == "week":
        return Found(periods.week(said_on + timedelta(weeks=step)), after, Size.WEEK)
    if unit in _DECADE_WORDS:
        return _decade(said_on.year // 10 * 10 + 10 * step, after)
    if unit not in _MONTHS_IN:
        return None
    count, size = _MONTHS_IN[unit]
    running = said_on.replace(day=1, month=said_on.month - (said_on.month - 1) % count)
    return Found(periods.months(periods.plus_months(running, count * step), count), after, size)


def half_of_period(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "tweede helft van volgende maand": what names alone do not cover."""
    number = ORDINALS.get(tokens[at].text)
    if number not in (1, 2) or tokens[at + 1].text not in HALF_WORDS:
        return None
    inner = shifted_period(tokens, tokens.skip(OF, at + 2), saying)
    if inner is None or inner.size is not Size.MONTH or inner.window.earliest is None:
        return None
    window = half_of_month(inner.window.earliest, number)
    return Found(window, inner.after, Size.SPAN, inner.remarks)


def day_of_a_month(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "de 15e van volgende maand", "the first of the month"."""
    number = tokens[at].number if tokens[at].kind is Kind.ORDINAL else ORDINALS.get(tokens[at].text)
    if number is None or tokens[at + 1].text not in ("van", "of"):
        return None
    position = tokens.skip(OF, at + 1)
    month = shifted_period(tokens, position, saying) or running_period(tokens, position, saying)
    first = month.window.earliest if month and month.size is Size.MONTH else None
    last = month.window.latest if month else None
    if month is None or first is None or last is None or not 1 <= number <= last.day:
        return None
    return month.with_window(periods.day(first.replace(day=number))).sized(Size.DAY)


def part_of_period(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "eind 2026", "begin volgend jaar", "medio deze maand"."""
    part = part_at(tokens, at)
    if part is None:
        return None
    position = tokens.skip(OF, at + 1)
    inner = (
        running_period(tokens, position, saying)
        or shifted_period(tokens, position, saying)
        or year_in_figures(tokens, position, saying)
        or new_year(tokens, position, saying)
        or half_of_period(tokens, position, saying)
        or decade_named(tokens, position, saying)
    )
    if inner is None:
        return None
    window, remarks = part_of(inner.window, inner.size, part)
    return Found(window, inner.after, Size.SPAN, (*inner.remarks, *remarks))


def rest_of_period(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "eerder dit jaar" up to the day it was said, "later in 2026", "nog dit jaar" from it."""
    word, said_on = tokens[at].text, saying.said_on
    if word not in REST_OF:
        return None
    position = tokens.skip(FILLERS, at + 1)
    inner = (
        shifted_period(tokens, position, saying)
        or running_period(tokens, position, saying)
        or year_in_figures(tokens, position, saying)
    )
    if inner is None or not inner.window.contains(said_on):
        return None
    if word in EARLIER:
        return inner.with_window(inner.window.ended_by(said_on))
    return inner.with_window(inner.window.beginning(said_on))


def _rolling(said_on: date, months: int, at: int) -> Found:
    other = periods.plus_months(said_on, months)
    return Found(Window(min(said_on, other), None, max(said_on, other)), at + 2)


def running_period(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read the rest of "eind van het jaar", "einde jaar", "begin van de maand": the running one."""
    before = tokens[at - 1].text
    is_named = before in ARTICLES or PARTS.get(before) in (Part.BEGIN, Part.END)
    is_named = is_named or (before in ("of", "-") and tokens[at - 2].text in PARTS)
    if not is_named or tokens[at + 1].number is not None:
        return None
    found = _calendar_period(tokens[at].text, 0, saying.said_on, at + 1)
    return found.remarked(Remark.YEAR_ASSUMED) if found else None


def course_of_the_period(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "loop van het jaar", "course of the year": all of the running one."""
    if tokens[at].text not in COURSE or tokens[at + 1].text not in ("van", "of"):
        return None
    return running_period(tokens, at + 3, saying)


def new_year(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "het nieuwe jaar": the next calendar year, the running one in a look back."""
    if tokens[at].text not in NEW or tokens[at + 1].text not in YEAR_WORDS:
        return None
    if tokens[at].text == "new" and tokens[at - 1].text != "the":
        return None  # "around New Year" is a feast
    return Found(periods.year(saying.said_on.year + (not saying.is_past)), at + 2, Size.YEAR)


def decade_named(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "jaren dertig", "jaren '30": the next such decade, the last one in a look back.

    The English "2030s" names its century.
    """
    named = tokens[at].number
    if tokens[at].kind is Kind.DECADE and named is not None:
        return _ten_years(named, at + 1) if named in _DECADES_READ else None
    word = tokens[at + 1]
    tens = TENS.get(word.text)
    if word.kind is Kind.NUMBER and len(word.text) == len("30"):
        tens = word.number
    if tokens[at].text != "jaren" or tens is None or tens % 10:
        return None

    def of(century: int) -> int:
        return saying.said_on.year // 100 * 100 + 100 * century + tens

    years = [of(century) for century in (-1, 0, 1)]
    if saying.is_past:
        first = max(year for year in years if year <= saying.said_on.year)
    else:
        first = min(year for year in years if year + 9 >= saying.said_on.year)
    return _ten_years(first, at + 2)


def _ten_years(first: int, after: int) -> Found:
    return Found(Window(date(first, 1, 1), None, date(first + 9, 12, 31)), after, Size.SPAN)


def _decade(first_year: int, after: int) -> Found:
    """Return the years that end in 0 up to the next that does: a decade ends in 9 or in 0."""
    window = Window(date(first_year, 1, 1), None, date(first_year + 10, 12, 31))
    return Found(window, after, Size.SPAN, (Remark.AMBIGUOUS_PERIOD,))
