import re
from datetime import timedelta
from pathlib import Path

import httpx
from fastapi import FastAPI
from sqlalchemy import Engine
from starlette.testclient import TestClient

from mijlpaal.web.api.catalogue import COLLECTIONS, VERSION
from mijlpaal.web.api.event_types import type_of
from mijlpaal.web.api.names import NAMES, columns_of
from mijlpaal.web.api.pace import Pace
from models.access.naming import name_reader
from models.clock import morning_of
from models.reading.log import kept_reads
from models.reading.marking import mark_field
from models.storage.database import transaction
from models.vocabulary import Confidentiality, EventKind, SubjectKind
from tests.mijlpaal.web.api.conftest import AProgram
from tests.mijlpaal.web.conftest import NEXT_DAY, WEB, Hands

MORNING = morning_of(NEXT_DAY)


def _keys(answer: httpx.Response) -> list[str]:
    return [each["sleutel"] for each in answer.json()["resultaten"]]


def test_every_column_that_is_shown_has_a_dutch_name_of_its_own() -> None:
    for each in COLLECTIONS:
        names = [NAMES[column.name] for column in columns_of(each.kind)]
        assert len(names) == len(set(names)), each.noun


def test_every_list_and_everything_in_it_can_be_read(program: AProgram) -> None:
    piet = program()

    for each in COLLECTIONS:
        listed = piet.get(each.path)
        assert listed.status_code == 200, listed.text
        for row in listed.json()["resultaten"]:
            one = piet.get(f"{each.path}/{row['sleutel']}")
            assert one.json() == row
            assert one.headers["etag"] == f'"{row["versie"]}"'


def test_a_milestone_tells_its_days_its_status_and_what_it_is_about(program: AProgram) -> None:
    found = program().get("/mijlpalen/m1").json()

    assert found["uiterlijk"] == "2026-12-10"
    assert found["onderwerp"] == "cluster:een"
    assert found["isOpen"] is True
    assert found["status"]["nu"] == "no_forecast"
    assert "geen prognose" in found["status"]["toelichting"]
    assert found["achtergehouden"] == []


def test_what_is_not_for_a_reader_is_not_there(program: AProgram) -> None:
    company, reader = program("bedrijf"), program("lezer")

    assert _keys(company.get("/mijlpalen")) == ["belofte", "m1", "m2"]
    assert _keys(reader.get("/mijlpalen")) == ["belofte", "intern", "m1", "m2"]
    assert company.get("/mijlpalen/intern").status_code == 404
    assert reader.get("/mijlpalen/geheim").status_code == 404
    assert reader.get("/mijlpalen/geheim").json() == reader.get("/mijlpalen/geen").json() | {
        "detail": reader.get("/mijlpalen/geheim").json()["detail"]
    }


def test_a_field_that_is_kept_is_null_and_said_to_be(program: AProgram, house: Engine) -> None:
    with transaction(house) as session:
        mark_field(
            session,
            SubjectKind.MILESTONE,
            "m1",
            "bound",
            Confidentiality.COMPANY_CONFIDENTIAL,
            actor="piet",
            now=MORNING,
        )

    found = program().get("/mijlpalen/m1").json()

    assert found["teltTot"] is None
    assert found["achtergehouden"] == ["teltTot"]
    assert found["status"] is None


def test_a_filter_does_not_tell_a_field_that_is_kept(program: AProgram, house: Engine) -> None:
    with transaction(house) as session:
        mark_field(
            session,
            SubjectKind.MILESTONE,
            "m1",
            "bound",
            Confidentiality.COMPANY_CONFIDENTIAL,
            actor="piet",
            now=MORNING,
        )
    piet = program()

    assert "m1" not in _keys(piet.get("/mijlpalen?teltTotEnMet=2026-12-10"))
    assert "m1" not in _keys(piet.get("/mijlpalen?teltVanaf=2026-12-11"))


