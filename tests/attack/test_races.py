"""Two at once: exactly one wins, and no guard is passed on rows that were changed meanwhile."""

import multiprocessing
import threading
from collections.abc import Callable
from datetime import date
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier

import pytest
from sqlalchemy import Engine

from models.acts.commands import Command, Verb
from models.acts.mandates import give
from models.acts.proposals import all_proposals, confirm, submit
from models.errors import MijlpaalError
from models.ledger.writer import Ledger
from models.lifecycles import bulk, lifecycle
from models.lifecycles.lifecycle import advance
from models.milestones import tying
from models.milestones.dating import date_event
from models.rules import anchors
from models.storage.database import make_engine, reading, transaction
from models.storage.records import Record, current
from models.vocabulary import EventKind, Role, SubjectKind
from tests.factories import (
    a_cluster,
    a_ledger,
    a_request,
    a_rulebook,
    a_waiting_milestone,
    an_occurrence,
)
from tests.invariants import broken_invariants
from tests.obliging import an_obliging_cluster

SECONDS = 60
# Spawned, not forked: the parent holds threads and connections.
PROCESSES = multiprocessing.get_context("spawn")
Racing = Callable[[Ledger, Record], object]


def race(engine: Engine, act: Racing, *names: str) -> list[str]:
    """Have each do the act in a process of its own at the same moment; return what they were told."""
    url = engine.url.render_as_string(hide_password=False)
    start, told = PROCESSES.Barrier(len(names)), PROCESSES.SimpleQueue()
    racers = [PROCESSES.Process(target=_run, args=(url, act, name, start, told)) for name in names]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join(SECONDS)
    assert [racer.exitcode for racer in racers] == [0] * len(names)
    return sorted(told.get() for _ in names)


def _run(url: str, act: Racing, name: str, start: Barrier, told: "SimpleQueue[str]") -> None:
    engine = make_engine(url)
    with reading(engine) as session:  # both have seen the same, and everything is imported
        seen = current(session, SubjectKind.CLUSTER, "eems")
    start.wait(SECONDS)
    try:
        with transaction(engine) as session:
            act(a_ledger(session, actor=name), seen)
    except MijlpaalError as refused:
        told.put(f"{type(refused).__name__}: {refused.say('en')}")
    else:
        told.put("won")


def rename(ledger: Ledger, seen: Record) -> object:
    return ledger.record(seen, EventKind.AMENDED, {"title": f"van {ledger.actor}"})


def confirm_it(ledger: Ledger, _seen: Record) -> object:
    (proposal,) = all_proposals(ledger.session)
    return confirm(ledger, proposal.key)


@pytest.mark.slow
def test_of_two_processes_one_wins_and_the_other_is_told_both_values(engine: Engine) -> None:
    with transaction(engine) as session:
        an_obliging_cluster(a_ledger(session))

    refused, won = race(engine, rename, "anna", "bert")

    assert won == "won"
    assert refused.startswith("ConflictError")
    assert "title = Eems" in refused
    assert "title = van " in refused
    assert_whole(engine)


@pytest.mark.slow
def test_of_two_that_confirm_one_proposal_exactly_one_does_it(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session, actor="anna")
        an_obliging_cluster(ledger)
        give(ledger, "tester", Role.ADMINISTRATOR)
        for name in ("anna", "bert", "carla"):
            give(a_ledger(session), name, Role.PROGRAMME_MANAGER)
        wrong = {"states": ["slot"], "reason": "stond verkeerd"}
        submit(ledger, Command(Verb.CORRECT, SubjectKind.CLUSTER, "eems", wrong))

    refused, won = race(engine, confirm_it, "bert", "carla")

    assert won == "won"
    assert refused.partition(":")[0] in {"ConflictError", "ProposalClosedError"}
    assert_whole(engine)
    with reading(engine) as session:
        cluster = current(session, SubjectKind.CLUSTER, "eems")
    assert (cluster.version, cluster.text("standing")) == (2, "slot")


def assert_whole(engine: Engine) -> None:
    with reading(engine) as session:
        assert broken_invariants(session, a_rulebook()) == []


