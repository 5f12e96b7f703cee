"""A mandate is given and withdrawn from the pages, after what it comes to was seen."""

from datetime import date

import pytest

from mijlpaal.web.office import Office
from models.ledger.chain import events_of
from models.storage.database import reading
from models.storage.records import Record, current
from models.vocabulary import EventKind, SubjectKind
from tests.mijlpaal.web.screens.conftest import ComeIn
from tests.mijlpaal.web.screens.forms import hidden, send, words

GIVE = "/beheer/mandaten/geven"
NEW = {"naam": "carla", "rol": "policy_officer", "cluster": "chemelot", "tot": "2026-12-31"}
KEY = "carla-policy_officer-chemelot"
ANNA = "/beheer/mandaten/anna-programme_manager"


def test_a_mandate_is_shown_and_then_given(come_in: ComeIn, office: Office) -> None:
    keeper = come_in("baas")

    shown = send(keeper, GIVE, **NEW, stap="bekijk")
    untouched = keeper.get(f"/beheer/mandaten/{KEY}").status_code
    done = send(keeper, GIVE, **NEW, stap="vastleggen")

    assert "carla wordt beleidsmedewerker: Chemelot." in words(shown.text)
    assert "Dit is het eerste mandaat" not in shown.text
    assert untouched == 404
    assert done.headers["location"] == f"{GIVE}?gedaan=1"
    assert "Het mandaat is gegeven." in keeper.get(done.headers["location"]).text
    listed = words(keeper.get("/beheer/mandaten").text)
    assert "carla beleidsmedewerker Chemelot – 31 dec 2026" in listed
    given = _mandate(office, KEY)
    assert given.day("valid_until") == date(2026, 12, 31)
    assert come_in("carla").get("/mijlpalen").status_code == 200


def test_a_mandate_is_withdrawn_with_a_reason_and_holds_no_more(
    come_in: ComeIn, office: Office
) -> None:
    keeper, anna = come_in("baas"), come_in("anna")
    typed = {"versie": hidden(keeper.get(ANNA).text, "versie"), "reden": "Andere baan (test)"}

    shown = send(keeper, ANNA, **typed, stap="bekijk")
    still = anna.get("/mijlpalen").status_code
    done = send(keeper, ANNA, **typed, stap="vastleggen")

    assert "De laatste dag wordt 1 nov 2026" in words(shown.text)
    assert still == 200
    assert "Het mandaat is ingetrokken." in keeper.get(done.headers["location"]).text
    assert "Dit mandaat is afgelopen." in keeper.get(ANNA).text
    assert anna.get("/mijlpalen").status_code == 404
    mandate = _mandate(office, "anna-programme_manager")
    with reading(office.engine) as session:
        last = events_of(session, mandate.id)[-1]
    assert (last.kind, last.actor, last.reason) == (
        EventKind.AMENDED,
        "baas",
        "Andere baan (test)",
    )


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"naam": ""}, "naam"),
        ({"rol": "koning"}, "rol"),
        ({"cluster": "atlantis"}, "cluster"),
        ({"vanaf": "2027-01-01"}, "naam"),  # after its last day
    ],
)
def test_what_is_amiss_is_said_at_its_field(
    come_in: ComeIn, typed: dict[str, str], field: str
) -> None:
    wrong = send(come_in("baas"), GIVE, **(NEW | typed), stap="vastleggen")

    assert wrong.status_code == 422
    assert f'<a href="#{field}">' in wrong.text
    assert 'value="2026-12-31"' in wrong.text


def test_the_last_administrator_stays_and_a_reason_is_needed(come_in: ComeIn) -> None:
    keeper, path = come_in("baas"), "/beheer/mandaten/baas-administrator"
    version = hidden(keeper.get(path).text, "versie")

    last = send(keeper, path, versie=version, reden="weg", stap="vastleggen")
    silent = send(keeper, ANNA, versie=version, stap="vastleggen")

    assert last.status_code == 422
    assert "de laatste beheerder" in last.text
    assert silent.status_code == 422
    assert '<a href="#reden">' in silent.text
    assert keeper.get(path).status_code == 200


def test_who_saw_another_version_is_asked_again(come_in: ComeIn, office: Office) -> None:
    late = send(come_in("baas"), ANNA, versie="99", reden="weg", stap="vastleggen")

    assert late.status_code == 409
    assert _mandate(office, "anna-programme_manager").day("valid_until") is None


def test_a_programme_manager_sees_mandates_and_gives_none(come_in: ComeIn) -> None:
    manager = come_in("anna")

    assert manager.get(ANNA).status_code == 200
    assert "<textarea" not in manager.get(ANNA).text
    assert manager.get(GIVE).status_code == 403
    assert send(manager, GIVE, **NEW, stap="vastleggen").status_code == 403
    assert send(manager, ANNA, reden="weg", stap="vastleggen").status_code == 403


def test_a_company_sees_no_mandate(come_in: ComeIn) -> None:
    company = come_in("bedrijf")

    assert company.get(ANNA).status_code == 404
    assert company.get(GIVE).status_code == 404


def _mandate(office: Office, key: str) -> Record:
    with reading(office.engine) as session:
        return current(session, SubjectKind.MANDATE, key)
