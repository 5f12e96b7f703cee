"""The figures of one cluster's status report."""

from datetime import date

from sqlmodel import Session

from models.dates import Calendar
from models.errors import UnknownSubjectError
from models.reading.sight import Sight
from models.storage.records import current
from models.tables import Cluster
from models.vocabulary import Confidentiality, SubjectKind
from reports import history
from reports.field_marks import marks_in
from reports.figures import portfolio
from reports.figures.frame import changes_since, masthead_of, quality_in, reminded_in
from reports.figures.life_cycle import life_cycle_of
from reports.figures.milestones import Judge, next_bound, roll_up
from reports.figures.steps import checklist_of, events_that_lead_on, findings_in, gates_of, step_of
from reports.figures.structure import ClusterFigures
from reports.state import Row, Scope, State, read_state


def cluster_figures(
    session: Session,
    cluster_key: str,
    *,
    reference_date: date,
    calendar: Calendar,
    audience: Confidentiality = Confidentiality.INTERNAL,
    sight: Sight | None = None,
) -> ClusterFigures:
    """Return the status report of a cluster, without a language.

    Args:
        session: where to read.
        cluster_key: of the cluster.
        reference_date: the day it is judged on.
        calendar: that days are counted in.
        audience: for whom; what it is called.
        sight: what one reader may see, which then decides instead of the audience.

    Raises:
        UnknownSubjectError: there is no such cluster, or none that this audience may see.
        OutsideCalendarError: a bound lies where the calendar has no data.
    """
    record = current(session, SubjectKind.CLUSTER, cluster_key)
    scope = Scope(audience, marks_in(session), record.id, sight)
    state = read_state(session, scope, reference_date=reference_date)
    cluster = _cluster_in(state, cluster_key)
    previous = history.previous_report(session, record.id, audience, reference_date)
    judge = Judge(reference_date, calendar, events_that_lead_on(state))
    lines = judge.lines(
        state, history.replannings(session, scope), history.forecasts(session, scope)
    )
    found = findings_in(session, state, record)
    conditions = portfolio.conditions_in(state)
    return ClusterFigures(
        masthead=masthead_of(session, cluster.subject, reference_date, audience, previous),
        step=step_of(state, cluster),
        gates=gates_of(state, cluster, record, found),
        roll_up=roll_up(
            lines,
            step_is_known=cluster.detail.step_is_known,
            reference_date=reference_date,
        ),
        next_bound=next_bound(lines, reference_date),
        milestones=lines,
        checklist=checklist_of(state, found),
        requests=portfolio.requests_in(state),
        conditions=conditions,
        condition_counts=portfolio.condition_counts(conditions),
        projects=portfolio.projects_in(state),
        occurrences=portfolio.occurrences_in(state),
        changes=changes_since(session, state, previous),
        documents=portfolio.documents_in(state),
        quality=quality_in(session, state, lines, reference_date),
        unshown=state.unshown,
        told=history.telling(session, scope, until=reference_date),
        life_cycle=life_cycle_of(session, cluster),
        reminded=reminded_in(session, state, reference_date),
    )


def _cluster_in(state: State, key: str) -> Row[Cluster]:
    if not state.clusters:
        raise UnknownSubjectError(kind=SubjectKind.CLUSTER, key=key, suggestion="")
    return state.clusters[0]
