"""A company and a province act on what is their own, and on nothing that is of others."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from models.access.naming import name_reader
from models.acts.mandates import give
from models.authority.roles import OF_THEIR_OWN, Mandates, Scope, mandates_on, roles_for
from models.authority.whose import KINDS, PARTIES, own_of
from models.clock import morning_of
from models.errors import NotPermittedError, NotTheirsError, Words
from models.lifecycles.bulk import advance_many
from models.lifecycles.lifecycle import advance
from models.milestones.acts import confirm, forecast
from models.storage.database import transaction
from models.storage.records import current
from models.vocabulary import EventKind, Role, SubjectKind
from tests.factories import START, a_ledger
from tests.parties import EXPECTED, OWN, parties

OURS, OTHERS = 1, 2
_OF_OURS = Scope(SubjectKind.PROJECT, frozenset(), OURS)
_OF_OTHERS = Scope(SubjectKind.PROJECT, frozenset(), OTHERS)
_BOTH = frozenset({Role.COMPANY, Role.PROGRAMME_MANAGER})


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Two companies and a province."""
    with transaction(engine) as session:
        parties(a_ledger(session))
        yield session


def test_an_organisations_own_is_what_it_takes_part_in_and_answers_for(session: Session) -> None:
    name_reader(
        session, "los", "alfa", named_by="alfa", now=morning_of(START)
    )  # to read, and no more

    own = {
        actor: frozenset(own_of(session, actor, START).values())
        for actor in ("anna", "bert", "piet", "gedeputeerde", "los", "manager", "alfa-directeur")
    }

    assert own == {
        "anna": OWN["alfa"],
        "bert": OWN["beta"],
        "piet": OWN["limburg"],
        "gedeputeerde": OWN["limburg"],  # the function itself, without anybody naming them
        "los": frozenset(),
        "manager": frozenset(),
        "alfa-directeur": OWN["alfa"],
    }
    later = START + timedelta(days=1)
    name_reader(
        session, "anna", "alfa", named_by="baas", now=morning_of(START), until=START, is_own=True
    )
    assert own_of(session, "anna", later) == {}


def test_a_party_does_to_its_own_what_it_may_not_do_to_what_is_of_others(
    session: Session,
) -> None:
    anna, reason = a_ledger(session, actor="anna"), "omdat het zo is"

    advance(anna, SubjectKind.PROJECT, "alfa-project", "maak_concreet", reason=reason)
    confirm(anna, "alfa-toegewezen")
    advance_many(anna, SubjectKind.COMPANY_TRACK, ["alfa-traject"], "stop", reason=reason)

    with pytest.raises(NotTheirsError) as refused:
        advance(anna, SubjectKind.PROJECT, "beta-project", "trek_in", reason=reason)
    assert refused.value.say("nl") == (
        "anna mag 'een stap zetten' als bedrijf alleen bij wat van de eigen organisatie is, en"
        " project 'beta-project' is van anderen. Bevoegd: de organisatie waarvan het is,"
        " programmamanager, beleidsmedewerker, clusterregisseur."
    )
    assert "authorised: the organisation whose it is" in refused.value.say("en").lower()
    for key in ("beta-over-project", "van-het-kabinet", "gevolgd", "overgedragen"):
        with pytest.raises(NotTheirsError):
            forecast(anna, key, EXPECTED)
    with pytest.raises(NotTheirsError):
        advance_many(
            anna, SubjectKind.COMPANY_TRACK, ["alfa-traject", "beta-traject"], "stop", reason=reason
        )
    for actor in ("anna", "piet"):
        for kind, key, event in (
            (SubjectKind.CLUSTER, "een", "stop"),
            (SubjectKind.REQUEST, "verzoek", "neem_in_onderzoek"),
        ):
            with pytest.raises(NotPermittedError, match="Authorised: programme manager"):
                advance(a_ledger(session, actor=actor), kind, key, event, reason=reason)


def test_who_also_has_another_role_acts_by_that_one(session: Session) -> None:
    give(a_ledger(session, actor="baas"), "anna", Role.POLICY_OFFICER)

    confirmed = confirm(a_ledger(session, actor="anna"), "beta-toegewezen")

    assert confirmed.day("forecast_confirmed_on") == START


def test_only_who_may_do_it_there_is_named_as_another_who_can(session: Session) -> None:
    mandates = mandates_on(session, START)
    subject = current(session, SubjectKind.PROJECT, "alfa-project")
    scope = Scope(subject.kind, frozenset({subject.number("cluster_id") or 0}), subject.id)
    roles = roles_for(EventKind.ADVANCED, SubjectKind.PROJECT)

    assert mandates.others("manager", roles, scope) == ["anna"]


@pytest.mark.parametrize(
    ("role", "scope", "may"),
    [
        (Role.COMPANY, _OF_OURS, True),
        (Role.COMPANY, _OF_OTHERS, False),
        (Role.COMPANY, Scope(SubjectKind.PROJECT, frozenset()), False),
        (Role.PROGRAMME_MANAGER, _OF_OTHERS, True),
        (Role.READER, _OF_OURS, False),
    ],
)
def test_a_partys_role_reaches_as_far_as_its_own(role: Role, scope: Scope, may: bool) -> None:
    mandates = Mandates(
        (("anna", role, None),), is_open=False, own_of=lambda _: {OURS: "project:ons"}
    )

    assert mandates.permits("anna", _BOTH, scope) is may


def test_whose_it_is_is_asked_only_where_a_partys_role_alone_permits() -> None:
    def asked(actor: str) -> dict[int, str]:
        raise AssertionError(actor)

    held = (("anna", Role.COMPANY, None), ("anna", Role.PROGRAMME_MANAGER, None))
    mandates = Mandates(held, is_open=False, own_of=asked)

    assert mandates.permits("anna", _BOTH, _OF_OTHERS)
    assert not mandates.permits("bert", _BOTH, _OF_OTHERS)
    assert not mandates.permits("anna", frozenset({Role.AUDITOR}), _OF_OTHERS)


def test_no_party_is_among_those_who_may_where_it_can_be_nobodys_own() -> None:
    for act in OF_THEIR_OWN:
        for kind in SubjectKind:
            assert bool(roles_for(act, kind) & PARTIES) is (kind in KINDS), (act, kind)


def test_a_refusal_names_nobody_where_only_parties_could() -> None:
    mandates = Mandates((("anna", Role.PROVINCE, None),), is_open=False, own_of=lambda _: {})
    scope = Scope(SubjectKind.CLUSTER, frozenset(), OURS)

    with pytest.raises(NotTheirsError, match=r"Authorised: nobody\."):
        mandates.require(
            "anna",
            frozenset({Role.PROVINCE}),
            scope,
            act=EventKind.ADVANCED,
            subject=Words("cluster 'eems'", "cluster 'eems'"),
        )
