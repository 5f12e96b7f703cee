"""A step is taken by a form: which can be taken and why, what follows, and then done."""

import pytest
from sqlalchemy import select

from mijlpaal.web.office import Office
from models.lifecycles.lifecycle import advance
from models.storage.database import reading, transaction
from models.storage.records import SUBJECT, Record, current
from models.vocabulary import Confidentiality, SubjectKind
from tests.mijlpaal.web.screens.conftest import ComeIn
from tests.mijlpaal.web.screens.forms import hidden, send, words

CLUSTER = "/clusters/cluster-6/stap"
_REQUESTS = select(SUBJECT.c.key).where(SUBJECT.c.kind == str(SubjectKind.REQUEST))


def test_a_step_that_waits_says_for_which_rows(come_in: ComeIn) -> None:
    page = words(come_in().get("/clusters/chemelot/stap").text)

    assert "kan nog niet" in page
    assert "12 projecten zonder randvoorwaarden" in page


def test_what_a_step_changes_is_shown_before_it_is_taken(come_in: ComeIn, office: Office) -> None:
    browser = come_in()
    typed = _typed(browser.get(CLUSTER).text)

    shown = send(browser, CLUSTER, **typed, stap="bekijk")

    assert shown.status_code == 200
    assert "Er is nog niets vastgelegd." in shown.text
    assert '<th scope="row">stand</th>' in shown.text
    assert _cluster(office).version == int(typed["versie"])


def test_a_step_nobody_knew_is_known_once_somebody_records_it(come_in: ComeIn) -> None:
    browser = come_in()
    typed = _typed(browser.get(CLUSTER).text)

    before = words(browser.get(CLUSTER).text)
    send(browser, CLUSTER, **typed, stap="vastleggen")
    after = words(browser.get("/clusters/cluster-6").text)

    assert "Stand: stap onbekend" in before
    assert "stap onbekend" not in after
    assert "huidige stap" in after


def test_a_step_is_taken_and_the_next_steps_appear(come_in: ComeIn, office: Office) -> None:
    browser = come_in()
    typed = _typed(browser.get(CLUSTER).text)
    before = _cluster(office).text("standing")

    done = send(browser, CLUSTER, **typed, stap="vastleggen")

    assert done.headers["location"] == f"{CLUSTER}?gedaan=gezet"
    assert _cluster(office).text("standing") != before
    assert "De stap is gezet." in browser.get(done.headers["location"]).text


def test_an_earlier_day_waits_for_a_second_person(come_in: ComeIn, office: Office) -> None:
    browser = come_in()
    typed = _typed(browser.get(CLUSTER).text) | {"dag": "2026-10-30", "reden": "Toen besloten"}

    shown = send(browser, CLUSTER, **typed, stap="bekijk")
    done = send(browser, CLUSTER, **typed, stap="vastleggen")

    assert "Dit vraagt een tweede persoon" in shown.text
    assert done.headers["location"] == f"{CLUSTER}?gedaan=voorstel"
    assert _cluster(office).version == int(typed["versie"])


def test_a_day_to_come_is_refused_and_what_was_typed_stays(come_in: ComeIn) -> None:
    browser = come_in()
    typed = _typed(browser.get(CLUSTER).text) | {"dag": "2027-10-30", "reden": "<b>Ooit</b>"}

    wrong = send(browser, CLUSTER, **typed)

    assert wrong.status_code == 422
    assert "<title>Fout: Zet een stap" in wrong.text
    assert '<a href="#dag">' in wrong.text
    assert 'value="2027-10-30"' in wrong.text
    assert "&lt;b&gt;Ooit&lt;/b&gt;</textarea>" in wrong.text


def test_no_step_chosen_is_said_at_the_field(come_in: ComeIn) -> None:
    wrong = send(come_in(), CLUSTER, versie="1")

    assert wrong.status_code == 422
    assert '<a href="#gebeurtenis">Welke stap: vul dit in</a>' in wrong.text


def test_a_conflict_shows_where_it_stands_now(come_in: ComeIn, office: Office) -> None:
    browser = come_in()
    typed = _typed(browser.get(CLUSTER).text)
    with transaction(office.engine) as session:
        ledger = office.ledger(session, "bram")
        advance(ledger, SubjectKind.CLUSTER, "cluster-6", typed["gebeurtenis"], reason="Ook (test)")

    late = send(browser, CLUSTER, **typed, stap="vastleggen")

    assert late.status_code == 409
    assert "Iemand heeft dit gewijzigd" in late.text
    assert int(hidden(late.text, "versie")) == _cluster(office).version


def test_what_is_hidden_takes_no_step(come_in: ComeIn, office: Office) -> None:
    with transaction(office.engine) as session:
        hide = SUBJECT.update().where(SUBJECT.c.key == "project-reju")
        session.execute(hide.values(confidentiality=str(Confidentiality.COMPANY_CONFIDENTIAL)))
    browser = come_in()

    assert browser.get("/projecten/project-reju/stap").status_code == 404
    assert send(browser, "/projecten/project-reju/stap", gebeurtenis="x").status_code == 404


@pytest.mark.parametrize("path", ["/projecten/project-reju", "/voorwaarden/niki-subsidie-reju"])
def test_the_way_to_it_is_for_who_may_take_it(come_in: ComeIn, path: str) -> None:
    assert f'href="{path}/stap"' in come_in().get(path).text
    assert f"{path}/stap" not in come_in().get(f"{path}?als=openbaar").text
    assert f"{path}/stap" not in come_in("lezer").get(path).text


def test_a_cluster_leads_to_its_steps_and_to_its_requests(come_in: ComeIn, office: Office) -> None:
    with reading(office.engine) as session:
        key = session.execute(_REQUESTS).scalars().first()
    browser = come_in()

    cluster = browser.get("/clusters/chemelot").text
    assert f'href="/verzoeken/{key}"' in cluster
    assert 'href="/clusters/chemelot/stap"' in cluster
    assert browser.get(f"/verzoeken/{key}").status_code == 200
    assert "Waar elke stap op wacht" in browser.get(f"/verzoeken/{key}/stap").text


def _typed(page: str) -> dict[str, str]:
    """Return the form as it is sent with the first step that can be taken."""
    options = page.split('<select id="gebeurtenis"')[1].split("</select>", maxsplit=1)[0]
    event = options.split('<option value="')[2].split('"')[0]
    return {"versie": hidden(page, "versie"), "gebeurtenis": event, "reden": "Omdat (test)"}


def _cluster(office: Office) -> Record:
    with reading(office.engine) as session:
        return current(session, SubjectKind.CLUSTER, "cluster-6")
