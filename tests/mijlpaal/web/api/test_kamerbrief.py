"""The letter to the Kamer: what is missing, and that it was sent."""

import pytest

from mijlpaal.web.office import Office
from models.storage.database import transaction
from models.vocabulary import SubjectKind
from tests.mijlpaal.web.api.conftest import AProgram

SENT = {"kenmerk": "Kamerstuk 29826, nr. 320", "op": "2026-09-01", "voldoet": ["belofte"]}
CHECK = "/kamerbriefcontroles?toezegging=belofte"


@pytest.fixture(autouse=True)
def _programme(office: Office) -> None:
    """The programme that letters are about."""
    with transaction(office.engine) as session:
        said = {"title": "Aanpak", "confidentiality": "public"}
        office.ledger(session, "baas").register(SubjectKind.PROGRAMME, "aanpak", said)


def test_the_check_says_what_stands_in_the_way(program: AProgram) -> None:
    found = program().get(CHECK)

    assert found.status_code == 200, found.text
    assert not found.json()["isGereed"]
    assert found.json()["ontbreekt"][0]["gewicht"] == "in_the_way"


def test_the_check_is_for_who_sees_the_whole_programme(program: AProgram) -> None:
    assert program("lezer").get(CHECK).status_code == 403
    assert program("piet", clusters=("een",)).get(CHECK).status_code == 404
    assert program().get("/kamerbriefcontroles?toezegging=geheim").status_code == 404
    assert program().get("/kamerbriefcontroles?toezegging=m1").status_code == 422
    assert program().get("/kamerbriefcontroles").status_code == 400


def test_a_letter_that_was_sent_waits_for_a_second_person(program: AProgram) -> None:
    piet, roos = program("piet"), program("roos")

    tag = piet.post("/kamerbrieven?proef=true", SENT).headers["etag"]

    unseen, stale = piet.post("/kamerbrieven", SENT), piet.post("/kamerbrieven", SENT, seen='"1"')
    kept = piet.post("/kamerbrieven", SENT, seen=tag)
    assert kept.status_code == 202, kept.text
    where = kept.headers["location"].removeprefix("/v1")
    decided = roos.post(f"{where}/besluiten", {"besluit": "bevestigd"}, seen=roos.tag(where))

    assert (unseen.status_code, stale.status_code) == (428, 412)
    assert decided.status_code == 200, decided.text
    assert "roos" in kept.json()["bevestigers"]
    assert not piet.get("/mijlpalen/belofte").json()["isOpen"]


def test_a_letter_names_duties_of_the_reader(program: AProgram) -> None:
    assert program().post("/kamerbrieven", {**SENT, "voldoet": ["geheim"]}).status_code == 404
    assert program().post("/kamerbrieven", {**SENT, "voldoet": ["m1"]}).status_code == 422
    assert program().post("/kamerbrieven", {**SENT, "voldoet": []}).status_code == 422
    assert program("lezer").post("/kamerbrieven", SENT).status_code == 403
    narrow = program("piet", clusters=("twee",))
    assert narrow.post("/kamerbrieven", SENT).status_code == 404
