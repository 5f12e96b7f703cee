"""Whatever people do, in whatever order, the ledger holds together.

Several people act on several subjects on days that also go backwards; much of it is refused, and
refused must mean that nothing is written. After each act all invariants are asked.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlmodel import Session, col, func, select

from models.acts.commands import Argument, Command, Verb
from models.acts.mandates import all_mandates, give, withdraw
from models.acts.proposals import all_proposals, confirm, lapse, reject, submit
from models.errors import MijlpaalError
from models.ledger.writer import Ledger
from models.lifecycles.obligations import meet_obligations
from models.milestones.acts import confirm as confirm_forecast
from models.milestones.acts import forecast
from models.milestones.judging import override
from models.rules.status import Status
from models.storage.database import create_schema, make_engine, reading, transaction
from models.storage.records import Record, current, current_by_id
from models.tables import Event, Subject
from models.vocabulary import EventKind, Role, SubjectKind
from tests.databases import Databases, SqliteDatabases
from tests.factories import (
    START,
    a_cluster,
    a_condition,
    a_ledger,
    a_milestone,
    a_project,
    a_request,
    a_rulebook,
    a_waiting_milestone,
    an_occurrence,
    an_organisation,
)
from tests.invariants import broken_invariants
from tests.obliging import EVENTS, PLACES, an_obliging_cluster

PEOPLE = st.sampled_from(["anna", "bert", "carla"])
REASONS = st.sampled_from([None, " ", "om een reden"])
TERMS = st.sampled_from(["8 weken", "P3M", "3 dagen", "13 weken", "ooit"])
MOVABLE = [
    SubjectKind.CLUSTER,
    SubjectKind.PROJECT,
    SubjectKind.CONDITION,
    SubjectKind.REQUEST,
    SubjectKind.MILESTONE,
]
STEPS = st.sampled_from(
    [
        *EVENTS,
        *("start_clusterplan", "lever_clusterplan_op", "start_uitwerking", "concretiseer"),
        *("rond_onderzoek_verzoeken_af", "neem_in_onderzoek", "honoreer", "wijs_af", "trek_in"),
        *("zeg_toe_onder_voorwaarden", "stel_vervulling_vast", "laat_vervallen", "voldoe_deels"),
        *("stel_niet_voldaan_vast", "behaal", "done.state.samen", "vlieg", ""),
    ]
)
STATES = st.sampled_from([*PLACES, ("uitwerkingsfase",), ("openstaand",), ("behaald",), ("niets",)])
FIELDS = st.sampled_from(
    [
        {"title": "Anders"},
        {"title": None},
        {"latest": "2026-11-02", "bound": "2026-11-02"},
        {"latest": None},
        {"suspensions": "2026-06-20/2026-06-25"},
        {"term": "P2W"},
        {"modality": "ambition"},
        {"modality": "onzin"},
        {"ladder": "commitment"},
        {"achieved_on": "2026-06-30"},
        {"about_id": "1"},
        {"cluster_id": "2"},
        {"standing": "plan"},
    ]
)
WORDINGS = st.sampled_from(
    ["1 november 2026", "najaar 2027", "binnen 6 weken", "ooit", "1 mei 2020"]
)
TIES = st.sampled_from(
    ["occurrence:advies", "milestone:m1", "milestone:w1", "milestone:w2", "cluster:eems", None]
)
MOMENTS = st.sampled_from(["2026-10-05", "2026-07-02", "in oktober 2026", "2031-12-30", None])
DAYS = st.integers(min_value=-40, max_value=2)
PICKS = st.integers(min_value=0, max_value=50)


class AnyHistory(RuleBasedStateMachine):
    """Acts as people do them: each in a transaction of its own, most of them refused."""

    databases: ClassVar[Databases]

    def __init__(self) -> None:
        super().__init__()
        self.url = self.databases.fresh(with_the_schema)
        self.engine = make_engine(self.url)
        self.today = START
        self.number = 0
        self.stale: list[Record] = []

    @initialize(mandated=st.booleans())
    def begin(self, mandated: bool) -> None:
        with transaction(self.engine) as session:
            ledger = a_ledger(session)
            eems = an_obliging_cluster(ledger)
            an_obliging_cluster(ledger, "eems-noord")
            chemelot = a_cluster(ledger, "chemelot", "uitwerkingsfase")
            meet_obligations(ledger, chemelot)
            project = a_project(ledger, chemelot, "kraker")
            a_condition(ledger, chemelot, "vergunning", project=project)
            a_request(ledger, chemelot, "grond")
            a_milestone(ledger, eems, soft_latest=date(2026, 9, 1))
            chamber = an_organisation(ledger, "tweede-kamer", "organisation")
            a_milestone(ledger, chemelot, "d1", addressee=chamber)
            advice = an_occurrence(ledger, "advies")
            a_waiting_milestone(ledger, eems, "w1", tied_to=advice)
            a_waiting_milestone(ledger, chemelot, "w2", target=date(2026, 12, 1))
            if mandated:
                give(ledger, "anna", Role.ADMINISTRATOR)
                for name in ("anna", "bert"):
                    give(a_ledger(session, actor="anna"), name, Role.PROGRAMME_MANAGER)

    def teardown(self) -> None:
        self.engine.dispose()
        self.databases.discard(self.url)

    def attempt(self, actor: str, act: Callable[[Ledger], object]) -> None:
        """Do it; when it is refused nothing may be written."""
        before = self.count()
        refused = None
        try:
            with transaction(self.engine) as session:
                act(a_ledger(session, on=self.today, actor=actor))
        except MijlpaalError as problem:
            refused = problem
        assert refused is None or (refused.say("nl") and self.count() == before)

    def count(self) -> int:
        with reading(self.engine) as session:
            return session.exec(select(func.count()).select_from(Event)).one()

    @rule(days=st.integers(min_value=-5, max_value=20))
    def days_pass(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(actor=PEOPLE, pick=PICKS, what=st.sampled_from(["project", "request", "milestone"]))
    def register(self, actor: str, pick: int, what: str) -> None:
        self.number += 1
        key = f"{what}-{self.number}"
        factories: dict[str, Callable[[Ledger, Record, str], Record]] = {
            "project": a_project,
            "request": a_request,
            "milestone": a_milestone,
        }
        factory = factories[what]
        self.attempt(
            actor, lambda ledger: factory(ledger, _pick(ledger.session, CLUSTERS, pick), key)
        )

    @rule(actor=PEOPLE, pick=PICKS, event=STEPS, reason=REASONS, ago=st.none() | DAYS)
    def advance(
        self, actor: str, pick: int, event: str, reason: str | None, ago: int | None
    ) -> None:
        day = None if ago is None else str(self.today + timedelta(days=ago))
        self.submit(Verb.ADVANCE, actor, pick, event=event, reason=reason, effective_on=day)

    @rule(actor=PEOPLE, pick=PICKS, states=STATES, reason=REASONS, ago=st.none() | DAYS)
    def correct_place(
        self, actor: str, pick: int, states: tuple[str, ...], reason: str | None, ago: int | None
    ) -> None:
        day = None if ago is None else str(self.today + timedelta(days=ago))
        self.submit(Verb.CORRECT, actor, pick, states=list(states), reason=reason, effective_on=day)

    @rule(actor=PEOPLE, pick=PICKS, fields=FIELDS, reason=REASONS)
    def correct_fields(
        self, actor: str, pick: int, fields: dict[str, str | None], reason: str | None
    ) -> None:
        self.submit(Verb.CORRECT, actor, pick, fields=fields, reason=reason)

    @rule(actor=PEOPLE, pick=PICKS, states=st.just(()) | STATES, reason=REASONS)
    def reopen(self, actor: str, pick: int, states: tuple[str, ...], reason: str | None) -> None:
        self.submit(Verb.REOPEN, actor, pick, states=list(states), reason=reason)

    @rule(actor=PEOPLE, pick=PICKS, wording=WORDINGS, reason=REASONS)
    def replan(self, actor: str, pick: int, wording: str, reason: str | None) -> None:
        code = "other"
        self.submit(Verb.REPLAN, actor, pick, MILESTONES, wording=wording, code=code, reason=reason)

    @rule(actor=PEOPLE, pick=PICKS, to=TIES, reason=REASONS)
    def tie(self, actor: str, pick: int, to: str | None, reason: str | None) -> None:
        self.submit(Verb.TIE, actor, pick, MILESTONES, to=to, reason=reason)

    @rule(actor=PEOPLE, when=MOMENTS, reason=REASONS)
    def date_the_advice(self, actor: str, when: str | None, reason: str | None) -> None:
        self.submit(Verb.DATE, actor, 0, OCCURRENCES, when=when, reason=reason)

    @rule(actor=PEOPLE, pick=PICKS, status=st.sampled_from([*Status]), reason=REASONS)
    def judge(self, actor: str, pick: int, status: str, reason: str | None) -> None:
        def act(ledger: Ledger) -> object:
            return override(
                ledger, _pick(ledger.session, MILESTONES, pick).key, status, reason=reason
            )

        self.attempt(actor, act)

    @rule(actor=PEOPLE, pick=PICKS, length=TERMS, reason=REASONS, ago=DAYS)
    def set_term(self, actor: str, pick: int, length: str, reason: str | None, ago: int) -> None:
        day = str(self.today + timedelta(days=ago))
        arguments = {"starts_on": day, "term": length, "reason": reason}
        self.submit(Verb.SET_TERM, actor, pick, MILESTONES, **arguments)

    @rule(
        actor=PEOPLE,
        pick=PICKS,
        verb=st.sampled_from([Verb.SUSPEND, Verb.RESUME]),
        reason=REASONS,
        ago=DAYS,
    )
    def stop_and_go(self, actor: str, pick: int, verb: Verb, reason: str | None, ago: int) -> None:
        day = str(self.today + timedelta(days=ago))
        self.submit(verb, actor, pick, MILESTONES, first=day, reason=reason)

    @rule(actor=PEOPLE, pick=PICKS, evidence=st.sampled_from(["", "kst-1"]), ago=DAYS)
    def achieve(self, actor: str, pick: int, evidence: str, ago: int) -> None:
        day = str(self.today + timedelta(days=ago))
        self.submit(Verb.ACHIEVE, actor, pick, MILESTONES, evidence=evidence, on=day)

    @rule(actor=PEOPLE, pick=PICKS, ahead=st.none() | st.integers(-3, 200))
    def forecast(self, actor: str, pick: int, ahead: int | None) -> None:
        def act(ledger: Ledger) -> object:
            key = _pick(ledger.session, MILESTONES, pick).key
            if ahead is None:
                return confirm_forecast(ledger, key)
            return forecast(ledger, key, self.today + timedelta(days=ahead))

        self.attempt(actor, act)

    @rule(actor=PEOPLE, pick=PICKS, how=st.sampled_from([confirm, reject]))
    def decide(self, actor: str, pick: int, how: Callable[[Ledger, str], object]) -> None:
        def act(ledger: Ledger) -> object:
            proposals = all_proposals(ledger.session)
            return how(ledger, proposals[pick % len(proposals)].key) if proposals else None

        self.attempt(actor, act)

    @rule()
    def lapse(self) -> None:
        self.attempt("klok", lapse)

    @rule(actor=PEOPLE, whom=PEOPLE, role=st.sampled_from(Role), scoped=st.booleans())
    def give(self, actor: str, whom: str, role: Role, scoped: bool) -> None:
        cluster = "eems" if scoped else None
        self.attempt(actor, lambda ledger: give(ledger, whom, role, cluster=cluster))

    @rule(actor=PEOPLE, pick=PICKS)
    def withdraw(self, actor: str, pick: int) -> None:
        def act(ledger: Ledger) -> object:
            mandates = all_mandates(ledger.session)
            return withdraw(ledger, mandates[pick % len(mandates)].key) if mandates else None

        self.attempt(actor, act)

    @rule(pick=PICKS)
    def look(self, pick: int) -> None:
        """Remember a subject as somebody else has it on their screen."""
        with reading(self.engine) as session:
            self.stale.append(_pick(session, MOVABLE, pick))

    @rule(actor=PEOPLE, pick=PICKS)
    def write_what_was_seen_long_ago(self, actor: str, pick: int) -> None:
        if not self.stale:
            return
        seen = self.stale[pick % len(self.stale)]
        with reading(self.engine) as session:
            is_stale = current_by_id(session, seen.id).version != seen.version
        before = self.count()
        self.attempt(actor, lambda ledger: ledger.record(seen, EventKind.AMENDED, {"title": "Oud"}))
        assert not is_stale or self.count() == before

    def submit(
        self,
        verb: Verb,
        actor: str,
        pick: int,
        kinds: list[SubjectKind] | None = None,
        **arguments: Argument,
    ) -> None:
        def act(ledger: Ledger) -> object:
            subject = _pick(ledger.session, kinds or MOVABLE, pick)
            return submit(ledger, Command(verb, subject.kind, subject.key, arguments))

        self.attempt(actor, act)

    @invariant()
    def everything_adds_up(self) -> None:
        with reading(self.engine) as session:
            assert broken_invariants(session, a_rulebook()) == []


def with_the_schema(url: str) -> None:
    engine = make_engine(url)
    create_schema(engine)
    engine.dispose()


CLUSTERS = [SubjectKind.CLUSTER]
MILESTONES = [SubjectKind.MILESTONE]
OCCURRENCES = [SubjectKind.OCCURRENCE]


def _pick(session: Session, kinds: list[SubjectKind], pick: int) -> Record:
    query = select(Subject).where(col(Subject.kind).in_(kinds)).order_by(col(Subject.id))
    subjects = session.exec(query).all()
    chosen = subjects[pick % len(subjects)]
    return current(session, SubjectKind(chosen.kind), chosen.key)


@pytest.mark.slow
def test_whatever_people_do_the_ledger_holds_together(databases: Databases) -> None:
    AnyHistory.databases = databases
    run_state_machine_as_test(
        AnyHistory,
        settings=settings(
            max_examples=8 if isinstance(databases, SqliteDatabases) else 3,
            stateful_step_count=30,
            suppress_health_check=list(HealthCheck),
        ),
    )
