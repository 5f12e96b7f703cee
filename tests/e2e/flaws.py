"""What is wrong with a page as it stands: axe-core, and whether it fits."""

from playwright.sync_api import Page, ViewportSize

NARROW, WIDE = ViewportSize(width=320, height=900), ViewportSize(width=1280, height=900)

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_CONTRAST = "{runOnly: {type: 'rule', values: ['color-contrast']}, resultTypes: ['violations'], preload: false}"
# What reaches beyond the window, if the page does: the innermost.
_BEYOND = """
() => document.documentElement.scrollWidth <= innerWidth ? [] :
  ["the page", ...[...document.querySelectorAll("body *")]
    .filter(it => it.getBoundingClientRect().right > innerWidth && !it.closest(".scroll"))
    .map(it => `${it.tagName} ${it.className}`)].slice(-3)
"""
_HOW = f"{{runOnly: {_RULES}, resultTypes: ['violations'], preload: false, elementRef: false}}"


def flaws(page: Page, axe: str) -> list[str]:
    """Return each violation of WCAG 2.2 A and AA, with the first element that has it."""
    page.evaluate(axe)
    found = page.evaluate(f"axe.run({_HOW}).then(it => it.violations)")
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found] + misfits(page)


def flaws_in_other_faces(page: Page, axe: str) -> list[str]:
    """Return what is wrong with a page by night and on a small screen, which changes nothing else.

    It is looked at as it stands, in the state that it is in.
    """
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(NARROW)
    page.evaluate(axe)
    found = page.evaluate(f"axe.run({_CONTRAST}).then(it => it.violations)")
    wrong = [f"by night {each['nodes'][0]['html'][:200]}" for each in found]
    wrong += [f"at 320 px: {each}" for each in misfits(page)]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)
    return wrong


def misfits(page: Page) -> list[str]:
    """Return whether a page is wider than its window."""
    return [f"does not fit: {each}" for each in page.evaluate(_BEYOND)]


def flaws_at(page: Page, address: str, axe: str, status: int = 200) -> list[str]:
    """Return what is wrong with the page at an address, and whether it is that page at all."""
    found = [] if status_at(page, address) == status else [f"not {status}"]
    return found + flaws(page, axe)


def status_at(page: Page, address: str) -> int:
    """Go to an address; return with which status it answered."""
    answer = page.goto(address)
    assert answer is not None
    return answer.status
