from datetime import date

import httpx
import pytest
from sqlalchemy import Engine

from intake.tables.reading import TableKind
from models.clock import morning_of
from models.ledger.chain import events_of
from models.storage.database import reading, transaction
from models.storage.records import current
from models.tables import Report
from models.vocabulary import SubjectKind
from tests.intake.test_tables import a_plan, a_task, a_workbook
from tests.mijlpaal.web.api.conftest import AProgram, Program
from tests.mijlpaal.web.conftest import NEXT_DAY


def _import(
    program: Program,
    table: str | bytes,
    query: str = "",
    kind: str = "text/csv",
    once: str = "",
    seen: str = "",
) -> httpx.Response:
    """Send a table; what is to be recorded was tried before, unless it says what was seen."""
    if not query and not seen:
        seen = _import(program, table, "?proef=true", kind).headers.get("etag", "")
    headers = {"authorization": f"Bearer {program.secret}", "content-type": kind}
    headers |= {"idempotency-key": once} if once else {}
    headers |= {"if-match": seen} if seen not in {"", "none"} else {}
    content = table.encode() if isinstance(table, str) else table
    answer: httpx.Response = program.browser.post(
        f"/v1/imports{query}", content=content, headers=headers
    )
    return answer


def _forecasts(house: Engine) -> list[str]:
    with reading(house) as session:
        found = [current(session, SubjectKind.MILESTONE, key) for key in ("m1", "m2")]
        return [e.kind for each in found for e in events_of(session, each.id)]


def test_a_table_of_forecasts_is_recorded_as_a_whole(program: AProgram, house: Engine) -> None:
    table = "sleutel;wanneer;toelichting\nm1;2026-11-20;klaar\nm2;medio november 2026;\n"

    tried = _import(program(), table, "?proef=true")
    assert _forecasts(house) == ["registered"] * 2
    done = _import(program(), table)

    assert tried.json() == {"vastgelegd": 2, "isProef": True}
    assert done.json() == {"vastgelegd": 2, "isProef": False}
    assert _forecasts(house) == ["registered", "forecast"] * 2


def test_the_same_table_with_the_same_key_is_recorded_once(
    program: AProgram, house: Engine
) -> None:
    table, piet = "sleutel,wanneer\nm1,2026-11-20\n", program()

    tag = _import(piet, table, "?proef=true").headers["etag"]
    done = _import(piet, table, once="a", seen=tag)
    again = _import(piet, table, once="a", seen=tag)
    another = _import(piet, table.replace("20", "21"), once="a")

    assert (again.status_code, again.json()) == (200, done.json())
    assert again.headers["idempotency-replayed"] == "true"
    assert another.status_code == 422
    assert _forecasts(house) == ["registered", "forecast", "registered"]


def test_a_table_is_recorded_upon_what_was_seen(program: AProgram, house: Engine) -> None:
    table, piet = "sleutel,wanneer\nm1,2026-11-20\n", program()
    tag = _import(piet, table, "?proef=true").headers["etag"]

    unseen = _import(piet, table, seen="none")
    done = _import(piet, table, seen=tag)
    stale = _import(piet, table.replace("11-20", "11-21"), seen=tag)

    assert [each.status_code for each in (unseen, done, stale)] == [428, 200, 412]
    assert _forecasts(house) == ["registered", "forecast", "registered"]


def test_every_fault_of_a_table_is_told_with_line_and_column_and_nothing_is_recorded(
    program: AProgram, house: Engine
) -> None:
    table = "sleutel,wanneer\nm1,2026-11-20\ngeheim,2026-11-20\nm2,gisteren\nm2,ooit eens\nm1,2026-11-21\n"

    answer = _import(program(), table)

    assert answer.status_code == 400
    faults = [
        (each["location"]["line"], each["location"]["column"]) for each in answer.json()["errors"]
    ]
    twice = [(5, "sleutel"), (5, "wanneer")]  # both of it
    assert faults == [(3, "sleutel"), (4, "wanneer"), *twice, (6, "sleutel")]
    assert all(each["accepted"] for each in answer.json()["errors"])
    assert _forecasts(house) == ["registered"] * 2


