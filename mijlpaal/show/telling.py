"""Who was told what, on the terminal: reminders of a milestone, messages of a day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from flows.rehearsal import PreviewedMessage
from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.wording import ABSENT, short_day
from mijlpaal.words import both
from models.clock import AMSTERDAM
from models.storage.records import Record
from notifications.log import LoggedMessage, MessageState, Told
from notifications.outbox import DeadLetter

SHORT_ID = 8  # characters of a message's id that tell it from others in a list

_STATES = {
    MessageState.WAITING: (both("wacht op bericht", "awaits a message"), "dim"),
    MessageState.OPEN: (both("onderweg", "on its way"), "yellow"),
    MessageState.SENT: (both("verstuurd", "sent"), "green"),
    MessageState.DEAD: (both("onbestelbaar", "undeliverable"), "bold red"),
}
_RESPONSIBILITIES = {
    "owner": both("eigenaar", "owner"),
    "accountable": both("verantwoordelijke", "accountable"),
    "programme_manager": both("programmamanager", "programme manager"),
}
_ANCHORS = {
    "soft": both("zachte grens", "soft bound"),
    "recess": both("zomerreces", "summer recess"),
    "bound": both("grens", "bound"),
    "late": both("te laat", "late"),
    "escalation": both("opgeschaald", "escalated"),
    "change": both("wijziging", "change"),
    "hand_over": both("overgenomen", "taken over"),
}


def show_told(reminders: Sequence[Told], call: Call) -> None:
    """Write who heard of a milestone, when and as what."""
    screen.heading(call.say("Wie hiervan hoorde", "Who heard of this"))
    if not reminders:
        screen.say(call.say("Nog niemand.", "Nobody yet."))
    screen.table(
        (
            call.say("dag", "day"),
            call.say("wie", "who"),
            call.say("als", "as"),
            call.say("vanwege", "because of"),
            call.say("bericht", "message"),
        ),
        [
            (
                short_day(each.swept_on, call),
                each.function,
                responsibility(each.responsibility, call),
                occasion(each, call),
                state_ink(each.state, call),
            )
            for each in reminders
        ],
    )


def show_reminding(milestone: Record, today: date, call: Call) -> None:
    """Write what is particular to how often people hear of a milestone; nothing where it is not."""
    rows: list[tuple[str, screen.Cell]] = []
    ladder, paused = milestone.text("ladder"), milestone.day("escalation_paused_until")
    if ladder is not None and ladder != milestone.text("modality"):
        rows.append((call.say("herinneringsschema", "reminder ladder"), ladder))
    if paused is not None and paused >= today:
        day = short_day(paused, call)
        rows.append((call.say("opschaling rust t/m", "escalation rests until"), day))
    if rows:
        screen.heading(call.say("Herinneringen", "Reminders"))
        screen.pairs(rows)


def show_messages(messages: Sequence[LoggedMessage], call: Call) -> None:
    """Write the messages of a day; never their text or an address."""
    if not messages:
        screen.say(
            call.say("Op deze dag is niemand bericht.", "Nobody was written to on this day.")
        )
    screen.table(
        (
            "id",
            call.say("aan", "to"),
            call.say("onderwerp", "subject"),
            call.say("kanaal", "channel"),
            call.say("stand", "state"),
            call.say("pogingen", "tries"),
        ),
        [
            (
                each.uid[:SHORT_ID],
                each.function,
                each.subject,
                each.channel,
                state_ink(each.state, call),
                str(each.attempts),
            )
            for each in messages
        ],
    )
    problems = dict.fromkeys(each.problem for each in messages if each.problem)
    for problem in problems:
        screen.say(screen.Ink(f"▲ {problem}", "yellow"))


def show_previewed(messages: Sequence[PreviewedMessage], call: Call) -> None:
    """Write the messages of one contact in full."""
    if not messages:
        screen.say(call.say("Niets te melden.", "Nothing to tell."))
    for message in messages:
        is_sent = call.say("verstuurd", "sent") if message.is_sent else ""
        not_yet = call.say("zou worden verstuurd", "would be sent")
        screen.say(screen.Ink(f"{message.subject} ({is_sent or not_yet})", "bold"))
        screen.say("")
        screen.say(text_or_why_not(message.text, call))


def text_or_why_not(text: str | None, call: Call) -> str:
    """Return the text of a message, or why it is not shown here."""
    return text or call.say(
        "Niet getoond: dit bericht gaat over iets dat bedrijfsvertrouwelijk is.",
        "Not shown: this message is about something company-confidential.",
    )


def show_dead(letters: Sequence[DeadLetter], call: Call) -> None:
    """Write the messages that were given up, and why."""
    if not letters:
        screen.say(
            call.say("Er is geen onbestelbaar bericht.", "There is no undeliverable message.")
        )
    screen.table(
        (
            "id",
            call.say("van", "of"),
            call.say("aan", "to"),
            call.say("kanaal", "channel"),
            call.say("opgegeven", "given up"),
            call.say("waarom", "why"),
        ),
        [
            (
                each.uid[:SHORT_ID],
                short_day(each.day, call),
                each.contact,
                each.channel,
                _instant(each.dead_at),
                each.problem or ABSENT,
            )
            for each in letters
        ],
    )


class Counted(Protocol):
    """What a rung says of itself, wherever it is shown."""

    @property
    def anchor(self) -> str:
        """What kind of day is counted from."""

    @property
    def step(self) -> int:
        """Working days from it."""

    @property
    def bound(self) -> date:
        """The day itself."""


def responsibility(name: str, call: Call) -> str:
    """Return as what somebody hears."""
    return call.pick(_RESPONSIBILITIES.get(name, name))


def occasion(each: Counted, call: Call) -> str:
    """Return why it is told: from which day, and how many working days from there."""
    anchor = call.pick(_ANCHORS.get(each.anchor, each.anchor))
    day = short_day(each.bound, call)
    if each.anchor in {"change", "hand_over"} or each.step == 0:
        return f"{anchor} {day}"
    return f"{anchor} {day}, {each.step:+d} {call.say('werkdagen', 'working days')}"


def state_ink(state: str, call: Call) -> screen.Ink:
    """Return how far a message is."""
    text, style = _STATES[MessageState(state)]
    return screen.Ink(call.pick(text), style)


def _instant(instant: datetime) -> str:
    return f"{instant.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"
