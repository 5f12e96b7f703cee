"""A table of forecasts is checked first, and then recorded as a whole or not at all."""

from datetime import date

import pytest

from mijlpaal.web.office import Office
from models.milestones import acts as milestones
from models.storage.database import reading, transaction
from models.storage.records import current
from models.vocabulary import SubjectKind
from tests.mijlpaal.web.entry.conftest import csrf
from tests.mijlpaal.web.screens.conftest import ComeIn
from tests.mijlpaal.web.screens.forms import hidden, send, words

IMPORT = "/beheer/inlezen"
GOOD = "sleutel;wanneer\nd2;2026-12-10\nd3;medio januari 2027\n"


def test_a_table_is_checked_before_anything_is_recorded(come_in: ComeIn, office: Office) -> None:
    page = send(come_in(), IMPORT, tabel=GOOD, stap="controleren")

    assert "2 regels kloppen." in page.text
    assert "Leg alles vast" in page.text
    assert "d3;medio januari 2027" in page.text
    assert _forecast(office, "d2") is None


def test_a_table_is_recorded_as_a_whole(come_in: ComeIn, office: Office) -> None:
    browser = come_in()
    seen = hidden(send(browser, IMPORT, tabel=GOOD, stap="controleren").text, "gezien")

    page = send(browser, IMPORT, tabel=GOOD, gezien=seen, stap="vastleggen")

    assert "2 prognoses vastgelegd." in page.text
    assert _forecast(office, "d2") == date(2026, 12, 10)
    assert _forecast(office, "d3") is not None


def test_what_changed_after_it_was_checked_is_a_fault(come_in: ComeIn, office: Office) -> None:
    browser = come_in()
    seen = hidden(send(browser, IMPORT, tabel=GOOD, stap="controleren").text, "gezien")
    with transaction(office.engine) as session:
        milestones.forecast(office.ledger(session, "bram"), "d3", date(2027, 1, 8))

    page = send(browser, IMPORT, tabel=GOOD, gezien=seen, stap="vastleggen")

    assert page.status_code == 422
    assert '<th scope="row">3</th><td>sleutel</td>' in page.text
    assert (_forecast(office, "d2"), _forecast(office, "d3")) == (None, date(2027, 1, 8))


def test_every_fault_has_its_line_and_column_and_nothing_is_recorded(
    come_in: ComeIn, office: Office
) -> None:
    wrong = "sleutel;wanneer\nd2;2026-12-10\nonzin;2026-12-10\nd3;ooit\n"

    page = send(come_in(), IMPORT, tabel=wrong, stap="controleren")

    assert page.status_code == 422
    assert "<title>Fout: Inlezen" in page.text
    assert '<th scope="row">3</th><td>sleutel</td>' in page.text
    assert '<th scope="row">4</th><td>wanneer</td>' in page.text
    assert "d3;ooit" in page.text
    assert _forecast(office, "d2") is None


def test_a_file_is_read_as_what_was_pasted(come_in: ComeIn) -> None:
    browser = come_in()

    page = browser.post(
        IMPORT,
        data={"csrf": csrf(browser), "stap": "controleren"},
        files={"bestand": ("prognoses.csv", GOOD.encode(), "text/csv")},
    )

    assert "2 regels kloppen." in words(page.text)


@pytest.mark.parametrize("content", [b"PK\x03\x04 en verder niets", b"<plan>", b"<!DOCTYPE x>"])
def test_a_file_that_is_damaged_is_said_to_be(come_in: ComeIn, content: bytes) -> None:
    browser = come_in()
    form = {"csrf": csrf(browser), "stap": "controleren"}

    page = browser.post(IMPORT, data=form, files={"bestand": ("plan.xlsx", content)})

    assert page.status_code == 422
    assert "<title>Fout: Inlezen" in page.text


@pytest.mark.parametrize("carried", ["é", "geen base64"])
def test_a_table_that_was_changed_on_its_way_is_none(come_in: ComeIn, carried: str) -> None:
    page = send(come_in(), IMPORT, gelezen=carried, stap="vastleggen")

    assert page.status_code == 422


def test_an_empty_form_says_what_to_do(come_in: ComeIn) -> None:
    page = send(come_in(), IMPORT, tabel=" ")

    assert page.status_code == 422
    assert '<a href="#tabel">' in page.text


def test_a_reader_may_not_import(come_in: ComeIn) -> None:
    assert come_in("lezer").get(IMPORT).status_code == 404
    assert "/beheer/inlezen" not in come_in("lezer").get("/beheer").text


def _forecast(office: Office, key: str) -> date | None:
    with reading(office.engine) as session:
        return current(session, SubjectKind.MILESTONE, key).day("forecast_on")
