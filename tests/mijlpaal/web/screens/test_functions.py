"""What is open of a function passes to its successor; who is away is stood in for."""

from datetime import date

import pytest

from mijlpaal.web.office import Office
from models.acts.assigning import assign
from models.people.absences import absences
from models.people.contacts import add
from models.storage.database import reading, transaction
from models.storage.records import SUBJECT, current
from models.vocabulary import EventKind, SubjectKind
from tests.mijlpaal.web.screens.conftest import ComeIn
from tests.mijlpaal.web.screens.forms import hidden, send, words

HAND = "/beheer/functies/overdragen"
AWAY = "/beheer/functies/afwezig"
HANDING = {"van": "oud", "aan": "nieuw", "vanaf": "2026-12-01", "reden": "Nieuw kabinet (test)"}
LEAVING = {"functie": "oud", "van": "2026-12-21", "tot": "2027-01-04", "vervanger": "nieuw"}


@pytest.fixture(autouse=True)
def functions(office: Office) -> None:
    """Two invented functions, one of which answers for d2."""
    with transaction(office.engine) as session:
        ledger = office.ledger(session, "baas")
        for key in ("oud", "nieuw"):
            fields = {
                "title": f"Verzonnen {key}",
                "channel": "file",
                "address": key,
                "clearance": "company_confidential",
            }
            add(ledger, key, fields, address_rule=lambda *_: None)
        assign(ledger, "d2", "oud")


def test_what_passes_is_shown_and_then_passes(come_in: ComeIn, office: Office) -> None:
    browser = come_in()
    before = _assignments(office)

    shown = send(browser, HAND, **HANDING, stap="bekijk")
    seen = hidden(shown.text, "gezien")
    untouched = _assignments(office)
    done = send(browser, HAND, **HANDING, gezien=seen, stap="vastleggen")

    assert "eigenaar" in words(shown.text)
    assert untouched == before
    assert done.headers["location"] == f"{HAND}?gedaan=1"
    assert _assignments(office) == before + 1
    assert "Overgedragen." in browser.get(done.headers["location"]).text


def test_what_was_not_seen_does_not_pass(come_in: ComeIn, office: Office) -> None:
    browser = come_in()
    seen = hidden(send(browser, HAND, **HANDING).text, "gezien")
    with transaction(office.engine) as session:
        assign(office.ledger(session, "bram"), "d1", "oud")
    before = _assignments(office)

    late = send(browser, HAND, **HANDING, gezien=seen, stap="vastleggen")

    assert late.status_code == 409
    assert "Intussen volgt er iets anders" in late.text
    assert hidden(late.text, "gezien") != seen
    assert _assignments(office) == before


def test_a_hidden_milestone_is_counted_and_not_named(come_in: ComeIn, office: Office) -> None:
    with transaction(office.engine) as session:
        hide = SUBJECT.update().where(SUBJECT.c.key == "d2")
        session.execute(hide.values(confidentiality="company_confidential"))

    page = send(come_in("baas"), HAND, **HANDING).text

    assert "En nog 1, die u niet mag zien." in words(page)
    assert "uitwerkingsfase" not in page


def test_what_is_missing_is_said_and_what_was_typed_stays(come_in: ComeIn) -> None:
    wrong = send(come_in(), HAND, **(HANDING | {"reden": "", "aan": ""}))

    assert wrong.status_code == 422
    assert '<a href="#reden">' in wrong.text
    assert '<a href="#aan">' in wrong.text
    assert '<option value="oud" selected>' in wrong.text


def test_who_keeps_no_functions_does_not_hand_over(come_in: ComeIn) -> None:
    director = come_in("regisseur")

    assert director.get(HAND).status_code == 403
    assert director.get(AWAY).status_code == 403
    assert "overdragen" not in director.get("/beheer/functies").text


def test_who_is_away_is_stood_in_for_until_they_are_back(come_in: ComeIn, office: Office) -> None:
    browser = come_in()

    kept = send(browser, AWAY, **LEAVING)
    page = words(browser.get(AWAY).text)
    first = _away(office)
    shown = browser.get(AWAY).text
    back = send(browser, f"{AWAY}/terug", **_button(shown))

    assert kept.headers["location"] == f"{AWAY}?gedaan=weg"
    assert "Verzonnen oud , 21 dec 2026 – 4 jan 2027" in page
    assert first == [("oud", "nieuw", date(2026, 12, 21), date(2027, 1, 4))]
    assert back.headers["location"] == f"{AWAY}?gedaan=terug"
    assert _away(office) == []


def test_an_absence_that_somebody_changed_meanwhile_is_not_ended(
    come_in: ComeIn, office: Office
) -> None:
    browser = come_in()
    send(browser, AWAY, **LEAVING)
    button = _button(browser.get(AWAY).text)
    with transaction(office.engine) as session:
        absence = current(session, SubjectKind.ABSENCE, button["afwezigheid"])
        later = {"valid_until": date(2027, 2, 1)}
        office.ledger(session, "bram").record(absence, EventKind.AMENDED, later)

    late = send(browser, f"{AWAY}/terug", **button)
    again = send(browser, f"{AWAY}/terug", **_button(late.text))

    assert late.status_code == 409
    assert "tot en met 4 jan 2027 1 feb 2027" in words(late.text)
    assert again.headers["location"] == f"{AWAY}?gedaan=terug"


def test_the_absence_beside_the_button_is_the_one_that_ends(
    come_in: ComeIn, office: Office
) -> None:
    browser = come_in()
    send(browser, AWAY, **LEAVING)
    send(browser, AWAY, **(LEAVING | {"van": "2027-02-01", "tot": "2027-02-05"}))

    send(browser, f"{AWAY}/terug", afwezigheid="oud-2027-02-01", versie="1")

    assert [first for _, _, first, _ in _away(office)] == [date(2026, 12, 21)]


def test_days_out_of_order_are_said_and_stay_typed(come_in: ComeIn, office: Office) -> None:
    browser = come_in()

    turned = send(browser, AWAY, **(LEAVING | {"tot": "2026-12-01"}))
    circle = send(browser, AWAY, **(LEAVING | {"vervanger": "oud"}))

    assert turned.status_code == 422
    assert 'value="2026-12-01"' in turned.text
    assert circle.status_code == 422
    assert '<a href="#vervanger">' in circle.text
    assert _away(office) == []


def _button(page: str) -> dict[str, str]:
    return {name: hidden(page, name) for name in ("afwezigheid", "versie")}


def _assignments(office: Office) -> int:
    with reading(office.engine) as session:
        query = SUBJECT.select().where(SUBJECT.c.kind == str(SubjectKind.ASSIGNMENT))
        return len(session.execute(query).all())


def _away(office: Office) -> list[tuple[str, str, date, date]]:
    with reading(office.engine) as session:
        return [(a.contact, a.replaced_by, a.first, a.last) for a in absences(session)]
