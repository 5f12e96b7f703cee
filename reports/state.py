"""Reading the rows that a report shows: each table once, whatever the number of rows.

Every read goes through the subjects that the reader's clearance may see: what is kept from a
reader is never loaded, so that nothing later can let it slip. Of the rest only the number is
known. Rows come back ordered by key, so that both databases give the same report.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar, cast

from sqlmodel import Session, SQLModel

from models.lifecycles.charts import compiled
from models.reading.sight import Sight
from models.statechart import Chart
from models.tables import (
    ChecklistItem,
    Cluster,
    Condition,
    Dependency,
    Document,
    Milestone,
    Occurrence,
    OpenQuestion,
    Organisation,
    Participation,
    Project,
    Request,
    Subject,
)
from models.vocabulary import Confidentiality, SubjectKind
from reports import statements
from reports.by_reader import rows_for, subjects_for
from reports.cuts import rows_of, subjects_of
from reports.eyes import Eyes
from reports.field_marks import Marks, fields_of

Detail = TypeVar("Detail", bound=SQLModel)

# Who is to be told is nobody's business in a report: only counts of these are ever read.
# So is who may do what; and what is only proposed is not so yet. A statement of a letter is shown
# as what it became, and not at all when it was rejected.
_NEVER_SHOWN = (
    SubjectKind.CONTACT,
    SubjectKind.ASSIGNMENT,
    SubjectKind.MANDATE,
    SubjectKind.PROPOSAL,
    SubjectKind.STATEMENT,
    SubjectKind.ABSENCE,
    SubjectKind.STATUS_TEXT,
    SubjectKind.EDITION,
    SubjectKind.SCENARIO,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report is about: one cluster with what is programme-wide, or everything.

    With a ``sight`` it is about what one reader may see of that: roles in a cluster, data of a
    company and marks of single fields count, and ``clearance`` only says what it is called.
    """

    clearance: Confidentiality
    marks: Marks  # the fields that are kept from somebody (``marks_in``)
    cluster_id: int | None = None
    sight: Sight | None = None

    @property
    def eyes(self) -> Eyes:
        """Return whose eyes it is read with."""
        is_narrowed = self.cluster_id is not None
        return Eyes(self.clearance, is_narrowed, self.sight, fields_of(self.marks))

    @property
    def wanted(self) -> Mapping[str, object]:
        """Return what statements about it are given."""
        return {} if self.cluster_id is None else {"wanted": self.cluster_id}

    def owns(self, subject: Subject) -> bool:
        """Return whether the subject belongs to the scope itself, not to the programme around."""
        return self.cluster_id is None or self.cluster_id in (subject.cluster_id, subject.id)


@dataclass(frozen=True, slots=True)
class Row(Generic[Detail]):
    """A subject with what is particular to its kind."""

    subject: Subject
    detail: Detail

    @property
    def id(self) -> int:
        """Return the id that both tables share."""
        return _id(self.subject)


@dataclass(frozen=True, slots=True)
class Unshown:
    """How many rows of a kind are kept from the reader, by their mark."""

    kind: SubjectKind
    confidentiality: Confidentiality
    count: int


@dataclass(frozen=True)
class State:
    """The rows in scope that the reader may see, and counts of what is kept from them.

    ``read_state`` reads all of it; what is asked of less is told of less (``figures.glance``).
    """

    scope: Scope
    subjects: Mapping[int, Subject]
    charts: Mapping[int, Chart]
    clusters: tuple[Row[Cluster], ...] = ()
    projects: tuple[Row[Project], ...] = ()
    conditions: tuple[Row[Condition], ...] = ()
    requests: tuple[Row[Request], ...] = ()
    milestones: tuple[Row[Milestone], ...] = ()
    documents: tuple[Row[Document], ...] = ()
    occurrences: tuple[Row[Occurrence], ...] = ()
    checklist: tuple[Row[ChecklistItem], ...] = ()
    questions: tuple[Row[OpenQuestion], ...] = ()
    dependencies: tuple[Row[Dependency], ...] = ()
    participations: tuple[Row[Participation], ...] = ()
    organisations: Mapping[int, Row[Organisation]] = field(default_factory=dict)
    organisations_with_contact: frozenset[int] = frozenset()
    milestones_with_contact: frozenset[int] = frozenset()
    unshown: tuple[Unshown, ...] = ()
    invented: int = 0  # rows of test data, contacts included

    @cached_property
    def letters(self) -> frozenset[str]:
        """Return the keys of the documents that may be named."""
        return frozenset(row.subject.key for row in self.documents)

    @cached_property
    def participations_in(self) -> Mapping[int, Sequence[Row[Participation]]]:
        """The roles in each subject, by the subject's id."""
        found: defaultdict[int, list[Row[Participation]]] = defaultdict(list)
        for row in self.participations:
            found[row.detail.target_id].append(row)
        return found

    def chart_of(self, subject: Subject) -> Chart | None:
        """Return the life cycle that a subject is pinned to, if it has one."""
        return self.charts.get(subject.definition_id or 0)


