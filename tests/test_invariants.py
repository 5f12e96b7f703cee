"""The invariants speak up: each is broken on purpose, behind the ledger's back."""

import pytest
from sqlalchemy import Engine, text

from models.acts.commands import Command, Verb
from models.acts.mandates import give
from models.acts.proposals import submit
from models.storage.database import reading, transaction
from models.vocabulary import Role, SubjectKind
from tests.factories import a_ledger, a_rulebook
from tests.invariants import broken_invariants
from tests.obliging import an_obliging_cluster
from tests.tampering import unprotect

LAPSE = "UPDATE subject SET standing = 'vervallen' WHERE kind = 'milestone'"
BY_STEP = "UPDATE milestone SET closed_by_step = true"


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        ("DELETE FROM cluster", "only half of its rows"),
        ("DELETE FROM event WHERE sequence = 1", "has no events"),
        ("UPDATE subject SET title = 'x' WHERE kind = 'cluster'", "kolom title"),
        (
            "UPDATE subject SET standing = 'slot' WHERE kind = 'cluster'",
            "asks for 'verantwoording'",
        ),
        ("UPDATE subject SET standing = 'slot' WHERE kind = 'cluster'", "'clusterplan', which is"),
        (LAPSE, "has the rungs"),
        (f"{LAPSE}; {BY_STEP}", "which a step had closed"),
        ("DELETE FROM rung", "instead of"),
        ("UPDATE proposal SET decision = 'confirmed'", "its act is another matter"),
        ("UPDATE proposal SET decision = 'rejected'", "half decided"),
    ],
)
def test_what_is_broken_behind_the_ledger_is_seen(engine: Engine, tamper: str, said: str) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        an_obliging_cluster(ledger)
        for name in ("anna", "bert"):
            give(ledger, name, Role.ADMINISTRATOR)
            ledger = a_ledger(session, actor="anna")
            give(ledger, name, Role.PROGRAMME_MANAGER)
        wrong = {"states": ["slot"], "reason": "stond verkeerd"}
        submit(ledger, Command(Verb.CORRECT, SubjectKind.CLUSTER, "eems", wrong))
        assert broken_invariants(session, a_rulebook()) == []

    with transaction(engine) as session:
        unprotect(session)
        for statement in tamper.split(";"):
            session.execute(text(statement))

    with reading(engine) as session:
        assert said in "\n".join(broken_invariants(session, a_rulebook()))
