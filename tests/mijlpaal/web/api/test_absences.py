"""Who is away, and who takes over for good."""

import pytest

from mijlpaal.web.office import Office
from models.storage.database import transaction
from models.storage.records import current
from models.vocabulary import EventKind, SubjectKind
from tests.factories import a_contact, an_assignment
from tests.mijlpaal.web.api.conftest import AProgram

AWAY = {
    "contact": "directeur",
    "vervanger": "opvolger",
    "vanaf": "2026-12-21",
    "totEnMet": "2026-12-31",
}
DIRECTOR = "/contacten/directeur"
HANDING = {"aan": "opvolger", "vanaf": "2026-12-20", "toelichting": "Andere functie"}
UNWANTED = {"unwanted": "milestone:geheim milestone:m2"}


@pytest.fixture(autouse=True)
def _people(office: Office) -> None:
    """Two contacts; the first answers for a milestone that all see and one that few do."""
    with transaction(office.engine) as session:
        ledger = office.ledger(session, "baas")
        director = a_contact(ledger, "directeur")
        a_contact(ledger, "opvolger", clearance="company_confidential")
        for key in ("m1", "geheim"):
            an_assignment(ledger, current(session, SubjectKind.MILESTONE, key), director)


def test_an_absence_is_recorded_shown_and_ended(program: AProgram) -> None:
    piet = program()

    made = piet.post("/afwezigheden", AWAY, seen=piet.tag(DIRECTOR))
    assert made.status_code == 201, made.text
    where = made.headers["location"].removeprefix("/v1")
    listed = piet.get("/afwezigheden").json()
    ended = piet.post(f"{where}/beeindigingen", seen=made.headers["etag"])

    assert made.json()["vervanger"] == "contact:opvolger"
    assert listed == {"resultaten": [made.json()]}
    assert ended.status_code == 200, ended.text
    assert piet.get("/afwezigheden").json() == {"resultaten": []}
    assert piet.get(where).json() == ended.json()


def test_an_absence_ends_in_its_turn(program: AProgram) -> None:
    piet = program()
    seen = piet.tag(DIRECTOR)
    piet.post("/afwezigheden", AWAY, seen=seen)
    in_january = AWAY | {"vanaf": "2027-01-11", "totEnMet": "2027-01-15"}
    later = piet.post("/afwezigheden", in_january, seen=seen)
    where = later.headers["location"].removeprefix("/v1")

    assert piet.post(f"{where}/beeindigingen", seen=later.headers["etag"]).status_code == 422
    assert len(piet.get("/afwezigheden").json()["resultaten"]) == 2


def test_absences_are_kept_by_who_keeps_contacts(program: AProgram) -> None:
    seen = program().tag(DIRECTOR)
    nobody, alone = AWAY | {"contact": "geen"}, AWAY | {"vervanger": "geen"}

    assert program("regisseur").post("/afwezigheden", AWAY, seen=seen).status_code == 403
    assert program("lezer").get("/afwezigheden").status_code == 404
    assert program().post("/afwezigheden", alone, seen=seen).status_code == 422
    assert program().post("/afwezigheden", nobody, seen=seen).status_code == 404


def test_an_absence_names_the_version_of_who_is_away_and_ending_it_its_own(
    program: AProgram,
) -> None:
    piet = program()
    seen = piet.tag(DIRECTOR)
    hour = {"uurVanDagbericht": 9, "toelichting": "gevraagd"}
    now = piet.ask("PATCH", DIRECTOR, hour, seen=seen).headers["etag"]

    assert piet.post("/afwezigheden", AWAY).status_code == 428
    assert piet.post("/afwezigheden", AWAY, seen=seen).status_code == 412
    made = piet.post("/afwezigheden", AWAY, seen=now)
    assert made.status_code == 201, made.text
    ending = made.headers["location"].removeprefix("/v1") + "/beeindigingen"
    assert piet.post(ending).status_code == 428
    assert piet.post(ending, seen='"9"').status_code == 412
    assert piet.post(ending, seen=made.headers["etag"]).status_code == 200


def test_all_that_is_open_passes_and_what_is_hidden_is_only_counted(program: AProgram) -> None:
    piet = program()
    where = DIRECTOR
    seen = piet.tag(where)

    tried = piet.post(f"{where}/overdrachten?proef=true", HANDING, seen=seen)
    done = piet.post(f"{where}/overdrachten", HANDING, seen=seen)
    again = piet.post(f"{where}/overdrachten", HANDING, seen=seen)

    assert done.status_code == 200, done.text
    assert done.json() == {
        "overgedragen": [
            {"onderwerp": "milestone:m1", "verantwoordelijkheid": "owner", "hadDieAl": False}
        ],
        "schulden": [],
        "verborgen": 1,
    }
    assert tried.json() == done.json()
    assert again.json()["overgedragen"] == []


def test_a_hand_over_names_its_version_and_somebody_else(program: AProgram) -> None:
    piet, where = program(), f"{DIRECTOR}/overdrachten"
    seen = piet.tag(DIRECTOR)

    assert piet.post(where, HANDING).status_code == 428
    assert piet.post(where, HANDING | {"aan": "geen"}, seen=seen).status_code == 422
    assert piet.post(where, HANDING | {"aan": "directeur"}, seen=seen).status_code == 422
    assert program("regisseur").post(where, HANDING, seen=seen).status_code == 403


def test_how_a_contact_wants_to_hear_is_changed_and_what_is_hidden_stays(
    program: AProgram, office: Office
) -> None:
    piet, where = program(), DIRECTOR
    with transaction(office.engine) as session:
        ledger = office.ledger(session, "baas")
        contact = current(session, SubjectKind.CONTACT, "directeur")
        ledger.record(contact, EventKind.AMENDED, UNWANTED)

    assert piet.get(where).json()["ongewenst"] == ["milestone:m2"]
    said = {"uurVanDagbericht": 9.0, "ongewenst": ["milestone:m1"], "toelichting": "gevraagd"}
    changed = piet.ask("PATCH", where, said, seen=piet.tag(where))

    assert changed.status_code == 200, changed.text
    assert (changed.json()["uurVanDagbericht"], changed.json()["ongewenst"]) == (
        9,
        ["milestone:m1"],
    )
    with transaction(office.engine) as session:
        kept = current(session, SubjectKind.CONTACT, "directeur").text("unwanted")
    assert kept == "milestone:geheim milestone:m1"
    hidden = {"ongewenst": ["milestone:geheim"], "toelichting": "gevraagd"}
    assert piet.ask("PATCH", where, hidden, seen=piet.tag(where)).status_code == 422
    for hour in (5, 9.5, "9", True):  # too early, and no whole numbers
        wrong = {"uurVanDagbericht": hour, "toelichting": "gevraagd"}
        assert piet.ask("PATCH", where, wrong, seen=piet.tag(where)).status_code == 400
