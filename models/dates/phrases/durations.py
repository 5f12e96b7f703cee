"""Durations: "binnen drie weken", "36 maanden na inwerkingtreding", "twee weken voor 1 mei"."""

from datetime import date

from models.dates import periods
from models.dates.phrases import english
from models.dates.phrases.events import event_with_its_day, names_an_event
from models.dates.phrases.grammar import Found, Saying, Size, Tense, behind, standing_at
from models.dates.phrases.period_rules import period_behind
from models.dates.phrases.spans import Duration, duration_at, moved, term_at
from models.dates.phrases.tokens import Kind, Tokens
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
_ABOUT = frozenset({"circa", "ongeveer", "about", "around", "approximately", "roughly"})
# Behind a term: "within six weeks of receipt", "binnen zes weken na ontvangst".
_AFTER_A_TERM = (("na",), ("after",), ("following",), ("from",))
_OF_A_TERM = (("of",), ("from", "the", "date", "of"), ("after", "the", "date", "of"))
_OF_SOMETHING = frozenset({"of", "after", "before", "following", "from"})
_FROM_NOW = (("from", "now"), ("from", "today"), ("hence",))
_NOW = frozenset(words[-1] for words in _FROM_NOW)
# Behind a duration, which way the words count from a moment.
_LENGTH_OF = frozenset({"for", "of", "lasts", "last", "lasting"})
_AFTER = (("na",), ("after",), ("following",))
_BEFORE = (("voor",), ("before",), ("prior", "to"), ("ahead", "of"))
_AGO = frozenset({"geleden", "ago"})


def within(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "binnen drie weken": no later than that, from the day said or from an event."""
    start = behind(WITHIN, tokens, at)
    duration = term_at(tokens, start) if start is not None else None
    if duration is None:
        return None
    if saying.is_past:
        return Found(Window(), duration.after, remarks=(Remark.START_UNKNOWN,))
    moment = _behind_a_term(tokens, at, duration.after)
    if moment is not None:
        found = _from_event_or_day(tokens, duration, 1, moment, saying)
        return found.with_window(Window(None, None, found.window.latest)) if found else None
    return _bounded_by(moved(saying.said_on, duration, 1, saying), duration.after)


def _behind_a_term(tokens: Tokens, at: int, after: int) -> int | None:
    """Return where the moment begins from which a term runs, None when it runs from today."""
    if standing_at(_FROM_NOW, tokens, after):
        return None
    # Dutch "of" is or: "binnen drie weken of eerder".
    words = (*_OF_A_TERM, *_AFTER_A_TERM) if tokens[at].text == "within" else _AFTER_A_TERM
    return behind(words, tokens, after)


def in_the_coming(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "de komende drie maanden": from the day it was said."""
    duration = duration_at(tokens, at + 1) if tokens[at].text in COMING else None
    if duration is None:
        return None
    return _bounded_by(moved(saying.said_on, duration, 1, saying), duration.after)


def in_the_past(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "de afgelopen twee jaar": up to the day it was said."""
    duration = duration_at(tokens, at + 1) if tokens[at].text in PAST else None
    if tokens[at].text == "last" and tokens[at - 1].text not in english.AHEAD_OF_LAST:
        return None  # "the works last three months"
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
    if duration is None:
        return None
    is_a_length = tokens[at - 1].text in _LENGTH_OF  # "for two years from 1 January"
    if standing_at(_FROM_NOW, tokens, duration.after):
        return None
    after = _AFTER if is_a_length else (*_AFTER, ("from",))
    for words, direction in ((after, 1), (_BEFORE, -1)):
        start = behind(words, tokens, duration.after)
        if start is not None:
            return _from_event_or_day(tokens, duration, direction, start, saying)
    return None


def ahead(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "over drie weken", "in three weeks": that day."""
    start = tokens.skip(_ABOUT, at + 1)
    duration = duration_at(tokens, start)
    is_ahead = tokens[at].text == ("in" if _is_english(tokens, duration) else "over")
    if duration is None or not is_ahead or _is_a_length(tokens, start, duration, saying):
        return None
    end = moved(saying.said_on, duration, 1, saying)
    return Found(periods.day(end), duration.after, Size.DAY) if end else None


def from_now(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "three weeks from now": that day."""
    if not tokens.holds_any(_NOW):
        return None
    duration = duration_at(tokens, at)
    words = standing_at(_FROM_NOW, tokens, duration.after) if duration else None
    end = moved(saying.said_on, duration, 1, saying) if duration and words else None
    if duration is None or words is None or end is None:
        return None
    return Found(periods.day(end), duration.after + len(words), Size.DAY)


def _is_english(tokens: Tokens, duration: Duration | None) -> bool:
    """Return whether the words count in English: "over three weeks" is a length, "in" is ahead."""
    if duration is None:
        return False
    number, unit = tokens[duration.after - 2].text, tokens[duration.after - 1].text
    return unit in english.UNITS or number in english.ONE


def _is_a_length(tokens: Tokens, at: int, duration: Duration, saying: Saying) -> bool:
    """Return whether "in three years" tells how long it took: "twice in a year with elections"."""
    if saying.is_past or tokens[duration.after].text in _OF_SOMETHING:
        return True
    behind = tokens[duration.after]
    is_one = tokens[at].text in english.ONE
    return is_one and behind.kind is Kind.WORD and behind.text not in ("s", "time")


def alone(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "de gebruikelijke drie weken": a duration that nothing dates."""
    duration = duration_at(tokens, at)
    if duration is None:
        return None
    window = Window() if saying.is_past else Window(saying.said_on)
    return Found(window, duration.after, remarks=(Remark.START_UNKNOWN, Remark.NO_BOUND))


def _from_event_or_day(
    tokens: Tokens, duration: Duration, direction: int, start: int, saying: Saying
) -> Found | None:
    """Count from the day at a position, or keep the event there and the offset."""
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
