"""Who has access is seen, let in and kept out from the pages, by an administrator alone."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from mijlpaal.web.office import Office
from mijlpaal.web.screens.accounts_shown import found_in, view_in
from models.access.accounts import let_in
from models.access.tokens import make_token
from models.clock import morning_of
from models.storage.database import transaction
from tests.mijlpaal.web.conftest import WEB
from tests.mijlpaal.web.screens.conftest import TODAY, ComeIn
from tests.mijlpaal.web.screens.forms import send, words

ACCESS = "/beheer/toegang"
ONE = f"{ACCESS}/account"
MORNING = morning_of(TODAY)


def test_an_administrator_lets_a_colleague_in_by_a_link_shown_once(come_in: ComeIn) -> None:
    keeper = come_in("baas")

    made = send(keeper, ACCESS, naam="genoemd")
    found = re.search(rf"<code>{WEB}(/inloggen/link/[^<]+)</code>", made.text)
    assert found, made.text
    again = keeper.get(ACCESS).text
    stranger = TestClient(keeper.app, base_url=WEB, follow_redirects=False)
    came_in = stranger.post(found[1])

    assert "Inloglink voor genoemd" in words(made.text)
    assert "/inloggen/link/" not in again
    assert came_in.headers["location"] == "/"
    assert stranger.get("/mijlpalen").status_code == 200


@pytest.mark.parametrize(("name", "said"), [("", "naam"), ("vreemd", "vreemd")])
def test_who_has_no_mandate_or_no_name_gets_no_link(come_in: ComeIn, name: str, said: str) -> None:
    refused = send(come_in("baas"), ACCESS, naam=name)

    assert refused.status_code in {409, 422}
    assert '<a href="#naam">' in refused.text
    assert said in words(refused.text).lower()
    assert "/inloggen/link/" not in refused.text


def test_the_list_shows_roles_and_sessions_and_is_searched(come_in: ComeIn) -> None:
    come_in("regisseur")
    keeper = come_in("baas")

    everybody = words(keeper.get(ACCESS).text)
    one = keeper.get(f"{ACCESS}?zoek=REGI&sorteer=-gezien").text
    nobody = keeper.get(f"{ACCESS}?zoek=%25").text

    assert "regisseur clusterregisseur (Chemelot) 1 2 nov 2026 heeft toegang" in everybody
    assert "baas" in everybody
    assert f'href="{ONE}?naam=regisseur"' in one
    assert f'href="{ONE}?naam=baas"' not in one
    assert "Geen account gevonden." in nobody


def test_what_ends_with_an_access_is_shown_and_then_ends(come_in: ComeIn, office: Office) -> None:
    keeper, bram = come_in("baas"), come_in("bram")
    with transaction(office.engine) as session:
        until = office.today + timedelta(days=9)
        make_token(session, "bram", "proef", by="baas", now=office.now(), until=until)

    shown = send(keeper, ONE, naam="bram", stap="bekijk")
    still = bram.get("/mijlpalen").status_code
    done = send(keeper, ONE, naam="bram", stap="vastleggen")

    assert "Dit beëindigt 1 sessies en 1 API-tokens van bram" in words(shown.text)
    assert still == 200
    assert done.headers["location"] == f"{ACCESS}?gedaan=dicht"
    assert bram.get("/mijlpalen").status_code == 303
    assert "toegang ingetrokken" in words(keeper.get(f"{ONE}?naam=bram").text)
    assert "API-tokens: 0" in words(keeper.get(f"{ONE}?naam=bram").text)


def test_all_sessions_of_one_person_end_and_they_may_come_in_again(come_in: ComeIn) -> None:
    keeper, bram = come_in("baas"), come_in("bram")

    done = send(keeper, f"{ONE}/sessies", naam="bram")

    assert bram.get("/mijlpalen").status_code == 303
    assert keeper.get(ACCESS).status_code == 200
    assert "De sessies zijn beëindigd." in keeper.get(done.headers["location"]).text
    assert come_in("bram").get("/mijlpalen").status_code == 200


@pytest.mark.parametrize("who", ["anna", "regisseur", "bedrijf", "lezer"])
def test_whoever_is_no_administrator_does_not_even_see_it(come_in: ComeIn, who: str) -> None:
    browser, path = come_in(who), f"{ONE}?naam=baas"

    answers = [browser.get(ACCESS), browser.get(path), send(browser, ACCESS, naam=who)]
    answers += [send(browser, ONE, naam="baas", stap="vastleggen")]
    answers += [send(browser, f"{ONE}/sessies", naam="baas")]

    assert [each.status_code for each in answers] == [404] * 5
    assert come_in("baas").get(ACCESS).status_code == 200


def test_an_account_that_is_not_there_is_not_found(come_in: ComeIn) -> None:
    keeper = come_in("baas")

    assert keeper.get(f"{ONE}?naam=niemand").status_code == 404
    assert send(keeper, ONE, naam="niemand", stap="bekijk").status_code == 404


def test_who_never_came_in_is_last_on_both_databases(engine: Engine) -> None:
    with transaction(engine) as session:
        for day, name in enumerate(("nooit", "eerst", "laatst")):
            account = let_in(session, name, by="baas", now=MORNING)
            account.seen_at = MORNING + timedelta(days=day) if day else None
            session.add(account)
        session.flush()
        orders = {
            said: [each.actor for each in found_in(session, view_in(sorteer=said))[0]]
            for said in ("", "gezien", "-gezien")
        }
        found, more = found_in(session, view_in(zoek="AATS"))

    assert orders[""] == ["eerst", "laatst", "nooit"]
    assert orders["gezien"] == ["eerst", "laatst", "nooit"]
    assert orders["-gezien"] == ["laatst", "eerst", "nooit"]
    assert ([each.actor for each in found], more) == (["laatst"], False)


def test_one_token_of_somebody_is_revoked_from_their_account(
    come_in: ComeIn, office: Office
) -> None:
    with transaction(office.engine) as session:
        until = office.today
        one, other = (
            make_token(session, "anna", name, by="baas", now=office.now(), until=until).key
            for name in ("eerste", "tweede")
        )
    keeper, page = come_in("baas"), "/beheer/toegang/account?naam=anna"

    before = keeper.get(page).text
    done = send(keeper, "/beheer/tokens/intrekken", welk=one, naam="anna")
    after = keeper.get(done.headers["location"]).text

    assert (one in before, other in before) == (True, True)
    assert done.headers["location"] == f"{page}&gedaan=token"
    assert (one in after, other in after) == (False, True)
    assert "Ingetrokken: het token opent niets meer." in after
