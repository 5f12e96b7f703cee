"""What pages show and give as files is what the API tells and gives: one reading, two faces."""

import re
from datetime import date
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from mijlpaal.web.api import files
from mijlpaal.web.attachments import MEDIA_TYPES
from mijlpaal.web.office import Office
from models.milestones import acts as milestones
from models.storage.database import transaction
from models.storage.records import current
from models.vocabulary import SubjectKind
from reports.form import Form
from tests.factories import a_milestone
from tests.mijlpaal.web.screens.conftest import TODAY, ComeIn
from tests.mijlpaal.web.screens.forms import send, words

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


def _an_edition(browser: TestClient) -> tuple[str, str]:
    """Make an edition; return its page, and where it is over the API."""
    made = send(browser, "/rapportages", cluster="chemelot", voor="internal")
    [row] = browser.get("/v1/rapportages").json()["resultaten"]
    return made.headers["location"].partition("?")[0], f"/v1/rapportages/{row['nummer']}"


def _is_the_same_file(one: httpx.Response, other: httpx.Response) -> bool:
    assert one.status_code == other.status_code == 200, (one.text, other.text)
    same = ("content-disposition", "content-type", "cache-control")
    assert {name: one.headers[name] for name in same} == {
        name: other.headers[name] for name in same
    }
    return one.content == other.content


@pytest.mark.parametrize("form", [each for each in Form if each is not Form.JSON])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_edition_is_the_same_file_over_the_api(
    come_in: ComeIn, form: Form, language: str
) -> None:
    browser = come_in()
    page, one = _an_edition(browser)
    said = {"Accept-Language": language}

    from_page = browser.get(f"{page}/bestand?vorm={form}", headers=said)
    from_api = browser.get(one, headers={**said, "Accept": MEDIA_TYPES[form]})

    assert _is_the_same_file(from_page, from_api)
    assert from_api.headers["etag"] == browser.get(one).headers["etag"]
    assert "Accept" in from_api.headers["vary"].split(", ")
    assert not browser.head(one, headers={"Accept": MEDIA_TYPES[form]}).content


def test_an_edition_without_a_wish_is_its_data(come_in: ComeIn) -> None:
    browser = come_in()
    _, one = _an_edition(browser)

    assert browser.get(one, headers={"Accept": "*/*"}).json()["cijfers"]
    refused = browser.get(one, headers={"Accept": "image/png"})
    assert refused.status_code == 406
    for media in ("application/json", MEDIA_TYPES[Form.ODT], "text/csv"):
        assert media in refused.json()["detail"]


def test_an_edition_that_is_not_for_a_reader_is_no_file_either(come_in: ComeIn) -> None:
    _, one = _an_edition(come_in())

    assert come_in("bedrijf").get(one, headers={"Accept": "text/csv"}).status_code == 404


@pytest.mark.parametrize("form", [Form.ODT, Form.PDF, Form.HTML, Form.TEXT])
def test_the_draft_of_the_letter_is_the_same_file_over_the_api(come_in: ComeIn, form: Form) -> None:
    browser = come_in()

    from_page = browser.get(f"/rapportages/kamerbrief/bestand?toezegging=d3&vorm={form}")
    from_api = browser.get(
        "/v1/kamerbriefconcepten?toezegging=d3", headers={"Accept": MEDIA_TYPES[form]}
    )

    assert _is_the_same_file(from_page, from_api)


def test_the_draft_of_the_letter_is_a_text_to_finish_unless_asked_otherwise(
    come_in: ComeIn,
) -> None:
    browser = come_in()
    path = "/v1/kamerbriefconcepten?toezegging=d3"

    assert browser.get(path).headers["content-type"] == MEDIA_TYPES[Form.ODT]
    assert browser.get(path, headers={"Accept": "application/json"}).status_code == 406
    assert browser.get("/v1/kamerbriefconcepten").status_code == 400
    assert come_in("regisseur").get(path).status_code == 403


