"""A form shows what it changes before anything is recorded, and keeps what was typed."""

from datetime import date

from mijlpaal.web.office import Office
from models.milestones import acts as milestones
from models.storage.database import reading, transaction
from models.storage.records import Record, current
from models.vocabulary import SubjectKind
from tests.mijlpaal.web.screens.conftest import TODAY, ComeIn
from tests.mijlpaal.web.screens.forms import hidden, send, words

FORECAST = "/mijlpalen/d2/prognose"
REPLAN = "/mijlpalen/d2/herijken"


def test_a_phrase_is_read_aloud_before_it_is_recorded(come_in: ComeIn, office: Office) -> None:
    browser = come_in()
    version = hidden(browser.get(FORECAST).text, "versie")

    shown = send(browser, FORECAST, wanneer="begin december 2026", versie=version, stap="bekijk")

    assert "= 1 dec 2026 t/m 10 dec 2026" in words(shown.text)
    assert "Er is nog niets vastgelegd." in shown.text
    assert _d2(office).day("forecast_on") is None


def test_a_forecast_is_recorded_after_it_was_looked_at(come_in: ComeIn, office: Office) -> None:
    browser = come_in()
    version = hidden(browser.get(FORECAST).text, "versie")

    done = send(browser, FORECAST, wanneer="2026-12-10", versie=version, stap="vastleggen")

    assert done.headers["location"] == "/mijlpalen/d2?gedaan=forecast"
    assert _d2(office).day("forecast_on") == date(2026, 12, 10)
    history = browser.get("/mijlpalen/d2").text.partition('id="geschiedenis"')[2]
    assert "prognose: – → 10 dec 2026" in words(history)
    assert 'href="/beheer?onderwerp=milestone:d2"' in history
    assert "10 dec 2026" in browser.get("/beheer?onderwerp=milestone:d2").text
    assert "Prognose vastgelegd." in browser.get(done.headers["location"]).text


def test_a_form_keeps_what_was_typed(come_in: ComeIn) -> None:
    browser = come_in()
    version = hidden(browser.get(FORECAST).text, "versie")

    wrong = send(browser, FORECAST, wanneer="ooit eens <b>", reden="Omdat", versie=version)

    assert wrong.status_code == 422
    assert "<title>Fout: Stel prognose bij" in wrong.text
    assert '<a href="#wanneer">' in wrong.text
    assert 'value="ooit eens &lt;b&gt;"' in wrong.text
    assert ">Omdat</textarea>" in wrong.text
    assert 'aria-invalid="true"' in wrong.text


def test_what_is_not_filled_in_is_named_field_by_field(come_in: ComeIn) -> None:
    wrong = send(come_in(), REPLAN, versie="1")

    assert [f'<a href="#{name}">' in wrong.text for name in ("wanneer", "code", "reden")] == [
        True,
        True,
        True,
    ]


def test_a_conflict_shows_both_values(come_in: ComeIn, office: Office) -> None:
    browser = come_in()
    version = hidden(browser.get(FORECAST).text, "versie")
    with transaction(office.engine) as session:
        milestones.forecast(office.ledger(session, "bram"), "d2", date(2026, 12, 3))

    late = send(browser, FORECAST, wanneer="2026-12-10", versie=version, stap="vastleggen")

    assert late.status_code == 409
    assert "3 dec 2026" in words(late.text)
    assert '<td data-name="Uw invoer">2026-12-10</td>' in late.text
    assert _d2(office).day("forecast_on") == date(2026, 12, 3)
    assert int(hidden(late.text, "versie")) == int(version) + 1


def test_a_re_planning_waits_for_a_second_person(come_in: ComeIn, office: Office) -> None:
    browser = come_in()
    typed = {
        "wanneer": "eind januari 2027",
        "code": "parliamentary_calendar",
        "reden": "Debat verplaatst",
        "versie": hidden(browser.get(REPLAN).text, "versie"),
    }

    shown = send(browser, REPLAN, **typed, stap="bekijk")
    done = send(browser, REPLAN, **typed, stap="vastleggen")

    assert "Dit vraagt een tweede persoon" in shown.text
    assert done.headers["location"] == "/mijlpalen/d2?gedaan=proposed"
    assert _d2(office).text("wording") == "in het najaar"


def test_the_evidence_goes_with_what_is_achieved(come_in: ComeIn) -> None:
    browser = come_in()
    path = "/mijlpalen/d1/behaald"
    typed = {"versie": hidden(browser.get(path).text, "versie"), "stap": "vastleggen"}

    early = send(browser, path, op="2027-05-01", bewijs="Kamerstuk", **typed)

    assert early.status_code == 422
    assert '<a href="#op">' in early.text


def test_confirming_needs_the_row_that_was_seen(come_in: ComeIn, office: Office) -> None:
    with transaction(office.engine) as session:
        milestones.forecast(office.ledger(session, "anna"), "d2", date(2026, 12, 10))
    browser = come_in()
    page = browser.get("/mijlpalen/d2").text

    stale = send(browser, "/mijlpalen/d2/bevestigen", versie="1")
    done = send(browser, "/mijlpalen/d2/bevestigen", versie=hidden(page, "versie"))

    assert stale.status_code == 409
    assert done.headers["location"] == "/mijlpalen/d2?gedaan=confirm"
    assert _d2(office).day("forecast_confirmed_on") == TODAY


def test_a_director_does_not_re_plan(come_in: ComeIn) -> None:
    browser = come_in("regisseur")

    assert browser.get(REPLAN).status_code == 403
    assert "/herijken" not in browser.get("/mijlpalen/d2").text


def _d2(office: Office) -> Record:
    with reading(office.engine) as session:
        return current(session, SubjectKind.MILESTONE, "d2")
