"""Contacts: what they are, who may change what of them, and how they leave."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from models.acts import mandates
from models.errors import (
    InvalidAmendmentError,
    MijlpaalError,
    NotPermittedError,
    ReasonMissingError,
    StillHoldsError,
    UnknownSubjectError,
    Words,
)
from models.ledger.chain import events_of
from models.ledger.writer import Ledger
from models.people import contacts
from models.people.contacts import add, change, end, without_news_of
from models.storage.database import transaction
from models.storage.records import Record, current
from models.vocabulary import Role, SubjectKind
from tests.factories import a_cluster, a_contact, a_ledger, a_milestone, an_assignment

FIELDS = {"title": "Beleidsmedewerker", "address": "beleid@voorbeeld.example"}


def any_address(_contact: Words, _channel: str, _address: str) -> None:
    """Accept whatever address."""


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with transaction(engine) as opened:
        yield opened


def _added(ledger: Ledger, key: str = "beleid", **fields: str | None) -> Record:
    return add(ledger, key, {**FIELDS, **fields}, address_rule=any_address)


def _changed(ledger: Ledger, key: str = "beleid", **fields: str | None) -> Record:
    return change(ledger, key, fields, address_rule=any_address, reason="omdat")


def test_a_new_contact_is_told_in_dutch_by_mail_and_reads_what_is_internal(
    session: Session,
) -> None:
    contact = _added(a_ledger(session), digest_hour="9", valid_from="2026-09-01")

    assert contact.text("language") == "nl"
    assert contact.text("channel") == "email"
    assert contact.text("clearance") == "internal"
    assert contact.number("digest_hour") == 9
    assert contact.day("valid_from") == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", " ", "functie"),
        ("address", "", "adres"),
        ("language", "de", "mogelijk: nl, en"),
        ("clearance", "alles", "mogelijk: public"),
        ("person_role", "owner", "mogelijk: administrator"),
        ("digest_hour", "19", "7 t/m 18"),
        ("digest_hour", "6", "7 t/m 18"),
        ("digest_hour", "negen", "geheel getal"),
        ("valid_from", "morgen", "jjjj-mm-dd"),
        ("organisation_id", "999", "bestaat niet"),
        ("unwanted", "chemelot", "cluster:SLEUTEL"),
        ("unwanted", "contact:beleid", "cluster:SLEUTEL"),
        ("seed_digest", "x", "onbekend veld"),
    ],
)
def test_what_a_contact_cannot_be_is_refused_with_what_it_can(
    session: Session, field: str, value: str, said: str
) -> None:
    with pytest.raises(InvalidAmendmentError) as refused:
        _added(a_ledger(session), **{field: value})

    assert said in refused.value.say("nl")


def test_a_period_ends_after_it_begins(session: Session) -> None:
    with pytest.raises(InvalidAmendmentError, match="before 2026-09-01"):
        _added(a_ledger(session), valid_from="2026-09-01", valid_until="2026-08-31")


def test_a_key_is_given_once(session: Session) -> None:
    ledger = a_ledger(session)
    _added(ledger)

    with pytest.raises(InvalidAmendmentError, match="exists already"):
        _added(ledger)


@pytest.mark.parametrize("key", ["", "Minister", "a b", "a_b", "-a", "a\n", "é", "a/b"])
def test_a_key_can_be_typed_by_anybody(session: Session, key: str) -> None:
    with pytest.raises(InvalidAmendmentError, match="hyphens"):
        _added(a_ledger(session), key)


def test_the_rule_for_addresses_sees_the_channel_that_results(session: Session) -> None:
    ledger, seen = a_ledger(session), list[tuple[str, str]]()
    _added(ledger)

    change(
        ledger,
        "beleid",
        {"channel": "webhook"},
        address_rule=lambda _, channel, address: seen.append((channel, address)),
        reason="zaaksysteem",
    )

    assert seen == [("webhook", "beleid@voorbeeld.example")]


def test_a_change_is_an_event_with_before_and_after(session: Session) -> None:
    ledger = a_ledger(session)
    contact = _added(ledger)

    _changed(ledger, language="en")

    event = list(events_of(session, contact.id))[-1]
    assert '"before":{"language":"nl"}' in event.payload
    assert event.reason == "omdat"


def test_a_change_that_changes_nothing_is_refused(session: Session) -> None:
    ledger = a_ledger(session)
    _added(ledger)

    with pytest.raises(InvalidAmendmentError, match="says already"):
        _changed(ledger, language="nl")


def test_somebody_else_gives_a_reason(session: Session) -> None:
    ledger = a_ledger(session)
    _added(ledger)

    with pytest.raises(ReasonMissingError):
        change(ledger, "beleid", {"language": "en"}, address_rule=any_address)


# --- who may ---------------------------------------------------------------------------------


@pytest.fixture
def office(session: Session) -> Session:
    """An administrator, a programme manager, and a contact without any mandate."""
    ledger = a_ledger(session, actor="anna")
    mandates.give(ledger, "anna", Role.ADMINISTRATOR)
    mandates.give(ledger, "bert", Role.PROGRAMME_MANAGER)
    _added(ledger)
    return session


def test_only_an_administrator_gives_clearance(office: Session) -> None:
    with pytest.raises(NotPermittedError, match="clearance"):
        _changed(a_ledger(office, actor="bert"), clearance="company_confidential")
    with pytest.raises(NotPermittedError, match="clearance"):
        _added(a_ledger(office, actor="bert"), "ander", clearance="public")

    changed = _changed(a_ledger(office, actor="anna"), clearance="company_confidential")

    assert changed.text("clearance") == "company_confidential"


def test_a_programme_manager_may_change_the_rest(office: Session) -> None:
    changed = _changed(a_ledger(office, actor="bert"), address="nieuw@voorbeeld.example")

    assert changed.text("address") == "nieuw@voorbeeld.example"


@pytest.mark.parametrize(("field", "value"), [("language", "en"), ("digest_hour", "8")])
def test_a_contact_says_itself_how_it_is_told(office: Session, field: str, value: str) -> None:
    own = a_ledger(office, actor="beleid")

    changed = change(own, "beleid", {field: value}, address_rule=any_address)

    assert str(changed.values[field]) == value


@pytest.mark.parametrize(("field", "value"), [("address", "x@y.example"), ("title", "Minister")])
def test_a_contact_does_not_say_who_or_where_it_is(office: Session, field: str, value: str) -> None:
    with pytest.raises(NotPermittedError):
        _changed(a_ledger(office, actor="beleid"), **{field: value})


def test_clearance_is_not_had_by_correction_either(office: Session) -> None:
    from models.acts.corrections import correct

    with pytest.raises(MijlpaalError, match="contact change"):
        correct(
            a_ledger(office, actor="bert"),
            SubjectKind.CONTACT,
            "beleid",
            fields={"clearance": "company_confidential"},
            reason="zomaar",
        )


# --- news that is not wanted -----------------------------------------------------------------


def test_what_is_unwanted_must_exist(session: Session) -> None:
    with pytest.raises(UnknownSubjectError):
        _added(a_ledger(session), unwanted="cluster:nergens")


def test_unwanted_news_is_added_and_taken_back(session: Session) -> None:
    ledger = a_ledger(session)
    a_cluster(ledger, "een")
    a_cluster(ledger, "twee")
    contact = _added(ledger, unwanted="cluster:een")

    more = _changed(ledger, unwanted=without_news_of(contact, ["cluster:twee", "cluster:een"], []))
    assert contacts.unwanted_of(more) == ("cluster:een", "cluster:twee")

    none = _changed(ledger, unwanted=without_news_of(more, [], ["cluster:een", "cluster:twee"]))
    assert none.text("unwanted") is None


# --- leaving ---------------------------------------------------------------------------------


def test_who_holds_an_open_milestone_cannot_leave(session: Session) -> None:
    ledger = a_ledger(session)
    an_assignment(ledger, a_milestone(ledger, a_cluster(ledger)), a_contact(ledger, "beleid"))

    with pytest.raises(StillHoldsError) as refused:
        end(ledger, "beleid", date(2026, 9, 30), reason="andere baan")

    assert "m1" in refused.value.say("nl")
    assert "hand-over beleid OPVOLGER --from 2026-10-01" in refused.value.say("nl")


def test_who_holds_nothing_any_more_leaves(session: Session) -> None:
    ledger = a_ledger(session)
    an_assignment(
        ledger,
        a_milestone(ledger, a_cluster(ledger)),
        a_contact(ledger, "beleid"),
        valid_until=date(2026, 9, 30),
    )

    ended = end(ledger, "beleid", date(2026, 9, 30), reason="andere baan")

    assert ended.day("valid_until") == date(2026, 9, 30)
    assert current(session, SubjectKind.CONTACT, "beleid").version == 2