_CALENDAR = "text/calendar"
_LISTS = [
    *(
        (f"/mijlpalen.{ending}?{of_page}", f"/v1/mijlpalen?{of_api}", media)
        for ending, media in (
            ("csv", MEDIA_TYPES[Form.CSV]),
            ("xlsx", MEDIA_TYPES[Form.XLSX]),
            ("ics", _CALENDAR),
        )
        for of_page, of_api in (
            ("open=0&sorteer=sleutel", ""),
            ("sorteer=-titel", "isOpen=true&sorteer=-titel"),
            ("cluster=chemelot", "cluster=chemelot&isOpen=true&sorteer=teltTot"),
            ("actie=1", "vraagtActie=true&sorteer=teltTot"),
        )
    ),
    *(
        (f"/verzoeken.{ending}?{of_page}", f"/v1/verzoeken?{of_api}", media)
        for ending, media in (("csv", MEDIA_TYPES[Form.CSV]), ("xlsx", MEDIA_TYPES[Form.XLSX]))
        for of_page, of_api in (
            ("sorteer=sleutel", ""),
            ("sorteer=-bedrag&aan=Rijk", "sorteer=-bedragInEuro&geadresseerde=Rijk"),
        )
    ),
    (
        "/mijlpalen.csv?op=2026-09-01&open=0&sorteer=sleutel",
        "/v1/mijlpalen?op=2026-09-01",
        MEDIA_TYPES[Form.CSV],
    ),
    (
        "/mijlpalen.ics?op=2026-09-01&sorteer=titel",
        "/v1/mijlpalen?op=2026-09-01&isOpen=true&sorteer=titel",
        _CALENDAR,
    ),
    (
        "/beheer/toegang/logboek.csv?wie=anna",
        "/v1/toegangsbesluiten?wie=anna",
        MEDIA_TYPES[Form.CSV],
    ),
    ("/beheer/logboek.csv?soort=project", "/v1/logregels?soort=project", MEDIA_TYPES[Form.CSV]),
]


@pytest.mark.parametrize("actor", ["anna", "regisseur", "bedrijf", "baas"])
def test_a_list_is_the_same_file_over_the_api(come_in: ComeIn, actor: str) -> None:
    browser = come_in(actor)

    for page, api, media in _LISTS:
        from_page = browser.get(page)
        from_api = browser.get(api, headers={"Accept": media})
        if from_page.status_code == 404:  # no log is for companies, nor who came in for readers
            assert from_api.status_code == 404
            continue
        assert _is_the_same_file(from_page, from_api), (page, api)
        assert "Accept" in from_api.headers["vary"].split(", ")


_AS_TABLES = ("/v1/mijlpalen", "/v1/verzoeken", "/v1/logregels", "/v1/toegangsbesluiten")


@pytest.mark.parametrize("path", _AS_TABLES)
def test_a_list_without_a_wish_is_its_rows(come_in: ComeIn, path: str) -> None:
    browser = come_in("baas")

    assert browser.get(path, headers={"Accept": "*/*"}).json()["resultaten"]
    refused = browser.get(path, headers={"Accept": "application/pdf"})
    assert refused.status_code == 406
    assert "application/json, text/csv" in refused.json()["detail"]


@pytest.mark.parametrize("part", ["aantal=5", "cursor=1"])
@pytest.mark.parametrize("path", _AS_TABLES)
def test_a_file_has_no_pages(come_in: ComeIn, path: str, part: str) -> None:
    answer = come_in("baas").get(f"{path}?{part}", headers={"Accept": "text/csv"})

    assert answer.status_code == 400
    [fault] = answer.json()["errors"]
    assert fault["location"].get("name") == part.partition("=")[0]
    assert "de hele lijst" in fault["detail"]


def test_a_list_that_is_too_long_for_a_file_says_what_to_do(
    come_in: ComeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_LINES", 3)

    answer = come_in().get("/v1/logregels", headers={"Accept": "text/csv"})

    assert answer.status_code == 422
    assert "vanaf, totEnMet" in answer.json()["detail"]


def test_a_file_over_the_api_holds_no_formula(come_in: ComeIn, office: Office) -> None:
    with transaction(office.engine) as session:
        ledger = office.ledger(session, "anna")
        cluster = current(session, SubjectKind.CLUSTER, "chemelot")
        a_milestone(ledger, cluster, "kwaad", latest=TODAY, title="=HYPERLINK(A1)")

    text = come_in().get("/v1/mijlpalen", headers={"Accept": "text/csv"}).text

    assert "'=HYPERLINK(A1)" in text


@pytest.mark.parametrize("actor", ["lezer", "bedrijf"])
def test_the_days_off_of_the_page_are_told_to_programs(come_in: ComeIn, actor: str) -> None:
    browser = come_in(actor)

    page = words(browser.get("/beheer/kalenders").text)
    told = browser.get("/v1/kalenderdagen").json()["resultaten"]

    assert [each["naam"] for each in told][:2] == ["kerstreces", "Eerste kerstdag"]
    assert told == sorted(told, key=lambda each: each["eersteDag"])
    assert all(each["laatsteDag"] >= TODAY.isoformat() for each in told)
    assert all(each["naam"] in page for each in told)
    assert {each["soort"] for each in told} == {"holiday", "recess"}


def test_days_off_are_told_within_a_period(come_in: ComeIn) -> None:
    browser = come_in()

    past = browser.get("/v1/kalenderdagen?vanaf=2026-05-05&totEnMet=2026-05-05").json()
    wrong = browser.get("/v1/kalenderdagen?vanaf=morgen")

    assert [each["naam"] for each in past["resultaten"] if each["soort"] == "holiday"] == [
        "Bevrijdingsdag"
    ]
    assert wrong.status_code == 400
