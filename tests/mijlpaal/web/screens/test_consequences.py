"""What hangs on what on the pages, over the real seeds and edges INVENTED for these tests."""

import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, update
from sqlmodel import Session
from starlette.testclient import TestClient

from mijlpaal.web.office import Office
from models.clock import morning_of
from models.foresight.dependencies import Terms, state_dependency
from models.ledger.writer import Ledger
from models.milestones.acts import forecast
from models.people.contacts import add as add_contact
from models.reading.marking import mark_field
from models.storage.database import make_engine, reading, transaction
from models.storage.records import SUBJECT, Record, current
from models.tables import Event
from models.vocabulary import Confidentiality, SubjectKind
from seeds.rulebook import load_rulebook
from tests.factories import a_milestone
from tests.mijlpaal.web.screens.conftest import TODAY, ComeIn
from tests.mijlpaal.web.screens.forms import hidden, send, words

SLIPPED = TODAY + timedelta(days=45)


@pytest.fixture(scope="module")
def entangled(tmp_path_factory: pytest.TempPathFactory, seeded: bytes) -> Path:
    """The real programme with a circle of companies and three milestones in a row."""
    path = tmp_path_factory.mktemp("verweven") / "huis.db"
    path.write_bytes(seeded)
    engine = make_engine(f"sqlite:///{path}")
    with transaction(engine) as session:
        ledger = Ledger(session, load_rulebook(), actor="anna", at=morning_of(TODAY))
        chemelot = current(session, SubjectKind.CLUSTER, "chemelot")
        for key, days in (("eerst", 30), ("dan", 40), ("daarna", 41)):
            a_milestone(ledger, chemelot, key, latest=TODAY + timedelta(days=days))
        for dependent, kind, on, terms in (
            ("milestone:dan", "finish_to_start", "milestone:eerst", Terms(lag="P2W")),
            ("milestone:daarna", "finish_to_start", "milestone:dan", None),
            ("organisation:oci", "investment", "organisation:anqore", Terms(is_mutual=True)),
            ("project:project-helix", "participation", "organisation:oci", Terms(role="owner")),
            ("project:project-helix", "condition", "condition:benodigde-vergunning", None),
        ):
            ends = [_found(session, name) for name in (dependent, on)]
            state_dependency(ledger, kind, ends[0], ends[1], terms)
        forecast(ledger, "eerst", SLIPPED)
    engine.dispose()
    return path


def _found(session: Session, name: str) -> Record:
    kind, _, key = name.partition(":")
    return current(session, SubjectKind(kind), key)


@pytest.fixture
def house(tmp_path: Path, entangled: Path) -> Iterator[Engine]:
    """A copy of it for one test."""
    engine = make_engine(f"sqlite:///{shutil.copy(entangled, tmp_path / 'huis.db')}")
    yield engine
    engine.dispose()


def _events(office: Office) -> int:
    with reading(office.engine) as session:
        return int(session.execute(select(func.count()).select_from(Event)).scalar_one())


def test_what_if_shows_effects_and_is_kept_shared_and_proposed(
    come_in: ComeIn, office: Office
) -> None:
    browser, before = come_in(), _events(office)

    page = browser.get("/wat-als?onderwerp=organisation:oci").text
    assert _events(office) == before
    assert page.count('role="img"') == 2  # the impact, and the one group
    said = words(page)
    assert "Wie het moet weten" in said
    assert "anqore" in page.lower()

    empty = send(browser, "/wat-als/scenarios", onderwerp="organisation:oci")
    assert empty.status_code == 422
    assert "geef een titel" in empty.text
    kept = send(browser, "/wat-als/scenarios", onderwerp="organisation:oci", titel="OCI vertrekt!")
    assert kept.headers["location"] == "/wat-als/scenarios/oci-vertrekt?gedaan=saved"
    one = "/wat-als/scenarios/oci-vertrekt"
    later = {"onderwerp": "condition:benodigde-vergunning", "wordt": "2027-06-01"}
    assert send(browser, f"{one}/wijzigingen", **later).status_code == 303
    assert send(browser, f"{one}/voorstellen").status_code == 422

    made = send(browser, f"{one}/voorstellen", reden="proef").text
    assert words(made).count("voorstel v") == 2
    shared = come_in("lezer").get(one)
    assert shared.status_code == 200
    assert "oci-vertrekt" in words(shared.text)
    assert "Maak er voorstellen van" not in words(shared.text)

    taken = send(browser, f"{one}/wijzigingen", weg="organisation:oci")
    assert taken.status_code == 303
    assert "valt weg" not in words(browser.get(one).text)


def test_a_forecast_that_slips_is_followed_one_by_one(come_in: ComeIn, office: Office) -> None:
    browser = come_in()
    page = browser.get("/mijlpalen/eerst").text
    assert "Wat meeschuift met de prognose" in page
    assert "Berust op" in page
    choices = re.findall(r'name="kies" value="([^"]+)"', page)
    assert [each.partition("@")[0] for each in choices] == ["dan", "daarna"]

    path = "/mijlpalen/eerst/doorwerking"
    assert send(browser, path).status_code == 422
    assert send(browser, path, kies=["dan@2026-01-01"]).status_code == 409
    assert send(come_in("lezer"), path, kies=choices).status_code == 403
    before = _events(office)
    assert send(browser, path, kies=[choices[0]]).status_code == 303

    assert _events(office) == before + 1
    with reading(office.engine) as session:
        expected = current(session, SubjectKind.MILESTONE, "dan").day("forecast_on")
    assert f"dan@{expected}" == choices[0]


