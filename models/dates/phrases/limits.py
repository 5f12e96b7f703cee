"""Words that limit a period: uiterlijk, voor, na, vanaf, tot, per and rond.

Each reader returns the days that the words themselves name: "uiterlijk 30 april" names no
beginning. The day it was said is added by ``reader.py``.
"""

from dataclasses import replace
from datetime import timedelta

from models.dates import periods
from models.dates.phrases import english
from models.dates.phrases.durations import from_a_moment
from models.dates.phrases.events import event_with_its_day
from models.dates.phrases.for_or_before import is_planned_for, means_for
from models.dates.phrases.grammar import Found, Saying, Size, Tense, behind, first_found
from models.dates.phrases.parliament import recess_period, summer_as_recess
from models.dates.phrases.period_rules import PERIOD_RULES, period_behind
from models.dates.phrases.tokens import Tokens
from models.dates.phrases.words import FILLERS, PARTS, YEAR_ENDS, Part
from models.dates.remarks import Remark
from models.dates.window import Window

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
LATEST_WORDS = (
    ("uiterlijk", "tot", "en", "met"),
    ("uiterlijk", "met", "ingang", "van"),
    ("uiterlijk", "per"),
    ("uiterlijk", "bij"),
    ("uiterlijk", "voor", "of"),
    ("voor", "of"),
    ("in", "of", "voor"),
    ("op", "of", "voor"),
    ("uiterlijk",),
    ("niet", "later", "dan"),
    ("niet", "na"),
    ("ten", "laatste"),
    ("op", "zijn", "laatst"),
    ("op", "z", "n", "laatst"),
    ("laatst",),
    ("deadline",),
    ("einddatum",),
    ("fatale", "datum"),
    ("termijn", "van"),
    *english.LATEST,
)
BEFORE_WORDS = (
    ("voor",),
    ("voorafgaand", "aan"),
    ("voorafgaande", "aan"),
    ("eerder", "dan"),
    *english.BEFORE,
)
FROM_WORDS = (
    ("niet", "voor"),
    ("niet", "vroeger", "dan"),
    ("op", "zijn", "vroegst"),
    ("op", "z", "n", "vroegst"),
    ("ten", "vroegste"),
    ("vroegst",),
    ("miv",),
    ("terugwerkende", "kracht", "tot"),
    ("terugwerkende", "kracht", "vanaf"),
    ("vanaf",),
    ("sinds",),
    ("sedert",),
    ("met", "ingang", "van"),
    ("niet", "eerder", "dan"),
    *english.FROM,
)
AFTER_WORDS = (("na",), ("voorbij",), ("later", "dan"), *english.AFTER)
THROUGH_WORDS = (("tot", "en", "met"), ("t/m",), ("tot", "uiterlijk"), *english.THROUGH)
UNTIL_WORDS = (("tot", "aan"), ("tot",), *english.UNTIL)
ON_WORDS = (("per",), ("ingaande",), *english.ON)
AROUND_WORDS = (
    ("rond",),
    ("rondom",),
    ("omstreeks",),
    ("circa",),
    ("ongeveer",),
    *english.AROUND,
)
TOWARDS_WORDS = (("tegen",), ("richting",), *english.TOWARDS)
OUTERMOST_WORDS = (("ultimo",), ("primo",))
WITHIN_WORDS = (("binnen",), ("within",))
AND_BEYOND = (
    ("en", "verder"),
    ("en", "later"),
    ("en", "daarna"),
    ("of", "later"),
    ("e", ".", "v"),
    ("ev",),
    *english.BEYOND,
)
_BEYOND = frozenset(words[-1] for words in AND_BEYOND)
_AT_LATEST = frozenset(words[-1] for words in english.LATEST_BEHIND)
_NOT = frozenset({"niet", "not", "no"})
_MONTHS_AROUND = {Size.MONTH: 1, Size.QUARTER: 3, Size.HALF: 6, Size.YEAR: 12}


