"""What people do with the pages through the year (domain section 11), in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Look, Site
from tests.e2e.reminded import warned

LETTER = "In het voorjaar van 2027 zal het kabinet de Kamer informeren over de routekaart."


@pytest.mark.e2e
def test_job_1_all_duties_of_the_year_on_one_page(look: Look, site: Site) -> None:
    page = look("anna", scripts=False)
    page.goto(f"{site.base}/mijlpalen?kamer=1&open=0")

    rows = page.locator("tbody tr")

    expect(rows).to_have_count(2)
    for said in (
        "In het najaar zal het kabinet de Kamer informeren",
        *("20 december 2026", "laatste vergaderdag donderdag 17 december 2026", "Kabinet"),
    ):
        expect(rows.first).to_contain_text(said)


@pytest.mark.e2e
def test_job_2_what_is_open_and_late_is_found_from_the_start_page(look: Look, site: Site) -> None:
    page = look("anna", scripts=False)

    expect(page.locator("h1")).to_contain_text("vragen nu actie")
    page.get_by_role("link", name=re.compile("^Herijk de afspraak")).first.click()

    expect(page.locator("h1")).to_have_text("Herijk")


@pytest.mark.e2e
def test_job_3_a_letter_is_pasted_and_each_reading_decided_on(look: Look, site: Site) -> None:
    page = look("anna", scripts=False)
    page.goto(f"{site.base}/brieven")

    page.locator("#tekst").fill(LETTER)
    page.get_by_label("Dag van de brief").fill("2026-11-02")
    page.get_by_role("button", name="Lees de brief").click()
    page.get_by_label("wijs af").first.check()
    page.get_by_label("Reden").fill("Staat al in een andere brief")
    page.get_by_role("button", name="Leg de keuzes vast").click()

    expect(page.get_by_role("status")).to_contain_text("1 afgewezen")


@pytest.mark.e2e
def test_job_4_all_requests_with_their_state_as_the_public_sees_them(
    look: Look, site: Site
) -> None:
    page = look("anna", scripts=False)
    page.goto(f"{site.base}/clusters/chemelot")

    page.get_by_role("link", name="Bekijk als openbaar lezer").click()
    requests = page.get_by_role("region", name="Verzoeken").locator("tbody tr")

    expect(page.get_by_role("status")).to_contain_text("zoals een openbaar lezer")
    expect(page.locator("footer")).to_contain_text("openbaar")
    expect(requests).to_have_count(5)
    expect(requests.first).to_contain_text("Provincie Limburg")
    requests.first.get_by_role("link").click()
    expect(page.locator("main")).to_contain_text("stand")


@pytest.mark.e2e
def test_job_4_the_requests_to_one_authority_are_kept_as_an_address_and_a_file(
    look: Look, site: Site
) -> None:
    page = look("lezer", scripts=False)

    page.get_by_role("link", name="Verzoeken", exact=True).click()
    page.get_by_label("Gericht aan").select_option("Provincie Limburg")
    page.get_by_role("button", name="Toepassen").click()
    expect(page.locator("tbody tr")).to_have_count(5)
    assert "aan=Provincie+Limburg" in page.url
    with page.expect_download() as coming:
        page.get_by_role("link", name="CSV").click()

    assert "financiele-bijdrage" in coming.value.path().read_text("utf-8")


@pytest.mark.e2e
def test_job_5_a_step_is_taken_and_the_next_ones_appear(look: Look, site: Site) -> None:
    page = look("anna", scripts=False)
    page.goto(f"{site.base}/clusters/cluster-6")

    page.get_by_role("link", name="Zet een stap").click()
    page.get_by_label("Welke stap").select_option(label="Start het opstellen van het clusterplan")
    page.get_by_role("button", name="Bekijk wat dit verandert").click()
    expect(page.get_by_text("Er is nog niets vastgelegd.")).to_be_visible()
    page.get_by_role("button", name="Vastleggen").click()

    expect(page.get_by_role("status")).to_have_text("De stap is gezet.")
    expect(page.locator("main")).to_contain_text("Stand: Clusterplan in opstelling")


@pytest.mark.e2e
def test_a_company_track_takes_its_own_steps_beside_its_cluster(look: Look, site: Site) -> None:
    page = look("anna", scripts=False)
    page.goto(f"{site.base}/clusters/chemelot")

    page.get_by_role("link", name="Verzonnen traject van Reju (test)", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Verkenning")
    page.get_by_role("link", name="Zet een stap").click()
    page.get_by_label("Welke stap").select_option(label="Leg de Expression of Principles vast")
    page.get_by_role("button", name="Bekijk wat dit verandert").click()
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_role("status")).to_have_text("De stap is gezet.")
    page.get_by_role("link", name="Verzonnen traject van Reju (test)", exact=True).click()

    expect(page.locator("h1")).to_contain_text("Expression of Principles")
    expect(page.locator("main")).to_contain_text("Wat de volgende stap tegenhoudt")


@pytest.mark.e2e
def test_job_6_who_is_warned_says_by_the_link_that_they_know(look: Look, own_site: Site) -> None:
    page = look("anna", scripts=False, at=own_site)

    page.goto(f"{own_site.base}{warned(own_site)}")
    page.get_by_role("button").click()

    expect(page.locator("main")).to_contain_text("weet van")
    page.goto(f"{own_site.base}/beheer/berichten")
    expect(page.locator("tbody tr").first).to_be_visible()


@pytest.mark.e2e
def test_job_7_what_a_slipping_condition_touches_is_shown_and_nothing_is_recorded(
    look: Look, site: Site
) -> None:
    page = look("anna", scripts=False)
    page.goto(f"{site.base}/beheer")
    last = page.locator("tbody tr").first.inner_text()

    page.goto(f"{site.base}/wat-als")
    page.get_by_label("Onderwerp").select_option(label="Mogelijke subsidie")
    page.get_by_label("het wordt later, namelijk op").fill("2027-06-01")
    page.get_by_role("button", name="Toon de gevolgen").click()

    expect(page.locator("main")).to_contain_text("er verandert niets")
    touched = page.get_by_role("table", name="Dezelfde gevolgen als lijst")
    for said in ("Chemelot", "Gezamenlijke routekaart", "voortgang van de uitwerkingsfase"):
        expect(touched).to_contain_text(said)
    page.goto(f"{site.base}/beheer")
    assert page.locator("tbody tr").first.inner_text() == last


@pytest.mark.e2e
def test_job_8_what_the_route_map_lacks_is_on_the_page_of_the_cluster(
    look: Look, site: Site
) -> None:
    page = look("anna", scripts=False)
    page.goto(f"{site.base}/clusters/chemelot")

    checklist = page.get_by_role("table", name="Checklist van de routekaart")

    expect(checklist).to_contain_text("ontbreekt")
    projects = page.get_by_role("region", name="Projecten").locator("tbody tr")
    expect(projects).to_have_count(13)
    for each in projects.all():
        expect(each).to_contain_text("tijdlijn")  # what is not known of it


@pytest.mark.e2e
def test_job_9_a_report_is_established_by_a_second_person_and_downloaded(
    look: Look, site: Site
) -> None:
    anna, bram = look("anna", scripts=False), look("bram", scripts=False)
    anna.goto(f"{site.base}/rapportages")
    anna.get_by_label("Gaat over").select_option("Maatwerkaanpak verduurzaming industrie")
    anna.get_by_role("button", name="Maak concept").click()
    expect(anna.get_by_role("table").first).to_contain_text("nog 34 werkdagen tot")  # the reason
    anna.get_by_role("button", name="Leg voor").click()
    expect(anna.get_by_role("status")).to_contain_text("wacht op een tweede persoon")

    bram.goto(anna.url)
    bram.get_by_role("button", name="Stel vast").click()
    expect(bram.get_by_role("status")).to_contain_text("Vastgesteld")

    for form in ("ODT", "PDF"):
        with bram.expect_download() as coming:
            bram.get_by_role("link", name=form).click()
        assert coming.value.suggested_filename.endswith(f".{form.lower()}")


@pytest.mark.e2e
def test_job_10_the_letter_says_what_is_missing(look: Look, site: Site) -> None:
    page = look("anna", scripts=False)
    page.goto(f"{site.base}/rapportages")

    page.get_by_role("link", name="Kijk wat er nog ontbreekt").click()
    page.get_by_label(re.compile(r"\(d3,")).check()
    page.get_by_role("button", name="Toon wat ontbreekt").click()

    expect(page.get_by_role("heading", name="Nog niet te verzenden")).to_be_visible()
    with page.expect_download() as coming:
        page.get_by_role("link", name="ODT").click()
    assert coming.value.suggested_filename.startswith("kamerbrief-")


@pytest.mark.e2e
def test_job_12_the_letter_is_made_complete_and_sent_and_closes_its_duty(
    look: Look, own_site: Site
) -> None:
    anna, bram = (look(name, scripts=False, at=own_site) for name in ("anna", "bram"))
    letter = f"{own_site.base}/rapportages/kamerbrief?toezegging=d2"
    anna.goto(letter)

    # What is missing leads to where it is written; a second person approves it.
    anna.get_by_role("link", name="Schrijf de statustekst").click()
    anna.get_by_label("Statustekst").fill("De uitwerkingsfase loopt (verzonnen tekst).")
    anna.get_by_role("button", name="Bewaar als concept").click()
    anna.get_by_role("button", name="Leg voor").click()
    bram.goto(anna.url)
    bram.get_by_role("button", name="Keur goed").click()
    anna.goto(letter)
    expect(anna.get_by_role("heading", name="Niets staat verzenden in de weg")).to_be_visible()

    # It is sent under its number, which again two people say.
    anna.get_by_role("link", name="Meld de brief als verzonden").click()
    anna.get_by_label("Kamerstuknummer").fill("Kamerstuk 29826, nr. 999")
    anna.get_by_role("button", name="Bekijk wat dit verandert").click()
    expect(anna.get_by_text("Er is nog niets vastgelegd.")).to_be_visible()
    anna.get_by_role("button", name="Vastleggen").click()
    expect(anna.get_by_role("status")).to_contain_text("tweede persoon")
    bram.goto(f"{own_site.base}/voorstellen")
    bram.get_by_role("link", name=re.compile("^Bekijk en beslis")).first.click()
    bram.get_by_role("button", name=re.compile("^Bevestig")).first.click()

    # The duty is closed, and no letter asks for it any more.
    anna.goto(f"{own_site.base}/mijlpalen/d2")
    expect(anna.locator("main")).to_contain_text("Deze mijlpaal is afgesloten.")
    expect(anna.locator("main")).to_contain_text("Kamerstuk 29826, nr. 999")
    anna.goto(f"{own_site.base}/rapportages/kamerbrief")
    expect(anna.locator("#toezegging")).not_to_contain_text("(d2,")


@pytest.mark.e2e
def test_job_11_a_postponement_becomes_a_proposal_that_another_confirms(
    look: Look, site: Site
) -> None:
    anna, bram = look("anna", scripts=False), look("bram", scripts=False)
    anna.goto(f"{site.base}/mijlpalen/d3/herijken")
    anna.get_by_label("Wanneer").fill("uiterlijk 31 januari 2027")
    anna.get_by_label("Soort reden").select_option(index=1)
    anna.get_by_label("Reden", exact=True).fill("De cijfers komen later")
    anna.get_by_role("button", name="Bekijk wat dit verandert").click()
    anna.get_by_role("button", name="Vastleggen").click()
    expect(anna.get_by_role("status")).to_contain_text("tweede persoon")

    bram.goto(f"{site.base}/voorstellen")
    bram.get_by_role("link", name=re.compile("^Bekijk en beslis")).first.click()
    expect(bram.locator("main")).to_contain_text("Wat er verandert")
    bram.get_by_role("button", name=re.compile("^Bevestig")).first.click()
    expect(bram.get_by_role("status")).to_contain_text("Voorstel bevestigd.")

    bram.goto(f"{site.base}/mijlpalen/d3")
    expect(bram.locator("main")).to_contain_text("Hoe de afspraak veranderde")


@pytest.mark.e2e
def test_job_13_the_calendar_is_of_exactly_the_view(look: Look, site: Site) -> None:
    page = look("anna", scripts=False)
    page.goto(f"{site.base}/mijlpalen?kamer=1")

    with page.expect_download() as coming:
        page.get_by_role("link", name="agenda (iCal)").click()

    text = coming.value.path().read_text("utf-8").replace("\r\n", "\n").replace("\n ", "")
    assert text.startswith("BEGIN:VCALENDAR")
    assert set(re.findall(r"\[([a-z]\d)\]", text)) == {"d2", "d3"}
    expect(page.locator("tbody tr")).to_have_count(2)
    assert "routekaart" not in text.casefold()


@pytest.mark.e2e
def test_job_13_an_own_calendar_has_an_address_that_is_shown_once(look: Look, site: Site) -> None:
    page = look("regisseur", scripts=False)
    page.goto(f"{site.base}/mijlpalen")

    page.get_by_role("link", name="Maak een agenda-abonnement").click()
    page.get_by_role("button", name="Maak het adres").click()
    address = page.locator("code").inner_text()
    page.goto(f"{site.base}/agendas")
    expect(page.locator("main")).not_to_contain_text(address)
    page.get_by_role("button", name="Trek in").click()

    expect(page.get_by_role("status")).to_contain_text("opent niets meer")
    gone = page.goto(address)
    assert gone is not None
    assert gone.status == 410


@pytest.mark.e2e
def test_job_14_what_a_function_owes_passes_to_another_with_its_history(
    look: Look, site: Site
) -> None:
    page = look("anna", scripts=False)
    page.goto(f"{site.base}/beheer/functies")

    page.get_by_role("link", name="Draag een functie over").click()
    page.get_by_label("Van", exact=True).select_option("beleidsmedewerker-kgg")
    page.get_by_label("Aan", exact=True).select_option("directeur-kgg")
    page.get_by_label("Eerste dag van de opvolger").fill("2027-01-01")
    page.get_by_label("Reden").fill("andere portefeuille")
    page.get_by_role("button", name="Bekijk wat dit verandert").click()
    expect(page.get_by_text("Er is nog niets vastgelegd.")).to_be_visible()
    page.get_by_role("button", name="Vastleggen").click()

    expect(page.get_by_role("status")).to_have_text("Overgedragen.")


@pytest.mark.e2e
def test_job_15_who_changed_what_is_in_the_log_and_with_the_milestone(
    look: Look, own_site: Site
) -> None:
    page = look("anna", scripts=False, at=own_site)
    page.goto(f"{own_site.base}/mijlpalen/d1/prognose")
    page.get_by_label("Wanneer").fill("begin december 2026")
    page.get_by_label("Reden").fill("verzonnen reden")
    page.get_by_role("button", name="Bekijk wat dit verandert").click()
    page.get_by_role("button", name="Vastleggen").click()

    page.goto(f"{own_site.base}/beheer")
    for said in ("2026-11-02", "anna", "verzonnen reden", "prognose"):
        expect(page.locator("tbody tr").first).to_contain_text(said)
    page.goto(f"{own_site.base}/mijlpalen/d1")
    history = page.get_by_role("region", name="Geschiedenis").first
    for said in ("2 nov 2026", "anna", "verzonnen reden"):
        expect(history).to_contain_text(said)


@pytest.mark.e2e
def test_job_15_a_dossier_is_seen_as_it_was_known_by_keyboard_alone(look: Look, site: Site) -> None:
    page = look("anna", scripts=False)
    page.goto(f"{site.base}/mijlpalen/d2")
    expect(page.locator("#afspraak ~ dl")).to_contain_text("19 dec 2026")

    page.locator(".as-of summary").focus()
    page.keyboard.press("Enter")
    page.locator("#op").fill("2026-06-20")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("Zo bekend op 20 juni 2026.")
    expect(page.locator("main")).not_to_contain_text("19 dec 2026")
    expect(page.get_by_role("heading", name="Wat u kunt doen")).to_have_count(0)
    page.get_by_role("link", name="Chemelot", exact=True).first.click()
    expect(page.get_by_role("status")).to_contain_text("Zo bekend op 20 juni 2026.")
    page.get_by_role("link", name="Terug naar nu").click()
    expect(page.get_by_role("status")).to_have_count(0)


@pytest.mark.e2e
def test_a_phrase_is_read_aloud_while_it_is_typed(look: Look, site: Site) -> None:
    page = look("anna")
    page.goto(f"{site.base}/mijlpalen/d1/prognose")

    page.get_by_label("Wanneer").press_sequentially("medio november 2026", delay=10)

    expect(page.locator("#lezing")).to_contain_text("11 nov 2026 t/m 20 nov 2026")
    expect(page.get_by_label("Wanneer")).to_be_focused()


@pytest.mark.e2e
def test_the_list_is_filtered_without_a_full_load_and_the_address_is_the_view(
    look: Look, site: Site
) -> None:
    page = look("anna")
    page.goto(f"{site.base}/mijlpalen")
    page.evaluate("document.body.dataset.mark = 'the same page'")

    page.get_by_label("Cluster", exact=True).focus()
    page.get_by_label("Cluster", exact=True).select_option("chemelot")

    expect(page.locator("tbody tr")).to_have_count(3)
    expect(page.locator("h1")).to_have_text("3 mijlpalen gevonden")
    expect(page.locator("#gevonden")).to_have_text("3 mijlpalen gevonden")
    expect(page).to_have_url(re.compile("cluster=chemelot"))
    expect(page.get_by_label("Cluster", exact=True)).to_be_focused()
    assert page.evaluate("document.body.dataset.mark") == "the same page"


@pytest.mark.e2e
def test_what_was_wrong_has_the_focus(look: Look, site: Site) -> None:
    page = look("anna", scripts=False)
    page.goto(f"{site.base}/beheer/inlezen")

    page.get_by_role("button", name="Controleer").click()

    expect(page.locator(".problem")).to_be_focused()
    expect(page).to_have_title(re.compile("^Fout:"))


@pytest.mark.e2e
def test_the_list_is_walked_and_confirmed_by_keyboard_alone(look: Look, site: Site) -> None:
    page = look("anna", scripts=False)
    page.goto(f"{site.base}/mijlpalen")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    _tab_to(page, "input[type=checkbox]")
    page.keyboard.press("Space")
    _tab_to(page, "main form[method=post] button")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status").first).to_contain_text("Prognose bevestigd van 1")


@pytest.mark.e2e
def test_on_paper_there_is_the_day_and_the_mark_and_nothing_to_press(
    look: Look, site: Site
) -> None:
    page = look("anna", scripts=False)
    page.goto(f"{site.base}/mijlpalen/d2")

    page.emulate_media(media="print")

    expect(page.locator("footer")).to_contain_text("Peildatum: 2 november 2026")
    expect(page.locator("footer")).to_contain_text("Rubricering: intern")
    expect(page.get_by_role("navigation", name="Hoofdmenu")).to_be_hidden()
    for button in page.locator("button, .button, main input").all():
        expect(button).to_be_hidden()


@pytest.mark.e2e
def test_with_forced_colours_a_status_still_has_its_shape(look: Look, site: Site) -> None:
    page = look("anna", scripts=False)
    page.emulate_media(forced_colors="active")
    page.goto(f"{site.base}/mijlpalen")

    for mark in page.locator("tbody .status .mark").all():
        expect(mark).to_be_visible()
    border = page.locator("button").last.evaluate("it => getComputedStyle(it).borderStyle")
    assert border == "solid"


def _tab_to(page: Page, what: str) -> None:
    """Press Tab until the focus is on something."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", what):
            return
    pytest.fail(f"no way to {what} by keyboard")
