"""The access journal in the API: its lines, its filters, its pages, and what is kept of a row."""

from datetime import timedelta

import pytest

from mijlpaal.web.office import Office
from models.access.accounts import revoke
from models.access.login_links import make_link
from models.access.naming import name_reader
from models.reading.marking import mark_field
from models.storage.database import transaction
from models.vocabulary import Confidentiality, SubjectKind
from tests.mijlpaal.web.api.conftest import AProgram


@pytest.fixture(autouse=True)
def decided(office: Office) -> None:
    """Somebody new is let in, reads for a company, and is kept out."""
    now = office.now()
    with transaction(office.engine) as session:
        make_link(session, "nieuw", by="roos", now=now)
        until = office.today + timedelta(days=5)
        name_reader(session, "nieuw", "acme", named_by="roos", now=now, until=until)
        revoke(session, "nieuw", by="baas", now=now)
        for key, mark in (("m1", Confidentiality.INTERNAL), ("geheim", Confidentiality.INTERNAL)):
            mark_field(
                session, SubjectKind.MILESTONE, key, "forecast_on", mark, actor="piet", now=now
            )


def test_a_line_has_who_decided_what_about_whom(program: AProgram, office: Office) -> None:
    found = program("baas").get("/toegangsbesluiten?wie=nieuw").json()["resultaten"]

    assert [each["besluit"] for each in found] == [
        "account_revoked",
        "reader_named",
        "link_made",
        "account_made",
    ]
    named = found[1]
    assert (named["wie"], named["waarover"], named["beslotenDoor"]) == ("nieuw", "acme", "roos")
    assert {each["veld"]: each["naar"] for each in named["veranderingen"]} == {
        "isEigen": False,
        "totEnMet": (office.today + timedelta(days=5)).isoformat(),
    }
    assert {each["veld"]: each["naar"] for each in found[0]["veranderingen"]} == {
        "inloglinks": 1,
        "sessies": 0,
        "tokens": [],
    }


def test_of_a_row_that_is_not_for_the_reader_only_the_decision_is_told(program: AProgram) -> None:
    asked = "/toegangsbesluiten?besluit=field_marked"
    kept, seen = program("baas").get(asked).json()["resultaten"]

    assert (seen["waarover"], seen["isAchtergehouden"]) == ("milestone:m1 forecast_on", False)
    assert (kept["waarover"], kept["isAchtergehouden"]) == (None, True)
    assert kept["veranderingen"] == []
    assert kept["beslotenDoor"] == "piet"


def test_the_journal_is_read_in_pages(program: AProgram) -> None:
    browser, numbers, path = program("baas"), list[int](), "/toegangsbesluiten?aantal=2"
    while path:
        answer = browser.get(path)
        numbers += [each["nummer"] for each in answer.json()["resultaten"]]
        path = answer.links.get("next", {}).get("url", "").partition("/v1")[2]

    assert numbers == list(range(len(numbers), 0, -1))
    assert len(numbers) > 6


@pytest.mark.parametrize(
    ("query", "found"), [("vanaf=2999-01-01", 0), ("totEnMet=2000-01-01", 0), ("wie=ROOS", 3)]
)
def test_the_journal_is_narrowed(program: AProgram, query: str, found: int) -> None:
    answer = program("baas").get(f"/toegangsbesluiten?{query}")

    assert len(answer.json()["resultaten"]) == found


@pytest.mark.parametrize("actor", ["piet", "regisseur", "lezer", "bedrijf"])
def test_only_who_watches_over_access_reads_the_journal(program: AProgram, actor: str) -> None:
    assert program(actor).get("/toegangsbesluiten").status_code == 404


def test_everybody_reads_what_was_decided_on_themselves_and_on_nobody_else(
    program: AProgram, office: Office
) -> None:
    reader = program("lezer")
    with transaction(office.engine) as session:
        make_link(session, "lezer", by="roos", now=office.now())

    path, numbers = "/eigen-toegangsbesluiten", list[int]()
    told = reader.get(path).json()["resultaten"]
    part = f"{path}?aantal=1"
    while part:
        answer = reader.get(part)
        numbers += [each["nummer"] for each in answer.json()["resultaten"]]
        part = answer.links.get("next", {}).get("url", "").partition("/v1")[2]

    assert {each["besluit"] for each in told} == {"link_made", "account_made", "token_made"}
    assert {each["wie"] for each in told} == {"lezer"}
    assert numbers == [each["nummer"] for each in told]
    assert len(reader.get(f"{path}?besluit=link_made").json()["resultaten"]) == 1
    assert reader.get(f"{path}?wie=nieuw").status_code == 400
