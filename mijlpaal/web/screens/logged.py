"""The log as one reader may see it: events of any row, and what each changed from what to what.

The database decides on rows and on fields: a row of a kind that the matrix keeps from the reader is
not asked for, and of an event nothing is told that its row would not show.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import cast

from sqlalchemy import ColumnElement, Row, Select, func, or_, select

from mijlpaal.call import Call
from mijlpaal.columns import NOT_SHOWN, label_of, plain_value
from mijlpaal.payloads import Difference, differences
from mijlpaal.web.entry.matrix import resource_of
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.screens.viewing import day_in, page_in, query_of, text_in
from models.as_of.folding import typed_values
from models.clock import end_of
from models.errors import DefinitionError
from models.ledger.chain import EVENT
from models.lifecycles.charts import chart_by_id
from models.reading.condition import readable, reads_internal_fields
from models.reading.looking import Looking, Shown
from models.reading.titles import titles_of
from models.storage.records import SUBJECT
from models.storage.values import Value
from models.vocabulary import EventKind, SubjectKind

# What nobody outside the code reads, and what a page of its own tells with care.
_NOT_TOLD = NOT_SHOWN | {
    *("digest", "file_digest", "reference_normalised", "report_id", "about_version", "fact"),
    *("obligation", "arguments", "changes", "unwanted", "corrects"),
}


@dataclass(frozen=True, slots=True)
class LogView:
    """A saved view of the log: everything in it comes from the address and goes back into it."""

    kind: str = ""
    text: str = ""
    event: str = ""
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
        kind=soort if soort in set(SubjectKind) else "",
        text=text_in(onderwerp),
        event=gebeurtenis if gebeurtenis in set(EventKind) else "",
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


def kinds_for(reader: Reader) -> tuple[SubjectKind, ...]:
    """Return the kinds whose rows this reader may read by the matrix."""
    return tuple(kind for kind in SubjectKind if reader.may(resource_of(kind)))


def log_lines(
    eyes: Looking, reader: Reader, view: LogView, *, limit: int, offset: int = 0
) -> list[LogLine]:
    """Return the events of a view, the newest first."""
    query = _events(eyes, reader, view).limit(limit).offset(offset)
    rows = eyes.session.execute(query).all()
    call, kept = Call(reader.language, reader.actor), _rows_of(eyes, rows)
    taken = [(row, _taken_apart(row)) for row in rows]
    referred = {number for _, changed in taken for number in _referred(changed)}
    titles = titles_of(eyes, {row.subject_id for row in rows} | referred, reader.language)
    words = _Words(eyes, call, titles)
    return [
        LogLine(
            at=row.recorded_at,
            effective_on=row.effective_on,
            kind=SubjectKind(row.of_kind),
            key=row.key,
            title=titles[row.subject_id],
            event=row.kind,
            actor=row.actor,
            reason=row.reason or "",
            changes=tuple(words.changes(kept[row.subject_id], changed)),
        )
        for row, changed in taken
        if row.subject_id in kept
    ]


def _events(eyes: Looking, reader: Reader, view: LogView) -> Select[*tuple[object, ...]]:
    kinds = (SubjectKind(view.kind),) if view.kind else tuple(SubjectKind)
    allowed = tuple(kind for kind in kinds if kind in kinds_for(reader))
    others = [str(kind) for kind in SubjectKind if kind not in allowed]
    return (
        select(EVENT, SUBJECT.c.kind.label("of_kind"), SUBJECT.c.key)
        .join(SUBJECT, SUBJECT.c.id == EVENT.c.subject_id)
        # Said by what it is not: by a kind the database would begin at all its rows, not at the
        # newest event. What costs most is asked last.
        .where(SUBJECT.c.kind.not_in(others), *_conditions(view))
        # Names and reasons of people at work are for insiders to the row.
        .where(reads_internal_fields(eyes.sight), readable(eyes.sight, allowed))
        .order_by(EVENT.c.id.desc())
    )


def _conditions(view: LogView) -> Iterator[ColumnElement[bool]]:
    if view.text:
        _, _, key = view.text.rpartition(":")
        is_named = func.lower(SUBJECT.c.title).contains(view.text.lower(), autoescape=True)
        yield or_(SUBJECT.c.key == key, is_named)
    if view.event:
        yield EVENT.c.kind == view.event
    if view.actor:
        yield func.lower(EVENT.c.actor) == view.actor.lower()
    if view.first:
        yield EVENT.c.recorded_at >= end_of(view.first - timedelta(days=1))
    if view.last:
        yield EVENT.c.recorded_at < end_of(view.last)


def _rows_of(eyes: Looking, rows: Sequence[Row[*tuple[object, ...]]]) -> dict[int, Shown]:
    """Return the rows that events are about, with what of each is kept from the reader."""
    return {
        shown.record.id: shown
        for kind in sorted({row.of_kind for row in rows})
        for shown in eyes.records(
            SubjectKind(kind),
            SUBJECT.c.id.in_({row.subject_id for row in rows if row.of_kind == kind}),
        )
    }


def _taken_apart(row: Row[*tuple[object, ...]]) -> list[Difference]:
    payload = json.loads(row.payload)
    kind = SubjectKind(row.of_kind)
    before, after = (typed_values(kind, payload[each]) for each in ("before", "after"))
    found = differences(before, after) if payload["before"] else ()
    return [each for each in found if each.field not in _NOT_TOLD]


def _referred(changed: Sequence[Difference]) -> Iterator[int]:
    for each in changed:
        if each.field.endswith("_id"):
            yield from (value for value in (each.before, each.after) if isinstance(value, int))


@dataclass(frozen=True, slots=True)
class _Words:
    """Says changes: of references only those to what the reader may see."""

    eyes: Looking
    call: Call
    titles: Mapping[int, str]

    def changes(self, shown: Shown, changed: Sequence[Difference]) -> Iterator[Change]:
        for each in changed:
            if each.field in shown.withheld or not self.titles.keys() >= set(_referred([each])):
                continue
            before, after = (self._value(shown, each.field, v) for v in (each.before, each.after))
            yield Change(label_of(each.field, self.call), before, after)

    def _value(self, shown: Shown, field: str, value: object) -> str:
        if field.endswith("_id") and isinstance(value, int):
            return self.titles[value]
        if field == "standing" and isinstance(value, str):
            return self._standing(shown, value)
        return plain_value(field, cast("Value", value), self.call)

    def _standing(self, shown: Shown, standing: str) -> str:
        definition = shown.record.number("definition_id")
        if definition is None:
            return standing
        chart = chart_by_id(self.eyes.session, definition)
        try:
            return chart.describe(chart.read(standing), self.call.language)
        except DefinitionError:  # a state of an earlier version of the life cycle
            return standing
