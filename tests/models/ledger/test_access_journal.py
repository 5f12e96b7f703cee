"""The access journal: what is decided on access leaves an event that stays, in one whole chain."""

import json
import threading
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from models.access.accounts import Vouched, let_in, recognise, revoke
from models.access.grants import Granted, replace_grants
from models.access.login_links import make_link, use_link
from models.access.naming import name_reader, unname_reader
from models.access.secret import digest_of
from models.access.tokens import make_token, revoke_token
from models.access.visits import begin_visit, end_visits
from models.clock import morning_of
from models.ledger.access_journal import verify_access_journal
from models.reading.marking import mark_field
from models.storage.database import reading, transaction, trial
from models.tables import AccessEvent
from models.vocabulary import (
    AccessKind,
    Confidentiality,
    Language,
    Role,
    SubjectKind,
)
from reports.feed import subscriptions
from tests.factories import START, a_cluster, a_ledger, an_organisation
from tests.tampering import tamper

NOW = morning_of(START)
ISSUER = "https://login.example"


def test_everything_that_is_decided_on_access_leaves_an_event(engine: Engine) -> None:
    with transaction(engine) as session:
        secrets = _everything(session)

    events = _events(engine)
    assert {event.kind for event in events} == {str(each) for each in AccessKind}
    assert {event.recorded_at for event in events} == {NOW}
    assert [event.sequence for event in events] == list(range(1, len(events) + 1))
    written = json.dumps([event.model_dump(mode="json") for event in events])
    assert not [each for each in secrets if each in written or digest_of(each) in written]
    with reading(engine) as session:
        assert list(verify_access_journal(session)) == []


def test_an_event_says_who_whom_and_what_was_so_before(engine: Engine) -> None:
    until = START + timedelta(days=9)
    with transaction(engine) as session:
        an_organisation(a_ledger(session), "bedrijf")
        name_reader(session, "anna", "bedrijf", named_by="baas", now=NOW)
        name_reader(session, "anna", "bedrijf", named_by="baas", now=NOW, until=until)

    _, changed = _events(engine)
    assert (changed.kind, changed.actor, changed.about, changed.what) == (
        "reader_named",
        "baas",
        "anna",
        "bedrijf",
    )
    assert json.loads(changed.payload) == {
        "before": {"is_own": False, "until": None},
        "after": {"is_own": False, "until": until.isoformat()},
    }


def test_taking_the_mark_of_a_field_away_stays_known(engine: Engine) -> None:
    with transaction(engine) as session:
        a_cluster(a_ledger(session))
        for mark in (Confidentiality.INTERNAL, Confidentiality.PUBLIC, Confidentiality.PUBLIC):
            _mark(session, mark)

    marks = [json.loads(event.payload)["after"]["confidentiality"] for event in _events(engine)]
    assert marks == ["internal", None]  # what was public already is no decision


def test_a_login_that_changes_nothing_leaves_no_event(engine: Engine) -> None:
    granted = Granted(frozenset({(Role.READER, None)}))
    with transaction(engine) as session:
        for _ in range(3):
            account = recognise(session, _vouched("Anna"), now=NOW)
            replace_grants(session, account.actor, granted, by=ISSUER, now=NOW)
            begin_visit(session, account.actor, now=NOW)

    assert [event.kind for event in _events(engine)] == ["account_made", "roles_granted"]


def test_what_is_rolled_back_leaves_no_event(engine: Engine) -> None:
    with trial(engine) as session:
        make_link(session, "anna", by="baas", now=NOW)

    assert _events(engine) == []


def test_of_those_who_decide_at_once_no_event_is_lost(engine: Engine) -> None:
    def let_some_in(who: int) -> None:
        for number in range(5):
            with transaction(engine) as session:
                make_token(
                    session, f"p{who}-{number}", "proef", by=f"baas{who}", now=NOW, until=START
                )

    rivals = [threading.Thread(target=let_some_in, args=(who,)) for who in range(4)]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()

    assert len(_events(engine)) == 4 * 5 * 2  # an account and a token each
    with reading(engine) as session:
        assert list(verify_access_journal(session)) == []


@pytest.mark.parametrize(
    "statement", ["UPDATE accessevent SET actor = 'x'", "DELETE FROM accessevent"]
)
def test_the_database_itself_refuses_to_change_the_journal(engine: Engine, statement: str) -> None:
    with transaction(engine) as session:
        let_in(session, "anna", by="baas", now=NOW)

    with pytest.raises(DBAPIError, match="append-only"), transaction(engine) as session:
        session.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "sequence", "problem"),
    [
        ("UPDATE accessevent SET actor = 'ander' WHERE sequence = 2", 2, "the content"),
        ("UPDATE accessevent SET subject_id = NULL WHERE sequence = 4", 4, "the content"),
        ("DELETE FROM accessevent WHERE sequence = 3", 4, "does not follow"),
        ("DELETE FROM accessevent WHERE sequence = 1", 2, "does not follow"),
    ],
    ids=["another actor", "another row", "one gone from the middle", "the first one gone"],
)
def test_what_was_changed_in_the_journal_is_named(
    engine: Engine, statement: str, sequence: int, problem: str
) -> None:
    with transaction(engine) as session:
        an_organisation(a_ledger(session), "bedrijf")
        make_link(session, "anna", by="baas", now=NOW)
        revoke(session, "anna", by="baas", now=NOW)
        name_reader(session, "anna", "bedrijf", named_by="baas", now=NOW)

    tamper(engine, statement)

    with reading(engine) as session:
        first, *_ = verify_access_journal(session)
    assert first.sequence == sequence
    assert first.problem.en.startswith(problem)


def _everything(session: Session) -> list[str]:
    """Decide everything that can be decided; return the secrets that were made on the way."""
    ledger = a_ledger(session, at=NOW)
    cluster = a_cluster(ledger)
    an_organisation(ledger, "bedrijf")
    link = make_link(session, "bert", by="baas", now=NOW)
    visit = begin_visit(session, use_link(session, link, now=NOW), now=NOW)
    end_visits(session, "bert", [digest_of(visit)], by="baas", now=NOW)
    token = make_token(session, "bert", "proef", by="baas", now=NOW, until=START)
    revoke_token(session, token.key, by="baas", now=NOW)
    revoke(session, "bert", by="baas", now=NOW)
    let_in(session, "bert", by="baas", now=NOW)
    recognise(session, _vouched("Anna"), now=NOW)
    recognise(session, _vouched("Anna B."), now=NOW)
    granted = Granted(frozenset({(Role.CLUSTER_DIRECTOR, cluster.id)}))
    replace_grants(session, "anna", granted, by=ISSUER, now=NOW)
    name_reader(session, "anna", "bedrijf", named_by="baas", now=NOW)
    unname_reader(session, "anna", "bedrijf", by="baas", now=NOW)
    _mark(session, Confidentiality.INTERNAL)
    feed, address = subscriptions.subscribe(
        ledger, cluster, audience=Confidentiality.PUBLIC, language=Language.NL
    )
    subscriptions.revoke(ledger, feed.number)
    return [link, visit, token.secret, address]


def _mark(session: Session, mark: Confidentiality) -> None:
    mark_field(
        session, SubjectKind.CLUSTER, "voorbeeld", "source_words", mark, actor="baas", now=NOW
    )


def _vouched(name: str) -> Vouched:
    return Vouched(ISSUER, "s-1", "anna", name)


def _events(engine: Engine) -> list[AccessEvent]:
    with reading(engine) as session:
        query = select(AccessEvent).order_by(col(AccessEvent.sequence))
        return list(session.exec(query))
