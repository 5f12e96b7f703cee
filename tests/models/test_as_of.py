"""The state as it was on a day: a replay gives back exactly the rows that stood there then."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, SQLModel

from models.as_of import Past, as_of, past_of, record_as_of
from models.as_of.beside import COPIED, LEFT_OUT
from models.clock import AMSTERDAM, morning_of
from models.errors import (
    EmptyLedgerError,
    InvalidInputError,
    NothingInForceError,
    NothingRecordedError,
    RefusedError,
    UnknownSubjectError,
)
from models.ledger.chain import EVENT
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import advance
from models.milestones import acts as milestones
from models.milestones import terms
from models.storage.database import reading, transaction
from models.storage.records import DETAIL, SUBJECT, current, current_by_id
from models.vocabulary import EventKind, SubjectKind
from tests.factories import a_cluster, a_ledger, a_milestone, an_organisation

JULY_1, JULY_2, JULY_3 = date(2026, 7, 1), date(2026, 7, 2), date(2026, 7, 3)
OF_THE_LEDGER = (SUBJECT, EVENT, *DETAIL.values())

Copy = Mapping[str, list[tuple[object, ...]]]


# --- whatever was recorded -----------------------------------------------------------------


@given(days=st.lists(st.lists(st.integers(0, 500), max_size=5), min_size=1, max_size=5))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_day_comes_back_as_its_rows_were_at_the_end_of_it(
    engine: Engine, days: list[list[int]]
) -> None:
    with transaction(engine) as session:
        copies: dict[date, Copy] = {}
        numbers = count()
        _begin(a_ledger(session, on=JULY_1))
        for day, choices in zip(_days_from(JULY_1), days, strict=False):
            for choice in choices:
                _act(a_ledger(session, on=day), choice, next(numbers))
            copies[day] = _copy(session)

        for day, copy in copies.items():
            with as_of(session, day) as then:
                assert _copy(then) == copy
        with as_of(session, max(copies), hindsight=True) as then:
            assert _copy(then) == _copy(session)
        session.rollback()  # one database serves all examples


def _begin(ledger: Ledger) -> None:
    cluster = a_cluster(ledger)
    a_milestone(ledger, cluster, "m1", latest=date(2026, 9, 30))
    an_organisation(ledger, "fibrant")


def _act(ledger: Ledger, choice: int, number: int) -> None:
    """Do one of the things that people do; what is not possible now is refused and leaves all."""
    act = _ACTS[choice % len(_ACTS)]
    try:
        act(ledger, number)
    except (RefusedError, InvalidInputError):
        return


def _amend(ledger: Ledger, number: int) -> None:
    cluster = current(ledger.session, SubjectKind.CLUSTER, "voorbeeld")
    changes = {"title": f"naam {number}", "companies_announced": number or None}
    ledger.record(cluster, EventKind.AMENDED, changes, reason="proef")


def _step(event: str) -> Callable[[Ledger, int], object]:
    return lambda ledger, _: advance(
        ledger, SubjectKind.CLUSTER, "voorbeeld", event, reason="proef"
    )


_ACTS: tuple[Callable[[Ledger, int], object], ...] = (
    _amend,
    _step("start_clusterplan"),
    _step("pauzeer"),
    _step("hervat"),
    lambda ledger, number: an_organisation(ledger, f"organisatie-{number}"),
    lambda ledger, number: milestones.forecast(
        ledger, "m1", date(2026, 8, 1) + timedelta(days=number)
    ),
    lambda ledger, _: milestones.confirm(ledger, "m1"),
    lambda ledger, number: milestones.replan(
        ledger, "m1", f"{1 + number % 28} oktober 2026", code="other", reason="proef"
    ),
    lambda ledger, number: terms.set_term(
        ledger, "m1", date(2026, 6, 1) + timedelta(days=number), "8 weken", reason="proef"
    ),
    lambda ledger, _: terms.suspend(ledger, "m1", ledger.today, reason="proef"),
    lambda ledger, number: terms.resume(
        ledger, "m1", ledger.today + timedelta(days=number % 3), reason="proef"
    ),
    lambda ledger, _: milestones.achieve(ledger, "m1", ledger.today, evidence="Kamerstuk 1"),
)


def _copy(session: Session) -> Copy:
    """Return every row of the ledger's tables, by table and key."""
    return {
        table.name: [
            tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))
        ]
        for table in OF_THE_LEDGER
    }


def _days_from(first: date) -> list[date]:
    return [first + timedelta(days=number) for number in range(10)]


# --- two axes --------------------------------------------------------------------------------


def test_a_change_that_was_recorded_later_shows_only_with_hindsight(engine: Engine) -> None:
    with transaction(engine) as session:
        cluster = a_cluster(a_ledger(session, on=JULY_1), title="Eerst")
        a_ledger(session, on=JULY_3).record(
            cluster, EventKind.AMENDED, {"title": "Later"}, effective_on=JULY_2
        )

    with reading(engine) as session:
        assert _title(session, JULY_1) == "Eerst"
        assert _title(session, JULY_2) == "Eerst"
        assert _title(session, JULY_3) == "Later"
        assert _title(session, JULY_1, hindsight=True) == "Eerst"
        assert _title(session, JULY_2, hindsight=True) == "Later"


