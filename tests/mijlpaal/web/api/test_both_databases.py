"""What the API promises of keys and versions, on SQLite and on PostgreSQL, with real threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import Engine

from mijlpaal.web.api.pace import Pace
from mijlpaal.web.office import Office
from models.clock import morning_of
from models.ledger.chain import events_of
from models.ledger.writer import Ledger
from models.storage.database import reading, transaction
from models.storage.records import Record, current
from models.vocabulary import SubjectKind
from tests.contract.planted import given_up, plant
from tests.factories import START, a_contact, a_ledger, a_rulebook
from tests.mijlpaal.web.api.conftest import AProgram, fill, program_of
from tests.mijlpaal.web.conftest import NEXT_DAY, WEB, Hands

QUESTION = {
    "sleutel": "vraag",
    "titel": "Wie betaalt?",
    "vertrouwelijkheid": "internal",
    "onderwerp": "cluster:een",
}
AWAY = {
    "contact": "directeur",
    "vervanger": "opvolger",
    "vanaf": "2026-12-21",
    "totEnMet": "2026-12-31",
}
FORECAST = {"wanneer": "2026-11-20"}


@pytest.fixture
def on_both(engine: Engine, application: FastAPI) -> AProgram:
    """Make programs that work on a database of this test's own, of either kind."""
    fill(engine)
    clock = Hands(morning_of(NEXT_DAY))
    office = Office(engine, a_rulebook(), clock, web_address=WEB)
    application.state.office = office
    application.state.api_pace = Pace(clock, 10**6)
    return program_of(application, office)


def _at_once(*asks: Callable[[], httpx.Response]) -> list[httpx.Response]:
    """Ask all of it in the same moment."""
    ready = Barrier(len(asks))

    def ask(one: Callable[[], httpx.Response]) -> httpx.Response:
        ready.wait()
        return one()

    with ThreadPoolExecutor(len(asks)) as threads:
        return list(threads.map(ask, asks))


def _events(engine: Engine, kind: SubjectKind, key: str) -> list[str]:
    with reading(engine) as session:
        return [each.kind for each in events_of(session, current(session, kind, key).id)]


def test_a_list_is_narrowed_and_followed_page_by_page(on_both: AProgram) -> None:
    piet, path, seen = on_both(), "/mijlpalen?cluster=een&isOpen=true&aantal=1", []
    while path:
        answer = piet.get(path)
        seen += [each["sleutel"] for each in answer.json()["resultaten"]]
        path = answer.headers.get("link", "").partition("/v1")[2].partition(">")[0]

    assert seen == ["belofte", "intern", "m1"]
    assert piet.get("/mijlpalen/m1").json()["onderwerp"] == "cluster:een"
    bounded = piet.get("/mijlpalen?teltVanaf=2026-12-11&onderwerp=cluster:twee").json()
    assert [each["sleutel"] for each in bounded["resultaten"]] == ["m2"]


def test_a_past_is_read_from_either(on_both: AProgram) -> None:
    piet = on_both()
    piet.post("/mijlpalen/m1/prognoses", FORECAST, seen=piet.tag("/mijlpalen/m1"))

    then, now = (piet.get(f"/mijlpalen?op={day}").json() for day in (START, NEXT_DAY))
    early = piet.get(f"/mijlpalen?op={START - timedelta(days=1)}")

    assert {each["prognose"] for each in then["resultaten"]} == {None}
    assert {each["prognose"] for each in now["resultaten"]} == {None, FORECAST["wanneer"]}
    assert (early.status_code, early.json()["errors"][0]["accepted"]) == (
        422,
        f"≥ {START}, ≤ {NEXT_DAY}",
    )


def test_a_list_is_sorted_and_followed_page_by_page(on_both: AProgram) -> None:
    piet = on_both()
    path: str | None = "/mijlpalen?sorteer=-teltTot&zoek=mijlpaal&isToezegging=false&aantal=1"
    found = []

    while path:
        answer = piet.get(path)
        found += [each["sleutel"] for each in answer.json()["resultaten"]]
        path = answer.links["next"]["url"].removeprefix("/v1") if answer.links else None

    assert found == ["m2", "m1", "intern"]


def test_the_same_key_twice_in_one_moment_is_done_once(on_both: AProgram, engine: Engine) -> None:
    piet, roos = on_both("piet"), on_both("piet")

    answers = _at_once(
        *(
            lambda who=who: who.post("/open-vragen", QUESTION, idempotency_key="eenmaal")
            for who in (piet, roos, piet)
        )
    )

    assert {each.status_code for each in answers} <= {201, 409}, [each.text for each in answers]
    assert 201 in {each.status_code for each in answers}
    assert _events(engine, SubjectKind.OPEN_QUESTION, "vraag") == ["registered"]
    again = piet.post("/open-vragen", QUESTION, idempotency_key="eenmaal")
    assert (again.status_code, again.headers["idempotency-replayed"]) == (201, "true")


