"""The log in the API: who did what, with the values that the reader may see."""

from datetime import timedelta
from typing import Any

import pytest

from mijlpaal.web.api.log import _NAMES, NOT_NAMED
from mijlpaal.web.api.names import columns_of
from mijlpaal.web.office import Office
from models.milestones import acts as milestones
from models.reading.marking import mark_field
from models.storage.database import transaction
from models.storage.records import SUBJECT, current
from models.vocabulary import Confidentiality, EventKind, SubjectKind
from tests.factories import a_contact, a_ledger
from tests.mijlpaal.web.api.conftest import BOUND, AProgram

LATER = BOUND + timedelta(days=3)
REASON = "advies kwam later"
SECRET = str(Confidentiality.COMPANY_CONFIDENTIAL)


@pytest.fixture(autouse=True)
def happened(office: Office) -> None:
    """Two forecasts of m1 by two people, the second with a reason; one of m2."""
    with transaction(office.engine) as session:
        piet, roos = (a_ledger(session, actor=each) for each in ("piet", "roos"))
        milestones.forecast(piet, "m1", BOUND)
        milestones.forecast(roos, "m1", LATER, reason=REASON)
        milestones.forecast(piet, "m2", BOUND)


def _said(program: AProgram, query: str, actor: str = "piet") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = program(actor).get(f"/logregels?{query}").json()["resultaten"]
    return found


def test_a_line_has_who_what_why_and_the_values(program: AProgram) -> None:
    [line, before] = _said(program, "onderwerp=milestone:m1&gebeurtenis=forecast")

    changes = {each["veld"]: each for each in line["veranderingen"]}
    assert (line["onderwerp"], line["wie"], line["toelichting"]) == ("milestone:m1", "roos", REASON)
    assert changes["prognose"] == {
        "veld": "prognose",
        "van": BOUND.isoformat(),
        "naar": LATER.isoformat(),
    }
    assert line["versie"] == int(str(before["versie"])) + 1
    assert line["achtergehouden"] == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("gebeurtenis=forecast", ["m2", "m1", "m1"]),
        ("gebeurtenis=forecast&wie=Roos", ["m1"]),
        ("gebeurtenis=forecast&soort=project", []),
        ("gebeurtenis=forecast&cluster=een", ["m1", "m1"]),
        ("gebeurtenis=forecast&cluster=twee", ["m2"]),
        ("gebeurtenis=registered&cluster=twee", ["m2", "twee"]),
        ("gebeurtenis=forecast&zoek=MIJLPAAL%20M2", ["m2"]),
        ("gebeurtenis=forecast&zoek=milestone:m1&cluster=twee", []),
        ("zoek=%25%25", []),
        ("gebeurtenis=forecast&vanaf=2999-01-01", []),
        ("gebeurtenis=forecast&totEnMet=2000-01-01", []),
        ("gebeurtenis=forecast&wie=roos&vanaf=0001-01-01&totEnMet=9999-12-31", ["m1"]),
    ],
)
def test_lines_are_selected(program: AProgram, query: str, found: list[str]) -> None:
    said = [str(each["onderwerp"]).partition(":")[2] for each in _said(program, query)]

    assert said == found


def test_the_log_goes_on_where_the_page_ended(program: AProgram) -> None:
    piet = program()
    seen, path = [], "/logregels?aantal=5"
    while path:
        answer = piet.get(path)
        seen += [each["nummer"] for each in answer.json()["resultaten"]]
        path = answer.links["next"]["url"].partition("/v1")[2] if "next" in answer.links else ""

    assert seen == sorted(set(seen), reverse=True)
    assert seen == [each["nummer"] for each in _said(program, "aantal=200")]


@pytest.mark.parametrize("query", ["soort=onzin", "gebeurtenis=onzin", "vanaf=onzin", "x=1"])
def test_what_is_not_understood_is_refused(program: AProgram, query: str) -> None:
    assert program().get(f"/logregels?{query}").status_code == 400


