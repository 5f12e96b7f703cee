"""Who may do what to which kind of subject, and where; no database is needed to know it."""

from datetime import date

import pytest
from sqlalchemy import Engine

from models.acts.mandates import give
from models.authority.consent import ALONE, NOTHING, Persons, consent
from models.authority.roles import AUTHORITY, FOUR_EYES, Mandates, Scope, mandates_on, roles_for
from models.errors import NotPermittedError, SecondPersonError, Words
from models.storage.database import transaction
from models.vocabulary import EventKind, Role, SubjectKind
from tests.factories import START, a_ledger

HERE, THERE = 1, 2
MANAGER, READER = Role.PROGRAMME_MANAGER, Role.READER
IN_HERE = Scope(SubjectKind.CLUSTER, frozenset({HERE}))
EVERYWHERE = Mandates((("anna", MANAGER, None),), is_open=False)
ONLY_HERE = Mandates((("anna", MANAGER, HERE), ("bert", MANAGER, THERE)), is_open=False)


def test_every_act_is_somebodys_to_do_and_never_a_readers_or_an_auditors() -> None:
    assert set(AUTHORITY) == set(EventKind)
    assert all(roles and not roles & {Role.READER, Role.AUDITOR} for roles in AUTHORITY.values())


def test_what_mends_the_record_needs_four_eyes() -> None:
    assert {EventKind.CORRECTED, EventKind.BACKDATED, EventKind.REOPENED} < FOUR_EYES


@pytest.mark.parametrize(
    ("mandates", "actor", "scope", "may"),
    [
        (EVERYWHERE, "anna", IN_HERE, True),
        (EVERYWHERE, "bert", IN_HERE, False),
        (ONLY_HERE, "anna", IN_HERE, True),
        (ONLY_HERE, "bert", IN_HERE, False),
        (ONLY_HERE, "anna", Scope(SubjectKind.ORGANISATION, frozenset()), False),
        (Mandates((), is_open=True), "bert", IN_HERE, True),
        (Mandates((), is_open=False), "anna", IN_HERE, False),
    ],
)
def test_a_mandate_reaches_as_far_as_its_cluster(
    mandates: Mandates, actor: str, scope: Scope, may: bool
) -> None:
    assert mandates.permits(actor, frozenset({MANAGER}), scope) is may


def test_who_has_no_mandate_is_told_which_roles_have() -> None:
    who = Words("cluster 'eems'", "cluster 'eems'")

    with pytest.raises(NotPermittedError, match=r"carla .* Authorised: programme manager"):
        EVERYWHERE.require(
            "carla", frozenset({MANAGER}), IN_HERE, act=EventKind.REPLANNED, subject=who
        )


@pytest.mark.parametrize(
    ("kind", "narrowed", "roles"),
    [
        (SubjectKind.MANDATE, (), {Role.ADMINISTRATOR}),
        (SubjectKind.CONTACT, (), {Role.ADMINISTRATOR, MANAGER}),
        (SubjectKind.CLUSTER, ("province",), {Role.PROVINCE}),
    ],
)
def test_administration_is_not_for_those_whom_it_binds_and_a_life_cycle_can_narrow(
    kind: SubjectKind, narrowed: tuple[str, ...], roles: set[Role]
) -> None:
    assert roles_for(EventKind.AMENDED, kind, narrowed) == roles


def test_without_any_mandate_everything_is_open_and_with_one_it_is_not(engine: Engine) -> None:
    with transaction(engine) as session:
        assert mandates_on(session, START).is_open

        give(a_ledger(session), "tester", Role.ADMINISTRATOR)

        assert not mandates_on(session, START).is_open
        assert not mandates_on(session, date(2020, 1, 1)).is_open


@pytest.mark.parametrize(
    ("persons", "said"),
    [
        (Persons("anna", is_exempt=True), NOTHING),
        (Persons("anna", is_trial=True), NOTHING),
        (Persons("anna", "bert"), NOTHING),
        (Persons("gerda"), None),
        (Persons("anna"), None),
        (Persons("anna", "dirk"), None),
    ],
)
def test_four_eyes_are_asked_for_where_there_are_four(
    engine: Engine, persons: Persons, said: object
) -> None:
    with transaction(engine) as session:
        give(a_ledger(session), "tester", Role.ADMINISTRATOR)
        for name, role in (("anna", MANAGER), ("bert", MANAGER), ("dirk", READER)):
            give(a_ledger(session), name, role)
        act, places = EventKind.CORRECTED, {"eems": IN_HERE}

        if said is None:
            with pytest.raises((SecondPersonError, NotPermittedError)):
                consent(session, START, persons, act, places, four_eyes=True)
        else:
            assert consent(session, START, persons, act, places, four_eyes=True) is said


def test_who_is_the_only_one_acts_alone_and_it_is_said(engine: Engine) -> None:
    with transaction(engine) as session:
        give(a_ledger(session), "tester", Role.ADMINISTRATOR)
        give(a_ledger(session), "anna", MANAGER)
        places = {"eems": IN_HERE}

        said = consent(session, START, Persons("anna"), EventKind.CORRECTED, places, four_eyes=True)

    assert said is ALONE
