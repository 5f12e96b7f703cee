"""What hangs on what with one reader's eyes: no hidden row, no kept field, in so many queries."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session

from models.clock import morning_of
from models.consequences.situation import Situation
from models.foresight.dependencies import Terms, state_dependency
from models.foresight.situation_in_sight import situation_in_sight
from models.reading.looking import Looking
from models.reading.marking import mark_field
from models.reading.sight import Sight
from models.storage.database import create_schema, make_engine, reading, transaction
from models.storage.records import current
from models.vocabulary import Confidentiality, SubjectKind
from tests.factories import a_cluster, a_condition, a_ledger, a_milestone, a_project

DAY = date(2026, 9, 1)
INTERNAL = Sight(everywhere=Confidentiality.INTERNAL, today=DAY)
PUBLIC = Sight(today=DAY)


@pytest.fixture
def world(tmp_path: object) -> Iterator[Engine]:
    """Three milestones that wait for each other in a row, on SQLite: no rows or locks here."""
    engine = make_engine(f"sqlite:///{tmp_path}/zicht.db")
    create_schema(engine)
    with transaction(engine) as session:
        ledger = a_ledger(session, on=DAY)
        cluster = a_cluster(ledger)
        project = a_project(ledger, cluster, "p")
        a_condition(ledger, cluster, "c", project=project, due_on=date(2027, 1, 1))
        made = [a_milestone(ledger, cluster, key, latest=date(2027, 1, 1)) for key in "abd"]
        state_dependency(ledger, "finish_to_start", made[1], made[0], Terms(lag="P2W"))
        state_dependency(
            ledger, "finish_to_start", made[2], made[1], Terms(confidentiality="internal")
        )
    yield engine
    engine.dispose()


def _mark(session: Session, kind: SubjectKind, key: str, field: str) -> None:
    mark = Confidentiality.COMPANY_CONFIDENTIAL
    mark_field(session, kind, key, field, mark, actor="tester", now=morning_of(DAY))


def test_who_may_see_everything_sees_the_situation_as_it_is(world: Engine) -> None:
    with reading(world) as session:
        seen = situation_in_sight(Looking(session, INTERNAL), DAY)

    stated = [edge for edge in seen.edges if not edge.is_implied]
    assert len(stated) == 2
    assert seen.by_name["milestone:a"].latest == date(2027, 1, 1)


def test_an_edge_that_is_internal_is_for_nobody_else_though_its_ends_are_public(
    world: Engine,
) -> None:
    with reading(world) as session:
        cluster = current(session, SubjectKind.CLUSTER, "voorbeeld").id
        public = situation_in_sight(Looking(session, PUBLIC), DAY)
        director = Sight(clusters=frozenset({cluster}), today=DAY)
        there = situation_in_sight(Looking(session, director), DAY)
        elsewhere = Sight(clusters=frozenset({cluster + 1000}), today=DAY)
        away = situation_in_sight(Looking(session, elsewhere), DAY)

    def stated(situation: Situation) -> int:
        return sum(not edge.is_implied for edge in situation.edges)

    assert (stated(public), stated(there), stated(away)) == (1, 2, 1)


def test_a_kept_field_is_not_in_the_node_nor_in_the_edge(world: Engine) -> None:
    with transaction(world) as session:
        _mark(session, SubjectKind.MILESTONE, "a", "latest")
        _mark(session, SubjectKind.CONDITION, "c", "due_on")
        _mark(session, SubjectKind.DEPENDENCY, "b-finish-to-start-a", "lag")

    with reading(world) as session:
        seen = situation_in_sight(Looking(session, INTERNAL), DAY)

    node = seen.by_name["milestone:a"]
    assert (node.earliest, node.latest, node.bound) == (None, None, None)
    assert seen.by_name["condition:c"].latest is None
    assert seen.by_name["milestone:b"].latest == date(2027, 1, 1)
    [edge] = seen.needed_by(seen.by_name["milestone:b"].id, "finish_to_start")
    assert edge.lag is None


def test_a_bound_that_is_only_an_internal_target_is_not_for_the_public(world: Engine) -> None:
    target = date(2027, 3, 1)
    with transaction(world) as session:
        ledger = a_ledger(session, on=DAY)
        cluster = current(session, SubjectKind.CLUSTER, "voorbeeld")
        a_milestone(ledger, cluster, "t", latest=None, bound=target, internal_target=target)

    with reading(world) as session:
        inside = situation_in_sight(Looking(session, INTERNAL), DAY).by_name["milestone:t"]
        outside = situation_in_sight(Looking(session, PUBLIC), DAY).by_name["milestone:t"]

    assert (inside.latest, outside.latest, outside.bound) == (target, None, None)


def test_the_number_of_queries_is_the_same_however_much_there_is(world: Engine) -> None:
    def asked() -> int:
        said: list[object] = []

        def note(*facts: object) -> None:
            said.append(facts)

        event.listen(world, "before_cursor_execute", note)
        with reading(world) as session:
            situation_in_sight(Looking(session, PUBLIC), DAY)
        event.remove(world, "before_cursor_execute", note)
        return len(said)

    few = asked()
    with transaction(world) as session:
        ledger = a_ledger(session, on=DAY)
        cluster = current(session, SubjectKind.CLUSTER, "voorbeeld")
        for number in range(20):
            a_milestone(ledger, cluster, f"m{number}", latest=date(2027, 1, 1))

    assert asked() == few
