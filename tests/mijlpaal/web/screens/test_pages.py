"""What the other pages show, whom they show it to, and what can be decided on them."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from mijlpaal.web.office import Office
from models.clock import morning_of
from models.reading.marking import mark_field
from models.storage.database import reading, transaction
from models.storage.records import SUBJECT, current
from models.vocabulary import Confidentiality, SubjectKind
from reports.editions import keep_edition
from reports.figures import cluster_figures
from tests.factories import a_contact, a_ledger, a_milestone, an_assignment
from tests.mijlpaal.web.screens.conftest import LOADED_ON, TODAY, ComeIn
from tests.mijlpaal.web.screens.forms import hidden, send, words
from tests.notifications.days import sweep

EVERYWHERE = (
    *("/", "/mijlpalen", "/mijlpalen/d2", "/clusters/chemelot", "/projecten/project-reju"),
    *("/rapportages", "/rapportages/statusteksten", "/rapportages/statusteksten/chemelot"),
    *("/beheer/levenslopen", "/beheer/levenslopen/cluster", "/beheer/kalenders"),
)
LETTER = "In het voorjaar van 2027 zal het kabinet de Kamer informeren over de routekaart."


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_page_opens_in_both_languages(come_in: ComeIn, path: str) -> None:
    browser = come_in("lezer")

    dutch = browser.get(path)
    send(browser, "/taal", taal="en", naar=path)
    english = browser.get(path)

    assert (dutch.status_code, english.status_code) == (200, 200)
    assert '<html lang="nl">' in dutch.text
    assert '<html lang="en">' in english.text


@pytest.mark.parametrize(
    "path",
    ["/clusters/x", "/mijlpalen/x", "/projecten/x", "/rapportages/x", "/beheer/levenslopen/x"],
)
def test_what_is_not_there_is_not_found(come_in: ComeIn, path: str) -> None:
    assert come_in().get(path).status_code == 404


def test_a_cluster_says_what_its_next_step_waits_for(come_in: ComeIn) -> None:
    page = words(come_in().get("/clusters/chemelot").text)

    assert "Wat de volgende stap tegenhoudt" in page
    assert "13 projecten zonder tijdlijn" in page


@pytest.mark.parametrize("path", [*EVERYWHERE, "/wat-als?onderwerp=project:project-reju"])
def test_a_link_to_a_place_on_the_page_leads_there(come_in: ComeIn, path: str) -> None:
    page = come_in().get(path).text

    places = set(re.findall(r' id="([^"]+)"', page))
    leading = set(re.findall(r'href="#([^"]+)"', page))

    assert "inhoud" in leading  # the skip link
    assert leading <= places


def test_a_cluster_names_its_other_parts_below_its_status(come_in: ComeIn) -> None:
    page = come_in().get("/clusters/chemelot").text

    status, rest = page.split('id="verder-op-deze-pagina"')
    links, parts = rest.split("</nav>", 1)
    named = re.findall(r'href="#([^"]+)"', links)
    headings = re.findall(r'<h2 id="([^"]+)"', parts)

    assert 'id="stap"' in status
    assert named == [each for each in headings if each in named]  # in the order of the page
    assert {"tegen", "projecten", "voorwaarden", "verzoeken", "verder"} <= set(named)


def test_a_drawing_has_its_table_beside_it(come_in: ComeIn) -> None:
    page = come_in().get("/clusters/chemelot").text

    assert page.count("<svg") > 1
    assert "<style" not in page
    assert " style=" not in page


def test_what_is_kept_from_a_reader_is_on_no_page(come_in: ComeIn, office: Office) -> None:
    _make_confidential(office, SubjectKind.MILESTONE, "d2")
    browser = come_in()

    assert browser.get("/mijlpalen/d2").status_code == 404
    for path in ("/", "/mijlpalen", "/clusters/chemelot", "/mijlpalen.csv", "/wat-als", "/beheer"):
        assert "uitwerkingsfase en mogelijke" not in browser.get(path).text, path


def test_an_internal_row_is_for_a_director_of_that_cluster(come_in: ComeIn, office: Office) -> None:
    _mark(office, SubjectKind.MILESTONE, "d2", Confidentiality.INTERNAL)
    _mark(office, SubjectKind.MILESTONE, "d3", Confidentiality.INTERNAL)
    browser = come_in("regisseur")

    assert browser.get("/mijlpalen/d2").status_code == 200  # of Chemelot
    assert browser.get("/mijlpalen/d3").status_code == 404  # of the whole programme


def test_who_was_told_says_because_of_which_bound(come_in: ComeIn, office: Office) -> None:
    with transaction(office.engine) as session:
        ledger = a_ledger(session, actor="anna")
        chemelot = current(session, SubjectKind.CLUSTER, "chemelot")
        milestone = a_milestone(ledger, chemelot, "bijna", latest=TODAY + timedelta(days=7))
        an_assignment(ledger, milestone, a_contact(ledger, "team"))
    sweep(office.engine, TODAY)

    page = words(come_in().get("/beheer/berichten").text)

    assert "Mijlpaal bijna grens 9 nov 2026, -5 werkdagen Functie team eigenaar" in page


def test_a_life_cycle_and_a_recess_are_told_in_words(come_in: ComeIn) -> None:
    browser = come_in()

    listed, one, days = (
        browser.get(f"/beheer/{path}").text
        for path in ("levenslopen", "levenslopen/company_track", "kalenders")
    )

    assert ">Maatwerktraject van een bedrijf</a>" in listed
    assert "<h1>Maatwerktraject van een bedrijf</h1>" in one
    assert "company_track</" not in listed + one
    assert ">▲ geschat</td>" in days
    assert ">low</td>" not in days


def test_a_project_says_where_it_is_from_and_what_is_unknown(come_in: ComeIn) -> None:
    shown = come_in().get("/projecten/project-helix").text

    assert '<a href="/brieven/kamerbrief-clusterplan-chemelot">' in shown
    assert '<a href="/clusters/chemelot">Chemelot</a>' in shown
    assert "tijdlijn onbekend" in words(shown).lower()


def test_the_public_view_is_what_the_public_sees(come_in: ComeIn, office: Office) -> None:
    _mark(office, SubjectKind.PROJECT, "project-reju", Confidentiality.INTERNAL)
    browser = come_in()

    assert browser.get("/projecten/project-reju").status_code == 200
    assert browser.get("/projecten/project-reju?als=openbaar").status_code == 404
    assert "/projecten/project-reju" not in browser.get("/clusters/chemelot?als=openbaar").text


@pytest.mark.parametrize(
    "path", ["/clusters/chemelot", "/projecten/project-reju", "/bedrijfstrajecten/traject-reju"]
)
def test_a_view_that_is_none_is_refused(come_in: ComeIn, path: str) -> None:
    browser = come_in()

    assert [browser.get(f"{path}?als={each}").status_code for each in ("x", "")] == [422, 422]


def test_only_an_administrator_is_told_how_to_let_others_in(come_in: ComeIn) -> None:
    path = "/beheer/mandaten"
    administrator, manager = come_in("baas"), come_in("anna")

    dutch = administrator.get(path).text
    assert '<a href="/beheer/tokens">API-tokens</a>' in dutch
    assert '<a href="/beheer/toegang">Laat iemand in</a>' in dutch
    assert '<a href="/beheer/mandaten/geven">Geef een mandaat</a>' in dutch
    send(administrator, "/taal", taal="en", naar=path)
    assert "Let somebody in</a>" in administrator.get(path).text
    assert "/beheer/toegang" not in manager.get(path).text
    assert "/beheer/mandaten/geven" not in manager.get(path).text


def test_a_marked_field_is_on_no_page(come_in: ComeIn, office: Office) -> None:
    browser = come_in()
    sentence = "In het najaar zal het kabinet de Kamer informeren"
    assert sentence in browser.get("/mijlpalen/d2").text

    with transaction(office.engine) as session:
        mark_field(
            session,
            SubjectKind.MILESTONE,
            "d2",
            "source_words",
            Confidentiality.COMPANY_CONFIDENTIAL,
            actor="anna",
            now=office.now(),
        )

    page = browser.get("/mijlpalen/d2")
    assert page.status_code == 200
    assert sentence not in page.text


def test_two_editions_are_told_apart(come_in: ComeIn, office: Office) -> None:
    for day in (LOADED_ON, TODAY):
        with transaction(office.engine) as session:
            figures = cluster_figures(
                session, "chemelot", reference_date=day, calendar=office.rulebook.calendar
            )
            edition, _ = keep_edition(session, figures, morning_of(day))
    assert edition.number == 1
    browser = come_in()

    listed = browser.get("/rapportages").text
    page = browser.get(f"/rapportages/chemelot.{TODAY}.1").text
    file = browser.get(f"/rapportages/chemelot.{TODAY}.1/bestand")

    assert f"/rapportages/chemelot.{TODAY}.1" in listed
    assert "Wat er verschilt" in page
    assert file.headers["content-disposition"].startswith("attachment")


def test_a_letter_is_read_and_nothing_recorded(come_in: ComeIn, office: Office) -> None:
    before = _count(office)

    page = send(come_in(), "/brieven/lezen", tekst=LETTER, dag="2026-11-02").text

    assert "1 mrt 2027 – 20 jun 2027" in words(page)
    assert _count(office) == before


def test_an_accepted_reading_becomes_a_milestone(come_in: ComeIn, office: Office) -> None:
    browser = come_in()
    page = send(browser, "/brieven/lezen", tekst=LETTER, dag="2026-11-02").text
    typed = {name: hidden(page, name) for name in ("brief", "naam", "dag")}
    before = _count(office)

    done = send(browser, "/brieven/besluiten", **typed, **{"keuze-1": "neem"}, over="chemelot")
    again = send(browser, "/brieven/lezen", tekst=LETTER, dag="2026-11-02")

    assert "1 overgenomen, 0 afgewezen." in words(done.text)
    assert _count(office) > before
    assert "al vastgelegd" in words(again.text)


def test_a_letter_without_a_day_keeps_what_was_pasted(come_in: ComeIn) -> None:
    answer = send(come_in(), "/brieven/lezen", tekst="Het kabinet zal de Kamer informeren.")

    assert answer.status_code == 422
    assert '<a href="#dag">' in answer.text
    assert "Het kabinet zal de Kamer informeren.</textarea>" in answer.text


def test_what_a_letter_became_is_named_to_who_may_see_it(come_in: ComeIn, office: Office) -> None:
    browser = come_in()
    page = send(browser, "/brieven/lezen", tekst=LETTER, dag="2026-11-02").text
    typed = {name: hidden(page, name) for name in ("brief", "naam", "dag")}
    title = "Verzonnen titel van een mijlpaal"
    choice = {"keuze-1": "neem", "titel-1": title, "over": "chemelot"}
    send(browser, "/brieven/besluiten", **typed, **choice)
    before = send(browser, "/brieven/lezen", tekst=LETTER, dag="2026-11-02").text
    with transaction(office.engine) as session:
        session.execute(
            update(SUBJECT)
            .where(SUBJECT.c.title == title)
            .values(confidentiality=str(Confidentiality.COMPANY_CONFIDENTIAL))
        )

    after = send(browser, "/brieven/lezen", tekst=LETTER, dag="2026-11-02").text

    assert title in before
    assert title not in after
    assert "al vastgelegd" in words(after)


def test_a_letter_that_is_hidden_is_not_named_by_its_day(come_in: ComeIn, office: Office) -> None:
    browser = come_in()
    page = send(browser, "/brieven/lezen", tekst=LETTER, dag="2026-11-02").text
    typed = {name: hidden(page, name) for name in ("brief", "naam", "dag")}
    send(browser, "/brieven/besluiten", **typed, **{"keuze-1": "neem"}, over="chemelot")
    key = "kamerbrief-2026-11-02"
    before = send(browser, "/brieven/lezen", tekst=LETTER).text
    _make_confidential(office, SubjectKind.DOCUMENT, key)

    after = send(browser, "/brieven/lezen", tekst=LETTER)
    on_another_day = send(browser, "/brieven/lezen", tekst=LETTER, dag="2026-10-05")

    assert f"van document {key}" in before
    assert after.status_code == 422
    assert on_another_day.status_code == 200
    for each in (after.text, on_another_day.text):
        assert key not in each
        assert "2026-11-02" not in each


def test_what_is_proposed_is_decided_by_another(come_in: ComeIn, office: Office) -> None:
    anna, path = come_in(), "/mijlpalen/d2/herijken"
    typed = {
        "wanneer": "eind januari 2027",
        "code": "other",
        "reden": "Debat",
        "stap": "vastleggen",
    }
    send(anna, path, **typed, versie=hidden(anna.get(path).text, "versie"))
    bram = come_in("bram")
    page = bram.get("/voorstellen").text
    key = page.split('href="/voorstellen/')[1].split('"')[0]
    seen = hidden(bram.get(f"/voorstellen/{key}").text, "versie")

    waiting = "1 voorstel wacht op een tweede persoon." in words(anna.get("/").text)
    own = send(anna, f"/voorstellen/{key}", besluit="bevestig", versie=seen)
    done = send(bram, f"/voorstellen/{key}", besluit="bevestig", versie=seen)

    assert waiting
    assert own.status_code == 409
    assert done.headers["location"] == "/voorstellen?gedaan=confirmed"
    with reading(office.engine) as session:
        found = current(session, SubjectKind.MILESTONE, "d2")
    assert found.text("wording") == "eind januari 2027"


@pytest.mark.parametrize("path", ["/", "/mijlpalen/d2", "/clusters/chemelot"])
def test_a_company_is_shown_no_way_that_is_closed_to_it(come_in: ComeIn, path: str) -> None:
    closed = ('href="/wat-als', 'href="/beheer"')

    pages = [come_in(actor).get(path).text for actor in ("bedrijf", "anna")]

    assert [any(way in page for way in closed) for page in pages] == [False, True]


def test_an_english_reader_gets_english_titles(come_in: ComeIn, office: Office) -> None:
    with transaction(office.engine) as session:
        ledger = office.ledger(session, "anna")
        a_milestone(ledger, current(session, SubjectKind.CLUSTER, "chemelot"), title_en="Invented")
    browser = come_in()
    send(browser, "/taal", taal="en", naar="/")

    reports, log = browser.get("/rapportages").text, browser.get("/beheer").text

    assert ">Northern Netherlands</option>" in reports
    assert ">Invented</a>" in log


def test_where_there_is_nothing_yet_the_next_act_is_offered(come_in: ComeIn) -> None:
    way = '<a href="/rapportages#maken">Maak de eerste</a>'

    pages = [come_in(actor).get("/clusters/chemelot").text for actor in ("anna", "lezer")]

    assert [way in page for page in pages] == [True, False]


def test_what_if_names_what_is_touched_and_stores_nothing(come_in: ComeIn, office: Office) -> None:
    before = _count(office)

    page = come_in().get("/wat-als?onderwerp=project:project-reju").text

    assert "Dit is alleen doorgerekend: er verandert niets." in page
    assert _count(office) == before


def _mark(office: Office, kind: SubjectKind, key: str, mark: Confidentiality) -> None:
    with transaction(office.engine) as session:
        session.execute(
            update(SUBJECT)
            .where(SUBJECT.c.kind == str(kind), SUBJECT.c.key == key)
            .values(confidentiality=str(mark))
        )


def _make_confidential(office: Office, kind: SubjectKind, key: str) -> None:
    _mark(office, kind, key, Confidentiality.COMPANY_CONFIDENTIAL)


def _count(office: Office) -> int:
    with reading(office.engine) as session:
        return len(session.execute(SUBJECT.select()).all())


def test_the_page_of_health_says_what_to_do(come_in: ComeIn) -> None:
    page = words(come_in("baas").get("/beheer/gezondheid").text)

    assert "Niet alles loopt zoals het moet" in page
    assert "laatste run aandacht nodig nog geen mijlpaal run, of laat mijlpaal up lopen" in page


def test_a_life_cycle_says_who_published_it_to_insiders_only(come_in: ComeIn) -> None:
    inside, outside = (
        words(come_in(each).get("/beheer/levenslopen/cluster").text) for each in ("anna", "bedrijf")
    )

    assert "gepubliceerd op 15 juni 2026 door baas" in inside
    assert "gepubliceerd op 15 juni 2026" in outside
    assert "baas" not in outside
