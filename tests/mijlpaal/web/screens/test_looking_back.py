"""Pages as they were known on a day: what stood there, and never what is kept from a reader now."""

import re
from datetime import date
from threading import BoundedSemaphore

import pytest
from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from mijlpaal.web import looking_back
from mijlpaal.web.app import make_app
from mijlpaal.web.office import Office
from mijlpaal.web.screens.addresses import Addresses
from mijlpaal.web.screens.no_past import WHY_NOT
from mijlpaal.web.screens.routers import routers
from mijlpaal.web.screens.words import say_word
from models.access.naming import name_reader
from models.clock import morning_of
from models.milestones import acts as milestones
from models.reading.log import kept_reads
from models.storage.database import reading, transaction
from models.storage.records import SUBJECT, current
from models.vocabulary import Confidentiality, Language, SubjectKind
from tests.mijlpaal.web.conftest import WEB
from tests.mijlpaal.web.screens.conftest import TODAY, ComeIn
from tests.mijlpaal.web.screens.forms import words
from tests.mijlpaal.web.screens.marks import keep_back

PAST = "op=2026-06-20"
PAGES = (
    *("/", "/mijlpalen", "/mijlpalen/d2", "/clusters/chemelot", "/projecten/project-reju"),
    *("/verzoeken", "/verzoeken/europees-beleid", "/bedrijfstrajecten"),
    *("/wat-als", "/wat-als/controle", "/wat-als/houders", "/wat-als/afhankelijkheden"),
)


@pytest.fixture(autouse=True)
def forecast(office: Office) -> None:
    """What is known today and was not then."""
    with transaction(office.engine) as session:
        milestones.forecast(office.ledger(session, "anna"), "d2", date(2026, 12, 14))


@pytest.mark.parametrize("path", PAGES)
def test_every_such_page_says_which_day_it_shows_and_lets_nothing_be_done(
    come_in: ComeIn, path: str
) -> None:
    browser = come_in()

    now, then = browser.get(path), browser.get(f"{path}?{PAST}")

    assert then.status_code == 200
    assert "Zo bekend op 20 juni 2026." in words(then.text)
    assert "Peildatum: 20 juni 2026" in words(then.text)
    assert f'<a href="{path}">Terug naar nu</a>' in then.text
    main = then.text[then.text.index("<main") : then.text.index("</main>")]
    assert 'method="post"' not in main
    assert "Zo bekend" not in now.text


def test_what_was_recorded_later_is_not_there(come_in: ComeIn) -> None:
    browser = come_in()

    assert "14 dec 2026" in browser.get("/mijlpalen/d2").text
    for path in ("/mijlpalen/d2", "/mijlpalen", "/mijlpalen.csv", "/clusters/chemelot"):
        assert "14 dec 2026" not in browser.get(f"{path}?{PAST}").text, path


def test_the_past_goes_along_from_page_to_page_and_into_the_files(come_in: ComeIn) -> None:
    browser = come_in()

    start, listed = browser.get(f"/?{PAST}").text, browser.get(f"/mijlpalen?{PAST}").text

    assert f'href="/clusters/chemelot?{PAST}"' in start
    assert f'href="/mijlpalen/d2?{PAST}"' in listed
    assert f'href="/mijlpalen.csv?{PAST}"' in listed
    assert '<input type="hidden" name="op" value="2026-06-20">' in listed
    assert "2026-06-20" in browser.get(f"/mijlpalen.csv?{PAST}").text


def test_what_is_hidden_now_is_hidden_in_the_past(come_in: ComeIn, office: Office) -> None:
    secret = Confidentiality.COMPANY_CONFIDENTIAL
    browser = come_in("lezer")
    before = browser.get(f"/projecten/project-reju?{PAST}").text
    with transaction(office.engine) as session:
        keep_back(session, office, SubjectKind.PROJECT, "project-furec", "industry")
        hide = SUBJECT.update().where(SUBJECT.c.key == "project-reju")
        session.execute(hide.values(confidentiality=str(secret)))

    gone = browser.get(f"/projecten/project-reju?{PAST}")
    cluster = browser.get(f"/clusters/chemelot?{PAST}").text
    marked = browser.get(f"/projecten/project-furec?{PAST}").text

    assert "Reju" in before
    assert gone.status_code == 404
    assert "Concreet project van Reju" not in cluster
    assert "/projecten/project-furec" in cluster
    assert "nieuwe industrie</dd>" not in marked


def test_looking_back_at_a_companys_own_is_logged_now(come_in: ComeIn, office: Office) -> None:
    with transaction(office.engine) as session:
        name_reader(session, "genoemd", "reju", named_by="bedrijf", now=morning_of(TODAY))
        hide = SUBJECT.update().where(SUBJECT.c.key == "project-reju")
        session.execute(hide.values(confidentiality="company_confidential"))

    page = come_in("genoemd").get(f"/projecten/project-reju?{PAST}")

    with reading(office.engine) as session:
        [(read, subject), *_] = kept_reads(session, actor="genoemd")
    assert page.status_code == 200
    assert subject.key == "project-reju"
    assert read.read_at == office.now()


