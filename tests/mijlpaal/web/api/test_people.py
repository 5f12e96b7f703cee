import pytest

from tests.mijlpaal.web.api.conftest import AProgram

CONTACT = {
    "sleutel": "minister-kgg",
    "functie": "Minister van KGG",
    "kanaal": "email",
    "adres": "bureau@kgg.example",
    "organisatie": "organisation:tweede-kamer",
}
MANDATE = {"wie": "nieuw", "rol": "cluster_director", "cluster": "een"}
WEBHOOK = {"sleutel": "haak", "functie": "Koppeling", "adres": "https://ontvanger.example/geheim"}
MADE = [
    pytest.param("/contacten", CONTACT, "beeindigingen", id="contact"),
    pytest.param("/mandaten", MANDATE, "intrekkingen", id="mandaat"),
    pytest.param("/webhooks", WEBHOOK, "beeindigingen", id="webhook"),
]
END = {
    "/contacten": {"op": "2026-12-31", "toelichting": "klaar"},
    "/mandaten": {"toelichting": "klaar"},
    "/webhooks": {"toelichting": "klaar"},
}


@pytest.mark.parametrize(("path", "body", "end"), MADE)
def test_the_same_request_with_the_same_key_makes_and_ends_once(
    program: AProgram, path: str, body: dict[str, object], end: str
) -> None:
    baas = program("baas")

    made = baas.post(path, body, idempotency_key="a")
    again = baas.post(path, body, idempotency_key="a")
    where, seen = made.headers["location"].removeprefix("/v1"), made.headers["etag"]
    over = baas.post(f"{where}/{end}", END[path], seen=seen, idempotency_key="b")
    once = baas.post(f"{where}/{end}", END[path], seen=seen, idempotency_key="b")
    other = baas.post(f"{where}/{end}", END[path], seen=seen, idempotency_key="a")

    assert (made.status_code, over.status_code) == (201, 200), over.text
    assert (again.text, again.headers["location"]) == (made.text, made.headers["location"])
    assert (once.text, once.headers["etag"]) == (over.text, over.headers["etag"])
    assert {each.headers["idempotency-replayed"] for each in (again, once)} == {"true"}
    assert other.status_code == 422


@pytest.mark.parametrize(("path", "body", "end"), MADE)
def test_only_a_try_says_what_would_be_and_leaves_nothing(
    program: AProgram, path: str, body: dict[str, object], end: str
) -> None:
    baas = program("baas")
    before = baas.get(path).json()

    tried = baas.post(f"{path}?proef=true", body, idempotency_key="a")
    assert tried.status_code == 200, tried.text
    assert baas.get(path).json() == before
    made = baas.post(path, body, idempotency_key="a")
    where = made.headers["location"].removeprefix("/v1")
    over = baas.post(f"{where}/{end}?proef=true", END[path], seen=made.headers["etag"])

    assert tried.json() == made.json()
    assert "idempotency-replayed" not in made.headers
    assert over.status_code == 200, over.text
    assert over.json()["geldigTotEnMet"] is not None
    assert baas.get(where).json() == made.json()


@pytest.mark.parametrize(("path", "body"), [each.values[:2] for each in MADE])
def test_a_token_for_one_cluster_makes_nothing_that_holds_everywhere(
    program: AProgram, path: str, body: dict[str, object]
) -> None:
    narrow = program("baas", clusters=("een",))
    everywhere = {name: value for name, value in body.items() if name != "cluster"}

    assert narrow.post(path, everywhere).status_code == 403
    assert program("baas").post(path, everywhere).status_code == 201


def test_a_token_for_one_cluster_changes_no_contact(program: AProgram) -> None:
    made = program("baas").post("/contacten", CONTACT)
    where = made.headers["location"].removeprefix("/v1")
    narrow, body = program("piet", clusters=("een",)), {"functie": "x", "toelichting": "x"}

    changed = narrow.ask("PATCH", where, body, seen=made.headers["etag"])
    ended = narrow.post(f"{where}/beeindigingen", END["/contacten"], seen=made.headers["etag"])

    assert changed.status_code in {403, 404}
    assert ended.status_code in {403, 404}


def test_a_contact_is_added_changed_and_ended(program: AProgram) -> None:
    piet = program()

    made = piet.post("/contacten", CONTACT)
    where = made.headers["location"].removeprefix("/v1")
    body = {"adres": "post@kgg.example", "toelichting": "verhuisd"}
    changed = piet.ask("PATCH", where, body, seen=made.headers["etag"])
    ended = piet.post(
        f"{where}/beeindigingen",
        {"op": "2026-12-31", "toelichting": "andere functie"},
        seen=changed.headers["etag"],
    )

    assert (made.status_code, changed.status_code, ended.status_code) == (201, 200, 200), made.text
    assert made.json()["organisatie"] == "organisation:tweede-kamer"
    assert changed.json() == {**made.json(), "adres": "post@kgg.example", "versie": 2}
    assert piet.get(where).json() == ended.json()
    assert ended.json()["geldigTotEnMet"] == "2026-12-31"
    assert piet.ask("PATCH", where, body, seen='"1"').status_code == 412
    assert piet.ask("PATCH", where, body).status_code == 428


def test_the_address_of_a_webhook_is_shown_by_its_host_alone(program: AProgram) -> None:
    baas = program("baas")
    baas.post("/webhooks", WEBHOOK)

    assert baas.get("/contacten/haak").json()["adres"] == "ontvanger.example"
    assert "geheim" not in baas.get("/contacten").text


def test_contacts_and_mandates_are_for_who_keeps_them(program: AProgram) -> None:
    assert program("lezer").get("/contacten").status_code == 404
    assert program("bedrijf").get("/mandaten").status_code == 404
    assert program("regisseur").get("/mandaten").status_code == 404
    assert program("piet").post("/mandaten", {"wie": "piet", "rol": "reader"}).status_code == 403
    assert program("regisseur").post("/contacten", CONTACT).status_code == 403


def test_a_mandate_is_given_and_withdrawn_by_the_administrator(program: AProgram) -> None:
    baas = program("baas")

    made = baas.post("/mandaten", MANDATE)
    assert made.status_code == 201, made.text
    where = made.headers["location"].removeprefix("/v1")
    gone = baas.post(f"{where}/intrekkingen", {}, seen=made.headers["etag"])

    assert made.json()["cluster"] == "cluster:een"
    assert gone.status_code == 200, gone.text
    assert gone.json()["geldigTotEnMet"] is not None
    wrong = baas.post("/mandaten", {"wie": "x", "rol": "reader", "cluster": "geen"})
    assert wrong.status_code == 404


@pytest.mark.parametrize("name", ["Žofia Šimková ½", "een/twee?#%2F", "x" * 300])
def test_a_mandate_has_an_address_that_leads_to_it_whoever_it_is_of(
    program: AProgram, name: str
) -> None:
    baas = program("baas")

    made = baas.post("/mandaten", {"wie": name, "rol": "reader"})

    assert made.status_code == 201, made.text
    where = made.headers["location"].removeprefix("/v1")
    assert where.isascii()
    assert baas.get(where).json() == made.json()
