"""Who is away and who hears instead; a chain of stand-ins never comes round."""

from datetime import date

import pytest
from sqlalchemy import Engine

from models.acts.mandates import give
from models.errors import InvalidAmendmentError, NotPermittedError, UnknownSubjectError
from models.ledger.writer import Ledger
from models.people.absences import Away, absences, be_absent, be_back, hearer
from models.storage.database import reading, transaction
from models.vocabulary import Role
from tests.factories import a_contact, a_ledger

FIRST, LAST = date(2026, 8, 3), date(2026, 8, 21)


def some_contacts(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        for key in ("een", "twee", "drie"):
            a_contact(ledger, key)


def away(ledger: Ledger, who: str, by: str, first: date = FIRST, last: date = LAST) -> None:
    be_absent(ledger, who, first=first, last=last, replaced_by=by)


def test_an_absence_is_kept_with_who_hears_meanwhile(engine: Engine) -> None:
    some_contacts(engine)
    with transaction(engine) as session:
        away(a_ledger(session), "een", "twee")

    with reading(engine) as session:
        assert absences(session) == [Away("een-2026-08-03", "een", "twee", FIRST, LAST)]


@pytest.mark.parametrize(
    "earlier,who,by",
    [
        ([], "een", "een"),
        ([("twee", "een")], "een", "twee"),
        ([("twee", "drie"), ("drie", "een")], "een", "twee"),
    ],
)
def test_stand_ins_that_come_round_are_refused(
    engine: Engine, earlier: list[tuple[str, str]], who: str, by: str
) -> None:
    some_contacts(engine)
    with transaction(engine) as session:
        ledger = a_ledger(session)
        for each, other in earlier:
            away(ledger, each, other)

        with pytest.raises(InvalidAmendmentError, match=f"{who} → {by}"):
            away(ledger, who, by)


def test_two_may_stand_in_for_each_other_at_different_times(engine: Engine) -> None:
    some_contacts(engine)
    with transaction(engine) as session:
        ledger = a_ledger(session)
        away(ledger, "een", "twee")
        away(ledger, "twee", "een", date(2026, 8, 22), date(2026, 9, 4))

        assert len(absences(session)) == 2


@pytest.mark.parametrize(
    "first,last,said",
    [
        (LAST, FIRST, "before"),
        (date(2026, 6, 1), date(2026, 6, 30), "past"),
    ],
)
def test_days_that_cannot_be_are_refused(
    engine: Engine, first: date, last: date, said: str
) -> None:
    some_contacts(engine)
    with transaction(engine) as session, pytest.raises(InvalidAmendmentError, match=said):
        away(a_ledger(session), "een", "twee", first, last)


def test_nobody_is_away_twice_at_once(engine: Engine) -> None:
    some_contacts(engine)
    with transaction(engine) as session:
        ledger = a_ledger(session)
        away(ledger, "een", "twee")

        with pytest.raises(InvalidAmendmentError, match="een-2026-08-03"):
            away(ledger, "een", "drie", LAST, date(2026, 9, 1))
        with pytest.raises(UnknownSubjectError):
            away(ledger, "twee", "niemand")


def test_who_is_back_early_was_away_until_yesterday(engine: Engine) -> None:
    some_contacts(engine)
    with transaction(engine) as session:
        away(a_ledger(session), "een", "twee")
        be_back(a_ledger(session, on=date(2026, 8, 10)), "een")

        (absence,) = absences(session)
        assert absence.last == date(2026, 8, 9)
        with pytest.raises(InvalidAmendmentError, match="not away"):
            be_back(a_ledger(session, on=date(2026, 8, 10)), "een")


def test_an_absence_that_is_called_off_never_was_and_can_be_planned_again(engine: Engine) -> None:
    some_contacts(engine)
    with transaction(engine) as session:
        ledger = a_ledger(session)
        away(ledger, "een", "twee")
        be_back(ledger, "een")
        assert absences(session) == []

        away(ledger, "een", "drie")

        assert [each.key for each in absences(session)] == ["een-2026-08-03-2"]


def test_who_keeps_no_contacts_sends_nobody_away(engine: Engine) -> None:
    some_contacts(engine)
    with transaction(engine) as session:
        give(a_ledger(session), "anna", Role.ADMINISTRATOR)
        give(a_ledger(session, actor="anna"), "bert", Role.POLICY_OFFICER)

        with pytest.raises(NotPermittedError):
            away(a_ledger(session, actor="bert"), "een", "twee")


def test_a_chain_is_followed_to_who_is_there() -> None:
    known = [
        Away("a", "een", "twee", FIRST, LAST),
        Away("b", "twee", "drie", FIRST, date(2026, 8, 7)),
    ]

    assert hearer(known, "een", FIRST) == "drie"
    assert hearer(known, "een", LAST) == "twee"
    assert hearer(known, "een", date(2026, 8, 22)) == "een"
    assert hearer(known, "drie", FIRST) == "drie"