def test_of_two_who_saw_the_same_version_one_is_first(on_both: AProgram, engine: Engine) -> None:
    piet, roos = on_both("piet"), on_both("roos")
    seen = piet.tag("/mijlpalen/m1")

    answers = _at_once(
        lambda: piet.post("/mijlpalen/m1/prognoses", FORECAST, seen=seen),
        lambda: roos.post("/mijlpalen/m1/prognoses", FORECAST, seen=seen),
    )

    statuses = sorted(each.status_code for each in answers)
    assert statuses[0] == 200
    assert statuses[1] in {409, 412}
    assert _events(engine, SubjectKind.MILESTONE, "m1") == ["registered", "forecast"]


def test_who_was_overtaken_between_the_look_and_the_act_is_told_so(
    on_both: AProgram, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    piet, roos = on_both("piet"), on_both("roos")
    seen = piet.tag("/mijlpalen/m1")
    first: list[int] = []
    hold_row = Ledger.hold_row

    def overtaken(ledger: Ledger, subject: Record) -> bool:
        if not first:  # piet has looked; roos is quicker
            first.append(0)
            first[0] = roos.post("/mijlpalen/m1/prognoses", FORECAST, seen=seen).status_code
        return hold_row(ledger, subject)

    monkeypatch.setattr(Ledger, "hold_row", overtaken)
    second = piet.post("/mijlpalen/m1/prognoses", FORECAST, seen=seen)

    assert (first, second.status_code) == ([200], 412)
    assert _events(engine, SubjectKind.MILESTONE, "m1") == ["registered", "forecast"]


def test_of_two_absences_in_the_same_days_one_is_recorded(
    on_both: AProgram, engine: Engine
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session, on=NEXT_DAY, actor="baas")
        for key in ("directeur", "opvolger"):
            a_contact(ledger, key)
    piet, roos = on_both("piet"), on_both("roos")
    seen, a_day_later = piet.tag("/contacten/directeur"), AWAY | {"vanaf": "2026-12-22"}

    answers = _at_once(
        lambda: piet.post("/afwezigheden", AWAY, seen=seen),
        lambda: roos.post("/afwezigheden", a_day_later, seen=seen),
    )

    assert sorted(each.status_code for each in answers) == [201, 422]
    assert len(piet.get("/afwezigheden").json()["resultaten"]) == 1


def test_a_key_kept_for_one_request_is_refused_for_another(on_both: AProgram) -> None:
    piet = on_both()
    first = piet.post("/open-vragen", QUESTION, idempotency_key="a")
    other = piet.post("/open-vragen", {**QUESTION, "sleutel": "vraag-2"}, idempotency_key="a")

    assert (first.status_code, other.status_code) == (201, 422)


def test_what_is_kept_beside_the_ledger_is_read_and_changed(
    on_both: AProgram, engine: Engine
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session, on=NEXT_DAY, actor="baas")
        planted = plant(ledger, ledger.at)
        milestone = current(session, SubjectKind.MILESTONE, "m1")
        given_up(ledger, milestone, a_contact(ledger, "directeur"), "een-bericht")
    baas, kept = on_both("baas"), planted.kept_from(reads_internal=True)
    lists = ("berichten", "herinneringen", "veldmerken", "inzagen", "toewijzingen", "tokens")

    for noun in (*lists, "eigen-tokens", "accounts", "agenda-abonnementen", "procesdefinities"):
        answer = baas.get(f"/{noun}?aantal=200")
        assert answer.status_code == 200, answer.text
        assert not {word for word in kept if word in answer.text}, noun
    path = "/berichten/een-bericht"
    again = baas.post(f"{path}/heraanbiedingen", {}, seen=baas.tag(path))
    assert (again.status_code, again.json()["stand"]) == (200, "open"), again.text
    assert again.headers["etag"] == baas.tag(path)


def test_of_two_who_mark_the_same_row_one_is_first(on_both: AProgram) -> None:
    piet, roos, path = on_both("piet"), on_both("roos"), "/veldmerken/condition:c1"
    seen = piet.tag(path)

    answers = _at_once(
        lambda: piet.ask("PATCH", path, {"merken": {"uiterlijkOp": "internal"}}, seen),
        lambda: roos.ask("PATCH", path, {"merken": {"bron": "internal"}}, seen),
    )

    assert sorted(each.status_code for each in answers) in ([200, 412], [200, 409])
    assert len(piet.get(path).json()["merken"]) == 1


def test_the_log_is_read_on_both(on_both: AProgram) -> None:
    found = on_both().get(
        "/logregels?soort=milestone&wie=BAAS&vanaf=2000-01-01&totEnMet=2999-01-01"
    )

    assert {each["onderwerp"] for each in found.json()["resultaten"]} >= {"milestone:m1"}