@pytest.mark.parametrize(
    "table",
    ["", "x", "sleutel\nm1", "sleutel,wanneer,wanneer\n1,2,3", 'sleutel,wanneer\n"m1', "a,b"],
)
def test_what_is_no_table_of_forecasts_is_refused(program: AProgram, table: str) -> None:
    assert _import(program(), table).status_code == 400


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        (TableKind.XLSX, a_workbook([["sleutel", "wanneer"], ["m1", date(2026, 11, 20)]])),
        (TableKind.PROJECT, a_plan(a_task("m1", "2026-11-20T17:00:00"))),
    ],
)
def test_a_workbook_or_plan_is_recorded_as_a_table(
    program: AProgram, house: Engine, kind: TableKind, table: bytes
) -> None:
    done = _import(program(), table, kind=str(kind))

    assert done.json() == {"vastgelegd": 1, "isProef": False}
    assert _forecasts(house) == ["registered", "forecast", "registered"]


@pytest.mark.parametrize(
    ("kind", "status"),
    [(str(TableKind.XLSX), 422), ("application/xml", 422), ("image/png", 415), ("", 415)],
)
def test_another_file_than_was_said_is_refused(program: AProgram, kind: str, status: int) -> None:
    answer = _import(program(), "sleutel,wanneer\nm1,2026-11-20\n", kind=kind)

    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_director_imports_into_their_own_cluster_alone(program: AProgram) -> None:
    answer = _import(program("regisseur"), "sleutel,wanneer\nm1,2026-11-20\nm2,2026-11-20\n")

    assert [each["location"]["line"] for each in answer.json()["errors"]] == [3]


def test_impact_names_what_a_change_touches_and_nothing_hidden(program: AProgram) -> None:
    piet = program()
    found = piet.get("/impact?onderwerp=project:p1")

    assert found.status_code == 200, found.text
    assert "geheim" not in found.text
    assert piet.get("/impact?onderwerp=milestone:geheim").status_code == 404
    assert piet.get("/impact?onderwerp=onzin").status_code == 404
    assert piet.get("/impact?onderwerp=project:p1&toestand=onzin").status_code == 422
    twice = "/impact?onderwerp=milestone:m1&uiterlijk=2027-01-01&toestand=behaald"
    assert piet.get(twice).status_code == 400
    assert program("bedrijf").get("/impact?onderwerp=project:p1").status_code == 404


def test_an_outsider_reads_no_report_that_was_not_established(
    program: AProgram, house: Engine
) -> None:
    with transaction(house) as session:
        for audience in ("internal", "public"):
            session.add(
                Report(
                    subject_id=current(session, SubjectKind.CLUSTER, "een").id,
                    reference_date=NEXT_DAY,
                    audience=audience,
                    edition=1,
                    digest="0",
                    figures='{"n":1}',
                    published_at=morning_of(NEXT_DAY),
                )
            )
    reader, company = program("lezer"), program("bedrijf")

    listed = reader.get("/rapportages").json()["resultaten"]

    assert [each["doelgroep"] for each in listed] == ["public", "internal"]
    number = listed[0]["nummer"]
    assert reader.get(f"/rapportages/{number}").json()["cijfers"] == {"n": 1}
    assert company.get("/rapportages").json() == {"resultaten": []}
    assert company.get(f"/rapportages/{number}").status_code == 404
    assert reader.get("/rapportages/999").status_code == 404


def test_a_webhook_is_made_and_ended_by_the_administrator_and_its_address_is_not_shown(
    program: AProgram,
) -> None:
    baas = program("baas")
    new = {
        "sleutel": "koppeling",
        "functie": "Koppeling",
        "adres": "https://ontvanger.example/geheim-pad",
    }

    made = baas.post("/webhooks", new)
    assert made.status_code == 201, made.text
    assert "geheim-pad" not in made.text
    assert made.json()["host"] == "ontvanger.example"
    assert [each["sleutel"] for each in baas.get("/webhooks").json()["resultaten"]] == ["koppeling"]
    one = baas.get(made.headers["location"].removeprefix("/v1"))
    assert (one.json(), one.headers["etag"]) == (made.json(), made.headers["etag"])
    assert baas.get("/webhooks/beheerder").status_code == 404
    ended = baas.post(
        "/webhooks/koppeling/beeindigingen", {"toelichting": "klaar"}, seen=made.headers["etag"]
    )

    assert ended.json()["geldigTotEnMet"] == NEXT_DAY.isoformat()
    assert baas.post("/webhooks", new | {"adres": "geen adres"}).status_code == 422
    assert program("piet").post("/webhooks", new).status_code == 404
    assert program("lezer").get("/webhooks").status_code == 404
