import json

import pytest
from sqlalchemy import Engine

from models.clock import morning_of
from models.ledger.chain import events_of
from models.reading.marking import mark_field
from models.storage.database import reading, transaction
from models.storage.records import current
from models.vocabulary import Confidentiality, SubjectKind
from tests.mijlpaal.web.api.conftest import AProgram
from tests.mijlpaal.web.conftest import NEXT_DAY

FORECAST = {"wanneer": "2026-11-20", "toelichting": "concept is klaar"}
REPLANNING = {
    "formulering": "eind januari 2027",
    "code": "parliamentary_calendar",
    "toelichting": "Debat verplaatst",
}


def _events(house: Engine, key: str = "m1") -> list[str]:
    with reading(house) as session:
        milestone = current(session, SubjectKind.MILESTONE, key)
        return [each.kind for each in events_of(session, milestone.id)]


def test_a_forecast_is_recorded_by_who_gave_it(program: AProgram, house: Engine) -> None:
    piet = program()

    answer = piet.post("/mijlpalen/m1/prognoses", FORECAST, seen=piet.tag("/mijlpalen/m1"))

    assert answer.status_code == 200, answer.text
    assert answer.json()["prognose"] == "2026-11-20"
    assert answer.headers["etag"] == piet.tag("/mijlpalen/m1")
    with reading(house) as session:
        event = events_of(session, current(session, SubjectKind.MILESTONE, "m1").id)[-1]
    assert (event.kind, event.actor, event.reason) == ("forecast", "piet", "concept is klaar")


def test_a_change_without_the_version_that_was_seen_is_refused(
    program: AProgram, house: Engine
) -> None:
    piet = program()
    seen = piet.tag("/mijlpalen/m1")
    assert piet.post("/mijlpalen/m1/prognoses", FORECAST).status_code == 428
    assert piet.post("/mijlpalen/m1/prognoses", FORECAST, seen="*").status_code == 428
    assert piet.post("/mijlpalen/m1/prognoses", FORECAST, seen=seen).status_code == 200

    late = piet.post("/mijlpalen/m1/prognoses", FORECAST, seen=seen)

    assert late.status_code == 412
    assert late.headers["etag"] == piet.tag("/mijlpalen/m1")
    assert _events(house) == ["registered", "forecast"]


def test_the_same_request_with_the_same_key_is_done_once(program: AProgram, house: Engine) -> None:
    piet = program()
    asked = {"seen": piet.tag("/mijlpalen/m1"), "idempotency_key": "eenmaal"}

    first = piet.post("/mijlpalen/m1/prognoses", FORECAST, **asked)
    second = piet.post("/mijlpalen/m1/prognoses", FORECAST, **asked)

    assert (second.status_code, second.content) == (first.status_code, first.content)
    assert second.headers["etag"] == first.headers["etag"]
    assert second.headers["idempotency-replayed"] == "true"
    assert _events(house) == ["registered", "forecast"]


def test_a_key_of_another_request_is_refused(program: AProgram) -> None:
    piet = program()
    asked = {"seen": piet.tag("/mijlpalen/m1"), "idempotency_key": "eenmaal"}
    piet.post("/mijlpalen/m1/prognoses", FORECAST, **asked)

    answer = piet.post("/mijlpalen/m1/prognoses", FORECAST | {"wanneer": "2026-11-21"}, **asked)

    assert answer.status_code == 422


def test_a_key_does_not_show_one_token_what_another_saw(program: AProgram) -> None:
    asked = {"seen": program().tag("/mijlpalen/m1"), "idempotency_key": "eenmaal"}
    assert program().post("/mijlpalen/m1/prognoses", FORECAST, **asked).status_code == 200

    limited = program(clusters=("een",)).post("/mijlpalen/m1/prognoses", FORECAST, **asked)
    elsewhere = program(clusters=("twee",)).post("/mijlpalen/m1/prognoses", FORECAST, **asked)

    assert (limited.status_code, elsewhere.status_code) == (422, 404)


def test_a_try_shows_what_would_be_and_leaves_nothing(program: AProgram, house: Engine) -> None:
    piet = program()

    answer = piet.post(
        "/mijlpalen/m1/herijkingen?proef=true", REPLANNING, seen=piet.tag("/mijlpalen/m1")
    )

    assert answer.status_code == 200
    assert answer.json()["uiterlijk"] == "2027-01-31"
    assert answer.json()["bevestigers"] == ["roos"]
    assert answer.headers["etag"] == piet.tag("/mijlpalen/m1")
    assert "location" not in answer.headers
    assert _events(house) == ["registered"]


