"""The sweep: from rungs that fell due and changes that happened to who must hear of them.

Set-based: a fixed number of statements, whatever the number of milestones. What a sweep has told
is held by the unique key of ``reminder``, so the watermark may always be too early and never too
late: looking twice is harmless, missing is not.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    func,
    insert,
    literal,
    select,
    text,
)
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.clock import morning_of
from models.dates import Calendar
from models.rules.ladder import WORKING_DAYS_BETWEEN_LATE_RUNGS, Anchor
from models.tables import Assignment, Contact, Event, Reminder, Rung, Subject, Sweep
from models.vocabulary import EventKind
from notifications.audience import (
    cleared_for,
    closeness,
    hearer,
    in_force,
    in_office,
    stand_ins,
    wanted_by,
)
from notifications.beginners import owed_to_beginners
from notifications.escalation import escalation_facts, lay_escalations
from notifications.parts import Part, in_part
from notifications.rows import (
    Facts,
    Insert,
    Owed,
    day_fact,
    dialect_of,
    execute,
    insert_new,
    instant_fact,
    table_of,
)

# Decided for each kind. What was told before may have been wrong (corrected), happened after all
# (backdated) or be open again (reopened), and people act on what they were told. Not told: a first
# registration (the ladder speaks of it), a confirmed forecast and an acknowledgement (nothing
# changed), an amendment and a migration (nothing that people agreed on moved), a decision on a
# proposal (its act is an event of its own).
CHANGES_WORTH_TELLING = (
    EventKind.FORECAST,
    EventKind.REPLANNED,
    EventKind.DATED,
    EventKind.ACHIEVED,
    EventKind.ADVANCED,
    EventKind.TERM_SET,
    EventKind.SUSPENDED,
    EventKind.RESUMED,
    EventKind.CORRECTED,
    EventKind.BACKDATED,
    EventKind.REOPENED,
)
# An event can be recorded before a sweep and committed after it; the sweep then did not see it.
# So each sweep looks back past the one before.
CHANGE_OVERLAP = timedelta(days=1)
# Where the first sweep begins to look. A bound on both sides, because without statistics
# SQLite walks a whole table rather than an index that is bounded on one side.
BEGINNING = date(1970, 1, 1)

# PostgreSQL supposes a disk that has to seek, and then reads a million assignments from end to end
# for the sake of ten thousand.
FOLLOW_INDEXES = text("SET LOCAL random_page_cost = 1.1")


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep found and wrote.

    Attributes:
        day: The day swept for.
        since: First day looked at; None when it was the first sweep, which looks at all.
        rungs_due: Rungs that fell due in that time, told before or not.
        milestones_late: Milestones among them whose last day has passed.
        reminders: Reminders written for rungs; nought when everybody was told already.
        escalated: Rungs laid for the next level, because nobody answered.
        changes: Reminders written for what somebody else changed.
    """

    day: date
    since: date | None
    rungs_due: int
    milestones_late: int
    reminders: int
    changes: int
    escalated: int = 0


def check_deadlines(
    session: Session,
    *,
    today: date,
    now: datetime,
    calendar: Calendar,
    part: Part | None = None,
    is_ahead: bool = False,
) -> Swept:
    """Write a reminder for everyone who must hear of a due rung or a change; return the counts.

    Args:
        session: of the caller's transaction.
        today: the day.
        now: the instant.
        calendar: of working days.
        part: look at these milestones only. The sweep is not over then: ``end_sweep`` says so when
            all parts are done, and until it does the next sweep looks at these days again.
        is_ahead: the day is still to come. Much may happen until then, so the sweep of that day
            begins where it would have begun.

    Eight statements at most, whatever the number of milestones, beside a setting of PostgreSQL.
    It looks from the latest sweep at or before ``today`` (inclusive), so that days without a sweep
    are caught up, and a rehearsal of a later day hides nothing from today.

    Raises:
        OutsideCalendarError: the calendar does not reach a week past ``today``.
    """
    since = latest_sweep(session, today)
    begin = since or BEGINNING
    facts: Facts = {
        "since": begin,
        "today": today,
        "changed_since": morning_of(begin) - CHANGE_OVERLAP,
        "now": now,
        "next_late": calendar.add_working_days(today, WORKING_DAYS_BETWEEN_LATE_RUNGS),
        "away_since": begin - timedelta(days=1),  # who was away until then is back since
        **escalation_facts(since, today, calendar),
        **({"first_id": part.first, "last_id": part.last} if part else {}),
    }
    dialect, is_part = dialect_of(session), part is not None
    if dialect == "postgresql":
        execute(session, FOLLOW_INDEXES)
    escalated = execute(session, lay_escalations(dialect, is_part=is_part), facts).rowcount
    due = session.connection().execute(_due(is_part=is_part), dict(facts))
    rungs_due, milestones_late = due.one()
    reminders = execute(session, _remind_of_rungs(dialect, is_part=is_part), facts).rowcount
    if since is not None:  # the first sweep looks at all rungs anyway
        reminders += execute(session, _remind_beginners(dialect, is_part=is_part), facts).rowcount
    changes = execute(session, _remind_of_changes(dialect, is_part=is_part), facts).rowcount
    if milestones_late:
        execute(session, _lay_next_late_rungs(dialect, is_part=is_part), facts)
    if not is_part and not is_ahead:
        end_sweep(session, today=today, now=now, reminders=reminders + changes)
    return Swept(today, since, rungs_due, milestones_late, reminders, changes, escalated)


