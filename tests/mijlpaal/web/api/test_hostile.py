"""Whatever is sent: only documented answers, never a fault of ours, nothing shown to others.

A small fuzzer over the document itself, so that every new operation is attacked as well.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from mijlpaal.web.api.pace import Pace
from mijlpaal.web.office import Office
from models.clock import morning_of
from models.storage.database import make_engine, reading
from models.storage.records import current
from models.vocabulary import SubjectKind
from tests.factories import a_rulebook
from tests.mijlpaal.web.api.conftest import Program, program_of
from tests.mijlpaal.web.conftest import NEXT_DAY, WEB, Hands

Schema = Mapping[str, Any]
PER_EXAMPLE = 20
HOSTILE: tuple[object, ...] = (
    *(None, True, 0, -1, 2**31, 2**63, 10**400, 1e308, "", " ", "x", "\x00", "a\x00b", "é" * 400),
    *("' OR 1=1 --", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "../../etc/passwd"),
    *("2026-12-10", "0001-01-01", "9999-12-31", "2026-02-30", "2027-01-15T00:00:00Z", "20261210"),
    *("eind januari 2027", "over 999999999999 jaar", "binnen 99999999 weken", "P9999999Y", "P6W"),
    *("cluster:een", "milestone:geheim", ":", "onzin:m1", "bevestigd", "delayed", "\ud800"),
    *("parliamentary_calendar", "voldoe", "stel_uit", "behaal", "titel", "stand"),
    *([], {}, [[[[]]]], ["m1", "geheim"], {"titel": "x", "stand": "behaald", "teltTot": "1"}),
)
PLAUSIBLE: Mapping[str, object] = {
    "wanneer": "2026-11-20",
    "formulering": "eind januari 2027",
    "code": "parliamentary_calendar",
    "toelichting": "omdat het moet",
    "op": "2026-09-01",
    "bewijs": "Kamerstuk 29826, nr. 320",
    "gebeurtenis": "stel_uit",
    "begintNa": "2026-09-01",
    "termijn": "P6W",
    "vanaf": "2026-09-02",
    "status": "delayed",
    "totEnMet": "2026-10-30",
    "aan": "occurrence:verkoop",
    "herinneringsladder": "requirement",
    "besluit": "bevestigd",
    "kenmerk": "29826-320",
    "sinds": "2026-09-01",
    "toestanden": ["vervallen"],
    "velden": {"titel": "Anders"},
    "sleutel": "koppeling",
    "functie": "Koppeling",
    "adres": "https://ontvanger.example/",
    "cluster": "een",
    "onderwerp": "cluster:een",
    "tekst": "In november 2026 zal het kabinet de Kamer informeren over de routekaart.",
    "dag": "2026-09-01",
    "opnemen": [{"nummer": 1}],
    "voldoet": ["belofte"],
    "contact": "koppeling",
    "vervanger": "koppeling",
}
ONE_OF_EACH: Mapping[str, str] = {
    "mijlpalen": "m1",
    "clusters": "een",
    "projecten": "p1",
    "randvoorwaarden": "c1",
    "verzoeken": "r1",
    "organisaties": "acme",
    "documenten": "brief",
    "voorvallen": "verkoop",
}
KEYS = ("m1", "een", "p1", "c1", "r1", "acme", "brief", "verkoop", "geheim", "eigen", "x", "%00")
ACTORS = ("piet", "roos", "regisseur", "piet", "baas", "lezer", "bedrijf", "")


@dataclass(frozen=True)
class Operation:
    """One operation of the document."""

    method: str
    path: str
    said: Schema

    @property
    def statuses(self) -> frozenset[int]:
        """Return the documented answers."""
        return frozenset(int(each) for each in self.said["responses"])


@dataclass(frozen=True)
class Target:
    """An application with a world, its operations, and programs of several people."""

    programs: Mapping[str, Program]
    operations: tuple[Operation, ...]
    schemas: Schema


@pytest.fixture(scope="module")
def target(
    application: FastAPI, start: bytes, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Target]:
    """An application of this module's own; what is changed in it stays."""
    path: Path = tmp_path_factory.mktemp("hostile") / "world.db"
    path.write_bytes(start)
    engine: Engine = make_engine(f"sqlite:///{path}")
    clock = Hands(morning_of(NEXT_DAY))
    office = Office(engine, a_rulebook(), clock, web_address=WEB)
    application.state.office = office
    application.state.api_pace = Pace(clock, 10**6)
    make = program_of(application, office)
    programs = {actor: make(actor) for actor in ACTORS if actor}
    programs[""] = Program(programs["piet"].browser, "")
    document = programs[""].get("/openapi.json").json()
    operations = tuple(
        Operation(method.upper(), path, said)
        for path, ways in document["paths"].items()
        for method, said in ways.items()
    )
    yield Target(programs, operations, document["components"]["schemas"])
    engine.dispose()


