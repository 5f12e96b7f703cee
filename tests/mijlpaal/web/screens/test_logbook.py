"""The log: a page of a view with what changed, its file, and what it keeps from whom."""

from datetime import date

import pytest

from mijlpaal.web.office import Office
from models.milestones import acts as milestones
from models.reading.log import keep_reads
from models.storage.database import transaction
from models.storage.records import SUBJECT, current
from models.vocabulary import EventKind, SubjectKind
from tests.factories import a_contact
from tests.mijlpaal.web.screens.conftest import ComeIn
from tests.mijlpaal.web.screens.forms import words
from tests.mijlpaal.web.screens.marks import keep_back

LOG = "/beheer"
FILE = "/beheer/logboek.csv"
REASON = "Advies kwam later (test)"


@pytest.fixture(autouse=True)
def happened(office: Office) -> None:
    """Two forecasts of d2, the second with a reason."""
    with transaction(office.engine) as session:
        milestones.forecast(office.ledger(session, "anna"), "d2", date(2026, 12, 10))
        ledger = office.ledger(session, "bram")
        milestones.forecast(ledger, "d2", date(2026, 12, 14), reason=REASON)


def test_the_log_says_what_each_event_changed(come_in: ComeIn) -> None:
    page = words(come_in().get(f"{LOG}?onderwerp=milestone:d2&wie=bram").text)

    assert "prognose: 10 dec 2026 → 14 dec 2026" in page
    assert REASON in page
    assert "– → 10 dec 2026" not in page  # of anna


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("onderwerp=d2&gebeurtenis=forecast", 2),
        ("onderwerp=uitwerkingsfase&gebeurtenis=forecast", 2),
        ("gebeurtenis=forecast&wie=Anna", 1),
        ("soort=milestone&gebeurtenis=forecast&vanaf=2026-11-02&totenmet=2026-11-02", 2),
        ("gebeurtenis=forecast&totenmet=2026-11-01", 0),
        ("soort=project&gebeurtenis=forecast", 0),
        ("onderwerp=%25%25", 0),
        ("gebeurtenis=forecast&vanaf=0001-01-01&totenmet=9999-12-31", 2),
    ],
)
def test_the_file_is_of_exactly_the_view(come_in: ComeIn, query: str, found: int) -> None:
    browser = come_in()

    lines = browser.get(f"{FILE}?{query}").text.splitlines()
    page = browser.get(f"{LOG}?{query}").text

    assert len(lines) == 1 + found
    assert page.count('<th scope="row">') == found


def test_the_log_goes_on_to_older_pages(come_in: ComeIn) -> None:
    browser = come_in()

    first = browser.get(LOG).text
    second = browser.get(f"{LOG}?blz=2").text

    assert REASON in first
    assert 'rel="next" href="/beheer?blz=2"' in first
    assert first.count('<th scope="row">') == 50
    assert REASON not in second
    assert 'rel="prev" href="/beheer?"' in second


def test_what_a_mark_keeps_from_a_reader_is_in_no_change(come_in: ComeIn, office: Office) -> None:
    with transaction(office.engine) as session:
        keep_back(session, office, SubjectKind.MILESTONE, "d2", "forecast_on")
    browser = come_in()

    for path in (f"{LOG}?onderwerp=d2", f"{FILE}?onderwerp=d2"):
        said = browser.get(path).text
        assert REASON in said  # the event itself is there
        assert "14 dec 2026" not in said, path


def test_a_hidden_row_is_not_in_the_log_nor_named_in_a_change(
    come_in: ComeIn, office: Office
) -> None:
    with transaction(office.engine) as session:
        about = current(session, SubjectKind.PROJECT, "project-reju")
        milestone = current(session, SubjectKind.MILESTONE, "d3")
        office.ledger(session, "anna").record(
            milestone, EventKind.AMENDED, {"about_id": about.id}, reason="Verplaatst (test)"
        )
        moved = current(session, SubjectKind.MILESTONE, "d3")
        office.ledger(session, "anna").record(
            moved, EventKind.AMENDED, {"about_id": milestone.number("about_id")}
        )
    browser = come_in()
    before = browser.get(f"{LOG}?onderwerp=d3").text
    with transaction(office.engine) as session:
        hide = SUBJECT.update().where(SUBJECT.c.key == "project-reju")
        session.execute(hide.values(confidentiality="company_confidential"))

    after = browser.get(f"{LOG}?onderwerp=d3").text

    assert "Concreet project van Reju" in before
    assert "Verplaatst (test)" in after
    assert "Concreet project van Reju" not in after


def test_a_letter_that_is_hidden_is_not_named_as_what_was_the_source(
    come_in: ComeIn, office: Office
) -> None:
    with transaction(office.engine) as session:
        letter = current(session, SubjectKind.MILESTONE, "d2").text("source")
        ledger = office.ledger(session, "anna")
        milestone = current(session, SubjectKind.MILESTONE, "d3")
        named = ledger.record(milestone, EventKind.AMENDED, {"source": "nota"})
        ledger.record(named, EventKind.AMENDED, {"source": letter})
    said, browser = f"nota → {letter}", come_in()
    before = words(browser.get(f"{LOG}?onderwerp=d3").text)
    with transaction(office.engine) as session:
        hide = SUBJECT.update().where(SUBJECT.c.key == letter)
        session.execute(hide.values(confidentiality="company_confidential"))

    after = words(browser.get(f"{LOG}?onderwerp=d3").text)

    assert said in before
    assert said not in after


def test_of_the_address_of_a_webhook_only_its_server_is_told(
    come_in: ComeIn, office: Office
) -> None:
    with transaction(office.engine) as session:
        ledger = office.ledger(session, "anna")
        made = a_contact(ledger, "haak", channel="webhook", address="https://h.example/sleutel-x")
        ledger.record(made, EventKind.AMENDED, {"address": "https://g.example/sleutel-y"})

    said = words(come_in("baas").get(f"{LOG}?onderwerp=haak").text)

    assert "adres: h.example → g.example" in said
    assert "sleutel-" not in said


def test_who_may_not_read_mandates_does_not_read_them_in_the_log(come_in: ComeIn) -> None:
    assert "mandaat" in words(come_in("baas").get(f"{FILE}?soort=mandate").text)
    assert "mandaat" not in words(come_in("lezer").get(f"{FILE}?soort=mandate").text)


def test_who_read_what_of_a_company_is_for_who_watches(come_in: ComeIn, office: Office) -> None:
    with transaction(office.engine) as session:
        reju = current(session, SubjectKind.PROJECT, "project-reju")
        session.execute(
            SUBJECT.update()
            .where(SUBJECT.c.id == reju.id)
            .values(confidentiality="company_confidential")
        )
        keep_reads(session, "genoemd", {reju.id: "*"}, now=office.now(), by="GET /x")

    watching = words(come_in("baas").get("/beheer/inzagen").text)

    assert "genoemd project (niet voor u) GET /x" in watching
    assert come_in("anna").get("/beheer/inzagen").status_code == 404