def end_sweep(session: Session, *, today: date, now: datetime, reminders: int) -> None:
    """Note that everything up to ``today`` was looked at, and what was written for it."""
    row: Facts = {"day": today, "swept_at": now, "reminders": reminders}
    execute(session, insert(table_of(Sweep)), row)


@dataclass(frozen=True, slots=True)
class Written:
    """What the sweeps for one day have written so far, in as many parts as they may."""

    reminders: int
    changes: int
    escalated: int


def written_for(session: Session, today: date) -> Written:
    """Return what the sweeps for this day have written so far."""
    is_change = col(Reminder.anchor) == Anchor.CHANGE
    told = select(func.count().filter(~is_change), func.count().filter(is_change)).where(
        col(Reminder.swept_on) == today
    )
    moved_up = select(func.count()).where(
        col(Rung.due_on) == today, col(Rung.anchor) == Anchor.ESCALATION
    )
    connection = session.connection()
    reminders, changes = connection.execute(told).one()
    return Written(reminders, changes, connection.execute(moved_up).scalar_one())


def count_due(session: Session, *, since: date, today: date) -> tuple[int, int]:
    """Return how many rungs are due, and how many milestones among them are late."""
    facts = {"since": since, "today": today}
    rungs_due, late = session.connection().execute(_due(is_part=False), facts).one()
    return rungs_due, late


def latest_sweep(session: Session, today: date) -> date | None:
    """Return the day of the latest sweep at or before ``today``; None before the first.

    The one that was made last, not the one of the latest day: that may have been the sweep of a
    clock that ran ahead, and days came after it that it knew nothing of.
    """
    latest: date | None = session.connection().execute(_latest(), {"today": today}).scalar()
    return latest


# The statements are built once: at a thousand reminders, building them would take longer than
# running them. Their facts are those of ``check_deadlines``.


@cache
def _latest() -> Select[date]:
    at_or_before = select(col(Sweep.day)).where(col(Sweep.day) <= day_fact("today"))
    return at_or_before.order_by(col(Sweep.id).desc()).limit(1)


@cache
def _due(*, is_part: bool) -> Select[int, int]:
    """Return the query that counts due rungs, and late milestones among them."""
    late = func.count(col(Rung.milestone_id).distinct()).filter(col(Rung.anchor) == Anchor.LATE)
    within = in_part(col(Rung.milestone_id), is_part=is_part)
    return select(func.count(), late).select_from(Rung).where(_is_due(), within)


@cache
def _remind_of_rungs(dialect: str, *, is_part: bool) -> Insert:
    """Return the insertion of a reminder per due rung and contact in that responsibility."""
    in_that_role = and_(
        col(Assignment.milestone_id) == col(Rung.milestone_id),
        col(Assignment.responsibility) == col(Rung.responsibility),
    )
    away = stand_ins(day_fact("today"))
    owed = (
        select(
            col(Rung.milestone_id),
            hearer(away).label("contact_id"),
            col(Rung.anchor),
            col(Rung.step),
            col(Rung.bound),
            col(Rung.responsibility),
            day_fact("today"),
        )
        .join(Assignment, in_that_role)
        .outerjoin(away, away.c.absent_id == col(Assignment.contact_id))
        .join(Contact, col(Contact.subject_id) == hearer(away))
        .join(Subject, col(Subject.id) == col(Rung.milestone_id))
        .where(
            _is_due(),
            in_part(col(Rung.milestone_id), is_part=is_part),
            in_force(day_fact("today")),
            in_office(day_fact("today")),
            cleared_for(Subject),
            wanted_by(col(Rung.anchor), col(Rung.responsibility)),
        )
    )
    return _remind(dialect, owed)