def _fields(target: Target, operation: Operation) -> list[str]:
    content = operation.said.get("requestBody", {}).get("content", {}).get("application/json", {})
    name = str(content.get("schema", {}).get("$ref", "")).rpartition("/")[2]
    return sorted(target.schemas.get(name, {}).get("properties", {}))


def _attack(target: Target, operation: Operation, data: st.DataObject) -> None:
    hostile, keys = st.sampled_from(HOSTILE), st.sampled_from(KEYS)
    program = target.programs[data.draw(st.sampled_from(ACTORS))]
    key = data.draw(keys)
    if data.draw(st.integers(0, 3)) < 3:
        key = ONE_OF_EACH.get(operation.path.split("/")[1], key)
    path = operation.path.replace("{sleutel}", quote(key, safe="%")).replace("{nummer}", "1")
    names = [each["name"] for each in operation.said.get("parameters", []) if each["in"] == "query"]
    if names:
        asked = data.draw(st.dictionaries(st.sampled_from(names), hostile, max_size=2))
        said = "&".join(
            f"{name}={quote(str(each), errors='replace')}" for name, each in asked.items()
        )
        path += f"?{said}" if said else ""
    body: object = None
    if operation.method != "GET":
        fields = _fields(target, operation)
        body = {name: each for name in fields for each in _values(data, name)}
    seen = data.draw(st.sampled_from(['"1", "2", "3"', "", '"1", "2", "3"', "*", "x"]))
    once = data.draw(st.sampled_from(["", "a", "b"]))
    answer = program.ask(operation.method, path, _sendable(body), seen, **_once(once))

    assert answer.status_code in operation.statuses, (operation, path, body, answer.text[:500])
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json", (path, answer.text)
    if not program.secret:
        assert answer.status_code in {400, 401}, (path, answer.text)
    if program is not target.programs["bedrijf"]:
        assert "Mijlpaal eigen" not in answer.text


def _values(data: st.DataObject, name: str) -> list[object]:
    """Return what a field is sent with: mostly something plausible, often something hostile."""
    way = data.draw(st.integers(0, 3))
    if way == 3:
        return [data.draw(st.sampled_from(HOSTILE))]
    return [PLAUSIBLE[name]] if way < 2 and name in PLAUSIBLE else []


def _sendable(body: object) -> object:
    """Leave out what JSON cannot carry at all."""
    if isinstance(body, dict):
        return {name: each for name, each in body.items() if each != "\ud800"}
    return body


def _once(key: str) -> dict[str, str]:
    return {"idempotency_key": key} if key else {}


# Not shrunk: what one try changed is there for the next, so a smaller one says nothing.
@settings(
    max_examples=25,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_whatever_is_sent_gets_a_documented_answer(target: Target, data: st.DataObject) -> None:
    for _ in range(PER_EXAMPLE):
        _attack(target, data.draw(st.sampled_from(target.operations)), data)


def test_after_all_that_every_operation_was_there_to_attack(target: Target) -> None:
    assert len(target.operations) > 60
    assert all(operation.statuses >= {400, 401, 404} for operation in target.operations)
    office = cast("Office", target.programs["piet"].browser.app.state.office)  # type: ignore[attr-defined]
    with reading(office.engine) as session:
        secret = current(session, SubjectKind.MILESTONE, "geheim")
    assert secret.version == 1
