"""Reading what a person's waiting reminders point to, as far as that person may see it.

Confidential fields are left out by the query, not by the template: what a reader has no right to
never leaves the database.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Select,
    and_,
    case,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased
from sqlmodel import Session, SQLModel, col

from models.clock import local_day
from models.dates import Confidence
from models.dates.suspension import is_open
from models.lifecycles.charts import compiled
from models.reading.public_cut import is_owed_a_reason, is_promised_by_a_day
from models.rules.ladder import Anchor
from models.rules.status import outcome_of
from models.rules.telling_policy import Urgent
from models.statechart import Chart
from models.tables import (
    Assignment,
    Contact,
    Definition,
    Event,
    Message,
    Milestone,
    Reminder,
    Subject,
)
from models.vocabulary import (
    Confidentiality,
    EventKind,
    Language,
    Modality,
    Responsibility,
)
from notifications.audience import cleared_for
from notifications.digest import Change, Matter
from notifications.rows import ids_fact, table_of
from notifications.urgency import cannot_wait

# Of these is told where the life cycle stands now.
_STEPS = frozenset(
    {EventKind.ADVANCED, EventKind.BACKDATED, EventKind.CORRECTED, EventKind.REOPENED}
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with reminders waiting: where and how to tell, and what about."""

    contact_id: int
    key: str
    function: str
    language: Language
    channel: str
    address: str
    digest_hour: int | None
    matters: tuple[Matter, ...]


def readers(
    session: Session, contact_ids: Sequence[int], urgent: tuple[Urgent, ...] = ()
) -> list[Reader]:
    """Return these contacts with the matters of their unplanned reminders, one per milestone.

    Two statements, and a third when somebody moved a milestone. The reminders stay locked
    until the transaction ends; those that another planner holds are left to that one.
    """
    found = session.execute(_waiting(urgent), {"contact_ids": contact_ids})
    rows = found.mappings().all()
    charts = _charts(session, rows)
    return [
        _reader(list(group), charts) for _, group in groupby(rows, key=itemgetter("contact_id"))
    ]


@cache
def _waiting(urgent: tuple[Urgent, ...]) -> Select[*tuple[object, ...]]:
    function, about, addressee = aliased(Subject), aliased(Subject), aliased(Subject)
    happened = and_(
        col(Reminder.anchor) == Anchor.CHANGE,
        col(Event.subject_id) == col(Reminder.milestone_id),
        col(Event.sequence) == col(Reminder.step),
    )
    return (
        select(
            *_reminder_and_reader(function),
            *_milestone(about, addressee),
            *_change_columns(),
            cannot_wait(urgent).label("is_urgent"),
            _former_holder().label("taken_over_from"),
            _came_of_a_dead_letter().label("is_undelivered"),
        )
        .select_from(Reminder)
        .join(Contact, col(Contact.subject_id) == col(Reminder.contact_id))
        .join(function, col(function.id) == col(Contact.subject_id))
        .join(Subject, col(Subject.id) == col(Reminder.milestone_id))
        .join(Milestone, col(Milestone.subject_id) == col(Subject.id))
        .join(about, col(about.id) == col(Milestone.about_id))
        .outerjoin(addressee, col(addressee.id) == col(Milestone.addressee_id))
        .outerjoin(Event, happened)
        .where(
            col(Reminder.message_id).is_(None),
            col(Reminder.contact_id).in_(ids_fact("contact_ids")),
            cleared_for(Subject),
        )
        .order_by(
            col(Reminder.contact_id),
            col(Reminder.milestone_id),
            col(Event.sequence),
            col(Reminder.id),
        )
        .with_for_update(of=Reminder, skip_locked=True)
    )


def _former_holder() -> ColumnElement[str | None]:
    """Return what the contact is called from whom this one took the milestone over."""
    giver = aliased(Subject)
    took_over = (
        select(case((cleared_for(giver), _title(giver))))
        .join(Assignment, col(Assignment.taken_over_from_id) == col(giver.id))
        .where(
            col(Assignment.milestone_id) == col(Reminder.milestone_id),
            col(Assignment.contact_id) == col(Reminder.contact_id),
            col(Assignment.valid_from) == col(Reminder.bound),
        )
        .limit(1)
        .correlate(Reminder, Contact)
        .scalar_subquery()
    )
    return case((col(Reminder.anchor) == Anchor.HAND_OVER, took_over))


def _came_of_a_dead_letter() -> ColumnElement[bool]:
    """Return whether it moved up from a rung of which a message was given up."""
    before = aliased(Reminder)
    given_up = exists().where(
        col(before.milestone_id) == col(Reminder.milestone_id),
        col(before.step) == col(Reminder.step),
        col(before.bound) == col(Reminder.bound),
        col(before.id) != col(Reminder.id),
        col(Message.id) == col(before.message_id),
        col(Message.dead_at).is_not(None),
    )
    return and_(col(Reminder.anchor) == Anchor.ESCALATION, given_up)


def _reminder_and_reader(function: type[Subject]) -> Iterator[ColumnElement[Any]]:
    yield col(Reminder.id).label("reminder_id")
    yield from _columns(Reminder, "anchor", "responsibility", "milestone_id")
    yield col(Contact.subject_id).label("contact_id")
    yield from _columns(Contact, "language", "channel", "address", "digest_hour")
    yield col(function.key).label("contact_key")
    yield _title(function).label("function")


