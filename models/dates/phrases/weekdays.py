"""Weekdays and weekends: "afgelopen dinsdag", "vrijdag a.s.", "volgende week donderdag"."""

from datetime import date, timedelta

from models.dates import periods
from models.dates.phrases.counted import weekday_of_month
from models.dates.phrases.grammar import Found, Saying, Size
from models.dates.phrases.tokens import Tokens
from models.dates.phrases.words import (
    LAST_SUCH,
    NEXT_SUCH,
    SHIFTS,
    WEEKDAYS,
    WEEKEND_WORDS,
    Shift,
)
from models.dates.window import Window

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_SATURDAY = 5
_BACK = frozenset({Shift.PREVIOUS, Shift.PAST})
_WEEKS_ON = {Shift.PREVIOUS: -1, Shift.PAST: -1, Shift.THIS: 0, Shift.COMING: 1, Shift.NEXT: 1}
# Words before a weekday alone that make it a moment: "de dinsdag" is every Tuesday.
_AHEAD_OF_A_MOMENT = frozenset(
    {
        *("op", "uiterlijk", "voor", "vanaf", "sinds", "tot", "na", "on", "by", "before"),
        *("until", "after", "since", "from", "to", "till", "through"),
    }
)


def weekday_of_a_week(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "volgende week donderdag", "vorige week woensdag", "Tuesday of next week"."""
    if tokens[at].text in WEEKDAYS:
        return _weekday_ahead_of_its_week(tokens, at, saying)
    shift = SHIFTS.get(tokens[at].text)
    position = tokens.skip(frozenset({"op", "on"}), at + 2)
    weekday = WEEKDAYS.get(tokens[position].text)
    if shift is None or tokens[at + 1].text != "week" or weekday is None:
        return None
    monday = _monday_of(saying.said_on) + _WEEKS_ON[shift] * _WEEK
    return Found(periods.day(monday + weekday * _DAY), position + 1, Size.DAY)


def _weekday_ahead_of_its_week(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "dinsdag van volgende week", "Tuesday next week"."""
    position = tokens.skip(frozenset({"van", "of", "in"}), at + 1)
    shift = SHIFTS.get(tokens[position].text)
    if shift is None or tokens[position + 1].text != "week":
        return None
    monday = _monday_of(saying.said_on) + _WEEKS_ON[shift] * _WEEK
    day = monday + WEEKDAYS[tokens[at].text] * _DAY
    return Found(periods.day(day), position + 2, Size.DAY)


def weekday_pointed_at(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "afgelopen dinsdag", "a.s. vrijdag", "dinsdag jl.", "deze donderdag"."""
    position = tokens.skip(frozenset({"."}), at + 1)  # "jl. donderdag"
    word, weekday = tokens[at].text, WEEKDAYS.get(tokens[position].text)
    if weekday is None:
        position = at + 1
        word, weekday = tokens[at + 1].text, WEEKDAYS.get(tokens[at].text)
        if word in SHIFTS and word not in NEXT_SUCH:
            return None  # "op maandag volgende week"
    if weekday is None or weekday_of_month(tokens, at) is not None:
        return None  # "the last Friday of May"
    found = _pointed(word, weekday, saying.said_on)
    return Found(periods.day(found), position + 1, Size.DAY) if found else None


def weekday_alone(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "op maandag": the next one, the last one when the sentence looks back."""
    weekday = WEEKDAYS.get(tokens[at].text)
    if weekday is None or tokens[at - 1].text not in _AHEAD_OF_A_MOMENT:
        return None
    if tokens[at + 1].text == "week" and tokens[at + 2].number is None:
        return None  # "Thursday week" is a week later
    choose = _last if saying.is_past else _next
    return Found(periods.day(choose(weekday, saying.said_on)), at + 1, Size.DAY)


def weekend(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "komend weekend", "afgelopen weekend", "het weekend": Saturday and Sunday."""
    shift, position = SHIFTS.get(tokens[at].text), at + 1
    if tokens[at].text in WEEKEND_WORDS:
        shift, position = Shift.PAST if saying.is_past else Shift.COMING, at
    if shift is None or tokens[position].text not in WEEKEND_WORDS:
        return None
    saturday = _monday_of(saying.said_on) + _SATURDAY * _DAY
    if shift in _BACK and saturday + _DAY >= saying.said_on:
        saturday -= _WEEK
    if shift is Shift.COMING and saturday <= saying.said_on:
        saturday += _WEEK
    if shift is Shift.NEXT:
        saturday += _WEEK
    return Found(Window(saturday, None, saturday + _DAY), position + 1, Size.DAY)


def _pointed(word: str, weekday: int, said_on: date) -> date | None:
    shift = SHIFTS.get(word)
    if word in LAST_SUCH or shift in _BACK:
        return _last(weekday, said_on)
    if word in NEXT_SUCH or shift is Shift.COMING:
        return _next(weekday, said_on)
    if shift is Shift.THIS:
        return _monday_of(said_on) + weekday * _DAY
    if shift is Shift.NEXT:
        return _monday_of(said_on) + _WEEK + weekday * _DAY
    return None


def _last(weekday: int, said_on: date) -> date:
    """Return the last such day before the one on which it was said."""
    return said_on - ((said_on.weekday() - weekday - 1) % 7 + 1) * _DAY


def _next(weekday: int, said_on: date) -> date:
    """Return the first such day after the one on which it was said."""
    return said_on + ((weekday - said_on.weekday() - 1) % 7 + 1) * _DAY


def _monday_of(day: date) -> date:
    return day - day.weekday() * _DAY
