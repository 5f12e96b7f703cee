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


def test_every_fault_of_one_row_is_told_at_once(come_in: ComeIn) -> None:
    wrong = f"sleutel;wanneer;toelichting\nonzin;ooit;{'x' * 20_001}\n"

    page = send(come_in(), IMPORT, tabel=wrong, stap="controleren").text

    assert [f"<td>{each}</td>" in page for each in ("sleutel", "wanneer", "toelichting")] == (
        [True] * 3
    )


@pytest.mark.parametrize("path", [IMPORT, "/brieven/lezen"])
def test_a_file_that_is_too_large_is_refused_and_what_was_typed_is_kept(
    come_in: ComeIn, path: str
) -> None:
    browser = come_in()
    typed = {"csrf": csrf(browser), "tabel": "getypt", "tekst": "getypt", "dag": "2026-11-02"}

    page = browser.post(path, data=typed, files={"bestand": ("groot.csv", b"x" * 5_000_001)})

    assert page.status_code == 413
    assert "dit bestand is groter dan 5 MB" in page.text
    assert 'href="#bestand"' in page.text
    assert ">getypt</textarea>" in page.text


def test_a_file_as_large_as_is_taken_is_read_whole_and_carried_along(come_in: ComeIn) -> None:
    """A field of a form may hold a file of millions of characters; nothing of it is cut off."""
    browser = come_in()
    first, last = GOOD.encode().splitlines(keepends=True)[:2], b"d3;medio januari 2027\n"
    whole = b"".join([*first, *([b" " * 99_999 + b"\n"] * 49), last])

    page = browser.post(
        IMPORT,
        data={"csrf": csrf(browser), "stap": "controleren"},
        files={"bestand": ("tabel.csv", whole)},
    )
    typed = {name: hidden(page.text, name) for name in ("gelezen", "gezien")}
    done = browser.post(
        IMPORT,
        data={"csrf": csrf(browser), **typed, "stap": "vastleggen"},
        files={"bestand": ("", b"")},
    )

    assert "2 regels kloppen." in page.text
    assert "2 prognoses vastgelegd." in done.text
