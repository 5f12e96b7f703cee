"""What every report carries, whatever it is about: masthead, changes, data quality."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from models.as_of import past_of
from models.clock import local_day
from models.rules.status import RULE_VERSION
from models.tables import Subject
from models.vocabulary import Confidentiality, SubjectKind
from reports import history
from reports.figures.changes import changes_in
from reports.figures.names import title_of
from reports.figures.quality import Material, quality_of
from reports.figures.structure import Changes, Masthead, MilestoneLine, QualityLine, ReminderLine
from reports.state import State
from reports.words import Text


def masthead_of(
    session: Session,
    subject: Subject,
    reference_date: date,
    audience: Confidentiality,
    previous: history.Previous | None,
) -> Masthead:
    """Return what the report says of itself."""
    return Masthead(
        kind=SubjectKind(subject.kind),
        key=subject.key,
        title=title_of(subject),
        reference_date=reference_date,
        audience=audience,
        status_rule=RULE_VERSION,
        previous_reference_date=previous.reference_date if previous else None,
        as_of=past_of(session),
    )


def changes_since(session: Session, state: State, previous: history.Previous | None) -> Changes:
    """Return what was recorded after the previous report was published; all of it without one.

    Counted from the instant of publication, so that what happened later on that day is not lost.
    """
    since = previous.published_at if previous else None
    return Changes(
        since=local_day(since) if since else None,
        lines=changes_in(state, history.happenings(session, state.scope, since=since)),
        added=tuple(history.registrations(session, state.scope, since=since)),
    )


def reminded_in(session: Session, state: State, reference_date: date) -> tuple[ReminderLine, ...]:
    """Return which functions were reminded; none for the public."""
    return tuple(
        ReminderLine(
            Text(each.title, each.title_en or each.title),
            each.responsibility,
            each.reminders,
            each.last_on,
        )
        for each in history.reminded(session, state.scope, until=reference_date)
    )


def quality_in(
    session: Session, state: State, lines: Sequence[MilestoneLine], reference_date: date
) -> tuple[QualityLine, ...]:
    """Return the data-quality list."""
    past = past_of(session)
    # With hindsight they are what was asked for, and the masthead says so.
    is_meant = past is not None and past.hindsight
    later = 0 if is_meant else history.changes_recorded_after(session, state.scope, reference_date)
    return quality_of(Material(state, lines, reference_date, later))
