"""The programme at a glance: how each cluster stands, what asks for action, what changed last.

A start page shows a handful of milestones out of hundreds: which ones, ``reports.figures.triage``
says, and only those are read whole. The number of queries is the same for any number of clusters
and milestones.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlmodel import Session

from models.clock import local_day
from models.dates import Calendar
from models.reading.sight import Sight
from models.tables import Cluster, Milestone, Subject
from models.vocabulary import SubjectKind
from reports import history
from reports.by_reader import rows_for, subjects_for
from reports.field_marks import marks_in
from reports.figures.changes import changes_in
from reports.figures.milestones import Judge, next_bound, roll_up
from reports.figures.names import title_of
from reports.figures.programme import distance, programme_in
from reports.figures.steps import events_that_lead_on, step_of
from reports.figures.structure import Changes, MilestoneLine, NextBound, RollUp, Step
from reports.figures.triage import Narrowed, Statuses, triage
from reports.state import Row, Scope, State, charts_in
from reports.words import Text


@dataclass(frozen=True, slots=True)
class ClusterGlance:
    """A cluster on a card."""

    key: str
    title: Text
    step: Step
    roll_up: RollUp
    next_bound: NextBound | None


@dataclass(frozen=True, slots=True)
class Wish:
    """How much is wanted.

    Attributes:
        narrowed: whose clusters and milestones are meant; what changed is of the programme.
        most_asking: how many of those that ask for action.
        most_changes: how many of the changes.
    """

    narrowed: Narrowed
    most_asking: int
    most_changes: int


@dataclass(frozen=True, slots=True)
class Glance:
    """What a start page shows.

    Attributes:
        clusters: those that are meant, the furthest first.
        asking: the milestones that ask for action, the worst first; no more than were wanted.
        asking_count: how many there are in all.
        milestones: every milestone that something here speaks of.
        changes: the latest, the oldest of these first; no more than were wanted.
        changes_count: how many there are in all.
        cluster_ids: the number of each cluster by its key.
    """

    clusters: tuple[ClusterGlance, ...]
    asking: tuple[MilestoneLine, ...]
    asking_count: int
    milestones: tuple[MilestoneLine, ...]
    changes: Changes
    changes_count: int
    cluster_ids: Mapping[str, int]


def glance(
    session: Session,
    sight: Sight,
    wish: Wish,
    *,
    reference_date: date,
    calendar: Calendar,
    statuses: Statuses,
) -> Glance:
    """Return the programme as one reader may see it; a fixed number of queries.

    Args:
        session: where to read.
        sight: what the reader may see.
        wish: how much is wanted.
        reference_date: the day it is judged on.
        calendar: that days are counted in.
        statuses: what was judged in this calendar before.

    Raises:
        UnknownSubjectError: no programme is registered.
        OutsideCalendarError: a bound lies where the calendar has no data.
    """
    scope = Scope(sight.everywhere, marks_in(session), sight=sight)
    programme = programme_in(session, scope.clearance)
    reading = _Reading(session, scope, sight)
    clusters = reading.clusters()
    leading = events_that_lead_on(clusters)
    found = triage(
        session, sight, marks=scope.marks, reference_date=reference_date, statuses=statuses
    )
    asking = found.asking(wish.narrowed)
    previous = history.previous_report(session, programme.id or 0, scope.clearance, reference_date)
    since = previous.published_at if previous else None
    happened, changes_count = history.latest(session, scope, since=since, most=wish.most_changes)
    state = reading.with_milestones(
        clusters,
        {*asking[: wish.most_asking], *found.of_clusters(leading)},
        {each.subject_id for each in happened},
    )
    lines = Judge(reference_date, calendar, leading).lines(state, ())
    by_key = {line.key: line for line in lines}
    keys = wish.narrowed.milestones
    meant = wish.narrowed.clusters if keys is None else found.clusters_of(keys)
    return Glance(
        clusters=tuple(
            each
            for number, each in _cards(state, lines, reference_date)
            if meant is None or number in meant
        ),
        asking=tuple(by_key[state.subjects[number].key] for number in asking[: wish.most_asking]),
        asking_count=len(asking),
        milestones=lines,
        changes=Changes(
            since=local_day(since) if since else None,
            lines=changes_in(state, happened),
            added=tuple(history.registrations(session, scope, since=since)),
        ),
        changes_count=changes_count,
        cluster_ids={row.subject.key: row.id for row in clusters.clusters},
    )


def _cards(
    state: State, lines: Sequence[MilestoneLine], reference_date: date
) -> list[tuple[int, ClusterGlance]]:
    """Return each cluster with its number, those that have come furthest first."""
    found = [
        (
            row.id,
            ClusterGlance(
                key=row.subject.key,
                title=title_of(row.subject),
                step=step_of(state, row),
                roll_up=roll_up(
                    own, step_is_known=row.detail.step_is_known, reference_date=reference_date
                ),
                next_bound=next_bound(own, reference_date),
            ),
        )
        for row in state.clusters
        for own in [[line for line in lines if line.cluster_key == row.subject.key]]
    ]
    return sorted(found, key=lambda each: (-distance(each[1].step), each[1].title.nl))


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads the rows that are shown, as much of a state as they make."""

    session: Session
    scope: Scope
    sight: Sight

    def clusters(self) -> State:
        """Return the clusters alone."""
        but = [kind for kind in SubjectKind if kind is not SubjectKind.CLUSTER]
        subjects = self._subjects(but=but)
        details: Mapping[int, Cluster] = rows_for(
            self.session, self.sight, SubjectKind.CLUSTER, marks=self.scope.marks, cluster_id=None
        )
        rows = tuple(Row(subject, details[number]) for number, subject in subjects.items())
        return State(self.scope, subjects, charts_in(self.session, subjects), rows)

    def with_milestones(self, clusters: State, milestones: set[int], named: set[int]) -> State:
        """Return the clusters with some milestones, and with subjects that are only named."""
        found = self._subjects(ids=milestones | named)
        details: Mapping[int, Milestone] = rows_for(
            self.session,
            self.sight,
            SubjectKind.MILESTONE,
            marks=self.scope.marks,
            cluster_id=None,
            ids=milestones,
        )
        rows = tuple(
            Row(subject, details[number])
            for number, subject in found.items()
            if number in milestones
        )
        return State(
            self.scope,
            {**clusters.subjects, **found},
            {**clusters.charts, **charts_in(self.session, found)},
            clusters.clusters,
            milestones=rows,
        )

    def _subjects(
        self, *, but: Sequence[SubjectKind] = (), ids: Collection[int] | None = None
    ) -> dict[int, Subject]:
        rows = subjects_for(
            self.session, self.sight, marks=self.scope.marks, cluster_id=None, but=but, ids=ids
        )
        found = cast("Sequence[Subject]", rows)
        return {row.id or 0: row for row in sorted(found, key=lambda row: row.key)}
