import pytest
from sqlalchemy import Engine

from models.storage.database import reading, transaction
from models.storage.records import current
from models.vocabulary import SubjectKind
from reports.feed.subscriptions import look_up
from tests.factories import a_contact, a_ledger, a_milestone, an_assignment
from tests.mijlpaal.web.api.conftest import BOUND, AProgram
from tests.mijlpaal.web.conftest import WEB

PATH = "/agenda-abonnementen"
OF_CLUSTER = {"onderwerp": "cluster:een"}


def test_a_feed_is_made_with_an_address_that_is_told_once_and_revoked(
    program: AProgram, house: Engine
) -> None:
    director = program("regisseur")

    made = director.post(PATH, OF_CLUSTER, idempotency_key="a")
    assert made.status_code == 201, made.text
    again = director.post(PATH, OF_CLUSTER, idempotency_key="a")
    address = made.json()["adres"]
    where = made.headers["location"].removeprefix("/v1")
    token = address.removeprefix(f"{WEB}/agenda/").removesuffix(".ics")
    with reading(house) as session:
        assert look_up(session, token).key == "een"
    closed = director.post(f"{where}/intrekkingen", {}, seen=made.headers["etag"])
    late = director.post(f"{where}/intrekkingen", {}, seen=made.headers["etag"])

    assert address.startswith(f"{WEB}/agenda/")
    assert again.json() == {**made.json(), "adres": None}
    assert "adres" not in director.get(where).json()
    assert (closed.status_code, closed.json()["isOpen"]) == (200, False), closed.text
    assert late.status_code == 412
    with reading(house) as session:
        assert look_up(session, token).revoked_by == "regisseur"


def test_everybody_sees_their_own_feeds_and_who_keeps_the_installation_all(
    program: AProgram, house: Engine
) -> None:
    with transaction(house) as session:
        ledger = a_ledger(session, actor="baas")
        one = current(session, SubjectKind.CLUSTER, "een")
        mine = a_milestone(ledger, one, "mijn", latest=BOUND)
        an_assignment(ledger, mine, a_contact(ledger, "lezer"))
    made = program("regisseur").post(PATH, OF_CLUSTER)
    own = program("lezer").post(PATH, {"onderwerp": "contact:lezer", "taal": "en"})

    assert own.status_code == 201, own.text
    where = made.headers["location"].removeprefix("/v1")
    assert [each["onderwerp"] for each in program("lezer").get(PATH).json()["resultaten"]] == [
        "contact:lezer"
    ]
    assert len(program("baas").get(PATH).json()["resultaten"]) == 2
    assert program("piet").get(where).status_code == 404
    assert program("piet").post(f"{where}/intrekkingen", {}, seen='"x"').status_code == 404
    [first] = program("baas").get(f"{PATH}?aantal=1").json()["resultaten"]
    assert first["taal"] == "en"


@pytest.mark.parametrize(
    ("actor", "clusters", "about", "status"),
    [
        ("lezer", (), "cluster:een", 403),
        ("bedrijf", (), "contact:piet", 404),
        ("regisseur", (), "cluster:twee", 403),
        ("piet", ("twee",), "cluster:een", 404),
        ("piet", (), "milestone:m1", 422),
        ("piet", (), "cluster:geen", 404),
    ],
)
def test_nobody_makes_a_feed_of_what_is_not_theirs(
    program: AProgram, actor: str, clusters: tuple[str, ...], about: str, status: int
) -> None:
    answer = program(actor, clusters=clusters).post(PATH, {"onderwerp": about})

    assert answer.status_code == status, answer.text