def no_later_than(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "uiterlijk …", also before another limit: "uiterlijk voor het krokusreces"."""
    start = behind(LATEST_WORDS, tokens, at)
    if start is None:
        return None
    position = tokens.skip(FILLERS, start)
    found = (
        before(tokens, position, saying)
        or _by_a_recess(tokens, at, position, saying)
        or from_a_moment(tokens, position, saying)
        or outermost_day(tokens, position, saying)
        or period_behind(tokens, start, saying)
    )
    return found.with_window(_bound(found.window)) if found else None


def before(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "voor 1 december", "voor 2025", "voor de zomer", "voor het eind van 2026"."""
    start = behind(BEFORE_WORDS, tokens, at)
    if start is None or tokens[at - 1].text in _NOT or means_for(tokens, at, saying):
        return None
    position = tokens.skip(FILLERS, start)
    found = (
        summer_as_recess(tokens, position, saying)
        or _edge_of_a_recess(tokens, position, saying)
        or period_behind(tokens, start, saying)
        or event_with_its_day(tokens, start, saying)
    )
    if found is None:
        return None
    if names_an_end(tokens, start):
        return found.with_window(_bound(found.window))
    first = found.window.earliest
    return found.with_window(Window(None, None, first - _DAY) if first else Window())


def planned_for(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "gepland voor 1 juli", "voorzien voor eind 2026": that moment, not before it."""
    start = behind(BEFORE_WORDS, tokens, at)
    if start is None or not is_planned_for(tokens, at) or tokens[at].accented:
        return None
    return period_behind(tokens, start, saying)


def meant_for(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "voor het jaar 2026" and "doelen voor 2030", where "voor" means for."""
    start = behind(BEFORE_WORDS, tokens, at)
    if start is None or not means_for(tokens, at, saying):
        return None
    found = period_behind(tokens, start, saying)
    return found.remarked(Remark.FOR_NOT_BEFORE) if found else None


def from_then_on(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "vanaf 2023", "niet voor de zomer": from the first day on, without an end."""
    start = behind(FROM_WORDS, tokens, at)
    if start is None:
        return None
    found = period_behind(tokens, start, saying)
    if tokens[at].text in _NOT:
        position = tokens.skip(FILLERS, start)
        found = summer_as_recess(tokens, position, saying) or found
    return found.with_window(Window(found.window.earliest)) if found else None


def from_a_period_on(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "2027 en verder", "2032 of later": from its first day on, without an end."""
    if not tokens.holds_any(_BEYOND):
        return None
    found = first_found(PERIOD_RULES, tokens, at, saying)
    after = behind(AND_BEYOND, tokens, found.after) if found else None
    if found is None or after is None:
        return None
    return replace(found, window=Window(found.window.earliest), after=after)


def a_period_at_the_latest(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "1 May at the latest", "2027 or earlier": no later than its last day."""
    if not tokens.holds_any(_AT_LATEST):
        return None
    found = first_found(PERIOD_RULES, tokens, at, saying)
    after = behind(english.LATEST_BEHIND, tokens, found.after) if found else None
    if found is None or after is None:
        return None
    return replace(found, window=_bound(found.window), after=after)


def later_than(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "na 2030", "na de zomer": from the day behind it on, without an end."""
    start = behind(AFTER_WORDS, tokens, at)
    if start is None or tokens[at - 1].text in _NOT:
        return None
    position = tokens.skip(FILLERS, start)
    found = (
        summer_as_recess(tokens, position, saying)
        or _edge_of_a_recess(tokens, position, saying)
        or period_behind(tokens, position, saying)
        or event_with_its_day(tokens, start, saying)
    )
    if found is None:
        return None
    last = found.window.latest
    if last is not None and found.size is not Size.MIDNIGHT:
        last += _DAY
    return found.with_window(Window(last))


def through(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "tot en met 2030", "t/m juni": the last day is inside."""
    start = behind(THROUGH_WORDS, tokens, at)
    found = period_behind(tokens, start, saying) if start is not None else None
    return found.with_window(_bound(found.window)) if found else None


def until(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "tot 2030": the day itself is outside; "tot eind 2030" runs to its last day."""
    start = behind(UNTIL_WORDS, tokens, at)
    if start is None or tokens[at - 1].text in PARTS:
        return None  # "begin tot medio 2027" is one period
    position = tokens.skip(FILLERS, start)
    found = summer_as_recess(tokens, position, saying) or period_behind(tokens, start, saying)
    if found is None or found.window.earliest is None:
        return None
    if names_an_end(tokens, start):
        return found.with_window(_bound(found.window))
    return found.with_window(Window(None, None, found.window.earliest - _DAY))


def as_of(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "per 1 januari 2015": that day, or the bound when the sentence sets a deadline."""
    start = behind(ON_WORDS, tokens, at)
    found = period_behind(tokens, start, saying) if start is not None else None
    if found is None or saying.tense is not Tense.DEADLINE:
        return found
    return found.with_window(_bound(found.window))


def around(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "rond 2030": one unit to either side; "rond 2025/2026" is those two years."""
    start = behind(AROUND_WORDS, tokens, at)
    found = period_behind(tokens, start, saying) if start is not None else None
    return found.with_window(_widened(found)).remarked(Remark.APPROXIMATE) if found else None


def towards(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "tegen het einde van het jaar": that period, or its last day when it is a bound."""
    start = behind(TOWARDS_WORDS, tokens, at)
    found = period_behind(tokens, start, saying) if start is not None else None
    if found is None or saying.tense is not Tense.DEADLINE:
        return found
    return found.with_window(_bound(found.window))


def outermost_day(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "ultimo 2026" and "primo 2027": the last and the first day, as bookkeepers say it."""
    start = behind(OUTERMOST_WORDS, tokens, at)
    found = period_behind(tokens, start, saying) if start is not None else None
    if found is None:
        return None
    is_last = tokens[at].text == "ultimo"
    day = found.window.latest if is_last else found.window.earliest
    if day is None:
        return None
    is_bound = saying.tense is Tense.DEADLINE
    return found.with_window(Window(None, None, day) if is_bound else periods.day(day))


def within_a_period(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "binnen dit jaar", "binnen het eerste kwartaal": no later than its last day."""
    start = behind(WITHIN_WORDS, tokens, at)
    found = period_behind(tokens, start, saying) if start is not None else None
    return found.with_window(_bound(found.window)) if found else None


def names_an_end(tokens: Tokens, at: int) -> bool:
    """Return whether "eind" or "het einde van" stands there: its last day is never outside."""
    word = tokens[tokens.skip(FILLERS, at)].text
    return PARTS.get(word) is Part.END or word in YEAR_ENDS


def _by_a_recess(tokens: Tokens, at: int, position: int, saying: Saying) -> Found | None:
    """Read "by the summer recess", "uiterlijk bij de start van het reces": before it begins.

    In a recess the chamber does not sit. At its end is on its last day.
    """
    found = _edge_of_a_recess(tokens, position, saying)
    if found is not None and PARTS.get(tokens[position].text) is Part.END:
        return found.with_window(_bound(found.window))
    if found is None and tokens[at].text == "by":
        found = recess_period(tokens, position, saying)
    if found is None:
        return None
    first = found.window.earliest
    return found.with_window(Window(None, None, first - _DAY) if first else Window())


def _edge_of_a_recess(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "de start van het zomerreces" and "het einde van het zomerreces": the recess itself.

    Before its start is before it, after its end is after it.
    """
    if PARTS.get(tokens[at].text) not in (Part.BEGIN, Part.END):
        return None
    return recess_period(tokens, tokens.skip(FILLERS, at + 1), saying)


def _bound(window: Window) -> Window:
    """Return only the bounds of a window: the words name no beginning."""
    return Window(None, window.soft_latest, window.latest)


def _widened(found: Found) -> Window:
    """Return one unit of the same size to either side; a season or a range stays as it is."""
    first, last = found.window.earliest, found.window.latest
    if first is None or last is None:
        return found.window
    if found.size in (Size.MIDNIGHT, Size.DAY, Size.WEEK):
        return Window(first - _WEEK, None, last + _WEEK)
    count = _MONTHS_AROUND.get(found.size)
    if count is None:
        return found.window
    end = periods.plus_months(last, count)
    return Window(
        periods.plus_months(first, -count), None, periods.end_of_month(end.year, end.month)
    )
