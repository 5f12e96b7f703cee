"""What is wrong with a page as it stands: axe-core, and whether it fits."""

from playwright.sync_api import Page

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_HOW = f"{{runOnly: {_RULES}, resultTypes: ['violations'], preload: false, elementRef: false}}"


def flaws(page: Page, axe: str) -> list[str]:
    """Return each violation of WCAG 2.2 A and AA, with the first element that has it."""
    page.evaluate(axe)
    found = page.evaluate(f"axe.run({_HOW}).then(it => it.violations)")
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found] + misfits(page)


def misfits(page: Page) -> list[str]:
    """Return whether a page is wider than its window."""
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return ["does not fit"] if wide else []


def flaws_at(page: Page, address: str, axe: str, status: int = 200) -> list[str]:
    """Return what is wrong with the page at an address, and whether it is that page at all."""
    found = [] if status_at(page, address) == status else [f"not {status}"]
    return found + flaws(page, axe)


def status_at(page: Page, address: str) -> int:
    """Go to an address; return with which status it answered."""
    answer = page.goto(address)
    assert answer is not None
    return answer.status
