"""The tables beside the ledger, as far as their rows existed at the end of a day.

They have one time axis: what was published, swept or sent was so when it was known.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import cast

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, select, true
from sqlmodel import Session, SQLModel

from models.as_of.bulk import Bulk, NamedRow
from models.as_of.kept import NOTHING, UNREADABLE, Kept
from models.as_of.past import Past
from models.ledger.chain import IN_CHUNKS
from models.storage.records import SUBJECT
from models.tables import (
    AccessEvent,
    AccessToken,
    Account,
    Attempt,
    Circuit,
    ConfidentialRead,
    Definition,
    Feed,
    FieldMark,
    GrantedRole,
    Handshake,
    KeptAnswer,
    LinkKey,
    LoginLink,
    Message,
    Reminder,
    Report,
    Representative,
    Rung,
    Sweep,
    TokenCluster,
    Visit,
)


def _table(of: type[SQLModel]) -> Table:
    return cast("Table", of.__table__)  # type: ignore[attr-defined]


_DEFINITION, _REPORT, _SWEEP = _table(Definition), _table(Report), _table(Sweep)
_REMINDER, _MESSAGE, _ATTEMPT = _table(Reminder), _table(Message), _table(Attempt)
_FIELD_MARK = _table(FieldMark)
_SOURCE = "source"

COPIED = (_DEFINITION, _REPORT, _SWEEP, _REMINDER, _MESSAGE, _ATTEMPT, _FIELD_MARK)
# Rungs say what the next sweep will tell, which a past has behind it; only the sweep, planning
# and the doctor read them, and none of these looks back. Keys of links and addresses of calendars
# open nothing in a past, and nobody is knocked at there, answered again, or let in by who was.
_LEFT_OUT: tuple[type[SQLModel], ...] = (
    Rung,
    LinkKey,
    Feed,
    Circuit,
    KeptAnswer,
    Account,
    LoginLink,
    Visit,
    Handshake,
    AccessToken,
    TokenCluster,
    GrantedRole,
    Representative,
    ConfidentialRead,
    AccessEvent,
)
LEFT_OUT = tuple(map(_table, _LEFT_OUT))


def copy_beside(session: Session, scratch: Connection, past: Past, kept: Kept = NOTHING) -> None:
    """Copy what existed at the end of the day, each message with how far it was by then.

    A field that is kept from whoever asks bears a mark that nobody reads through.
    """
    bulk = Bulk(scratch)
    for table, existed in _existed(past).items():
        for row in _rows(session, table, existed):
            bulk.add(table, row)
    # All marks of what was there: what is kept from people now is not shown by looking back.
    marks: dict[tuple[int, str], NamedRow] = {
        (row["subject_id"], row["field"]): row for row in _rows(session, _FIELD_MARK, true())
    }
    marks |= {
        each: _unreadable(each, past) for each in kept.fields | _naming_letters(scratch, kept)
    }
    there = _there(scratch, {subject_id for subject_id, _ in marks})
    for (subject_id, _), mark in marks.items():
        if subject_id in there:
            bulk.add(_FIELD_MARK, mark)
    for reminder in _reminders(session, past):
        bulk.add(_REMINDER, reminder)
    for message in _messages(session, past):
        bulk.add(_MESSAGE, message)
    bulk.flush()


def _naming_letters(scratch: Connection, kept: Kept) -> set[tuple[int, str]]:
    """Return the field of each row in this past that names a letter that is not in it."""
    letters = sorted(kept.letters)
    query = select(SUBJECT.c.id).where(SUBJECT.c.source.in_(letters))
    return {(number, _SOURCE) for number in scratch.execute(query).scalars()} if letters else set()


def _unreadable(of: tuple[int, str], past: Past) -> NamedRow:
    """Return a mark of confidentiality that nobody reads through."""
    number, name = of
    return {
        "subject_id": number,
        "field": name,
        "confidentiality": UNREADABLE,
        "marked_by": "",
        "marked_at": past.ends_at,
    }


def _there(scratch: Connection, subject_ids: set[int]) -> set[int]:
    query = select(SUBJECT.c.id).where(SUBJECT.c.id.in_(subject_ids))
    return set(scratch.execute(query).scalars())


def _existed(past: Past) -> Mapping[Table, ColumnElement[bool]]:
    end = past.ends_at
    return {
        # What is recorded afterwards about that day may run on a life cycle of a later date.
        _DEFINITION: true() if past.hindsight else _DEFINITION.c.published_at < end,
        _REPORT: _REPORT.c.published_at < end,
        _SWEEP: _SWEEP.c.swept_at < end,
        _ATTEMPT: _ATTEMPT.c.at < end,
    }


def _rows(session: Session, table: Table, existed: ColumnElement[bool]) -> Iterator[RowMapping]:
    query = select(table).where(existed).order_by(*table.primary_key)
    yield from session.execute(query, execution_options=IN_CHUNKS).mappings()


def _reminders(session: Session, past: Past) -> Iterator[NamedRow]:
    """Yield the reminders of the sweeps until then; the later ones of a message had none yet."""
    query = (
        select(_REMINDER, _MESSAGE.c.created_at)
        .join(_MESSAGE, _MESSAGE.c.id == _REMINDER.c.message_id, isouter=True)
        .where(_REMINDER.c.swept_on <= past.day)
        .order_by(_REMINDER.c.id)
    )
    for row in session.execute(query, execution_options=IN_CHUNKS).mappings():
        planned_at: datetime | None = row["created_at"]
        is_planned = planned_at is not None and planned_at < past.ends_at
        yield row if is_planned else {**row, "message_id": None}


def _messages(session: Session, past: Past) -> Iterator[NamedRow]:
    query = (
        select(_MESSAGE, *(column.label(f"try_{column.name}") for column in _ATTEMPT.c))
        .join(_ATTEMPT, _ATTEMPT.c.message_id == _MESSAGE.c.id, isouter=True)
        .where(_MESSAGE.c.created_at < past.ends_at)
        .order_by(_MESSAGE.c.id, _ATTEMPT.c.number)
    )
    found = session.execute(query, execution_options=IN_CHUNKS).mappings()
    for _, tries in groupby(found, key=itemgetter("id")):
        yield _as_it_was(list(tries), past.ends_at)


def _as_it_was(tries: list[RowMapping], end: datetime) -> NamedRow:
    """Return a message as its tries until then left it; one that rested since as it is.

    When a message was claimed or revived is not kept, so where a try came later the tries
    before it are what is known.
    """
    message = tries[0]
    done = [row for row in tries if row["try_at"] is not None]
    before, later = [r for r in done if r["try_at"] < end], [r for r in done if r["try_at"] >= end]
    if not later:
        return message
    last = before[-1] if before else None
    was_sent = message["sent_at"] is not None and message["sent_at"] < end
    was_dead = last is not None and last["try_outcome"] == "dead"
    return {
        **message,
        "attempts": last["try_number"] if last else 0,
        "next_attempt_at": later[0]["try_at"] if last else message["created_at"],
        "sent_at": message["sent_at"] if was_sent else None,
        "dead_at": last["try_at"] if last and was_dead else None,
        "problem": last["try_problem"] if last else None,
    }
