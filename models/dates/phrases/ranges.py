"""Two periods with words between: "tussen 2030 en 2050", "1 t/m 15 mei", "april tot juni 2026"."""

from dataclasses import replace
from datetime import date, timedelta

from models.dates.phrases.english import MOVED, TO
from models.dates.phrases.grammar import (
    Found,
    Saying,
    Size,
    Tense,
    behind,
    first_found,
    first_words,
)
from models.dates.phrases.limits import THROUGH_WORDS, UNTIL_WORDS, names_an_end
from models.dates.phrases.names import ALL_MONTHS, day_number
from models.dates.phrases.parliament import recess_period, summer_as_recess
from models.dates.phrases.period_rules import PERIOD_RULES, period_behind
from models.dates.phrases.tokens import Kind, Token, Tokens, tokenise
from models.dates.phrases.words import ARTICLES, BETWEEN, FILLERS
from models.dates.remarks import Remark
from models.dates.window import Window

_NOW = frozenset({"nu", "heden", "vandaag", "now", "today"})
# Stands in front of the second of two weeks, which is a number alone.
_WEEK = tokenise("week")[0]
_AND_WORDS = (("en",), ("and",))
_THROUGH_OR_TO = (*THROUGH_WORDS, *TO)
_NEW_MOMENT = frozenset({"naar", "to", "until"})
_MOST_BACK = 5  # words from "postponed" to "from": "postponed by the House from"


def between(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "tussen 2030 en 2050": both ends included; "tussen nu en de zomer": before it.

    Between two recesses lies the time in which the chamber sits: both are outside.
    """
    if tokens[at].text not in BETWEEN:
        return None
    start = tokens.skip(ARTICLES, at + 1)
    recess = recess_period(tokens, start, saying)
    if recess is not None:
        return _from_a_recess(recess, tokens, saying)
    if tokens[at + 1].text in _NOW and tokens[at + 2].text in ("en", "and"):
        return _from_now(tokens, at + 3, saying)
    return _joined(_AND_WORDS, tokens, start, saying) or _without_end(tokens, start, saying)


def from_through(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "april tot en met juni 2026", "1 t/m 15 mei", "April to June": the last is inside."""
    return _joined(_THROUGH_OR_TO, tokens, at, saying)


def moved_on(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "van mei naar juli" and "postponed from May to July": where the moment went."""
    if not tokens.holds_any(_NEW_MOMENT):
        return None
    is_english = tokens[at].text == "from"
    if is_english and MOVED.isdisjoint(tokens[at - back].text for back in range(1, _MOST_BACK)):
        return None
    begin = period_behind(tokens, at + 1, saying)
    joint = tokens[begin.after].text if begin else ""
    if begin is None or joint not in (("to", "until") if is_english else ("naar",)):
        return None
    return period_behind(tokens, begin.after + 1, _seen_from(begin, saying))


def from_until(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "november 2022 tot januari 2023": the last one is outside."""
    found = _joined(UNTIL_WORDS, tokens, at, saying, includes_last=False)
    return found if found and found.window.latest else None


def _from_a_recess(recess: Found, tokens: Tokens, saying: Saying) -> Found | None:
    start = behind(_AND_WORDS, tokens, recess.after)
    if start is None:
        return None
    last_of_recess = recess.window.latest
    if last_of_recess is None:
        return recess
    seen = saying.seen_from(last_of_recess + timedelta(days=1), Tense.PLANNED)
    found = _from_now(tokens, start, seen)
    return found.remarked(*recess.remarks) if found else None


def _without_end(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "tussen 3 mei 2027 en het zomerreces" when the second end has no days: no bound."""
    begin = first_found(PERIOD_RULES, tokens, at, saying)
    start = behind(_AND_WORDS, tokens, begin.after) if begin else None
    if begin is None or start is None:
        return None
    end = period_behind(tokens, start, _seen_from(begin, saying))
    if end is None or end.window != Window():
        return None
    return replace(end, window=Window(begin.window.earliest))


def _from_now(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Return the time up to what stands there: a summer or a recess is outside."""
    position = tokens.skip(FILLERS, at)
    outside = summer_as_recess(tokens, position, saying) or recess_period(tokens, position, saying)
    found = outside or period_behind(tokens, at, saying)
    if found is None:
        return None
    last = found.window.latest
    if outside is not None and found.window.earliest is not None:
        last = found.window.earliest - timedelta(days=1)
    is_ahead = last is not None and last >= saying.said_on
    return found.with_window(Window(saying.said_on, None, last)) if is_ahead else None


def _joined(
    words: tuple[tuple[str, ...], ...],
    tokens: Tokens,
    at: int,
    saying: Saying,
    *,
    includes_last: bool = True,
) -> Found | None:
    if not tokens.holds_any(first_words(words)):
        return None
    begin = first_found(PERIOD_RULES, tokens, at, saying)
    start = behind(words, tokens, begin.after if begin else at + 1)
    if start is None:
        return None
    end = _end_at(tokens, at, start, begin, saying)
    if end is None or end.window.earliest is None:
        return None
    first = _first_day(tokens, at, begin, end.window.earliest, saying)
    includes_last = includes_last or names_an_end(tokens, start)
    last = end.window.latest if includes_last else end.window.earliest - timedelta(days=1)
    if first is None or last is None or last < first:
        return None
    remarks = end.remarks if begin is None or Remark.YEAR_ASSUMED in begin.remarks else ()
    return Found(Window(first, None, last), end.after, Size.SPAN, remarks)


def _end_at(
    tokens: Tokens, begin_at: int, at: int, begin: Found | None, saying: Saying
) -> Found | None:
    """Return the second end; a number is enough in "week 40 t/m 42" and "October 12 to 16"."""
    seen = _seen_from(begin, saying)
    word = _word_left_out(tokens[begin_at], begin)
    if begin is not None and word is not None and tokens[at].kind in (Kind.NUMBER, Kind.ORDINAL):
        named = Tokens(tokens.source, (word, *tokens.items[at : at + 4]))
        found = first_found(PERIOD_RULES, named, 0, seen)
        if found is not None and found.size is begin.size:
            return replace(found, after=at + found.after - 1)
    return period_behind(tokens, at, seen)


def _word_left_out(first: Token, begin: Found | None) -> Token | None:
    """Return the word that the second end may leave out: week, or the month ahead of a day."""
    if begin is None or begin.size not in (Size.WEEK, Size.DAY):
        return None
    if begin.size is Size.WEEK:
        return _WEEK
    return first if first.text in ALL_MONTHS else None


def _seen_from(begin: Found | None, saying: Saying) -> Saying:
    """Return the circumstances for the second end: after the first one, when that has a year."""
    if begin is None or begin.window.earliest is None or Remark.YEAR_ASSUMED in begin.remarks:
        return saying
    return saying.seen_from(begin.window.earliest, Tense.PLANNED)


def _first_day(
    tokens: Tokens, at: int, begin: Found | None, before: date, saying: Saying
) -> date | None:
    """Return the first day; a month or a year left out is that of the second end."""
    if begin is None:
        day = day_number(tokens[at])
        return before.replace(day=day) if day and day in range(1, before.day) else None
    if Remark.YEAR_ASSUMED not in begin.remarks:
        return begin.window.earliest
    again = first_found(PERIOD_RULES, tokens, at, saying.seen_from(before, Tense.PAST))
    return again.window.earliest if again else None
