"""Mending the record, and what is refused because it would break it."""

from collections.abc import Mapping
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, func, select

from models.acts.commands import Argument, Command, Verb
from models.acts.corrections import correct, reopen
from models.acts.mandates import give
from models.acts.proposals import submit
from models.errors import (
    BackdatedError,
    DefinitionError,
    InvalidAmendmentError,
    InvalidWindowError,
    MijlpaalError,
    ReasonMissingError,
    TransitionRefusedError,
)
from models.ledger.chain import events_of
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import advance
from models.lifecycles.obligations import obligations_of
from models.milestones.acts import achieve
from models.storage.database import transaction
from models.storage.records import current
from models.tables import Event
from models.vocabulary import EventKind, Role, SubjectKind
from tests.factories import a_cluster, a_ledger, a_milestone, a_rulebook, an_organisation
from tests.invariants import broken_invariants
from tests.obliging import an_obliging_cluster

REASON = "verkeerd overgenomen"


def events(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Event)).one()


def correct_fields(
    ledger: Ledger, kind: SubjectKind, key: str, fields: Mapping[str, str | None]
) -> object:
    return correct(ledger, kind, key, fields=fields, reason=REASON)


def test_a_correction_to_where_it_was_reckoned_says_that_the_step_is_known(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "eems", step_is_known=False)

        known = correct(ledger, SubjectKind.CLUSTER, "eems", states=("kandidaat",), reason=REASON)

        assert known.text("standing") == "kandidaat"
        assert known.values["step_is_known"] is True


def test_a_correction_of_the_place_opens_and_closes_what_is_due_there(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = an_obliging_cluster(ledger)

        moved = correct(ledger, SubjectKind.CLUSTER, "eems", states=("slot",), reason=REASON)

        due = obligations_of(session, cluster)
        assert due["clusterplan"].text("standing") == "vervallen"
        assert due["verantwoording"].text("standing") == "openstaand"
        assert events_of(session, moved.id)[-1].kind == EventKind.CORRECTED
        assert broken_invariants(session, a_rulebook()) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kleur": "rood"}, "possible: "),
        ({"first_latest": "2026-01-01"}, "possible: "),
        ({"standing": "behaald"}, "possible: "),
        ({"latest": "morgen"}, "yyyy-mm-dd"),
        ({"is_invented": "misschien"}, "true or false"),
        ({"said_on": None}, "must be known"),
        ({"title": None}, "must be known"),
        ({"modality": "belofte"}, "possible: commitment"),
        ({"ladder": "trap"}, "possible: commitment"),
        ({"confidentiality": "geheim"}, "possible: public"),
        ({"cluster_id": "999999"}, "no such thing"),
        ({"cluster_id": "99999999999999999999"}, "whole number up to"),
        ({"cluster_id": "een"}, "whole number"),
        ({"title": "Mijlpaal m1"}, "says already"),
    ],
)
def test_what_a_column_cannot_hold_is_refused_and_nothing_is_written(
    engine: Engine, fields: Mapping[str, str | None], said: str
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger))
        before = events(session)

        with pytest.raises(InvalidAmendmentError, match=said) as refused:
            correct_fields(ledger, SubjectKind.MILESTONE, "m1", fields)

        assert refused.value.say("nl") != refused.value.say("en")
        assert events(session) == before
        assert broken_invariants(session, a_rulebook()) == []


