from collections.abc import Mapping

import pytest
from sqlalchemy import Engine

from models.acts.registering import REGISTERED, to_amend
from models.ledger.chain import events_of
from models.storage.database import reading
from models.storage.records import current
from models.vocabulary import SubjectKind
from tests.mijlpaal.web.api.conftest import AProgram

OPEN: Mapping[str, object] = {"titel": "Nieuw", "vertrouwelijkheid": "internal"}
NEW: Mapping[str, Mapping[str, object]] = {
    "organisaties": {"soortOrganisatie": "company"},
    "deelnames": {"doel": "project:p1", "organisatie": "organisation:acme", "rol": "party"},
    "documenten": {"soortDocument": "kamerbrief", "kenmerk": "Kamerstuk 29826, nr. 307"},
    "voorvallen": {"onderwerp": "cluster:een", "isOmkeerbaar": True},
    "open-vragen": {"onderwerp": "cluster:een"},
    "mijlpalen": {
        "onderwerp": "cluster:een",
        "gewicht": "commitment",
        "formulering": "eind januari 2027",
        "geadresseerde": "organisation:tweede-kamer",
    },
}


@pytest.mark.parametrize("noun", list(NEW))
def test_a_row_is_registered_found_where_it_is_said_to_be_and_amended(
    program: AProgram, noun: str
) -> None:
    piet = program()
    body = {"sleutel": "nieuw-1", **OPEN, **NEW[noun]}

    made = piet.post(f"/{noun}", body)
    assert made.status_code == 201, made.text
    where = made.headers["location"].removeprefix("/v1")
    changed = piet.ask(
        "PATCH", where, {"titel": "Anders", "toelichting": "het heet nu zo"}, made.headers["etag"]
    )

    assert where == f"/{noun}/nieuw-1"
    assert changed.status_code == 200, changed.text
    assert changed.json() == {
        **made.json(),
        "titel": "Anders",
        "versie": 2,
    }
    assert piet.get(where).json() == changed.json()


def test_a_milestone_that_is_registered_is_agreed_and_owed_as_the_words_say(
    program: AProgram,
) -> None:
    made = program().post("/mijlpalen", {"sleutel": "nieuw-1", **OPEN, **NEW["mijlpalen"]}).json()

    assert (made["uiterlijk"], made["eersteUiterlijk"]) == ("2027-01-31", "2027-01-31")
    assert made["teltTot"] < made["uiterlijk"]  # the last sitting day
    assert made["cluster"] == "cluster:een"
    assert made["isOpen"]


def test_what_has_a_life_cycle_begins_at_its_beginning_and_opens_what_that_asks_for(
    program: AProgram, house: Engine
) -> None:
    piet = program()

    cluster = piet.post("/clusters", {"sleutel": "nieuw", **OPEN})
    project = piet.post(
        "/projecten", {"sleutel": "p9", **OPEN, "cluster": "cluster:nieuw", "isConcreet": True}
    )

    assert (cluster.status_code, project.status_code) == (201, 201), cluster.text + project.text
    assert cluster.json()["stand"]
    with reading(house) as session:
        made = current(session, SubjectKind.CLUSTER, "nieuw")
        assert events_of(session, made.id)[0].kind == "registered"


@pytest.mark.parametrize(
    ("noun", "body", "status"),
    [
        ("mijlpalen", {"formulering": "te zijner tijd"}, 422),
        ("mijlpalen", {"onderwerp": "milestone:geheim"}, 422),
        ("mijlpalen", {"onderwerp": "mandate:piet"}, 422),
        ("mijlpalen", {"cluster": "cluster:twee"}, 422),
        ("mijlpalen", {"geadresseerde": "cluster:een"}, 422),
        ("mijlpalen", {"sleutel": "m1"}, 409),
        ("mijlpalen", {"sleutel": "M 1"}, 400),
        ("mijlpalen", {"teltTot": "2026-12-01"}, 400),
        ("mijlpalen", {"vertrouwelijkheid": "geheim"}, 400),
        ("mijlpalen", {"vertrouwelijkheid": "company_confidential"}, 403),
        ("voorvallen", {"isOmkeerbaar": 0}, 400),
        ("voorvallen", {"isOmkeerbaar": "true"}, 400),
        ("organisaties", {"vertrouwelijkheid": None}, 400),
        ("deelnames", {"rol": "baas"}, 400),
    ],
)
def test_what_cannot_be_registered_is_refused_and_leaves_nothing(
    program: AProgram, noun: str, body: Mapping[str, object], status: int
) -> None:
    piet = program()
    before = piet.get(f"/{noun}?aantal=200").json()

    answer = piet.post(f"/{noun}", {"sleutel": "nieuw-1", **OPEN, **NEW[noun], **body})

    assert answer.status_code == status, answer.text
    assert piet.get(f"/{noun}?aantal=200").json() == before


