"""The end of a session: said beforehand, put off with one button, and nothing typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Look, Site
from tests.e2e.flaws import flaws

FORECAST = "/mijlpalen/d1/prognose"
TYPED = "Twintig minuten getypt"


@pytest.mark.e2e
def test_a_silent_session_is_warned_of_and_goes_on_with_one_button(
    look: Look, site: Site, axe: str
) -> None:
    page = look()
    page.clock.install()
    page.goto(f"{site.base}{FORECAST}")
    warning = page.locator("#sessie-melding")
    expect(page.locator("footer")).to_contain_text("Uw sessie eindigt na een uur zonder handeling")
    expect(warning).to_be_hidden()
    page.locator("#reden").fill(TYPED)

    page.clock.run_for("54:30")
    expect(warning).to_be_hidden()
    page.clock.run_for("01:00")

    expect(warning).to_contain_text("Uw sessie eindigt binnen vijf minuten, omdat")
    expect(page.locator("#reden")).to_be_focused()  # typing goes on
    assert flaws(page, axe) == []
    page.get_by_role("button", name="Blijf ingelogd").press("Enter")
    expect(warning).to_be_hidden()
    expect(page.locator("#reden")).to_have_value(TYPED)
    page.clock.run_for("54:00")
    expect(warning).to_be_hidden()
    page.clock.run_for("02:00")
    expect(warning).to_be_visible()


@pytest.mark.e2e
def test_a_session_that_is_over_is_said_to_be_over(look: Look, site: Site, axe: str) -> None:
    page = look()
    page.clock.install()
    page.goto(f"{site.base}{FORECAST}")
    warning = page.locator("#sessie-melding")

    page.clock.run_for("56:00")
    page.context.clear_cookies()  # the server ended it already
    page.get_by_role("button", name="Blijf ingelogd").click()

    expect(warning).to_contain_text("Uw sessie is voorbij.")
    expect(warning.get_by_role("button")).to_be_hidden()
    assert flaws(page, axe) == []


@pytest.mark.e2e
@pytest.mark.parametrize("after", ["01:10:00", "12:30:00"])
def test_past_the_end_no_warning_promises_minutes(look: Look, site: Site, after: str) -> None:
    page = look()
    page.clock.install()
    page.goto(f"{site.base}{FORECAST}")

    page.clock.fast_forward(after)
    page.clock.run_for("00:06")

    warning = page.locator("#sessie-melding")
    expect(warning).to_contain_text("Uw sessie is voorbij.")
    expect(warning.get_by_text("binnen vijf minuten")).to_have_count(2)
    for each in warning.get_by_text("binnen vijf minuten").all():
        expect(each).to_be_hidden()


@pytest.mark.e2e
def test_the_last_end_of_a_session_is_told_and_cannot_be_put_off(
    look: Look, site: Site, axe: str
) -> None:
    page = look()
    page.clock.install()
    page.goto(f"{site.base}{FORECAST}")

    page.clock.fast_forward("11:56:00")
    page.clock.run_for("00:06")

    warning = page.locator("#sessie-melding")
    expect(warning).to_contain_text(re.compile(r"om \d\d:\d\d, twaalf uur na het inloggen"))
    expect(warning.get_by_role("button")).to_be_hidden()
    assert flaws(page, axe) == []


@pytest.mark.e2e
@pytest.mark.parametrize("scripts", [True, False])
def test_what_was_typed_comes_back_and_is_sent_after_signing_in(
    look: Look, own_site: Site, axe: str, *, scripts: bool
) -> None:
    page = look(at=own_site, scripts=scripts)
    page.goto(f"{own_site.base}{FORECAST}")
    page.locator("#wanneer").fill("10 december 2026")
    page.locator("#reden").fill(TYPED)
    page.context.clear_cookies()  # as when the session has ended

    page.get_by_role("button", name="Bekijk wat dit verandert").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw sessie is voorbij")
    expect(page.get_by_label("Reden")).to_have_value(TYPED)
    ended = flaws(page, axe) if scripts else []
    door = page.context.new_page()
    door.goto(own_site.link("anna"))
    door.get_by_role("button").click()
    page.get_by_role("button", name="Verstuur wat ik typte").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nog één keer versturen")
    another = flaws(page, axe) if scripts else []
    page.get_by_role("button", name="Verstuur wat ik typte").click()

    expect(page.locator("#reden")).to_have_value(TYPED)
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_role("status").first).to_be_visible()
    page.goto(f"{own_site.base}/mijlpalen/d1")
    expect(page.locator("main")).to_contain_text(TYPED)
    assert (ended, another) == ([], [])
