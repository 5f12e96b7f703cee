"""API tokens: shown once, scoped, expiring, revocable, and never more than their person."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from fastapi import FastAPI
from sqlmodel import select

from mijlpaal.web.office import Office
from models.access import tokens
from models.access.accounts import revoke
from models.access.standing import standing_of
from models.errors import AccountClosedError, InvalidTokenError, UnknownSubjectError
from models.reading.looking import Looking
from models.storage.database import reading, transaction
from models.tables import AccessToken
from models.vocabulary import Role, SubjectKind
from tests.factories import a_cluster, a_ledger
from tests.mijlpaal.web.conftest import NEXT_DAY, Hands
from tests.mijlpaal.web.entry.conftest import CHANGING, SEEING, ComeIn, a_browser, a_mandate

MONTH = NEXT_DAY + timedelta(days=30)
API = f"/v1{SEEING}"
Create = Callable[..., tokens.Made]


@pytest.fixture
def create(office: Office) -> Create:
    """Make a token of somebody."""

    def make(
        actor: str = "anna",
        *,
        until: date = MONTH,
        may_write: bool = False,
        clusters: tuple[str, ...] = (),
    ) -> tokens.Made:
        with transaction(office.engine) as session:
            return tokens.make_token(
                session,
                actor,
                "koppeling",
                by="baas",
                now=office.now(),
                until=until,
                may_write=may_write,
                clusters=clusters,
            )

    return make


def _status(app: FastAPI, secret: str, method: str = "GET", path: str = API) -> int:
    headers = {"authorization": f"Bearer {secret}"}
    return int(a_browser(app).request(method, path, headers=headers).status_code)


def test_a_token_that_may_write_does_what_its_person_may(app: FastAPI, create: Create) -> None:
    secret = create(may_write=True).secret

    assert _status(app, secret) == 200
    assert _status(app, secret, "POST") == 200


def test_a_token_that_reads_changes_nothing(app: FastAPI, create: Create) -> None:
    assert _status(app, create().secret, "POST") == 403


def test_a_token_never_may_more_than_its_person(
    app: FastAPI, create: Create, office: Office
) -> None:
    a_mandate(office, "anna", Role.READER)

    assert _status(app, create(may_write=True).secret, "POST") == 403


@pytest.mark.parametrize("secret", ["", "mijlpaal_", "x" * 5000, "mijlpaal_é", "a b"])
def test_what_is_no_token_lets_nobody_in(app: FastAPI, secret: str) -> None:
    headers = {"authorization": f"Bearer {secret}".encode()}
    answer = a_browser(app).get(API, headers=headers)

    assert answer.status_code == 401


def test_only_its_digest_is_kept(create: Create, office: Office) -> None:
    made = create()

    with reading(office.engine) as session:
        kept = session.exec(select(AccessToken)).one()
    assert made.secret not in repr(kept)
    assert made.key in kept.digest
    assert made.secret.startswith("mijlpaal_")


def test_a_token_ends_with_its_last_day(app: FastAPI, create: Create, clock: Hands) -> None:
    secret = create(until=NEXT_DAY).secret
    assert _status(app, secret) == 403  # known: it only may not write what this route writes

    clock.at += timedelta(days=1)

    assert _status(app, secret) == 401


def test_a_token_that_was_revoked_is_none_any_more(
    app: FastAPI, create: Create, office: Office
) -> None:
    made = create(may_write=True)
    with transaction(office.engine) as session:
        tokens.revoke_token(session, made.key, by="baas", now=office.now())

    assert _status(app, made.secret) == 401


def test_who_is_revoked_has_no_token_and_gets_none(
    app: FastAPI, create: Create, office: Office
) -> None:
    made = create(may_write=True)
    with transaction(office.engine) as session:
        revoke(session, "anna", by="baas", now=office.now())

    assert _status(app, made.secret) == 401
    with pytest.raises(AccountClosedError):
        create()


def test_a_token_opens_the_api_and_no_page(app: FastAPI, create: Create) -> None:
    assert _status(app, create(may_write=True).secret, path=SEEING) == 303


def test_a_session_beside_a_token_does_not_help_it(come_in: ComeIn) -> None:
    headers = {"authorization": "Bearer mijlpaal_onzin"}

    assert come_in().post(API, headers=headers).status_code == 401


def test_a_token_beside_a_session_is_no_way_around_the_key_of_a_form(
    come_in: ComeIn, create: Create
) -> None:
    headers = {"authorization": f"Bearer {create(may_write=True).secret}"}

    assert come_in().post(CHANGING, headers=headers).status_code == 403


@pytest.mark.parametrize("until", [NEXT_DAY - timedelta(days=1), NEXT_DAY + timedelta(days=400)])
def test_a_token_lives_a_year_at_most(create: Create, until: date) -> None:
    with pytest.raises(InvalidTokenError, match="366"):
        create(until=until)


def test_a_token_of_a_cluster_sees_that_cluster_alone(create: Create, office: Office) -> None:
    with transaction(office.engine) as session:
        for key in ("een", "twee"):
            a_cluster(a_ledger(session), key)
    secret = create(clusters=("een",)).secret

    with reading(office.engine) as session:
        found = tokens.bearer(session, secret, now=office.now())
        assert found is not None
        sight = standing_of(session, found, office.today).sight.limited_to(found.clusters)
        eyes = Looking(session, sight)
        assert [each.record.key for each in eyes.records(SubjectKind.CLUSTER)] == ["een"]
        with pytest.raises(UnknownSubjectError):
            eyes.record(SubjectKind.CLUSTER, "twee")