def read_state(session: Session, scope: Scope, *, reference_date: date) -> State:
    """Return the state in scope; the number of queries is the same for any number of rows."""
    subjects = _subjects(session, scope)
    reader = _Reader(session, scope, subjects)
    organisations = reader.rows(SubjectKind.ORGANISATION, Organisation)
    return State(
        scope=scope,
        subjects=subjects,
        clusters=reader.rows(SubjectKind.CLUSTER, Cluster),
        projects=reader.own_rows(SubjectKind.PROJECT, Project),
        conditions=reader.own_rows(SubjectKind.CONDITION, Condition),
        requests=reader.own_rows(SubjectKind.REQUEST, Request),
        milestones=reader.rows(SubjectKind.MILESTONE, Milestone),
        documents=reader.rows(SubjectKind.DOCUMENT, Document),
        occurrences=reader.rows(SubjectKind.OCCURRENCE, Occurrence),
        checklist=reader.own_rows(SubjectKind.CHECKLIST_ITEM, ChecklistItem),
        questions=reader.rows(SubjectKind.OPEN_QUESTION, OpenQuestion),
        dependencies=reader.own_rows(SubjectKind.DEPENDENCY, Dependency),
        participations=reader.rows(SubjectKind.PARTICIPATION, Participation),
        organisations={row.id: row for row in organisations},
        organisations_with_contact=_organisations_with_contact(session, reference_date),
        milestones_with_contact=_milestones_with_contact(session, reference_date),
        charts=charts_in(session, subjects),
        unshown=_unshown(session, scope),
        invented=_invented(session, scope),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    session: Session
    scope: Scope
    subjects: Mapping[int, Subject]

    def rows(self, kind: SubjectKind, table: type[Detail]) -> tuple[Row[Detail], ...]:
        """Return the rows of a kind, paired with their readable subjects, by key."""
        scope = self.scope
        found: Mapping[int, Detail]
        if scope.sight is None:
            found = rows_of(
                self.session,
                kind,
                table,
                clearance=scope.clearance,
                cluster_id=scope.cluster_id,
                marks=scope.marks,
            )
        else:
            found = rows_for(
                self.session, scope.sight, kind, marks=scope.marks, cluster_id=scope.cluster_id
            )
        return tuple(
            Row(subject, found[number])
            for number, subject in self.subjects.items()
            if number in found
        )

    def own_rows(self, kind: SubjectKind, table: type[Detail]) -> tuple[Row[Detail], ...]:
        """Return the rows that belong to the scope itself, not to the programme around it."""
        return tuple(row for row in self.rows(kind, table) if self.scope.owns(row.subject))


def _subjects(session: Session, scope: Scope) -> dict[int, Subject]:
    within = scope.cluster_id
    if scope.sight is None:
        rows = subjects_of(
            session,
            clearance=scope.clearance,
            cluster_id=within,
            but=_NEVER_SHOWN,
            marks=scope.marks,
        )
    else:
        rows = subjects_for(
            session, scope.sight, marks=scope.marks, cluster_id=within, but=_NEVER_SHOWN
        )
    # As much of a subject as a report looks at; no session watches over it.
    found = cast("Sequence[Subject]", rows)
    return {_id(row): row for row in sorted(found, key=lambda row: row.key)}


def _id(subject: Subject) -> int:
    assert subject.id is not None  # noqa: S101  (it was read from the database)
    return subject.id


def _organisations_with_contact(session: Session, day: date) -> frozenset[int]:
    found = statements.organisations_with_contact().fetch(session, {"day": day})
    return frozenset(cast("int", number) for (number,) in found)


def _milestones_with_contact(session: Session, day: date) -> frozenset[int]:
    found = statements.milestones_with_contact().fetch(session, {"day": day})
    return frozenset(cast("int", number) for (number,) in found)


def _unshown(session: Session, scope: Scope) -> tuple[Unshown, ...]:
    asked = statements.unshown(scope.eyes, _NEVER_SHOWN)
    found = [
        Unshown(SubjectKind(kind), Confidentiality(mark), count)
        for kind, mark, count in cast(
            "list[tuple[str, str, int]]", asked.fetch(session, scope.wanted)
        )
    ]
    return tuple(sorted(found, key=lambda each: (each.kind, each.confidentiality)))


def _invented(session: Session, scope: Scope) -> int:
    asked = statements.invented(scope.eyes)
    [(count,)] = asked.fetch(session, scope.wanted)
    return cast("int", count)


def charts_in(session: Session, subjects: Mapping[int, Subject]) -> dict[int, Chart]:
    """Return the life cycles that these subjects are pinned to, by the number of the definition."""
    pinned = sorted({row.definition_id or 0 for row in subjects.values()})
    found = statements.definitions().fetch(session, {"asked": json.dumps(pinned)})
    return {
        number: compiled(digest, text)
        for number, digest, text in cast("list[tuple[int, str, str]]", found)
    }
