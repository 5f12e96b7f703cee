"""What is marked reaches nobody without the right to it: secrets are planted and looked for."""

import logging
import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from flows.rehearsal import preview
from models.clock import morning_of
from models.ledger.writer import Ledger
from models.milestones import acts as milestones
from models.people.hand_over import hand_over
from models.storage.database import reading, transaction
from models.storage.records import Record
from models.storage.values import Value
from models.tables import Message
from models.vocabulary import Confidentiality, EventKind, Responsibility
from notifications import log
from notifications.acknowledgements import look_up
from notifications.deadlines import check_deadlines
from notifications.planning import plan_messages
from tests.factories import (
    a_calendar,
    a_cluster,
    a_contact,
    a_ledger,
    a_milestone,
    a_project,
    a_rulebook,
    an_assignment,
    an_organisation,
)

SECRET = "GEHEIM"
COMPANY, INTERNAL = Confidentiality.COMPANY_CONFIDENTIAL, Confidentiality.INTERNAL
PUBLIC = Confidentiality.PUBLIC
LATEST = date(2026, 9, 30)
DAYS = [date(2026, 9, 23), LATEST, LATEST + timedelta(days=1)]
WEB = "https://mijlpaal.example"


def _hidden(what: str, mark: Confidentiality) -> dict[str, Value]:
    secret = f"{SECRET} {mark} {what}"
    return {
        "title": secret,
        "title_en": secret,
        "source_words": secret,
        "source_place": secret,
        "confidentiality": mark,
    }


def _mark(ledger: Ledger, subject: Record, mark: Confidentiality) -> None:
    ledger.record(subject, EventKind.AMENDED, _hidden(subject.key, mark))


@pytest.fixture
def planted(engine: Engine) -> Engine:
    """Readers of each clearance, on open milestones with marked surroundings, and marked ones."""
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger)
        readers = [a_contact(ledger, f"lezer-{mark}", clearance=mark) for mark in Confidentiality]
        for mark in (INTERNAL, COMPANY):
            _plant(ledger, cluster, readers, mark)
    for day in DAYS:
        _run(engine, day)
    return engine


def _plant(ledger: Ledger, cluster: Record, readers: list[Record], mark: Confidentiality) -> None:
    project = a_project(ledger, cluster, f"project-{mark}", timeline=f"{SECRET} {mark} tijdlijn")
    chamber = an_organisation(ledger, f"kamer-{mark}", "parliament")
    open_one = a_milestone(
        ledger, project, f"open-{mark}", latest=LATEST, addressee=chamber, cluster_id=cluster.id
    )
    marked = a_milestone(ledger, cluster, f"dicht-{mark}", latest=LATEST)
    giver = a_contact(ledger, f"gever-{mark}", clearance=COMPANY)
    an_assignment(ledger, open_one, giver)
    receiver = a_contact(ledger, f"ontvanger-{mark}", clearance=Confidentiality.PUBLIC)
    for reader in readers:
        an_assignment(ledger, open_one, reader, Responsibility.ACCOUNTABLE)
        an_assignment(ledger, marked, reader)
    hand_over(ledger, giver.key, receiver.key, since=DAYS[0], reason=f"{SECRET} {mark} overdracht")
    for subject in (project, chamber, giver, marked):
        _mark(ledger, subject, mark)
    later = a_ledger(ledger.session, on=DAYS[0])
    milestones.forecast(later, marked.key, LATEST, reason=f"{SECRET} {mark} reden")
    milestones.forecast(later, open_one.key, LATEST)


def _run(engine: Engine, day: date) -> None:
    with transaction(engine) as session:
        now = morning_of(day)
        check_deadlines(session, today=day, now=now, calendar=a_calendar())
        plan_messages(session, today=day, now=now, rulebook=a_rulebook(), web_address=WEB)