def _milestone(about: type[Subject], addressee: type[Subject]) -> Iterator[ColumnElement[Any]]:
    yield from _columns(Subject, "key", "confidentiality", "standing", "definition_id")
    yield _title(Subject).label("title")
    yield case((cleared_for(about), _title(about))).label("about")
    yield case((cleared_for(addressee), _title(addressee))).label("addressee")
    yield from _columns(Milestone, "modality", "wording", "soft_latest", "latest")
    yield _bound().label("bound")
    yield from _columns(Milestone, "bound_confidence", "achieved_on")
    yield from _columns(Milestone, "forecast_on", "forecast_confirmed_on", "suspensions")


def _change_columns() -> Iterator[ColumnElement[Any]]:
    yield col(Event.kind).label("event_kind")
    yield from _columns(Event, "payload", "recorded_at")
    yield _reason().label("reason")


def _reason() -> ColumnElement[str | None]:
    """Return why, as far as the contact may read it."""
    return case((or_(_is_insider(), is_owed_a_reason(col(Event.kind))), col(Event.reason)))


def _bound() -> ColumnElement[date | None]:
    """Return the day that the ladder counts to, for everybody only when it was promised."""
    is_told = or_(_is_insider(), is_promised_by_a_day(col(Milestone.latest)))
    return case((is_told, col(Milestone.bound)))


def _is_insider() -> ColumnElement[bool]:
    return col(Contact.clearance) != Confidentiality.PUBLIC


def _columns(table: type[SQLModel], *names: str) -> Iterator[ColumnElement[Any]]:
    return (table_of(table).c[name] for name in names)


def _title(subject: type[Subject]) -> ColumnElement[str]:
    """Return the title in the contact's language, the Dutch one where there is no other."""
    english = case((col(Contact.language) == Language.EN, col(subject.title_en)))
    return func.coalesce(english, col(subject.title))


def _reader(rows: Sequence[RowMapping], charts: Mapping[int, Chart]) -> Reader:
    first = rows[0]
    language = Language(first["language"])
    return Reader(
        contact_id=first["contact_id"],
        key=first["contact_key"],
        function=first["function"],
        language=language,
        channel=first["channel"],
        address=first["address"],
        digest_hour=first["digest_hour"],
        matters=tuple(
            _matter(list(group), charts, language)
            for _, group in groupby(rows, key=itemgetter("key"))
        ),
    )


def _matter(rows: Sequence[RowMapping], charts: Mapping[int, Chart], language: Language) -> Matter:
    """Return one milestone out of all reminders of it: missed rungs are merged here."""
    row = rows[0]
    return Matter(
        key=row["key"],
        title=row["title"],
        modality=Modality(row["modality"]),
        wording=row["wording"],
        milestone_id=row["milestone_id"],
        about=row["about"],
        addressee=row["addressee"],
        confidentiality=Confidentiality(row["confidentiality"]),
        outcome=outcome_of(row["standing"]),
        achieved_on=row["achieved_on"],
        soft_latest=row["soft_latest"],
        latest=row["latest"],
        bound=row["bound"],
        bound_confidence=Confidence(row["bound_confidence"]) if row["bound_confidence"] else None,
        forecast_on=row["forecast_on"],
        forecast_confirmed_on=row["forecast_confirmed_on"],
        responsibilities=_responsibilities(rows),
        anchors=frozenset(Anchor(each["anchor"]) for each in rows),
        changes=tuple(_change(each, charts, language) for each in rows if each["payload"]),
        is_suspended=is_open(row["suspensions"]),
        taken_over_from=next((r["taken_over_from"] for r in rows if r["taken_over_from"]), None),
        is_undelivered=any(each["is_undelivered"] for each in rows),
        is_urgent=any(each["is_urgent"] for each in rows),
        reminders=tuple(each["reminder_id"] for each in rows),
    )


def _responsibilities(rows: Iterable[RowMapping]) -> tuple[Responsibility, ...]:
    named = {row["responsibility"] for row in rows}
    return tuple(each for each in Responsibility if each in named)


def _change(row: RowMapping, charts: Mapping[int, Chart], language: Language) -> Change:
    kind = EventKind(row["event_kind"])
    payload = json.loads(row["payload"])
    before, after = payload["before"], payload["after"]
    day = {EventKind.FORECAST: "forecast_on", EventKind.ACHIEVED: "achieved_on"}.get(kind, "latest")
    words = _standing_words(row, after, charts, language) if kind in _STEPS else None
    return Change(
        kind,
        recorded_on=local_day(row["recorded_at"]),
        reason=row["reason"],
        old_day=_day(before.get(day)),
        new_day=_day(after.get(day)),
        old_words=before.get("wording"),
        new_words=words or after.get("wording"),
    )


def _standing_words(
    row: RowMapping, after: Mapping[str, str], charts: Mapping[int, Chart], language: Language
) -> str:
    chart = charts[row["definition_id"]]
    return chart.describe(chart.read(after.get("standing") or row["standing"]), language)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _charts(session: Session, rows: Sequence[RowMapping]) -> dict[int, Chart]:
    """Return the life cycles of the milestones that were advanced, by definition."""
    wanted = {row["definition_id"] for row in rows if row["event_kind"] in _STEPS}
    if not wanted:
        return {}
    definitions = select(col(Definition.id), col(Definition.digest), col(Definition.content)).where(
        col(Definition.id).in_(wanted)
    )
    return {row.id: compiled(row.digest, row.content) for row in session.execute(definitions)}
