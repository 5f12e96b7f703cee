"""An edition is made, proposed, established and corrected by programs of two people."""

from datetime import date

from mijlpaal.web.office import Office
from models.milestones import acts as milestones
from models.storage.database import transaction
from tests.mijlpaal.web.api.conftest import AProgram, Program

ONE = {"cluster": "een"}


def _made(program: Program) -> tuple[str, str]:
    made = program.post("/rapportages", ONE)
    assert made.status_code == 201, made.text
    return made.headers["location"].removeprefix("/v1"), made.headers["etag"]


def test_an_edition_is_established_by_a_second_person(program: AProgram) -> None:
    piet, roos = program("piet"), program("roos")

    where, seen = _made(piet)
    proposed = piet.post(f"{where}/voorleggingen", seen=seen)
    by_himself = piet.post(f"{where}/vaststellingen", seen=proposed.headers["etag"])
    established = roos.post(f"{where}/vaststellingen", seen=proposed.headers["etag"])

    assert proposed.json()["stand"] == "proposed", proposed.text
    assert by_himself.status_code == 409
    assert established.json()["stand"] == "established", established.text
    read = piet.get(where)
    assert read.json()["naam"] == established.json()["naam"]
    assert read.headers["etag"] == established.headers["etag"]


def test_the_same_figures_are_the_same_edition(program: AProgram) -> None:
    piet = program()
    where, _ = _made(piet)

    again = piet.post("/rapportages", ONE)

    assert again.status_code == 200
    assert again.headers["location"].removeprefix("/v1") == where


def test_a_trial_leaves_no_edition(program: AProgram) -> None:
    piet = program()

    assert piet.post("/rapportages?proef=true", ONE).status_code == 200
    assert piet.get("/rapportages").json() == {"resultaten": []}


def test_an_edition_is_given_back_with_a_reason(program: AProgram) -> None:
    piet, roos = program("piet"), program("roos")
    where, seen = _made(piet)
    seen = piet.post(f"{where}/voorleggingen", seen=seen).headers["etag"]

    without = roos.post(f"{where}/teruggaven", seen=seen)
    back = roos.post(f"{where}/teruggaven", {"toelichting": "De prognose ontbreekt"}, seen=seen)

    assert without.status_code == 422
    assert back.json()["stand"] == "concept", back.text


def test_a_correction_is_proposed_with_its_reason(program: AProgram, office: Office) -> None:
    piet, roos = program("piet"), program("roos")
    where, seen = _made(piet)
    seen = piet.post(f"{where}/voorleggingen", seen=seen).headers["etag"]
    roos.post(f"{where}/vaststellingen", seen=seen)
    with transaction(office.engine) as session:
        milestones.forecast(office.ledger(session, "piet"), "m1", date(2027, 1, 20))

    second, seen = _made(piet)
    without = piet.post(f"{second}/voorleggingen", seen=seen)
    proposed = piet.post(f"{second}/voorleggingen", {"toelichting": "Nieuwe prognose"}, seen=seen)

    assert second != where
    assert without.status_code == 422
    assert proposed.json()["editie"] == 2, proposed.text


def test_the_version_that_was_seen_must_be_the_present_one(program: AProgram) -> None:
    piet = program()
    where, seen = _made(piet)

    assert piet.post(f"{where}/voorleggingen").status_code == 428
    assert piet.post(f"{where}/voorleggingen", seen='"7"').status_code == 412
    first = piet.post(f"{where}/voorleggingen", seen=seen, idempotency_key="a")
    again = piet.post(f"{where}/voorleggingen", seen=seen, idempotency_key="a")
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.headers["idempotency-replayed"] == "true"


def test_editions_are_made_by_who_may_and_of_what_they_see(program: AProgram) -> None:
    where, seen = _made(program())

    assert program("regisseur").post("/rapportages", ONE).status_code == 403
    assert program("lezer").post(f"{where}/voorleggingen", seen=seen).status_code == 403
    assert program("bedrijf").get(where).status_code == 404
    assert program().post("/rapportages", {"cluster": "geen"}).status_code == 404
    narrow = program("piet", clusters=("twee",))
    assert narrow.post("/rapportages", ONE).status_code == 404
    assert narrow.post(f"{where}/voorleggingen", seen=seen).status_code == 404
