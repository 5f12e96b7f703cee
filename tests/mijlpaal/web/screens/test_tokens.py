"""API tokens are made by an administrator, shown once, and revoked by them or by their person."""

import re

import pytest
from starlette.testclient import TestClient

from mijlpaal.web.office import Office
from models.access.tokens import make_token
from models.storage.database import transaction
from tests.mijlpaal.web.conftest import WEB
from tests.mijlpaal.web.screens.conftest import ComeIn
from tests.mijlpaal.web.screens.forms import send, words

ALL, OWN = "/beheer/tokens", "/tokens"
NEW = {"wie": "regisseur", "doel": "Dashboard (test)", "cluster": "chemelot"}


def test_a_token_is_shown_once_and_opens_the_api(come_in: ComeIn) -> None:
    keeper = come_in("baas")

    made = send(keeper, ALL, **NEW)
    found = re.search("<code>(mijlpaal_[^<]+)</code>", made.text)
    assert found, made.text
    again = keeper.get(ALL).text

    assert _asks(keeper, found[1]) == 200
    assert found[1] not in again
    assert "alleen lezen: Chemelot 31 jan 2027" in words(again)


def test_a_token_holds_in_each_cluster_that_was_ticked(come_in: ComeIn) -> None:
    keeper = come_in("baas")
    places = ["chemelot", "rotterdam-moerdijk"]

    wrong = send(keeper, ALL, **(NEW | {"doel": "", "cluster": places})).text
    send(keeper, ALL, **(NEW | {"cluster": places}))

    assert re.findall(r'name="cluster" value="([^"]+)" checked', wrong) == places
    assert "alleen lezen: Chemelot, Rotterdam-Moerdijk" in words(keeper.get(ALL).text)


def test_a_cluster_that_is_not_there_is_in_no_token(come_in: ComeIn) -> None:
    keeper = come_in("baas")

    assert send(keeper, ALL, **(NEW | {"cluster": ["chemelot", "x"]})).status_code == 404
    assert "Dashboard (test)" not in keeper.get(ALL).text


def test_everybody_sees_and_revokes_their_own_and_no_other(come_in: ComeIn, office: Office) -> None:
    keys = {who: _token(office, who) for who in ("anna", "bram")}
    anna = come_in("anna")

    shown = anna.get(OWN).text
    other = send(anna, f"{OWN}/intrekken", welk=keys["bram"][0])
    own = send(anna, f"{OWN}/intrekken", welk=keys["anna"][0])

    assert keys["anna"][0] in shown
    assert keys["bram"][0] not in shown
    assert other.status_code == 404
    assert own.headers["location"] == f"{OWN}?gedaan=1"
    assert _asks(anna, keys["anna"][1]) == 401
    assert _asks(anna, keys["bram"][1]) == 200
    assert "vervallen of ingetrokken" in anna.get(OWN).text


def test_an_administrator_searches_and_revokes_any(come_in: ComeIn, office: Office) -> None:
    (key, secret), (other, _) = _token(office, "anna"), _token(office, "bram")
    keeper = come_in("baas")

    found = keeper.get(f"{ALL}?zoek=ANN&sorteer=-gezien").text
    send(keeper, f"{ALL}/intrekken", welk=key)

    assert key in found
    assert other not in found
    assert _asks(keeper, secret) == 401


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"wie": ""}, "wie"),
        ({"wie": "vreemd"}, "wie"),
        ({"doel": ""}, "doel"),
        ({"doel": "x" * 81}, "doel"),
        ({"tot": "2030-01-01"}, "tot"),
        ({"tot": "morgen"}, "tot"),
    ],
)
def test_what_is_amiss_is_said_at_its_field(
    come_in: ComeIn, typed: dict[str, str], field: str
) -> None:
    wrong = send(come_in("baas"), ALL, **(NEW | typed))

    assert wrong.status_code in {409, 422}
    assert f'<a href="#{field}">' in wrong.text
    assert "<code>mijlpaal_" not in wrong.text


@pytest.mark.parametrize("who", ["anna", "bedrijf", "lezer"])
def test_whoever_is_no_administrator_makes_none(come_in: ComeIn, who: str) -> None:
    browser = come_in(who)

    answers = [browser.get(ALL), send(browser, ALL, **NEW), send(browser, OWN, **NEW)]
    answers += [send(browser, f"{ALL}/intrekken", welk="x")]

    assert [each.status_code for each in answers] == [404, 404, 405, 404]
    assert browser.get(OWN).status_code == 200
    assert '<form method="post" action="/tokens"' not in browser.get(OWN).text


def _token(office: Office, who: str) -> tuple[str, str]:
    with transaction(office.engine) as session:
        made = make_token(session, who, "proef", by="baas", now=office.now(), until=office.today)
    return made.key, made.secret


def _asks(browser: TestClient, secret: str) -> int:
    program = TestClient(browser.app, base_url=WEB)
    headers = {"authorization": f"Bearer {secret}"}
    return int(program.get("/v1/mijlpalen", headers=headers).status_code)
