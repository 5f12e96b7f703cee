"""Reading a situation: every subject and every edge of a day, in a fixed number of queries.

What a reader may not see is left out by the queries themselves, with every edge that touches it.
"""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, CursorResult, Select, Table, or_, select
from sqlmodel import Session, SQLModel

from models.consequences.kinds import ImpliedKind
from models.consequences.positions import state_in
from models.consequences.situation import Edge, Node, Situation
from models.dates import Confidence
from models.dates.calendar import UNSURE
from models.storage.records import SUBJECT
from models.tables import (
    Assignment,
    CompanyTrack,
    Condition,
    Dependency,
    Milestone,
    Organisation,
    Participation,
    Project,
)
from models.vocabulary import (
    Confidentiality,
    DependencyKind,
    ParticipationRole,
    Responsibility,
    SubjectKind,
)

DECISION = "investeringsbesluit"  # the obligation of the life cycle of a project
KINDS = (
    SubjectKind.PROGRAMME,
    SubjectKind.CLUSTER,
    SubjectKind.PROJECT,
    SubjectKind.CONDITION,
    SubjectKind.REQUEST,
    SubjectKind.MILESTONE,
    SubjectKind.COMPANY_TRACK,
    SubjectKind.ORGANISATION,
)
_SERVING = frozenset({str(DependencyKind.CONDITION), str(DependencyKind.REQUEST)})
_OWNING = frozenset({ParticipationRole.OWNER, ParticipationRole.DEBTOR})
_BACKING = _OWNING | {
    ParticipationRole.HOLDER,
    ParticipationRole.PARTY,
    ParticipationRole.PARTICIPANT,
}
# Which role makes an organisation one that a subject hangs on, and by which kind of edge.
_ROLES: Mapping[str, tuple[str, frozenset[ParticipationRole]]] = {
    SubjectKind.PROJECT: (DependencyKind.PARTICIPATION, _BACKING),
    SubjectKind.CONDITION: (DependencyKind.HOLDER, _OWNING | {ParticipationRole.HOLDER}),
    SubjectKind.REQUEST: (DependencyKind.HOLDER, _BACKING | {ParticipationRole.ADDRESSEE}),
    SubjectKind.MILESTONE: (ImpliedKind.ANSWERS_FOR, _BACKING),
    SubjectKind.CLUSTER: (ImpliedKind.PART_OF, _BACKING),
    SubjectKind.COMPANY_TRACK: (ImpliedKind.TRACK, _BACKING),
}


def situation_on(
    session: Session, day: date, *, clearance: Confidentiality = Confidentiality.INTERNAL
) -> Situation:
    """Return the situation on a day, as far as a reader with this clearance may see it."""
    with _without_collecting():
        return _read(session, day, clearance)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Put off collecting garbage: it would look at all rows again and again, and finds none.

    Hundreds of thousands of small tuples are made and all of them are kept; looking for circles
    among them takes as long as making them.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _read(session: Session, day: date, clearance: Confidentiality) -> Situation:
    rows = list(map(_Row._make, session.execute(_subjects(clearance)).all()))
    roles = list(_roles(session, day, clearance))
    owned = {edge.dependent for edge in roles if edge.role in _OWNING} | _answered(session, day)
    nodes = {row.id: _node(row, owned) for row in rows}
    stated, open_ended = _stated(session, day, clearance)
    edges = (*stated, *_of_roles(roles, nodes), *_implied(rows, nodes))
    return Situation(
        day,
        nodes,
        tuple(
            edge
            for edge in edges
            if edge.on in nodes and edge.dependent in nodes and edge.dependent != edge.on
        ),
        open_ended,
    )


def _table(of: type[SQLModel]) -> Table:
    return cast("Table", of.__table__)  # type: ignore[attr-defined]


_MILESTONE, _CONDITION, _ORGANISATION = _table(Milestone), _table(Condition), _table(Organisation)
_PROJECT, _TRACK, _DEPENDENCY = _table(Project), _table(CompanyTrack), _table(Dependency)
_PARTICIPATION, _ASSIGNMENT = _table(Participation), _table(Assignment)


class _Row(NamedTuple):
    """A subject with what its kind adds, in the order of the query."""

    id: int
    kind: str
    key: str
    title: str
    title_en: str | None
    cluster_id: int | None
    standing: str | None
    source: str | None
    earliest: date | None
    latest: date | None
    bound: date | None
    bound_confidence: str | None
    forecast_on: date | None
    about_id: int | None
    addressee_id: int | None
    obligation: str | None
    anchor_id: int | None
    anchor_offset: str | None
    project_id: int | None
    side: str | None
    due_on: date | None
    organisation_kind: str | None
    name_is_known: bool | None
    organisation_id: int | None


