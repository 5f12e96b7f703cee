"""Where a statutory term ends on the terminal, and which article put it there."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.calendar_day import day_off_in_words
from models.dates import (
    Calendar,
    DayOff,
    Extension,
    RunningTerm,
    StandsStill,
    Suspension,
    TermEnd,
    TermRule,
    term_in_words,
)
from reports.sentences import Sentences
from reports.spelling import compact, with_weekday

Line = tuple[str, screen.Cell]


def show_end(end: TermEnd, calendar: Calendar, call: Call, *, counted_back: bool = False) -> None:
    """Write the last day of a term and why it is that day."""
    length, start = (
        term_in_words(end.term, call.language),
        with_weekday(end.starts_on, call.language),
    )
    title = (
        call.say(f"{length} vóór {start}", f"{length} before {start}")
        if counted_back
        else call.say(f"{length} na {start}", f"{length} after {start}")
    )
    screen.say(screen.Ink(title, "bold"))
    last = (
        call.say("uiterlijk", "no later than")
        if counted_back
        else call.say("eindigt op", "ends on")
    )
    screen.pairs(
        [
            (last, screen.Ink(with_weekday(end.day, call.language), "bold")),
            *why(end, call),
            *doubts(end, calendar, call),
        ]
    )


def show_term(running: RunningTerm, calendar: Calendar, call: Call) -> None:
    """Write a term that can stand still: when it did, and where it stands."""
    screen.pairs(
        [*term_rows(running, running.end(calendar), call), *_open_ends(running, calendar, call)]
    )


def term_rows(running: RunningTerm, end: TermEnd | StandsStill, call: Call) -> Iterator[Line]:
    """Yield a term, each time at which it stood still, and its end or what is left of it."""
    length, start = (
        term_in_words(running.term, call.language),
        with_weekday(running.starts_on, call.language),
    )
    yield (
        call.say("wettelijke termijn", "statutory term"),
        call.say(f"{length} na {start}", f"{length} after {start}"),
    )
    for each in running.suspensions:
        yield call.say("opgeschort", "suspended"), _suspension(each, call)
    if isinstance(end, StandsStill):
        still = Sentences(call.language).stands_still(end)
        yield (
            call.say("stand van de termijn", "state of the term"),
            screen.Ink(f"▲ {still}", "yellow"),
        )
        return
    yield call.say("eindigt op", "ends on"), with_weekday(end.day, call.language)
    yield from why(end, call)


def _open_ends(running: RunningTerm, calendar: Calendar, call: Call) -> Iterator[Line]:
    end = running.end(calendar)
    if isinstance(end, TermEnd):
        yield from doubts(end, calendar, call)


def _suspension(each: Suspension, call: Call) -> str:
    first = compact(each.first, call.language)
    if each.last is None:
        return call.say(f"vanaf {first}", f"from {first}")
    last, days = compact(each.last, call.language), each.days
    return call.say(
        f"{first} t/m {last}, {days} {'dag' if days == 1 else 'dagen'}",
        f"{first} to {last}, {days} {'day' if days == 1 else 'days'}",
    )


def why(end: TermEnd, call: Call) -> Iterable[Line]:
    """Yield the rules that decided the last day, each with the days off that it passed over."""
    if end.extensions:
        yield call.say("geteld t/m", "counted until"), with_weekday(end.counted, call.language)
    for each in end.extensions:
        yield _rule(each.rule, call)
        yield call.say("  overgeslagen", "  passed over"), _days(each, call)
        yield call.say("  wordt", "  becomes"), with_weekday(each.becomes, call.language)
    if end.kept_by is not None:
        yield _rule(end.kept_by, call)


def doubts(end: TermEnd, calendar: Calendar, call: Call) -> Iterable[Line]:
    """Yield what may still move the last day: royal decrees that are not known."""
    is_moved_by_law = end.kept_by in (None, TermRule.COUNTED_BACK)
    near = end.day + timedelta(days=7)
    if is_moved_by_law and not calendar.knows_decrees(end.day, min(near, calendar.last)):
        yield (
            "▲",
            call.say(
                "dagen bij koninklijk besluit zijn voor die tijd niet bekend",
                "days by royal decree are not known for that time",
            ),
        )


def _rule(rule: TermRule, call: Call) -> Line:
    dutch, english = rule.article
    return call.say(dutch, english), rule.say(call.language)


def _days(extension: Extension, call: Call) -> str:
    return ", ".join(_day(each, call) for each in extension.days_off)


def _day(each: DayOff, call: Call) -> str:
    return f"{compact(each.day, call.language)}: {day_off_in_words(each, call)}"
