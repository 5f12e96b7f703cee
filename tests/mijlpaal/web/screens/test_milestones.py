"""The address of the list is the saved view; its files hold exactly that view."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from io import BytesIO

from openpyxl import load_workbook
from starlette.testclient import TestClient

from mijlpaal.web.office import Office
from models.clock import morning_of
from models.milestones import acts as milestones
from models.storage.database import reading, transaction
from models.storage.records import Record, current
from models.vocabulary import SubjectKind
from tests.mijlpaal.web.screens.conftest import TODAY, ComeIn
from tests.mijlpaal.web.screens.forms import send, words


def test_the_address_filters_and_sorts(come_in: ComeIn) -> None:
    browser = come_in()

    page = browser.get("/mijlpalen?gewicht=commitment&sorteer=-titel").text

    assert ">2 mijlpalen gevonden</h1>" in page
    assert page.index('href="/mijlpalen/d2"') < page.index('href="/mijlpalen/d3"')
    assert 'aria-sort="descending"' in page
    assert "/mijlpalen.csv?gewicht=commitment&amp;sorteer=-titel" in page


def test_every_file_holds_exactly_the_view(come_in: ComeIn) -> None:
    browser = come_in()

    csv = browser.get("/mijlpalen.csv?zoek=routekaart").content.decode("utf-8-sig")
    book = load_workbook(BytesIO(browser.get("/mijlpalen.xlsx?zoek=routekaart").content))
    calendar = browser.get("/mijlpalen.ics?zoek=routekaart").text

    assert [line.split(",")[0] for line in csv.splitlines()[1:]] == ["d1"]
    assert [row[0].value for row in book.worksheets[0].iter_rows(min_row=2)] == ["d1"]
    assert calendar.count("BEGIN:VEVENT") == 1


def test_nothing_found_offers_to_show_everything(come_in: ComeIn) -> None:
    page = come_in().get("/mijlpalen?zoek=bestaatniet").text

    assert "Niets gevonden met dit filter." in page
    assert 'href="/mijlpalen?open=0"' in page


def test_forecasts_are_confirmed_together(come_in: ComeIn, office: Office) -> None:
    _expect(office, "d1", "d2")

    browser = come_in()
    chosen = _boxes(browser)

    answer = send(browser, "/mijlpalen/bevestigen", sleutel=chosen, terug="zoek=het")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/mijlpalen?zoek=het&bevestigd=2"
    assert [_confirmed_on(office, key) for key in ("d1", "d2")] == [TODAY, TODAY]


def test_forecasts_are_confirmed_all_or_none(come_in: ComeIn, office: Office) -> None:
    _expect(office, "d1")

    browser = come_in()
    chosen, d3 = _boxes(browser), f"d3@{_milestone(office, 'd3').version}"

    answer = send(browser, "/mijlpalen/bevestigen", sleutel=[*chosen, d3])

    assert answer.status_code == 422
    assert "<title>Fout: Mijlpalen" in answer.text
    assert re.search(r'value="d1@\d+" aria-label="[^"]*" checked', answer.text)
    assert _confirmed_on(office, "d1") == date(2026, 10, 1)


def test_choosing_nothing_is_said(come_in: ComeIn) -> None:
    answer = send(come_in(), "/mijlpalen/bevestigen")

    assert answer.status_code == 422
    assert "Kies ten minste één mijlpaal" in words(answer.text)


def test_a_reader_confirms_nothing(come_in: ComeIn) -> None:
    assert send(come_in("lezer"), "/mijlpalen/bevestigen", sleutel=["d1@1"]).status_code == 403


def test_what_was_changed_meanwhile_is_not_confirmed_unseen(
    come_in: ComeIn, office: Office
) -> None:
    _expect(office, "d1", "d2")
    browser = come_in()
    chosen = _boxes(browser)
    with transaction(office.engine) as session:
        milestones.forecast(office.ledger(session, "bram"), "d2", date(2026, 12, 14))

    answer = send(browser, "/mijlpalen/bevestigen", sleutel=chosen)
    again = send(browser, "/mijlpalen/bevestigen", sleutel=_boxes_of(answer.text))

    assert answer.status_code == 409
    assert "prognose 10 dec 2026 14 dec 2026" in words(answer.text)
    assert again.status_code == 303


def test_a_director_ticks_only_what_is_in_the_cluster(come_in: ComeIn, office: Office) -> None:
    _expect(office, "d2", "d3")  # of Chemelot, and of the whole programme

    boxes = _boxes(come_in("regisseur"), "/mijlpalen")

    assert [each.partition("@")[0] for each in boxes] == ["d2"]


def test_a_view_is_of_an_owner_and_of_days(come_in: ComeIn) -> None:
    browser = come_in()
    found = re.search(
        r'id="eigenaar".*?<option value="([^"]+)"', browser.get("/mijlpalen").text, re.DOTALL
    )
    assert found

    of_owner, of_nobody, within, outside = (
        browser.get("/mijlpalen", params=asked).text
        for asked in (
            {"eigenaar": unescape(found[1])},
            {"eigenaar": "niemand"},
            {"vanaf": "2026-12-01", "totenmet": "2026-12-31"},
            {"vanaf": "2026-12-18", "totenmet": "2027-12-31"},
        )
    )

    cells = re.findall(r'<td data-name="Eigenaar">([^<]*)</td>', of_owner)
    assert cells
    assert all(found[1] in each for each in cells)
    assert "Niets gevonden met dit filter." in of_nobody
    assert 'href="/mijlpalen/d2"' in within
    assert 'href="/mijlpalen/d2"' not in outside  # it counts to 17 December


def test_a_filter_keeps_the_order_that_runs_down(come_in: ComeIn) -> None:
    page = come_in().get("/mijlpalen?sorteer=-titel").text

    assert '<option value="-titel" selected>titel, aflopend gesorteerd</option>' in page
    assert '<option value="grens">' in page


def _boxes(browser: TestClient, path: str = "/mijlpalen") -> list[str]:
    """Return what the boxes of a page stand for."""
    return _boxes_of(browser.get(path).text)


def _boxes_of(page: str) -> list[str]:
    return re.findall(r'name="sleutel" value="([^"]+)"', page)


def _milestone(office: Office, key: str) -> Record:
    with reading(office.engine) as session:
        return current(session, SubjectKind.MILESTONE, key)


def _expect(office: Office, *keys: str) -> None:
    with transaction(office.engine) as session:
        ledger = replace(office.ledger(session, "anna"), at=morning_of(date(2026, 10, 1)))
        for key in keys:
            milestones.forecast(ledger, key, date(2026, 12, 10))


def _confirmed_on(office: Office, key: str) -> date | None:
    return _milestone(office, key).day("forecast_confirmed_on")