def test_of_two_changes_the_one_that_was_recorded_last_holds_whatever_its_day(
    engine: Engine,
) -> None:
    with transaction(engine) as session:
        cluster = a_cluster(a_ledger(session, on=JULY_1), title="Eerst")
        ledger = a_ledger(session, on=JULY_3)
        cluster = ledger.record(cluster, EventKind.AMENDED, {"title": "Vandaag"})
        ledger.record(cluster, EventKind.AMENDED, {"title": "Hersteld"}, effective_on=JULY_2)

    with reading(engine) as session:
        assert _title(session, JULY_2, hindsight=True) == "Hersteld"
        assert _title(session, JULY_3, hindsight=True) == "Hersteld"


def test_what_was_registered_later_was_not_there_yet(engine: Engine) -> None:
    with transaction(engine) as session:
        a_cluster(a_ledger(session, on=JULY_1))
        fibrant = an_organisation(a_ledger(session, on=JULY_2), "fibrant")

    with reading(engine) as session:
        assert record_as_of(session, fibrant.id, JULY_1) is None
        with as_of(session, JULY_1) as then, pytest.raises(UnknownSubjectError):
            current(then, SubjectKind.ORGANISATION, "fibrant")


def test_the_last_minute_of_the_day_in_amsterdam_counts_and_midnight_does_not(
    engine: Engine,
) -> None:
    with transaction(engine) as session:
        cluster = a_cluster(a_ledger(session, at=morning_of(JULY_1)), title="Eerst")
        late = datetime(2026, 7, 1, 23, 59, tzinfo=AMSTERDAM)
        ledger = a_ledger(session, at=late)
        cluster = ledger.record(cluster, EventKind.AMENDED, {"title": "Op de valreep"})
        midnight = datetime(2026, 7, 2, tzinfo=AMSTERDAM)
        a_ledger(session, at=midnight).record(cluster, EventKind.AMENDED, {"title": "Te laat"})

    with reading(engine) as session:
        assert _title(session, JULY_1) == "Op de valreep"
        assert _title(session, JULY_2) == "Te laat"


def _title(session: Session, day: date, *, hindsight: bool = False) -> str | None:
    """Return the title of the cluster on a day, found by both ways, which must agree."""
    subject_id = current(session, SubjectKind.CLUSTER, "voorbeeld").id
    with as_of(session, day, hindsight=hindsight) as then:
        found = current_by_id(then, subject_id)
    assert record_as_of(session, subject_id, day, hindsight=hindsight) == found
    return found.text("title")


# --- what a past is --------------------------------------------------------------------------


def test_a_past_can_only_be_read_and_says_what_it_is(engine: Engine) -> None:
    with transaction(engine) as session:
        a_cluster(a_ledger(session, on=JULY_1))

    with reading(engine) as session, as_of(session, JULY_1, hindsight=True) as then:
        assert past_of(session) is None
        assert past_of(then) == Past(JULY_1, hindsight=True)
        with pytest.raises(OperationalError, match="readonly"):
            then.execute(text("UPDATE subject SET title = 'anders'"))


def test_an_empty_ledger_has_no_past(engine: Engine) -> None:
    with reading(engine) as session, pytest.raises(EmptyLedgerError), as_of(session, JULY_1):
        pass


@pytest.mark.parametrize(
    ("in_force_from", "remedy"),
    [
        (JULY_1, "Wat we nu over die dag weten: --as-of 2026-07-01 --hindsight"),
        (JULY_2, ""),
    ],
    ids=["something was in force", "nothing was in force either"],
)
def test_a_day_before_the_ledger_began_is_refused_with_what_helps(
    engine: Engine, in_force_from: date, remedy: str
) -> None:
    with transaction(engine) as session:
        fields = {"title": "Fibrant", "organisation_kind": "company"}
        a_ledger(session, on=JULY_2).register(
            SubjectKind.ORGANISATION, "fibrant", fields, effective_on=in_force_from
        )

    with (
        reading(engine) as session,
        pytest.raises(NothingRecordedError) as refused,
        as_of(session, JULY_1),
    ):
        pass

    begins = "Op 1 juli 2026 was nog niets vastgelegd: het grootboek begint op 2 juli 2026. "
    assert refused.value.say() == begins + remedy


def test_with_hindsight_a_day_before_anything_was_in_force_is_refused(engine: Engine) -> None:
    with transaction(engine) as session:
        a_cluster(a_ledger(session, on=JULY_3))

    with (
        reading(engine) as session,
        pytest.raises(NothingInForceError, match="from 3 July 2026"),
        as_of(session, JULY_2, hindsight=True),
    ):
        pass


def test_every_table_is_replayed_copied_or_left_out_on_purpose() -> None:
    known = {table.name for table in (*OF_THE_LEDGER, *COPIED, *LEFT_OUT)}

    assert known == set(SQLModel.metadata.tables)