def _subjects(clearance: Confidentiality) -> Select[*tuple[object, ...]]:
    own = ("id", "kind", "key", "title", "title_en", "cluster_id", "standing", "source")
    milestone = (
        *("earliest", "latest", "bound", "bound_confidence", "forecast_on"),
        *("about_id", "addressee_id", "obligation", "anchor_id", "anchor_offset"),
    )
    query = select(
        *(SUBJECT.c[name] for name in own),
        *(_MILESTONE.c[name] for name in milestone),
        *(_CONDITION.c[name] for name in ("project_id", "side", "due_on")),
        _ORGANISATION.c.organisation_kind,
        _PROJECT.c.name_is_known,
        _TRACK.c.organisation_id,
    )
    source = SUBJECT
    for detail in (_MILESTONE, _CONDITION, _ORGANISATION, _PROJECT, _TRACK):
        source = source.outerjoin(detail, detail.c.subject_id == SUBJECT.c.id)  # type: ignore[assignment]
    return (
        query.select_from(source)
        .where(SUBJECT.c.kind.in_(KINDS), _readable(clearance))
        .order_by(SUBJECT.c.id)
    )


def _readable(clearance: Confidentiality) -> ColumnElement[bool]:
    return SUBJECT.c.confidentiality.in_(clearance.readable())


def _node(row: _Row, owned: set[int]) -> Node:
    is_named = row.name_is_known is not False and row.organisation_kind != "unknown"
    latest = row.due_on if row.kind == SubjectKind.CONDITION else row.latest or row.bound
    confidence = row.bound_confidence
    return Node(
        id=row.id,
        kind=row.kind,
        key=row.key,
        title=row.title,
        title_en=row.title_en,
        cluster_id=row.id if row.kind == SubjectKind.CLUSTER else row.cluster_id,
        state=state_in(row.standing),
        earliest=row.earliest,
        latest=latest,
        bound=row.bound,
        expected=row.forecast_on,
        side=row.side,
        is_duty=row.addressee_id is not None,
        about_id=row.about_id,
        rests_on_estimate=confidence is not None and Confidence(confidence) in UNSURE,
        is_owned=row.kind != SubjectKind.MILESTONE or row.id in owned,
        is_named=is_named,
    )


def _stated(
    session: Session, day: date, clearance: Confidentiality
) -> tuple[list[Edge], tuple[str, ...]]:
    """Return the dependencies that hold, and which of them have an end that is not known."""
    table = _DEPENDENCY.c
    names = ("lag", "gate", "needed_by")
    query = (
        select(
            *(table.dependency_kind, table.from_id, table.to_id, SUBJECT.c.key),
            *(table[name] for name in names),
            *(table.alternative, table.certainty, table.valid_from, table.valid_until),
            *(SUBJECT.c.source, table.is_mutual),
        )
        .join(SUBJECT, SUBJECT.c.id == table.subject_id)
        .where(_readable(clearance), _holds(_DEPENDENCY, day))
        .order_by(table.subject_id)
    )
    edges: list[Edge] = []
    open_ended: list[str] = []
    prefix = f"{SubjectKind.DEPENDENCY}:"
    for row in _as_the_driver_gives_it(session, query):
        kind, dependent, on, key, lag, gate, by, alternative, sure, first, last, source, both = row
        name = prefix + key
        if dependent is None or on is None:
            open_ended.append(name)
            continue
        if by or first or last:
            by, first, last = _day(by), _day(first), _day(last)
        more = (name, lag, gate, by, None, alternative, sure, first, last, source)
        edges.append(Edge._make((kind, dependent, on, *more, bool(both), False)))
        if both:
            edges.append(Edge._make((kind, on, dependent, *more, True, False)))
        if kind in _SERVING:
            edges.append(Edge._make((ImpliedKind.SERVES, on, dependent, *more, False, True)))
    return edges, tuple(open_ended)


def _as_the_driver_gives_it(
    session: Session, query: Select[*tuple[object, ...]]
) -> list[tuple[Any, ...]]:
    """Return rows without making anything of them: most of their columns are empty."""
    result = cast("CursorResult[tuple[object, ...]]", session.execute(query))
    rows = cast("list[tuple[Any, ...]]", result.cursor.fetchall())
    result.close()
    return rows


