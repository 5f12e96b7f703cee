"""Durations: "binnen drie weken", "36 maanden na inwerkingtreding", "twee weken voor 1 mei"."""

from dataclasses import dataclass
from datetime import date, timedelta

from models.dates import periods
from models.dates.phrases.grammar import Found, Saying, Size, Tense
from models.dates.phrases.period_rules import period_behind
from models.dates.phrases.tokens import Tokens
from models.dates.phrases.words import NUMBERS, UNITS, Unit
from models.dates.remarks import Remark
from models.dates.window import Window
from models.errors import OutsideCalendarError

# A longer term than a century is no term but a stray number.
_LONGEST = {
    Unit.DAY: 36_525,
    Unit.WORKING_DAY: 2_500,
    Unit.WEEK: 5_218,
    Unit.MONTH: 1_200,
    Unit.YEAR: 100,
}
WITHIN = (
    ("binnen", "maximaal"),
    ("binnen",),
    ("within",),
    ("maximaal",),
    ("uiterlijk", "binnen"),
    ("uiterlijk", "over"),
    ("ten", "hoogste"),
    ("hooguit",),
    ("at", "most"),
)
COMING = frozenset({"komende", "eerstkomende", "coming", "next"})


@dataclass(frozen=True, slots=True)
class _Duration:
    count: int
    unit: Unit
    after: int

    def iso(self, direction: int) -> str:
        """Return the duration in ISO 8601; with B for working days, which ISO lacks."""
        return f"{'-' if direction < 0 else ''}P{self.count}{self.unit.value}"


def within(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "binnen drie weken": no later than that, from the day said or from an event."""
    start = next((at + len(w) for w in WITHIN if tokens.starts_with(w, at)), None)
    duration = _duration_at(tokens, start) if start is not None else None
    if duration is None:
        return None
    if tokens[duration.after].text in ("na", "after"):
        found = _from_event_or_day(tokens, duration, 1, saying)
        return found.with_window(Window(None, None, found.window.latest)) if found else None
    return _bounded_by(_moved(saying.said_on, duration, 1, saying), duration.after)


def in_the_coming(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "de komende drie maanden": from the day it was said."""
    duration = _duration_at(tokens, at + 1) if tokens[at].text in COMING else None
    if duration is None:
        return None
    return _bounded_by(_moved(saying.said_on, duration, 1, saying), duration.after)


def from_a_moment(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "twee weken voor het zomerreces" and "36 maanden na inwerkingtreding"."""
    duration = _duration_at(tokens, at)
    word = tokens[duration.after].text if duration else ""
    if duration is None or word not in ("na", "after", "voor", "before"):
        return None
    return _from_event_or_day(tokens, duration, -1 if word in ("voor", "before") else 1, saying)


def ahead(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "over drie weken": that day."""
    duration = _duration_at(tokens, at + 1) if tokens[at].text == "over" else None
    end = _moved(saying.said_on, duration, 1, saying) if duration else None
    return Found(periods.day(end), duration.after, Size.DAY) if duration and end else None


def alone(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "de gebruikelijke drie weken": a duration that nothing dates."""
    duration = _duration_at(tokens, at)
    if duration is None:
        return None
    window = Window() if saying.is_past else Window(saying.said_on)
    return Found(window, duration.after, remarks=(Remark.START_UNKNOWN, Remark.NO_BOUND))


def _duration_at(tokens: Tokens, at: int) -> _Duration | None:
    number = tokens[at].number or NUMBERS.get(tokens[at].text)
    unit = UNITS.get(tokens[at + 1].text)
    if number is None or unit is None or not 0 < number <= _LONGEST[unit]:
        return None
    return _Duration(number, unit, at + 2)


def _from_event_or_day(
    tokens: Tokens, duration: _Duration, direction: int, saying: Saying
) -> Found | None:
    """Count from the day behind the duration, or keep the event and the offset."""
    anchor = period_behind(tokens, duration.after + 1, saying)
    if anchor is None and direction < 0:
        return None  # "een subsidie van een jaar voor bedrijven" waits for nothing
    if anchor is None:
        event = tokens.clause_from(duration.after + 1)
        offset = duration.iso(direction)
        remarks = (Remark.EVENT_UNDATED,)
        return Found(Window(), len(tokens), Size.SPAN, remarks, event, offset) if event else None
    side = anchor.window.earliest if direction < 0 else anchor.window.latest
    moved = _moved(side, duration, direction, saying) if side else None
    if moved is None:
        return Found(Window(), anchor.after, remarks=anchor.remarks, event=anchor.event,
                     offset=duration.iso(direction))  # fmt: skip
    is_bound = saying.tense is Tense.DEADLINE
    window = Window(None, None, moved) if is_bound else periods.day(moved)
    return Found(window, anchor.after, Size.DAY, anchor.remarks)


def _bounded_by(end: date | None, after: int) -> Found:
    if end is None:
        return Found(Window(), after, remarks=(Remark.CALENDAR_NEEDED,))
    return Found(Window(None, None, end), after)


def _moved(start: date, duration: _Duration, direction: int, saying: Saying) -> date | None:
    """Return the day a duration away; None when working days are asked of no calendar."""
    count = direction * duration.count
    match duration.unit:
        case Unit.DAY:
            return start + timedelta(days=count)
        case Unit.WEEK:
            return start + timedelta(weeks=count)
        case Unit.MONTH:
            return periods.plus_months(start, count)
        case Unit.YEAR:
            return periods.plus_months(start, 12 * count)
        case Unit.WORKING_DAY:
            return _working_days_on(start, count, saying)


def _working_days_on(start: date, count: int, saying: Saying) -> date | None:
    try:
        return saying.calendar.add_working_days(start, count) if saying.calendar else None
    except OutsideCalendarError:
        return None
