"""Four eyes: what one person proposes, another confirms or rejects, or it runs out."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, func, select

from models.acts.commands import Argument, Command, Verb
from models.acts.mandates import give, withdraw
from models.acts.proposals import all_proposals, confirm, lapse, open_proposals, reject, submit
from models.errors import (
    ConflictError,
    NotPermittedError,
    ProposalClosedError,
    ReasonMissingError,
    SecondPersonError,
    UnknownSubjectError,
)
from models.ledger.chain import events_of
from models.ledger.writer import Ledger
from models.storage.database import transaction
from models.storage.records import Record, current
from models.tables import Event
from models.vocabulary import EventKind, Role, SubjectKind
from tests.factories import START, a_cluster, a_ledger, a_milestone, a_rulebook, an_organisation
from tests.invariants import broken_invariants

RENAMED: Mapping[str, Argument] = {"fields": {"title": "Anders"}, "reason": "verkeerd"}
RENAME = Command(Verb.CORRECT, SubjectKind.CLUSTER, "eems", RENAMED)
LAST_DAY = date(2026, 7, 15)  # ten working days after 1 July


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A cluster, its milestone and its duty; two programme managers and an administrator."""
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger, "eems")
        a_milestone(ledger, cluster)
        a_milestone(ledger, cluster, "d1", addressee=an_organisation(ledger, "kamer", "chamber"))
        give(ledger, "beheer", Role.ADMINISTRATOR)
        for name, role in (("anna", MANAGER), ("bert", MANAGER), ("dirk", Role.READER)):
            give(a_ledger(session, actor="beheer"), name, role)
        yield session
        assert broken_invariants(session, a_rulebook()) == []


MANAGER = Role.PROGRAMME_MANAGER


def of(session: Session, actor: str, on: date = START) -> Ledger:
    return a_ledger(session, actor=actor, on=on)


def proposed(session: Session, command: Command = RENAME) -> Record:
    kept = submit(of(session, "anna"), command).proposal
    assert kept is not None
    return kept


def events(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Event)).one()


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        (RENAME, EventKind.CORRECTED),
        (
            Command(
                Verb.REPLAN,
                SubjectKind.MILESTONE,
                "m1",
                {"wording": "1 november 2026", "code": "input_awaited", "reason": "advies"},
            ),
            EventKind.REPLANNED,
        ),
        (
            Command(
                Verb.ACHIEVE,
                SubjectKind.MILESTONE,
                "d1",
                {"on": "2026-07-01", "evidence": "kst-1"},
            ),
            EventKind.ACHIEVED,
        ),
    ],
    ids=["a correction", "a re-plan", "closing a duty"],
)
def test_what_needs_four_eyes_waits_and_is_then_done_in_both_names(
    session: Session, command: Command, kind: EventKind
) -> None:
    before = current(session, command.kind, command.key)
    kept = proposed(session, command)
    assert current(session, command.kind, command.key) == before

    done = confirm(of(session, "bert"), kept.key, reason="klopt")

    event = events_of(session, done.id)[-1]
    assert (event.kind, event.actor) == (kind, "anna")
    assert f'"proposal":"{kept.key}","second_person":"bert"' in event.payload
    assert current(session, SubjectKind.PROPOSAL, kept.key).text("decision") == "confirmed"
    assert open_proposals(session) == []


def test_what_one_person_may_do_is_done_at_once(session: Session) -> None:
    command = Command(Verb.ADVANCE, SubjectKind.CLUSTER, "eems", {"event": "start_clusterplan"})

    outcome = submit(of(session, "anna"), command)

    assert outcome.proposal is None
    assert outcome.done is not None
    assert outcome.done.text("standing") == "clusterplan_in_opstelling"


def test_a_step_on_an_earlier_day_waits_too_and_a_reopening_after_it(session: Session) -> None:
    stopped = Command(
        Verb.ADVANCE,
        SubjectKind.CLUSTER,
        "eems",
        {"event": "stop", "reason": "op", "effective_on": "2026-07-02"},
    )
    later = START + timedelta(days=5)
    kept = submit(of(session, "anna", later), stopped).proposal
    assert kept is not None
    done = confirm(of(session, "bert", later), kept.key)
    assert done.text("standing") == "gestopt | laatste_stand=kandidaat"
    assert events_of(session, done.id)[-1].effective_on == date(2026, 7, 2)

    again = Command(Verb.REOPEN, SubjectKind.CLUSTER, "eems", {"reason": "toch door"})
    kept = submit(of(session, "anna", later), again).proposal
    assert kept is not None
    assert confirm(of(session, "bert", later), kept.key).text("standing") == "kandidaat"


