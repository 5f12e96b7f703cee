"""The page of a letter: its passages lead to what they became, and that leads back."""

from mijlpaal.web.office import Office
from models.storage.database import transaction
from models.storage.records import SUBJECT
from models.vocabulary import Confidentiality, SubjectKind
from tests.mijlpaal.web.screens.conftest import ComeIn
from tests.mijlpaal.web.screens.forms import hidden, send, words
from tests.mijlpaal.web.screens.marks import keep_back

LETTER = "/brieven/kamerbrief-clusterplan-chemelot"
TEXT = (
    "In het voorjaar van 2027 zal het kabinet de Kamer informeren over de routekaart.\n\n"
    "Uiterlijk 1 mei 2027 zal het kabinet de Kamer informeren over de voortgang."
)


def test_a_letter_leads_to_its_milestones_and_they_lead_back(come_in: ComeIn) -> None:
    browser = come_in()

    letter, milestone = browser.get(LETTER).text, browser.get("/mijlpalen/d2").text

    assert f'href="{LETTER}"' in browser.get("/brieven").text
    assert '<a href="/mijlpalen/d2">' in letter
    assert "2. Vervolgtraject, alinea 3" in letter
    assert '<a href="/verzoeken/europees-beleid">' in letter
    assert f'<a href="{LETTER}#d2">' in milestone
    assert 'id="d2"' in letter


def test_what_was_decided_stands_there_rejections_with_their_reason(come_in: ComeIn) -> None:
    browser = come_in()
    read = send(browser, "/brieven/lezen", tekst=TEXT, dag="2026-11-02").text
    typed = {name: hidden(read, name) for name in ("brief", "naam", "dag")}
    verdicts = {"keuze-1": "neem", "keuze-2": "wijs_af", "reden": "Dubbel (test)"}

    done = send(browser, "/brieven/besluiten", **typed, **verdicts, over="chemelot").text
    path = done.split('href="/brieven/')[1].split('"')[0]
    letter = browser.get(f"/brieven/{path}").text

    assert '<a href="/mijlpalen/' in done
    assert "Afgewezen" in words(letter)
    assert "door anna op 2 nov 2026 · reden: Dubbel (test)" in words(letter)
    assert letter.count('<a href="/mijlpalen/') == 1


def test_what_is_kept_from_a_reader_is_in_no_letter(come_in: ComeIn, office: Office) -> None:
    secret = Confidentiality.COMPANY_CONFIDENTIAL
    with transaction(office.engine) as session:
        keep_back(session, office, SubjectKind.MILESTONE, "d3", "source_words")
        hide = SUBJECT.update().where(SUBJECT.c.key == "d2")
        session.execute(hide.values(confidentiality=str(secret)))
    browser = come_in()

    letter = browser.get(LETTER).text

    assert "zal het kabinet de Kamer informeren over de voortgang" not in letter
    assert "zal uw Kamer uiterlijk eind dit jaar" not in letter
    assert '<a href="/mijlpalen/d3">' in letter
    assert come_in("bedrijf").get(LETTER).status_code == 404
