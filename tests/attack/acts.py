"""The acts that are cut off in the middle: each with the world it needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.acts.commands import Command, Verb
from models.acts.corrections import correct
from models.acts.mandates import give
from models.acts.proposals import confirm, open_proposals, submit
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import advance
from models.lifecycles.publishing import publish_definition
from models.lifecycles.versions import Plan, migrate
from models.milestones.acts import replan
from models.milestones.dating import date_event
from models.storage.database import create_schema, make_engine, transaction
from models.vocabulary import Role, SubjectKind
from tests.databases import Prepare
from tests.factories import (
    a_cluster,
    a_ledger,
    a_milestone,
    a_waiting_milestone,
    an_occurrence,
    an_organisation,
)
from tests.obliging import OBLIGING_ANEW, an_obliging_cluster

LATER = date(2026, 7, 6)


@dataclass(frozen=True)
class CutOff:
    """An act and the database in which it makes sense; ``prepare`` is a template (fresh)."""

    prepare: Prepare
    perform: Callable[[Ledger], object]


def _world(build: Callable[[Ledger], object], url: str) -> None:
    engine = make_engine(url)
    create_schema(engine)
    with transaction(engine) as session:
        build(a_ledger(session))
    engine.dispose()


def _a_cluster_with_a_plan(url: str) -> None:
    _world(an_obliging_cluster, url)


def _a_duty(url: str) -> None:
    def build(ledger: Ledger) -> None:
        chamber = an_organisation(ledger, "tweede-kamer", "organisation")
        a_milestone(ledger, a_cluster(ledger), addressee=chamber)

    _world(build, url)


def _windows_that_wait(url: str) -> None:
    def build(ledger: Ledger) -> None:
        cluster = a_cluster(ledger)
        chamber = an_organisation(ledger, "tweede-kamer", "parliament")
        advice = an_occurrence(ledger, "advies")
        a_waiting_milestone(ledger, cluster, "m1", tied_to=advice)
        a_waiting_milestone(ledger, cluster, "m2", tied_to=advice, target=date(2026, 11, 2))
        a_waiting_milestone(ledger, cluster, "m3", tied_to=advice, to=chamber)

    _world(build, url)


def _a_proposal(url: str) -> None:
    def build(ledger: Ledger) -> None:
        an_obliging_cluster(ledger)
        give(ledger, "tester", Role.ADMINISTRATOR)
        for name in ("anna", "bert"):
            give(ledger, name, Role.PROGRAMME_MANAGER)
        wrong = {"states": ["links_open", "rechts_klaar"], "reason": "stond verkeerd"}
        command = Command(Verb.CORRECT, SubjectKind.CLUSTER, "eems", wrong)
        submit(a_ledger(ledger.session, actor="anna"), command)

    _world(build, url)


def _a_new_version(url: str) -> None:
    def build(ledger: Ledger) -> None:
        an_obliging_cluster(ledger, "eems", "slot")
        an_obliging_cluster(ledger, "delfzijl", "links_open", "rechts_klaar")
        publish_definition(ledger.session, OBLIGING_ANEW, by="baas", at=ledger.at)

    _world(build, url)


def _step(ledger: Ledger) -> object:
    return advance(ledger, SubjectKind.CLUSTER, "eems", "start")


def _replan(ledger: Ledger) -> object:
    return replan(
        ledger, "m1", "15 november 2026", code="other", reason="advies laat op zich wachten"
    )


def _date(ledger: Ledger) -> object:
    return date_event(ledger, SubjectKind.OCCURRENCE, "advies", "2026-10-05")


def _confirm(ledger: Ledger) -> object:
    (proposal,) = open_proposals(ledger.session)
    return confirm(a_ledger(ledger.session, on=LATER, actor="bert"), proposal.key)


def _correct(ledger: Ledger) -> object:
    return correct(
        ledger,
        SubjectKind.CLUSTER,
        "eems",
        states=("gepauzeerd",),
        fields={"title": "Eemshaven"},
        reason="stond verkeerd",
    )


def _migrate(ledger: Ledger) -> object:
    return migrate(ledger, Plan("obliging", 2, {"slot": "afronding"}), reason="nieuwe versie")


ACTS: Mapping[str, CutOff] = {
    "step": CutOff(_a_cluster_with_a_plan, _step),
    "replan": CutOff(_a_duty, _replan),
    "date": CutOff(_windows_that_wait, _date),
    "confirm": CutOff(_a_proposal, _confirm),
    "correct": CutOff(_a_cluster_with_a_plan, _correct),
    "migrate": CutOff(_a_new_version, _migrate),
}


def perform(act: str, session: Session) -> None:
    """Do it, in the caller's transaction."""
    ACTS[act].perform(a_ledger(session, on=LATER))