def test_a_field_that_is_kept_is_named_and_not_told(program: AProgram, office: Office) -> None:
    with transaction(office.engine) as session:
        mark_field(
            session,
            SubjectKind.MILESTONE,
            "m1",
            "forecast_on",
            Confidentiality.COMPANY_CONFIDENTIAL,
            actor="baas",
            now=office.now(),
        )

    line = _said(program, "onderwerp=milestone:m1")[0]

    assert LATER.isoformat() not in str(line)
    assert "prognose" in line["achtergehouden"]
    # By the rest of an event and its hash anybody could try which day it was.
    assert "hash" not in line


def test_a_reference_to_what_is_hidden_is_named_and_not_told(
    program: AProgram, office: Office
) -> None:
    with transaction(office.engine) as session:
        ledger = a_ledger(session, actor="baas")
        secret = ledger.register(
            SubjectKind.ORGANISATION,
            "stil",
            {"title": "Stil", "organisation_kind": "company", "confidentiality": SECRET},
        )
        m2 = current(session, SubjectKind.MILESTONE, "m2")
        ledger.record(m2, EventKind.AMENDED, {"addressee_id": secret.id}, reason="test")

    line = _said(program, "onderwerp=milestone:m2")[0]

    assert "stil" not in str(line)
    assert "geadresseerde" in line["achtergehouden"]


def test_a_letter_that_is_hidden_is_not_named_as_what_was_the_source(
    program: AProgram, office: Office
) -> None:
    with transaction(office.engine) as session:
        m2, ledger = current(session, SubjectKind.MILESTONE, "m2"), a_ledger(session, actor="piet")
        named = ledger.record(m2, EventKind.AMENDED, {"source": "brief"})
        ledger.record(named, EventKind.AMENDED, {"source": "nota"})
    before = _said(program, "onderwerp=milestone:m2")
    with transaction(office.engine) as session:
        hide = SUBJECT.update().where(SUBJECT.c.key == "brief")
        session.execute(hide.values(confidentiality=SECRET))

    after = _said(program, "onderwerp=milestone:m2")

    assert "'brief'" in str(before)
    assert "'brief'" not in str(after)
    kept = [each["achtergehouden"] for each in after]
    assert kept == [["bron"], ["bron"], [], []]


def test_the_log_is_for_insiders_to_the_row(program: AProgram) -> None:
    rows = {each["onderwerp"] for each in _said(program, "aantal=200")}

    assert "milestone:geheim" not in rows
    assert program("regisseur").get("/logregels?onderwerp=milestone:m2").json() == {
        "resultaten": []
    }
    assert program("bedrijf").get("/logregels").status_code == 404


def test_a_cluster_that_is_not_there_is_told_so(program: AProgram) -> None:
    assert program().get("/logregels?cluster=geen").status_code == 404


def test_every_column_of_any_kind_of_row_has_a_name_of_its_own() -> None:
    for kind in SubjectKind:
        columns = {each.name for each in columns_of(kind)} - NOT_NAMED
        names = [_NAMES[each] for each in columns]
        assert len(names) == len(set(names)), kind


def test_what_changed_of_a_contact_is_told_without_what_opens_a_webhook(
    program: AProgram, office: Office
) -> None:
    with transaction(office.engine) as session:
        ledger = a_ledger(session, actor="baas")
        made = a_contact(ledger, "haak", channel="webhook", address="https://h.example/sleutel-x")
        changes = {"address": "https://g.example/sleutel-y", "unwanted": "milestone:geheim"}
        ledger.record(made, EventKind.AMENDED, changes)

    line = _said(program, "onderwerp=contact:haak")[0]

    assert line["veranderingen"] == [{"veld": "adres", "van": "h.example", "naar": "g.example"}]
    assert line["achtergehouden"] == ["ongewenst"]