class Interleaved:
    """A step that is held up between its look at the facts and its leap, while another writes."""

    def __init__(self, engine: Engine, monkeypatch: pytest.MonkeyPatch, place: object) -> None:
        self.engine = engine
        self.order: list[str] = []
        self.other = threading.Thread(target=self._write)
        name = "findings" if hasattr(place, "findings") else "findings_by_id"  # of many at once
        self.look = getattr(place, name)
        monkeypatch.setattr(place, name, self._look)

    def _look(self, *arguments: object) -> object:
        found = self.look(*arguments)
        if not self.other.ident:
            self.other.start()
            self.other.join(1.0)  # long enough to write, unless it has to wait for us
        return found

    def _write(self) -> None:
        with transaction(self.engine) as session:
            ledger = a_ledger(session, actor="ander")
            a_request(ledger, current(session, SubjectKind.CLUSTER, "eems"), "nieuw")
        self.order.append("a request came in")

    def step(self, act: Callable[[Ledger], object]) -> list[str]:
        """Take the step; return what was committed in which order."""
        with transaction(self.engine) as session:
            act(a_ledger(session))
            # Before the commit: whoever waits for that cannot have said so earlier.
            self.order.append("all requests were answered")
        self.other.join(SECONDS)
        return self.order


def one_by_one(ledger: Ledger) -> object:
    return advance(ledger, SubjectKind.CLUSTER, "eems", "rond_onderzoek_verzoeken_af")


def in_a_batch(ledger: Ledger) -> object:
    return bulk.advance_many(ledger, SubjectKind.CLUSTER, ["eems"], "rond_onderzoek_verzoeken_af")


WAYS = [(one_by_one, lifecycle), (in_a_batch, bulk)]
FIRST_THE_STEP = ["all requests were answered", "a request came in"]


@pytest.fixture
def on_postgresql(engine: Engine) -> Engine:
    """SQLite has one writer at a time, so there is nothing to come between."""
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite's writer has the database to itself")
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger, "eems", "uitwerkingsfase")
        a_request(ledger, cluster, "oud", "gehonoreerd")
    return engine


@pytest.mark.slow
@pytest.mark.parametrize(("act", "place"), WAYS)
def test_no_row_that_a_guard_has_read_changes_before_the_step_is_taken(
    on_postgresql: Engine,
    monkeypatch: pytest.MonkeyPatch,
    act: Callable[[Ledger], object],
    place: object,
) -> None:
    order = Interleaved(on_postgresql, monkeypatch, place).step(act)

    assert order == FIRST_THE_STEP


@pytest.mark.slow
@pytest.mark.parametrize(("act", "place"), WAYS)
def test_without_holding_the_cluster_a_guard_would_be_passed_on_stale_rows(
    on_postgresql: Engine,
    monkeypatch: pytest.MonkeyPatch,
    act: Callable[[Ledger], object],
    place: object,
) -> None:
    monkeypatch.setattr(Ledger, "hold", lambda *_: None)

    order = Interleaved(on_postgresql, monkeypatch, place).step(act)

    assert order == FIRST_THE_STEP[::-1]


class Dating:
    """An event that gets its day while somebody ties a window to it, or in the blink before."""

    def __init__(self, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        self.engine = engine
        self.other = threading.Thread(target=self._date)
        self.look = anchors.day_of
        monkeypatch.setattr(tying, "day_of", self._look)

    def _look(self, anchor: Record) -> date | None:
        found = self.look(anchor)
        self.other.start()
        self.other.join(1.0)  # long enough to write, unless it has to wait for us
        return found

    def _date(self) -> None:
        with transaction(self.engine) as session:
            ledger = a_ledger(session, actor="ander")
            date_event(ledger, SubjectKind.OCCURRENCE, "advies", "2026-10-05")

    def tie(self) -> date | None:
        """Tie the window; return its latest day when both are done."""
        with transaction(self.engine) as session:
            tying.tie(a_ledger(session), "m1", "occurrence:advies")
        self.other.join(SECONDS)
        with reading(self.engine) as session:
            return current(session, SubjectKind.MILESTONE, "m1").day("latest")


@pytest.fixture
def waiting(on_postgresql: Engine) -> Engine:
    with transaction(on_postgresql) as session:
        ledger = a_ledger(session)
        an_occurrence(ledger, "advies")
        a_waiting_milestone(ledger, current(session, SubjectKind.CLUSTER, "eems"))
    return on_postgresql


@pytest.mark.slow
def test_a_day_that_is_given_while_a_window_is_tied_is_not_missed(
    waiting: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Dating(waiting, monkeypatch).tie() == date(2026, 11, 16)


@pytest.mark.slow
def test_without_holding_what_dates_it_a_window_would_miss_its_day(
    waiting: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ledger, "hold", lambda *_: None)

    assert Dating(waiting, monkeypatch).tie() is None
