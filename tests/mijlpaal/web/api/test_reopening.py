import pytest
from sqlalchemy import Engine

from models.ledger.chain import events_of
from models.ledger.writer import Ledger
from models.storage.database import reading, transaction
from models.storage.records import Record, current
from models.storage.values import Value
from models.vocabulary import SubjectKind
from tests.factories import (
    a_cluster,
    a_condition,
    a_contact,
    a_ledger,
    a_milestone,
    a_project,
    a_request,
    an_assignment,
    standing_in,
)
from tests.mijlpaal.web.api.conftest import AProgram
from tests.mijlpaal.web.conftest import Hands
from tests.notifications.days import FIVE_BEFORE, LATEST, run, sent

CLOSED = {
    "clusters": ("cluster:dicht", "afgerond"),
    "projecten": ("project:dicht", "ingetrokken"),
    "randvoorwaarden": ("condition:dicht", "vervuld"),
    "verzoeken": ("request:dicht", "gehonoreerd"),
    "bedrijfstrajecten": ("company_track:dicht", "gestopt"),
}
WHY = {"toelichting": "te vroeg gesloten"}


def _closed(ledger: Ledger, noun: str) -> Record:
    name, state = CLOSED[noun]
    kind = SubjectKind(name.partition(":")[0])
    if kind is SubjectKind.CLUSTER:
        return a_cluster(ledger, "dicht", state)
    one = current(ledger.session, SubjectKind.CLUSTER, "een")
    if kind is SubjectKind.PROJECT:
        return a_project(ledger, one, "dicht", state)
    if kind is SubjectKind.CONDITION:
        return a_condition(ledger, one, "dicht", state)
    if kind is SubjectKind.REQUEST:
        return a_request(ledger, one, "dicht", state)
    acme = current(ledger.session, SubjectKind.ORGANISATION, "acme")
    standing = standing_in(ledger, "company_track", state)
    values: dict[str, Value] = {
        "title": "Traject",
        "cluster_id": one.id,
        "organisation_id": acme.id,
    }
    return ledger.register(kind, "dicht", {**values, **standing})


@pytest.mark.parametrize("noun", CLOSED)
def test_whatever_has_a_life_cycle_is_reopened_by_two_people(
    program: AProgram, house: Engine, noun: str
) -> None:
    with transaction(house) as session:
        closed = _closed(a_ledger(session, actor="baas"), noun)
    piet, roos, path = program("piet"), program("roos"), f"/{noun}/dicht"

    asked = piet.post(f"{path}/heropeningen", WHY, seen=piet.tag(path))
    assert asked.status_code == 202, asked.text
    where = asked.headers["location"].removeprefix("/v1")
    done = roos.post(f"{where}/besluiten", {"besluit": "bevestigd"}, seen=roos.tag(where))

    assert done.status_code == 200, done.text
    assert roos.get(path).json()["stand"] != CLOSED[noun][1]
    with reading(house) as session:
        assert events_of(session, closed.id)[-1].kind == "reopened"
    assert program("regisseur").post(f"{path}/heropeningen", WHY).status_code == 403


def test_what_is_open_is_not_reopened(program: AProgram) -> None:
    piet = program()

    answer = piet.post("/projecten/p1/heropeningen", WHY, seen=piet.tag("/projecten/p1"))

    assert answer.status_code == 409
    assert "niet gesloten" in answer.json()["detail"]


def test_whoever_was_told_says_so_in_their_own_name_alone(
    program: AProgram, house: Engine, clock: Hands
) -> None:
    with transaction(house) as session:
        ledger = a_ledger(session, actor="baas")
        one = current(session, SubjectKind.CLUSTER, "een")
        milestone = a_milestone(ledger, one, "bijna", latest=LATEST)
        an_assignment(ledger, milestone, a_contact(ledger, "piet"))
        a_contact(ledger, "regisseur")
    run(house, FIVE_BEFORE)
    sent(house, FIVE_BEFORE)
    piet, roos, path = program("piet"), program("roos"), "/mijlpalen/bijna"

    known = piet.post(f"{path}/kennisnemingen", {}, seen=piet.tag(path))
    again = piet.post(f"{path}/kennisnemingen", {}, seen=known.headers["etag"])
    by_roos = roos.post(f"{path}/kennisnemingen", {}, seen=known.headers["etag"])
    untold = program("regisseur").post(f"{path}/kennisnemingen", {}, seen=known.headers["etag"])

    assert (known.status_code, again.status_code) == (200, 200), known.text
    assert again.headers["etag"] == known.headers["etag"]
    assert (by_roos.status_code, untold.status_code) == (409, 409), by_roos.text
    assert "geen contact 'roos'" in by_roos.json()["detail"]
    assert program("lezer").post(f"{path}/kennisnemingen", {}).status_code == 403
    with reading(house) as session:
        events = [(e.kind, e.actor) for e in events_of(session, milestone.id)]
    assert events == [("registered", "baas"), ("acknowledged", "piet")]


def test_a_pause_is_ended_before_its_day(program: AProgram) -> None:
    piet, path = program(), "/mijlpalen/m1"
    why = {"toelichting": "overleg loopt"}

    paused = piet.post(
        f"{path}/opschalingspauzes", {"totEnMet": "2026-10-30", **why}, seen=piet.tag(path)
    )
    ended = piet.post(f"{path}/opschalingshervattingen", why, seen=paused.headers["etag"])
    twice = piet.post(f"{path}/opschalingshervattingen", why, seen=ended.headers["etag"])

    assert (paused.status_code, ended.status_code) == (200, 200), ended.text
    assert twice.status_code == 422
    assert "geen pauze" in twice.json()["detail"]
