"""The pages of company tracks: where one stands, what it waits for, and who may see it."""

from pathlib import Path

import pytest

from mijlpaal.web.office import Office
from models.acts.registering import register_subject
from models.clock import morning_of
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import advance
from models.storage.database import make_engine, transaction
from models.storage.records import SUBJECT, current
from models.vocabulary import Confidentiality, SubjectKind
from seeds.rulebook import load_rulebook
from tests.mijlpaal.web.screens.conftest import TODAY, ComeIn
from tests.mijlpaal.web.screens.forms import hidden, send, words

PATH = "/bedrijfstrajecten/traject-reju"
TITLE = "Verzonnen traject van Reju (test)"


@pytest.fixture(scope="module")
def start(seeded: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The seeds with an invented track, one step under way: the letter names none."""
    path = tmp_path_factory.mktemp("trajecten") / "mijlpaal.db"
    path.write_bytes(seeded)
    engine = make_engine(f"sqlite:///{path}")
    with transaction(engine) as session:
        ledger = Ledger(session, load_rulebook(), actor="anna", at=morning_of(TODAY))
        fields = {
            "title": TITLE,
            "confidentiality": "public",
            "cluster_id": str(current(session, SubjectKind.CLUSTER, "chemelot").id),
            "organisation_id": str(current(session, SubjectKind.ORGANISATION, "reju").id),
        }
        register_subject(ledger, SubjectKind.COMPANY_TRACK, "traject-reju", fields)
        advance(ledger, SubjectKind.COMPANY_TRACK, "traject-reju", "teken_eop")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"VACUUM INTO '{path}.copy'")
    engine.dispose()
    return Path(f"{path}.copy").read_bytes()


def test_a_track_says_where_it_stands_and_what_its_step_asks_for(come_in: ComeIn) -> None:
    answer = come_in().get(PATH)
    page, bar = words(answer.text), answer.text.split('<ol class="steps">')[1]

    assert f"{TITLE}: Expression of Principles" in page
    assert "Leg de concept-JLoI vast nu mogelijk" in page
    assert "Deze stap vraagt om" in page
    assert "Concept-JLoI: Verzonnen traject" in page
    assert words(bar.split('aria-current="step"')[1]).startswith("> ▶ Expression of Principles")
    assert "stap gezet stand: Verkenning → Expression of Principles anna" in page  # its history
    assert 'href="/clusters/chemelot"' in answer.text
    assert 'href="/wat-als/houders/reju"' in answer.text


def test_a_track_is_linked_from_its_cluster_and_its_company(come_in: ComeIn) -> None:
    browser = come_in()

    for path in ("/clusters/chemelot", "/wat-als/houders/reju", "/bedrijfstrajecten"):
        assert f'href="{PATH}"' in browser.get(path).text, path


def test_a_step_is_taken_from_its_page(come_in: ComeIn) -> None:
    browser = come_in()
    assert f'href="{PATH}/stap"' in browser.get(PATH).text
    form = browser.get(f"{PATH}/stap").text

    typed = {"versie": hidden(form, "versie"), "gebeurtenis": "stel_concept_jloi_op"}
    done = send(browser, f"{PATH}/stap", **typed, stap="vastleggen")

    assert done.headers["location"] == f"{PATH}/stap?gedaan=gezet"
    assert f"{TITLE}: Concept-JLoI" in words(browser.get(PATH).text)


def test_the_public_sees_neither_steps_to_take_nor_people_at_work(come_in: ComeIn) -> None:
    page = come_in().get(f"{PATH}?als=openbaar").text

    assert TITLE in page
    assert f"{PATH}/stap" not in page
    assert "Geschiedenis" not in page


def test_a_confidential_track_is_on_no_page_of_others(come_in: ComeIn, office: Office) -> None:
    with transaction(office.engine) as session:
        hide = SUBJECT.update().where(SUBJECT.c.key == "traject-reju")
        session.execute(hide.values(confidentiality=str(Confidentiality.COMPANY_CONFIDENTIAL)))
    browser = come_in()

    assert browser.get(PATH).status_code == 404
    assert browser.get(f"{PATH}/stap").status_code == 404
    for path in ("/clusters/chemelot", "/wat-als/houders/reju", "/bedrijfstrajecten"):
        assert TITLE not in browser.get(path).text, path


def test_who_only_reads_is_offered_no_step_in_english_either(come_in: ComeIn) -> None:
    browser = come_in("lezer")

    send(browser, "/taal", taal="en", naar=PATH)
    page = browser.get(PATH).text

    assert "What blocks the next step" in page
    assert f"{PATH}/stap" not in page
    assert "Company tracks" in browser.get("/bedrijfstrajecten").text


def test_a_track_is_shown_as_it_was_known_on_a_day(come_in: ComeIn) -> None:
    browser = come_in()

    today = browser.get(f"{PATH}?op={TODAY}")
    before = browser.get(f"{PATH}?op=2026-06-20")

    assert today.status_code == 200
    assert "Zo bekend op 2 november 2026." in words(today.text)
    assert 'href="/bedrijfstrajecten/' not in browser.get("/bedrijfstrajecten?op=2026-06-20").text
    assert before.status_code == 404
