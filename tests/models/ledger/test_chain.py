"""Walking the chains: what is named when a row, its detail or its events are gone."""

import pytest
from sqlalchemy import Engine

from models.ledger.chain import Tampering, verify
from models.storage.database import reading, transaction
from models.vocabulary import EventKind
from tests.factories import a_cluster, a_ledger, an_organisation
from tests.tampering import tamper


@pytest.mark.parametrize(
    ("statement", "subject", "problem"),
    [
        (
            "DELETE FROM cluster",
            "cluster:voorbeeld",
            "de rij met bijzonderheden ontbreekt",
        ),
        (
            "UPDATE subject SET kind = 'iets' WHERE key = 'voorbeeld'",
            "#1",
            "gebeurtenissen zonder onderwerp",
        ),
        (
            "UPDATE event SET sequence = 3 WHERE sequence = 2",
            "cluster:voorbeeld",
            "sluit niet aan op de vorige gebeurtenis",
        ),
        (
            "DELETE FROM event WHERE sequence = 2",
            "cluster:voorbeeld",
            "de rij past niet bij de laatste gebeurtenis",
        ),
        (
            "DELETE FROM event WHERE subject_id = 3",
            "organisation:laatste",
            "de rij past niet bij de laatste gebeurtenis",
        ),
    ],
    ids=[
        "a detail row that is gone",
        "a kind that does not exist",
        "a number that is passed over",
        "a last event that is gone",
        "a whole chain that is gone",
    ],
)
def test_what_was_taken_away_is_named(
    engine: Engine, statement: str, subject: str, problem: str
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        ledger.record(cluster, EventKind.AMENDED, {"title": "Anders"})
        an_organisation(ledger, "midden")
        an_organisation(ledger, "laatste")
    tamper(engine, statement)

    with reading(engine) as session:
        found = [(each.subject, each.problem.nl) for each in verify(session)]
    assert (subject, problem) in found
    assert {each for each, _ in found} == {subject}


def test_a_chain_that_is_broken_does_not_hide_the_ones_after_it(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        for key in ("een", "twee", "drie"):
            an_organisation(ledger, key)
    tamper(engine, "UPDATE event SET actor = 'ander' WHERE subject_id IN (1, 3)")

    with reading(engine) as session:
        found: list[Tampering] = list(verify(session))
    assert [each.subject for each in found] == ["organisation:een", "organisation:drie"]
