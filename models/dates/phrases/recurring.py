"""From a name that comes back every year to the one that is meant."""

from collections.abc import Callable
from datetime import date

from models.dates import periods
from models.dates.phrases.grammar import Found, Read, Saying, Size, Tense
from models.dates.phrases.names import Name, ReadName
from models.dates.phrases.naming import name_at, part_name
from models.dates.phrases.tokens import Tokens
from models.dates.phrases.words import LAST_SUCH, NEXT_SUCH, OF, PARTS, SHIFTS, Shift
from models.dates.phrases.years import (
    is_next_in_brief,
    relative_year_at,
    year_behind,
    year_number_at,
)
from models.dates.remarks import Remark
from models.dates.window import Window

_ALREADY = frozenset({"al", "reeds", "already"})
_BETWEEN_YEAR_AND_NAME = frozenset({",", "-", "/", "in", "op", "het", "de", "s", "the"})
# What is written behind a year in figures: "2026 Q3", "2026, tweede helft".
_IN_A_TABLE = frozenset({Size.QUARTER, Size.HALF, Size.SEASON})
_MISSED_FOR_DAYS = 14
_BEFORE_A_NAME = frozenset({"in", "op", "de", "het", "the", "on"})


def of_stated_year(read_name: ReadName) -> Read:
    """Return a reader of a name with its year: "15 februari 2022", "najaar van dit jaar"."""

    def read(tokens: Tokens, at: int, saying: Saying) -> Found | None:
        name = read_name(tokens, at)
        year = year_behind(tokens, name.after, saying.said_on) if name else None
        if name is None or year is None:
            return None
        window = name.of(year.number)
        if window is None:
            return None
        after = _behind_winter_years(tokens, year.after, year.number, window)
        return Found(window, after, name.size, (*name.remarks, *year.remarks))

    return read


