"""Every page in a real browser: accessible (WCAG 2.2 A/AA), narrow and wide, light and dark."""

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import Look, Site

PAGES = (
    "/",
    "/?voor=mij",
    "/clusters/chemelot",
    "/clusters/cluster-6?als=openbaar",
    "/mijlpalen",
    "/mijlpalen?zoek=bestaatniet",
    "/mijlpalen/d2",
    "/mijlpalen/d2/prognose",
    "/mijlpalen/d2/behaald",
    "/mijlpalen/d2/herijken",
    "/projecten/project-reju",
    "/bedrijfstrajecten",
    "/bedrijfstrajecten/traject-reju",
    "/bedrijfstrajecten/traject-reju?als=openbaar",
    "/bedrijfstrajecten/traject-reju/stap",
    "/rapportages",
    "/rapportages/chemelot.2026-11-02.1",
    "/rapportages/kamerbrief",
    "/rapportages/kamerbrief?toezegging=d3",
    "/rapportages/kamerbrief?toezegging=onzin",
    "/rapportages/chemelot.2026-11-02.1/bestand?vorm=doc",
    "/lezing?wanneer=medio+november+2026",
    "/sessies",
    "/projecten/project-reju?als=openbaar",
    "/brieven",
    "/wat-als?onderwerp=milestone:d1&wordt=2027-02-01",
    "/wat-als?onderwerp=x:y",
    "/wat-als?onderwerp=cluster:chemelot",
    "/wat-als/scenarios",
    "/wat-als/houders",
    "/wat-als/houders/kabinet",
    "/wat-als/houders/reju",
    "/wat-als/afhankelijkheden?van=project:project-reju",
    "/wat-als/controle",
    "/clusters/chemelot/stap",
    "/clusters/cluster-6/stap",
    "/projecten/project-reju/stap",
    "/voorwaarden/niki-subsidie-reju/stap",
    "/rapportages/statusteksten",
    "/rapportages/statusteksten/chemelot",
    "/rapportages/kamerbrief/verzonden?toezegging=d2",
    "/mijlpalen/d2/doorwerking",
    "/mijlpalen/d2/eigenaar",
    "/voorwaarden/niki-subsidie-reju/dag",
    "/voorstellen",
    "/verzoeken",
    "/verzoeken?aan=onbekend",
    "/verzoeken?op=2026-06-20",
    "/?op=2026-06-20",
    "/?op=2030-01-01",
    "/mijlpalen?op=2026-06-20",
    "/mijlpalen/d2?op=2026-06-20",
    "/clusters/chemelot?op=2026-06-20",
    "/projecten/project-reju?op=2026-06-20",
    "/agendas",
    "/brieven/kamerbrief-clusterplan-chemelot",
    "/beheer",
    "/beheer?gebeurtenis=forecast",
    "/beheer?onderwerp=bestaatniet",
    "/beheer/functies",
    "/beheer/functies/overdragen",
    "/beheer/functies/afwezig",
    "/beheer/inlezen",
    "/beheer/berichten",
    "/beheer/levenslopen",
    "/beheer/levenslopen/cluster",
    "/beheer/kalenders",
    "/bestaat-niet",
)
KEEPING = (
    "/beheer",
    "/beheer/inzagen",
    "/beheer/gezondheid",
    "/beheer/mandaten",
    "/beheer/inlezen",
)
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.mark.e2e
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (320, True)])
def test_every_page_is_accessible_and_fits(
    look: Look, site: Site, axe: str, width: int, dark: bool
) -> None:
    page = look("anna", width=width, dark=dark)

    found = {path: _flaws(page, f"{site.base}{path}", axe) for path in PAGES}

    assert {path: flaws for path, flaws in found.items() if flaws} == {}


@pytest.mark.e2e
def test_a_form_with_problems_is_accessible(look: Look, site: Site, axe: str) -> None:
    page = look("anna")
    page.goto(f"{site.base}/mijlpalen/d1/herijken")

    page.locator("#wanneer").fill("ooit eens")
    page.get_by_role("button", name="Bekijk wat dit verandert").click()

    assert page.title().startswith("Fout:")
    assert page.locator("#wanneer").input_value() == "ooit eens"
    page.evaluate(axe)
    assert _violations(page) == []


@pytest.mark.e2e
def test_a_table_with_faults_is_accessible(look: Look, site: Site, axe: str) -> None:
    page = look("anna")
    page.goto(f"{site.base}/beheer/inlezen")

    page.locator("#tabel").fill("sleutel;wanneer\nonzin;ooit")
    page.get_by_role("button", name="Controleer").click()

    assert page.title().startswith("Fout:")
    page.evaluate(axe)
    assert _violations(page) == []


@pytest.mark.e2e
def test_the_pages_of_the_administrator_are_accessible(look: Look, site: Site, axe: str) -> None:
    page = look("baas")

    found = {path: _flaws(page, f"{site.base}{path}", axe) for path in KEEPING}

    assert {path: flaws for path, flaws in found.items() if flaws} == {}


@pytest.mark.e2e
def test_a_forecast_is_given_without_javascript_by_keyboard_alone(look: Look, site: Site) -> None:
    page = look("anna", scripts=False)
    page.goto(f"{site.base}/mijlpalen/d1/prognose")

    page.locator("#wanneer").focus()
    page.keyboard.type("begin december 2026")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Vastleggen").wait_for()
    seen = page.locator("main").inner_text()
    page.get_by_role("button", name="Vastleggen").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**gedaan=forecast")

    assert "1 dec 2026 t/m 10 dec 2026" in seen
    assert "Prognose vastgelegd." in page.locator("main").inner_text()
    assert page.url.startswith(f"{site.base}/mijlpalen/d1")


@pytest.mark.e2e
def test_the_policy_of_the_pages_stops_none_of_their_own(look: Look, site: Site) -> None:
    page = look("anna", scripts=False)

    page.goto(f"{site.base}/clusters/chemelot")

    width = page.locator(".drawing svg").first.bounding_box()
    assert width is not None
    assert width["width"] > 700


def _flaws(page: Page, address: str, axe: str) -> list[str]:
    page.goto(address)
    page.evaluate(axe)
    found = _violations(page)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("does not fit")
    return found


def _violations(page: Page) -> list[str]:
    result = page.evaluate(f"axe.run({{runOnly: {_RULES}}})")
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in result["violations"]]
