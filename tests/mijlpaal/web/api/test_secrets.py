"""Every address that is read, as everybody: no word of what is not theirs."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine

from mijlpaal.web.api.document import describe
from mijlpaal.web.api.router import make_router
from mijlpaal.web.office import Office
from models.access.naming import name_reader
from models.storage.database import transaction
from tests.contract.planted import WORD, Planted, plant
from tests.factories import a_ledger, an_organisation
from tests.mijlpaal.web.api.conftest import AProgram, Program, fill
from tests.mijlpaal.web.conftest import NEXT_DAY, a_database

OUTSIDE, INSIDE = ("", "bedrijf"), ("lezer", "baas")
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
        name_reader(session, "bedrijf", "beta", named_by="baas", today=NEXT_DAY, is_own=True)
        name_reader(session, "regisseur", "beta", named_by="baas", today=NEXT_DAY)
        name_reader(session, "roos", "acme", named_by="baas", today=NEXT_DAY, is_own=True)
        found = plant(ledger, ledger.at)
        PLANTED.companys, PLANTED.internal = found.companys, found.internal


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The small world, with what not everybody may read."""
    return a_database(tmp_path_factory.mktemp("secrets") / "start.db", _fill)


def _lists() -> dict[str, list[str]]:
    """Return the paths that are read, by the list that they begin with."""
    found: dict[str, list[str]] = {}
    for path, ways in describe(make_router(), "/v1")["paths"].items():
        if "get" in ways:
            found.setdefault(f"/{path.split('/')[1]}", []).append(path)
    return found


def _read(program: Program) -> Iterator[tuple[str, str]]:
    """Read everything that one is led to; yield each path with its answer."""
    for base, paths in _lists().items():
        listed = program.get(f"{base}?{_PARAMETERS.get(base, '')}".rstrip("?"))
        yield base, f"{listed.text} {listed.headers}"
        rows = listed.json().get("resultaten", []) if _is_an_object(listed.text) else []
        # One of each kind is led on from; of the others the row itself.
        for number, row in enumerate(rows[:20]):
            key = quote(str(row.get("sleutel") or row.get("nummer") or ""), safe="")
            for path in paths:
                if "{" in path and key and (number < 2 or path.endswith("}")):
                    filled = _KEY.sub("1", path.replace(path.split("/")[2], key, 1))
                    yield filled, program.get(filled).text


def _is_an_object(text: str) -> bool:
    return text.startswith('{"')


def _seen_of(program: Program, forbidden: frozenset[str]) -> list[tuple[str, str]]:
    return [
        (path, word)
        for path, text in _read(program)
        for word in sorted(forbidden)
        if word in text and word not in path
    ]


@pytest.mark.parametrize("actor", [*OUTSIDE, *INSIDE])
def test_nobody_reads_a_word_of_what_is_not_theirs(
    app: FastAPI, program: AProgram, actor: str
) -> None:
    reader = program(actor or "piet")
    if not actor:
        reader.secret = ""
    forbidden = PLANTED.kept_from(reads_internal=actor in INSIDE)

    assert _seen_of(reader, forbidden) == []


def test_the_company_itself_reads_every_word(program: AProgram, office: Office) -> None:
    """What nobody could read would be found in no answer either, and so prove nothing."""
    said = " ".join(text for _, text in _read(program("roos")))

    unseen = (PLANTED.companys | PLANTED.internal) - set(WORD.findall(said))

    # Keys of what is only a name of a row, and the body of a mail in HTML, are told nowhere.
    assert len(unseen) <= 2, sorted(unseen)


@pytest.mark.parametrize("actor", [*OUTSIDE[1:], *INSIDE])
def test_a_hidden_row_is_as_if_it_were_not_there(program: AProgram, actor: str) -> None:
    reader = program(actor)
    for base, paths in _lists().items():
        if f"{base}/{{sleutel}}" not in paths:
            continue
        nothing = reader.get(f"{base}/zwijg-9999")
        hidden = [reader.get(f"{base}/{word}") for word in sorted(PLANTED.companys)[:3]]
        for word, answer in zip(sorted(PLANTED.companys), hidden, strict=False):
            assert answer.status_code == nothing.status_code == 404, (base, word)
            assert answer.text == nothing.text.replace("zwijg-9999", word)


def test_a_name_that_comes_near_is_not_told(program: AProgram) -> None:
    baas = program("baas")
    near, why = "zwijg-000", {"toelichting": "x"}
    asked: Mapping[str, dict[str, object]] = {
        "/tokens": {"wie": "lezer", "doel": "x", "clusters": [near]},
        "/mandaten": {"wie": "x", "rol": "reader", "cluster": near},
        "/accounts": {"naam": near},
        "/agenda-abonnementen": {"onderwerp": f"cluster:{near}"},
        "/afwezigheden": {"contact": near, "vervanger": near, "vanaf": "2026-12-01"}
        | {"totEnMet": "2026-12-02"},
        "/rapportages": {"cluster": near},
        "/statusteksten": {"onderwerp": f"cluster:{near}", "tekst": "x"},
        "/afhankelijkheden": {"wat": f"project:{near}", "hangtAf": f"condition:{near}"}
        | {"soortAfhankelijkheid": "condition"},
    }
    for path, body in asked.items():
        for reader in (baas, program("piet")):
            answer = reader.post(path, body, seen='"1"')
            assert answer.status_code >= 400, path
            assert set(WORD.findall(answer.text)) == set(), path
    kamerbrief = {"kenmerk": "x", "op": "2026-09-24", "voldoet": [near], **why}
    piet = program()
    answer = piet.post("/clusters/een/kamerbrieven", kamerbrief, seen=piet.tag("/clusters/een"))
    assert answer.status_code >= 400
    assert set(WORD.findall(answer.text)) == set()
