"""The log in words: what happened to what, and what each event changed from what to what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from mijlpaal.call import Call
from mijlpaal.columns import NOT_SHOWN, is_typed, label_of, plain_value
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.log_entries import LogEntry, Wanted, log_entries, referred_by
from mijlpaal.web.words_of_logs import say_of_log
from models.clock import AMSTERDAM
from models.errors import DefinitionError
from models.lifecycles.charts import chart_by_id
from models.reading.looking import Looking, Shown
from models.reading.titles import titles_of
from models.storage.values import Value
from models.vocabulary import Language, SubjectKind
from reports import words
from reports.sentences import Sentences
from reports.tables.table import DataTable

LOG_FILE = "logboek"
MOST_LINES = 20_000  # of one file; whoever wants more names a period
_HEAD = ("recorded", "in_force", "kind", "key", "subject", "what", "who", "reason", "changed")
# What nobody outside the code reads, and what a page of its own tells with care.
_NOT_TOLD = NOT_SHOWN | {
    *("digest", "file_digest", "reference_normalised", "report_id", "about_version", "fact"),
    *("obligation", "arguments", "changes", "unwanted", "corrects"),
}


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
    wanted: Wanted,
    say: Sentences,
    *,
    limit: int,
    offset: int = 0,
) -> list[LogLine]:
    """Return the events that are wanted, newest first; ``say`` tells what the ledger keeps."""
    entries = log_entries(eyes, reader, wanted, limit=limit, offset=offset)
    named = referred_by(entries) | {entry.shown.record.id for entry in entries}
    titles = titles_of(eyes, named, reader.language, otherwise=lambda title, _: say.recorded(title))
    words = _Words(eyes, Call(reader.language, reader.actor), titles, say)
    return [words.line(entry) for entry in entries]


def log_table(lines: Sequence[LogLine], language: Language, today: date) -> DataTable:
    """Return lines of the log as a table of data."""
    return DataTable(
        "log",
        say_of_log("log", language),
        (*(say_of_log(name, language) for name in _HEAD), Sentences(language).t("reference_date")),
        tuple((*_cells(line, language), today) for line in lines),
    )


def moment_in_words(line: LogLine) -> str:
    """Return when an event was recorded, in Amsterdam."""
    return f"{line.at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"


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


def _cells(line: LogLine, language: Language) -> tuple[str, ...]:
    return (
        moment_in_words(line),
        line.effective_on.isoformat(),
        words.label(words.KINDS, line.kind).say(language),
        line.key,
        line.title,
        words.label(words.EVENT_KINDS, line.event).say(language),
        line.actor,
        line.reason,
        "; ".join(map(_change, line.changes)),
    )


def _change(each: Change) -> str:
    return f"{each.label}: {each.before} → {each.after}"
