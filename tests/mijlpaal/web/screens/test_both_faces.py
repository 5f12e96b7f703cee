"""What the start page shows is what the API tells: one reading, two faces."""

import re
from datetime import date
from typing import Any

import pytest
from starlette.testclient import TestClient

from mijlpaal.web.office import Office
from models.milestones import acts as milestones
from models.storage.database import transaction
from tests.mijlpaal.web.screens.conftest import TODAY, ComeIn
from tests.mijlpaal.web.screens.forms import words

PATH = "/v1/overzicht"
_HEADING = re.compile(r"<h1>(.*?)</h1>")
_DOES = re.compile(r'<p class="do"><a href="/mijlpalen/([^"/#]+)')


def _overview(browser: TestClient, **query: str) -> dict[str, Any]:
    answer = browser.get(PATH, params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize("view", ["mij", "cluster", "alles", ""])
@pytest.mark.parametrize("actor", ["anna", "lezer", "regisseur", "bedrijf", "baas"])
def test_both_faces_give_the_same_answer(come_in: ComeIn, actor: str, view: str) -> None:
    browser = come_in(actor)
    query = {"voor": view} if view else {}

    page, told = browser.get("/", params=query).text, _overview(browser, **query)

    heading = _HEADING.search(page)
    assert heading
    assert heading.group(1) == told["antwoord"]
    assert [f"milestone:{key}" for key in _DOES.findall(page)] == [
        each["mijlpaal"] for each in told["teDoen"]
    ]
    assert page.count('<li class="card">') == told["aantalClusters"] == len(told["clusters"])
    for each in told["clusters"]:
        assert each["titel"] in words(page)


def test_each_thing_to_do_names_its_one_route(come_in: ComeIn, office: Office) -> None:
    with transaction(office.engine) as session:
        milestones.forecast(office.ledger(session, "anna"), "d3", date(2027, 1, 20))

    told = {each["mijlpaal"]: each for each in _overview(come_in())["teDoen"]}

    assert told["milestone:d3"]["handeling"] == "herijken"
    assert told["milestone:d3"]["route"] == "POST /v1/mijlpalen/d3/herijkingen"
    assert told["milestone:d2"]["route"] == "POST /v1/mijlpalen/d2/prognoses"


def test_who_may_only_look_is_told_where_to_look(come_in: ComeIn) -> None:
    told = _overview(come_in("lezer"))["teDoen"]

    assert told
    assert {each["handeling"] for each in told} == {"bekijken"}
    assert {each["route"].split()[0] for each in told} == {"GET"}


def test_a_cluster_tells_its_steps_and_how_far_its_next_one_slipped(
    come_in: ComeIn, office: Office
) -> None:
    browser = come_in()
    [before] = [each for each in _overview(browser)["clusters"] if "chemelot" in each["cluster"]]
    with transaction(office.engine) as session:
        milestones.forecast(office.ledger(session, "anna"), "d1", date(2027, 1, 20))

    found = _overview(browser)
    [after] = [each for each in found["clusters"] if "chemelot" in each["cluster"]]

    assert [each["voortgang"] for each in after["stappen"]].count("current") == 1
    assert after["volgendeStap"]
    assert (before["verschuiving"]["dagen"], after["verschuiving"]["dagen"]) == (0, 31)
    assert after["status"] == "delayed"
    assert found["veranderingen"][0]["gebeurtenis"] == "forecast"
    assert found["peildatum"] == TODAY.isoformat()


def test_an_overview_is_said_in_the_language_that_is_asked(come_in: ComeIn) -> None:
    answer = come_in().get(PATH, headers={"Accept-Language": "en"})

    assert "of 6 clusters" in answer.json()["antwoord"]


def test_an_unknown_view_is_refused_and_the_known_ones_are_named(come_in: ComeIn) -> None:
    answer = come_in().get(PATH, params={"voor": "iedereen"})

    assert answer.status_code == 400
    assert "alles" in answer.json()["errors"][0]["accepted"]
