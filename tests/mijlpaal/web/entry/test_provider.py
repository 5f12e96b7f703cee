"""Coming in with the account of one's organisation, against a real small provider on a socket."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest
from fastapi import FastAPI
from httpx import Response
from joserfc.jwk import OctKey, RSAKey
from sqlmodel import select
from starlette.testclient import TestClient

from mijlpaal.web.entry import by_provider
from mijlpaal.web.entry.claim_rules import ClaimRule, ClaimRules
from mijlpaal.web.entry.provider import Client, Provider
from mijlpaal.web.office import Office
from models.access.accounts import let_in, revoke
from models.access.standing import standing_of
from models.authority.roles import mandates_on
from models.errors import NotPermittedError
from models.storage.database import reading, transaction
from models.tables import Account, GrantedRole, Handshake
from models.vocabulary import Role
from seeds.source import Spot
from tests.factories import a_cluster, a_ledger
from tests.mijlpaal.web.conftest import NEXT_DAY, WEB, Hands
from tests.mijlpaal.web.entry.conftest import SEEING, a_browser, a_mandate
from tests.mijlpaal.web.entry.identity import CLIENT, SECRET, Identity, a_key, running


@cache
def keys(name: str) -> RSAKey:
    """Return a key pair; making one takes a while."""
    return a_key(name)


def _rule(value: str, role: Role, cluster: str | None = None) -> ClaimRule:
    return ClaimRule(("groups",), value, role, cluster, None, Spot("rollen.yaml", 1))


RULES = ClaimRules(
    (
        _rule("beheer", Role.ADMINISTRATOR),
        _rule("regie", Role.CLUSTER_DIRECTOR, "voorbeeld"),
        _rule("lezen", Role.READER),
    )
)


@pytest.fixture
def identity(clock: Hands) -> Iterator[Identity]:
    with running(Identity(clock, key=keys("eerste"))) as provider:
        provider.person["groups"] = ["lezen"]
        yield provider


@pytest.fixture
def office(office: Office, identity: Identity, clock: Hands) -> Office:
    """The same office, with a provider."""
    with transaction(office.engine) as session:
        a_cluster(a_ledger(session))
    client = Client(CLIENT, SECRET, f"{WEB}/inloggen/antwoord")
    return replace(office, provider=Provider(identity.issuer, client, RULES, clock))


LogIn = Callable[..., Response]


@pytest.fixture
def log_in(browser: TestClient, identity: Identity) -> LogIn:
    """Go to the provider and come back."""

    def go(there: TestClient = browser, **brought: str) -> Response:
        sent = there.get("/inloggen/organisatie?naar=/mijlpalen")
        assert sent.status_code == 303
        back = {**identity.authorise(sent.headers["location"]), **brought}
        answer: Response = there.get("/inloggen/antwoord", params=back)
        return answer

    return go


def test_who_is_vouched_for_comes_in_where_they_were_going(
    log_in: LogIn, browser: TestClient, office: Office
) -> None:
    answer = log_in()

    assert (answer.status_code, answer.headers["location"]) == (303, "/mijlpalen")
    assert browser.cookies["__Host-mijlpaal"]
    with reading(office.engine) as session:
        account = session.get(Account, "anna")
        assert account is not None
        assert (account.issuer, account.subject) == (office.provider.issuer, "0001")  # type: ignore[union-attr]
        assert standing_of(session, account, office.today).roles == ((Role.READER, None),)


def test_coming_in_anew_ends_the_session_that_this_browser_had(
    log_in: LogIn, browser: TestClient, app: FastAPI
) -> None:
    log_in()
    before = browser.cookies["__Host-mijlpaal"]

    log_in()

    assert browser.cookies["__Host-mijlpaal"] != before
    thief = a_browser(app)
    thief.cookies.set("__Host-mijlpaal", before)
    assert thief.get(SEEING).headers["location"].startswith("/inloggen")
    assert browser.get(SEEING).status_code == 200


def test_the_login_page_leads_there(browser: TestClient) -> None:
    page = browser.get("/inloggen?naar=/clusters").text

    assert 'href="/inloggen/organisatie?naar=%2Fclusters"' in page


def test_what_is_asked_holds_what_the_standard_wants(browser: TestClient) -> None:
    address = browser.get("/inloggen/organisatie").headers["location"]

    for part in ("response_type=code", "code_challenge_method=S256", "nonce=", "state=", "openid"):
        assert part in address
    assert SECRET.split()[0] not in address


@pytest.mark.parametrize(
    "lie",
    [
        pytest.param({"nonce": "een andere"}, id="another nonce"),
        pytest.param({"nonce": None}, id="no nonce"),
        pytest.param({"iss": "https://evil.example"}, id="another issuer"),
        pytest.param({"aud": "iemand-anders"}, id="for somebody else"),
        pytest.param({"aud": [CLIENT, "x"], "azp": "x"}, id="authorised for somebody else"),
        pytest.param({"aud": None}, id="for nobody"),
        pytest.param({"exp": 1}, id="expired"),
        pytest.param({"exp": None}, id="never expires"),
        pytest.param({"iat": 99_999_999_999}, id="of the future"),
        pytest.param({"sub": None}, id="of nobody"),
        pytest.param({"sub": 1}, id="a number for a subject"),
        pytest.param({"preferred_username": None}, id="without a name"),
        pytest.param({"preferred_username": "mijlpaal"}, id="in our own name"),
        pytest.param({"preferred_username": "lokaal:root"}, id="as a local user"),
        pytest.param({"preferred_username": "a\nb"}, id="a name of two lines"),
        pytest.param({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, id="of another access token"),
    ],
)
def test_a_token_that_is_not_true_lets_nobody_in(
    log_in: LogIn, identity: Identity, browser: TestClient, lie: dict[str, object]
) -> None:
    identity.claims = lie

    answer = log_in()

    assert answer.status_code == 400
    assert "__Host-mijlpaal" not in browser.cookies


def test_a_token_that_nobody_signed_lets_nobody_in(log_in: LogIn, identity: Identity) -> None:
    identity.unsigned = True

    assert log_in().status_code == 400


def test_a_token_signed_with_our_own_secret_lets_nobody_in(
    log_in: LogIn, identity: Identity
) -> None:
    identity.algorithm, identity.signs_with = "HS256", OctKey.import_key(SECRET * 2)

    assert log_in().status_code == 400


def test_a_token_signed_by_somebody_else_lets_nobody_in(log_in: LogIn, identity: Identity) -> None:
    other = keys("tweede")
    identity.signs_with = other  # under the name of the key that is known

    assert log_in().status_code == 400


def test_a_provider_that_changes_its_keys_is_asked_for_the_new_ones(
    log_in: LogIn, identity: Identity, clock: Hands, browser: TestClient
) -> None:
    assert log_in().status_code == 303
    identity.key = keys("tweede")
    clock.at += timedelta(minutes=1)

    assert log_in().status_code == 303
    assert identity.asked.count("/keys") == 2


def test_whoever_sends_unknown_keys_does_not_have_us_ask_for_ever(
    log_in: LogIn, identity: Identity
) -> None:
    log_in()
    identity.published, identity.key = [keys("eerste")], keys("tweede")

    for _ in range(5):
        assert log_in().status_code == 400
    assert identity.asked.count("/keys") <= 2


@pytest.mark.parametrize("brought", [{"state": "geraden"}, {"state": ""}, {"code": "geraden"}])
def test_an_answer_that_was_made_up_lets_nobody_in(log_in: LogIn, brought: dict[str, str]) -> None:
    assert log_in(**brought).status_code in {400, 503}


def test_an_answer_of_another_provider_lets_nobody_in(log_in: LogIn) -> None:
    assert log_in(iss="https://evil.example").status_code == 400


def test_who_makes_up_answers_is_told_to_wait(browser: TestClient) -> None:
    answers = [browser.get("/inloggen/antwoord?state=geraden&code=x") for _ in range(21)]

    assert [each.status_code for each in answers] == [400] * 20 + [429]
    assert answers[-1].headers["retry-after"] == "600"


def test_an_answer_works_once(browser: TestClient, identity: Identity) -> None:
    sent = browser.get("/inloggen/organisatie")
    back = identity.authorise(sent.headers["location"])
    login = browser.cookies["__Host-mijlpaal-login"]

    assert browser.get("/inloggen/antwoord", params=back).status_code == 303
    browser.cookies.set("__Host-mijlpaal-login", login)
    assert browser.get("/inloggen/antwoord", params=back).status_code == 400


def test_the_answer_of_somebody_else_does_not_log_me_in(
    app: FastAPI, browser: TestClient, identity: Identity
) -> None:
    attacker, victim = browser, a_browser(app)
    sent = attacker.get("/inloggen/organisatie")
    theirs = identity.authorise(sent.headers["location"])
    victim.get("/inloggen/organisatie")

    answer = victim.get("/inloggen/antwoord", params=theirs)

    assert answer.status_code == 400
    assert "__Host-mijlpaal" not in victim.cookies


def test_who_dawdles_begins_again(
    browser: TestClient, identity: Identity, clock: Hands, office: Office
) -> None:
    sent = browser.get("/inloggen/organisatie")
    clock.at += by_provider.VALID_FOR

    answer = browser.get("/inloggen/antwoord", params=identity.authorise(sent.headers["location"]))

    assert answer.status_code == 400
    browser.get("/inloggen/organisatie")
    with reading(office.engine) as session:
        assert len(session.exec(select(Handshake)).all()) == 1


def test_a_provider_that_is_down_is_said_as_such(app: FastAPI, identity: Identity) -> None:
    identity.about = {"issuer": "https://another.example"}

    answer = a_browser(app).get("/inloggen/organisatie")

    assert answer.status_code == 503
    assert "antwoordt niet" in answer.text


def test_a_provider_that_leads_away_from_tls_is_not_followed(
    app: FastAPI, identity: Identity
) -> None:
    identity.about = {"authorization_endpoint": "http://192.0.2.1/authorise"}

    assert a_browser(app).get("/inloggen/organisatie").status_code == 503


# --- who that is, and what they may ----------------------------------------------------------


def test_who_has_no_role_is_recognised_and_not_let_in(
    log_in: LogIn, identity: Identity, browser: TestClient
) -> None:
    identity.person["groups"] = ["iets anders"]

    answer = log_in()

    assert answer.status_code == 403
    assert "geen rol" in answer.text
    assert "__Host-mijlpaal" not in browser.cookies


@pytest.mark.parametrize("groups", [None, 7, {"lezen": True}, [["lezen"]], "lezen en meer"])
def test_claims_of_another_form_give_nobody_a_role(
    log_in: LogIn, identity: Identity, groups: object
) -> None:
    identity.person["groups"] = groups

    assert log_in().status_code == 403


def test_a_role_holds_in_the_cluster_of_its_rule(
    log_in: LogIn, identity: Identity, office: Office
) -> None:
    identity.person["groups"] = ["regie"]
    log_in()

    with reading(office.engine) as session:
        held = mandates_on(session, office.today).roles_of("anna")
    assert [role for role, cluster in held if cluster is not None] == [Role.CLUSTER_DIRECTOR]


def test_the_ledger_holds_somebody_to_their_role_even_while_it_is_open_to_others(
    log_in: LogIn, office: Office
) -> None:
    log_in()

    with pytest.raises(NotPermittedError), transaction(office.engine) as session:
        a_cluster(a_ledger(session, on=NEXT_DAY, actor="anna"), "andere")
    with transaction(office.engine) as session:
        a_cluster(a_ledger(session, on=NEXT_DAY, actor="lokaal:iemand"), "andere")


def test_a_role_that_was_taken_away_is_gone_at_the_next_login(
    log_in: LogIn, identity: Identity, office: Office
) -> None:
    identity.person["groups"] = ["beheer", "lezen"]
    log_in()
    identity.person["groups"] = []

    assert log_in().status_code == 403
    with reading(office.engine) as session:
        assert session.exec(select(GrantedRole)).all() == []


def test_a_mandate_counts_beside_what_the_provider_says(
    log_in: LogIn, identity: Identity, office: Office
) -> None:
    a_mandate(office, "anna", Role.POLICY_OFFICER)

    log_in()

    with reading(office.engine) as session:
        held = mandates_on(session, office.today).roles_of("anna")
    assert {role for role, _ in held} == {Role.POLICY_OFFICER, Role.READER}


def test_a_second_person_of_the_same_name_does_not_get_the_first_ones_account(
    log_in: LogIn, identity: Identity, app: FastAPI
) -> None:
    log_in()
    identity.person["sub"] = "0002"

    answer = log_in(a_browser(app))

    assert answer.status_code == 403
    assert "hoort bij een ander" in answer.text


def test_nobody_gets_the_account_of_who_comes_by_a_link(log_in: LogIn, office: Office) -> None:
    with transaction(office.engine) as session:
        let_in(session, "anna", by="baas", now=office.now())

    assert log_in().status_code == 403


def test_who_was_revoked_here_stays_out_whatever_the_provider_says(
    log_in: LogIn, office: Office
) -> None:
    log_in()
    with transaction(office.engine) as session:
        revoke(session, "anna", by="baas", now=office.now())

    answer = log_in()

    assert answer.status_code == 403
    assert "ingetrokken" in answer.text


def test_what_only_userinfo_tells_counts_when_it_is_of_the_same_person(
    log_in: LogIn, identity: Identity
) -> None:
    del identity.person["groups"]
    identity.userinfo = {"sub": "0001", "groups": ["lezen"]}
    assert log_in().status_code == 303

    identity.userinfo = {"sub": "0002", "groups": ["beheer"]}
    assert log_in().status_code == 400


def test_a_name_is_text_and_never_markup(log_in: LogIn, identity: Identity, office: Office) -> None:
    identity.person["name"] = "<script>alert(1)</script>"
    log_in()

    with reading(office.engine) as session:
        account = session.get(Account, "anna")
    assert account is not None
    assert account.display_name == "<script>alert(1)</script>"