def test_reading_what_is_a_companys_own_is_kept_in_the_log(
    program: AProgram, house: Engine
) -> None:
    with transaction(house) as session:
        name_reader(session, "lezer", "acme", named_by="baas", now=morning_of(NEXT_DAY))

    assert program("lezer").get("/mijlpalen/eigen").status_code == 200
    assert program("piet").get("/mijlpalen/eigen").status_code == 404

    with transaction(house) as session:
        [(kept, subject)] = kept_reads(session)
    assert (kept.actor, kept.fields, subject.key) == ("lezer", "*", "eigen")
    assert kept.by == "GET /v1/mijlpalen/{sleutel}"


def test_a_list_is_narrowed_by_what_the_address_says(program: AProgram) -> None:
    piet = program()

    assert _keys(piet.get("/mijlpalen?cluster=twee")) == ["m2"]
    assert _keys(piet.get("/mijlpalen?onderwerp=cluster:twee")) == ["m2"]
    assert _keys(piet.get("/mijlpalen?teltVanaf=2026-12-11")) == ["m2"]
    assert _keys(piet.get("/mijlpalen?isOpen=false")) == []
    assert _keys(piet.get("/mijlpalen?cluster=geen")) == []
    assert _keys(piet.get("/toezeggingen")) == ["belofte"]


def test_pages_follow_each_other_and_leave_nothing_out(program: AProgram) -> None:
    piet, path, seen = program(), "/mijlpalen?aantal=2", []
    while path:
        answer = piet.get(path)
        seen += _keys(answer)
        link = answer.headers.get("link", "")
        path = link.partition("/v1")[2].partition(">")[0]

    assert seen == ["belofte", "intern", "m1", "m2"]


def test_a_parameter_that_is_not_there_is_refused(program: AProgram) -> None:
    answer = program().get("/mijlpalen?kleur=rood&aantal=0&teltVanaf=gisteren")

    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    faults = {each["location"]["name"]: each["code"] for each in answer.json()["errors"]}
    assert faults == {
        "kleur": "extra_forbidden",
        "aantal": "greater_than_equal",
        "teltVanaf": "not_a_day",
    }


def test_a_problem_is_said_in_the_language_that_is_asked_for(program: AProgram) -> None:
    dutch = program().get("/mijlpalen/geen").json()
    english = program().get("/mijlpalen/geen", accept_language="en").json()

    assert dutch["title"] == "Dat is er niet"
    assert english["title"] == "There is no such thing"
    assert dutch["type"] == english["type"] == "urn:nld:mijlpaal:problem:not_found"


def test_every_answer_names_the_version_of_the_api(program: AProgram, app: FastAPI) -> None:
    stranger = TestClient(app, base_url=WEB)

    for answer in (
        program().get("/clusters"),
        program().get("/geen"),
        stranger.get("/v1/clusters"),
        stranger.get("/v1/openapi.json"),
    ):
        assert answer.headers["api-version"] == VERSION
    assert "api-version" not in stranger.get("/gezond").headers


def test_a_reader_hears_what_is_left_of_their_minute(program: AProgram) -> None:
    piet = program()
    first, second = piet.get("/clusters"), piet.get("/clusters")

    assert first.headers["ratelimit-limit"] == "600"
    assert int(second.headers["ratelimit-remaining"]) == 598
    assert second.headers["ratelimit-policy"] == '"lezer";q=600;w=60'
    assert second.headers["ratelimit"].startswith('"lezer";r=598;t=')


def test_who_asks_too_often_must_wait(app: FastAPI, program: AProgram, clock: Hands) -> None:
    app.state.api_pace = Pace(clock, 2)
    piet = program()
    assert [piet.get("/clusters").status_code for _ in range(3)] == [200, 200, 429]
    assert int(piet.get("/clusters").headers["retry-after"]) <= 60
    assert program("lezer").get("/clusters").status_code == 200

    clock.at += timedelta(minutes=1)
    assert piet.get("/clusters").status_code == 200


