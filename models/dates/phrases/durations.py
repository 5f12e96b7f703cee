"""Durations: "binnen drie weken", "36 maanden na inwerkingtreding", "twee weken voor 1 mei"."""

from datetime import date

from models.dates import periods
from models.dates.phrases import english
from models.dates.phrases.events import event_with_its_day, names_an_event
from models.dates.phrases.grammar import Found, Saying, Size, Tense
from models.dates.phrases.period_rules import period_behind
from models.dates.phrases.spans import Duration, duration_at, moved, term_at
from models.dates.phrases.tokens import Tokens
from models.dates.remarks import Remark
from models.dates.window import Window

WITHIN = (
    ("binnen", "nu", "en"),
    ("tussen", "nu", "en"),
    ("binnen",),
    ("in", "maximaal"),
    ("in", "hooguit"),
    ("maximaal",),
    ("uiterlijk", "binnen"),
    ("uiterlijk", "over"),
    ("ten", "hoogste"),
    ("hooguit",),
    *english.WITHIN,
)
COMING = frozenset({"komende", "eerstkomende", "eerstvolgende", "coming", "next"})
PAST = frozenset({"afgelopen", "voorbije", "laatste", "past", "last"})
_ABOUT = frozenset({"circa", "ongeveer", "about"})
_AGO = frozenset({"geleden", "ago"})


def within(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "binnen drie weken": no later than that, from the day said or from an event."""
    start = next((at + len(w) for w in WITHIN if tokens.starts_with(w, at)), None)
    duration = term_at(tokens, start) if start is not None else None
    if duration is None:
        return None
    if saying.is_past:
        return Found(Window(), duration.after, remarks=(Remark.START_UNKNOWN,))
    if tokens[duration.after].text in ("na", "after"):
        found = _from_event_or_day(tokens, duration, 1, saying)
        return found.with_window(Window(None, None, found.window.latest)) if found else None
    return _bounded_by(moved(saying.said_on, duration, 1, saying), duration.after)


def in_the_coming(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "de komende drie maanden": from the day it was said."""
    duration = duration_at(tokens, at + 1) if tokens[at].text in COMING else None
    if duration is None:
        return None
    return _bounded_by(moved(saying.said_on, duration, 1, saying), duration.after)


def in_the_past(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "de afgelopen twee jaar": up to the day it was said."""
    duration = duration_at(tokens, at + 1) if tokens[at].text in PAST else None
    start = moved(saying.said_on, duration, -1, saying) if duration else None
    if duration is None or start is None or tokens[duration.after].text in ("van", "of"):
        return None  # "de laatste twee maanden van de looptijd" lie where that says
    return Found(Window(start, None, saying.said_on), duration.after)


def ago(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "twee weken geleden": that day."""
    duration = duration_at(tokens, at)
    if duration is None or tokens[duration.after].text not in _AGO:
        return None
    day = moved(saying.said_on, duration, -1, saying)
    return Found(periods.day(day), duration.after + 1, Size.DAY) if day else None


def from_a_moment(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "twee weken voor het zomerreces" and "36 maanden na inwerkingtreding"."""
    duration = duration_at(tokens, at)
    word = tokens[duration.after].text if duration else ""
    if duration is None or word not in ("na", "after", "voor", "before"):
        return None
    return _from_event_or_day(tokens, duration, -1 if word in ("voor", "before") else 1, saying)


def ahead(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "over drie weken": that day."""
    duration = None
    if tokens[at].text == "over":
        duration = duration_at(tokens, tokens.skip(_ABOUT, at + 1))
    end = moved(saying.said_on, duration, 1, saying) if duration else None
    return Found(periods.day(end), duration.after, Size.DAY) if duration and end else None


def alone(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "de gebruikelijke drie weken": a duration that nothing dates."""
    duration = duration_at(tokens, at)
    if duration is None:
        return None
    window = Window() if saying.is_past else Window(saying.said_on)
    return Found(window, duration.after, remarks=(Remark.START_UNKNOWN, Remark.NO_BOUND))


def _from_event_or_day(
    tokens: Tokens, duration: Duration, direction: int, saying: Saying
) -> Found | None:
    """Count from the day behind the duration, or keep the event and the offset."""
    start = duration.after + 1
    anchor = period_behind(tokens, start, saying) or event_with_its_day(tokens, start, saying)
    if anchor is None and direction < 0 and names_an_event(tokens, start) is None:
        return None  # "een subsidie van een jaar voor bedrijven" waits for nothing
    if anchor is None:
        event = tokens.clause_from(start)
        offset = duration.iso(direction)
        remarks = (Remark.EVENT_UNDATED,)
        return Found(Window(), len(tokens), Size.SPAN, remarks, event, offset) if event else None
    side = anchor.window.earliest if direction < 0 else anchor.window.latest
    end = moved(side, duration, direction, saying) if side else None
    if end is None:
        return Found(Window(), anchor.after, remarks=anchor.remarks, event=anchor.event,
                     offset=duration.iso(direction))  # fmt: skip
    is_bound = saying.tense is Tense.DEADLINE
    window = Window(None, None, end) if is_bound else periods.day(end)
    return Found(window, anchor.after, Size.DAY, anchor.remarks)


def _bounded_by(end: date | None, after: int) -> Found:
    if end is None:
        return Found(Window(), after, remarks=(Remark.CALENDAR_NEEDED,))
    return Found(Window(None, None, end), after)