def _told(engine: Engine) -> Iterator[tuple[Confidentiality, Message]]:
    """Yield each message with the clearance of its reader."""
    with reading(engine) as session:
        for message in session.exec(select(Message)):
            mark = message.address.partition("@")[0].removeprefix("lezer-")
            known = mark in set(Confidentiality)
            yield Confidentiality(mark) if known else Confidentiality.PUBLIC, message


def _beyond(clearance: Confidentiality) -> list[str]:
    return [f"{SECRET} {mark}" for mark in (INTERNAL, COMPANY) if mark not in clearance.readable()]


def test_no_message_says_what_its_reader_may_not_know(planted: Engine) -> None:
    told = list(_told(planted))

    assert len(told) >= 9
    for clearance, message in told:
        texts = f"{message.subject}{message.body_text}{message.body_html}"
        for secret in _beyond(clearance):
            assert secret not in texts, (clearance, message.kind)


def test_who_may_know_is_told(planted: Engine) -> None:
    texts = "".join(
        message.body_text for clearance, message in _told(planted) if clearance is COMPANY
    )

    for what in ("dicht-company_confidential", "project-company_confidential", "reden"):
        assert f"{SECRET} {COMPANY} {what}" in " ".join(texts.split())


def test_no_subject_line_names_anything(planted: Engine) -> None:
    assert not any(SECRET in message.subject for _, message in _told(planted))


def test_a_former_holder_who_is_secret_is_not_named(planted: Engine) -> None:
    taken_over = [message for _, message in _told(planted) if "U neemt" in message.body_text]

    assert len(taken_over) == 2
    assert not any("Eerst van" in message.body_text for message in taken_over)


def test_no_page_behind_a_link_says_it(planted: Engine) -> None:
    links = [
        (clearance, token)
        for clearance, message in _told(planted)
        for token in re.findall(rf"{WEB}/bevestig/(\S+)", message.body_text)
    ]

    assert len(links) >= 9
    with reading(planted) as session:
        for clearance, token in links:
            asked = look_up(session, token, today=DAYS[-1])
            for secret in _beyond(clearance):
                assert secret not in repr(asked)


def test_nothing_is_logged_of_it(planted: Engine, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        _run(planted, DAYS[-1] + timedelta(days=7))

    own = [each for each in caplog.records if not each.name.startswith("sqlalchemy")]
    assert not any(SECRET in str(vars(each)) for each in own)


def test_a_preview_shows_no_more_than_whoever_looks_may_see(planted: Engine) -> None:
    seen = preview(planted, a_rulebook(), f"lezer-{COMPANY}", DAYS[-1], INTERNAL)

    assert seen
    assert not any(f"{SECRET} {COMPANY}" in (message.text or "") for message in seen)
    assert any(message.text is None for message in seen)


def test_a_preview_gives_away_no_link(planted: Engine) -> None:
    seen = preview(planted, a_rulebook(), f"lezer-{Confidentiality.PUBLIC}", DAYS[-1], COMPANY)

    assert any("/bevestig/…" in (message.text or "") for message in seen)
    assert not any(re.search(r"/bevestig/\d", message.text or "") for message in seen)


def test_a_list_of_messages_names_no_title(planted: Engine) -> None:
    with reading(planted) as session:
        for day in DAYS:
            assert SECRET not in repr(log.messages_on(session, day))


def test_a_day_that_is_only_an_internal_target_is_told_to_nobody_outside(engine: Engine) -> None:
    target = LATEST + timedelta(days=1)
    with transaction(engine) as session:
        ledger = a_ledger(session)
        goal = a_milestone(
            ledger, a_cluster(ledger), latest=None, internal_target=target, bound=target
        )
        for mark in Confidentiality:
            an_assignment(ledger, goal, a_contact(ledger, f"lezer-{mark}", clearance=mark))

    _run(engine, date(2026, 9, 24))  # five working days before

    told = {clearance: message.body_text for clearance, message in _told(engine)}
    assert set(told) == set(Confidentiality)
    assert all(("1 oktober" in told[each]) == (each is not PUBLIC) for each in Confidentiality)
    assert "volgt geen uiterste dag" in " ".join(told[PUBLIC].split())
