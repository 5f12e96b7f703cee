"""Every address that is read, as everybody: no word of what is not theirs."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from urllib.parse import quote

import pytest
from sqlalchemy import Engine, select

from mijlpaal.web.api.catalogue import BY_KIND, COLLECTIONS
from mijlpaal.web.api.document import describe
from mijlpaal.web.api.router import make_router
from mijlpaal.web.office import Helpdesk, Office
from models.access.naming import name_reader
from models.clock import morning_of
from models.storage.database import reading, transaction
from models.storage.records import SUBJECT
from models.vocabulary import SubjectKind
from tests.contract.planted import WORD, Planted, Whose, plant
from tests.factories import a_ledger, an_organisation
from tests.mijlpaal.web.api.conftest import AProgram, Program, fill
from tests.mijlpaal.web.conftest import NEXT_DAY, a_database

NEVER_HIDDEN = {"organisation"}  # only its fields are kept
PLANTED = Planted()
_KEY = re.compile(r"\{\w+\}")
_PARAMETERS: Mapping[str, str] = {
    "/impact": "onderwerp=project:p1",
    "/kamerbriefcontroles": "toezegging=belofte",
}


def _fill(engine: Engine) -> None:
    fill(engine)
    with transaction(engine) as session:
        ledger = a_ledger(session, on=NEXT_DAY, actor="baas")
        an_organisation(ledger, "beta")
        name_reader(
            session, "bedrijf", "beta", named_by="baas", now=morning_of(NEXT_DAY), is_own=True
        )
        name_reader(session, "regisseur", "beta", named_by="baas", now=morning_of(NEXT_DAY))
        name_reader(session, "roos", "acme", named_by="baas", now=morning_of(NEXT_DAY), is_own=True)
        PLANTED.words = plant(ledger, ledger.at).words


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The small world, with what not everybody may read."""
    return a_database(tmp_path_factory.mktemp("secrets") / "start.db", _fill)


@cache
def _read_by() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Return the paths that are read with their parameters, by the list that they begin with."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for path, ways in describe(make_router(), "/v1", Helpdesk())["paths"].items():
        if "get" in ways:
            names = frozenset(each["name"] for each in ways["get"].get("parameters", []))
            found.setdefault(f"/{path.split('/')[1]}", {})[path] = names
    return found


def _read(program: Program) -> Iterator[tuple[str, str]]:
    """Read every list as a whole, and all that one of its rows leads to."""
    for base, paths in _read_by().items():
        asked = _PARAMETERS.get(base) or ("aantal=200" if "aantal" in paths.get(base, ()) else "")
        listed = program.get(f"{base}?{asked}")
        yield base, f"{listed.text} {listed.headers}"
        rows = listed.json().get("resultaten", []) if _is_an_object(listed.text) else []
        keys = sorted((str(row.get("sleutel", "1")) for row in rows), key=_is_plain)
        came = [key for key in keys if key.startswith("uit-brief-")]
        for key in [*keys[:1], *came]:  # of each list a row with all that it leads to
            for path in paths:
                if "{" in path:
                    own = path.replace(path.split("/")[2], quote(key, safe=""), 1)
                    filled = _KEY.sub("1", own)
                    yield filled, program.get(filled).text


def _is_plain(key: str) -> bool:
    """Return whether nothing of a row is kept field by field; what is comes first."""
    return "deels-" not in key


def _is_an_object(text: str) -> bool:
    return text.startswith('{"')


def _seen_of(program: Program, forbidden: frozenset[str]) -> list[tuple[str, str]]:
    return [
        (path, word)
        for path, text in _read(program)
        for word in sorted(forbidden)
        if word in text and word not in path
    ]


@pytest.mark.parametrize("actor", ["bedrijf", "baas"])
def test_nobody_reads_a_word_of_what_is_not_theirs(program: AProgram, actor: str) -> None:
    forbidden = PLANTED.kept_from(reads_internal=actor == "baas")

    assert _seen_of(program(actor), forbidden) == []


def test_the_company_itself_reads_every_word(program: AProgram, office: Office) -> None:
    """What nobody could read would be found in no answer either, and so prove nothing."""
    said = " ".join(text for _, text in _read(program("roos")))

    assert PLANTED.of(Whose.COMPANYS, Whose.INSIDERS) - set(WORD.findall(said)) == set()
    assert not PLANTED.of(Whose.NOBODYS) & set(WORD.findall(said))


@pytest.mark.parametrize("actor", ["bedrijf", "baas"])
def test_a_hidden_row_is_as_if_it_were_not_there(
    program: AProgram, house: Engine, actor: str
) -> None:
    reader = program(actor)
    with reading(house) as session:
        hidden = session.execute(
            select(SUBJECT.c.kind, SUBJECT.c.key).where(
                SUBJECT.c.key.in_(PLANTED.kept_from(reads_internal=True))
            )
        ).all()
    assert {kind for kind, _ in hidden} >= {str(each.kind) for each in COLLECTIONS} - NEVER_HIDDEN
    for kind, key in dict(map(tuple, hidden)).items():  # one of each kind
        path = BY_KIND[SubjectKind(kind)].path
        nothing, answer = reader.get(f"{path}/zwijg-9999"), reader.get(f"{path}/{key}")
        assert answer.status_code == nothing.status_code == 404, (kind, key)
        assert answer.text == nothing.text.replace("zwijg-9999", key)


def test_a_name_that_comes_near_is_not_told(program: AProgram) -> None:
    baas = program("baas")
    near, why = "zwijg-000", {"toelichting": "x"}
    asked: Mapping[str, dict[str, object]] = {
        "/tokens": {"wie": "lezer", "doel": "x", "clusters": [near]},
        "/mandaten": {"wie": "x", "rol": "reader", "cluster": near},
        "/accounts": {"naam": near},
        "/agenda-abonnementen": {"onderwerp": f"cluster:{near}"},
        "/afwezigheden": {
            **dict.fromkeys(("contact", "vervanger"), near),
            **dict.fromkeys(("vanaf", "totEnMet"), "2026-12-01"),
        },
        "/rapportages": {"cluster": near},
        "/statusteksten": {"onderwerp": f"cluster:{near}", "tekst": "x"},
        "/afhankelijkheden": {
            "wat": f"project:{near}",
            "hangtAf": f"condition:{near}",
            "soortAfhankelijkheid": "condition",
        },
    }
    for path, body in asked.items():
        answer = baas.post(path, body, seen='"1"')
        assert answer.status_code >= 400, path
        assert set(WORD.findall(answer.text)) == set(), path
    kamerbrief = {"kenmerk": "x", "op": "2026-09-24", "voldoet": [near], **why}
    piet = program()
    answer = piet.post("/clusters/een/kamerbrieven", kamerbrief, seen=piet.tag("/clusters/een"))
    assert answer.status_code >= 400
    assert set(WORD.findall(answer.text)) == set()
