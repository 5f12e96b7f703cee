"""Letters are read statement by statement, decided on, and read again as they are kept."""

import base64

import pytest

from mijlpaal.web.office import Office
from models.storage.database import transaction
from models.storage.records import SUBJECT
from models.vocabulary import Confidentiality
from tests.mijlpaal.web.api.conftest import AProgram

LETTER = (
    "In november 2026 zal het kabinet de Kamer informeren over de routekaart.\n\n"
    "Eind oktober 2026 besluit het kabinet over het net."
)
GIVEN = {"tekst": LETTER, "dag": "2026-09-01"}
ABOUT = {"onderwerp": "cluster:een"}


def test_reading_a_letter_records_nothing(program: AProgram) -> None:
    piet = program()

    read = piet.post("/brieflezingen", GIVEN)
    content = base64.b64encode(LETTER.encode()).decode()
    as_file = piet.post("/brieflezingen", {"bestand": content, "dag": "2026-09-01"})

    assert read.status_code == 200, read.text
    assert [each["stand"] for each in read.json()["uitspraken"]] == ["new", "new"]
    assert read.json()["uitspraken"][0]["uiterlijk"] == "2026-11-30"
    assert as_file.json() == read.json()
    assert piet.get("/brieven").json() == {"resultaten": []}


@pytest.mark.parametrize(
    "given", [{}, {"tekst": LETTER, "bestand": "aG9p"}, {"bestand": "aG9"}, {"bestand": "a G9p"}]
)
def test_a_letter_is_text_or_a_file_in_base64(program: AProgram, given: dict[str, object]) -> None:
    assert program().post("/brieflezingen", {"dag": "2026-09-01", **given}).status_code == 400


def test_statements_are_taken_over_and_rejected_in_one_act(program: AProgram) -> None:
    piet = program()
    verdicts = {"opnemen": [{"nummer": 1, "titel": "Routekaart"}], "afwijzen": [2]}
    said = {**GIVEN, **ABOUT, **verdicts, "toelichting": "Geen mijlpaal"}

    tried = piet.post("/briefbesluiten?proef=true", said)
    done = piet.post("/briefbesluiten", said, idempotency_key="a")
    again = piet.post("/briefbesluiten", said, idempotency_key="a")

    assert done.status_code == 200, done.text
    assert tried.status_code == 200
    assert [each["stand"] for each in done.json()["uitspraken"]] == ["registered", "rejected"]
    assert again.headers["idempotency-replayed"] == "true"
    listed = piet.get("/brieven").json()["resultaten"]
    assert [f"document:{each['sleutel']}" for each in listed] == [done.json()["document"]]
    kept = piet.get(f"/brieven/{listed[0]['sleutel']}").json()["uitspraken"]
    named = done.json()["uitspraken"][0]["geregistreerdAls"]
    assert [each["geregistreerdAls"] for each in kept] == [named, None]
    assert piet.post("/briefbesluiten", said).status_code == 422


def test_what_is_no_letter_or_no_decision_is_refused(program: AProgram) -> None:
    piet = program()
    decide = {**GIVEN, **ABOUT}

    assert piet.post("/brieflezingen", {"dag": "2026-09-01"}).status_code == 400
    assert piet.post("/brieflezingen", {**GIVEN, "bestand": "eA=="}).status_code == 400
    assert piet.post("/brieflezingen", {"tekst": LETTER}).status_code == 422
    assert piet.post("/brieflezingen", {**GIVEN, "document": "geen"}).status_code == 404
    assert piet.post("/briefbesluiten", decide).status_code == 422
    assert piet.post("/briefbesluiten", {**decide, "afwijzen": [99]}).status_code == 422
    twice = {**decide, "afwijzen": [1], "opnemen": [{"nummer": 1}]}
    assert piet.post("/briefbesluiten", twice).status_code == 422


def test_a_director_decides_about_their_own_cluster(program: AProgram) -> None:
    director, said = program("regisseur"), {**GIVEN, "opnemen": [{"nummer": 1}]}

    assert director.post("/briefbesluiten", said).status_code == 403
    assert director.post("/briefbesluiten", {**said, **ABOUT}).status_code == 200
    assert program("lezer").post("/briefbesluiten", said).status_code == 403
    assert program("bedrijf").get("/brieven").status_code == 404


def test_a_hidden_letter_is_named_nowhere(program: AProgram, office: Office) -> None:
    piet = program()
    said = {**GIVEN, **ABOUT, "opnemen": [{"nummer": 1}], "afwijzen": [2], "toelichting": "x"}
    decided = piet.post("/briefbesluiten", said).json()
    letter, became = decided["document"], decided["uitspraken"][0]["geregistreerdAls"]
    path = f"/mijlpalen/{became.removeprefix('milestone:')}"
    key = letter.removeprefix("document:")
    before = piet.get(path).json()["bron"]
    with transaction(office.engine) as session:
        hide = SUBJECT.update().where(SUBJECT.c.key == key)
        session.execute(hide.values(confidentiality=str(Confidentiality.COMPANY_CONFIDENTIAL)))

    alone, listed = piet.get(path), piet.get("/mijlpalen?aantal=200")
    undated = piet.post("/brieflezingen", {"tekst": LETTER})
    on_another_day = piet.post("/brieflezingen", {**GIVEN, "dag": "2026-08-31"})
    again = piet.post("/brieflezingen", GIVEN)

    assert before == key == "kamerbrief-2026-09-01"
    assert alone.json()["bron"] is None
    assert "bron" in alone.json()["achtergehouden"]
    assert key not in [each["bron"] for each in listed.json()["resultaten"]]
    assert undated.status_code == 422
    assert on_another_day.status_code == again.status_code == 404
    for each in (undated, on_another_day, again):
        assert key not in each.text
        assert "1 september" not in each.text