def test_a_trial_of_what_one_person_may_do_asks_nobody(program: AProgram) -> None:
    piet = program()

    answer = piet.post(
        "/mijlpalen/m1/prognoses?proef=true",
        {"wanneer": "2026-12-09"},
        seen=piet.tag("/mijlpalen/m1"),
    )

    assert answer.json()["prognose"] == "2026-12-09"
    assert "bevestigers" not in answer.json()


def test_a_trial_refuses_what_the_act_itself_refuses(program: AProgram) -> None:
    piet = program()
    asked = piet.post("/mijlpalen/m1/herijkingen", REPLANNING, seen=piet.tag("/mijlpalen/m1"))
    where = asked.headers["location"].removeprefix("/v1")

    answers = [
        piet.post(f"{where}/besluiten{how}", {"besluit": "bevestigd"}, seen=piet.tag(where))
        for how in ("", "?proef=true")
    ]

    assert [each.status_code for each in answers] == [409, 409]


def test_what_is_made_on_trial_is_nowhere_and_has_no_version(program: AProgram) -> None:
    answer = program("baas").post("/tokens?proef=true", {"wie": "piet", "doel": "proef"})

    assert answer.status_code == 200
    assert not {"location", "etag"} & answer.headers.keys()


def test_what_needs_a_second_person_becomes_a_proposal_that_they_confirm(
    program: AProgram, house: Engine
) -> None:
    piet, roos = program("piet"), program("roos")
    asked = piet.post("/mijlpalen/m1/herijkingen", REPLANNING, seen=piet.tag("/mijlpalen/m1"))
    assert asked.status_code == 202, asked.text
    assert asked.json()["bevestigers"] == ["roos"]
    where = asked.headers["location"].removeprefix("/v1")
    assert roos.get(where).json()["argumenten"]["formulering"] == "eind januari 2027"
    assert _events(house) == ["registered"]

    by_piet = piet.post(f"{where}/besluiten", {"besluit": "bevestigd"}, seen=piet.tag(where))
    by_roos = roos.post(f"{where}/besluiten", {"besluit": "bevestigd"}, seen=roos.tag(where))

    assert by_piet.status_code == 409
    assert by_roos.status_code == 200, by_roos.text
    assert by_roos.json()["besluit"] == "confirmed"
    assert _events(house) == ["registered", "replanned"]


def test_a_proposal_does_not_tell_of_a_field_that_is_kept_from_its_reader(
    program: AProgram, house: Engine
) -> None:
    piet, roos = program("piet"), program("roos")
    asked = piet.post("/mijlpalen/m1/herijkingen", REPLANNING, seen=piet.tag("/mijlpalen/m1"))
    where = asked.headers["location"].removeprefix("/v1")
    with transaction(house) as session:
        mark_field(
            session,
            SubjectKind.MILESTONE,
            "m1",
            "bound",
            Confidentiality.COMPANY_CONFIDENTIAL,
            actor="piet",
            now=morning_of(NEXT_DAY),
        )

    told = roos.get(where).json()

    assert told["argumenten"] is None
    assert "argumenten" in told["achtergehouden"]


def test_a_proposal_that_is_rejected_changes_nothing(program: AProgram, house: Engine) -> None:
    piet, roos = program("piet"), program("roos")
    asked = piet.post("/mijlpalen/m1/herijkingen", REPLANNING, seen=piet.tag("/mijlpalen/m1"))
    where = asked.headers["location"].removeprefix("/v1")

    answer = roos.post(f"{where}/besluiten", {"besluit": "afgewezen"}, seen=roos.tag(where))

    assert answer.json()["besluit"] == "rejected"
    assert _events(house) == ["registered"]


