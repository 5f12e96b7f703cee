"""The events of a subject on the terminal and as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.wording import ABSENT, short_day
from models.clock import AMSTERDAM
from models.tables import Event
from reports.words import EVENT_KINDS, label

NO_SECOND_PERSON = "none"  # how the ledger writes that there was nobody to ask


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


def show_events(title: str, rows: Sequence[EventRow], call: Call) -> None:
    """Write each event: when, what, by whom, why, and the columns that changed."""
    screen.say(screen.Ink(title, "bold"))
    for row in rows:
        show_event(row, call)


def show_event(row: EventRow, call: Call) -> None:
    """Write one event: when, what, by whom, who confirmed it, why, and the columns that changed."""
    when = f"{row.recorded_at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"
    kind = label(EVENT_KINDS, row.kind).say(call.language)
    since = call.say("geldt vanaf", "in force from")
    screen.item(
        screen.Ink(f"{row.sequence:>3}"),
        f"{when}  {kind}",
        [
            f"{row.actor}, {since} {short_day(row.effective_on, call)}",
            *_confirmed(row, call),
            *([f"„{row.reason}”"] if row.reason else []),
            *_changes(row),
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


def _changes(row: EventRow) -> list[screen.Cell]:
    if not row.before:  # the first event: everything is new, and 'show' says it better
        return []
    return [
        screen.Ink(f"{field}: {_said(row.before[field])} → {_said(value)}", "dim")
        for field, value in row.after.items()
        if row.before[field] != value
    ]


def _said(value: object) -> str:
    return ABSENT if value is None else str(value)
