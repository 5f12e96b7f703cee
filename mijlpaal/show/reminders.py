"""Who hears of what and why not, on the terminal."""

from collections.abc import Sequence

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.telling import occasion, responsibility, state_ink
from mijlpaal.show.wording import ABSENT, short_day
from mijlpaal.words import both
from models.clock import AMSTERDAM
from models.people.absences import Away
from notifications.log import LoggedReminder
from notifications.untold import WhyUntold
from notifications.upcoming import Upcoming
from notifications.why import Fate, Line, Obstacle, Verdict, Why
from reports.words import EVENT_KINDS, label

_WHY_NOT = {
    WhyUntold.NOBODY_ASSIGNED: both("niemand toegewezen", "nobody assigned"),
    WhyUntold.OUT_OF_PERIOD: both("buiten de periode", "out of period"),
    WhyUntold.NOT_CLEARED: both("mag dit niet lezen", "not cleared to read it"),
    WhyUntold.DECLINED: both("wil dit niet horen", "declined to hear it"),
}
_VERDICTS = {
    Verdict.TOLD: (both("heeft bericht, {day}", "was told, {day}"), "green"),
    Verdict.ON_ITS_WAY: (both("bericht onderweg, {day}", "message on its way, {day}"), "yellow"),
    Verdict.UNDELIVERABLE: (both("onbestelbaar, {day}", "undeliverable, {day}"), "bold red"),
    Verdict.WAITING: (both("wacht op bericht", "awaits a message"), "yellow"),
    Verdict.TOLD_OTHERWISE: (both("hoorde het in een andere rol", "told in another role"), "dim"),
    Verdict.NEXT_SWEEP: (both("bij de volgende controle", "with the next sweep"), "yellow"),
    Verdict.SUPERSEDED: (both("ingehaald door een latere", "overtaken by a later one"), "dim"),
    Verdict.TO_COME: (both("komt nog", "to come"), ""),
    Verdict.NOT_TOLD: (both("hoort niets", "is not told"), "bold red"),
}
_FATES = {
    Fate.MOVES_UP: both("gaat {day} omhoog", "moves up {day}"),
    Fate.MOVED_UP: both("ging omhoog", "moved up"),
    Fate.ANSWERED: both("beantwoord", "answered"),
    Fate.PAUSED: both("opschaling rust t/m {day}", "escalation rests until {day}"),
    Fate.TOP: both("iedereen hoger hoorde het al", "everybody above heard it"),
    Fate.STAYS: both("schaalt niet op", "does not escalate"),
}
_OBSTACLES = {
    Obstacle.CLOSED: both(
        "De mijlpaal is gesloten: niemand hoort er nog van.",
        "The milestone is closed: nobody is told any more.",
    ),
    Obstacle.NO_BOUND: both(
        "Er is geen grens om naartoe te tellen: niemand hoort ervan.",
        "There is no bound to count to: nobody is told.",
    ),
    Obstacle.NO_STEPS: both(
        "Het schema telt van geen van haar dagen: niemand hoort ervan.",
        "Its ladder counts from none of its days: nobody is told.",
    ),
}


def show_upcoming(rows: Sequence[Upcoming], call: Call) -> None:
    """Write what falls due, by day, and who hears or why not."""
    if not rows:
        screen.say(call.say("In deze dagen hoort niemand iets.", "Nobody is told these days."))
    screen.table(
        (
            call.say("dag", "day"),
            call.say("mijlpaal", "milestone"),
            call.say("vanwege", "because of"),
            call.say("wie", "who"),
            call.say("als", "as"),
            "",
        ),
        [
            (
                short_day(row.due_on, call),
                row.milestone,
                occasion(row, call),
                _who(row, call),
                responsibility(row.responsibility, call),
                _not_told(row.why_not, call),
            )
            for row in rows
        ],
    )


def show_log(rows: Sequence[LoggedReminder], call: Call) -> None:
    """Write who was told of what, the latest first."""
    if not rows:
        screen.say(call.say("Nog niemand hoorde iets.", "Nobody was told anything yet."))
    screen.table(
        (
            call.say("dag", "day"),
            call.say("mijlpaal", "milestone"),
            call.say("vanwege", "because of"),
            call.say("wie", "who"),
            call.say("als", "as"),
            call.say("bericht", "message"),
        ),
        [
            (
                short_day(row.swept_on, call),
                row.milestone,
                occasion(row, call),
                row.contact,
                responsibility(row.responsibility, call),
                state_ink(row.state, call),
            )
            for row in rows
        ],
    )


def show_why(found: Why, call: Call) -> None:
    """Write what holds for the whole milestone, then each rung."""
    screen.say(screen.Ink(found.title, "bold"))
    rows: list[tuple[str, screen.Cell]] = [
        (call.say("sleutel", "key"), found.milestone),
        (call.say("schema", "ladder"), found.ladder),
        (call.say("laatste antwoord", "last answer"), _answer(found, call)),
    ]
    if found.paused_until:
        until = short_day(found.paused_until, call)
        rows.append((call.say("opschaling rust t/m", "escalation rests until"), until))
    if found.quiet_until:
        at = f"{found.quiet_until.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"
        rows.append((call.say("stille uren, tot", "quiet hours, until"), at))
    screen.pairs(rows)
    if found.obstacle:
        screen.say(screen.Ink(call.pick(_OBSTACLES[found.obstacle]), "yellow"))
    screen.table(
        (
            call.say("dag", "day"),
            call.say("vanwege", "because of"),
            call.say("als", "as"),
            call.say("wie", "who"),
            call.say("hoort", "told"),
            call.say("daarna", "after that"),
        ),
        [_why_row(line, call) for line in found.lines],
    )


def show_absences(rows: Sequence[Away], call: Call) -> None:
    """Write who is away from when to when, and who hears then."""
    if not rows:
        screen.say(call.say("Er is niemand weg.", "Nobody is away."))
    screen.table(
        (
            call.say("van", "from"),
            call.say("tot en met", "until"),
            call.say("wie", "who"),
            call.say("vervanger", "stand-in"),
        ),
        [
            (short_day(row.first, call), short_day(row.last, call), row.contact, row.replaced_by)
            for row in rows
        ],
    )


def _why_row(line: Line, call: Call) -> tuple[screen.Cell, ...]:
    text, style = _VERDICTS[line.verdict]
    told = call.pick(text).format(day=short_day(line.told_on, call))
    if line.why_not:
        told = f"{told}: {call.pick(_WHY_NOT[line.why_not])}"
    fate = call.pick(_FATES[line.fate]) if line.fate else ""
    return (
        short_day(line.due_on, call),
        occasion(line, call),
        responsibility(line.responsibility, call),
        _who(line, call),
        screen.Ink(told, style),
        fate.format(day=short_day(line.moves_up_on, call)),
    )


def _who(row: Upcoming | Line, call: Call) -> str:
    if row.contact is None:
        return ABSENT
    if row.instead_of is None:
        return row.contact
    return call.say(
        f"{row.contact} (voor {row.instead_of})", f"{row.contact} (for {row.instead_of})"
    )


def _not_told(why_not: WhyUntold | None, call: Call) -> screen.Cell:
    return screen.Ink(call.pick(_WHY_NOT[why_not]), "bold red") if why_not else ""


def _answer(found: Why, call: Call) -> str:
    if found.answer is None:
        return call.say("nog geen", "none yet")
    kind = label(EVENT_KINDS, found.answer.kind).say(call.language)
    return f"{kind}, {found.answer.actor}, {found.answer.at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"
