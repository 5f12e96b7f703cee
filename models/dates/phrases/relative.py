"""Periods without a name of their own: a date or year in figures, "volgende maand", "vandaag"."""

import re
from datetime import date, timedelta

from models.dates import periods
from models.dates.phrases.grammar import Found, Saying, Size
from models.dates.phrases.names import half_of_month, part_of
from models.dates.phrases.tokens import Kind, Tokens
from models.dates.phrases.words import (
    DAYS_FROM_TODAY,
    HALF_WORDS,
    HALF_YEAR_WORDS,
    MONTHS,
    OF,
    ORDINALS,
    PARTS,
    QUARTER_WORDS,
    REST_OF,
    SHIFTS,
    YEAR_WORDS,
    Shift,
)
from models.dates.phrases.years import year_number_at
from models.dates.remarks import Remark
from models.dates.window import Window

_SEPARATOR = re.compile(r"[-/.]")
_JOINTS = frozenset({"-", "–", "—", "/"})
_DECADE_WORDS = frozenset({"decennium", "decade"})
_MONTHS_IN = (
    dict.fromkeys(("maand", "month"), (1, Size.MONTH))
    | dict.fromkeys(QUARTER_WORDS, (3, Size.QUARTER))
    | dict.fromkeys(HALF_YEAR_WORDS, (6, Size.HALF))
    | dict.fromkeys(YEAR_WORDS, (12, Size.YEAR))
)
_STEPS = {Shift.PREVIOUS: -1, Shift.PAST: -1, Shift.THIS: 0, Shift.COMING: 1, Shift.NEXT: 1}


def date_in_figures(tokens: Tokens, at: int, _saying: Saying) -> Found | None:
    """Read 2026-12-31 and 31-12-2026 (also with full stops or slashes), day first."""
    token = tokens[at]
    if token.kind not in (Kind.ISO, Kind.NUMERIC):
        return None
    first, month, last = (int(part) for part in _SEPARATOR.split(token.text))
    year, day = (first, last) if token.kind is Kind.ISO else (last, first)
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
    if tokens[at - 1].text in MONTHS and tokens[at - 2].number is not None:
        return None  # the year of "31 februari 2027", a day that does not exist
    position = at + 1 if tokens[at].text in YEAR_WORDS else at
    year = year_number_at(tokens, position, may_be_glued=False)
    if year is None:
        return None
    return Found(periods.year(year.number), year.after, Size.YEAR)


def years_joined(tokens: Tokens, at: int, _saying: Saying) -> Found | None:
    """Read "2028-2033" and "2025/2026": the first year to the last one, both included."""
    first = year_number_at(tokens, at, may_be_glued=False)
    if first is None or tokens[at + 1].text not in _JOINTS:
        return None
    last = year_number_at(tokens, at + 2, may_be_glued=True)
    if last is None or last.number < first.number:
        return None
    window = Window(date(first.number, 1, 1), None, date(last.number, 12, 31))
    return Found(window, last.after, Size.SPAN, last.remarks)


def rolling_period(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "het komende jaar", "de komende maand", "het afgelopen jaar": from or up to today.

    The article and the ending make the difference: "komend jaar" is the next calendar year,
    "het komende jaar" the coming twelve months (domain section 10).
    """
    word, unit, article = tokens[at].text, tokens[at + 1].text, tokens[at - 1].text
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
    if shift is None:
        return None
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


def part_of_period(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "eind 2026", "begin volgend jaar", "medio deze maand"."""
    part = PARTS.get(tokens[at].text)
    if part is None:
        return None
    position = tokens.skip(OF, at + 1)
    inner = (
        _running_period(tokens, position, saying)
        or shifted_period(tokens, position, saying)
        or year_in_figures(tokens, position, saying)
        or half_of_period(tokens, position, saying)
    )
    if inner is None:
        return None
    window, remarks = part_of(inner.window, inner.size, part)
    return Found(window, inner.after, Size.SPAN, (*inner.remarks, *remarks))


def rest_of_period(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "eerder dit jaar" up to the day it was said, "later" and "nog dit jaar" from it."""
    word, said_on = tokens[at].text, saying.said_on
    if word not in REST_OF:
        return None
    inner = shifted_period(tokens, tokens.skip(OF, at + 1), saying)
    if inner is None or not inner.window.contains(said_on):
        return None
    if word in ("eerder", "earlier"):
        return inner.with_window(inner.window.ended_by(said_on))
    return inner.with_window(inner.window.beginning(said_on))


def _rolling(said_on: date, months: int, at: int) -> Found:
    other = periods.plus_months(said_on, months)
    return Found(Window(min(said_on, other), None, max(said_on, other)), at + 2)


def _running_period(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read the rest of "eind van het jaar", "begin van de maand": the running one."""
    is_named = tokens[at - 1].text in ("het", "de", "the") and tokens[at + 1].number is None
    found = _calendar_period(tokens[at].text, 0, saying.said_on, at + 1) if is_named else None
    return found.remarked(Remark.YEAR_ASSUMED) if found else None


def _decade(first_year: int, after: int) -> Found:
    """Return the years that end in 0 up to the next that does: a decade ends in 9 or in 0."""
    window = Window(date(first_year, 1, 1), None, date(first_year + 10, 12, 31))
    return Found(window, after, Size.SPAN, (Remark.AMBIGUOUS_PERIOD,))
