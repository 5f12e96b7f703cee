"""Every page in every face: by keyboard and in forced colours, on paper, with large text."""

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import Look, Site
from tests.e2e.flaws import misfits
from tests.e2e.test_pages import KEEPING, PAGES, REFUSED

# What Tab comes by, in the order of the page; of a group of radio buttons it is one.
TABBABLE = """
() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
  .filter(it => it.tabIndex >= 0 && !it.disabled && it.type !== "hidden" && it.checkVisibility())
  .filter(it => it.type !== "radio" || it.checked || it.name === "" ||
    ![...document.getElementsByName(it.name)].some(other => other.checked))
  .length
"""
# What is wrong where the focus is: nothing is seen of it, or something lies over it (2.4.7, 2.4.11).
FOCUSED = """
() => {
  const it = document.activeElement;
  if (!it || it === document.body) return null;
  // Of words over several lines the first.
  const box = it.getClientRects()[0] ?? it.getBoundingClientRect(), style = getComputedStyle(it);
  const name = `${it.tagName} ${(it.id || it.textContent || it.name).trim().slice(0, 40)}`;
  const wrong = [];
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) wrong.push("no ring");
  if (box.width < 1 || box.height < 1) wrong.push("not there");
  const seen = document.elementFromPoint(box.x + Math.min(box.width, 40) / 2, box.y + Math.min(box.height, 20) / 2);
  // What is drawn has no box of its own.
  if (!it.closest("svg") && seen && !it.contains(seen) && !seen.contains(it)) wrong.push(`under ${seen.tagName}`);
  return [name, wrong];
}
"""
MOST_TABS = 400
A4_WIDTH = 658  # CSS pixels between the margins


def by_keyboard(page: Page) -> list[str]:
    """Return what is wrong on the way from control to control, once around the page."""
    count = page.evaluate(TABBABLE)
    wrong: list[str] = []
    turns = 0
    for walked in range(min(count + 1, MOST_TABS)):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at is not None:
            wrong += [f"{at[0]}: {each}" for each in at[1]]
            continue
        turns += 1  # past the last control, or before the first: once
        if turns > 1:
            return [*wrong, f"the way ends after {walked} of {count}"]
    return wrong


@pytest.mark.e2e
@pytest.mark.parametrize("actor", ["anna", "baas"])
def test_every_page_is_walked_by_keyboard_in_forced_colours(
    look: Look, site: Site, actor: str
) -> None:
    page = look(actor, forced=True)

    found = {}
    for path in PAGES if actor == "anna" else KEEPING:
        page.goto(f"{site.base}{path}")
        found[path] = by_keyboard(page) + misfits(page)

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.e2e
@pytest.mark.parametrize("actor", ["anna", "baas"])
def test_every_page_on_paper_says_of_which_day_it_is_and_how_secret(
    look: Look, site: Site, actor: str
) -> None:
    page = look(actor, width=A4_WIDTH)
    page.emulate_media(media="print")

    found = {}
    for path in PAGES if actor == "anna" else KEEPING:
        page.goto(f"{site.base}{path}")
        wrong = misfits(page)
        if path not in REFUSED:
            foot = page.locator("footer").inner_text()
            wrong += [each for each in ("Peildatum: ", "Rubricering: ") if each not in foot]
            wrong += ["ways on paper"] * page.locator("nav:visible, .who:visible").count()
        found[path] = wrong

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.e2e
@pytest.mark.parametrize("actor", ["anna", "baas"])
def test_every_page_fits_with_text_twice_as_large(look: Look, site: Site, actor: str) -> None:
    """WCAG 1.4.4: by the font size that a reader sets, at the width of a laptop."""
    page = look(actor)

    found = {}
    for path in PAGES if actor == "anna" else KEEPING:
        page.goto(f"{site.base}{path}")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        found[path] = misfits(page)

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.e2e
def test_every_page_is_whole_without_javascript(look: Look, site: Site) -> None:
    """Every control leads somewhere: a button is in a form, a link has an address."""
    page = look("anna", scripts=False)

    loose = {}
    for path in PAGES:
        page.goto(f"{site.base}{path}")
        buttons = page.locator("main button").all()
        lost = [
            each.inner_text()
            for each in buttons
            if not each.locator("xpath=ancestor::form").count()
        ]
        links = page.locator("main a:not([href])").all_inner_texts()
        loose[path] = [*lost, *links]

    assert {path: wrong for path, wrong in loose.items() if wrong} == {}
