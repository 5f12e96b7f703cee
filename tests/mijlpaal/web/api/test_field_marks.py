from sqlalchemy import Engine

from mijlpaal.web.office import Office
from models.access.naming import name_reader
from models.acts import mandates
from models.clock import morning_of
from models.storage.database import transaction
from models.vocabulary import Role
from tests.factories import a_ledger
from tests.mijlpaal.web.api.conftest import AProgram
from tests.mijlpaal.web.conftest import NEXT_DAY

ONE = "/veldmerken/condition:c1"
KEPT = {"merken": {"uiterlijkOp": "internal"}}
COMPANYS = {"merken": {"uiterlijkOp": "company_confidential"}}


def test_a_field_is_marked_read_as_kept_and_let_go_again(program: AProgram) -> None:
    piet = program()
    plain = piet.get(ONE)

    marked = piet.ask("PATCH", ONE, KEPT, plain.headers["etag"])
    late = piet.ask("PATCH", ONE, KEPT, plain.headers["etag"])
    [listed] = piet.get("/veldmerken").json()["resultaten"]
    row = program("bedrijf").get("/randvoorwaarden/c1").json()
    freed = piet.ask("PATCH", ONE, {"merken": {"uiterlijkOp": "public"}}, marked.headers["etag"])

    assert plain.json()["merken"] == []
    assert "uiterlijkOp" in plain.json()["teMerken"]
    assert marked.status_code == 200, marked.text
    [mark] = marked.json()["merken"]
    assert (mark["veld"], mark["vertrouwelijkheid"], mark["gemerktDoor"]) == (
        "uiterlijkOp",
        "internal",
        "piet",
    )
    assert listed == {"sleutel": "condition:c1", "merken": [mark]}
    assert row["achtergehouden"] == ["uiterlijkOp"]
    assert (late.status_code, piet.ask("PATCH", ONE, KEPT).status_code) == (412, 428)
    assert freed.json()["merken"] == []
    assert piet.get("/veldmerken").json() == {"resultaten": []}


def test_who_may_not_read_a_field_does_not_free_it(program: AProgram) -> None:
    piet = program()

    marked = piet.ask("PATCH", ONE, COMPANYS, piet.tag(ONE))
    for mark in ("public", "internal"):
        freed = piet.ask("PATCH", ONE, {"merken": {"uiterlijkOp": mark}}, marked.headers["etag"])
        assert freed.status_code == 422, freed.text
    corrected = {"velden": {"uiterlijkOp": "2026-12-01"}, "toelichting": "x"}
    path = "/randvoorwaarden/c1"

    assert marked.status_code == 200
    assert piet.get(path).json()["achtergehouden"] == ["uiterlijkOp"]
    assert piet.post(f"{path}/correcties", corrected, seen=piet.tag(path)).status_code == 422


def test_only_fields_that_can_be_kept_are_marked(program: AProgram) -> None:
    piet = program()

    for field in ("titel", "onzin", "stand", "cluster"):
        answer = piet.ask("PATCH", ONE, {"merken": {field: "internal"}}, piet.tag(ONE))
        assert answer.status_code == 422, field
    assert piet.ask("PATCH", ONE, {"merken": {}}, piet.tag(ONE)).status_code == 400
    assert piet.get(ONE).json()["merken"] == []


def test_marks_are_for_who_sees_the_row_and_made_by_who_may_amend_it(
    program: AProgram, office: Office
) -> None:
    with transaction(office.engine) as session:
        mandates.give(a_ledger(session, actor="baas"), "rekenkamer", Role.AUDITOR)
    seen = program().tag(ONE)

    assert program("lezer").get(ONE).status_code == 404
    assert program("bedrijf").get("/veldmerken").status_code == 404
    assert program("rekenkamer").ask("PATCH", ONE, KEPT, seen).status_code == 403
    assert program().get("/veldmerken/milestone:geheim").status_code == 404
    assert program().get("/veldmerken/mandate:piet").status_code == 404
    elsewhere = program("regisseur").ask("PATCH", "/veldmerken/milestone:m2", KEPT, '"x"')
    assert elsewhere.status_code == 403, elsewhere.text
    assert program("regisseur").ask("PATCH", ONE, KEPT, seen).status_code == 200


def test_the_rows_with_marks_are_paged(program: AProgram) -> None:
    piet = program()
    for name in ("condition:c1", "milestone:m1", "milestone:m2"):
        path = f"/veldmerken/{name}"
        piet.ask("PATCH", path, {"merken": {"vindplaats": "internal"}}, piet.tag(path))

    first = piet.get("/veldmerken?aantal=2")
    following = first.headers["link"].partition(">")[0].removeprefix("</v1")

    assert [each["sleutel"] for each in piet.get(following).json()["resultaten"]] == [
        "milestone:m2"
    ]


def test_who_read_what_of_a_company_is_told_to_who_watches(
    program: AProgram, house: Engine
) -> None:
    with transaction(house) as session:
        mandates.give(a_ledger(session, actor="baas"), "rekenkamer", Role.AUDITOR)
        name_reader(session, "roos", "acme", named_by="baas", now=morning_of(NEXT_DAY))
        name_reader(session, "baas", "acme", named_by="baas", now=morning_of(NEXT_DAY))
    program("roos").get("/mijlpalen/eigen")
    program("roos").get("/mijlpalen/m1")

    auditor, insider = program("rekenkamer"), program("baas")
    [seen] = insider.get("/inzagen?wie=roos").json()["resultaten"]
    [row] = auditor.get("/inzagen").json()["resultaten"]

    assert (seen["onderwerp"], seen["isHeleRij"], seen["velden"]) == ("milestone:eigen", True, [])
    assert seen["langs"] == "GET /v1/mijlpalen/{sleutel}"
    # Who may not see the row hears that something was read, and by whom.
    assert row == {**seen, "onderwerp": None}
    assert auditor.get("/inzagen?onderwerp=milestone:eigen").status_code == 404
    assert auditor.get("/inzagen?onderwerp=milestone:m1").json() == {"resultaten": []}
    assert insider.get("/inzagen?onderwerp=milestone:eigen&wie=piet").json()["resultaten"] == []
    assert program("bedrijf").get("/inzagen").json() == {"resultaten": []}  # of no company
    for actor in ("piet", "lezer", "regisseur"):
        assert program(actor).get("/inzagen").status_code == 404
