"""The ledger: the only writer, whose events always add up to the rows."""

import ast
import threading
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, Executable, func, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from models.clock import morning_of
from models.errors import ConflictError, InvalidAmendmentError, RefusedError, UnknownSubjectError
from models.ledger.chain import as_json, events_of, fold, verify
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import advance
from models.storage.database import reading, transaction
from models.storage.records import current, current_by_id
from models.tables import Event, Subject
from models.vocabulary import EventKind, SubjectKind
from tests.factories import a_cluster, a_ledger, an_organisation
from tests.models.ledger.writes import names_of_tables, writes
from tests.tampering import unprotect

REPOSITORY = Path(__file__).parents[3]


def test_registering_writes_the_row_its_detail_and_the_first_event(engine: Engine) -> None:
    with transaction(engine) as session:
        cluster = a_cluster(a_ledger(session), "chemelot", companies_announced=13)

    with reading(engine) as session:
        found = current(session, SubjectKind.CLUSTER, "chemelot")
        events = events_of(session, cluster.id)
    assert (found.version, found.number("companies_announced")) == (1, 13)
    assert [(event.sequence, event.kind, event.previous_hash) for event in events] == [
        (1, "registered", "")
    ]


def test_folding_the_events_gives_the_current_row(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger, title="Eerst")
        cluster = ledger.record(cluster, EventKind.AMENDED, {"title": "Later"}, reason="naam")
        ledger.record(cluster, EventKind.AMENDED, {"projects_announced": 13})

    with reading(engine) as session:
        row = as_json(current_by_id(session, cluster.id).values)
        folded = fold(events_of(session, cluster.id))
    assert folded == {field: value for field, value in row.items() if value is not None}


def test_a_change_keeps_what_stood_there_before(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger, title="Eerst")

        ledger.record(cluster, EventKind.AMENDED, {"title": "Later"}, reason="naam")

        event = events_of(session, cluster.id)[-1]
    assert '"before":{"title":"Eerst"}' in event.payload
    assert (event.actor, event.reason) == ("tester", "naam")


def test_who_saw_an_older_version_is_told_both_values_and_writes_nothing(engine: Engine) -> None:
    with transaction(engine) as session:
        seen_by_both = a_cluster(a_ledger(session), title="Eerst")
    with transaction(engine) as session:
        a_ledger(session).record(seen_by_both, EventKind.AMENDED, {"title": "Van de een"})

    with pytest.raises(ConflictError) as refused, transaction(engine) as session:
        a_ledger(session).record(seen_by_both, EventKind.AMENDED, {"title": "Van de ander"})

    assert "Eerst" in refused.value.say()
    assert "Van de een" in refused.value.say()
    with reading(engine) as session:
        assert current_by_id(session, seen_by_both.id).version == 2
        assert len(events_of(session, seen_by_both.id)) == 2


def test_of_two_that_race_exactly_one_wins(engine: Engine) -> None:
    with transaction(engine) as session:
        cluster = a_cluster(a_ledger(session))
    outcomes: list[str] = []
    start = threading.Barrier(4)

    def amend(name: str) -> None:
        start.wait()
        try:
            with transaction(engine) as session:
                a_ledger(session, actor=name).record(cluster, EventKind.AMENDED, {"title": name})
        except ConflictError:
            outcomes.append("conflict")
        else:
            outcomes.append("won")

    racers = [threading.Thread(target=amend, args=(f"racer {n}",)) for n in range(4)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()

    assert sorted(outcomes) == ["conflict", "conflict", "conflict", "won"]


def test_an_exception_rolls_everything_back(engine: Engine) -> None:
    def register_and_fail() -> None:
        with transaction(engine) as session:
            a_cluster(a_ledger(session))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        register_and_fail()

    with reading(engine) as session:
        assert session.execute(select(func.count()).select_from(Event)).scalar_one() == 0
        assert session.execute(select(func.count()).select_from(Subject)).scalar_one() == 0


@pytest.mark.parametrize("field", ["colour", "version", "last_hash", "key"])
def test_a_field_that_is_not_for_changing_is_refused(engine: Engine, field: str) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)

        with pytest.raises(InvalidAmendmentError) as refused:
            ledger.record(cluster, EventKind.AMENDED, {field: "x"})

    assert field in refused.value.say()


def test_an_unknown_key_suggests_the_one_that_comes_near(engine: Engine) -> None:
    with transaction(engine) as session:
        a_cluster(a_ledger(session), "chemelot")

        with pytest.raises(UnknownSubjectError) as refused:
            current(session, SubjectKind.CLUSTER, "chemlot")

    assert "Bedoelde u: chemelot?" in refused.value.say()


