"""An edition is made, proposed and established on its page, by two people."""

from datetime import date

import pytest
from sqlalchemy import update

from mijlpaal.web.office import Office
from models.milestones import acts as milestones
from models.storage.database import transaction
from models.storage.records import SUBJECT
from models.vocabulary import Confidentiality
from tests.mijlpaal.web.screens.conftest import ComeIn
from tests.mijlpaal.web.screens.forms import send, words

REPORTS = "/rapportages"
CHEMELOT = f"{REPORTS}/chemelot.2026-11-02.1"
FORMS = ("text", "html", "json", "pdf", "odt", "xlsx", "csv")


def test_without_an_edition_there_is_one_thing_to_do(come_in: ComeIn) -> None:
    page = come_in().get(REPORTS).text

    assert '<a href="#maken">Maak de eerste</a>' in page


def test_an_edition_goes_from_concept_to_established_by_a_second_person(come_in: ComeIn) -> None:
    anna, bram = come_in("anna"), come_in("bram")

    made = send(anna, REPORTS, cluster="chemelot", voor="internal")
    proposed = send(anna, f"{CHEMELOT}/voorleggen")
    by_herself = send(anna, f"{CHEMELOT}/vaststellen", reden="Klopt")
    established = send(bram, f"{CHEMELOT}/vaststellen")

    assert made.headers["location"] == f"{CHEMELOT}?gedaan=made"
    assert proposed.headers["location"] == f"{CHEMELOT}?gedaan=proposed"
    assert by_herself.status_code == 409
    assert "<title>Fout:" in by_herself.text
    assert ">Klopt</textarea>" in by_herself.text
    assert established.headers["location"] == f"{CHEMELOT}?gedaan=established"
    page = bram.get(CHEMELOT).text
    assert "vastgesteld" in words(page)
    assert "/vaststellen" not in page


def test_an_edition_can_be_given_back_with_a_reason(come_in: ComeIn) -> None:
    anna, bram = come_in("anna"), come_in("bram")
    send(anna, REPORTS, cluster="chemelot", voor="internal")
    send(anna, f"{CHEMELOT}/voorleggen")

    without = send(bram, f"{CHEMELOT}/teruggeven")
    with_one = send(bram, f"{CHEMELOT}/teruggeven", reden="De prognose ontbreekt")

    assert without.status_code == 422
    assert '<a href="#reden">' in without.text
    assert with_one.headers["location"] == f"{CHEMELOT}?gedaan=returned"
    assert "Leg voor" in bram.get(CHEMELOT).text


def test_a_director_proposes_and_gives_back_and_does_not_establish(come_in: ComeIn) -> None:
    anna, director = come_in("anna"), come_in("regisseur")
    send(anna, REPORTS, cluster="chemelot", voor="internal")

    proposed = send(director, f"{CHEMELOT}/voorleggen")
    page = director.get(CHEMELOT).text
    established = send(director, f"{CHEMELOT}/vaststellen")
    given_back = send(director, f"{CHEMELOT}/teruggeven", reden="Te vroeg")

    assert proposed.headers["location"] == f"{CHEMELOT}?gedaan=proposed"
    assert f'action="{CHEMELOT}/teruggeven"' in page
    assert "/vaststellen" not in page
    assert established.status_code == 403
    assert given_back.headers["location"] == f"{CHEMELOT}?gedaan=returned"


def test_a_correction_says_what_it_replaces_and_how_it_differs(
    come_in: ComeIn, office: Office
) -> None:
    anna, bram = come_in("anna"), come_in("bram")
    send(anna, REPORTS, cluster="chemelot", voor="internal")
    send(anna, f"{CHEMELOT}/voorleggen")
    send(bram, f"{CHEMELOT}/vaststellen")
    with transaction(office.engine) as session:
        milestones.forecast(office.ledger(session, "anna"), "d1", date(2027, 1, 20))
    second = send(anna, REPORTS, cluster="chemelot", voor="internal").headers["location"]

    page = anna.get(second).text
    without = send(anna, f"{REPORTS}/chemelot.2026-11-02.2/voorleggen")

    assert second == f"{REPORTS}/chemelot.2026-11-02.2?gedaan=made"
    assert "correctie van de vastgestelde editie 1" in words(page)
    assert "Wat er verschilt" in page
    assert "20 jan 2027" in words(page)
    assert "de lijst van wijzigingen verschilt" in words(page)
    assert without.status_code == 422


