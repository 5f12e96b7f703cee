"""What stands in a feed: the milestones a reader may see, with what a calendar wants of them.

Read by the same query as every report, so that the public cut cannot see what is confidential.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.dates import Calendar
from models.rules.ladder import Anchor
from models.tables import Assignment, Event, Rung, Subject
from models.vocabulary import Confidentiality, Responsibility, SubjectKind
from reports.field_marks import marks_in
from reports.figures.milestones import Judge
from reports.figures.structure import MilestoneLine
from reports.state import Scope, read_state

CLOSED_STAYS_FOR = timedelta(days=366)
# What is late or moved up is no plan; a calendar only holds plans.
_PLANNED = (str(Anchor.SOFT), str(Anchor.RECESS), str(Anchor.BOUND))


@dataclass(frozen=True, slots=True)
class Entry:
    """A milestone with what the ledger knows of its row, and when its reader is reminded.

    Attributes:
        line: as every report shows it.
        identity: of the milestone, for good and in any installation: its first event's hash.
        version: rises with each event.
        changed_at: when the last one was recorded.
        reminders: the days on which the ladder tells this reader, in order.
    """

    line: MilestoneLine
    identity: str
    version: int
    changed_at: datetime
    reminders: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose feed it is: everybody who looks at a cluster, or one contact.

    Attributes:
        clearance: what may be seen.
        cluster_id: of the cluster; None for a contact.
        contact_id: of the contact; None for a cluster.
    """

    clearance: Confidentiality
    cluster_id: int | None = None
    contact_id: int | None = None


def entries_for(
    session: Session, reader: Reader, *, today: date, calendar: Calendar
) -> tuple[Entry, ...]:
    """Return the milestones of a feed, the nearest bound first.

    Those of a contact are what it answers for today. What closed stays for a year.

    Raises:
        OutsideCalendarError: a bound lies where the calendar has no data.
    """
    scope = Scope(reader.clearance, marks_in(session), reader.cluster_id)
    state = read_state(session, scope, reference_date=today)
    lines = Judge(today, calendar, {}).lines(state, ())
    ids = {row.subject.key: row.id for row in state.milestones}
    held = _held(session, reader, today)
    shown = [
        line
        for line in lines
        if not _is_long_past(line, today) and (held is None or ids[line.key] in held)
    ]
    facts = facts_of(session, [ids[line.key] for line in shown])
    reminders = _reminders(session, reader, facts, today)
    return tuple(
        Entry(line, *facts[ids[line.key]], reminders=tuple(reminders.get(ids[line.key], ())))
        for line in shown
    )


def _is_long_past(line: MilestoneLine, today: date) -> bool:
    day = line.achieved_on or line.current.latest
    return not line.is_open and day is not None and day < today - CLOSED_STAYS_FOR


def _held(session: Session, reader: Reader, today: date) -> frozenset[int] | None:
    """Return what the contact answers for; None for a cluster: everything."""
    if reader.contact_id is None:
        return None
    query = select(col(Assignment.milestone_id)).where(
        col(Assignment.contact_id) == reader.contact_id, _in_force(today)
    )
    return frozenset(session.exec(query))


def facts_of(session: Session, ids: Collection[int]) -> Mapping[int, tuple[str, int, datetime]]:
    """Return of each milestone its first event's hash, its version and its last event's moment."""
    first, last = aliased(Event), aliased(Event)
    query = (
        select(col(Subject.id), col(first.hash), col(Subject.version), col(last.recorded_at))
        .join(first, (col(first.subject_id) == col(Subject.id)) & (col(first.sequence) == 1))
        .join(
            last,
            (col(last.subject_id) == col(Subject.id))
            & (col(last.sequence) == col(Subject.version)),
        )
        .where(col(Subject.kind) == SubjectKind.MILESTONE)
    )
    wanted = frozenset(ids)
    found = session.exec(query)
    return {each: (*rest,) for each, *rest in found if each in wanted}  # type: ignore[misc]


def _reminders(
    session: Session, reader: Reader, ids: Collection[int], today: date
) -> Mapping[int, Sequence[date]]:
    """Return the days of the ladder; none in the public cut, where nobody is told anything."""
    if reader.clearance is Confidentiality.PUBLIC:
        return {}
    query = select(col(Rung.milestone_id), col(Rung.due_on)).where(col(Rung.anchor).in_(_PLANNED))
    if reader.contact_id is None:
        query = query.where(col(Rung.responsibility) == Responsibility.OWNER)
    else:
        query = query.join(
            Assignment,
            (col(Assignment.milestone_id) == col(Rung.milestone_id))
            & (col(Assignment.responsibility) == col(Rung.responsibility))
            & (col(Assignment.contact_id) == reader.contact_id),
        ).where(_in_force(today))
    wanted = frozenset(ids)
    found: defaultdict[int, list[date]] = defaultdict(list)
    for each, day in session.exec(query.distinct().order_by(col(Rung.due_on))):
        if each in wanted:
            found[each].append(day)
    return found


def _in_force(today: date) -> ColumnElement[bool]:
    begin, end = col(Assignment.valid_from), col(Assignment.valid_until)
    return or_(begin.is_(None), begin <= today) & or_(end.is_(None), end >= today)
