from starlette.testclient import TestClient

from mijlpaal.web.office import Office
from models.access.login_links import holder_of
from models.acts import mandates
from models.storage.database import reading, transaction
from models.vocabulary import Role
from tests.factories import a_ledger
from tests.mijlpaal.web.api.conftest import AProgram, Program
from tests.mijlpaal.web.conftest import WEB

NEW = {"wie": "lezer", "doel": "koppeling dashboard"}


def _of(browser: TestClient, secret: str) -> Program:
    return Program(browser, secret)


def test_a_token_is_made_shown_once_and_revoked_by_the_administrator(program: AProgram) -> None:
    baas = program("baas")

    made = baas.post("/tokens", {**NEW, "clusters": ["een"]}, idempotency_key="a")
    assert made.status_code == 201, made.text
    again = baas.post("/tokens", {**NEW, "clusters": ["een"]}, idempotency_key="a")
    where, secret = made.headers["location"].removeprefix("/v1"), made.json()["token"]
    theirs = _of(baas.browser, secret)
    assert theirs.get("/mijlpalen").status_code == 200
    seen = baas.get(where)
    revoked = baas.post(f"{where}/intrekkingen", {}, seen=seen.headers["etag"])
    late = baas.post(f"{where}/intrekkingen", {}, seen=seen.headers["etag"])

    assert (again.status_code, again.json()["token"]) == (201, None)
    assert secret not in seen.text
    assert secret not in baas.get("/tokens").text
    assert (made.json()["clusters"], made.json()["magWijzigen"]) == (["cluster:een"], False)
    assert (revoked.status_code, revoked.json()["isGeldig"]) == (200, False), revoked.text
    assert late.status_code == 412
    assert theirs.get("/mijlpalen").status_code == 401


def test_a_try_makes_no_token(program: AProgram) -> None:
    baas = program("baas")
    before = baas.get("/tokens").json()["resultaten"]

    tried = baas.post("/tokens?proef=true", NEW)

    assert (tried.status_code, tried.json()["token"]) == (200, None)
    assert "location" not in tried.headers
    assert len(baas.get("/tokens").json()["resultaten"]) == len(before)


def test_tokens_and_accounts_are_for_who_keeps_the_installation(
    program: AProgram, office: Office
) -> None:
    with transaction(office.engine) as session:
        mandates.give(a_ledger(session, actor="baas"), "rekenkamer", Role.AUDITOR)
    narrow = program("baas", clusters=("een",))

    for path in ("/tokens", "/accounts"):
        for actor in ("piet", "lezer", "bedrijf", "regisseur"):
            assert program(actor).get(path).status_code == 404, (path, actor)
        assert program("rekenkamer").get(path).status_code == 200
    assert program("rekenkamer").post("/tokens", NEW).status_code == 403
    assert program("piet").post("/tokens", NEW).status_code == 404
    assert narrow.post("/tokens", NEW).status_code == 403
    assert narrow.post("/accounts", {"naam": "lezer"}).status_code == 403
    assert program("baas", may_write=False).post("/tokens", NEW).status_code == 403
    assert program("baas").post("/tokens", NEW | {"wie": "niemand"}).status_code == 409
    assert program("baas").post("/tokens", NEW | {"clusters": ["geen"]}).status_code == 404


def test_everybody_sees_and_revokes_their_own_tokens_and_no_others(program: AProgram) -> None:
    reader, other = program("lezer"), program("lezer")
    company = program("bedrijf")

    [own, *_] = reader.get("/eigen-tokens?aantal=1").json()["resultaten"]
    every = {each["sleutel"] for each in reader.get("/eigen-tokens").json()["resultaten"]}
    [theirs] = company.get("/eigen-tokens").json()["resultaten"]
    path = f"/eigen-tokens/{theirs['sleutel']}"

    assert len(every) == 2
    assert own["sleutel"] in every
    assert reader.get(path).status_code == 404
    assert other.post(f"{path}/intrekkingen", {}, seen='"x"').status_code == 404
    tag = company.get(path).headers["etag"]
    # A token that only reads revokes nothing, not even itself.
    assert program("bedrijf", may_write=False).post(f"{path}/intrekkingen").status_code == 403
    assert company.post(f"{path}/intrekkingen", {}, seen=tag).status_code == 200
    assert company.get("/mijlpalen").status_code == 401


def test_an_account_is_let_in_by_a_link_and_kept_out_with_all_its_tokens(
    program: AProgram, office: Office
) -> None:
    baas, reader = program("baas"), program("lezer")

    new = baas.post("/accounts", {"naam": "roos"}, idempotency_key="a")
    known = baas.post("/accounts", {"naam": "lezer"})
    again = baas.post("/accounts", {"naam": "roos"}, idempotency_key="a")
    link = known.json()["inloglink"]
    assert link.startswith(f"{WEB}/inloggen/link/")
    secret = link.rpartition("/")[2]
    with reading(office.engine) as session:
        assert holder_of(session, secret, now=office.now()) == "lezer"
    where = known.headers["location"].removeprefix("/v1")
    closed = baas.post(f"{where}/intrekkingen", {}, seen=baas.tag(where))

    assert (new.status_code, known.status_code) == (201, 200), new.text
    assert again.json()["inloglink"] is None
    assert known.json()["rollen"] == [{"rol": "reader", "isOveral": True, "cluster": None}]
    assert secret not in baas.get(where).text
    assert (closed.status_code, closed.json()["isOpen"]) == (200, False), closed.text
    assert reader.get("/mijlpalen").status_code == 401
    with reading(office.engine) as session:
        assert holder_of(session, secret, now=office.now()) is None
    assert baas.get("/accounts/niemand").status_code == 404
    assert baas.post("/accounts", {"naam": "niemand"}).status_code == 409