@cache
def _remind_beginners(dialect: str, *, is_part: bool) -> Insert:
    """Return the insertion of what still stands for those who begin to hear of it."""
    owed = owed_to_beginners().where(in_part(col(Rung.milestone_id), is_part=is_part))
    return _remind(dialect, owed)


@cache
def _remind_of_changes(dialect: str, *, is_part: bool) -> Insert:
    """Return the insertion of a reminder per change and contact, whatever the responsibility."""
    listener, away = aliased(Subject), stand_ins(day_fact("today"))
    recent = select(col(Event.id)).where(
        col(Event.recorded_at).between(instant_fact("changed_since"), instant_fact("now"))
    )
    owed: Owed = (
        select(
            col(Event.subject_id).label("milestone_id"),
            hearer(away).label("contact_id"),
            literal(str(Anchor.CHANGE)).label("anchor"),
            col(Event.sequence).label("step"),
            col(Event.effective_on).label("bound"),
            col(Assignment.responsibility),
            day_fact("today"),
        )
        .join(Assignment, col(Assignment.milestone_id) == col(Event.subject_id))
        .outerjoin(away, away.c.absent_id == col(Assignment.contact_id))
        .join(Contact, col(Contact.subject_id) == hearer(away))
        .join(Subject, col(Subject.id) == col(Event.subject_id))
        .join(listener, col(listener.id) == col(Contact.subject_id))
        .where(
            # By id, or SQLite walks all events there ever were in the order of their milestones.
            col(Event.id).in_(recent),
            in_part(col(Event.subject_id), is_part=is_part),
            col(Event.kind).in_([str(kind) for kind in CHANGES_WORTH_TELLING]),
            # Nobody needs a message about their own act.
            col(Event.actor) != col(listener.key),
            in_force(day_fact("today")),
            in_office(day_fact("today")),
            cleared_for(Subject),
            wanted_by(literal(str(Anchor.CHANGE)), col(Assignment.responsibility)),
        )
    )
    return _remind(dialect, owed)


@cache
def _lay_next_late_rungs(dialect: str, *, is_part: bool) -> Insert:
    """Return the insertion of the next weekly rung behind each late one that is due.

    The week counts from today, not from the rung: after a holiday of the machine people hear
    once, and again a week later. The step goes on from the highest that was told, because the
    ledger lays the ladder anew when a milestone moves, and a step told before stays silent.
    """
    told = (
        select(func.max(col(Reminder.step)))
        .where(
            col(Reminder.milestone_id) == col(Rung.milestone_id),
            col(Reminder.anchor) == Anchor.LATE,
            col(Reminder.bound) == col(Rung.bound),
        )
        .scalar_subquery()
    )
    reached = case((told > col(Rung.step), told), else_=col(Rung.step))
    rows = select(
        col(Rung.milestone_id),
        col(Rung.anchor),
        reached + WORKING_DAYS_BETWEEN_LATE_RUNGS,
        col(Rung.bound),
        col(Rung.responsibility),
        day_fact("next_late"),
        col(Rung.escalates),
    ).where(
        _is_due(),
        col(Rung.anchor) == Anchor.LATE,
        in_part(col(Rung.milestone_id), is_part=is_part),
    )
    columns = ("milestone_id", "anchor", "step", "bound", "responsibility", "due_on", "escalates")
    return insert_new(dialect, Rung).from_select(columns, rows).on_conflict_do_nothing()


def _remind(dialect: str, owed: Owed) -> Insert:
    """Return the insertion of what is owed and not there yet.

    Of somebody's several responsibilities the one nearest to the owner is kept. On PostgreSQL two
    sweeps at once insert the same keys in the same order, so neither can deadlock the other;
    SQLite has one writer, and would walk all milestones for the sake of the order.
    """
    key = ("milestone_id", "contact_id", "anchor", "step", "bound")
    in_order = key if dialect == "postgresql" else ()
    rows = owed.order_by(*in_order, closeness(col(Assignment.responsibility)))
    columns = (*key, "responsibility", "swept_on")
    return insert_new(dialect, Reminder).from_select(columns, rows).on_conflict_do_nothing()


def _is_due() -> ColumnElement[bool]:
    return col(Rung.due_on).between(day_fact("since"), day_fact("today"))
