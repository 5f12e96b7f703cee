"""A day of the calendar on the terminal, and the working days counted from it."""

from collections.abc import Iterable, Sequence

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.calendar import basis_in_words, confidence_in_words, recess_in_words
from models.dates.calendar import Confidence
from models.dates.day import ExplainedDay
from models.dates.suspension import SUSPENDED
from models.dates.working_days import CountedDay, DayOff
from reports.spelling import with_weekday

_Pair = tuple[str, screen.Cell]


def show_day(found: ExplainedDay, call: Call) -> None:
    """Write what a day is, and which day takes its place."""
    screen.say(screen.Ink(with_weekday(found.day, call.language), "bold"))
    screen.pairs(
        [
            (call.say("werkdag", "working day"), _worked(found, call)),
            (call.say("vergaderdag", "sitting day"), _sat_on(found, call)),
            *((call.say("vast moment", "fixed moment"), each.name) for each in found.anchors),
            (
                call.say("eerste werkdag vanaf die dag", "first working day from then on"),
                with_weekday(found.first_working_day, call.language),
            ),
            (
                call.say("laatste vergaderdag tot en met die dag", "last sitting day until then"),
                _last_sitting_day(found, call),
            ),
        ]
    )
    for line in _doubts(found, call):
        screen.say(screen.Ink(line, "yellow"))
    if found.counted is not None:
        _show_counted(found.counted, call)


def show_days_off(days: Sequence[DayOff], call: Call) -> None:
    """Write the days that were passed over, each with its name."""
    for each in days:
        screen.say(f"  {with_weekday(each.day, call.language)}: {day_off_in_words(each, call)}")


def day_off_in_words(each: DayOff, call: Call) -> str:
    """Return why a day is no working day: its holiday and the law, or the weekend."""
    if each.holiday == SUSPENDED and each.basis is None:
        return call.say("opgeschort", "suspended")
    weekend = call.say("weekend", "weekend")
    if each.holiday is None:
        return weekend
    basis = basis_in_words(each.basis, call) if each.basis else weekend
    return f"{each.holiday} ({basis})"


def _show_counted(counted: CountedDay, call: Call) -> None:
    count = abs(counted.count)
    way = call.say(
        "terug" if counted.count < 0 else "verder", "back" if counted.count < 0 else "on"
    )
    days = call.say(
        "werkdag" if count == 1 else "werkdagen", "working day" if count == 1 else "working days"
    )
    answer = with_weekday(counted.day, call.language)
    screen.heading(f"{count} {days} {way}: {answer}")
    if not counted.days_off:
        screen.say(call.say("Er is geen dag overgeslagen.", "No day was passed over."))
        return
    screen.say(_what_moved_it(counted, call))
    show_days_off(counted.days_off, call)


def _what_moved_it(counted: CountedDay, call: Call) -> str:
    names = ", ".join(f"{each.holiday}" for each in counted.holidays)
    if not names:
        return call.say(
            "Geen feestdag heeft iets verschoven. Overgeslagen:",
            "No holiday moved it. Passed over:",
        )
    return call.say(f"Verschoven door {names}. Overgeslagen:", f"Moved by {names}. Passed over:")


def _worked(found: ExplainedDay, call: Call) -> str:
    if found.day_off is None:
        return call.say("ja", "yes")
    return f"{call.say('nee', 'no')}: {day_off_in_words(found.day_off, call)}"


def _sat_on(found: ExplainedDay, call: Call) -> str:
    """Return whether the chamber sits, and if not, why: the recess before the weekday."""
    if found.is_sitting_day:
        if found.recesses_are_known:
            return call.say("ja", "yes")
        return call.say("ja, tenzij er reces is", "yes, unless there is a recess")
    no = call.say("nee", "no")
    if found.recess is not None:
        return f"{no}: {recess_in_words(found.recess, call)}"
    if found.day_off is not None:
        return f"{no}: {day_off_in_words(found.day_off, call)}"
    return call.say(
        "nee: de Kamer vergadert op dinsdag, woensdag en donderdag",
        "no: the chamber sits on Tuesday, Wednesday and Thursday",
    )


def _last_sitting_day(found: ExplainedDay, call: Call) -> str:
    sitting = found.last_sitting_day
    if sitting is None:
        return call.say("onbekend", "unknown")
    day = with_weekday(sitting.day, call.language)
    if sitting.confidence is Confidence.HIGH:
        return day
    near = f"{sitting.recess_name}: " if sitting.recess_name else ""
    return f"{day} ({near}{confidence_in_words(sitting.confidence, call)})"


def _doubts(found: ExplainedDay, call: Call) -> Iterable[str]:
    if not found.recesses_are_known:
        yield call.say(
            "▲ Van die tijd zijn niet alle recessen bekend.",
            "▲ Not every recess of that time is known.",
        )
    if not found.decrees_are_known:
        yield call.say(
            "▲ Van die tijd zijn niet alle dagen bij koninklijk besluit bekend.",
            "▲ Not every day by royal decree of that time is known.",
        )
