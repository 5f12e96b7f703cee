"""Many subjects at once: the same outcome as one by one, and all or none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import col, select

from models.acts.mandates import give
from models.clock import morning_of
from models.errors import (
    ConflictError,
    NotPermittedError,
    ReasonMissingError,
    SecondPersonError,
    TransitionRefusedError,
    UnknownEventError,
)
from models.ledger.chain import events_of, verify
from models.ledger.hashing import ChainHasher, chain_hash
from models.ledger.writer import Ledger
from models.lifecycles import bulk
from models.lifecycles.bulk import advance_all, advance_many
from models.lifecycles.lifecycle import advance
from models.storage.database import reading, transaction
from models.storage.records import current
from models.tables import Rung
from models.vocabulary import EventKind, Role, SubjectKind
from tests.factories import a_cluster, a_ledger, a_milestone, an_organisation

CLUSTER = SubjectKind.CLUSTER
KEYS = [f"c{number}" for number in range(12)]


def some_clusters(ledger: Ledger) -> None:
    for number, key in enumerate(KEYS):
        a_cluster(ledger, key, ["kandidaat", "uitvoering", "clusterplan_in_opstelling"][number % 3])


def test_a_batch_leaves_what_one_by_one_would_have_left(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        some_clusters(ledger)
        a_cluster(ledger, "alleen", "uitvoering")

        advance_many(ledger, CLUSTER, KEYS, "pauzeer", reason="zomer")
        advance(ledger, CLUSTER, "alleen", "pauzeer", reason="zomer")

    with reading(engine) as session:
        assert list(verify(session)) == []
        together, alone = (current(session, CLUSTER, key) for key in ("c1", "alleen"))
        assert together.text("standing") == alone.text("standing")
        events = [events_of(session, each.id)[-1] for each in (together, alone)]
        assert events[0].payload == events[1].payload
        assert (events[0].kind, events[0].reason) == (events[1].kind, events[1].reason)


def test_when_one_cannot_move_nobody_does(engine: Engine) -> None:
    with transaction(engine) as session:
        some_clusters(a_ledger(session))

    with pytest.raises(TransitionRefusedError, match="c1"), transaction(engine) as session:
        advance_many(a_ledger(session), CLUSTER, KEYS, "start_clusterplan")

    with reading(engine) as session:
        assert all(current(session, CLUSTER, key).version == 1 for key in KEYS)


def test_those_that_cannot_move_can_be_skipped_and_are_named(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        some_clusters(ledger)
        keys = [*KEYS, "bestaat-niet"]

        done = advance_many(ledger, CLUSTER, keys, "start_clusterplan", skip_refused=True)

    assert done.moved == 4
    assert set(done.refused) == {"bestaat-niet", *(key for n, key in enumerate(KEYS) if n % 3)}


def test_everybody_who_can_takes_the_step_in_one_call(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "SUBJECTS_AT_A_TIME", 5)
    with transaction(engine) as session:
        ledger = a_ledger(session)
        some_clusters(ledger)

        done = advance_all(ledger, CLUSTER, "rond_af")

        assert done.moved == 4  # those in execution, without a project that is not finished
        assert set(done.refused) == {key for number, key in enumerate(KEYS) if number % 3 != 1}
        assert advance_all(ledger, CLUSTER, "stop", reason="einde").moved == 8
        assert list(verify(session)) == []


def test_a_batch_tells_of_those_whose_step_nobody_knew_that_it_is_known(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        for key in ("dark", "darker"):
            a_cluster(ledger, key, step_is_known=False)
        a_cluster(ledger, "light")
        keys = ["dark", "light", "darker"]

        done = advance_many(ledger, CLUSTER, keys, "start_clusterplan")

        assert done.moved == len(keys)
        moved = [current(session, CLUSTER, key) for key in keys]
        assert {each.text("standing") for each in moved} == {"clusterplan_in_opstelling"}
        assert [each.values["step_is_known"] for each in moved] == [True, True, True]
        assert list(verify(session)) == []


def test_a_batch_asks_for_what_the_step_needs(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        some_clusters(ledger)

        with pytest.raises(ReasonMissingError):
            advance_many(ledger, CLUSTER, KEYS, "stop")
        with pytest.raises(UnknownEventError):
            advance_many(ledger, CLUSTER, KEYS, "verdampen")


def test_a_batch_needs_a_mandate_for_each_cluster(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        some_clusters(ledger)
        give(ledger, "tester", Role.ADMINISTRATOR)
        give(ledger, "els", Role.PROGRAMME_MANAGER, cluster="c1")
        els = a_ledger(session, actor="els")

        assert advance_many(els, CLUSTER, ["c1"], "pauzeer", reason="x").moved == 1
        with pytest.raises(NotPermittedError, match="c2"):
            advance_many(els, CLUSTER, ["c2"], "pauzeer", reason="x")


def test_a_batch_that_saw_an_older_version_is_told_both_values(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        some_clusters(ledger)
        batch = bulk._Batch(ledger, CLUSTER, "pauzeer", "x")
        seen = list(bulk._by_key(session, CLUSTER, KEYS))
        advance(ledger, CLUSTER, "c1", "stop", reason="eerder")

        with pytest.raises(ConflictError) as refused:
            batch.advance(seen)

    assert "uitvoering" in refused.value.say()
    assert "gestopt" in refused.value.say()


@given(
    subject=st.text(max_size=12),
    sequence=st.integers(1, 10**9),
    previous=st.text("0123456789abcdef", max_size=64),
    reason=st.none() | st.text(max_size=12),
    actor=st.text(max_size=8),
)
def test_many_hashes_are_what_one_hash_would_be(
    subject: str, sequence: int, previous: str, reason: str | None, actor: str
) -> None:
    at = morning_of(date(2026, 7, 1))
    row = {
        "kind": str(EventKind.ADVANCED),
        "payload": '{"after":{"standing":"a"}}',
        "actor": actor,
        "reason": reason,
        "effective_on": date(2026, 7, 1),
        "recorded_at": at,
    }

    whole = {**row, "sequence": sequence, "previous_hash": previous}
    assert ChainHasher(row).hash(subject, sequence, previous) == chain_hash(subject, whole)


def test_milestones_in_a_batch_lose_their_rungs_and_duties_still_need_four_eyes(
    engine: Engine,
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        parliament = an_organisation(ledger, "kamer", "parliament")
        plain = a_milestone(ledger, cluster, "gewoon")
        a_milestone(ledger, cluster, "plicht", addressee=parliament)
        give(ledger, "tester", Role.ADMINISTRATOR)
        for name in ("tester", "els"):
            give(ledger, name, Role.PROGRAMME_MANAGER)
        every = SubjectKind.MILESTONE

        assert advance_many(ledger, every, ["gewoon"], "laat_vervallen", reason="x").moved == 1
        with pytest.raises(SecondPersonError):
            advance_many(ledger, every, ["plicht"], "laat_vervallen", reason="x")

        rungs = session.exec(select(Rung).where(col(Rung.milestone_id) == plain.id)).all()
        assert rungs == []
