"""Giving and withdrawing mandates, so that somebody can always give the next."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from models.acts.mandates import all_mandates, give, withdraw
from models.authority.roles import mandates_on
from models.errors import InvalidAmendmentError, NotPermittedError, UnknownSubjectError
from models.storage.database import transaction
from models.vocabulary import Role
from tests.factories import START, a_cluster, a_ledger, a_project

ADMINISTRATOR, MANAGER, READER = Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER, Role.READER
TOMORROW = START + timedelta(days=1)


def test_while_nobody_has_a_mandate_everybody_may_do_everything(engine: Engine) -> None:
    with transaction(engine) as session:
        assert a_cluster(a_ledger(session, actor="wie dan ook")).version == 1


@pytest.mark.parametrize(
    ("role", "limit"),
    [
        (MANAGER, {}),
        (ADMINISTRATOR, {"cluster": "eems"}),
        (ADMINISTRATOR, {"valid_until": TOMORROW}),
        (ADMINISTRATOR, {"valid_from": TOMORROW}),
    ],
)
def test_the_first_mandate_is_that_of_a_lasting_administrator(
    engine: Engine, role: Role, limit: dict[str, object]
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "eems")

        with pytest.raises(InvalidAmendmentError, match="first give an administrator"):
            give(ledger, "anna", role, **limit)  # type: ignore[arg-type]

        assert all_mandates(session) == []


@pytest.mark.parametrize("name", ["", "  "])
def test_a_mandate_is_somebodys(engine: Engine, name: str) -> None:
    with transaction(engine) as session, pytest.raises(InvalidAmendmentError, match="somebody"):
        give(a_ledger(session), name, ADMINISTRATOR)


def test_a_mandate_does_not_end_before_it_begins(engine: Engine) -> None:
    with transaction(engine) as session, pytest.raises(InvalidAmendmentError, match="before"):
        give(a_ledger(session), "anna", READER, valid_from=TOMORROW, valid_until=START)


def test_a_mandate_in_a_cluster_that_is_not_there_is_refused(engine: Engine) -> None:
    with transaction(engine) as session:
        give(a_ledger(session), "tester", ADMINISTRATOR)

        with pytest.raises(UnknownSubjectError):
            give(a_ledger(session), "anna", MANAGER, cluster="nergens")


def test_only_an_administrator_gives_and_withdraws(engine: Engine) -> None:
    with transaction(engine) as session:
        give(a_ledger(session), "tester", ADMINISTRATOR)
        mine = give(a_ledger(session), "anna", MANAGER)

        with pytest.raises(NotPermittedError, match="administrator"):
            give(a_ledger(session, actor="anna"), "bert", MANAGER)
        with pytest.raises(NotPermittedError, match="administrator"):
            withdraw(a_ledger(session, actor="anna"), mine.key)


def test_a_withdrawn_mandate_holds_no_more_and_can_be_given_again(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        give(ledger, "tester", ADMINISTRATOR)
        first = give(ledger, "Anna Bakker", MANAGER)

        withdraw(ledger, first.key, reason="andere functie")
        with pytest.raises(NotPermittedError):
            a_cluster(a_ledger(session, actor="Anna Bakker"))
        second = give(ledger, "Anna Bakker", MANAGER)

        assert (first.key, second.key) == (
            "anna-bakker-programme_manager",
            "anna-bakker-programme_manager-2",
        )
        assert a_cluster(a_ledger(session, actor="Anna Bakker")).version == 1


@pytest.mark.parametrize(
    "limit",
    [{"cluster": "eems"}, {"valid_until": TOMORROW}, {"valid_from": TOMORROW}],
    ids=["one cluster only", "until tomorrow", "from tomorrow"],
)
def test_the_last_who_can_always_give_mandates_stays(
    engine: Engine, limit: dict[str, object]
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "eems")
        last = give(ledger, "tester", ADMINISTRATOR)
        limited = give(ledger, "anna", ADMINISTRATOR, **limit)  # type: ignore[arg-type]

        with pytest.raises(InvalidAmendmentError, match="last administrator"):
            withdraw(ledger, last.key)
        withdraw(ledger, limited.key)

        give(ledger, "bert", ADMINISTRATOR)
        withdraw(ledger, last.key)
        assert {who for who, _, _ in mandates_on(session, START).held} == {"bert"}


def test_a_mandate_in_one_cluster_does_not_reach_into_another(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        here, there = a_cluster(ledger, "hier"), a_cluster(ledger, "daar")
        give(ledger, "tester", ADMINISTRATOR)
        give(ledger, "anna", Role.POLICY_OFFICER, cluster="hier")
        anna = a_ledger(session, actor="anna")

        assert a_project(anna, here, "kraker").version == 1
        with pytest.raises(NotPermittedError):
            a_project(anna, there, "oven")


@pytest.mark.parametrize(
    ("day", "holds"), [(START, False), (TOMORROW, True), (date(2026, 7, 3), False)]
)
def test_a_mandate_holds_from_its_first_to_its_last_day(
    engine: Engine, day: date, holds: bool
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        give(ledger, "tester", ADMINISTRATOR)
        give(ledger, "anna", MANAGER, valid_from=TOMORROW, valid_until=TOMORROW)

        assert ("anna" in {who for who, _, _ in mandates_on(session, day).held}) is holds
