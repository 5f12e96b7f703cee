"""A rehearsed period on the terminal: per day who would be told, and of what."""

from collections.abc import Sequence
from itertools import groupby

from flows.rehearsal import RehearsedMessage
from mijlpaal.call import Call
from mijlpaal.show import screen
from reports.spelling import with_weekday


def show_rehearsal(rows: Sequence[RehearsedMessage], call: Call) -> None:
    """Write each day on which somebody would be told something."""
    for day, messages in groupby(rows, key=lambda row: row.day):
        screen.heading(with_weekday(day, call.language))
        for message in messages:
            items = (f"· {each.say(call.language)}" for each in message.items)
            screen.item(screen.Ink("→"), message.contact, [message.subject, *items])
    screen.say("")
    screen.say(
        call.say(
            f"{_counted(rows, call)}. Er is niets verstuurd en niets bewaard.",
            f"{_counted(rows, call)}. Nothing was sent and nothing was kept.",
        )
    )


def _counted(rows: Sequence[RehearsedMessage], call: Call) -> str:
    count, days = len(rows), len({row.day for row in rows})
    messages = call.say("bericht", "message") if count == 1 else call.say("berichten", "messages")
    on_days = call.say("op 1 dag", "on 1 day")
    if days != 1:
        on_days = call.say(f"op {days} dagen", f"on {days} days")
    return f"{count} {messages} {on_days}"
