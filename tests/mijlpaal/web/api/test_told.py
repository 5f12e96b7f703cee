from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from models.reading.marking import mark_field
from models.storage.database import reading, transaction
from models.storage.records import current
from models.tables import Message
from models.vocabulary import Confidentiality, SubjectKind
from tests.factories import a_contact, a_ledger, a_milestone, an_assignment
from tests.mijlpaal.web.api.conftest import AProgram
from tests.mijlpaal.web.conftest import NEXT_DAY
from tests.notifications.days import FIVE_BEFORE, LATEST, given_up, run


@pytest.fixture
def told(house: Engine) -> None:
    """Two contacts heard: one of an open milestone, one of that and of a company's."""
    with transaction(house) as session:
        ledger = a_ledger(session, actor="baas")
        one = current(session, SubjectKind.CLUSTER, "een")
        near = a_milestone(ledger, one, "bijna", latest=LATEST)
        secret = a_milestone(
            ledger, one, "stil", latest=LATEST, confidentiality="company_confidential"
        )
        owner = a_contact(ledger, "eigenaar")
        insider = a_contact(ledger, "insider", clearance="company_confidential")
        an_assignment(ledger, near, owner)
        an_assignment(ledger, near, insider)
        an_assignment(ledger, secret, insider)
    run(house, FIVE_BEFORE)


def _uid(house: Engine, contact: str) -> str:
    with reading(house) as session:
        who = current(session, SubjectKind.CONTACT, contact).id
        found = session.exec(select(Message).where(Message.contact_id == who)).one()
        return found.uid


@pytest.mark.usefixtures("told")
def test_a_message_is_shown_to_who_may_read_all_that_it_speaks_of(
    program: AProgram, house: Engine
) -> None:
    piet, hidden = program(), _uid(house, "insider")

    [shown] = piet.get("/berichten").json()["resultaten"]
    one = piet.get(f"/berichten/{shown['sleutel']}")

    assert (shown["contact"], shown["mijlpalen"]) == ("contact:eigenaar", ["milestone:bijna"])
    assert (shown["stand"], shown["verzondenOp"]) == ("open", None)
    assert "Mijlpaal bijna" in one.json()["tekst"]
    assert "voorbeeld.example" not in one.text
    assert piet.get(f"/berichten/{hidden}").status_code == 404
    assert "stil" not in piet.get("/herinneringen").text
    assert program("regisseur").get(f"/berichten/{shown['sleutel']}").status_code == 200
    assert program("piet", clusters=("twee",)).get("/berichten").json() == {"resultaten": []}


@pytest.mark.usefixtures("told")
def test_a_message_that_names_a_day_that_is_kept_is_not_shown(
    program: AProgram, house: Engine
) -> None:
    with transaction(house) as session:
        mark_field(
            session,
            SubjectKind.MILESTONE,
            "bijna",
            "latest",
            Confidentiality.COMPANY_CONFIDENTIAL,
            actor="piet",
            now=a_ledger(session).at,
        )

    for path in ("/berichten", "/herinneringen"):
        assert program().get(path).json() == {"resultaten": []}


@pytest.mark.usefixtures("told")
def test_reminders_and_messages_are_narrowed_and_paged(program: AProgram) -> None:
    piet = program()
    both = piet.get("/herinneringen?mijlpaal=bijna").json()["resultaten"]
    first = piet.get("/herinneringen?aantal=1")
    following = first.headers["link"].partition(">")[0].removeprefix("</v1")

    assert [each["contact"] for each in both] == ["contact:insider", "contact:eigenaar"]
    assert piet.get(following).json()["resultaten"] == both[1:]
    assert piet.get("/herinneringen?contact=eigenaar").json()["resultaten"] == both[1:]
    assert piet.get("/herinneringen?stand=waiting").json() == {"resultaten": []}
    assert piet.get("/herinneringen?mijlpaal=stil").status_code == 404
    assert piet.get(f"/berichten?dag={FIVE_BEFORE}&stand=open").json()["resultaten"]
    assert piet.get(f"/berichten?dag={NEXT_DAY}").json() == {"resultaten": []}
    assert piet.get("/berichten?contact=eigenaar&stand=dead").json() == {"resultaten": []}


@pytest.mark.usefixtures("told")
def test_a_message_that_was_given_up_is_offered_again_once(
    program: AProgram, house: Engine
) -> None:
    piet, path = program(), f"/berichten/{_uid(house, 'eigenaar')}"
    early = piet.post(f"{path}/heraanbiedingen", {}, seen=piet.tag(path))
    given_up(house, FIVE_BEFORE + timedelta(days=1))
    [dead] = piet.get("/berichten?stand=dead").json()["resultaten"]
    seen = piet.tag(path)

    tried = piet.post(f"{path}/heraanbiedingen?proef=true", {}, seen=seen)
    again = piet.post(f"{path}/heraanbiedingen", {}, seen=seen)
    twice = piet.post(f"{path}/heraanbiedingen", {}, seen=seen)

    assert early.status_code == 409
    assert dead["opgegevenOp"] is not None
    assert (tried.json()["stand"], again.json()["stand"]) == ("open", "open"), again.text
    assert twice.status_code == 412
    assert piet.get("/berichten?stand=dead").json() == {"resultaten": []}


@pytest.mark.usefixtures("told")
def test_who_was_told_what_is_not_for_readers_and_only_keepers_offer_again(
    program: AProgram, house: Engine
) -> None:
    path = f"/berichten/{_uid(house, 'eigenaar')}/heraanbiedingen"

    for actor in ("lezer", "bedrijf"):
        assert program(actor).get("/berichten").status_code == 404
        assert program(actor).get("/herinneringen").status_code == 404
    assert program("regisseur").post(path, {}).status_code == 403
    assert program("piet", clusters=("een",)).post(path, {}, seen='"x"').status_code == 403


def test_assignments_are_read_where_they_lead(program: AProgram, house: Engine) -> None:
    with transaction(house) as session:
        ledger = a_ledger(session, actor="baas")
        owner = a_contact(ledger, "eigenaar")
        for key in ("m1", "geheim"):
            an_assignment(ledger, current(session, SubjectKind.MILESTONE, key), owner)

    [row] = program().get("/toewijzingen").json()["resultaten"]
    one = program().get(f"/toewijzingen/{row['sleutel']}")

    assert (row["mijlpaal"], row["contact"]) == ("milestone:m1", "contact:eigenaar")
    assert row["verantwoordelijkheid"] == "owner"
    assert (one.json(), one.headers["etag"]) == (row, '"1"')
    assert program("lezer").get("/toewijzingen").status_code == 404