def test_a_director_registers_in_their_own_cluster_alone(program: AProgram) -> None:
    regisseur, body = program("regisseur"), {"sleutel": "nieuw-1", **OPEN, **NEW["open-vragen"]}

    there = regisseur.post("/open-vragen", {**body, "onderwerp": "cluster:twee"})
    here = regisseur.post("/open-vragen", body)

    assert (there.status_code, here.status_code) == (403, 201), there.text + here.text


def test_the_same_registration_with_the_same_key_is_done_once(program: AProgram) -> None:
    piet, body = program(), {"sleutel": "nieuw-1", **OPEN, **NEW["open-vragen"]}

    first = piet.post("/open-vragen", body, idempotency_key="eenmaal")
    second = piet.post("/open-vragen", body, idempotency_key="eenmaal")
    third = piet.post("/open-vragen", body)

    assert (first.status_code, second.status_code, third.status_code) == (201, 201, 409)
    assert second.headers["location"] == first.headers["location"]


def test_a_trial_of_a_registration_leaves_nothing(program: AProgram) -> None:
    piet, body = program(), {"sleutel": "nieuw-1", **OPEN, **NEW["open-vragen"]}

    assert piet.post("/open-vragen?proef=true", body).status_code == 200
    assert piet.get("/open-vragen/nieuw-1").status_code == 404


def test_amending_takes_no_agreement_no_mark_and_no_reference() -> None:
    for kind in REGISTERED:
        assert not {"confidentiality", "cluster_id", "standing", "source_id"} & {*to_amend(kind)}
    assert set(to_amend(SubjectKind.MILESTONE)) == {
        *("title", "title_en", "source", "source_place", "source_words", "needed_for"),
    }


def test_amending_asks_for_the_version_that_was_seen_and_a_reason(program: AProgram) -> None:
    piet, body = program(), {"titel": "Anders", "toelichting": "omdat"}

    assert piet.ask("PATCH", "/mijlpalen/m1", body).status_code == 428
    assert piet.ask("PATCH", "/mijlpalen/m1", body, seen='"7"').status_code == 412
    assert piet.ask("PATCH", "/mijlpalen/m1", {"titel": "x"}, seen='"1"').status_code == 400
    assert piet.ask("PATCH", "/mijlpalen/geheim", body, seen='"1"').status_code == 404
    assert piet.ask("PATCH", "/mijlpalen/m1", body, seen='"1"').status_code == 200


def test_that_one_thing_hangs_on_another_is_stated(program: AProgram) -> None:
    piet = program()
    ends = {"wat": "milestone:m1", "hangtAf": "milestone:belofte"}

    made = piet.post(
        "/afhankelijkheden",
        {**ends, "soortAfhankelijkheid": "finish_to_start", "tussentijd": "P2W"},
    )
    role = piet.post(
        "/afhankelijkheden",
        {"wat": "condition:c1", "hangtAf": "organisation:acme", "soortAfhankelijkheid": "holder"},
    )
    hidden = piet.post(
        "/afhankelijkheden",
        {**ends, "hangtAf": "milestone:geheim", "soortAfhankelijkheid": "finish_to_start"},
    )

    assert made.status_code == 201, made.text
    assert made.json()["wat"] == "milestone:m1"
    assert piet.get(made.headers["location"].removeprefix("/v1")).json() == made.json()
    assert role.status_code == 201, role.text
    assert role.headers["location"].startswith("/v1/deelnames/")
    assert hidden.status_code == 422