def test_who_proposed_it_cannot_confirm_it(session: Session) -> None:
    kept = proposed(session)
    before = events(session)

    with pytest.raises(SecondPersonError, match="anna proposed it themselves"):
        confirm(of(session, "anna"), kept.key)

    assert events(session) == before


@pytest.mark.parametrize("name", ["dirk", "vreemde"])
def test_who_has_no_mandate_neither_confirms_nor_rejects(session: Session, name: str) -> None:
    kept = proposed(session)
    before = events(session)

    with pytest.raises(NotPermittedError):
        confirm(of(session, name), kept.key)
    with pytest.raises(NotPermittedError):
        reject(of(session, name), kept.key)

    assert events(session) == before


def test_who_lost_the_mandate_meanwhile_proposed_in_vain(session: Session) -> None:
    kept = proposed(session)
    withdraw(of(session, "beheer"), "anna-programme_manager")

    with pytest.raises(NotPermittedError, match="anna"):
        confirm(of(session, "bert"), kept.key)


def test_what_changed_since_is_not_confirmed(session: Session) -> None:
    kept = proposed(session)
    cluster = current(session, SubjectKind.CLUSTER, "eems")
    of(session, "bert").record(cluster, EventKind.AMENDED, {"projects_announced": 3})
    before = events(session)

    with pytest.raises(ConflictError, match=r"version 1.*version 2"):
        confirm(of(session, "bert"), kept.key)

    assert events(session) == before


@pytest.mark.parametrize(("day", "is_open"), [(LAST_DAY, True), (date(2026, 7, 16), False)])
def test_a_proposal_is_open_for_ten_working_days(
    session: Session, day: date, is_open: bool
) -> None:
    kept = proposed(session)

    assert kept.day("expires_on") == LAST_DAY
    if is_open:
        assert lapse(of(session, "klok", day)) == 0
        assert confirm(of(session, "bert", day), kept.key).text("title") == "Anders"
        return
    with pytest.raises(ProposalClosedError, match="lapsed on 2026-07-15"):
        confirm(of(session, "bert", day), kept.key)
    assert lapse(of(session, "klok", day)) == 1
    assert current(session, SubjectKind.PROPOSAL, kept.key).text("decision") == "lapsed"


@pytest.mark.parametrize("name", ["anna", "bert"])
def test_a_rejected_proposal_is_closed_and_nothing_is_done(session: Session, name: str) -> None:
    kept = proposed(session)

    reject(of(session, name), kept.key, reason="klopt toch")

    assert current(session, SubjectKind.CLUSTER, "eems").version == 1
    with pytest.raises(ProposalClosedError, match="rejected"):
        confirm(of(session, "bert"), kept.key)
    with pytest.raises(ProposalClosedError, match="rejected"):
        reject(of(session, "bert"), kept.key)


def test_what_would_be_refused_is_not_kept(session: Session) -> None:
    with pytest.raises(ReasonMissingError):
        submit(
            of(session, "anna"),
            Command(Verb.CORRECT, SubjectKind.CLUSTER, "eems", {"states": ["uitvoering"]}),
        )

    assert list(all_proposals(session)) == []


def test_a_proposal_that_is_not_there_says_so(session: Session) -> None:
    with pytest.raises(UnknownSubjectError):
        confirm(of(session, "bert"), "v0000000")


def test_the_same_proposed_twice_at_one_instant_has_two_keys(session: Session) -> None:
    first, second = proposed(session), proposed(session)

    assert second.key.startswith(first.key)
    assert first.key != second.key


def test_a_single_person_is_told_that_there_is_no_second(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "eems")

        done = submit(ledger, RENAME).done

        assert done is not None
        assert '"second_person":"none"' in events_of(session, done.id)[-1].payload
