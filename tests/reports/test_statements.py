"""What a report asks is answered from the cluster outwards, however many clusters there are."""

import pytest
from sqlalchemy import Engine
from sqlalchemy.dialects import sqlite

from models.storage.prepared import Prepared
from models.storage.records import DETAIL_TABLES
from models.vocabulary import Confidentiality, SubjectKind
from reports import cuts, statements
from reports.eyes import Eyes

INTERNAL = Confidentiality.INTERNAL
YES, NO = True, False
OF_ONE = Eyes(INTERNAL, is_narrowed=YES)
OF_ONE_CLUSTER = {
    "happenings": statements.happenings(OF_ONE, is_dated=NO),
    "replannings": statements.replannings(OF_ONE),
    "forecasts": statements.forecasts(OF_ONE),
    "registrations": statements.registrations(OF_ONE, is_dated=NO),
    "reminders": statements.reminders(OF_ONE),
}
KINDS = (SubjectKind.PARTICIPATION, SubjectKind.OPEN_QUESTION, SubjectKind.MILESTONE)


def plan_of(engine: Engine, asked: Prepared) -> str:
    """Return how SQLite would answer."""
    sql = str(asked._statement.compile(dialect=sqlite.dialect()))
    with engine.connect() as connection:
        driver = connection.connection.cursor()
        driver.execute(f"EXPLAIN QUERY PLAN {sql}", [None] * sql.count("?"))
        return "\n".join(str(row[3]) for row in driver.fetchall())


@pytest.mark.parametrize("name", OF_ONE_CLUSTER)
def test_what_happened_in_a_cluster_is_found_by_the_cluster(
    letter_world: Engine, name: str
) -> None:
    plan = plan_of(letter_world, OF_ONE_CLUSTER[name])

    assert "ix_subject_cluster_id" in plan
    assert "(kind=?" not in plan


@pytest.mark.parametrize("kind", KINDS)
def test_the_rows_of_a_cluster_are_found_by_the_cluster(
    letter_world: Engine, kind: SubjectKind
) -> None:
    assert kind in DETAIL_TABLES
    asked, _ = cuts._details(kind, INTERNAL, frozenset(), is_narrowed=YES)

    plan = plan_of(letter_world, asked)

    assert "ix_subject_cluster_id" in plan
    assert "(kind=?" not in plan
