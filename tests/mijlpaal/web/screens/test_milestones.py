"""The address of the list is the saved view; its files hold exactly that view."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from mijlpaal.web.office import Office
from models.clock import morning_of
from models.milestones import acts as milestones
from models.storage.database import reading, transaction
from models.storage.records import current
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


def test_an_address_that_makes_no_sense_shows_what_it_can(come_in: ComeIn) -> None:
    answer = come_in().get("/mijlpalen?status=onzin&sorteer=onzin&blz=x&gewicht=9")

    assert answer.status_code == 200
    assert "3 mijlpalen gevonden" in answer.text


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

    answer = send(come_in(), "/mijlpalen/bevestigen", sleutel=["d1", "d2"], terug="zoek=het")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/mijlpalen?zoek=het&bevestigd=2"
    assert [_confirmed_on(office, key) for key in ("d1", "d2")] == [TODAY, TODAY]


def test_forecasts_are_confirmed_all_or_none(come_in: ComeIn, office: Office) -> None:
    _expect(office, "d1")

    answer = send(come_in(), "/mijlpalen/bevestigen", sleutel=["d1", "d3"])

    assert answer.status_code == 422
    assert "<title>Fout: Mijlpalen" in answer.text
    assert 'value="d1" aria-label' in answer.text
    assert _confirmed_on(office, "d1") == date(2026, 10, 1)


def test_choosing_nothing_is_said(come_in: ComeIn) -> None:
    answer = send(come_in(), "/mijlpalen/bevestigen")

    assert answer.status_code == 422
    assert "Kies ten minste één mijlpaal" in words(answer.text)


def test_a_reader_confirms_nothing(come_in: ComeIn) -> None:
    assert send(come_in("lezer"), "/mijlpalen/bevestigen", sleutel=["d1"]).status_code == 403


def _expect(office: Office, *keys: str) -> None:
    with transaction(office.engine) as session:
        ledger = replace(office.ledger(session, "anna"), at=morning_of(date(2026, 10, 1)))
        for key in keys:
            milestones.forecast(ledger, key, date(2026, 12, 10))


def _confirmed_on(office: Office, key: str) -> date | None:
    with reading(office.engine) as session:
        return current(session, SubjectKind.MILESTONE, key).day("forecast_confirmed_on")