def test_an_untouched_ledger_verifies(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        an_organisation(ledger, "fibrant")
        ledger.record(cluster, EventKind.AMENDED, {"title": "Anders"})

    with reading(engine) as session:
        assert list(verify(session)) == []


@pytest.mark.parametrize(
    "tamper",
    [
        update(Event).where(col(Event.sequence) == 1).values(actor="iemand anders"),
        update(Event).where(col(Event.sequence) == 2).values(effective_on=date(2020, 1, 1)),
        update(Subject).values(title="Stilletjes anders"),
        update(Subject).values(version=7),
    ],
    ids=["an event's actor", "an event's day", "a row", "a version"],
)
def test_a_tampered_database_does_not_verify(engine: Engine, tamper: Executable) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        ledger.record(cluster, EventKind.AMENDED, {"title": "Anders"})
    with transaction(engine) as session:
        unprotect(session)
        session.execute(tamper)

    with reading(engine) as session:
        assert [found.subject for found in verify(session)] != []


@pytest.mark.parametrize(
    "change",
    [
        text("UPDATE event SET actor = 'iemand anders'"),
        text("DELETE FROM event"),
        text("UPDATE definition SET content = '{}'"),
        text("DELETE FROM definition"),
    ],
    ids=str,
)
def test_the_database_itself_refuses_to_change_the_past(engine: Engine, change: Executable) -> None:
    with transaction(engine) as session:
        a_cluster(a_ledger(session))

    with pytest.raises(DBAPIError, match="append-only"), transaction(engine) as session:
        session.execute(change)

    with reading(engine) as session:
        assert list(verify(session)) == []


NUMBERS = count()
EVENTS = st.sampled_from(
    [
        "start_clusterplan",
        "lever_clusterplan_op",
        "pauzeer",
        "hervat",
        "stop",
        "amend",
        "start_uitwerking",
    ]
)


@given(steps=st.lists(EVENTS, max_size=12))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sequence_of_events_keeps_the_ledger_whole(engine: Engine, steps: list[str]) -> None:
    key = f"cluster-{next(NUMBERS)}"  # one database serves all examples
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, key)
        for number, step in enumerate(steps):
            _apply(ledger, key, step, number)

    with reading(engine) as session:
        record = current(session, SubjectKind.CLUSTER, key)
        events = events_of(session, record.id)
        row = {f: v for f, v in as_json(record.values).items() if v is not None}
        assert fold(events) == row
        assert [event.sequence for event in events] == list(range(1, record.version + 1))
        assert list(verify(session)) == []


def _apply(ledger: Ledger, key: str, step: str, number: int) -> None:
    if step == "amend":
        cluster = current(ledger.session, SubjectKind.CLUSTER, key)
        ledger.record(cluster, EventKind.AMENDED, {"title": f"naam {number}"})
        return
    try:
        advance(ledger, SubjectKind.CLUSTER, key, step, reason="proef")
    except RefusedError:
        return


ROOMS = ("models", "intake", "notifications", "reports", "seeds", "flows", "mijlpaal")
RECORDS = REPOSITORY / "models" / "storage" / "records.py"  # names the tables for all
# Whoever else writes these tables writes no history: each says why it may.
MAY_WRITE = {
    "models/ledger/writer.py": "the ledger",
    "mijlpaal/web/warming.py": "fills a database in memory that is thrown away",
    "reports/figures/programme.py": "makes a row of the columns that a cut may read; adds it nowhere",
}


def _parsed(*paths: Path) -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def test_only_the_ledger_writes_subjects_details_and_events() -> None:
    modules = _parsed(*(path for room in ROOMS for path in (REPOSITORY / room).rglob("*.py")))
    known = names_of_tables(modules)

    writers = {
        path.relative_to(REPOSITORY).as_posix(): found
        for path, tree in modules.items()
        if (found := list(writes(tree, known)))
    }

    assert writers.keys() == MAY_WRITE.keys(), writers


@pytest.mark.parametrize(
    "line",
    [
        "session.add(Event(sequence=1))",
        "session.add_all([Milestone()])",
        "session.execute(update(SUBJECT).values(title=''))",
        "session.execute(insert(table_of(Subject)))",
        "session.execute(sqlite.insert(DETAIL[kind]))",
        "session.execute(_HERE.delete())",
        "session.execute(insert_new(dialect, Milestone))",
        "session.execute(text('DELETE FROM event'))",
        "session.execute(text('update milestone set bound = NULL'))",
        "session.execute(text('INSERT INTO subject (id) VALUES (1)'))",
    ],
)
def test_each_way_of_writing_the_ledger_is_seen(line: str) -> None:
    head = "from models.tables import Event, Milestone, Subject\n_HERE = table_of(Event)\n"
    tree = ast.parse(head + line)

    known = names_of_tables({**_parsed(RECORDS), Path("planted.py"): tree})

    assert list(writes(tree, known))


def test_recording_takes_the_day_in_amsterdam(engine: Engine) -> None:
    with transaction(engine) as session:
        cluster = a_cluster(a_ledger(session, at=morning_of(date(2026, 12, 31))))
        event = events_of(session, cluster.id)[0]
    assert event.effective_on == date(2026, 12, 31)
