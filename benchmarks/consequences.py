"""Consequences over 50 clusters, 2,000 projects, 20,000 conditions and 100,000 stated dependencies.

The floor of reading is the driver that fetches the same rows and makes nothing of them; that of
the figures is networkx, walking the same edges without weighing anything. Every row is written
set-based; the dice are thrown again by their seed.
"""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import networkx as nx
from sqlalchemy import Engine, insert
from sqlmodel import Session

from benchmarks.measure import Figure, Side, at_most, compare_durations
from models.consequences.changes import Change, What
from models.consequences.consistency import inconsistencies
from models.consequences.groups import groups
from models.consequences.impact import impact
from models.consequences.situation import Situation
from models.foresight.situation import situation_on
from models.storage.database import create_schema, make_engine, reading, transaction
from models.storage.records import DETAIL, SUBJECT
from models.vocabulary import DependencyKind, SubjectKind
from tests.factories import a_calendar

CLUSTERS, PROJECTS, CONDITIONS, EDGES = 50, 2_000, 20_000, 100_000
COMPANIES, MILESTONES = 500, 8_000
TODAY = date(2026, 9, 1)
_ROWS_AT_A_TIME = 10_000
_LATE = 0.05  # of the conditions are due on any day, perhaps after the decision
_Row = dict[str, object]
_FLOOR = (
    """
    SELECT s.*, m.*, c.* FROM subject s LEFT JOIN milestone m ON m.subject_id = s.id
    LEFT JOIN condition c ON c.subject_id = s.id WHERE s.kind <> 'dependency'
    """,
    "SELECT d.*, s.key, s.source FROM dependency d JOIN subject s ON s.id = d.subject_id",
)


def figures(folder: Path) -> list[Figure]:
    """Return the figures: reading, impact of one, all groups, everything that does not fit."""
    path = folder / "consequences.db"
    engine = make_engine(f"sqlite:///{path}")
    create_schema(engine)
    _Programme(engine).write()
    situation = _read(engine)
    assert len(situation.edges) >= EDGES
    graph: "nx.DiGraph[int]" = nx.DiGraph()  # noqa: UP037  (no subscript at run time)
    graph.add_edges_from((edge.on, edge.dependent) for edge in situation.edges)
    calendar = a_calendar()
    start = next(n for n in situation.nodes.values() if n.kind == SubjectKind.ORGANISATION)
    change = Change(start.name, What.DROPPED)

    def fresh() -> Situation:  # nothing may be left over from the round before
        return Situation(situation.day, situation.nodes, situation.edges)

    def walked() -> int:
        return len(nx.descendants(graph, start.id))

    def line(name: str, ours: Callable[[], int], floor: Callable[[], int], most: float) -> Figure:
        aim = at_most(most, Side.OURS)
        return compare_durations(name, ours=ours, floor=floor, aim=aim)

    figures = [
        line("read a situation", lambda: len(_read(engine).edges), lambda: _fetch(path), 2),
        line(
            "impact of one subject",
            lambda: len(impact(fresh(), [change], calendar=calendar).effects),
            walked,
            0.3,
        ),
        line(
            "impact of one subject, read anew",
            lambda: len(impact(_read(engine), [change], calendar=calendar).effects),
            lambda: _fetch(path),
            2,
        ),
        line(
            "all joint decision groups, read anew",
            lambda: len(groups(_read(engine))),
            lambda: _fetch(path),
            2,
        ),
        line(
            "everything that does not fit, read anew",
            lambda: len(inconsistencies(_read(engine), calendar=calendar)),
            lambda: _fetch(path),
            2,
        ),
        line(
            "all joint decision groups",
            lambda: len(groups(fresh())),
            lambda: sum(1 for _ in nx.strongly_connected_components(graph)),
            2,
        ),
        line(
            "everything that does not fit",
            lambda: len(inconsistencies(fresh(), calendar=calendar)),
            lambda: sum(1 for _ in nx.strongly_connected_components(graph)),
            2,
        ),
    ]
    engine.dispose()
    return figures


def _read(engine: Engine) -> Situation:
    with reading(engine) as session:
        return situation_on(session, TODAY)


def _fetch(path: Path) -> int:
    with sqlite3.connect(path) as connection:
        return sum(len(connection.execute(query).fetchall()) for query in _FLOOR)


