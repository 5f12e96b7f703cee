"""Pages as they were known on a day: what stood there, and never what is kept from a reader now."""

from datetime import date

import pytest

from mijlpaal.web.office import Office
from models.access.naming import name_reader
from models.clock import morning_of
from models.milestones import acts as milestones
from models.reading.log import kept_reads
from models.storage.database import reading, transaction
from models.storage.records import SUBJECT
from models.vocabulary import Confidentiality, SubjectKind
from tests.mijlpaal.web.screens.conftest import TODAY, ComeIn
from tests.mijlpaal.web.screens.forms import words
from tests.mijlpaal.web.screens.marks import keep_back

PAST = "op=2026-06-20"
PAGES = (
    *("/", "/mijlpalen", "/mijlpalen/d2", "/clusters/chemelot", "/projecten/project-reju"),
    *("/verzoeken", "/verzoeken/europees-beleid", "/bedrijfstrajecten"),
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


def test_what_was_not_there_yet_is_said_so(come_in: ComeIn) -> None:
    answer = come_in().get(f"/mijlpalen/bestaat-niet?{PAST}")

    assert answer.status_code == 404
    assert "Op 20 juni 2026 stond dit hier niet, of het is niet voor u." in words(answer.text)
