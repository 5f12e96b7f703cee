"""Every page in a real browser: accessible (WCAG 2.2 A/AA), narrow and wide, light and dark."""

import re

import pytest
from fastapi.routing import iter_route_contexts
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update
from starlette.routing import compile_path

from mijlpaal.web.app import make_app
from models.tables import Subject
from tests.e2e.conftest import Look, Site
from tests.e2e.flaws import NARROW, WIDE, flaws_at, misfits

# Files, what programs ask, and parts of a page.
NO_PAGE = re.compile(r"^/v1/|\.(csv|xlsx|ics|css|js|ico)$|/bestand$|^/gezond$|^/gereed$")
# Shown by test_states.py: a link, a proposal, a scenario.
IN_STATES = {
    *("/bevestig/{token}", "/inloggen", "/inloggen/link/{secret}"),
    *("/voorstellen/{key}", "/wat-als/scenarios/{key}"),
}
# Each way to have a script that is not ours run; what the policy allows of it.
FOREIGN = """
async () => {
  const add = (make) => { const it = make(document.createElement("script")); document.body.append(it); };
  const wait = (it) => new Promise(done => { it.onload = it.onerror = done; });
  window.ran = {inline: false, handler: false, elsewhere: false, words: false};
  add(it => { it.textContent = "window.ran.inline = true"; return it; });
  document.body.insertAdjacentHTML("beforeend", "<img src=/weg.png onerror='window.ran.handler = true'>");
  const far = document.createElement("script");
  far.src = "data:text/javascript,window.ran.elsewhere = true";
  const loaded = wait(far);
  document.body.append(far);
  await loaded;
  await new Promise(done => setTimeout(done, 100));
  try { setTimeout("window.ran.words = true", 0); } catch (refused) { /* as it should */ }
  await new Promise(done => setTimeout(done, 50));
  return window.ran;
}
"""
PAGES = (
    "/",
    "/?voor=mij",
    "/clusters",
    "/clusters/chemelot",
    "/clusters/cluster-6?als=openbaar",
    "/verzoeken/europees-beleid",
    "/verzoeken/europees-beleid/stap",
    "/voorwaarden/niki-subsidie-reju",
    "/wat-als",
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
    "/mijlpalen?status=onzin&zoek=a",
    "/lezing?wanneer=medio+november+2026",
    "/sessies",
    "/tokens",
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
    "/bedrijfstrajecten?op=2026-06-20",
    "/?op=2026-06-20",
    "/?op=2030-01-01",
    "/mijlpalen?op=2026-06-20",
    "/mijlpalen/d2?op=2026-06-20",
    "/clusters/chemelot?op=2026-06-20",
    "/projecten/project-reju?op=2026-06-20",
    "/wat-als?onderwerp=milestone:d1&op=2026-06-20",
    "/wat-als/controle?op=2026-06-20",
    "/wat-als/houders?op=2026-06-20",
    "/wat-als/afhankelijkheden?op=2026-06-20",
    "/beheer?op=2026-06-20",
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
# What is shown instead of a page is a page as well.
REFUSED = {
    "/rapportages/kamerbrief?toezegging=onzin": 404,
    "/rapportages/chemelot.2026-11-02.1/bestand?vorm=doc": 422,
    "/mijlpalen?status=onzin&zoek=a": 422,
    "/wat-als?onderwerp=x:y": 422,
    "/?op=2030-01-01": 422,
    "/beheer?op=2026-06-20": 422,
    "/bestaat-niet": 404,
}
KEEPING = (
    *("/beheer", "/beheer/inzagen", "/beheer/gezondheid", "/beheer/mandaten"),
    *("/beheer/inlezen", "/beheer/berichten", "/beheer/functies", "/beheer/levenslopen"),
    *("/beheer/kalenders", "/beheer/toegang", "/beheer/toegang?zoek=bestaatniet"),
    *("/beheer/toegang/account?naam=baas", "/beheer/tokens"),
    *("/beheer/toegang/inzage?naam=baas", "/beheer/toegang/logboek"),
    *("/beheer/mandaten/geven", "/beheer/mandaten/regisseur-cluster_director-chemelot"),
)
OF_A_COMPANY = (
    *("/", "/clusters", "/clusters/chemelot", "/mijlpalen", "/mijlpalen/d2", "/rapportages"),
    *("/projecten/project-reju", "/bedrijfstrajecten", "/sessies", "/beheer"),
    *("/beheer/toegang/inzage", "/beheer/inzagen"),
)
WITHOUT_ANYTHING = (
    *("/", "/clusters", "/mijlpalen", "/bedrijfstrajecten", "/rapportages", "/brieven"),
    *("/rapportages/kamerbrief", "/rapportages/statusteksten", "/voorstellen", "/sessies"),
    *("/wat-als", "/wat-als/scenarios", "/wat-als/houders", "/wat-als/afhankelijkheden"),
    *("/wat-als/controle", "/verzoeken", "/agendas"),
    *("/beheer", "/beheer/functies", "/beheer/functies/afwezig"),
    *("/beheer/functies/overdragen", "/beheer/berichten", "/beheer/levenslopen"),
    "/beheer/kalenders",
)
IN_FORCED_COLOURS = ("/", "/clusters/chemelot", "/mijlpalen", "/mijlpalen/d2/herijken", "/wat-als")
ON_PAPER = ("/", "/clusters/chemelot", "/mijlpalen", "/mijlpalen/d2", "/beheer")


@pytest.mark.e2e
def test_every_page_is_accessible_and_fits(look: Look, site: Site, axe: str) -> None:
    page = look("anna")

    found = {}
    for path in PAGES:
        flawed = flaws_at(page, f"{site.base}{path}", axe, REFUSED.get(path, 200))
        page.set_viewport_size(NARROW)
        found[path] = flawed + misfits(page)
        page.set_viewport_size(WIDE)

    assert {path: flawed for path, flawed in found.items() if flawed} == {}


@pytest.mark.e2e
def test_every_page_is_accessible_and_fits_in_english_by_night_on_a_small_screen(
    look: Look, site: Site, axe: str
) -> None:
    page = _in_english_by_night(look, "bram", site)

    found = {
        path: flaws_at(page, f"{site.base}{path}", axe, REFUSED.get(path, 200)) for path in PAGES
    }

    page.goto(site.base)
    page.locator("button[name=taal]").click()
    assert {path: flawed for path, flawed in found.items() if flawed} == {}


@pytest.mark.e2e
def test_every_page_of_the_application_is_among_them(site: Site) -> None:
    walked = (*PAGES, *KEEPING, *OF_A_COMPANY)
    paths = {address.partition("?")[0] for address in walked}

    missed = {
        path
        for path, is_page in _pages_of(site)
        if is_page and not any(compile_path(path)[0].match(each) for each in paths)
    }

    assert missed <= IN_STATES


@pytest.mark.e2e
@pytest.mark.parametrize("is_other", [False, True], ids=["by-day", "in-english-by-night"])
def test_the_pages_of_an_administrator_and_of_a_company_are_accessible(
    look: Look, site: Site, axe: str, *, is_other: bool
) -> None:
    keeper, company = (
        _in_english_by_night(look, each, site) if is_other else look(each)
        for each in ("baas", "bedrijf")
    )

    found = {path: flaws_at(keeper, f"{site.base}{path}", axe) for path in KEEPING}
    for path in OF_A_COMPANY:
        status = 404 if path == "/beheer" else 200
        found[f"company {path}"] = flaws_at(company, f"{site.base}{path}", axe, status)

    assert {path: flawed for path, flawed in found.items() if flawed} == {}


@pytest.mark.e2e
@pytest.mark.parametrize("is_other", [False, True], ids=["by-day", "in-english-by-night"])
def test_pages_without_anything_recorded_are_accessible(
    look: Look, empty_site: Site, axe: str, *, is_other: bool
) -> None:
    if is_other:
        page = _in_english_by_night(look, "bram", empty_site)
    else:
        page = look("anna", at=empty_site)

    found = {path: flaws_at(page, f"{empty_site.base}{path}", axe) for path in WITHOUT_ANYTHING}

    assert {path: flawed for path, flawed in found.items() if flawed} == {}


@pytest.mark.e2e
@pytest.mark.parametrize("width", [320, 1280])
def test_a_word_without_end_makes_no_page_wider(look: Look, own_site: Site, width: int) -> None:
    with own_site.office.engine.begin() as connection:
        names = ("title", "title_en", "source_words", "source_place")
        connection.execute(update(Subject).values(dict.fromkeys(names, "w" * 300)))
    page = look("anna", width=width, at=own_site)

    found = {}
    for path in PAGES:
        page.goto(f"{own_site.base}{path}")
        found[path] = misfits(page)

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.e2e
def test_pages_in_forced_colours_and_on_paper_are_accessible(
    look: Look, site: Site, axe: str
) -> None:
    forced, paper = look("anna", forced=True), look("anna")
    paper.emulate_media(media="print")

    found = {path: flaws_at(forced, f"{site.base}{path}", axe) for path in IN_FORCED_COLOURS}
    found |= {f"print {path}": flaws_at(paper, f"{site.base}{path}", axe) for path in ON_PAPER}

    assert {path: flawed for path, flawed in found.items() if flawed} == {}


@pytest.mark.e2e
def test_a_script_that_is_not_ours_does_not_run_on_any_kind_of_page(
    chromium: Browser, site: Site
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(site.link("anna"))
    page.get_by_role("button").click()

    for path in ("/", "/mijlpalen/d1/prognose", "/bestaat-niet", "/inloggen"):
        page.goto(f"{site.base}{path}")
        ran = page.evaluate(FOREIGN)
        assert ran == {"inline": False, "handler": False, "elsewhere": False, "words": False}, path

    context.close()


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


def _in_english_by_night(look: Look, actor: str, site: Site) -> Page:
    """Let somebody in who reads English on a small dark screen, from now on."""
    page = look(actor, width=320, dark=True, at=site)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    return page


def _pages_of(site: Site) -> list[tuple[str, bool]]:
    """Return the path of each route that is read, and whether it is a page for people."""
    routes = list(iter_route_contexts(make_app(site.office).routes))
    return [
        (each.path or "", not NO_PAGE.search(each.path or ""))
        for each in routes
        if "GET" in (each.methods or ())
    ]
