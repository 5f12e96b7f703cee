"""The pages of company tracks: where one stands, what it waits for, and who may see it."""

import pytest

from mijlpaal.web.office import Office
from models.acts.registering import register_subject
from models.lifecycles.lifecycle import advance
from models.storage.database import transaction
from models.storage.records import SUBJECT, current
from models.vocabulary import Confidentiality, SubjectKind
from tests.mijlpaal.web.screens.conftest import ComeIn
from tests.mijlpaal.web.screens.forms import hidden, send, words

PATH = "/bedrijfstrajecten/traject-reju"
TITLE = "Verzonnen traject van Reju (test)"


@pytest.fixture(autouse=True)
def track(office: Office) -> None:
    """An invented track, one step under way: the letter names none."""
    with transaction(office.engine) as session:
        ledger = office.ledger(session, "anna")
        fields = {
            "title": TITLE,
            "confidentiality": "public",
            "cluster_id": str(current(session, SubjectKind.CLUSTER, "chemelot").id),
            "organisation_id": str(current(session, SubjectKind.ORGANISATION, "reju").id),
        }
        register_subject(ledger, SubjectKind.COMPANY_TRACK, "traject-reju", fields)
        advance(ledger, SubjectKind.COMPANY_TRACK, "traject-reju", "teken_eop")


def test_a_track_says_where_it_stands_and_what_its_step_asks_for(come_in: ComeIn) -> None:
    answer = come_in().get(PATH)
    page = words(answer.text)

    assert f"{TITLE}: Expression of Principles" in page
    assert "Leg de concept-JLoI vast nu mogelijk" in page
    assert "Deze stap vraagt om" in page
    assert "Concept-JLoI: Verzonnen traject" in page
    assert 'href="/clusters/chemelot"' in answer.text
    assert 'href="/wat-als/houders/reju"' in answer.text


def test_the_step_bar_marks_the_step_it_is_in(come_in: ComeIn) -> None:
    bar = come_in().get(PATH).text.split('<ol class="steps">')[1].split("</ol>", maxsplit=1)[0]

    current_step = bar.split('aria-current="step"')[1]
    assert words(current_step.split("</li>")[0]).endswith("Expression of Principles huidige stap")
    assert bar.count("step-behind") == 1


def test_its_history_names_the_steps_and_who_took_them(come_in: ComeIn) -> None:
    page = words(come_in().get(PATH).text)

    assert "Leg de Expression of Principles vast anna" in page


@pytest.mark.parametrize(
    "path", ["/clusters/chemelot", "/wat-als/houders/reju", "/bedrijfstrajecten"]
)
def test_a_track_is_linked_from_its_cluster_and_its_company(come_in: ComeIn, path: str) -> None:
    assert f'href="{PATH}"' in come_in().get(path).text


def test_a_step_is_taken_from_its_page(come_in: ComeIn) -> None:
    browser = come_in()
    assert f'href="{PATH}/stap"' in browser.get(PATH).text
    form = browser.get(f"{PATH}/stap").text

    typed = {"versie": hidden(form, "versie"), "gebeurtenis": "stel_concept_jloi_op"}
    done = send(browser, f"{PATH}/stap", **typed, stap="vastleggen")

    assert done.headers["location"] == f"{PATH}/stap?gedaan=gezet"
    assert f"{TITLE}: Concept-JLoI" in words(browser.get(PATH).text)


def test_who_only_reads_is_offered_no_step(come_in: ComeIn) -> None:
    assert f"{PATH}/stap" not in come_in("lezer").get(PATH).text
    assert f"{PATH}/stap" not in come_in().get(f"{PATH}?als=openbaar").text


def test_the_public_sees_no_names_of_people_at_work(come_in: ComeIn) -> None:
    page = come_in().get(f"{PATH}?als=openbaar").text

    assert "Geschiedenis" not in page
    assert TITLE in page


def test_a_confidential_track_is_on_no_page_of_others(come_in: ComeIn, office: Office) -> None:
    with transaction(office.engine) as session:
        hide = SUBJECT.update().where(SUBJECT.c.key == "traject-reju")
        session.execute(hide.values(confidentiality=str(Confidentiality.COMPANY_CONFIDENTIAL)))
    browser = come_in()

    assert browser.get(PATH).status_code == 404
    assert browser.get(f"{PATH}/stap").status_code == 404
    for path in ("/clusters/chemelot", "/wat-als/houders/reju", "/bedrijfstrajecten"):
        assert TITLE not in browser.get(path).text, path


def test_it_opens_in_english(come_in: ComeIn) -> None:
    browser = come_in("lezer")

    send(browser, "/taal", taal="en", naar=PATH)

    assert "What blocks the next step" in browser.get(PATH).text
    assert "Company tracks" in browser.get("/bedrijfstrajecten").text
