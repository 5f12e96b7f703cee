"""The log in words: what happened to what, and what each event changed from what to what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import cast

from sqlalchemy import ColumnElement, func, or_

from mijlpaal.call import Call
from mijlpaal.columns import NOT_SHOWN, is_typed, label_of, plain_value
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.log_entries import LogEntry, Wanted, log_entries, referred_by
from mijlpaal.web.screens.viewing import day_in, page_in, query_of, text_in
from models.errors import DefinitionError
from models.lifecycles.charts import chart_by_id
from models.reading.looking import Looking, Shown
from models.reading.titles import titles_of
from models.storage.records import SUBJECT
from models.storage.values import Value
from models.vocabulary import EventKind, SubjectKind
from reports.sentences import Sentences

# What nobody outside the code reads, and what a page of its own tells with care.
_NOT_TOLD = NOT_SHOWN | {
    *("digest", "file_digest", "reference_normalised", "report_id", "about_version", "fact"),
    *("obligation", "arguments", "changes", "unwanted", "corrects"),
}


@dataclass(frozen=True, slots=True)
class LogView:
    """A saved view of the log: everything in it comes from the address and goes back into it."""

    kind: SubjectKind | None = None
    text: str = ""
    event: EventKind | None = None
    actor: str = ""
    first: date | None = None
    last: date | None = None
    page: int = 1

    @property
    def query(self) -> str:
        """Return the query of the address, without what is so by itself."""
        given = {
            "soort": self.kind,
            "onderwerp": self.text,
            "gebeurtenis": self.event,
            "wie": self.actor,
            "vanaf": self.first,
            "totenmet": self.last,
        }
        return query_of(given, self.page)

    @property
    def wanted(self) -> Wanted:
        """Return which events are in the view."""
        return Wanted(
            kind=self.kind,
            about=_is_called(self.text) if self.text else None,
            event=self.event,
            actor=self.actor,
            first=self.first,
            last=self.last,
        )

    def on_page(self, page: int) -> "LogView":
        """Return the same view, another page of it."""
        return replace(self, page=page)


def read_log_view(
    *,
    soort: str = "",
    onderwerp: str = "",
    gebeurtenis: str = "",
    wie: str = "",
    vanaf: str = "",
    totenmet: str = "",
    blz: str = "1",
) -> LogView:
    """Return the view that an address asks for; what it does not know, it leaves out."""
    return LogView(
        kind=SubjectKind(soort) if soort in set(SubjectKind) else None,
        text=text_in(onderwerp),
        event=EventKind(gebeurtenis) if gebeurtenis in set(EventKind) else None,
        actor=text_in(wie),
        first=day_in(vanaf),
        last=day_in(totenmet),
        page=page_in(blz),
    )


@dataclass(frozen=True, slots=True)
class Change:
    """One field that an event changed, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """One event in words; ``changes`` are only those that the reader may see."""

    at: datetime
    effective_on: date
    kind: SubjectKind
    key: str
    title: str
    event: str
    actor: str
    reason: str
    changes: tuple[Change, ...]


def log_lines(
    eyes: Looking,
    reader: Reader,
    view: LogView,
    say: Sentences,
    *,
    limit: int,
    offset: int = 0,
) -> list[LogLine]:
    """Return the events of a view, the newest first; ``say`` tells what the ledger keeps."""
    entries = log_entries(eyes, reader, view.wanted, limit=limit, offset=offset)
    named = referred_by(entries) | {entry.shown.record.id for entry in entries}
    titles = titles_of(eyes, named, reader.language, otherwise=lambda title, _: say.recorded(title))
    words = _Words(eyes, Call(reader.language, reader.actor), titles, say)
    return [words.line(entry) for entry in entries]


def _is_called(text: str) -> ColumnElement[bool]:
    _, _, key = text.rpartition(":")
    is_named = func.lower(SUBJECT.c.title).contains(text.lower(), autoescape=True)
    return or_(SUBJECT.c.key == key, is_named)


@dataclass(frozen=True, slots=True)
class _Words:
    """Says events: of references only those to what the reader may see."""

    eyes: Looking
    call: Call
    titles: Mapping[int, str]
    say: Sentences

    def line(self, entry: LogEntry) -> LogLine:
        record = entry.shown.record
        return LogLine(
            at=entry.at,
            effective_on=entry.effective_on,
            kind=record.kind,
            key=record.key,
            title=self.titles[record.id],
            event=entry.kind,
            actor=entry.actor,
            reason=self.say.recorded(entry.reason or ""),
            changes=tuple(self._changes(entry)),
        )

    def _changes(self, entry: LogEntry) -> Iterator[Change]:
        for each in entry.told(self.titles.keys()):
            if each.field not in _NOT_TOLD:
                before, after = (
                    self._value(entry.shown, each.field, value)
                    for value in (each.before, each.after)
                )
                yield Change(label_of(each.field, self.call), before, after)

    def _value(self, shown: Shown, field: str, value: object) -> str:
        if field.endswith("_id") and isinstance(value, int):
            return self.titles[value]
        if field == "standing" and isinstance(value, str):
            return self._standing(shown, value)
        said = plain_value(field, cast("Value", value), self.call)
        return self.say.recorded(said) if is_typed(field, said) else said

    def _standing(self, shown: Shown, standing: str) -> str:
        definition = shown.record.number("definition_id")
        if definition is None:
            return standing
        chart = chart_by_id(self.eyes.session, definition)
        try:
            return chart.describe(chart.read(standing), self.call.language)
        except DefinitionError:  # a state of an earlier version of the life cycle
            return standing