def test_what_does_not_fit_leads_to_the_act_that_mends_it(come_in: ComeIn, office: Office) -> None:
    with transaction(office.engine) as session:
        ledger = office.ledger(session, "anna")
        fields = {"title": "Regie", "channel": "file", "address": "regie"}
        add_contact(ledger, "regie", fields, address_rule=lambda *_: None)
    browser = come_in()
    listed = browser.get("/wat-als/controle?cluster=chemelot").text
    paths = set(re.findall(r'<td><a href="([^"?]+)', listed))
    assert "/mijlpalen/eerst/eigenaar" in paths
    assert {browser.get(each).status_code for each in paths} == {200}

    owner = "/mijlpalen/eerst/eigenaar"
    typed = _as_shown(browser, owner, "versie", "bekend")
    assert send(browser, owner, functie="niemand", **typed).status_code == 422
    assert send(browser, owner, functie="regie", **typed).status_code == 303
    late = send(browser, owner, functie="regie", **typed)  # made before the owner was named
    assert late.status_code == 409
    assert "Eigenaar Regie Regie" in words(late.text)
    typed = _as_shown(browser, owner, "versie", "bekend")
    assert send(browser, owner, functie="regie", **typed).status_code == 422  # it has it already
    assert owner not in browser.get("/wat-als/controle?cluster=chemelot").text

    day = "/voorwaarden/benodigde-vergunning/dag"
    typed = _as_shown(browser, day, "versie")
    assert send(browser, day, dag="2027-06-01", **typed).status_code == 422  # no reason
    asked = {"dag": "2027-06-01", "reden": "nieuwe planning"}
    assert send(browser, day, **asked, **typed).status_code == 303
    late = send(browser, day, **asked | {"dag": "2027-07-01"}, **typed)
    assert late.status_code == 409
    assert "1 jun 2027 2027-07-01" in words(late.text)
    typed = _as_shown(browser, day, "versie")
    assert send(browser, day, dag="morgen", reden="x", **typed).status_code == 422


def _as_shown(browser: TestClient, path: str, *names: str) -> dict[str, str]:
    """Return what a form says that it was made of."""
    page = browser.get(path).text
    return {name: hidden(page, name) for name in names}


def test_a_dependency_that_cannot_be_is_refused_at_its_field(
    come_in: ComeIn, office: Office
) -> None:
    browser, before = come_in(), _events(office)
    path = "/wat-als/afhankelijkheden"
    one = {"wat": "milestone:dan", "soort": "finish_to_start", "waarvan": "milestone:eerst"}
    for wrong, field in (
        ({"waarvan": "milestone:nergens"}, "waarvan"),
        ({"waarvan": "onzin"}, "waarvan"),
        ({"waarvan": "milestone:dan"}, "waarvan"),  # itself
        ({}, "waarvan"),  # it is there already
        ({"waarvan": "milestone:d2", "tussentijd": "ooit"}, "tussentijd"),
        ({"waarvan": "milestone:d2", "vanaf": "2027-01-01", "totenmet": "2026-01-01"}, "totenmet"),
        ({"waarvan": "milestone:d2", "nodig": "morgen"}, "nodig"),
        ({"soort": "energy"}, "soort"),
    ):
        answer = send(browser, path, **{**one, **wrong})
        assert answer.status_code == 422, wrong
        assert f'id="{field}-fout"' in answer.text, wrong
    assert _events(office) == before
    send(browser, "/taal", taal="en", naar="/")
    itself = send(browser, path, **{**one, "waarvan": "milestone:dan"})
    assert "nothing depends on itself" in itself.text

    good = send(browser, path, **{**one, "waarvan": "milestone:d2"})
    assert good.status_code == 303
    listed = browser.get(good.headers["location"]).text
    [key] = re.findall(rf'action="{path}/(dan-[^"]+-d2)"', listed)
    assert send(browser, f"{path}/{key}").status_code == 303


def test_what_is_kept_from_a_reader_follows_nowhere(come_in: ComeIn, office: Office) -> None:
    with transaction(office.engine) as session:
        mark_field(
            session,
            SubjectKind.MILESTONE,
            "eerst",
            "forecast_on",
            Confidentiality.COMPANY_CONFIDENTIAL,
            actor="anna",
            now=office.now(),
        )
        session.execute(
            update(SUBJECT)
            .where(SUBJECT.c.key == "oci")
            .values(confidentiality=str(Confidentiality.COMPANY_CONFIDENTIAL))
        )
    browser = come_in()

    assert "doorwerking" not in browser.get("/mijlpalen/eerst").text
    assert '"organisation:oci"' not in browser.get("/wat-als?onderwerp=organisation:anqore").text
    assert browser.get("/wat-als?onderwerp=organisation:oci").status_code == 422
    for path in ("/wat-als/houders", "/wat-als/afhankelijkheden", "/projecten/project-helix"):
        assert '"organisation:oci"' not in browser.get(path).text, path
    assert browser.get("/wat-als/houders/oci").status_code == 404


def test_cluster_and_project_show_what_hangs_on_them_as_drawing_and_list(come_in: ComeIn) -> None:
    browser = come_in()
    for path, heading in (
        ("/clusters/chemelot", "Groepen die samen moeten beslissen"),
        ("/projecten/project-helix", "Wat er tussen dit project en zijn besluit staat"),
    ):
        page = browser.get(path).text
        assert heading in page
        assert 'aria-labelledby="gevolgen-titel gevolgen-beschrijving"' in page
        assert 'aria-labelledby="groep-1-titel groep-1-beschrijving"' in page
        assert "Dezelfde gevolgen als lijst" in page
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids)), path
