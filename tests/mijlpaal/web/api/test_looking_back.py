"""Looking back over the API: what was known then, and never what is kept from a reader now."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta
from threading import BoundedSemaphore
from typing import Any

import pytest
from sqlalchemy import Engine

from mijlpaal.web import looking_back
from mijlpaal.web.api.looking_back import MEMENTO, WEIGHT, WHY_NOT
from mijlpaal.web.kept import KeptFigures as Kept
from mijlpaal.web.office import Office
from models.access.naming import name_reader
from models.acts import mandates
from models.clock import morning_of
from models.milestones import acts as milestones
from models.reading.log import kept_reads
from models.reading.marking import mark_field
from models.storage.database import reading, transaction
from models.storage.records import SUBJECT, current
from models.vocabulary import Confidentiality, Role, SubjectKind
from tests.contract.planted import plant
from tests.factories import (
    START,
    a_contact,
    a_ledger,
    a_milestone,
    a_request,
    an_absence,
    an_assignment,
)
from tests.mijlpaal.web.api.conftest import BOUND, AProgram, Program
from tests.mijlpaal.web.conftest import NEXT_DAY, Hands

THEN = f"op={START}"
NOW = f"op={NEXT_DAY}"
SECRET = str(Confidentiality.COMPANY_CONFIDENTIAL)
KEYS = {
    "clusters": "een",
    "projecten": "p1",
    "organisaties": "acme",
    "randvoorwaarden": "c1",
    "verzoeken": "r1",
    "documenten": "brief",
    "voorvallen": "verkoop",
    "brieven": "brief",
    "contacten": "directeur",
    "procesdefinities": "milestone",
}


@pytest.fixture(autouse=True)
def later(house: Engine) -> None:
    """What is known today and was not at the start."""
    with transaction(house) as session:
        ledger = a_ledger(session, on=NEXT_DAY, actor="baas")
        contact, other = a_contact(ledger, "directeur"), a_contact(ledger, "plaatsvervanger")
        cluster = current(session, SubjectKind.CLUSTER, "een")
        made = a_milestone(ledger, cluster, "later", latest=BOUND)
        a_request(ledger, cluster, "later")
        an_assignment(ledger, made, contact)
        an_absence(ledger, contact, other, NEXT_DAY, BOUND)
        mandates.give(ledger, "nieuw", Role.READER)
        piet = a_ledger(session, on=NEXT_DAY, actor="piet")
        milestones.forecast(piet, "m1", BOUND + timedelta(days=3))


def _reads(program: Program) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield each route that reads, an address of it that there is, and what it takes along."""
    for path, ways in program.get("/openapi.json").json()["paths"].items():
        if "get" not in ways:
            continue
        taken = {
            each["name"] for each in ways["get"].get("parameters", ()) if each["in"] == "query"
        }
        key = KEYS.get(path.split("/")[1], "m1")
        address = path.replace("{sleutel}", key).replace("{nummer}", "1")
        asked = {
            "/impact": "?onderwerp=milestone:m1",
            **dict.fromkeys(
                ("/kamerbriefcontroles", "/kamerbriefconcepten"), "?toezegging=belofte"
            ),
        }
        yield path, f"{address}{asked.get(path, '?')}", frozenset(taken)


def test_every_route_that_reads_looks_back_or_says_why_not(program: AProgram) -> None:
    found = {path: "op" in taken for path, _, taken in _reads(program())}

    assert {path for path, looks_back in found.items() if not looks_back} == WHY_NOT.keys()
    assert sum(found.values()) > 50


def test_the_end_of_today_is_what_is_known_now(program: AProgram, clock: Hands) -> None:
    baas, compared = program("baas"), 0
    for path, address, taken in _reads(baas):
        if "op" not in taken:
            continue
        clock.at += timedelta(minutes=1)  # another minute of requests
        now, then = baas.get(address), baas.get(f"{address}&{NOW}".replace("?&", "?"))
        assert then.status_code == now.status_code, (path, then.text)
        if now.status_code == 200:
            compared += 1
            if now.headers["content-type"] == "application/json":
                assert then.json() == {**now.json(), "op": str(NEXT_DAY)}, path
            else:
                assert then.headers["content-type"] == now.headers["content-type"], path
            assert then.headers[MEMENTO] == "Thu, 24 Sep 2026 21:59:59 GMT"
            assert "etag" not in then.headers
            assert MEMENTO.lower() not in now.headers
    assert compared > 40


def test_a_past_leaves_the_present_as_it_was(program: AProgram, clock: Hands) -> None:
    baas, others = program("baas"), 0
    for path, address, taken in _reads(baas):
        if "op" not in taken:
            continue
        clock.at += timedelta(minutes=1)
        before = baas.get(address)
        then = baas.get(f"{address}&{THEN}".replace("?&", "?"))
        after = baas.get(address)
        assert after.content == before.content, path
        others += then.content != before.content
    assert others > 20