def _day(value: str | date | None) -> date | None:
    """Return a day, which SQLite keeps as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _roles(session: Session, day: date, clearance: Confidentiality) -> Iterator[Edge]:
    """Yield the roles of organisations that hold, whatever they are in."""
    table = _PARTICIPATION.c
    query = (
        select(
            *(table.target_id, table.organisation_id, SUBJECT.c.key, table.role),
            *(table.valid_from, table.valid_until, SUBJECT.c.source),
        )
        .join(SUBJECT, SUBJECT.c.id == table.subject_id)
        .where(_readable(clearance), _holds(_PARTICIPATION, day))
        .order_by(table.subject_id)
    )
    for target, organisation, key, role, first, last, source in session.execute(query):
        yield Edge(
            kind="",
            dependent=target,
            on=organisation,
            row=f"{SubjectKind.PARTICIPATION}:{key}",
            role=role,
            valid_from=first,
            valid_until=last,
            source=source,
        )


def _holds(table: Table, day: date) -> ColumnElement[bool]:
    return or_(table.c.valid_from.is_(None), table.c.valid_from <= day) & or_(
        table.c.valid_until.is_(None), table.c.valid_until >= day
    )


def _answered(session: Session, day: date) -> set[int]:
    """Return the milestones for which a contact answers as owner."""
    query = select(_ASSIGNMENT.c.milestone_id).where(
        _ASSIGNMENT.c.responsibility == str(Responsibility.OWNER), _holds(_ASSIGNMENT, day)
    )
    return set(session.execute(query).scalars())


def _serving(edge: Edge) -> Edge:
    return Edge._make((ImpliedKind.SERVES, edge.on, edge.dependent, *edge[3:-1], True))


def _of_roles(roles: Iterable[Edge], nodes: Mapping[int, Node]) -> Iterator[Edge]:
    for edge in roles:
        node = nodes.get(edge.dependent)
        kind, counting = _ROLES.get(node.kind if node else "", ("", frozenset()))
        if edge.role in counting:
            yield edge._replace(kind=kind, is_implied=True)


def _implied(rows: Iterable[_Row], nodes: Mapping[int, Node]) -> Iterator[Edge]:
    """Yield what the columns of subjects say: whose condition, about what, part of which."""
    programmes = [row.id for row in rows if row.kind == SubjectKind.PROGRAMME]
    for row in rows:
        for kind, dependent, on, lag in _references(row, nodes, programmes):
            if dependent is None or on is None:
                continue
            name = f"{row.kind}:{row.key}"
            edge = Edge(kind, dependent, on, name, lag, source=row.source, is_implied=True)
            yield edge
            if kind == DependencyKind.CONDITION:
                yield _serving(edge)


_Reference = tuple[str, int | None, int | None, str | None]


def _references(
    row: _Row, nodes: Mapping[int, Node], programmes: list[int]
) -> Iterator[_Reference]:
    match row.kind:
        case SubjectKind.CONDITION if row.project_id is not None:
            yield DependencyKind.CONDITION, row.project_id, row.id, None
        case SubjectKind.CONDITION | SubjectKind.PROJECT | SubjectKind.REQUEST:
            yield ImpliedKind.PART_OF, row.cluster_id, row.id, None
        case SubjectKind.CLUSTER:
            for programme in programmes:
                yield ImpliedKind.PART_OF, programme, row.id, None
        case SubjectKind.COMPANY_TRACK:
            yield ImpliedKind.TRACK, row.id, row.organisation_id, None
        case SubjectKind.MILESTONE:
            yield from _of_milestone(row, nodes)


def _of_milestone(row: _Row, nodes: Mapping[int, Node]) -> Iterator[_Reference]:
    about, anchor = _about(row), nodes.get(row.anchor_id or 0)
    yield about, row.id, row.about_id, None
    if about != DependencyKind.REPORTS_ON:
        yield ImpliedKind.PROGRESS, row.about_id, row.id, None
    if anchor is not None and anchor.kind == SubjectKind.MILESTONE:
        yield ImpliedKind.WAITS_FOR, row.id, anchor.id, row.anchor_offset


def _about(row: _Row) -> str:
    if row.addressee_id is not None:
        return DependencyKind.REPORTS_ON
    return ImpliedKind.DECISION if row.obligation == DECISION else ImpliedKind.ABOUT
