"""Whose milestones stand in a feed, and who may make, see and close one."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from models.acts.mandates import give
from models.errors import FeedMissingError, ForgedLinkError, NotPermittedError
from models.milestones.acts import achieve, forecast
from models.people.contacts import change, end
from models.storage.database import reading, transaction
from models.storage.records import Record, current
from models.tables import Feed
from models.vocabulary import (
    Confidentiality,
    EventKind,
    Language,
    Responsibility,
    Role,
    SubjectKind,
)
from reports.feed.entries import CLOSED_STAYS_FOR
from reports.feed.opening import (
    Freshness,
    calendar_of,
    freshness_of,
    open_subject,
    open_subscription,
)
from reports.feed.subscriptions import look_up, revoke, subscribe, subscriptions
from tests.factories import (
    START,
    a_calendar,
    a_cluster,
    a_contact,
    a_ledger,
    a_milestone,
    an_assignment,
    an_organisation,
)
from tests.reports.feed.readers import Found, by_vobject

TODAY = date(2026, 9, 1)
LATEST = date(2026, 9, 30)
SECRET = "GEHEIM-7f3a"
PUBLIC, INTERNAL = Confidentiality.PUBLIC, Confidentiality.INTERNAL


@pytest.fixture
def small(engine: Engine) -> Engine:
    """Two clusters and a milestone of each; ``eigenaar`` owns the first."""
    with transaction(engine) as session:
        ledger = a_ledger(session)
        one, other = a_cluster(ledger), a_cluster(ledger, "ander")
        milestone = a_milestone(ledger, one, latest=LATEST)
        an_assignment(ledger, milestone, a_contact(ledger, "eigenaar"))
        a_milestone(ledger, other, "m2", latest=LATEST)
    return engine


def feed_of(
    engine: Engine,
    key: str = "voorbeeld",
    *,
    audience: Confidentiality = INTERNAL,
    day: date = TODAY,
) -> bytes:
    """Return the calendar of a cluster, or of the contact."""
    kind = SubjectKind.CONTACT if key == "eigenaar" else SubjectKind.CLUSTER
    with reading(engine) as session:
        opened = open_subject(current(session, kind, key), audience, Language.NL, day)
        assert opened is not None
        return calendar_of(session, opened, a_calendar())


def events(engine: Engine, key: str = "voorbeeld", **how: object) -> list[Found]:
    return by_vobject(feed_of(engine, key, **how))  # type: ignore[arg-type]


def keys(found: list[Found]) -> list[str]:
    return [each.description.splitlines()[-1].strip("[]") for each in found]


def a_feed(engine: Engine, key: str = "voorbeeld", actor: str = "tester") -> str:
    """Make a feed; return its token."""
    kind = SubjectKind.CONTACT if key == "eigenaar" else SubjectKind.CLUSTER
    with transaction(engine) as session:
        ledger = a_ledger(session, actor=actor)
        subject = current(session, kind, key)
        return subscribe(ledger, subject, audience=INTERNAL, language=Language.NL)[1]


def opens(engine: Engine, token: str, day: date = TODAY) -> bool:
    with reading(engine) as session:
        return open_subscription(session, look_up(session, token), day) is not None


# --- whose -----------------------------------------------------------------------------------


def test_a_cluster_has_its_own_milestones_and_those_of_the_whole_programme(small: Engine) -> None:
    with transaction(small) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, an_organisation(ledger, "kabinet"), "m3", latest=LATEST)

    assert keys(events(small)) == ["m1", "m3"]


def test_a_contact_has_what_it_answers_for_and_nothing_else(small: Engine) -> None:
    assert keys(events(small, "eigenaar")) == ["m1"]


def test_what_passed_to_another_leaves_the_calendar(small: Engine) -> None:
    with transaction(small) as session:
        held = current(session, SubjectKind.ASSIGNMENT, "m1-eigenaar-owner")
        ended = {"valid_until": TODAY - timedelta(days=1)}
        a_ledger(session).record(held, EventKind.AMENDED, ended)

    assert events(small, "eigenaar") == []


def test_what_is_closed_stays_for_a_year(small: Engine) -> None:
    with transaction(small) as session:
        achieve(a_ledger(session, on=TODAY), "m1", TODAY, evidence="Kamerstuk 1")

    year_later = TODAY + CLOSED_STAYS_FOR
    assert keys(events(small, day=year_later)) == ["m1"]
    assert events(small, day=year_later + timedelta(days=1)) == []


def test_the_sequence_is_the_version_in_the_ledger(small: Engine) -> None:
    (before,) = events(small)
    with transaction(small) as session:
        forecast(a_ledger(session, on=TODAY), "m1", LATEST)
    (after,) = events(small)

    assert (after.uid, after.sequence) == (before.uid, before.sequence + 1)
    assert "Prognose: 30 september 2026" in after.description


def test_each_reader_is_reminded_by_the_rungs_of_their_own_responsibility(small: Engine) -> None:
    with transaction(small) as session:
        ledger = a_ledger(session)
        milestone = current(session, SubjectKind.MILESTONE, "m2")
        owner = current(session, SubjectKind.CONTACT, "eigenaar")
        an_assignment(ledger, milestone, owner, Responsibility.ACCOUNTABLE)

    first, second = events(small, "eigenaar")

    # The test ladder tells the owner at T-5 and T-0, whoever is accountable at T-0.
    assert [LATEST + each for each in first.alarms] == [date(2026, 9, 23), LATEST]
    assert [LATEST + each for each in second.alarms] == [LATEST]


# --- the two cuts ----------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [INTERNAL, Confidentiality.COMPANY_CONFIDENTIAL])
def test_a_public_calendar_holds_nothing_that_is_not_public(
    small: Engine, mark: Confidentiality
) -> None:
    with transaction(small) as session:
        ledger = a_ledger(session)
        cluster = current(session, SubjectKind.CLUSTER, "voorbeeld")
        hidden = {"confidentiality": mark, "title_en": SECRET, "source_words": SECRET}
        a_milestone(ledger, cluster, "m4", latest=LATEST, title=SECRET, **hidden)  # type: ignore[arg-type]

    for key in ("voorbeeld", "eigenaar"):
        made = feed_of(small, key, audience=PUBLIC)
        assert SECRET.encode() not in made
        assert b"VALARM" not in made
    assert (SECRET.encode() in feed_of(small)) is (mark is INTERNAL)


def test_a_contact_never_sees_more_than_its_clearance(small: Engine) -> None:
    with transaction(small) as session:
        milestone = current(session, SubjectKind.MILESTONE, "m1")
        a_ledger(session).record(milestone, EventKind.AMENDED, {"confidentiality": INTERNAL})
    assert keys(events(small, "eigenaar")) == ["m1"]

    with transaction(small) as session:
        fields = {"clearance": str(PUBLIC)}
        change(a_ledger(session), "eigenaar", fields, address_rule=lambda *_: None, reason="x")

    assert events(small, "eigenaar") == []


def test_the_name_of_a_cluster_that_is_kept_from_the_reader_is_not_told(small: Engine) -> None:
    with transaction(small) as session:
        cluster = current(session, SubjectKind.CLUSTER, "voorbeeld")
        hidden = {"confidentiality": INTERNAL, "title": SECRET}
        a_ledger(session).record(cluster, EventKind.AMENDED, hidden)

    assert SECRET.encode() not in feed_of(small, "eigenaar", audience=PUBLIC)
    with reading(small) as session:
        cluster = current(session, SubjectKind.CLUSTER, "voorbeeld")
        assert open_subject(cluster, PUBLIC, Language.NL, TODAY) is None


# --- addresses -------------------------------------------------------------------------------


def test_a_token_opens_its_feed_until_it_is_revoked(small: Engine) -> None:
    token = a_feed(small)
    assert opens(small, token)

    with transaction(small) as session:
        (found,) = subscriptions(session)
        closed, was_open = revoke(a_ledger(session, actor="ander"), found.number)
        again, was_open_again = revoke(a_ledger(session, actor="derde"), found.number)

    assert not opens(small, token)
    assert (closed.revoked_by, again.revoked_by) == ("ander", "ander")
    assert (was_open, was_open_again) == (True, False)


def test_a_token_is_kept_nowhere(small: Engine) -> None:
    token = a_feed(small)

    with reading(small) as session:
        (row,) = session.exec(select(Feed)).all()
    assert token not in repr(row.model_dump())
    assert len(row.token_digest) == 64


def test_two_feeds_of_the_same_have_different_tokens(small: Engine) -> None:
    assert a_feed(small) != a_feed(small)


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "é" * 43, "A" * 42 + "\n", "../../etc"])
def test_what_is_no_token_opens_nothing(small: Engine, token: str) -> None:
    a_feed(small)

    with reading(small) as session, pytest.raises(ForgedLinkError):
        look_up(session, token)


def test_a_contact_who_left_has_no_calendar_any_more(small: Engine) -> None:
    token = a_feed(small, "eigenaar")
    with transaction(small) as session:
        held = current(session, SubjectKind.ASSIGNMENT, "m1-eigenaar-owner")
        a_ledger(session).record(held, EventKind.AMENDED, {"valid_until": START})
        end(a_ledger(session), "eigenaar", START, reason="weg")

    assert not opens(small, token)
    assert opens(small, token, START)


def test_an_unknown_number_is_said_to_be_none(small: Engine) -> None:
    with transaction(small) as session, pytest.raises(FeedMissingError):
        revoke(a_ledger(session), 1)


def test_only_who_has_a_mandate_makes_a_feed_but_their_own_is_theirs(small: Engine) -> None:
    with transaction(small) as session:
        give(a_ledger(session, actor="anna"), "anna", Role.ADMINISTRATOR)

    for refused in ("voorbeeld", "eigenaar"):
        with pytest.raises(NotPermittedError):
            a_feed(small, refused, actor="vreemde")
    with pytest.raises(NotPermittedError):
        a_feed(small, "voorbeeld", actor="eigenaar")
    assert a_feed(small, "eigenaar", actor="eigenaar")
    assert a_feed(small, "voorbeeld", actor="anna")


# --- freshness -------------------------------------------------------------------------------


def fresh(engine: Engine, day: date = TODAY, audience: Confidentiality = INTERNAL) -> Freshness:
    with reading(engine) as session:
        cluster: Record = current(session, SubjectKind.CLUSTER, "voorbeeld")
        opened = open_subject(cluster, audience, Language.NL, day)
        assert opened is not None
        return freshness_of(session, opened)


def test_a_copy_is_good_while_nothing_changes(small: Engine) -> None:
    assert fresh(small) == fresh(small)


def test_a_copy_is_stale_after_any_event_on_another_day_and_for_another_audience(
    small: Engine,
) -> None:
    before = fresh(small)
    assert fresh(small, audience=PUBLIC).tag != before.tag
    assert fresh(small, TODAY + timedelta(days=1)).tag != before.tag

    with transaction(small) as session:
        forecast(a_ledger(session, on=TODAY), "m1", LATEST)

    after = fresh(small)
    assert after.tag != before.tag
    assert after.changed_at > before.changed_at


def test_an_event_that_is_committed_late_under_a_lower_number_makes_a_copy_stale(
    small: Engine,
) -> None:
    if small.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time: numbers are committed in their order")
    with transaction(small) as late:
        forecast(a_ledger(late, on=TODAY), "m1", LATEST)
        with transaction(small) as early:
            forecast(a_ledger(early, on=TODAY), "m2", LATEST)
        before = fresh(small)

    assert fresh(small).tag != before.tag
