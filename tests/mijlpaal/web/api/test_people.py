from tests.mijlpaal.web.api.conftest import AProgram

CONTACT = {
    "sleutel": "minister-kgg",
    "functie": "Minister van KGG",
    "kanaal": "email",
    "adres": "bureau@kgg.example",
    "organisatie": "organisation:tweede-kamer",
}


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
    said = {"sleutel": "haak", "functie": "Koppeling", "adres": "https://ontvanger.example/geheim"}
    baas.post("/webhooks", said)

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

    made = baas.post("/mandaten", {"wie": "nieuw", "rol": "cluster_director", "cluster": "een"})
    assert made.status_code == 201, made.text
    where = made.headers["location"].removeprefix("/v1")
    gone = baas.post(f"{where}/intrekkingen", {}, seen=made.headers["etag"])

    assert made.json()["cluster"] == "cluster:een"
    assert gone.status_code == 200, gone.text
    assert gone.json()["geldigTotEnMet"] is not None
    wrong = baas.post("/mandaten", {"wie": "x", "rol": "reader", "cluster": "geen"})
    assert wrong.status_code == 404