def test_nothing_that_is_kept_of_now_is_in_another_moment(office: Office) -> None:
    then = office.at(office.now() - timedelta(days=30))

    kept = [each.name for each in fields(office) if isinstance(getattr(office, each.name), Kept)]
    assert len(kept) > 2
    assert not [name for name in kept if getattr(then, name) is getattr(office, name)]


def test_a_list_that_is_sorted_and_one_that_is_a_file_look_back(program: AProgram) -> None:
    piet = program()
    listed = piet.get(f"/mijlpalen?sorteer=-sleutel&{THEN}").json()
    now = piet.get("/verzoeken", accept="text/csv")
    then = piet.get(f"/verzoeken?{THEN}", accept="text/csv")

    keys = [each["sleutel"] for each in listed["resultaten"]]
    assert keys == ["m2", "m1", "intern", "belofte"]
    assert ("later" in now.text, "later" in then.text) == (True, False)
    assert then.headers["content-type"].startswith("text/csv")
    assert MEMENTO in then.headers


def test_what_was_recorded_later_is_not_there(program: AProgram) -> None:
    piet = program()

    now = [each["sleutel"] for each in piet.get("/mijlpalen").json()["resultaten"]]
    then = [each["sleutel"] for each in piet.get(f"/mijlpalen?{THEN}").json()["resultaten"]]
    m1 = piet.get(f"/mijlpalen/m1?{THEN}").json()
    gone = piet.get(f"/mijlpalen/later?{THEN}")

    assert set(now) - set(then) == {"later"}
    assert (m1["prognose"], m1["versie"], m1["op"]) == (None, 1, str(START))
    assert piet.get("/mijlpalen/m1").json()["prognose"] is not None
    assert gone.status_code == 404
    assert "er op 1 juli 2026 nog geen" in gone.json()["detail"]
    assert piet.get(f"/contacten?{THEN}").json()["resultaten"] == []


def test_a_page_of_a_past_leads_to_the_next_one_of_it(program: AProgram) -> None:
    answer = program().get(f"/mijlpalen?aantal=2&{THEN}")

    path = answer.headers["link"].split(">")[0].rpartition("/v1")[2]
    following = program().get(path).json()

    assert THEN in path
    assert following["op"] == str(START)
    assert len(following["resultaten"]) == 2


def test_what_is_hidden_now_is_hidden_in_the_past(program: AProgram, house: Engine) -> None:
    before = program("lezer").get(f"/projecten/p1?{THEN}")
    with transaction(house) as session:
        hide = SUBJECT.update().where(SUBJECT.c.key == "p1")
        session.execute(hide.values(confidentiality=SECRET))
        now, mark = a_ledger(session, on=NEXT_DAY).at, Confidentiality.COMPANY_CONFIDENTIAL
        mark_field(session, SubjectKind.MILESTONE, "m1", "bound", mark, actor="piet", now=now)

    lezer = program("lezer")
    gone, listed = lezer.get(f"/projecten/p1?{THEN}"), lezer.get(f"/projecten?{THEN}")
    kept = lezer.get(f"/mijlpalen/m1?{THEN}").json()

    assert before.status_code == 200
    assert (gone.status_code, listed.json()["resultaten"]) == (404, [])
    assert (kept["teltTot"], kept["achtergehouden"], kept["status"]) == (None, ["teltTot"], None)


def test_no_past_tells_a_word_that_is_kept(program: AProgram, house: Engine, clock: Hands) -> None:
    with transaction(house) as session:
        ledger = a_ledger(session, on=NEXT_DAY, actor="baas")
        planted = plant(ledger, ledger.at)
    for actor, reads_internal in (("lezer", True), ("baas", True), ("bedrijf", False)):
        reader, told = program(actor), 0
        kept = planted.kept_from(reads_internal=reads_internal)
        for path, address, taken in _reads(reader):
            if "op" in taken:
                clock.at += timedelta(minutes=1)
                answer = reader.get(f"{address}&{NOW}".replace("?&", "?"))
                assert not {word for word in kept if word in answer.text}, (actor, path)
                told += answer.status_code == 200
        assert told > 15