def test_every_fault_in_a_body_is_told_with_its_place(program: AProgram, house: Engine) -> None:
    piet = program()
    body = {"formulering": 3, "code": "onzin", "internStreven": "morgen", "kleur": "rood"}

    answer = piet.post("/mijlpalen/m1/herijkingen", body, seen=piet.tag("/mijlpalen/m1"))

    assert answer.status_code == 400
    faults = {(each["location"]["pointer"], each["code"]) for each in answer.json()["errors"]}
    assert faults == {
        ("#/formulering", "string_type"),
        ("#/code", "enum"),
        ("#/internStreven", "not_a_day"),
        ("#/kleur", "extra_forbidden"),
    }
    assert _events(house) == ["registered"]


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 400), (b"", 400), (b"[]", 400), (b"\xff", 400), (b'"' + b"x" * 300_000 + b'"', 413)],
)
def test_a_body_that_is_none_is_refused(program: AProgram, body: bytes, status: int) -> None:
    piet = program()
    answer = piet.browser.post(
        "/v1/mijlpalen/m1/prognoses",
        content=body,
        headers={"authorization": f"Bearer {piet.secret}", "content-type": "application/json"},
    )

    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_what_is_no_json_is_told_from_which_character(program: AProgram) -> None:
    piet = program()

    answer = piet.browser.post(
        "/v1/mijlpalen/m1/prognoses",
        content=b'{"wanneer": }',
        headers={"authorization": f"Bearer {piet.secret}", "content-type": "application/json"},
    )

    [fault] = answer.json()["errors"]
    assert fault["location"] == {"pointer": "#"}
    assert fault["detail"] == "is geen JSON vanaf teken 12"


def test_the_words_of_a_forecast_that_give_no_day_are_refused(program: AProgram) -> None:
    piet, seen = program(), program().tag("/mijlpalen/m1")

    for words in ("te zijner tijd", "onzin", "2020-01-01"):
        answer = piet.post("/mijlpalen/m1/prognoses", {"wanneer": words}, seen=seen)
        assert answer.status_code == 422, words


def test_a_director_changes_their_own_cluster_alone(program: AProgram) -> None:
    regisseur = program("regisseur")

    for key, status in (("m1", 200), ("m2", 403)):
        path = f"/mijlpalen/{key}"
        seen = program().tag(path)
        assert regisseur.post(f"{path}/prognoses", FORECAST, seen=seen).status_code == status


def test_who_only_reads_changes_nothing(program: AProgram) -> None:
    seen = program().tag("/mijlpalen/m1")

    for reader in (program("lezer"), program("piet", may_write=False)):
        assert reader.post("/mijlpalen/m1/prognoses", FORECAST, seen=seen).status_code == 403


def test_a_step_that_cannot_be_taken_tells_why(program: AProgram) -> None:
    piet = program()
    seen = piet.tag("/clusters/een")

    unknown = piet.post("/clusters/een/stappen", {"gebeurtenis": "spring"}, seen=seen)
    taken = piet.post("/clusters/een/stappen", {"gebeurtenis": "start_clusterplan"}, seen=seen)

    assert unknown.status_code == 422
    assert "start_clusterplan" in unknown.json()["detail"] or taken.status_code in {200, 409}


def test_a_field_that_is_not_there_cannot_be_corrected(program: AProgram) -> None:
    piet = program()
    seen = piet.tag("/mijlpalen/m1")

    for name in ("onderwerp", "cluster", "geen", "versie"):
        body = {"velden": {name: "1"}, "toelichting": "fout"}
        answer = piet.post("/mijlpalen/m1/correcties", body, seen=seen)
        assert answer.status_code == 422, name


def test_a_tie_to_what_is_not_for_the_reader_is_a_tie_to_nothing(program: AProgram) -> None:
    piet = program()
    seen = piet.tag("/mijlpalen/m1")

    told = [
        json.dumps(piet.post("/mijlpalen/m1/koppelingen", {"aan": to}, seen=seen).json()).replace(
            to.partition(":")[2], "…"
        )
        for to in ("milestone:geheim", "milestone:bestaatniet")
    ]
    assert told[0] == told[1]


def test_a_milestone_is_achieved_with_what_proves_it(program: AProgram) -> None:
    piet, roos = program("piet"), program("roos")
    body = {"op": "2026-09-01", "bewijs": "Kamerstuk 29826, nr. 320"}
    answer = piet.post("/mijlpalen/m1/behaalmeldingen", body, seen=piet.tag("/mijlpalen/m1"))
    assert answer.status_code in {200, 202}, answer.text

    if answer.status_code == 202:
        where = answer.headers["location"].removeprefix("/v1")
        roos.post(f"{where}/besluiten", {"besluit": "bevestigd"}, seen=roos.tag(where))

    found = piet.get("/mijlpalen/m1").json()
    assert found["behaaldOp"] == "2026-09-01"
    assert found["status"]["nu"] == "achieved"
    assert found["isOpen"] is False