def test_who_guesses_tokens_must_wait(app: FastAPI) -> None:
    stranger = TestClient(app, base_url=WEB)
    headers = {"authorization": "Bearer mijlpaal_geraden"}
    answers = [stranger.get("/v1/clusters", headers=headers).status_code for _ in range(21)]

    assert answers == [401] * 20 + [429]


def test_the_feed_tells_what_happened_and_goes_on_where_one_was(program: AProgram) -> None:
    reader = program("lezer")
    answer = reader.get("/gebeurtenissen")

    events = answer.json()
    assert answer.headers["content-type"] == "application/cloudevents-batch+json"
    assert {each["specversion"] for each in events} == {"1.0"}
    told = {each["data"]["sleutel"] for each in events}
    assert "m1" in told
    assert "geheim" not in told
    following = answer.headers["link"].partition("/v1")[2].partition(">")[0]
    assert reader.get(following).json() == []
    assert program("bedrijf").get("/gebeurtenissen").status_code == 404


def test_the_figures_are_for_who_keeps_watch(program: AProgram) -> None:
    answer = program("baas").get("/metrics")

    assert answer.status_code == 200
    assert "mijlpaal_rungs_due" in answer.text
    assert program("lezer").get("/metrics").status_code == 404


def test_the_steps_of_a_subject_are_told_with_the_facts_that_hold_or_do_not(
    program: AProgram,
) -> None:
    piet = program()

    answer = piet.get("/clusters/een/stappen")
    steps = answer.json()["resultaten"]
    english = piet.get("/clusters/een/stappen", accept_language="en").json()["resultaten"]

    assert answer.headers["etag"] == piet.tag("/clusters/een")
    assert {each["gebeurtenis"] for each in steps} == {each["gebeurtenis"] for each in english}
    assert {each["isMogelijk"] for each in steps} <= {True, False}
    for step in steps:
        in_the_way = [each for each in step["feiten"] if each["isNodig"]]
        assert step["isMogelijk"] == (not in_the_way)
        assert not any(each["geldt"] for each in in_the_way)
    assert steps != english
    assert piet.get("/mijlpalen/geheim/stappen").status_code == 404
    assert piet.get("/organisaties/acme/stappen").status_code == 404


def test_what_cannot_be_done_at_an_address_is_told_with_all_that_can(program: AProgram) -> None:
    piet = program()

    assert piet.ask("DELETE", "/mijlpalen").headers["allow"] == "GET, HEAD, POST"
    assert piet.ask("PUT", "/mijlpalen/m1").headers["allow"] == "GET, HEAD, PATCH"
    assert piet.ask("PUT", "/mijlpalen/m1/stappen").headers["allow"] == "GET, HEAD, POST"


def test_an_event_says_by_its_type_what_happened_and_by_its_subject_to_which_row(
    program: AProgram,
) -> None:
    piet = program()
    tag = piet.tag("/mijlpalen/m1")
    piet.post("/mijlpalen/m1/prognoses", {"wanneer": "2026-12-09"}, seen=tag)

    event = piet.get("/gebeurtenissen?aantal=200").json()[-1]
    schema = event["dataschema"].partition("#")[2].strip("/").split("/")
    found = piet.get("/openapi.json").json()
    for name in schema:
        found = found[name]

    assert event["type"] == "nl.mijlpaal.grootboek.forecast.v1"
    assert event["subject"] == "milestone:m1"
    assert event["dataschema"].startswith(f"{WEB}/v1/openapi.json#")
    assert found["required"] == list(event["data"]) == list(found["properties"])


def test_every_type_of_event_is_in_the_document_and_the_manual() -> None:
    manual = (Path(__file__).parents[4] / "docs/api.md").read_text(encoding="utf-8")

    told = re.findall(r"^\| `(nl\.mijlpaal\.grootboek\.[a-z.\d-]+)` \| \w", manual, re.MULTILINE)

    assert told == [type_of(each) for each in EventKind]