def test_looking_back_at_a_companys_own_is_logged_now(program: AProgram, house: Engine) -> None:
    with transaction(house) as session:
        name_reader(session, "lezer", "acme", named_by="baas", now=morning_of(NEXT_DAY))

    assert program("lezer").get(f"/mijlpalen/eigen?{THEN}").status_code == 200

    with reading(house) as session:
        [(read, subject)] = kept_reads(session)
    assert (read.actor, subject.key, read.read_at.date()) == ("lezer", "eigen", NEXT_DAY)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (NEXT_DAY + timedelta(days=1), "still_to_come"),
        (date.max, "still_to_come"),
        (START - timedelta(days=1), "not_recorded_yet"),
        (date.min, "not_recorded_yet"),
    ],
)
def test_a_day_of_which_nothing_is_known_is_refused_with_those_that_are(
    program: AProgram, day: date, code: str
) -> None:
    for path in ("/mijlpalen", "/mijlpalen/m1", "/bevindingen"):
        answer = program().get(f"{path}?op={day.isoformat()}")

        [fault] = answer.json()["errors"]
        assert answer.status_code == 422
        assert (fault["in"], fault["location"], fault["code"]) == ("query", {"name": "op"}, code)
        assert fault["accepted"] == f"≥ {START}, ≤ {NEXT_DAY}"


def test_a_mark_on_what_came_later_is_no_hindrance(program: AProgram, office: Office) -> None:
    with transaction(office.engine) as session:
        mark_field(
            session,
            SubjectKind.MILESTONE,
            "later",
            "forecast_on",
            Confidentiality.COMPANY_CONFIDENTIAL,
            actor="baas",
            now=office.now(),
        )

    for path in ("/mijlpalen?sorteer=titel&", "/bevindingen?"):
        assert program().get(f"{path}{THEN}").status_code == 200, path


@pytest.mark.parametrize("day", ["gisteren", "", "2026-13-01", "20260901", f"{START}T00:00:00Z"])
def test_what_is_no_day_is_refused(program: AProgram, day: str) -> None:
    for path in ("/mijlpalen", "/mijlpalen/m1"):
        answer = program().get(f"{path}?op={day}")

        [fault] = answer.json()["errors"]
        assert (answer.status_code, fault["code"]) == (400, "not_a_day")
        assert fault["detail"] == "verwacht een dag, jjjj-mm-dd"


def test_a_route_that_does_not_look_back_refuses_a_day(program: AProgram) -> None:
    baas = program("baas")
    for path in ("/logregels", "/veldmerken", "/accounts", "/metrics", "/inzagen"):
        answer = baas.get(f"{path}?{THEN}")

        [fault] = answer.json()["errors"]
        assert (answer.status_code, fault["code"]) == (400, "extra_forbidden"), path


def test_no_more_look_back_at_once_than_there_is_room_for(
    program: AProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = BoundedSemaphore(1)
    monkeypatch.setattr(looking_back, "_ROOM", room)
    monkeypatch.setattr(looking_back, "_LONGEST_WAIT", 0)
    piet = program()

    with room:
        busy = piet.get(f"/mijlpalen?{THEN}")
        now = piet.get("/mijlpalen")
    after = piet.get(f"/mijlpalen?{THEN}")
    again = piet.get(f"/mijlpalen?{THEN}")  # the room was given back

    assert (busy.status_code, busy.headers["retry-after"]) == (503, "5")
    assert "teruggekeken" in busy.json()["detail"]
    assert [each.status_code for each in (now, after, again)] == [200, 200, 200]


def test_no_more_wait_for_room_than_leave_threads_for_others(
    program: AProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = BoundedSemaphore(1)
    monkeypatch.setattr(looking_back, "_IN_LINE", line)
    piet = program()

    with line:
        busy = piet.get(f"/mijlpalen?{THEN}")
    after = piet.get(f"/mijlpalen?{THEN}")

    assert [busy.status_code, after.status_code] == [503, 200]


def test_a_refused_look_gives_its_room_back(
    program: AProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking_back, "_ROOM", BoundedSemaphore(1))
    monkeypatch.setattr(looking_back, "_LONGEST_WAIT", 0)
    piet = program()

    missing = [piet.get(f"/mijlpalen/geen?{THEN}").status_code for _ in range(3)]

    assert missing == [404, 404, 404]


def test_looking_back_weighs_as_many_requests(program: AProgram) -> None:
    piet = program()

    before = int(piet.get("/mijlpalen").headers["ratelimit-remaining"])
    after = int(piet.get(f"/mijlpalen?{THEN}").headers["ratelimit-remaining"])

    assert before - after == WEIGHT


def test_the_document_says_what_an_answer_of_a_past_says(program: AProgram) -> None:
    document: dict[str, Any] = program().get("/openapi.json").json()

    for path, _, taken in _reads(program()):
        headers = document["paths"][path]["get"]["responses"]["200"]["headers"]
        assert (MEMENTO in headers) is ("op" in taken), path


def test_steps_of_a_past_are_nobodys_to_take(program: AProgram) -> None:
    piet = program()

    now = piet.get("/mijlpalen/m1/stappen").json()["resultaten"]
    then = piet.get(f"/mijlpalen/m1/stappen?{THEN}").json()["resultaten"]

    assert {each["magZetten"] for each in now} != {False}
    assert {each["magZetten"] for each in then} == {False}
