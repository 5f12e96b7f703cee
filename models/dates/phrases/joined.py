"""Two or more names that make one period: "mei/juni 2027", "8 en 9 september", "Q3 of Q4".

What the last name carries, the first one may leave out: its year, its month, its noun.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from models.dates import periods
from models.dates.phrases.contexts import NO_YEAR_BEHIND
from models.dates.phrases.grammar import Found, Saying, Size
from models.dates.phrases.names import ALL_MONTHS, Name, day_name, week_name
from models.dates.phrases.naming import name_at
from models.dates.phrases.numbers import ORDINALS
from models.dates.phrases.recurring import in_the_sense_of
from models.dates.phrases.tokens import Kind, Tokens
from models.dates.phrases.words import BETWEEN, FILLERS, LAST_SUCH, NEXT_SUCH
from models.dates.phrases.years import StatedYear, year_behind
from models.dates.remarks import Remark
from models.dates.window import Window

_AND = frozenset({"en", "and"})
_OR = frozenset({"of", "or", "/", "-", "–", "—", "dan"})  # "mei dan wel juni"
_MOST = 6  # names in a row: a longer list is no period
_STANDING_FOR_A_NAME = range(1, 54)  # a day of a month, or a week
_SHARING = frozenset({Size.DAY, Size.WEEK, Size.QUARTER, Size.HALF})


@dataclass(frozen=True, slots=True)
class _Item:
    """A name in the row, or the number or ordinal that stands for one."""

    at: int
    after: int
    name: Name | None = None
    year: StatedYear | None = None


def names_joined(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read the first to the last of the names that stand in a row."""
    if tokens[at - 1].text in BETWEEN or tokens[at - 1].text in NO_YEAR_BEHIND:
        return None
    items, joint = _row(tokens, at, saying.said_on)
    if joint in ("", ","):
        return None
    last = _week_numbered(tokens, items[0], items[-1], saying.said_on)
    last = _day_numbered(tokens, items[0], last, saying.said_on)
    first = _completed(tokens, items[0], last)
    if first is None or last.name is None:
        return None
    begin, end = _windows(tokens, first, last, saying)
    if begin is None or end is None:
        return None
    shares_a_word = items[0].name is None or (last.year is not None and first.year is None)
    is_one = shares_a_word or joint in _OR or len(items) > len((first, last))
    return _spanned(first, last, begin, end) if is_one or _touch(begin, end) else None


def _spanned(first: _Item, last: _Item, begin: Window, end: Window) -> Found | None:
    """Return the first to the last day; None when they are not in order."""
    if begin.earliest is None or end.latest is None or begin.earliest >= end.latest:
        return None
    is_dated = first.year is not None or last.year is not None
    remarks = () if is_dated else (Remark.YEAR_ASSUMED,)
    window = Window(begin.earliest, end.soft_latest, end.latest)
    return Found(window, last.after, Size.SPAN, remarks)


def _row(tokens: Tokens, at: int, said_on: date) -> tuple[list[_Item], str]:
    """Return the names that stand in a row, and the word before the last of them."""
    items = [_item(tokens, at, said_on)]
    joint = ""
    while len(items) < _MOST and tokens[items[-1].after].text in _AND | _OR | {","}:
        position = tokens.skip(FILLERS | {"wel"}, items[-1].after + 1, most=2)
        item = _item(tokens, position, said_on)
        if item.name is None and not _may_stand_for_a_name(tokens, position):
            break
        joint = tokens[items[-1].after].text
        items.append(item)
    return items, joint


def _item(tokens: Tokens, at: int, said_on: date) -> _Item:
    name = name_at(tokens, at)
    if name is None:
        return _Item(at, at + 1)
    year = year_behind(tokens, name.after, said_on)
    return _Item(at, year.after if year else name.after, name, year)


def _may_stand_for_a_name(tokens: Tokens, at: int) -> bool:
    token = tokens[at]
    if token.kind in (Kind.NUMBER, Kind.ORDINAL):
        return token.number in _STANDING_FOR_A_NAME
    return token.text in ORDINALS


def _completed(tokens: Tokens, first: _Item, last: _Item) -> _Item | None:
    """Return the first item with a name: "8" before "9 september" is 8 September."""
    if first.name is not None:
        is_alike = last.name is not None and first.name.size is last.name.size
        return first if is_alike else None
    if last.name is None or last.name.size not in _SHARING:
        return None
    if not _may_stand_for_a_name(tokens, first.at):
        return None
    words = (tokens[first.at], *tokens.items[last.at + 1 : last.name.after])
    name = name_at(Tokens(tokens.source, words), 0)
    is_whole = name is not None and name.after == len(words) and name.size is last.name.size
    return replace(first, name=name) if is_whole else None


def _week_numbered(tokens: Tokens, first: _Item, last: _Item, said_on: date) -> _Item:
    """Return the last item with a name: behind "week 39" a 40 is week 40."""
    if last.name is not None or first.name is None or first.name.size is not Size.WEEK:
        return last
    words = (tokens[first.at], *tokens.items[last.at : last.at + 1])
    name = week_name(Tokens(tokens.source, words), 0)
    if name is None:
        return last
    year = year_behind(tokens, last.after, said_on)
    return replace(last, name=name, year=year, after=year.after if year else last.after)


def _day_numbered(tokens: Tokens, first: _Item, last: _Item, said_on: date) -> _Item:
    """Return the last item with a name: behind "September 8" a 9 is 9 September."""
    if last.name is not None or first.name is None or tokens[first.at].text not in ALL_MONTHS:
        return last
    words = (tokens[first.at], *tokens.items[last.at : last.at + 1])
    name = day_name(Tokens(tokens.source, words), 0) if first.name.size is Size.DAY else None
    if name is None:
        return last
    year = year_behind(tokens, last.after, said_on)
    return replace(last, name=name, year=year, after=year.after if year else last.after)


def _windows(
    tokens: Tokens, first: _Item, last: _Item, saying: Saying
) -> tuple[Window | None, Window | None]:
    """Return both ends: a year that only one of them has is that of the other, or next to it."""
    if first.name is None or last.name is None:
        return None, None
    if last.year is None and first.year is not None:
        begin = first.name.of(first.year.number)
        return begin, _reached_from(begin, last.name.of)
    end = last.name.of(last.year.number) if last.year else _unstated(tokens, last, saying)
    if first.year is not None:
        return first.name.of(first.year.number), end
    begin = periods.last_occurrence(first.name.of, end.earliest) if end and end.earliest else None
    return begin, end


def _unstated(tokens: Tokens, last: _Item, saying: Saying) -> Window | None:
    """Return the last name of the row in the year that the sense, or jl. or a.s., gives it."""
    if last.name is None:
        return None
    if tokens[last.after].text in LAST_SUCH:
        return periods.last_occurrence(last.name.of, saying.said_on)
    if tokens[last.after].text in NEXT_SUCH:
        return periods.next_occurrence(last.name.of, saying.said_on)
    return None if last.name.is_whole_only_with_year else in_the_sense_of(last.name, saying)


def _reached_from(begin: Window | None, of: Callable[[int], Window | None]) -> Window | None:
    return periods.next_occurrence(of, begin.earliest) if begin and begin.earliest else None


def _touch(begin: Window, end: Window) -> bool:
    """Return whether nothing lies between the two; seasons may overlap."""
    if begin.latest is None or end.earliest is None:
        return False
    return (end.earliest - begin.latest).days <= 1
