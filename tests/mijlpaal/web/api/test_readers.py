"""Readers over the API: a company names them for itself, and an administrator for every one."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from mijlpaal.web.office import Office
from models.access.naming import name_reader, representatives
from models.reading.log import keep_reads
from models.storage.database import reading, transaction
from models.storage.records import current
from models.vocabulary import SubjectKind
from tests.factories import a_ledger, an_organisation
from tests.mijlpaal.web.api.conftest import AProgram
from tests.mijlpaal.web.conftest import NEXT_DAY

PATH = "/lezers"
NEW = {"naam": "roos", "organisatie": "acme"}


@pytest.fixture(autouse=True)
def of_acme(office: Office) -> None:
    """There is a rival of Acme, and ``bedrijf`` is somebody of Acme itself."""
    with transaction(office.engine) as session:
        an_organisation(a_ledger(session, actor="baas"), "rivaal")
        for name, key in (("bedrijf", "acme"), ("ander", "rivaal")):
            name_reader(session, name, key, named_by="baas", now=office.now(), is_own=True)


def test_a_company_names_a_reader_until_a_day_and_ends_that(
    program: AProgram, house: Engine
) -> None:
    company = program("bedrijf")
    until = (NEXT_DAY + timedelta(days=3)).isoformat()

    made = company.post(PATH, {**NEW, "totEnMet": until})
    assert made.status_code == 201, made.text
    where = made.headers["location"].removeprefix("/v1")
    seen = program("roos").get("/mijlpalen/eigen").status_code
    ended = company.post(f"{where}/beeindigingen", {}, seen=made.headers["etag"])

    assert made.json() | {"nummer": 0} == {
        "nummer": 0,
        "naam": "roos",
        "organisatie": "organisation:acme",
        "isEigen": False,
        "benoemdDoor": "bedrijf",
        "vanaf": NEXT_DAY.isoformat(),
        "totEnMet": until,
    }
    assert seen == 200
    assert ended.status_code == 200, ended.text
    assert program("roos").get("/mijlpalen/eigen").status_code == 404
    assert company.get(where).status_code == 404
    with reading(house) as session:
        assert representatives(session, "roos", NEXT_DAY) == []


def test_a_company_sees_its_own_readers_and_who_watches_all(program: AProgram) -> None:
    of_company = program("bedrijf").get(PATH).json()["resultaten"]
    of_all = program("baas").get(PATH).json()["resultaten"]
    [first] = program("baas").get(f"{PATH}?aantal=1").json()["resultaten"]
    [other] = [each for each in of_all if each["naam"] == "ander"]

    assert [each["naam"] for each in of_company] == ["bedrijf"]
    assert {each["naam"] for each in of_all} == {"bedrijf", "ander"}
    assert first == of_all[0]
    assert program("bedrijf").get(f"{PATH}/{other['nummer']}").status_code == 404


@pytest.mark.parametrize(
    "asked", [{"organisatie": "rivaal"}, {"isEigen": True}], ids=["a rival", "one of theirs"]
)
def test_a_company_names_for_no_other_and_not_who_is_of_it(
    program: AProgram, asked: dict[str, object]
) -> None:
    assert program("bedrijf").post(PATH, {**NEW, **asked}).status_code == 403
    assert len(program("baas").get(PATH).json()["resultaten"]) == 2


def test_a_company_ends_no_colleague_and_an_administrator_does(program: AProgram) -> None:
    company, keeper = program("bedrijf"), program("baas")
    made = keeper.post(PATH, {**NEW, "isEigen": True})
    where = f"{made.headers['location'].removeprefix('/v1')}/beeindigingen"

    refused = company.post(where, {}, seen=made.headers["etag"])
    ended = keeper.post(where, {}, seen=made.headers["etag"])

    assert (refused.status_code, ended.status_code) == (403, 200), refused.text


def test_a_company_sees_who_read_what_is_its_own(program: AProgram, office: Office) -> None:
    with transaction(office.engine) as session:
        numbers = [current(session, SubjectKind.MILESTONE, key).id for key in ("eigen", "m1")]
        for actor, number in zip(("roos", "piet"), numbers, strict=True):
            keep_reads(session, actor, {number: ["*"]}, now=office.now(), by="GET /x")

    def who(actor: str) -> list[str]:
        return [each["wie"] for each in program(actor).get("/inzagen").json()["resultaten"]]

    assert who("bedrijf") == ["roos"]
    assert sorted(who("baas")) == ["piet", "roos"]


@pytest.mark.parametrize("actor", ["piet", "regisseur", "lezer"])
def test_nobody_else_names_or_sees_readers(program: AProgram, actor: str) -> None:
    assert program(actor).get(PATH).status_code == 404
    assert program(actor).post(PATH, NEW).status_code == 404
