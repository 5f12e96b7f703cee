"""The address behind which a calendar lies: who has it sees it, until it is revoked."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from mijlpaal.web import calendars
from models.clock import morning_of
from models.milestones.acts import forecast
from models.storage.database import transaction
from models.storage.records import current
from models.vocabulary import Confidentiality, Language, SubjectKind
from reports.feed.subscriptions import revoke, subscribe
from tests.factories import a_ledger
from tests.mijlpaal.web.conftest import NEXT_DAY, Browse, Hands
from tests.notifications.days import an_owned_milestone

UNKNOWN = f"/agenda/{'A' * 43}.ics"


@pytest.fixture
def address(engine: Engine) -> str:
    """The path of an internal feed of ``eigenaar``, who owns ``m1``."""
    an_owned_milestone(engine)
    with transaction(engine) as session:
        contact = current(session, SubjectKind.CONTACT, "eigenaar")
        _, token = subscribe(
            a_ledger(session),
            contact,
            audience=Confidentiality.INTERNAL,
            language=Language.NL,
        )
    return f"/agenda/{token}.ics"


def test_the_address_gives_a_calendar(browse: Browse, address: str) -> None:
    answer = browse().get(address)

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert "SUMMARY:▲ Toezegging: Mijlpaal m1\r\n" in answer.text
    assert "set-cookie" not in answer.headers


def test_looking_first_gives_the_same_without_the_calendar(browse: Browse, address: str) -> None:
    given, looked = browse().get(address), browse().head(address)

    assert looked.content == b""
    assert looked.headers["etag"] == given.headers["etag"]
    assert looked.headers["content-length"] == given.headers["content-length"]


def test_a_good_copy_is_not_given_again(
    browse: Browse, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = browse().get(address)
    monkeypatch.setattr(calendars, "calendar_of", None)  # whoever makes one fails

    for condition in (
        {"If-None-Match": first.headers["etag"]},
        {"If-None-Match": f'"anders", W/{first.headers["etag"]}'},
        {"If-Modified-Since": first.headers["last-modified"]},
    ):
        again = browse().get(address, headers=condition)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
    assert browse().get(address).status_code == 200  # from the copies of the server


@pytest.mark.parametrize(
    "condition",
    [
        {"If-None-Match": '"anders"'},
        {"If-None-Match": '"anders"', "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
        {"If-Modified-Since": "Thu, 01 Jan 2026 00:00:00 GMT"},
        {"If-Modified-Since": "gisteren"},
        {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00"},
    ],
)
def test_another_copy_is_no_good_one(
    browse: Browse, address: str, condition: dict[str, str]
) -> None:
    assert browse().get(address, headers=condition).status_code == 200


def test_a_change_and_another_day_make_a_copy_stale(
    browse: Browse, address: str, engine: Engine, clock: Hands
) -> None:
    first = browse().get(address)
    with transaction(engine) as session:
        forecast(a_ledger(session, on=NEXT_DAY), "m1", date(2026, 9, 30))
    changed = browse().get(address, headers={"If-None-Match": first.headers["etag"]})
    clock.at += timedelta(days=1)
    next_day = browse().get(address, headers={"If-None-Match": changed.headers["etag"]})

    assert (changed.status_code, next_day.status_code) == (200, 200)
    assert "SEQUENCE:2\r\n" in changed.text
    assert "Prognose: 30 september 2026" in changed.text.replace("\r\n ", "")


def test_a_revoked_address_gives_nothing_and_says_why(
    browse: Browse, address: str, engine: Engine
) -> None:
    copy = browse().get(address).headers["etag"]
    with transaction(engine) as session:
        revoke(a_ledger(session), 1)

    for headers in ({}, {"If-None-Match": copy}):
        answer = browse().get(address, headers=headers)
        assert answer.status_code == 410
        assert "ingetrokken" in answer.text
        assert "m1" not in answer.text


@pytest.mark.parametrize("path", [UNKNOWN, "/agenda/x.ics", "/agenda/%00.ics", "/agenda/é.ics"])
def test_an_address_that_is_not_ours_says_so(browse: Browse, address: str, path: str) -> None:
    answer = browse().get(path)

    assert answer.status_code == 404
    assert "Deze agenda bestaat niet" in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_who_tries_many_addresses_is_told_to_wait_and_a_good_one_works(
    browse: Browse, address: str
) -> None:
    answers = [browse().get(UNKNOWN).status_code for _ in range(21)]

    assert answers == [404] * 20 + [429]
    assert browse().get(address).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_calendar_can_only_be_read(browse: Browse, address: str, method: str) -> None:
    assert browse().request(method, address).status_code == 405


def test_the_calendar_is_of_the_day_in_amsterdam(
    browse: Browse, address: str, clock: Hands
) -> None:
    clock.at = morning_of(NEXT_DAY)

    assert "Status op 24 september 2026" in browse().get(address).text.replace("\r\n ", "")
