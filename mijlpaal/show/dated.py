"""Occurrences and documents on the terminal: their day, and what waits for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mijlpaal.call import Call
from mijlpaal.effects import title_in_words
from mijlpaal.lookup import CLEARANCE
from mijlpaal.show import screen
from mijlpaal.show.wording import ABSENT, short_day
from models.storage.records import Record
from models.vocabulary import SubjectKind
from reports.spelling import span


@dataclass(frozen=True, slots=True)
class Waiting:
    """A milestone whose window waits for it, and the latest day that it has by it."""

    key: str
    title: str
    words: str
    latest: date | None


@dataclass(frozen=True, slots=True)
class Dated:
    """An occurrence or a document, as it is shown."""

    kind: SubjectKind
    key: str
    title: str
    wording: str | None
    earliest: date | None
    latest: date | None
    source_words: str | None
    waiting: tuple[Waiting, ...]


def dated(record: Record, tied: Sequence[Record], call: Call) -> Dated:
    """Return what to show; a milestone that this reader may not see is left out."""
    is_document = record.kind is SubjectKind.DOCUMENT
    shown = [each for each in tied if each.text("confidentiality") in CLEARANCE.readable()]
    return Dated(
        kind=record.kind,
        key=record.key,
        title=title_in_words(record, call),
        wording=record.text("reference" if is_document else "wording"),
        earliest=record.day("dated_on" if is_document else "earliest"),
        latest=record.day("dated_on" if is_document else "latest"),
        source_words=record.text("source_words"),
        waiting=tuple(
            Waiting(
                each.key,
                title_in_words(each, call),
                each.text("anchor_words") or each.text("first_anchor_words") or "",
                each.day("latest"),
            )
            for each in shown
        ),
    )


def show_list(rows: Sequence[Dated], call: Call) -> None:
    """Write each with its day and how many milestones wait for it."""
    if not rows:
        screen.say(call.say("Er is er geen.", "There is none."))
    screen.table(
        (
            call.say("sleutel", "key"),
            call.say("wat", "what"),
            call.say("wanneer", "when"),
            call.say("wachtend", "waiting"),
        ),
        [(row.key, row.title, _when(row, call), str(len(row.waiting) or "")) for row in rows],
    )


def show_one(row: Dated, call: Call) -> None:
    """Write one in full, with the milestones that wait for it."""
    screen.say(screen.Ink(row.title, "bold"))
    label = (
        ("verwijzing", "reference") if row.kind is SubjectKind.DOCUMENT else ("woorden", "words")
    )
    screen.pairs(
        [
            (call.say("sleutel", "key"), f"{row.kind}:{row.key}"),
            (call.say("wanneer", "when"), _when(row, call)),
            (call.say(*label), row.wording or ABSENT),
            (call.say("letterlijk", "literally"), row.source_words or ABSENT),
        ]
    )
    if row.waiting:
        screen.heading(call.say("Hierop wachten", "Waiting for this"))
    for each in row.waiting:
        latest = short_day(each.latest, call)
        screen.item(
            screen.Ink("○" if each.latest is None else "●"),
            f"{each.title} ({each.key})",
            [call.say(f"uiterlijk {latest}", f"no later than {latest}")],
        )


def _when(row: Dated, call: Call) -> str:
    if row.earliest is None and row.latest is None:
        return call.say("onbekend", "unknown")
    return span(row.earliest, row.latest, call.language)
