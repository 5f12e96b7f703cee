"""Moments of the parliamentary year: recesses and anchors, whose dates only a calendar knows."""

from datetime import date

from models.dates import periods
from models.dates.calendar import Calendar, Confidence, Recess
from models.dates.phrases.grammar import Found, Saying, Size
from models.dates.phrases.tokens import Tokens
from models.dates.phrases.words import ANCHORS, FILLERS, PARTS, RECESSES
from models.dates.phrases.years import relative_year_at, year_of
from models.dates.remarks import Remark
from models.dates.window import Window

# Month in which a recess usually begins. It only decides which year's recess is meant when the
# data do not hold this year's; it never gives a date.
_USUAL_MONTH = {
    "voorjaarsreces": 2,
    "meireces": 4,
    "zomerreces": 7,
    "herfstreces": 10,
    "kerstreces": 12,
}


_BEHIND_A_YEAR = frozenset({"s", "op", "met", "on"})
_BEFORE = frozenset({"voor", "voorafgaand", "voorafgaande", "before", "by", "ahead"})


def recess_period(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "zomerreces", "krokusreces 2027", "the summer recess" from its first to its last day."""
    if tokens[at].text == "reces":
        return _recess_unnamed(tokens, at, saying)
    name = RECESSES.get(tokens[at].text)
    return _recess_named(name, tokens, range(at, at + 1), saying) if name else None


def behind_its_year(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "volgend jaar Prinsjesdag", "next year's summer recess"."""
    year = relative_year_at(tokens, at, saying.said_on)
    if year is None:
        return None
    position = tokens.skip(_BEHIND_A_YEAR, year.after)
    return recess_period(tokens, position, saying) or anchor_period(tokens, position, saying)


def summer_as_recess(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "zomer" behind "voor" or "na" as the summer recess (domain section 10)."""
    if tokens[at].text not in ("zomer", "summer"):
        return None
    return _recess_named("zomerreces", tokens, range(at, at + 1), saying)


def _recess_unnamed(tokens: Tokens, at: int, saying: Saying) -> Found:
    """Return the next recess, or the running one unless "voor" stands ahead: "na het reces"."""
    end, calendar = at + 1, saying.calendar
    if calendar is None:
        return Found(Window(), end, remarks=(Remark.CALENDAR_NEEDED,), event="reces")
    may_run = not _is_said_with_before(tokens, at)
    recess = _recess_around(calendar, saying, may_run=may_run)
    if recess is None:
        return Found(Window(), end, remarks=(Remark.RECESS_UNKNOWN,), event="reces")
    return _whole(recess, end)


def _recess_around(calendar: Calendar, saying: Saying, *, may_run: bool) -> Recess | None:
    """Return the recess that is meant; None where the calendar may lack one that comes first."""
    said_on = saying.said_on
    running = calendar.recess_on(said_on)
    if running is not None and may_run:
        return running
    if saying.is_past:
        past = [recess for recess in calendar.recesses if recess.known_last < said_on]
        found, span = (past[-1], (past[-1].first, said_on)) if past else (None, None)
    else:
        found = next((recess for recess in calendar.recesses if recess.first > said_on), None)
        span = (said_on, found.first) if found else None
    return found if span and _is_complete(calendar, *span) else None


def _is_complete(calendar: Calendar, begin: date, end: date) -> bool:
    return any(first <= begin and end <= last for first, last in calendar.recesses_complete)


def _recess_named(name: str, tokens: Tokens, words: range, saying: Saying) -> Found:
    """Return the recess that these words mean; without days when its date is not known."""
    stated = year_of(tokens, words, saying.said_on)
    may_run = not _is_said_with_before(tokens, words.start)
    year = stated.number if stated else _year_meant(name, saying, may_run=may_run)
    end = stated.after if stated else words.stop
    if saying.calendar is None:
        return Found(Window(), end, remarks=(Remark.CALENDAR_NEEDED,), event=name)
    recess = saying.calendar.recess_starting_in(year, name)
    if recess is None:
        return Found(Window(), end, remarks=(Remark.RECESS_UNKNOWN,), event=f"{name} {year}")
    return _whole(recess, end)


def _whole(recess: Recess, end: int) -> Found:
    is_sure = recess.confidence in (Confidence.HIGH, Confidence.MEDIUM)
    remarks = () if is_sure else (Remark.RECESS_ESTIMATED,)
    return Found(Window(recess.first, None, recess.last), end, Size.SPAN, remarks)


def anchor_period(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "Prinsjesdag" and other fixed moments that the calendar holds."""
    name = tokens[at].text
    if name not in ANCHORS:
        return None
    stated = year_of(tokens, range(at, at + 1), saying.said_on)
    end = stated.after if stated else at + 1
    if saying.calendar is None:
        return Found(Window(), end, remarks=(Remark.CALENDAR_NEEDED,), event=name)
    calendar = saying.calendar

    def of(year: int) -> Window | None:
        anchor = calendar.anchor_in(year, name)
        return periods.day(anchor.day) if anchor else None

    choose = periods.last_occurrence if saying.is_past else periods.next_occurrence
    window = of(stated.number) if stated else choose(of, saying.said_on)
    if window is None:
        return Found(Window(), end, remarks=(Remark.ANCHOR_UNKNOWN,), event=name)
    return Found(window, end, Size.DAY)


def _is_said_with_before(tokens: Tokens, at: int) -> bool:
    """Return whether "voor", "before" or "by" stands ahead, perhaps with an article between."""
    position = at - 1
    while position > at - 4 and (
        tokens[position].text in FILLERS or tokens[position].text in PARTS
    ):
        position -= 1
    return tokens[position].text in _BEFORE or tokens.starts_with(("prior", "to"), position - 1)


def _year_meant(name: str, saying: Saying, *, may_run: bool) -> int:
    """Return the year of the next recess of this name, or of the last when looking back.

    Args:
        name: The recess.
        saying: When it was said, and in what sense.
        may_run: Whether a recess that is running counts as the next one: "na het reces" said
            in August means this one, "voor het reces" that of next year.
    """
    said_on, calendar = saying.said_on, saying.calendar
    running = calendar.recess_on(said_on) if calendar and may_run else None
    if running is not None and running.name == name:
        return running.first.year  # in January, that of the year before
    known = calendar.recess_starting_in(said_on.year, name) if calendar else None
    has_begun = said_on >= known.first if known else said_on.month > _USUAL_MONTH[name]
    if saying.is_past:
        return said_on.year if has_begun else said_on.year - 1
    return said_on.year + 1 if has_begun else said_on.year
