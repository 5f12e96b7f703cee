"""Acknowledging by link: once, by whom it was sent to, as long as it is theirs."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from models.clock import morning_of
from models.errors import ForgedLinkError
from models.milestones.acts import achieve
from models.people.contacts import change, end
from models.people.hand_over import hand_over
from models.storage.database import reading, transaction
from models.storage.records import current
from models.tables import Event
from models.vocabulary import Confidentiality, EventKind, SubjectKind
from notifications.acknowledgements import Asked, LinkState, look_up, use
from notifications.links import VALID_FOR
from notifications.planning import plan_messages
from tests.factories import (
    a_contact,
    a_ledger,
    a_rulebook,
    an_absence,
)
from tests.notifications.days import FIVE_BEFORE, an_owned_milestone, messages, sweep

WEB = "https://mijlpaal.example"
NEXT_DAY = FIVE_BEFORE + timedelta(days=1)


@pytest.fixture
def token(engine: Engine) -> str:
    """The token of the link that ``eigenaar`` got about ``m1``, five working days before."""
    an_owned_milestone(engine)
    return _told(engine, FIVE_BEFORE)


def _told(engine: Engine, day: date) -> str:
    sweep(engine, day)
    with transaction(engine) as session:
        plan_messages(
            session, today=day, now=morning_of(day), rulebook=a_rulebook(), web_address=WEB
        )
    found = re.search(rf"^    {WEB}/bevestig/(\S+)$", messages(engine)[-1].body_text, re.MULTILINE)
    assert found
    return found[1]


def _looked_up(engine: Engine, token: str, today: date = NEXT_DAY) -> Asked:
    with reading(engine) as session:
        return look_up(session, token, today=today)


def _used(engine: Engine, token: str, day: date = NEXT_DAY) -> Asked:
    with transaction(engine) as session:
        return use(a_ledger(session, on=day, actor="web"), token)


def _acknowledged(engine: Engine) -> list[str]:
    query = select(Event.actor).where(col(Event.kind) == EventKind.ACKNOWLEDGED)
    with reading(engine) as session:
        return list(session.exec(query))


def test_looking_shows_what_would_be_acknowledged_and_changes_nothing(
    engine: Engine, token: str
) -> None:
    asked = _looked_up(engine, token)

    assert asked.state is LinkState.OPEN
    assert (asked.milestone, asked.title) == ("m1", "Mijlpaal m1")
    assert asked.function == "Functie eigenaar"
    assert _acknowledged(engine) == []


def test_using_it_is_an_event_of_the_contact(engine: Engine, token: str) -> None:
    asked = _used(engine, token)

    assert asked.state is LinkState.USED
    assert asked.used_on == NEXT_DAY
    assert _acknowledged(engine) == ["eigenaar"]


def test_using_it_twice_is_one_event(engine: Engine, token: str) -> None:
    _used(engine, token)

    asked = _used(engine, token, NEXT_DAY + timedelta(days=1))

    assert asked.used_on == NEXT_DAY
    assert _acknowledged(engine) == ["eigenaar"]


def test_an_acknowledgement_does_not_answer_what_is_told_later(engine: Engine, token: str) -> None:
    _used(engine, token)

    later = _told(engine, date(2026, 9, 30))

    assert _looked_up(engine, later, date(2026, 9, 30)).state is LinkState.OPEN


def test_after_thirty_days_it_is_too_old(engine: Engine, token: str) -> None:
    last_day = FIVE_BEFORE + VALID_FOR

    assert _looked_up(engine, token, last_day).state is LinkState.OPEN
    assert _looked_up(engine, token, last_day + timedelta(days=1)).state is LinkState.EXPIRED
    _used(engine, token, last_day + timedelta(days=1))
    assert _acknowledged(engine) == []


def test_a_link_of_a_day_to_come_does_nothing_yet(engine: Engine, token: str) -> None:
    day_before = FIVE_BEFORE - timedelta(days=1)

    assert _used(engine, token, day_before).state is LinkState.EARLY
    assert _acknowledged(engine) == []


def test_what_is_achieved_asks_nothing_more(engine: Engine, token: str) -> None:
    with transaction(engine) as session:
        achieve(a_ledger(session, on=NEXT_DAY), "m1", NEXT_DAY, evidence="Kamerstuk 1")

    assert _used(engine, token).state is LinkState.CLOSED
    assert _acknowledged(engine) == []


def test_whoever_handed_it_over_answers_for_it_no_more(engine: Engine, token: str) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session, on=FIVE_BEFORE)
        a_contact(ledger, "nieuw")
        hand_over(ledger, "eigenaar", "nieuw", since=NEXT_DAY, reason="andere baan")
        end(ledger, "eigenaar", FIVE_BEFORE, reason="andere baan")

    asked = _used(engine, token)

    assert asked.state is LinkState.WITHDRAWN
    assert (asked.milestone, asked.title, asked.wording) == (None, None, None)
    assert _acknowledged(engine) == []


def test_a_stand_in_answers_as_long_as_the_owner_is_away(engine: Engine) -> None:
    an_owned_milestone(engine)
    with transaction(engine) as session:
        ledger = a_ledger(session)
        owner = current(session, SubjectKind.CONTACT, "eigenaar")
        an_absence(ledger, owner, a_contact(ledger, "vervanger"), FIVE_BEFORE, NEXT_DAY)
    token = _told(engine, FIVE_BEFORE)

    back_on = NEXT_DAY + timedelta(days=1)
    assert _looked_up(engine, token, back_on).state is LinkState.WITHDRAWN
    assert _used(engine, token, NEXT_DAY).state is LinkState.USED
    assert _acknowledged(engine) == ["vervanger"]


def test_whoever_is_away_can_still_answer_what_they_were_told(engine: Engine, token: str) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        owner = current(session, SubjectKind.CONTACT, "eigenaar")
        an_absence(ledger, owner, a_contact(ledger, "vervanger"), NEXT_DAY, NEXT_DAY)

    assert _used(engine, token).state is LinkState.USED


def test_what_became_confidential_is_not_shown_by_an_older_link(engine: Engine, token: str) -> None:
    mark = {"confidentiality": Confidentiality.COMPANY_CONFIDENTIAL, "title": "GEHEIM"}
    with transaction(engine) as session:
        milestone = current(session, SubjectKind.MILESTONE, "m1")
        a_ledger(session).record(milestone, EventKind.AMENDED, mark)

    asked = _looked_up(engine, token)

    assert asked.state is LinkState.WITHDRAWN
    assert "GEHEIM" not in repr(asked)


def test_a_link_speaks_the_language_of_its_contact(engine: Engine, token: str) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        change(ledger, "eigenaar", {"language": "en"}, address_rule=lambda *_: None, reason="x")

    assert _looked_up(engine, token).language == "en"


def test_a_forged_link_is_refused(engine: Engine, token: str) -> None:
    with pytest.raises(ForgedLinkError):
        _looked_up(engine, token[:-1] + ("A" if token[-1] != "A" else "B"))


def test_without_a_web_address_no_message_holds_a_link(engine: Engine) -> None:
    an_owned_milestone(engine)
    sweep(engine, FIVE_BEFORE)
    with transaction(engine) as session:
        plan_messages(
            session, today=FIVE_BEFORE, now=morning_of(FIVE_BEFORE), rulebook=a_rulebook()
        )

    (message,) = messages(engine)
    assert "href" not in message.body_html
    assert "mijlpaal reminders acknowledge m1 --as eigenaar" in message.body_text