def test_a_field_is_corrected_to_what_its_column_holds(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        a_milestone(ledger, cluster)

        fields = {"latest": "2026-10-01", "bound": "2026-10-01", "is_invented": "true"}
        correct_fields(ledger, SubjectKind.MILESTONE, "m1", {**fields, "edtf": None})
        counted = {"companies_announced": "13"}
        correct_fields(ledger, SubjectKind.CLUSTER, cluster.key, counted)

        milestone = current(session, SubjectKind.MILESTONE, "m1")
        assert milestone.values["latest"] == date(2026, 10, 1)
        assert milestone.values["is_invented"] is True
        assert milestone.values["edtf"] is None
        assert (
            current(session, SubjectKind.CLUSTER, cluster.key).values["companies_announced"] == 13
        )
        assert broken_invariants(session, a_rulebook()) == []


def test_a_proposal_is_not_rewritten_so_that_one_person_can_confirm_it(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session, actor="anna")
        a_cluster(ledger, "eems")
        give(ledger, "beheer", Role.ADMINISTRATOR)
        for name in ("anna", "bert"):
            give(a_ledger(session, actor="beheer"), name, Role.PROGRAMME_MANAGER)
        wrong: Mapping[str, Argument] = {"fields": {"title": "Anders"}, "reason": REASON}
        kept = submit(ledger, Command(Verb.CORRECT, SubjectKind.CLUSTER, "eems", wrong)).proposal
        assert kept is not None

        with pytest.raises(InvalidAmendmentError, match="submit another"):
            correct_fields(ledger, SubjectKind.PROPOSAL, kept.key, {"proposed_by": "bert"})


def test_a_mandate_is_withdrawn_and_never_corrected(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        mandate = give(ledger, "tester", Role.ADMINISTRATOR)

        with pytest.raises(InvalidAmendmentError, match="withdraw the mandate"):
            correct_fields(ledger, SubjectKind.MANDATE, mandate.key, {"role": "koning"})


@pytest.mark.parametrize("reason", [None, "", " \t\n "])
def test_a_correction_and_a_reopening_need_a_reason(engine: Engine, reason: str | None) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "eems", "gestopt")

        with pytest.raises(ReasonMissingError):
            correct(ledger, SubjectKind.CLUSTER, "eems", states=("uitvoering",), reason=reason)
        with pytest.raises(ReasonMissingError):
            reopen(ledger, SubjectKind.CLUSTER, "eems", reason=reason)


@pytest.mark.parametrize(
    ("states", "day", "error"),
    [
        (("nergens",), None, DefinitionError),
        (("plan", "slot"), None, DefinitionError),
        (("laatste_stand",), None, DefinitionError),
        (("slot",), date(9999, 12, 31), InvalidAmendmentError),
        (("slot",), date(1, 1, 1), BackdatedError),
    ],
)
def test_a_place_or_a_day_that_cannot_be_is_refused(
    engine: Engine, states: tuple[str, ...], day: date | None, error: type[MijlpaalError]
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        an_obliging_cluster(ledger)
        before = events(session)

        with pytest.raises(error):
            correct(
                ledger,
                SubjectKind.CLUSTER,
                "eems",
                states=states,
                reason=REASON,
                effective_on=day,
            )

        assert events(session) == before


def test_what_is_not_closed_is_not_reopened(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "eems")

        with pytest.raises(TransitionRefusedError, match="not closed"):
            reopen(ledger, SubjectKind.CLUSTER, "eems", reason=REASON)


def test_a_reopened_subject_is_where_it_was_last_or_where_somebody_says(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        an_obliging_cluster(ledger, "eems", "slot")
        advance(ledger, SubjectKind.CLUSTER, "eems", "rond_af")

        reopened = reopen(ledger, SubjectKind.CLUSTER, "eems", reason=REASON)
        assert str(reopened.text("standing")).startswith("slot")

        advance(ledger, SubjectKind.CLUSTER, "eems", "stop", reason="op")
        placed = reopen(ledger, SubjectKind.CLUSTER, "eems", reason=REASON, states=("plan",))
        assert str(placed.text("standing")).startswith("plan")
        assert broken_invariants(session, a_rulebook()) == []


def test_what_was_registered_closed_reopens_at_the_beginning(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "eems", "gestopt")

        reopened = reopen(ledger, SubjectKind.CLUSTER, "eems", reason=REASON)

        assert reopened.text("standing") == "kandidaat"


def test_a_reopened_milestone_forgets_how_it_was_achieved(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger))
        achieve(ledger, "m1", ledger.today, evidence="kst-1")

        reopened = reopen(ledger, SubjectKind.MILESTONE, "m1", reason=REASON)

        assert (reopened.values["achieved_on"], reopened.values["evidence"]) == (None, None)
        assert broken_invariants(session, a_rulebook()) == []


def test_what_no_state_asks_for_any_more_is_not_opened_by_hand(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = an_obliging_cluster(ledger)
        advance(ledger, SubjectKind.CLUSTER, "eems", "start")
        key = obligations_of(session, cluster)["clusterplan"].key
        before = events(session)

        with pytest.raises(TransitionRefusedError, match="nobody asks for it"):
            reopen(ledger, SubjectKind.MILESTONE, key, reason=REASON)
        with pytest.raises(TransitionRefusedError, match="nobody asks for it"):
            correct(ledger, SubjectKind.MILESTONE, key, states=("uitgesteld",), reason=REASON)

        assert events(session) == before


def test_whose_obligation_a_milestone_is_cannot_be_corrected(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = an_obliging_cluster(ledger)
        other = a_cluster(ledger, "ander")
        key = obligations_of(session, cluster)["clusterplan"].key

        with pytest.raises(InvalidAmendmentError, match="about_id"):
            correct_fields(ledger, SubjectKind.MILESTONE, key, {"about_id": str(other.id)})


def test_what_a_person_says_was_delivered_is_not_asked_for_again(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = an_obliging_cluster(ledger, "eems", "slot")
        advance(ledger, SubjectKind.CLUSTER, "eems", "terug")
        key = obligations_of(session, cluster)["verantwoording"].key
        assert obligations_of(session, cluster)["verantwoording"].values["closed_by_step"]

        correct(ledger, SubjectKind.MILESTONE, key, states=("behaald",), reason=REASON)
        correct(ledger, SubjectKind.CLUSTER, "eems", states=("slot",), reason=REASON)

        assert obligations_of(session, cluster)["verantwoording"].text("standing") == "behaald"
        assert broken_invariants(session, a_rulebook()) == []


@pytest.mark.parametrize("field", ["latest", "bound"])
def test_a_correction_loses_no_bound_without_an_internal_target(engine: Engine, field: str) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger), latest=date(2026, 9, 30))
        fields: dict[str, str | None] = {"latest": None, field: None}
        with pytest.raises(InvalidAmendmentError, match="internal target"):
            correct(ledger, SubjectKind.MILESTONE, "m1", fields=fields, reason="was vaag")

        found = correct(
            ledger,
            SubjectKind.MILESTONE,
            "m1",
            fields={**fields, "internal_target": "2026-11-02"},
            reason="was vaag",
        )

    assert (found.day("latest"), found.day("bound")) == (None, date(2026, 11, 2))


def test_the_day_to_count_to_follows_a_corrected_latest_day(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        chamber = an_organisation(ledger, "tweede-kamer", "parliament")
        a_milestone(ledger, a_cluster(ledger), latest=date(2026, 9, 30), addressee=chamber)

        found = correct(
            ledger,
            SubjectKind.MILESTONE,
            "m1",
            fields={"latest": "2026-12-20"},
            reason="verkeerd overgenomen",
        )

    assert found.day("bound") == date(2026, 12, 17)


def test_days_out_of_order_are_not_corrected_into_being(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger), latest=date(2026, 9, 30))

        with pytest.raises(InvalidWindowError):
            correct(
                ledger,
                SubjectKind.MILESTONE,
                "m1",
                fields={"earliest": "2026-10-01"},
                reason="x",
            )
