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
    days = len({row.day for row in rows})
    screen.say("")
    screen.say(
        call.say(
            f"{len(rows)} berichten op {days} dagen. Er is niets verstuurd en niets bewaard.",
            f"{len(rows)} messages on {days} days. Nothing was sent and nothing was kept.",
        )
    )
