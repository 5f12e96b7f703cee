"""What hangs on what by the API: read, tried, recorded once, and only what its reader may see."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select

from models.foresight.dependencies import Terms, state_dependency
from models.milestones.acts import forecast
from models.reading.marking import mark_field
from models.storage.database import reading, transaction
from models.storage.records import SUBJECT, current
from models.tables import Event
from models.vocabulary import Confidentiality, SubjectKind
from tests.factories import a_ledger
from tests.mijlpaal.web.api.conftest import BOUND, AProgram
from tests.mijlpaal.web.conftest import NEXT_DAY

_HELD = "c1-holder-tweede-kamer"
SLIPPED = BOUND + timedelta(days=60)


@pytest.fixture
def entangled(house: Engine) -> Engine:
    """The small world with a circle, a condition that is needed, and a milestone that waits."""
    with transaction(house) as session:
        ledger = a_ledger(session, on=NEXT_DAY, actor="piet")

        def state(dependent: str, kind: str, on: str, **said: object) -> None:
            ends = [
                current(session, SubjectKind(each), key)
                for each, _, key in (name.partition(":") for name in (dependent, on))
            ]
            state_dependency(ledger, kind, ends[0], ends[1], Terms(**said))  # type: ignore[arg-type]

        state("milestone:m2", "finish_to_start", "milestone:m1")
        state("organisation:acme", "investment", "project:p1", is_mutual=True)
        state("condition:c1", "holder", "organisation:tweede-kamer")
        forecast(ledger, "m1", SLIPPED)
    return house


def _events(house: Engine) -> int:
    with reading(house) as session:
        return int(session.execute(select(func.count()).select_from(Event)).scalar_one())


def test_who_waits_for_whom_is_read_of_each(program: AProgram, entangled: Engine) -> None:
    piet = program()

    [group] = piet.get("/clusters/een/beslisgroepen").json()["resultaten"]
    hurdles = piet.get("/projecten/p1/hindernissen").json()
    awaited = piet.get("/organisaties/tweede-kamer/wachtpunten").json()["resultaten"]
    [ahead] = piet.get("/mijlpalen/m1/vooruitzichten").json()["resultaten"]
    findings = piet.get("/bevindingen?cluster=een").json()["resultaten"]

    assert group["leden"] == ["organisation:acme", "project:p1"]
    assert [each["onderwerp"] for each in hurdles["resultaten"]] == [
        "condition:c1",
        "organisation:acme",
    ]
    assert "condition:c1" in [each["onderwerp"] for each in awaited]
    assert ahead["kans"] is None  # too few promises of our own
    assert ahead["verschuivingen"] > 0
    assert any(each["controle"] == "milestone_without_owner" for each in findings)
    assert piet.get("/clusters/nergens/beslisgroepen").status_code == 404
    assert program("bedrijf").get("/bevindingen").status_code == 404


def test_forecasts_that_follow_are_accepted_as_they_were_read(
    program: AProgram, entangled: Engine
) -> None:
    piet, path = program(), "/mijlpalen/m1/doorwerkingen"
    read = piet.get(path)
    [row] = read.json()["resultaten"]
    chosen = {"prognoses": [{"mijlpaal": row["mijlpaal"], "prognose": row["prognose"]}]}
    other = {"prognoses": [{"mijlpaal": row["mijlpaal"], "prognose": "2030-01-01"}]}
    tag = read.headers["etag"]

    assert (row["mijlpaal"], row["prognose"]) == ("milestone:m2", SLIPPED.isoformat())
    assert piet.post(path, chosen).status_code == 428
    assert piet.post(path, other, seen=tag).status_code == 409
    # A director of one cluster may not move what lies in another.
    assert program("regisseur").post(path, chosen, seen=tag).status_code == 403
    before = _events(entangled)
    assert piet.post(f"{path}?proef=true", chosen, seen=tag).status_code == 200
    assert _events(entangled) == before
    for _ in range(2):
        answer = piet.post(path, chosen, seen=tag, idempotency_key="eens")
        assert answer.status_code == 200
    assert _events(entangled) == before + 1
    assert piet.get(path).json()["resultaten"] == []


def test_a_scenario_is_kept_compared_changed_and_proposed(
    program: AProgram, entangled: Engine
) -> None:
    piet = program()
    changes = [
        {"onderwerp": "condition:c1", "uiterlijk": "2027-06-01"},
        {"onderwerp": "organisation:acme"},
    ]
    body = {"titel": "Acme vertrekt", "wijzigingen": changes}

    for _ in range(2):
        made = piet.post("/scenarios", body, idempotency_key="een")
        assert made.status_code == 201, made.text
    one = "/scenarios/acme-vertrekt"
    assert made.headers["location"].endswith(one)
    assert [each["sleutel"] for each in piet.get("/scenarios").json()["resultaten"]] == [
        "acme-vertrekt"
    ]
    read = piet.get(one)
    assert "project:p1" in [e["onderwerp"] for e in read.json()["vergelijking"]["raakt"]]
    assert piet.post(f"{one}/voorstellen", {"toelichting": "x"}).status_code == 428

    proposed = piet.post(
        f"{one}/voorstellen", {"toelichting": "proef"}, seen=read.headers["etag"]
    ).json()["resultaten"]
    by_subject = {each["onderwerp"]: each for each in proposed}
    assert by_subject["condition:c1"]["voorstel"]
    assert "geen rol meer" in by_subject["organisation:acme"]["reden"]

    gone = {"onderwerp": "organisation:acme", "vervalt": True}
    assert piet.post(f"{one}/wijzigingen", gone).status_code == 428
    left = piet.post(f"{one}/wijzigingen", gone, seen=read.headers["etag"]).json()
    assert [each["onderwerp"] for each in left["wijzigingen"]] == ["condition:c1"]


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"hangtAf": "milestone:nergens"}, 422),
        ({"hangtAf": "milestone:geheim"}, 422),  # there, and not for this reader
        ({"hangtAf": "onzin"}, 400),  # no kind and key
        ({"hangtAf": "milestone:m2"}, 422),  # itself
        ({"hangtAf": "milestone:m1"}, 422),  # known already
        ({"hangtAf": "milestone:belofte", "tussentijd": "ooit"}, 422),
        (
            {
                "hangtAf": "milestone:belofte",
                "geldigVanaf": "2027-01-01",
                "geldigTotEnMet": "2026-01-01",
            },
            422,
        ),
        ({"hangtAf": "organisation:acme"}, 422),
        ({"soortAfhankelijkheid": "liefde"}, 400),
        ({"isNieuw": True}, 400),
    ],
)
def test_a_dependency_that_cannot_be_is_refused_and_nothing_is_stored(
    program: AProgram, entangled: Engine, wrong: dict[str, object], status: int
) -> None:
    before = _events(entangled)
    good = {"wat": "milestone:m2", "soortAfhankelijkheid": "finish_to_start"}
    body = {**good, "hangtAf": "milestone:belofte", **wrong}

    answer = program().post("/afhankelijkheden", body, accept_language="en")

    assert answer.status_code == status, answer.text
    assert "nothing" not in answer.json()["title"].lower()
    assert _events(entangled) == before


def test_a_dependency_is_stated_once_and_ended(program: AProgram, entangled: Engine) -> None:
    piet = program()
    body = {
        "wat": "milestone:m2",
        "soortAfhankelijkheid": "finish_to_start",
        "hangtAf": "milestone:belofte",
        "zekerheid": "assumed",
    }

    answers = [piet.post("/afhankelijkheden", body, idempotency_key="a") for _ in range(2)]

    assert [each.status_code for each in answers] == [201, 201]
    assert answers[1].headers["idempotency-replayed"] == "true"
    row = answers[0].json()
    one = f"/afhankelijkheden/{row['sleutel']}"
    ended = piet.post(f"{one}/beeindigingen", {"op": NEXT_DAY.isoformat()}, seen=piet.tag(one))
    assert ended.json()["geldigTotEnMet"] == NEXT_DAY.isoformat()


def test_what_is_kept_follows_nowhere(program: AProgram, entangled: Engine) -> None:
    piet = program()
    what_if = f"/impact?onderwerp=milestone:m1&uiterlijk={SLIPPED}"
    [told] = [e for e in piet.get(what_if).json()["resultaten"] if e["onderwerp"] == "milestone:m2"]
    assert told["dagenLater"] > 0

    with transaction(entangled) as session:
        for field in ("latest", "forecast_on"):
            mark_field(
                session,
                SubjectKind.MILESTONE,
                "m2",
                field,
                Confidentiality.COMPANY_CONFIDENTIAL,
                actor="piet",
                now=a_ledger(session, on=NEXT_DAY).at,
            )
    [kept] = [e for e in piet.get(what_if).json()["resultaten"] if e["onderwerp"] == "milestone:m2"]
    assert (kept["dagenLater"], kept["breektGrens"]) == (0, False)
    assert piet.get("/mijlpalen/m1/doorwerkingen").json()["resultaten"] == []

    with transaction(entangled) as session:
        hidden = {"confidentiality": str(Confidentiality.COMPANY_CONFIDENTIAL)}
        session.execute(SUBJECT.update().where(SUBJECT.c.kind == "dependency").values(hidden))
    assert program("roos").get("/clusters/een/beslisgroepen").json()["resultaten"] == []


def test_acts_that_mend_are_there_for_programs(program: AProgram, entangled: Engine) -> None:
    piet = program()
    moved = piet.post(
        "/randvoorwaarden/c1/dagwijzigingen",
        {"op": "2027-06-01", "toelichting": "later"},
        seen=piet.tag("/randvoorwaarden/c1"),
    )
    assert moved.json()["uiterlijkOp"] == "2027-06-01"
    one = "/organisaties/tweede-kamer"
    left = piet.post(f"{one}/vertrekken", {"toelichting": "weg"}, seen=piet.tag(one))
    assert left.status_code == 200, left.text
    with reading(entangled) as session:
        role = current(session, SubjectKind.PARTICIPATION, _HELD)
    assert role.day("valid_until") == NEXT_DAY
    none = piet.post(
        "/mijlpalen/m1/toewijzingen", {"functie": "niemand"}, seen=piet.tag("/mijlpalen/m1")
    )
    assert none.status_code == 422