class _Programme:
    """Writes the rows; ids are given out in order of kind."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.last = engine, 0
        self.dice = Random(9)  # noqa: S311  (thrown again by its seed)
        self.ids: dict[SubjectKind, list[int]] = {}

    def write(self) -> None:
        with transaction(self.engine) as session:
            self._subjects(session, SubjectKind.CLUSTER, CLUSTERS, lambda _: {})
            self._subjects(
                session,
                SubjectKind.ORGANISATION,
                COMPANIES,
                lambda _: {"organisation_kind": "company"},
            )
            self._subjects(session, SubjectKind.PROJECT, PROJECTS, lambda _: {})
            self._subjects(session, SubjectKind.CONDITION, CONDITIONS, self._condition)
            self._subjects(session, SubjectKind.MILESTONE, MILESTONES, self._milestone)
            self._dependencies(session)

    def _subjects(
        self,
        session: Session,
        kind: SubjectKind,
        count: int,
        detail: Callable[[int], _Row],
    ) -> None:
        clusters = self.ids.get(SubjectKind.CLUSTER, [])
        self.ids[kind] = list(range(self.last + 1, self.last + count + 1))
        self.last += count
        subjects = [
            {
                "id": number,
                "kind": str(kind),
                "key": f"{kind}-{number}".replace("_", "-"),
                "title": f"{kind} {number}",
                "cluster_id": self.dice.choice(clusters) if clusters else None,
            }
            for number in self.ids[kind]
        ]
        details = [{"subject_id": n, **detail(place)} for place, n in enumerate(self.ids[kind])]
        for start in range(0, count, _ROWS_AT_A_TIME):
            session.execute(insert(SUBJECT), subjects[start : start + _ROWS_AT_A_TIME])
            session.execute(insert(DETAIL[kind]), details[start : start + _ROWS_AT_A_TIME])

    def _condition(self, place: int) -> _Row:
        project = self.ids[SubjectKind.PROJECT][place % PROJECTS]
        is_late = self.dice.random() < _LATE
        due = TODAY + timedelta(days=self.dice.randrange(600) if is_late else place % 30)
        return {
            "project_id": project,
            "side": self.dice.choice(["public", "private"]),
            "condition_kind": "permit",
            "due_on": due,
        }

    def _milestone(self, place: int) -> _Row:
        is_decision = place < PROJECTS
        about = self.ids[SubjectKind.PROJECT][place % PROJECTS]
        latest = TODAY + timedelta(days=30 + place // 10)
        return {
            "about_id": about,
            "modality": "commitment",
            "said_on": TODAY,
            "first_wording": "proef",
            "wording": "proef",
            "earliest": TODAY,
            "latest": latest,
            "bound": latest,
            "obligation": "investeringsbesluit" if is_decision else None,
        }

    def _dependencies(self, session: Session) -> None:
        edges = list(self._edges())
        place = iter(edges)

        def next_edge(_: int) -> _Row:
            kind, dependent, on = next(place)
            lag = "P2W" if kind is DependencyKind.FINISH_TO_START else None
            return {"dependency_kind": str(kind), "from_id": dependent, "to_id": on, "lag": lag}

        self._subjects(session, SubjectKind.DEPENDENCY, len(edges), next_edge)

    def _edges(self) -> Iterator[tuple[DependencyKind, int, int]]:
        """Yield conditions that are shared, milestones in a row, supplies, and circles of ten."""
        companies = self.ids[SubjectKind.ORGANISATION]
        projects, conditions = self.ids[SubjectKind.PROJECT], self.ids[SubjectKind.CONDITION]
        milestones = self.ids[SubjectKind.MILESTONE]
        for place, company in enumerate(companies):
            following = companies[place - place % 10 + (place + 1) % 10]
            yield DependencyKind.INVESTMENT, company, following
        for _ in range(EDGES // 2):
            yield DependencyKind.CONDITION, self.dice.choice(projects), self.dice.choice(conditions)
        for _ in range(EDGES // 4):
            one, other = sorted(self.dice.sample(milestones, 2))
            yield DependencyKind.FINISH_TO_START, other, one
        for _ in range(EDGES // 4 - len(companies)):
            yield (
                self.dice.choice([DependencyKind.FEEDSTOCK, DependencyKind.ENERGY]),
                self.dice.choice(projects),
                self.dice.choice(companies),
            )
