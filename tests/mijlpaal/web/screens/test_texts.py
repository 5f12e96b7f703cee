"""A status text is written by one person and approved by another; then the letter is sent."""

from starlette.testclient import TestClient

from mijlpaal.web.office import Office
from models.publications.status_texts import find_text
from models.storage.database import reading
from models.storage.records import Record, current
from models.vocabulary import SubjectKind
from tests.mijlpaal.web.screens.conftest import ComeIn
from tests.mijlpaal.web.screens.forms import hidden, send, words

PATH = "/rapportages/statusteksten/chemelot"
SENT = "/rapportages/kamerbrief/verzonden"
TEXT = "De uitwerkingsfase loopt (verzonnen)."


def test_a_text_goes_from_one_person_to_another(come_in: ComeIn, office: Office) -> None:
    anna, bram = come_in(), come_in("bram")

    written = send(anna, f"{PATH}/schrijven", tekst=TEXT, versie="0", voor="public")
    _step(anna, "voorleggen")
    own = _step(anna, "goedkeuren")
    done = _step(bram, "goedkeuren")

    assert written.headers["location"] == f"{PATH}?gedaan=schrijven"
    assert own == 409
    assert done == 303
    assert _text(office).text("approval") == "established"
    assert _text(office).text("established_by") == "bram"
    assert TEXT in bram.get(PATH).text
    assert "Goedgekeurde teksten" in bram.get(PATH).text


def test_a_text_is_returned_with_a_reason(come_in: ComeIn, office: Office) -> None:
    anna, bram = come_in(), come_in("bram")
    send(anna, f"{PATH}/schrijven", tekst=TEXT, versie="0")
    _step(anna, "voorleggen")

    wrong = send(bram, f"{PATH}/teruggeven", versie=hidden(bram.get(PATH).text, "versie"))
    done = _step(bram, "teruggeven", reden="Te lang")

    assert wrong.status_code == 422
    assert '<a href="#reden">' in wrong.text
    assert done == 303
    assert _text(office).text("approval") == "concept"


def test_a_text_of_somebody_else_is_not_written_over(come_in: ComeIn, office: Office) -> None:
    anna, bram = come_in(), come_in("bram")
    send(anna, f"{PATH}/schrijven", tekst=TEXT, versie="0")

    late = send(bram, f"{PATH}/schrijven", tekst="Iets anders <b>", versie="0")

    assert late.status_code == 409
    assert f'<td data-name="Nu">{TEXT}</td>' in late.text
    assert '<td data-name="Uw invoer">Iets anders &lt;b&gt;</td>' in late.text
    assert _text(office).text("text") == TEXT


def test_an_empty_text_and_a_day_to_come_are_said_at_their_fields(come_in: ComeIn) -> None:
    anna = come_in()

    empty = send(anna, f"{PATH}/schrijven", tekst=" ", versie="0")
    early = send(anna, f"{PATH}/schrijven", tekst=TEXT, peildatum="2027-01-01", versie="0")

    assert (empty.status_code, early.status_code) == (422, 422)
    assert '<a href="#tekst">' in empty.text
    assert '<a href="#peildatum">' in early.text
    assert f"{TEXT}</textarea>" in early.text


def test_who_only_reads_sees_no_form(come_in: ComeIn) -> None:
    reader = come_in("lezer")

    assert reader.get("/rapportages/statusteksten").status_code == 200
    assert f"{PATH}/schrijven" not in reader.get(PATH).text
    assert send(reader, f"{PATH}/schrijven", tekst=TEXT, versie="0").status_code == 403


def test_a_director_writes_of_their_own_cluster_alone(come_in: ComeIn) -> None:
    director = come_in("regisseur")

    own = send(director, f"{PATH}/schrijven", tekst=TEXT, versie="0")
    other = send(director, "/rapportages/statusteksten/cluster-6/schrijven", tekst=TEXT, versie="0")

    assert own.status_code == 303
    assert other.status_code == 403


def test_a_concept_is_not_for_the_public_of_another_cluster(come_in: ComeIn) -> None:
    path = "/rapportages/statusteksten/cluster-6"
    send(come_in(), f"{path}/schrijven", tekst=TEXT, versie="0")

    assert TEXT in come_in().get(path).text
    assert TEXT not in come_in("regisseur").get(path).text


def test_a_letter_that_was_sent_is_proposed_with_its_number(
    come_in: ComeIn, office: Office
) -> None:
    anna = come_in()
    page = anna.get(f"{SENT}?toezegging=d2").text
    typed = {
        "toezegging-d2": "voldaan",
        "versie-d2": hidden(page, "versie-d2"),
        "kenmerk": "Kamerstuk 29826, nr. 999",
    }

    shown = send(anna, SENT, **typed, stap="bekijk")
    waiting = send(anna, SENT, **typed, stap="vastleggen")
    bram = come_in("bram")
    key = bram.get("/voorstellen").text.split('href="/voorstellen/')[1].split('"')[0]
    asked = bram.get(f"/voorstellen/{key}").text
    done = send(bram, f"/voorstellen/{key}", besluit="bevestig", versie=hidden(asked, "versie"))

    assert '<option value="voldaan" selected>' in page
    assert "Er is nog niets vastgelegd." in shown.text
    assert "Kamerstuk 29826, nr. 999" in words(shown.text)
    assert waiting.headers["location"] == f"{SENT}?gedaan=voorstel"
    assert "bewijs – Kamerstuk 29826, nr. 999" in words(asked)
    assert done.status_code == 303
    assert _d2(office).text("evidence") == "Kamerstuk 29826, nr. 999"


def test_a_letter_without_number_or_duty_is_not_sent(come_in: ComeIn) -> None:
    anna = come_in()

    unnumbered = send(anna, SENT, **{"toezegging-d2": "deels"})
    empty = send(anna, SENT, kenmerk="Kamerstuk 1, nr. 2")

    assert (unnumbered.status_code, empty.status_code) == (422, 422)
    assert '<a href="#kenmerk">' in unnumbered.text
    assert '<option value="deels" selected>' in unnumbered.text
    assert '<a href="#toezeggingen">' in empty.text


def test_a_duty_that_changed_meanwhile_is_a_conflict(come_in: ComeIn, office: Office) -> None:
    typed = {"toezegging-d2": "voldaan", "versie-d2": "999", "kenmerk": "Kamerstuk 1, nr. 2"}

    late = send(come_in(), SENT, **typed, stap="vastleggen")

    assert late.status_code == 409
    assert int(hidden(late.text, "versie-d2")) == _d2(office).version


def test_a_duty_that_is_hidden_is_not_there(come_in: ComeIn) -> None:
    typed = {"toezegging-bestaat-niet": "voldaan", "kenmerk": "Kamerstuk 1, nr. 2"}

    assert send(come_in(), SENT, **typed).status_code == 404


def _step(browser: TestClient, end: str, **fields: str) -> int:
    version = hidden(browser.get(PATH).text, "versie")
    return send(browser, f"{PATH}/{end}", versie=version, **fields).status_code


def _text(office: Office) -> Record:
    with reading(office.engine) as session:
        return find_text(session, "chemelot")


def _d2(office: Office) -> Record:
    with reading(office.engine) as session:
        return current(session, SubjectKind.MILESTONE, "d2")
