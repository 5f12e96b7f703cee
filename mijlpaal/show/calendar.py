"""A year of the calendar on the terminal: lists, and at the end what is not known."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.wording import ABSENT
from mijlpaal.words import both
from models.dates.calendar import (
    UNSURE,
    Anchor,
    Calendar,
    Confidence,
    Holiday,
    HolidayBasis,
    Recess,
)
from models.dates.spelling import month
from models.dates.year import CalendarYear, Days, MonthCount
from reports.spelling import compact, in_words, with_weekday

CONFIDENCES = {
    Confidence.HIGH: both("zeker", "certain"),
    Confidence.MEDIUM: both("uit tweede bron", "secondary source"),
    Confidence.LOW: both("▲ geschat", "▲ estimated"),
    Confidence.UNKNOWN: both("▲ onbekend", "▲ unknown"),
}
_BASIS = {
    HolidayBasis.RECOGNISED: both("Atw art. 3, eerste lid", "Atw art. 3(1)"),
    HolidayBasis.EQUATED: both("Atw art. 3, tweede lid", "Atw art. 3(2)"),
    HolidayBasis.DECREE: both(
        "koninklijk besluit, Atw art. 3, derde lid", "royal decree, Atw 3(3)"
    ),
}


def show_year(found: CalendarYear, calendar: Calendar, call: Call) -> None:
    """Write what is known of a year, then what is not."""
    screen.say(screen.Ink(call.say(f"Kalender {found.year}", f"Calendar {found.year}"), "bold"))
    screen.pairs(
        [
            (
                call.say("kalender loopt", "calendar covers"),
                _days((calendar.first, calendar.last), call),
            ),
            (call.say("werkdagen", "working days"), str(found.working_days)),
            (call.say("vergaderdagen", "sitting days"), _sitting(found, call)),
        ]
    )
    screen.heading(call.say("Maanden", "Months"))
    screen.table(_month_heads(call), [_month(each, found, call) for each in found.months])
    screen.heading(call.say("Feestdagen", "Holidays"))
    screen.table(
        (call.say("dag", "day"), call.say("feestdag", "holiday"), call.say("grond", "basis")),
        [_holiday(each, call) for each in found.holidays],
    )
    screen.heading(call.say("Recessen van de Tweede Kamer", "Recesses of the Tweede Kamer"))
    _recesses(found, calendar, call)
    screen.heading(call.say("Vaste momenten", "Fixed moments"))
    screen.table(
        (call.say("moment", "moment"), call.say("dag", "day"), call.say("hoe zeker", "how sure")),
        [*(_anchor(each, call) for each in found.anchors), *_without_day(found, call)],
    )
    screen.heading(call.say("Wat niet bekend is", "What is not known"))
    for line in _unknown(found, call):
        screen.say(line)


def confidence_in_words(confidence: Confidence, call: Call) -> str:
    """Return how sure something is; the sign marks what may turn out otherwise."""
    return call.pick(CONFIDENCES[confidence])


def basis_in_words(basis: HolidayBasis, call: Call) -> str:
    """Return what makes a day a holiday."""
    return call.pick(_BASIS[basis])


def recess_in_words(recess: Recess, call: Call) -> str:
    """Return a recess with its days and how sure they are."""
    sure = confidence_in_words(recess.confidence, call)
    return f"{recess.name}, {_recess_days(recess, call)} ({sure})"


def _sitting(found: CalendarYear, call: Call) -> str:
    most = call.say("hoogstens ", "at most ") if found.recesses_unknown else ""
    weeks = len(found.sitting_weeks)
    return call.say(
        f"{most}{found.sitting_days}, in {weeks} weken",
        f"{most}{found.sitting_days}, in {weeks} weeks",
    )


def _month_heads(call: Call) -> Sequence[str]:
    return (
        call.say("maand", "month"),
        call.say("werkdagen", "working days"),
        call.say("vergaderdagen", "sitting days"),
        call.say("vergaderweken", "sitting weeks"),
        call.say("recessen", "recesses"),
    )


def _month(each: MonthCount, found: CalendarYear, call: Call) -> Sequence[screen.Cell]:
    is_unknown = each.confidence is Confidence.UNKNOWN
    most = call.say("hoogstens ", "at most ") if is_unknown else ""
    return (
        month(date(found.year, each.month, 1), call.language),
        str(each.working_days),
        f"{most}{each.sitting_days}",
        _weeks(each.sitting_weeks),
        _ink(each.confidence, call),
    )


def _weeks(weeks: Sequence[int]) -> str:
    """Return week numbers, in ranges where they follow on each other: ``2-5, 9``."""
    ranges: list[list[int]] = []
    for week in weeks:
        if ranges and ranges[-1][-1] == week - 1:
            ranges[-1][1:] = [week]
        else:
            ranges.append([week])
    return ", ".join("-".join(map(str, each)) for each in ranges) or ABSENT


def _holiday(each: Holiday, call: Call) -> Sequence[screen.Cell]:
    basis = basis_in_words(each.basis, call) if each.basis else call.say("een zondag", "a Sunday")
    return with_weekday(each.day, call.language), each.name, basis


def _recesses(found: CalendarYear, calendar: Calendar, call: Call) -> None:
    if not found.recesses:
        screen.say(call.say("Geen enkel reces bekend.", "No recess is known."))
    screen.table(
        (
            call.say("reces", "recess"),
            call.say("dagen", "days"),
            call.say("laatste vergaderdag ervoor", "last sitting day before"),
            call.say("hoe zeker", "how sure"),
        ),
        [
            (
                each.name,
                _recess_days(each, call),
                _sitting_day_before(each, calendar, call),
                _ink(each.confidence, call),
            )
            for each in found.recesses
        ],
    )


def _recess_days(recess: Recess, call: Call) -> str:
    if recess.last is None:
        first = compact(recess.first, call.language)
        return call.say(f"{first} t/m onbekend", f"{first} to unknown")
    return _days((recess.first, recess.last), call)


def _sitting_day_before(recess: Recess, calendar: Calendar, call: Call) -> str:
    eve = recess.first - timedelta(days=1)
    if eve < calendar.first:
        return ABSENT
    return with_weekday(calendar.last_sitting_day_at_or_before(eve).day, call.language)


def _anchor(each: Anchor, call: Call) -> Sequence[screen.Cell]:
    return each.name, with_weekday(each.day, call.language), _ink(each.confidence, call)


def _without_day(found: CalendarYear, call: Call) -> Iterable[Sequence[screen.Cell]]:
    no_day = call.say("geen dag bekend", "no day known")
    for name in found.anchors_without_day:
        yield name, no_day, _ink(Confidence.UNKNOWN, call)


def _unknown(found: CalendarYear, call: Call) -> Iterable[str]:
    for each in found.recesses_unknown:
        days = _days(each, call)
        yield call.say(f"▲ Recessen: {days}", f"▲ Recesses: {days}")
    until = found.recesses_known_until
    if until is not None:
        day = in_words(until, call.language)
        yield call.say(
            f"▲ Na {day} is geen enkel reces bekend.", f"▲ No recess is known after {day}."
        )
    for each in found.decrees_unknown:
        days = _days(each, call)
        yield call.say(f"▲ Dagen bij koninklijk besluit: {days}", f"▲ Days by royal decree: {days}")
    if found.anchors_without_day:
        names = ", ".join(found.anchors_without_day)
        yield call.say(f"▲ De dag van: {names}", f"▲ The day of: {names}")


def _days(days: Days, call: Call) -> str:
    first, last = (compact(day, call.language) for day in days)
    return call.say(f"{first} t/m {last}", f"{first} to {last}")


def _ink(confidence: Confidence, call: Call) -> screen.Ink:
    style = "yellow" if confidence in UNSURE else ""
    return screen.Ink(confidence_in_words(confidence, call), style)
