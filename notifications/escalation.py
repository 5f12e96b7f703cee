"""What nobody answered moves up: a rung of its own, one level higher, and never the same one twice.

Set-based, in one statement. An escalation is a rung (anchor ``escalation``, with the step and the
bound of the one that it came from), so the sweep tells it like any other, planning takes it back
when the bound moves, and the ledger removes it as soon as somebody answers. A message that was
given up tells nobody anything: it moves up like silence.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    SQLColumnExpression,
    and_,
    case,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union,
)
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.clock import end_of, morning_of
from models.dates import Calendar
from models.rules.ladder import ANSWERS, WORKING_DAYS_TO_ANSWER, Anchor
from models.tables import (
    Assignment,
    Contact,
    Event,
    Message,
    Milestone,
    Reminder,
    Rung,
    Subject,
)
from models.vocabulary import Responsibility
from notifications.audience import in_force, in_office, wanted_by
from notifications.parts import in_part
from notifications.rows import Facts, Insert, day_fact, insert_new, instant_fact

# A delivery can be settled after the sweep that should have seen it.
_OVERLAP = timedelta(days=1)
_OWNER, _ACCOUNTABLE, _PROGRAMME_MANAGER = (str(each) for each in Responsibility)


def escalation_facts(since: date | None, today: date, calendar: Calendar) -> Facts:
    """Return when what moves up today was told: until two working days ago.

    Told on Monday, it moves up with the sweep of Wednesday. A pause that ended since the last
    sweep brings back whatever was told before.

    Raises:
        OutsideCalendarError: the calendar does not reach back that far.
    """
    beginning = morning_of(date(1970, 1, 1))
    return {
        "told_since": _answer_due(since, calendar) - _OVERLAP if since else beginning,
        "told_until": _answer_due(today, calendar),
        "pause_ended_since": (since or date(1970, 1, 2)) - timedelta(days=1),
    }


def _answer_due(day: date, calendar: Calendar) -> datetime:
    return end_of(calendar.add_working_days(day, -WORKING_DAYS_TO_ANSWER))


@cache
def lay_escalations(dialect: str, *, is_part: bool = False) -> Insert:
    """Return the insertion of a rung due today for each told and unanswered one."""
    is_not_paused = or_(
        col(Milestone.escalation_paused_until).is_(None),
        col(Milestone.escalation_paused_until) < day_fact("today"),
    )
    told, given_up = (
        and_(
            moment > instant_fact("told_since"), moment < instant_fact("told_until"), is_not_paused
        )
        for moment in (col(Message.sent_at), col(Message.dead_at))
    )
    pause_over = and_(
        col(Milestone.escalation_paused_until) >= day_fact("pause_ended_since"),
        col(Milestone.escalation_paused_until) < day_fact("today"),
    )
    # Apart, so that each is found by its own index.
    silent = union(
        *(
            _silent(select(*_key(Rung)), which).where(
                in_part(col(Rung.milestone_id), is_part=is_part)
            )
            for which in (told, given_up, pause_over)
        )
    ).subquery()
    unanswered = (
        select(*_one_level_up())
        .join(silent, and_(*(mine == its for mine, its in zip(_key(Rung), silent.c, strict=True))))
        .cte("unanswered", nesting=True)
        # As a mere subquery PostgreSQL plans the level once more, and that is most of the time.
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    # One level deeper, or the statement begins with WITH, and SQLite's driver counts no rows of it.
    found = select(unanswered).subquery()
    rows = select(found).where(found.c.responsibility.is_not(None))
    return insert_new(dialect, Rung).from_select(found.c.keys(), rows).on_conflict_do_nothing()


def unanswered_ahead(
    session: Session, from_day: date, to_day: date, calendar: Calendar
) -> Sequence[Row[*tuple[object, ...]]]:
    """Return what moves up in these days unless somebody answers, each with ``silent_since``.

    Raises:
        OutsideCalendarError: the calendar does not reach these days.
    """
    rows = select(
        *_one_level_up(),
        _silent_since().label("silent_since"),
        col(Milestone.escalation_paused_until),
    )
    query = _silent(rows, _silent_since() > instant_fact("told_since"))
    facts: Facts = {
        "told_since": _answer_due(from_day, calendar) - _OVERLAP,
        "told_until": _answer_due(to_day, calendar),
        "today": from_day,
    }
    return session.connection().execute(query, facts).all()


def answered(
    milestone_id: SQLColumnExpression[int], told_at: SQLColumnExpression[datetime | None]
) -> ColumnElement[bool]:
    """Return the condition that somebody took the milestone in hand after it was told.

    Whoever does so, in whatever responsibility: then it is not lying about, and moving it up
    would only bring noise.
    """
    return exists().where(
        col(Event.subject_id) == milestone_id,
        col(Event.kind).in_([str(kind) for kind in ANSWERS]),
        col(Event.recorded_at) >= told_at,
    )


def _silent(
    rows: Select[*tuple[object, ...]], which: ColumnElement[bool]
) -> Select[*tuple[object, ...]]:
    """Return these columns of the rungs that were told, move up, and that nobody answered."""
    standing = and_(*(mine == its for mine, its in zip(_key(Rung), _key(Reminder), strict=True)))
    return (
        rows.select_from(Message)
        .join(Reminder, col(Reminder.message_id) == col(Message.id))
        .join(Milestone, col(Milestone.subject_id) == col(Reminder.milestone_id))
        .join(Rung, standing)
        .where(
            which,
            _silent_since() < instant_fact("told_until"),
            col(Reminder.anchor) != Anchor.CHANGE,
            col(Rung.escalates),
            # Who acted while a message was on its way to being given up has answered it.
            ~answered(
                col(Reminder.milestone_id),
                func.coalesce(col(Message.sent_at), col(Message.created_at)),
            ),
        )
    )


def _key(table: type[Rung] | type[Reminder]) -> tuple[SQLColumnExpression[object], ...]:
    """Return what a rung is known by, and a reminder of it."""
    columns = (table.milestone_id, table.anchor, table.step, table.bound, table.responsibility)
    return tuple(col(each) for each in columns)


def _one_level_up() -> tuple[SQLColumnExpression[object], ...]:
    """Return the columns of the rung one level above a rung."""
    return (
        col(Rung.milestone_id),
        literal(str(Anchor.ESCALATION)).label("anchor"),
        col(Rung.step),
        col(Rung.bound),
        _next_level().label("responsibility"),
        day_fact("today").label("due_on"),
        col(Rung.escalates),
    )


def _silent_since() -> ColumnElement[datetime | None]:
    """Return since when an answer is waited for: a message came, or was given up."""
    return func.coalesce(col(Message.sent_at), col(Message.dead_at))


def _next_level() -> ColumnElement[str | None]:
    """Return the nearest level above that was not told of this rung; NULL above the last one.

    Where nobody is accountable, the programme manager is next.
    """
    to_accountable = and_(
        col(Rung.responsibility) == _OWNER, ~_is_told(_ACCOUNTABLE), _is_assigned(_ACCOUNTABLE)
    )
    to_programme_manager = and_(
        col(Rung.responsibility) != _PROGRAMME_MANAGER, ~_is_told(_PROGRAMME_MANAGER)
    )
    return case(
        (to_accountable, _ACCOUNTABLE),
        (to_programme_manager, _PROGRAMME_MANAGER),
        else_=null(),
    )


def _is_told(level: str) -> ColumnElement[bool]:
    """Return the condition that the rung tells this level as well, or moved up to it.

    Who declined to hear of the rung was not told: a wish spares a message, and no duty.
    """
    other = aliased(Rung)
    has_rung = exists().where(
        col(other.milestone_id) == col(Rung.milestone_id),
        col(other.anchor) == col(Rung.anchor),
        col(other.step) == col(Rung.step),
        col(other.bound) == col(Rung.bound),
        col(other.responsibility) == level,
    )
    wants = wanted_by(col(Rung.anchor), literal(level))
    is_declined = and_(_is_assigned(level, ~wants), ~_is_assigned(level, wants))
    return and_(has_rung, ~is_declined)


def _is_assigned(level: str, which: ColumnElement[bool] | None = None) -> ColumnElement[bool]:
    """Return the condition that somebody, of ``which`` contacts, has this responsibility."""
    return (
        select(literal(1))
        .select_from(Assignment)
        .join(Contact, col(Contact.subject_id) == col(Assignment.contact_id))
        .join(Subject, col(Subject.id) == col(Assignment.milestone_id))
        .where(
            col(Assignment.milestone_id) == col(Rung.milestone_id),
            col(Assignment.responsibility) == level,
            in_force(day_fact("today")),
            in_office(day_fact("today")),
            true() if which is None else which,
        )
        .correlate(Rung)
        .exists()
    )