@pytest.mark.parametrize(
    ("day", "status", "said"),
    [
        ("2026-11-03", 422, "3 november 2026 moet nog komen (vandaag is 2 november 2026)"),
        ("gisteren", 422, "Noem een dag als 2026-09-01"),
        ("2026-06-14", 404, "Op 14 juni 2026 was nog niets vastgelegd"),
    ],
)
def test_a_day_that_cannot_be_shown_is_refused_with_the_reason(
    come_in: ComeIn, day: str, status: int, said: str
) -> None:
    for path in ("/mijlpalen/d2", "/mijlpalen.csv"):
        answer = come_in().get(f"{path}?op={day}")

        assert answer.status_code == status
        assert said in words(answer.text)
        assert "--as-of" not in answer.text


def test_when_others_look_back_already_a_page_says_so(
    come_in: ComeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = BoundedSemaphore(1)
    monkeypatch.setattr(looking_back, "_ROOM", room)
    monkeypatch.setattr(looking_back, "_LONGEST_WAIT", 0)
    browser = come_in()

    with room:
        busy = browser.get(f"/mijlpalen/d2?{PAST}")
    after = browser.get(f"/mijlpalen/d2?{PAST}")

    assert [busy.status_code, after.status_code] == [503, 200]
    assert "Er wordt al door 2 teruggekeken" in words(busy.text)


def test_what_was_not_there_yet_is_said_so(come_in: ComeIn) -> None:
    answer = come_in().get(f"/mijlpalen/bestaat-niet?{PAST}")

    assert answer.status_code == 404
    assert "Op 20 juni 2026 stond dit hier niet, of het is niet voor u." in words(answer.text)


def _looks_back(asked: Dependant) -> bool:
    return any(each.alias == "op" for each in asked.query_params) or any(
        map(_looks_back, asked.dependencies)
    )


def test_every_page_looks_back_or_says_why_not(office: Office) -> None:
    found = {
        str(route.path): _looks_back(route.dependant)
        for router in routers(office)
        for route in router.routes
        if isinstance(route, APIRoute) and "GET" in (route.methods or ())
    }

    assert {path for path, looks_back in found.items() if not looks_back} == WHY_NOT.keys()
    assert sum(found.values()) > 15


def test_from_page_to_page_the_day_goes_along_to_each_that_looks_back(office: Office) -> None:
    for router in routers(office):
        for route in router.routes:
            if (
                isinstance(route, APIRoute)
                and "GET" in (route.methods or ())
                and "." not in route.path
            ):
                path = re.sub(r"\{\w+\}", "x", route.path)
                request = Request({"type": "http", "path": path, "root_path": "", "headers": []})
                address = Addresses(request, date(2026, 6, 20)).to(path)
                assert (PAST in address) is (route.path not in WHY_NOT), path


def test_what_would_follow_is_reckoned_from_what_was_known(come_in: ComeIn, office: Office) -> None:
    browser, asked = come_in(), "onderwerp=milestone:d2"
    with transaction(office.engine) as session:
        ledger = office.ledger(session, "anna")
        link = {"title": "d3 na d2", "dependency_kind": "finish_to_start", "certainty": "expected"}
        ends = {
            name: current(session, SubjectKind.MILESTONE, key).id
            for name, key in (("from_id", "d3"), ("to_id", "d2"))
        }
        ledger.register(SubjectKind.DEPENDENCY, "d3-na-d2", {**link, **ends})
    title = "/mijlpalen/d3"

    now = browser.get(f"/wat-als?{asked}").text
    then = browser.get(f"/wat-als?{asked}&{PAST}").text

    touched = now[now.index('id="raakt"') : now.index('id="groepen"')]
    before = then[then.index('id="raakt"') : then.index('id="groepen"')]
    assert title in touched
    assert title not in before
    assert "Naast die dag" in before


def test_a_link_from_a_past_to_what_would_follow_stays_in_it(come_in: ComeIn) -> None:
    page = come_in().get(f"/mijlpalen/d2?{PAST}").text

    assert f'href="/wat-als?onderwerp=milestone:d2&amp;{PAST}"' in page


def test_a_page_that_does_not_look_back_says_why_and_leads_to_now(come_in: ComeIn) -> None:
    browser, keys = come_in("baas"), {"clusters": "chemelot", "mijlpalen": "d2"}
    for page, word in WHY_NOT.items():
        path = page.replace("{key}", keys.get(page.split("/")[1], "x")).replace("{name}", "x")

        answer = browser.get(f"{path}?{PAST}&blz=2")

        assert answer.status_code == 422, path
        said = words(answer.text)
        assert f"Deze pagina kijkt niet terug. {say_word(word, Language.NL)}" in said, path
        assert f'<a href="{path}">Terug naar nu</a>' in answer.text, path


def test_a_stranger_is_not_told_why(office: Office) -> None:
    stranger = TestClient(make_app(office), base_url=WEB, follow_redirects=False)

    answer = stranger.get(f"/beheer?{PAST}")

    assert answer.status_code == 303
