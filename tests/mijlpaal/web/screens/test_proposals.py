"""A second person sees what a proposal asks and changes, and decides on what they saw."""

import pytest
from starlette.testclient import TestClient

from mijlpaal.web.office import Office
from models.acts import proposals
from models.acts.commands import Command, Verb
from models.milestones import acts as milestones
from models.reading.marking import mark_field
from models.storage.database import reading, transaction
from models.storage.records import current
from models.vocabulary import Confidentiality, SubjectKind
from tests.mijlpaal.web.screens.conftest import TODAY, ComeIn
from tests.mijlpaal.web.screens.forms import hidden, send, words

WORDING, REASON = "eind januari 2027", "Debat uitgesteld"


@pytest.fixture
def path(office: Office) -> str:
    """Where the proposal of anna to re-plan d2 is."""
    arguments = {
        "wording": WORDING,
        "code": "other",
        "reason": REASON,
        "said_on": TODAY.isoformat(),
    }
    with transaction(office.engine) as session:
        command = Command(Verb.REPLAN, SubjectKind.MILESTONE, "d2", arguments)
        waits = proposals.submit(office.ledger(session, "anna"), command).proposal
    assert waits is not None
    return f"/voorstellen/{waits.key}"


def test_what_is_proposed_is_shown_with_its_effect(come_in: ComeIn, path: str) -> None:
    browser = come_in("bram")

    listed, page = words(browser.get("/voorstellen").text), words(browser.get(path).text)

    for said in (listed, page):
        assert f"herijken: „{WORDING}”" in said
        assert REASON in said
        assert "said_on" not in said
    assert f"formulering in het najaar {WORDING}" in page
    assert "uiterlijk (formeel) 20 dec 2026 31 jan 2027" in page


def test_it_is_told_in_the_language_of_the_reader(come_in: ComeIn, path: str) -> None:
    browser = come_in("bram")
    send(browser, "/taal", taal="en", naar="/voorstellen")

    listed, page = words(browser.get("/voorstellen").text), words(browser.get(path).text)

    assert f": “{WORDING}” (said on" in listed
    assert "no later than (formally) 20 Dec 2026 31 Jan 2027" in page


def test_what_is_proposed_about_a_kept_field_is_kept(
    come_in: ComeIn, office: Office, path: str
) -> None:
    _keep(office, "forecast_on")
    browser = come_in("bram")

    listed, page = browser.get("/voorstellen").text, browser.get(path).text
    blind = send(browser, path, besluit="bevestig", versie=hidden(page, "versie"))

    for said in (listed, page, blind.text):
        assert WORDING not in said
        assert REASON not in said
        assert "Wie alles ervan ziet, kan dit bevestigen." in said
    assert blind.status_code == 409
    assert 'value="bevestig"' not in page


def test_what_a_form_changes_tells_no_kept_field(come_in: ComeIn, office: Office) -> None:
    with transaction(office.engine) as session:
        milestones.forecast(office.ledger(session, "anna"), "d2", TODAY.replace(day=27))
    _keep(office, "forecast_on")
    browser = come_in()
    form = "/mijlpalen/d2/prognose"
    version = hidden(browser.get(form).text, "versie")

    shown = send(browser, form, wanneer="2026-12-10", versie=version, stap="bekijk")

    assert shown.status_code == 200
    assert "27 nov 2026" not in words(shown.text)


def test_what_changed_since_is_shown_and_not_confirmed(
    come_in: ComeIn, office: Office, path: str
) -> None:
    browser = come_in("bram")
    seen = hidden(browser.get(path).text, "versie")
    with transaction(office.engine) as session:
        milestones.forecast(office.ledger(session, "anna"), "d2", TODAY.replace(month=12, day=10))

    answer = send(browser, path, besluit="bevestig", versie=seen, reden="Akkoord <b>")

    assert answer.status_code == 409
    assert "prognose – 10 dec 2026" in words(answer.text)
    assert 'value="Akkoord &lt;b&gt;"' in answer.text
    assert 'value="bevestig"' not in answer.text
    assert _wording(office) == "in het najaar"


def test_only_what_was_seen_is_confirmed(come_in: ComeIn, office: Office, path: str) -> None:
    unseen = send(come_in("bram"), path, besluit="bevestig")

    assert unseen.status_code == 409
    assert _wording(office) == "in het najaar"


@pytest.mark.parametrize("decision", ["", "ja", "wijs af"])
def test_another_decision_is_none(
    come_in: ComeIn, office: Office, path: str, decision: str
) -> None:
    browser = come_in("bram")

    answer = send(browser, path, besluit=decision, versie=_version(browser, path), reden="Akkoord")

    assert answer.status_code == 422
    assert '<a href="#besluit">' in answer.text
    assert 'value="Akkoord"' in answer.text
    with reading(office.engine) as session:
        assert len(proposals.open_proposals(session)) == 1


def test_who_proposed_it_can_withdraw_it_and_nothing_else(
    come_in: ComeIn, office: Office, path: str
) -> None:
    anna = come_in()
    page = anna.get(path).text

    done = send(anna, path, besluit="wijs_af", versie=hidden(page, "versie"))

    assert 'value="bevestig"' not in page
    assert "Trek in" in page
    assert done.headers["location"] == "/voorstellen?gedaan=rejected"
    assert _wording(office) == "in het najaar"


def _keep(office: Office, field: str) -> None:
    mark = Confidentiality.COMPANY_CONFIDENTIAL
    with transaction(office.engine) as session:
        mark_field(
            session, SubjectKind.MILESTONE, "d2", field, mark, actor="anna", now=office.now()
        )


def _version(browser: TestClient, path: str) -> str:
    return hidden(browser.get(path).text, "versie")


def _wording(office: Office) -> str | None:
    with reading(office.engine) as session:
        return current(session, SubjectKind.MILESTONE, "d2").text("wording")