@pytest.mark.parametrize("form", FORMS)
def test_an_edition_can_be_downloaded_in_every_form(come_in: ComeIn, form: str) -> None:
    anna = come_in()
    send(anna, REPORTS, cluster="chemelot", voor="internal")

    file = anna.get(f"{CHEMELOT}/bestand?vorm={form}")

    ending = "txt" if form == "text" else form
    assert file.status_code == 200
    assert file.headers["content-disposition"].endswith(f'chemelot.2026-11-02.1.{ending}"')
    assert file.content


def test_a_director_sees_the_editions_of_their_own_cluster_only(come_in: ComeIn) -> None:
    anna, director = come_in("anna"), come_in("regisseur")
    send(anna, REPORTS, cluster="chemelot", voor="internal")
    send(anna, REPORTS, cluster="cluster-6", voor="internal")
    send(anna, REPORTS, cluster="", voor="public")

    page = director.get(REPORTS).text

    assert CHEMELOT in page
    assert "cluster-6.2026-11-02.1" not in page
    assert ".public" not in page  # a concept is nobody's outside
    assert director.get(f"{REPORTS}/cluster-6.2026-11-02.1").status_code == 404
    assert director.get(f"{REPORTS}/cluster-6.2026-11-02.1/bestand").status_code == 404


def test_an_edition_about_a_hidden_cluster_is_hidden(come_in: ComeIn, office: Office) -> None:
    anna = come_in()
    send(anna, REPORTS, cluster="chemelot", voor="internal")
    with transaction(office.engine) as session:
        session.execute(
            update(SUBJECT)
            .where(SUBJECT.c.key == "chemelot")
            .values(confidentiality=str(Confidentiality.COMPANY_CONFIDENTIAL))
        )

    assert anna.get(CHEMELOT).status_code == 404
    assert CHEMELOT not in anna.get(REPORTS).text


def test_what_a_form_cannot_be_read_from_is_a_page_with_what_is_accepted(come_in: ComeIn) -> None:
    answer = come_in().get(f"{CHEMELOT}/bestand?vorm=doc")

    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/html")
    assert "<title>Fout: Dit is niet te lezen" in answer.text
    assert "wel kan" in answer.text
    assert "pdf" in answer.text


def test_the_letter_says_what_is_missing_and_can_be_drafted(come_in: ComeIn) -> None:
    anna = come_in()

    page = anna.get("/rapportages/kamerbrief?toezegging=d3").text
    draft = anna.get("/rapportages/kamerbrief/bestand?toezegging=d3&vorm=odt")

    assert "Nog niet te verzenden" in page
    assert "Staat verzenden in de weg" in page
    assert 'href="/rapportages/statusteksten/chemelot"' in page
    assert "status-text" not in page  # a command of the command line
    assert anna.get("/rapportages/kamerbrief/bestand").status_code == 422  # about no duty
    assert draft.status_code == 200
    assert draft.content.startswith(b"PK")


def test_the_letter_is_for_who_sees_the_whole_programme(come_in: ComeIn) -> None:
    assert come_in("regisseur").get("/rapportages/kamerbrief").status_code == 403
    assert come_in("lezer").get("/rapportages/kamerbrief").status_code == 403


def test_no_milestone_of_a_wrong_name_is_a_page(come_in: ComeIn) -> None:
    assert come_in().get("/rapportages/kamerbrief?toezegging=onzin").status_code == 404
