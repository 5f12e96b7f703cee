"""Parts beyond the plain name: "eind komende januari", and two parts that make one period."""

from models.dates.phrases.grammar import Found, Rule, Saying, Size, Tense, first_found
from models.dates.phrases.naming import part_at, part_of
from models.dates.phrases.recurring import pointed_at
from models.dates.phrases.tokens import Tokens
from models.dates.phrases.words import BETWEEN, FILLERS, OF, PARTS
from models.dates.remarks import Remark
from models.dates.window import Window

_EITHER_OR = frozenset({"/", "-", "–", "—", "of", "or", "dan"})  # "eind 2026 dan wel begin 2027"
_TO = frozenset({"tot", "a", "to"})  # "begin tot medio 2027", "begin à medio 2027"
_JOINTS = _EITHER_OR | {",", "en", "and"}


def part_of_pointed_at(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "eind komende januari" and "begin afgelopen maart": a part of what is pointed at."""
    part = part_at(tokens, at)
    inner = pointed_at(tokens, tokens.skip(OF, at + 1), saying) if part else None
    if part is None or inner is None:
        return None
    window, remarks = part_of(inner.window, inner.size, part)
    return inner.with_window(window).remarked(*remarks)


def joined_parts(rules: tuple[Rule, ...], tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "eind 2026, begin 2027" and "begin/medio 2027": both parts and what lies between.

    Parts with a year each make one period only when the second follows on the first: "eind 2026,
    medio 2028" are two moments.

    Args:
        rules: The rules that read a part.
        tokens: The phrase.
        at: Position of the first part.
        saying: The circumstances; a year left out is that of the other part.
    """
    if tokens[at - 1].text in BETWEEN or tokens[at].text not in PARTS:
        return None
    second = tokens.skip(_EITHER_OR | _TO, at + 1, most=3)  # "mid-to-late 2027"
    if second > at + 1 and tokens[second].text in PARTS:
        return _of_one_period(rules, tokens, at, second, saying)
    begin = _part_at(rules, tokens, at, saying)
    if begin is None or tokens[begin.after].text not in _JOINTS:
        return None
    position = tokens.skip(FILLERS | {"wel"}, begin.after + 1)
    end = _part_at(rules, tokens, position, saying)
    if end is None:
        return None
    if not _follows(begin, end) and Remark.YEAR_ASSUMED in end.remarks:
        end = _part_at(rules, tokens, position, _seen_from(begin, saying, Tense.PLANNED))
    elif not _follows(begin, end) and Remark.YEAR_ASSUMED in begin.remarks:
        begin = _part_at(rules, tokens, at, _seen_from(end, saying, Tense.PAST))
    return _spanned(begin, end) if begin and end and _follows(begin, end) else None


def _of_one_period(
    rules: tuple[Rule, ...], tokens: Tokens, at: int, second: int, saying: Saying
) -> Found | None:
    """Read "begin/medio 2027": the period behind the second part is that of the first too."""
    end = _part_at(rules, tokens, second, saying)
    if end is None:
        return None
    if Remark.YEAR_ASSUMED in end.remarks:
        saying = _seen_from(end, saying, Tense.PAST)
    alone = Tokens(tokens.source, (tokens[at], *tokens.items[second + 1 : end.after + 1]))
    begin = _part_at(rules, alone, 0, saying)
    if begin is None or begin.window.earliest is None or end.window.latest is None:
        return None
    return _spanned(begin, end) if begin.window.earliest <= end.window.latest else None


def _part_at(rules: tuple[Rule, ...], tokens: Tokens, at: int, saying: Saying) -> Found | None:
    return first_found(rules, tokens, at, saying) if tokens[at].text in PARTS else None


def _seen_from(found: Found, saying: Saying, tense: Tense) -> Saying:
    first = found.window.earliest
    return saying.seen_from(first, tense) if first else saying


def _follows(begin: Found, end: Found) -> bool:
    first, last = end.window.earliest, begin.window.latest
    return first is not None and last is not None and (first - last).days == 1


def _spanned(begin: Found, end: Found) -> Found:
    window = Window(begin.window.earliest, None, end.window.latest)
    return Found(window, end.after, Size.SPAN, end.remarks)