def behind_its_year(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "volgend jaar zomer", "vorig jaar oktober", "2026 Q3": a name behind its year."""
    year = relative_year_at(tokens, at, saying.said_on)
    is_relative = year is not None
    year = year or year_number_at(tokens, at, may_be_glued=False)
    if year is None or PARTS.get(tokens[at - 1].text) or tokens[at - 1].text in OF:
        return None
    position = tokens.skip(_BETWEEN_YEAR_AND_NAME, year.after)
    name = _any_name(tokens, position)
    if name is None or year_behind(tokens, name.after, saying.said_on):
        return None
    if not is_relative and name.size not in _IN_A_TABLE:
        return None
    window = name.of(year.number)
    return Found(window, name.after, name.size, name.remarks) if window else None


def without_year(read_name: ReadName) -> Read:
    """Return a reader of a name alone: the next one, or the last one for a look back."""

    def read(tokens: Tokens, at: int, saying: Saying) -> Found | None:
        name = read_name(tokens, at)
        if name is None or name.is_whole_only_with_year:
            return None
        if year_behind(tokens, name.after, saying.said_on):
            return None  # it has a year, in which it does not exist: 29 February 2027
        choose = _nearest if _is_said_with_already(tokens, at) else in_the_sense_of
        return _settle(name, choose(name, saying), Remark.YEAR_ASSUMED)

    return read


def with_or_without_year(read_name: ReadName) -> Read:
    """Return a reader that takes the year from the words when they name it."""
    stated, unstated = of_stated_year(read_name), without_year(read_name)

    def read(tokens: Tokens, at: int, saying: Saying) -> Found | None:
        return stated(tokens, at, saying) or unstated(tokens, at, saying)

    return read


def last_such(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "7 december jl.": the last one up to the day it was said, in whatever year."""
    return _followed_by(LAST_SUCH, periods.last_occurrence, tokens, at, saying)


def next_such(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "27 mei a.s.": the next one from the day it was said."""
    return _followed_by(NEXT_SUCH, periods.next_occurrence, tokens, at, saying)


def pointed_at(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "afgelopen najaar", "deze zomer", "komend voorjaar" and "volgende zomer"."""
    shift = SHIFTS.get(tokens[at].text)
    name = _any_name(tokens, at + 1) if shift else None
    if shift is None or name is None:
        return None
    window = _pointed(name, shift, saying)
    # "Volgende zomer" said in spring: the one to come, or the one of next year. The later one,
    # so that nothing is called late while one reading still runs.
    remarks = (Remark.AMBIGUOUS_PERIOD,) if shift is Shift.NEXT else ()
    return _settle(name, window, *remarks)


def _pointed(name: Name, shift: Shift, saying: Saying) -> Window | None:
    said_on = saying.said_on
    match shift:
        case Shift.PREVIOUS | Shift.PAST:
            candidates = [name.of(said_on.year - back) for back in range(3)]
            return next((w for w in candidates if w and w.is_passed_on(said_on)), None)
        case Shift.THIS:
            running = name.of(said_on.year - 1)
            # A winter that began last year and still runs is this winter.
            return running if running and running.contains(said_on) else name.of(said_on.year)
        case Shift.COMING:
            candidates = [name.of(said_on.year + ahead) for ahead in range(3)]
            return next((w for w in candidates if w and w.earliest and w.earliest > said_on), None)
        case Shift.NEXT:
            return name.of(said_on.year + 1)


def _any_name(tokens: Tokens, at: int) -> Name | None:
    return part_name(tokens, at) or name_at(tokens, at)


def _followed_by(
    words: frozenset[str],
    choose: Callable[[Callable[[int], Window | None], date], Window | None],
    tokens: Tokens,
    at: int,
    saying: Saying,
) -> Found | None:
    name = _any_name(tokens, at)
    if name is None or tokens[name.after].text not in words:
        return None
    found = _settle(name, choose(name.of, saying.said_on))
    return Found(found.window, name.after + 1, name.size, found.remarks) if found else None


def _settle(name: Name, window: Window | None, *remarks: Remark) -> Found | None:
    if window is None:
        return None
    return Found(window, name.after, name.size, (*name.remarks, *remarks))


def in_the_sense_of(name: Name, saying: Saying) -> Window | None:
    """Return the last one when the sentence looks back, otherwise the next, or one just missed."""
    if saying.is_past:
        return periods.last_occurrence(name.of, saying.said_on)
    return _just_missed(name, saying) or periods.next_occurrence(name.of, saying.said_on)


def _just_missed(name: Name, saying: Saying) -> Window | None:
    """Return the plan that ended in the last two weeks, as letters quote what they have missed.

    "Eind februari" in a letter of 5 March is the plan that slipped: who means a time fifty
    weeks off names its year. A bound is always the next one.
    """
    last = periods.last_occurrence(name.of, saying.said_on)
    if saying.tense is not Tense.PLANNED or last is None or last.latest is None:
        return None
    days_over = (saying.said_on - last.latest).days
    return last if 0 < days_over <= _MISSED_FOR_DAYS else None


def _nearest(name: Name, saying: Saying) -> Window | None:
    """Return the last or the next one, whichever lies nearest: "al in augustus"."""
    before = periods.last_occurrence(name.of, saying.said_on)
    behind = periods.next_occurrence(name.of, saying.said_on)
    if before is None or behind is None or before.latest is None or behind.earliest is None:
        return behind or before
    since, until = saying.said_on - before.latest, behind.earliest - saying.said_on
    return before if since < until else behind


def _is_said_with_already(tokens: Tokens, at: int) -> bool:
    position = at - 1
    while position > at - 3 and tokens[position].text in _BEFORE_A_NAME:
        position -= 1
    return tokens[position].text in _ALREADY


def _behind_winter_years(tokens: Tokens, after: int, year: int, window: Window) -> int:
    """Return the position behind "winter 2026/2027", whose second year is the same winter."""
    crosses = window.latest is not None and window.latest.year > year
    is_joined = tokens[after].text in ("/", "-", "–")
    is_next = tokens[after + 1].number == year + 1 or is_next_in_brief(tokens, after + 1, year)
    return after + 2 if crosses and is_joined and is_next else after
