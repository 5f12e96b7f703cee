"""Words that limit a period: uiterlijk, voor, na, vanaf, tot, per and rond.

Each reader returns the days that the words themselves name: "uiterlijk 30 april" names no
beginning. The day it was said is added by ``reader.py``.
"""

from datetime import timedelta

from models.dates import periods
from models.dates.phrases.durations import from_a_moment
from models.dates.phrases.grammar import Found, Saying, Size, Tense
from models.dates.phrases.parliament import summer_as_recess
from models.dates.phrases.period_rules import period_behind
from models.dates.phrases.tokens import Tokens
from models.dates.phrases.words import FILLERS, FOR_NOUNS, PARTS, YEAR_WORDS, Part
from models.dates.remarks import Remark
from models.dates.window import Window

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
LATEST_WORDS = (
    ("uiterlijk", "tot", "en", "met"),
    ("uiterlijk", "voor", "of"),
    ("voor", "of"),
    ("uiterlijk",),
    ("niet", "later", "dan"),
    ("ten", "laatste"),
    ("ultimo",),
    ("no", "later", "than"),
    ("not", "later", "than"),
    ("at", "the", "latest"),
    ("by",),
    ("deadline",),
    ("einddatum",),
    ("termijn", "van"),
)
BEFORE_WORDS = (("voor",), ("before",), ("prior", "to"), ("eerder", "dan"))
FROM_WORDS = (
    ("vanaf",),
    ("sinds",),
    ("sedert",),
    ("met", "ingang", "van"),
    ("from",),
    ("since",),
    ("starting",),
    ("niet", "eerder", "dan"),
    ("not", "before"),
)
AFTER_WORDS = (("na",), ("after",), ("later", "dan"))
THROUGH_WORDS = (("tot", "en", "met"), ("t/m",), ("through",), ("tot", "uiterlijk"))
UNTIL_WORDS = (("tot",), ("until",))
ON_WORDS = (("per",), ("as", "of"), ("ingaande",))
AROUND_WORDS = (("rond",), ("omstreeks",), ("circa",), ("around",), ("about",))
_NOT = frozenset({"niet", "not"})
_MONTHS_AROUND = {Size.MONTH: 1, Size.QUARTER: 3, Size.HALF: 6, Size.YEAR: 12}


def no_later_than(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "uiterlijk …", also before another limit: "uiterlijk voor het krokusreces"."""
    start = behind(LATEST_WORDS, tokens, at)
    if start is None:
        return None
    position = tokens.skip(FILLERS, start)
    found = (
        before(tokens, position, saying)
        or from_a_moment(tokens, position, saying)
        or period_behind(tokens, start, saying)
    )
    return found.with_window(_bound(found.window)) if found else None


def before(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "voor 1 december", "voor 2025", "voor de zomer", "voor het eind van 2026"."""
    start = behind(BEFORE_WORDS, tokens, at)
    if start is None or tokens[at - 1].text in _NOT or _means_for(tokens, at):
        return None
    position = tokens.skip(FILLERS, start)
    found = summer_as_recess(tokens, position, saying) or period_behind(tokens, start, saying)
    if found is None:
        return None
    if names_an_end(tokens, start):
        return found.with_window(_bound(found.window))
    first = found.window.earliest
    return found.with_window(Window(None, None, first - _DAY) if first else Window())


def meant_for(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "voor het jaar 2026" and "doelen voor 2030", where "voor" means for."""
    start = behind(BEFORE_WORDS, tokens, at)
    if start is None or not _means_for(tokens, at):
        return None
    found = period_behind(tokens, start, saying)
    return found.remarked(Remark.FOR_NOT_BEFORE) if found else None


def from_then_on(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "vanaf 2023", "sinds 1 oktober 2022": from the first day on, without an end."""
    start = behind(FROM_WORDS, tokens, at)
    found = period_behind(tokens, start, saying) if start is not None else None
    return found.with_window(Window(found.window.earliest)) if found else None


def later_than(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "na 2030", "na de zomer": from the day behind it on, without an end."""
    start = behind(AFTER_WORDS, tokens, at)
    if start is None or tokens[at - 1].text in _NOT:
        return None
    position = tokens.skip(FILLERS, start)
    found = summer_as_recess(tokens, position, saying) or period_behind(tokens, start, saying)
    if found is None:
        return None
    last = found.window.latest
    return found.with_window(Window(last + _DAY) if last else Window())


def through(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "tot en met 2030", "t/m juni": the last day is inside."""
    start = behind(THROUGH_WORDS, tokens, at)
    found = period_behind(tokens, start, saying) if start is not None else None
    return found.with_window(_bound(found.window)) if found else None


def until(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "tot 2030": the day itself is outside; "tot eind 2030" runs to its last day."""
    start = behind(UNTIL_WORDS, tokens, at)
    found = period_behind(tokens, start, saying) if start is not None else None
    if start is None or found is None or found.window.earliest is None:
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


def behind(phrases: tuple[tuple[str, ...], ...], tokens: Tokens, at: int) -> int | None:
    """Return the position behind the first of these word groups that stands at a position."""
    return next((at + len(words) for words in phrases if tokens.starts_with(words, at)), None)


def names_an_end(tokens: Tokens, at: int) -> bool:
    """Return whether "eind" or "het einde van" stands there: its last day is never outside."""
    return PARTS.get(tokens[tokens.skip(FILLERS, at)].text) is Part.END


def _bound(window: Window) -> Window:
    """Return only the bounds of a window: the words name no beginning."""
    return Window(None, window.soft_latest, window.latest)


def _means_for(tokens: Tokens, at: int) -> bool:
    """Return whether "voor" means for: behind a noun like "doelen", or before "het jaar"."""
    if tokens[at].text != "voor" or tokens[at].accented:
        return False
    names_a_year = tokens[tokens.skip(frozenset({"het"}), at + 1)].text in YEAR_WORDS
    return names_a_year or tokens[at - 1].text in FOR_NOUNS


def _widened(found: Found) -> Window:
    """Return one unit of the same size to either side; a season or a range stays as it is."""
    first, last = found.window.earliest, found.window.latest
    if first is None or last is None:
        return found.window
    if found.size in (Size.DAY, Size.WEEK):
        return Window(first - _WEEK, None, last + _WEEK)
    count = _MONTHS_AROUND.get(found.size)
    if count is None:
        return found.window
    end = periods.plus_months(last, count)
    return Window(
        periods.plus_months(first, -count), None, periods.end_of_month(end.year, end.month)
    )
