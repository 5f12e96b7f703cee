"""The events of a subject on the terminal and as JSON."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mijlpaal.call import Call
from mijlpaal.payloads import differences
from mijlpaal.show import screen
from mijlpaal.show.wording import ABSENT, short_day
from mijlpaal.words import both
from models.clock import AMSTERDAM, local_day
from models.tables import Event
from reports.words import EVENT_KINDS, REPLAN_REASONS, label

NO_SECOND_PERSON = "none"  # how the ledger writes that there was nobody to ask
_NOTES = {"because": both("vanwege", "because of")}
_TOLD_ELSEWHERE = frozenset({"event", "second_person", "proposal"})


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event as it was recorded, with what it changed."""

    sequence: int
    kind: str
    actor: str
    reason: str | None
    effective_on: date
    recorded_at: datetime
    before: Mapping[str, object]
    after: Mapping[str, object]
    note: Mapping[str, str]
    hash: str

    @property
    def name(self) -> str:
        """Return the event of the life cycle behind it; empty when it was none."""
        return self.note.get("event", "")


SayStanding = Callable[[str], str]
"""Says in words where something stands, as the columns hold it."""


def event_rows(events: Sequence[Event]) -> list[EventRow]:
    """Return events with their payload taken apart."""
    rows = []
    for event in events:
        payload = json.loads(event.payload)
        rows.append(
            EventRow(
                sequence=event.sequence,
                kind=event.kind,
                actor=event.actor,
                reason=event.reason,
                effective_on=event.effective_on,
                recorded_at=event.recorded_at,
                before=payload["before"],
                after=payload["after"],
                note=payload.get("note", {}),
                hash=event.hash,
            )
        )
    return rows


def show_events(
    title: str, rows: Sequence[EventRow], call: Call, *, say_standing: SayStanding = str
) -> None:
    """Write each event: when, what, by whom, why, and what it changed from what to what."""
    screen.say(screen.Ink(title, "bold"))
    for row in rows:
        show_event(row, call, say_standing=say_standing)


def show_event(row: EventRow, call: Call, *, say_standing: SayStanding = str) -> None:
    """Write one event: when, what, by whom, who confirmed it, why, and what it changed."""
    when = f"{row.recorded_at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"
    kind = label(EVENT_KINDS, row.kind).say(call.language)
    screen.item(
        screen.Ink(f"{row.sequence:>3}"),
        f"{when}  {kind} ({row.name})" if row.name else f"{when}  {kind}",
        [
            _by_whom(row, call),
            *_confirmed(row, call),
            *([f"„{row.reason}”"] if row.reason else []),
            *_notes(row, call),
            *_changes(row, call, say_standing),
        ],
    )


def _confirmed(row: EventRow, call: Call) -> list[screen.Cell]:
    """Return who the second person was, or that there was none."""
    second = row.note.get("second_person")
    if second is None:
        return []
    if second == NO_SECOND_PERSON:
        return [call.say("zonder tweede persoon", "without a second person")]
    proposal = row.note.get("proposal", "?")
    return [
        call.say(
            f"bevestigd door {second} (voorstel {proposal})",
            f"confirmed by {second} (proposal {proposal})",
        )
    ]


def _by_whom(row: EventRow, call: Call) -> str:
    """Return the actor, and the day it took effect where that is not the day it was recorded."""
    if row.effective_on == local_day(row.recorded_at):
        return row.actor
    since = call.say("geldt vanaf", "in force from")
    return f"{row.actor}, {since} {short_day(row.effective_on, call)}"


def _notes(row: EventRow, call: Call) -> list[screen.Cell]:
    """Return the facts about the act that are not told elsewhere."""
    return [
        f"{call.pick(_NOTES.get(name, name))}: {fact}"
        for name, fact in row.note.items()
        if name not in _TOLD_ELSEWHERE
    ]


def _changes(row: EventRow, call: Call, say_standing: SayStanding) -> list[screen.Cell]:
    # Of the first event, by which everything is new, 'show' says it better.
    return [
        screen.Ink(_change(*each, call, say_standing), "dim")
        for each in differences(row.before, row.after)
    ]


def _change(
    field: str, before: object, after: object, call: Call, say_standing: SayStanding
) -> str:
    if field == "standing":
        was, becomes = (say_standing(str(each)) if each else ABSENT for each in (before, after))
        return f"{call.say('stand', 'state')}: {was} → {becomes}"
    if field == "replan_reason":
        return f"{field}: {_coded(before, call)} → {_coded(after, call)}"
    return f"{field}: {_said(before)} → {_said(after)}"


def _coded(value: object, call: Call) -> str:
    return ABSENT if value is None else label(REPLAN_REASONS, str(value)).say(call.language)


def _said(value: object) -> str:
    return ABSENT if value is None else str(value)
