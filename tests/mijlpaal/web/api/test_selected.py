"""Lists that are selected and sorted: what is not understood is refused, and says what is."""

import pytest
from sqlalchemy import Engine

from models.milestones import acts as milestones
from models.storage.database import transaction
from models.storage.records import current
from models.vocabulary import SubjectKind
from tests.counting import statements_counted
from tests.factories import a_ledger, a_milestone
from tests.mijlpaal.web.api.conftest import BOUND, AProgram, Program


def _keys(program: Program, path: str) -> list[str]:
    answer = program.get(path)
    assert answer.status_code == 200, answer.text
    return [each["sleutel"] for each in answer.json()["resultaten"]]


@pytest.mark.parametrize(
    ("path", "name", "accepted"),
    [
        ("/mijlpalen?status=onzin", "status", "delayed"),
        ("/mijlpalen?gewicht=onzin", "gewicht", "commitment"),
        ("/mijlpalen?sorteer=onzin", "sorteer", "-prognose"),
        ("/mijlpalen?sorteer=--titel", "sorteer", "titel"),
        ("/toezeggingen?status=onzin", "status", "no_forecast"),
        ("/mijlpalen?vraagtActie=misschien", "vraagtActie", ""),
        ("/mijlpalen?zoek=", "zoek", "≥ 1"),
        ("/verzoeken?sorteer=prognose", "sorteer", "bedragInEuro"),
        ("/verzoeken?aan=Rijk", "aan", ""),
    ],
)
def test_what_is_not_understood_is_refused(
    program: AProgram, path: str, name: str, accepted: str
) -> None:
    answer = program().get(path)

    assert answer.status_code == 400, answer.text
    [fault] = answer.json()["errors"]
    assert fault["location"] == {"name": name}
    assert accepted in fault.get("accepted", "")


@pytest.mark.parametrize(
    ("path", "name", "accepted"),
    [
        ("/mijlpalen?sorteer=titel&cursor=m1", "cursor", ""),
        ("/mijlpalen?onderwerp=onzin", "onderwerp", "cluster:…"),
        ("/mijlpalen?onderwerp=onzin:een&sorteer=titel", "onderwerp", "project:…"),
        ("/verzoeken?stand=onzin", "stand", "gehonoreerd"),
    ],
)
def test_what_nothing_can_be_is_refused_with_what_can(
    program: AProgram, path: str, name: str, accepted: str
) -> None:
    answer = program().get(path)

    assert answer.status_code == 422, answer.text
    [fault] = answer.json()["errors"]
    assert fault["location"] == {"name": name}
    assert accepted in fault.get("accepted", "")


def test_what_is_asked_twice_is_not_answered_once(program: AProgram) -> None:
    piet = program()

    answer = piet.get("/mijlpalen?status=delayed&aantal=5&status=attention")
    of_two = piet.get("/kamerbriefcontroles?toezegging=belofte&toezegging=belofte")

    assert answer.status_code == 400
    [fault] = answer.json()["errors"]
    assert (fault["location"], fault["code"]) == ({"name": "status"}, "more_than_once")
    assert fault["detail"] == "staat er meer dan eens"
    assert "more_than_once" not in of_two.text


def test_a_milestone_without_a_forecast_comes_last_and_turned_round_first(
    program: AProgram, house: Engine
) -> None:
    with transaction(house) as session:
        milestones.forecast(a_ledger(session, actor="piet"), "m2", BOUND)
    piet = program()

    assert _keys(piet, "/mijlpalen?sorteer=prognose")[0] == "m2"
    assert _keys(piet, "/mijlpalen?sorteer=-prognose")[-1] == "m2"


def test_what_asks_for_no_action_can_be_asked_as_well(program: AProgram) -> None:
    piet = program()
    every, asking, not_asking = (
        set(_keys(piet, f"/mijlpalen{query}"))
        for query in ("", "?vraagtActie=true", "?vraagtActie=false")
    )

    assert asking
    assert asking | not_asking == every
    assert not asking & not_asking


def test_a_selection_narrows_what_the_database_narrowed(program: AProgram) -> None:
    piet = program()

    assert _keys(piet, "/mijlpalen?zoek=MIJLPAAL&cluster=twee") == ["m2"]
    assert _keys(piet, "/toezeggingen?zoek=mijlpaal&sorteer=-titel") == ["belofte"]
    assert _keys(piet, "/mijlpalen?isToezegging=true") == ["belofte"]
    assert "belofte" not in _keys(piet, "/mijlpalen?isToezegging=false&sorteer=teltTot")


def test_a_selection_asks_as_many_questions_of_two_milestones_as_of_forty(
    program: AProgram, house: Engine
) -> None:
    piet = program()
    path = "/mijlpalen?sorteer=cluster&status=no_forecast&aantal=2"
    piet.get(path)
    few = _statements(piet, house, path, 1)

    many = _statements(piet, house, path, 40)

    assert many == few < 20


def _statements(program: Program, house: Engine, path: str, more: int) -> int:
    """Return how many statements a list takes after more milestones came."""
    with transaction(house) as session:
        ledger = a_ledger(session, actor="baas")
        about = current(session, SubjectKind.CLUSTER, "twee")
        for number in range(more):
            a_milestone(ledger, about, f"x{more}-{number}", latest=BOUND)
    with statements_counted() as found:
        program.get(path)
    return len(found)


def test_what_changed_is_sorted_anew(program: AProgram, house: Engine) -> None:
    piet = program()
    before = _keys(piet, "/mijlpalen?sorteer=prognose")

    with transaction(house) as session:
        milestones.forecast(a_ledger(session, actor="piet"), before[-1], BOUND)

    assert _keys(piet, "/mijlpalen?sorteer=prognose")[0] == before[-1]
    assert before[0] != before[-1]


def test_what_one_reader_asked_is_told_to_no_other(program: AProgram) -> None:
    path = "/mijlpalen?sorteer=titel"

    assert "intern" in _keys(program(), path)
    assert "intern" not in _keys(program("bedrijf"), path)
