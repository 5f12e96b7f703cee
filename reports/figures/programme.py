"""The figures of the overview over all clusters: read once, then parted by cluster."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlmodel import Session

from models.dates import Calendar
from models.errors import UnknownSubjectError
from models.reading.sight import Sight
from models.storage.records import SUBJECT
from models.tables import Subject
from models.vocabulary import Confidentiality, SubjectKind
from reports import history
from reports.field_marks import column_for, fields_of, marks_in
from reports.figures import portfolio
from reports.figures.frame import changes_since, masthead_of, quality_in, reminded_in
from reports.figures.milestones import Judge, next_bound, roll_up
from reports.figures.names import is_open, title_of
from reports.figures.steps import events_that_lead_on, step_of
from reports.figures.structure import ClusterLine, MilestoneLine, ProgrammeFigures, Step
from reports.state import Scope, State, read_state


def programme_figures(
    session: Session,
    *,
    reference_date: date,
    calendar: Calendar,
    audience: Confidentiality = Confidentiality.INTERNAL,
    sight: Sight | None = None,
) -> ProgrammeFigures:
    """Return the overview over all clusters, without a language; a fixed number of queries.

    Args:
        session: where to read.
        reference_date: the day it is judged on.
        calendar: that days are counted in.
        audience: for whom; what it is called.
        sight: what one reader may see, which then decides instead of the audience.

    Raises:
        UnknownSubjectError: no programme is registered.
        OutsideCalendarError: a bound lies where the calendar has no data.
    """
    programme = programme_in(session, audience)
    scope = Scope(audience, marks_in(session), sight=sight)
    state = read_state(session, scope, reference_date=reference_date)
    previous = history.previous_report(session, programme.id or 0, audience, reference_date)
    judge = Judge(reference_date, calendar, events_that_lead_on(state))
    lines = judge.lines(
        state, history.replannings(session, scope), history.forecasts(session, scope)
    )
    return ProgrammeFigures(
        masthead=masthead_of(session, programme, reference_date, audience, previous),
        clusters=_cluster_lines(state, lines, reference_date),
        next_bound=next_bound(lines, reference_date),
        milestones=lines,
        occurrences=portfolio.occurrences_in(state),
        changes=changes_since(session, state, previous),
        documents=portfolio.documents_in(state),
        quality=quality_in(session, state, lines, reference_date),
        unshown=state.unshown,
        told=history.telling(session, scope, until=reference_date),
        reminded=reminded_in(session, state, reference_date),
    )


def programme_in(session: Session, audience: Confidentiality) -> Subject:
    """Return the programme.

    Raises:
        UnknownSubjectError: none is registered that this audience may see.
    """
    shown = [SUBJECT.c[name] for name in ("id", "kind", "key", "title", "title_en")]
    marked = fields_of(marks_in(session))
    query = select(*(column_for(audience, column, marked) for column in shown)).where(
        SUBJECT.c.kind == str(SubjectKind.PROGRAMME),
        SUBJECT.c.confidentiality.in_(audience.readable()),
    )
    found = session.execute(query.order_by(SUBJECT.c.id).limit(1)).mappings().one_or_none()
    if found is None:
        raise UnknownSubjectError(
            kind=SubjectKind.PROGRAMME, key="*", suggestion="Laad de zaaigegevens: mijlpaal init"
        )
    return Subject(**found)


def _cluster_lines(
    state: State, lines: Sequence[MilestoneLine], reference_date: date
) -> tuple[ClusterLine, ...]:
    """Return the clusters that have come furthest first, unknown steps last."""
    projects = Counter(row.subject.cluster_id for row in state.projects)
    pending = Counter(
        row.subject.cluster_id for row in state.requests if is_open(state, row.subject)
    )
    found = [
        ClusterLine(
            key=row.subject.key,
            title=title_of(row.subject),
            step=step_of(state, row),
            roll_up=roll_up(
                own, step_is_known=row.detail.step_is_known, reference_date=reference_date
            ),
            next_bound=next_bound(own, reference_date),
            open_milestones=sum(line.is_open for line in own),
            projects=projects[row.id],
            requests_open=pending[row.id],
        )
        for row in state.clusters
        for own in [[line for line in lines if line.cluster_key == row.subject.key]]
    ]
    return tuple(sorted(found, key=lambda line: (-distance(line.step), line.title.nl)))


def distance(step: Step) -> int:
    """Return how many steps lie behind a cluster; -1 when its step is unknown."""
    if step.now is None:
        return -1
    return sum(stage.progress == "behind" for stage in step.stages)
