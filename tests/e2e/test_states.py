"""Every state of a page is accessible: looked at first, typed wrongly, overtaken, decided, refused.

A walk goes from state to state, and each is judged where it stands (``flaws``).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from models.milestones import acts as milestones
from models.storage.database import transaction
from tests.e2e.conftest import Look, Site
from tests.e2e.flaws import flaws, flaws_in_other_faces
from tests.e2e.reminded import warned

LETTER = "In het voorjaar van 2027 zal het kabinet de Kamer informeren over de routekaart."
LOOK_FIRST, SAVE = "Bekijk wat dit verandert", "Vastleggen"
Typed = Mapping[str, str]
# What is looked at before it is recorded: the fields by which it can be.
LOOKED_AT: Mapping[str, Typed] = {
    "/mijlpalen/d1/prognose": {"#wanneer": "medio november 2026"},
    "/mijlpalen/d1/behaald": {"#op": "2026-10-30", "#bewijs": "Kamerstuk 29826, nr. 999"},
    "/mijlpalen/d3/herijken": {
        "#wanneer": "uiterlijk 31 januari 2027",
        "#code": "parliamentary_calendar",
        "#reden": "De cijfers komen later",
    },
    "/clusters/cluster-6/stap": {"#gebeurtenis": "Start het opstellen van het clusterplan"},
    "/rapportages/kamerbrief/verzonden?toezegging=d2": {"#kenmerk": "Kamerstuk 29826, nr. 999"},
    "/beheer/functies/overdragen": {
        "#van": "beleidsmedewerker-kgg",
        "#aan": "directeur-kgg",
        "#vanaf": "2027-01-01",
        "#reden": "andere portefeuille",
    },
}
# What is recorded at once: the button, and how it is typed wrongly.
RECORDED: Mapping[str, tuple[str, Typed]] = {
    "/voorwaarden/niki-subsidie-reju/dag": (SAVE, {"#dag": ""}),
    "/beheer/functies/afwezig": (SAVE, {"#van": "2026-12-01"}),
    "/beheer/inlezen": ("Controleer", {"#tabel": "sleutel;wanneer\nonzin;ooit"}),
    "/brieven": ("Lees de brief", {"#tekst": ""}),
    "/rapportages/statusteksten/chemelot": ("Bewaar als concept", {"#tekst": ""}),
    "/wat-als/afhankelijkheden": (SAVE, {"#tussentijd": "ooit"}),
}


@dataclass
class Walk:
    """A way through states, and what was wrong in each."""

    page: Page
    base: str
    axe: str
    found: dict[str, list[str]] = field(default_factory=dict)

    def go(self, path: str) -> None:
        """Open a page."""
        self.page.goto(f"{self.base}{path}")

    def press(self, name: str) -> None:
        """Press a button of the page itself."""
        self.page.locator("main").get_by_role("button", name=name, exact=True).first.click()

    def fill(self, typed: Typed) -> None:
        """Type what is said, or choose it."""
        for where, what in typed.items():
            control = self.page.locator(where)
            if control.evaluate("it => it.tagName") == "SELECT":
                control.select_option(what)
            else:
                control.fill(what)

    def judge(self, state: str, shows: str) -> None:
        """Judge the state that the page is in, which must show something."""
        expect(self.page.locator("body")).to_contain_text(shows)
        others = flaws_in_other_faces(self.page, self.axe)
        self.found[state] = flaws(self.page, self.axe) + others

    @property
    def flawed(self) -> dict[str, list[str]]:
        """Return the states in which something was wrong."""
        return {state: flawed for state, flawed in self.found.items() if flawed}


@pytest.mark.e2e
def test_a_form_is_accessible_with_problems_and_with_what_would_follow(
    look: Look, own_site: Site, axe: str
) -> None:
    walk = Walk(look("anna", at=own_site), own_site.base, axe)

    for path, typed in LOOKED_AT.items():
        walk.go(path)
        walk.press(LOOK_FIRST)
        expect(walk.page).to_have_title(re.compile("^Fout:"))
        walk.judge(f"{path} with problems", "vul dit in")
        walk.fill(typed)
        walk.press(LOOK_FIRST)
        walk.judge(f"{path} looked at", "Er is nog niets vastgelegd.")

    assert walk.flawed == {}


@pytest.mark.e2e
def test_a_form_that_records_at_once_is_accessible_with_problems_and_keeps_what_was_typed(
    look: Look, site: Site, axe: str
) -> None:
    walk = Walk(look("anna"), site.base, axe)

    for path, (button, typed) in RECORDED.items():
        walk.go(path)
        walk.fill(typed)
        walk.press(button)
        expect(walk.page).to_have_title(re.compile("^Fout:"))
        for where, what in typed.items():
            expect(walk.page.locator(where)).to_have_value(what)
        walk.judge(path, "")

    assert walk.flawed == {}


@pytest.mark.e2e
def test_what_somebody_else_changed_meanwhile_is_shown_accessibly(
    look: Look, own_site: Site, axe: str
) -> None:
    walk = Walk(look("anna", at=own_site), own_site.base, axe)
    other = Walk(look("bram", at=own_site), own_site.base, axe)
    ways = (
        ("/mijlpalen/d1/prognose", LOOKED_AT["/mijlpalen/d1/prognose"]),
        ("/clusters/cluster-6/stap", LOOKED_AT["/clusters/cluster-6/stap"]),
    )

    for path, typed in ways:
        for each in (walk, other):
            each.go(path)
            each.fill(typed)
            each.press(LOOK_FIRST)
        other.press(SAVE)
        expect(other.page.get_by_role("status").first).to_be_visible()
        walk.press(SAVE)
        walk.judge(f"{path} overtaken", "Uw invoer")

    _overtaken(walk, other, "/voorwaarden/mogelijke-subsidie/dag", "#dag", "2027-03-01")
    text = "/rapportages/statusteksten/chemelot"
    _overtaken(walk, other, text, "#tekst", "Verzonnen tekst.", "Bewaar als concept")
    assert walk.flawed == {}


def _overtaken(
    walk: Walk, other: Walk, path: str, where: str, what: str, button: str = SAVE
) -> None:
    for each in (walk, other):
        each.go(path)
        each.fill({where: what})
        if each.page.locator("#reden").count():
            each.fill({"#reden": "verzonnen"})
    other.press(button)
    expect(other.page.locator(".problem")).to_have_count(0)
    walk.press(button)
    walk.judge(f"{path} overtaken", "Uw invoer")


@pytest.mark.e2e
def test_what_is_proposed_approved_and_decided_is_accessible(
    look: Look, own_site: Site, axe: str
) -> None:
    anna = Walk(look("anna", at=own_site), own_site.base, axe)
    bram = Walk(look("bram", at=own_site), own_site.base, axe)

    anna.go("/mijlpalen/d3/herijken")
    anna.fill(LOOKED_AT["/mijlpalen/d3/herijken"])
    anna.press(LOOK_FIRST)
    anna.press(SAVE)
    anna.judge("proposed", "tweede persoon")
    for walk in (anna, bram):
        walk.go("/voorstellen")
        walk.judge("proposals with rows", "Voorgesteld door")
        walk.page.get_by_role("link", name=re.compile("^Bekijk en beslis")).first.click()
        walk.judge("a proposal", "Voorstel:")
    proposal = bram.page.url
    with transaction(own_site.office.engine) as session:
        ledger = own_site.office.ledger(session, "bram")
        milestones.forecast(ledger, "d3", date(2027, 1, 20))
    bram.page.locator("button[name=besluit][value=bevestig]").click()
    bram.judge("a proposal that was overtaken", "Voorstel:")
    bram.page.goto(proposal)
    bram.page.locator("button[name=besluit][value=wijs_af]").click()
    bram.judge("a proposal that was decided", "Voorstel")
    _a_text(anna, bram)
    _a_report(anna, bram)

    assert {**anna.flawed, **bram.flawed} == {}


def _a_text(anna: Walk, bram: Walk) -> None:
    anna.go("/rapportages/statusteksten/chemelot")
    anna.fill({"#tekst": "De uitwerkingsfase loopt (verzonnen tekst)."})
    anna.press("Bewaar als concept")
    anna.judge("a text as concept", "verzonnen tekst")
    anna.press("Leg voor")
    anna.judge("a text proposed", "verzonnen tekst")
    bram.page.goto(anna.page.url)
    bram.press("Geef terug")
    bram.judge("a text given back without a reason", "Statustekst")
    bram.go("/rapportages/statusteksten/chemelot")
    bram.press("Keur goed")
    bram.judge("a text approved", "verzonnen tekst")


def _a_report(anna: Walk, bram: Walk) -> None:
    anna.go("/rapportages")
    anna.page.get_by_label("Gaat over").select_option("cluster-6")
    anna.press("Maak concept")
    anna.judge("a report as concept", "Concept")
    anna.press("Leg voor")
    anna.judge("a report proposed", "tweede persoon")
    bram.page.goto(anna.page.url)
    bram.press("Stel vast")
    bram.judge("a report established", "Vastgesteld")


@pytest.mark.e2e
def test_a_letter_an_import_and_a_scenario_are_accessible_at_each_step(
    look: Look, own_site: Site, axe: str
) -> None:
    walk = Walk(look("anna", at=own_site), own_site.base, axe)

    walk.go("/brieven")
    walk.fill({"#tekst": LETTER, "#dag": "2026-11-02"})
    walk.press("Lees de brief")
    walk.judge("readings of a letter", "Voorgestelde lezingen")
    walk.page.get_by_label("wijs af").first.check()
    walk.page.get_by_label("Reden").fill("Staat al in een andere brief")
    walk.press("Leg de keuzes vast")
    walk.judge("a letter decided on", "1 afgewezen")

    walk.go("/beheer/inlezen")
    walk.fill({"#tabel": "sleutel;wanneer;toelichting\nd1;2026-12-01;verzonnen"})
    walk.press("Controleer")
    walk.judge("an import that is good", "d1")

    walk.go("/wat-als?onderwerp=milestone:d1&wordt=2027-02-01")
    walk.judge("what if", "er verandert niets")
    walk.go("/beheer/functies/afwezig")
    walk.fill({"#functie": "beleidsmedewerker-kgg", "#vervanger": "directeur-kgg"})
    walk.fill({"#van": "2026-12-01", "#tot": "2026-12-05"})
    walk.press(SAVE)
    walk.judge("somebody away", "1 dec 2026")
    walk.go("/sessies")
    walk.judge("sessions", "deze sessie")
    assert walk.flawed == {}


@pytest.mark.e2e
def test_what_a_stranger_sees_is_accessible(look: Look, own_site: Site, axe: str) -> None:
    walk = Walk(look("", at=own_site), own_site.base, axe)

    walk.go("/mijlpalen")
    walk.judge("login", "Inloggen")
    walk.go("/inloggen/link/onzin")
    walk.judge("a link that is not right", "klopt niet")
    walk.go(own_site.link("anna").removeprefix(own_site.base))
    walk.judge("a link that is", "U logt in als anna")
    walk.go(warned(own_site))
    walk.judge("asked to acknowledge", "")
    walk.page.get_by_role("button").click()
    walk.judge("acknowledged", "weet van")
    walk.page.reload()
    walk.judge("acknowledged before", "")

    assert walk.flawed == {}
