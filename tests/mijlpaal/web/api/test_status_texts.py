"""Status texts are written, proposed and approved by programs of two people."""

from tests.mijlpaal.web.api.conftest import AProgram

TEXT = {"onderwerp": "cluster:een", "tekst": "De uitwerkingsfase loopt."}


def test_a_text_is_written_and_approved_by_a_second_person(program: AProgram) -> None:
    piet, roos = program("piet"), program("roos")

    made = piet.post("/statusteksten", TEXT)
    assert made.status_code == 201, made.text
    where = made.headers["location"].removeprefix("/v1")
    proposed = piet.post(f"{where}/voorleggingen", seen=made.headers["etag"])
    by_himself = piet.post(f"{where}/vaststellingen", seen=proposed.headers["etag"])
    approved = roos.post(f"{where}/vaststellingen", seen=proposed.headers["etag"])

    assert made.json()["onderwerp"] == "cluster:een"
    assert by_himself.status_code == 409
    assert approved.json()["stand"] == "established", approved.text
    assert piet.get(where).json() == approved.json()
    assert piet.get("/statusteksten").json() == {"resultaten": [approved.json()]}


def test_a_text_in_the_making_is_rewritten_by_who_saw_it(program: AProgram) -> None:
    piet = program()
    made = piet.post("/statusteksten", TEXT)
    other = {**TEXT, "tekst": "De fase is afgerond."}

    assert piet.post("/statusteksten", other).status_code == 428
    assert piet.post("/statusteksten", other, seen='"9"').status_code == 412
    again = piet.post("/statusteksten", other, seen=made.headers["etag"])

    assert again.status_code == 200, again.text
    assert again.json()["sleutel"] == made.json()["sleutel"]
    assert again.json()["tekst"] == "De fase is afgerond."


def test_a_text_is_given_back_with_a_reason(program: AProgram) -> None:
    piet, roos = program("piet"), program("roos")
    made = piet.post("/statusteksten", TEXT)
    where = made.headers["location"].removeprefix("/v1")
    seen = piet.post(f"{where}/voorleggingen", seen=made.headers["etag"]).headers["etag"]

    without = roos.post(f"{where}/teruggaven", seen=seen)
    back = roos.post(f"{where}/teruggaven", {"toelichting": "Te stellig"}, seen=seen)

    assert without.status_code == 422
    assert back.json()["stand"] == "concept", back.text


def test_a_director_writes_of_their_own_cluster_and_approves_nothing(program: AProgram) -> None:
    director = program("regisseur")

    made = director.post("/statusteksten", TEXT)
    elsewhere = director.post("/statusteksten", {**TEXT, "onderwerp": "cluster:twee"})

    assert made.status_code == 201, made.text
    assert elsewhere.status_code in {403, 422}
    where, seen = made.headers["location"].removeprefix("/v1"), made.headers["etag"]
    assert director.post(f"{where}/vaststellingen", seen=seen).status_code == 403
    assert program("lezer").post("/statusteksten", TEXT).status_code == 403
    assert program("bedrijf").get("/statusteksten").status_code == 404


def test_a_text_is_about_a_cluster_or_the_programme_alone(program: AProgram) -> None:
    piet = program()

    for about in ("project:p1", "cluster:geen", "milestone:geheim"):
        assert piet.post("/statusteksten", {**TEXT, "onderwerp": about}).status_code == 422
    assert piet.post("/statusteksten?proef=true", TEXT).status_code == 200
    assert piet.get("/statusteksten").json() == {"resultaten": []}
