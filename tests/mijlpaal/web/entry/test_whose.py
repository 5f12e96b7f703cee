"""The matrix by whose a row is: a party over HTTP, on its own rows and on those of others."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from sqlalchemy import Engine, select
from starlette.testclient import TestClient

from mijlpaal.web.entry.door import SAFE_METHODS, cell_of
from mijlpaal.web.entry.matrix import MATRIX, OF_OTHERS, Action, Resource
from mijlpaal.web.office import Office
from models.authority.whose import PARTIES
from models.clock import morning_of
from models.storage.database import reading, transaction
from models.storage.records import SUBJECT
from tests.factories import START, a_ledger
from tests.mijlpaal.web.api.conftest import program_of
from tests.mijlpaal.web.conftest import Hands, a_database
from tests.mijlpaal.web.entry.conftest import ComeIn, csrf
from tests.parties import EXPECTED, OWN, SLIPPED, parties
from tests.straying import rows_of_others, strayed

TODAY = date(2026, 11, 30)  # some days before what is expected
# Of each kind one of a rival, and one that is nobody's of the parties.
OTHERS: Mapping[str, Mapping[Resource, tuple[str, ...]]] = {
    "anna": {
        Resource.PROJECT: ("beta-project", "geadresseerd", "verlaten"),
        Resource.CONDITION: ("beta-contract", "beta-gehouden"),
        Resource.COMPANY_TRACK: ("beta-traject",),
        Resource.MILESTONE: ("beta-over-project", "van-het-kabinet", "limburg-toegewezen"),
    },
    "piet": {
        Resource.PROJECT: ("alfa-project",),
        Resource.CONDITION: ("alfa-contract",),
        Resource.COMPANY_TRACK: ("alfa-traject",),
        Resource.MILESTONE: ("alfa-toegewezen", "van-het-verzoek"),
    },
}
OURS: Mapping[str, Mapping[Resource, str]] = {
    "anna": {
        Resource.PROJECT: "alfa-project",
        Resource.CONDITION: "alfa-contract",
        Resource.COMPANY_TRACK: "alfa-traject",
        Resource.MILESTONE: "alfa-toegewezen",
    },
    "piet": {Resource.MILESTONE: "limburg-toegewezen"},
}
_ORGANISATION = {"anna": "alfa", "piet": "limburg"}
_EVENTS = {
    Resource.PROJECT: "trek_in",
    Resource.CONDITION: "laat_vervallen",
    Resource.COMPANY_TRACK: "stop",
    Resource.MILESTONE: "laat_vervallen",
}
# What follows from a slip, by who may accept it: from the other's to one's own, and back.
_FOLLOWS = {"alfa-over-traject": "beta-over-project", "beta-over-traject": "alfa-over-project"}
_WHY = "omdat het kan"


@dataclass(frozen=True)
class Stop:
    """A route that changes something, which a party may do to its own alone."""

    path: str
    resource: Resource

    @property
    def noun(self) -> str:
        """What is done there: the end of the address."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def is_api(self) -> bool:
        """Whether a program asks it."""
        return self.path.startswith("/v1/")


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Two companies and a province."""

    def fill(engine: Engine) -> None:
        with transaction(engine) as session:
            parties(a_ledger(session, on=START))

    return a_database(tmp_path_factory.mktemp("van-wie") / "start.db", fill)


@pytest.fixture
def clock() -> Hands:
    """A morning on which much asks for action."""
    return Hands(morning_of(TODAY))


@dataclass
class Party:
    """Somebody of a company or a province, with a browser and a program."""

    actor: str
    office: Office
    browser: TestClient
    token: str

    def ask(self, stop: Stop, key: str, *, is_trial: bool = False) -> httpx.Response:
        """Do to a row what the route is for, in a way that would do for who may."""
        version, cascades = self._version(key), stop.noun.startswith("doorwerking")
        at = _FOLLOWS[key] if cascades else key
        path = re.sub(r"\{[^}]*\}", at, stop.path)
        headers = {"x-csrf-token": csrf(self.browser)}
        form = None if stop.is_api else _form(stop, key, version)
        body = _body(stop, key) if stop.is_api else None
        if stop.is_api:
            path += "?proef=true" if is_trial else ""
            headers = {
                "authorization": f"Bearer {self.token}",
                "if-match": f'"{self._version(at)}"',
            }
        answer: httpx.Response = self.browser.post(path, json=body, data=form, headers=headers)
        return answer

    def _version(self, key: str) -> int:
        with reading(self.office.engine) as session:
            found = session.execute(select(SUBJECT.c.version).where(SUBJECT.c.key == key))
            return int(found.scalar_one())


def _body(stop: Stop, key: str) -> Mapping[str, object]:
    bodies: Mapping[str, Mapping[str, object]] = {
        "stappen": {"gebeurtenis": _EVENTS[stop.resource], "toelichting": _WHY},
        "prognoses": {"wanneer": EXPECTED.isoformat(), "toelichting": _WHY},
        "bevestigingen": {},
        "doorwerkingen": {
            "prognoses": [{"mijlpaal": f"milestone:{key}", "prognose": SLIPPED.isoformat()}]
        },
    }
    return bodies[stop.noun]


def _form(stop: Stop, key: str, version: int) -> Mapping[str, str]:
    done = {"versie": str(version), "stap": "vastleggen", "reden": _WHY}
    if stop.path.endswith("/mijlpalen/bevestigen"):
        return {"sleutel": f"{key}@{version}"}
    return {
        "stap": {**done, "gebeurtenis": _EVENTS[stop.resource]},
        "prognose": {**done, "wanneer": EXPECTED.isoformat()},
        "bevestigen": {"versie": str(version)},
        "doorwerking": {"kies": f"{key}@{SLIPPED.isoformat()}", "reden": _WHY},
    }[stop.noun]


def _stops(app: FastAPI) -> Iterator[Stop]:
    """Yield every route that changes what a party may change of its own alone."""
    for route in iter_route_contexts(app.routes):
        cell = cell_of(route)
        if cell is None or route.path is None or set(route.methods or ()) <= SAFE_METHODS:
            continue
        if MATRIX[cell] & PARTIES and cell not in _OF_ANYBODY:
            assert not OF_OTHERS[cell] & PARTIES, cell
            yield Stop(route.path, cell[0])


# One's own sessions and feeds are no rows of the ledger, nor are readers (test_readers.py has
# theirs); who was told may say so.
_OF_ANYBODY = {
    (Resource.OWN, Action.MANAGE),
    (Resource.NAMING, Action.MANAGE),
    (Resource.MILESTONE, Action.ACKNOWLEDGE),
}


@pytest.fixture(params=sorted(OURS))
def party(request: pytest.FixtureRequest, office: Office, app: FastAPI, come_in: ComeIn) -> Party:
    """Somebody of a company, then of a province."""
    actor = str(request.param)
    return Party(actor, office, come_in(actor), program_of(app, office)(actor).secret)


def test_a_party_changes_its_own_and_nothing_of_others_by_any_route(
    party: Party, app: FastAPI
) -> None:
    name, stops = _ORGANISATION[party.actor], list(_stops(app))

    def is_own(row: str) -> bool:
        return name in row

    with reading(party.office.engine) as session:
        before = rows_of_others(session, is_own)
    assert {each.resource for each in stops} == set(_EVENTS)

    for stop in stops:
        cascades = stop.noun.startswith("doorwerking")
        others = ("beta-over-traject",) if cascades else OTHERS[party.actor][stop.resource]
        for other in others:
            answer = party.ask(stop, other)
            assert answer.status_code in {403, 404}, (stop, other, answer.text)
    with reading(party.office.engine) as session:
        assert strayed(session, party.actor, lambda _: False) == []

    for stop in stops:
        cascades = stop.noun.startswith("doorwerking")
        ours = OURS[party.actor].get(stop.resource)
        key = "alfa-over-traject" if cascades and name == "alfa" else None if cascades else ours
        if key is not None:
            answer = party.ask(stop, key, is_trial=True)
            assert answer.status_code == (200 if stop.is_api else 303), (stop, key, answer.text)
    with reading(party.office.engine) as session:
        assert strayed(session, party.actor, is_own) == []
        assert strayed(session, party.actor, lambda _: False)
        assert rows_of_others(session, is_own) == before


def test_a_party_is_offered_what_it_may_do_and_nothing_else(party: Party) -> None:
    ours, browser = OURS[party.actor], party.browser
    other = OTHERS[party.actor]

    for path, resource in (
        ("projecten", Resource.PROJECT),
        ("voorwaarden", Resource.CONDITION),
        ("bedrijfstrajecten", Resource.COMPANY_TRACK),
    ):
        for key in (ours.get(resource), other[resource][0]):
            offered = f"/{path}/{key}/stap" in browser.get(f"/{path}/{key}").text
            assert key is None or offered is (key == ours.get(resource)), (path, key)
    for key in (ours[Resource.MILESTONE], other[Resource.MILESTONE][0]):
        page = browser.get(f"/mijlpalen/{key}").text
        assert (f"/mijlpalen/{key}/prognose" in page) is (key == ours[Resource.MILESTONE])
    for path in ("/clusters/een", "/verzoeken/verzoek"):
        assert f"{path}/stap" not in browser.get(path).text
        assert browser.get(f"{path}/stap").status_code in {403, 404}
    ticked = set(re.findall(r'name="sleutel" value="([^@"]+)@', browser.get("/mijlpalen").text))
    mine = {each.partition(":")[2] for each in OWN[_ORGANISATION[party.actor]] if "mile" in each}
    assert ticked == mine


def test_the_steps_that_a_program_reads_say_which_it_may_take(party: Party) -> None:
    def may(path: str) -> set[bool]:
        sent = {"authorization": f"Bearer {party.token}"}
        answer = party.browser.get(f"/v1/{path}/stappen", headers=sent).json()
        return {each["magZetten"] for each in answer["resultaten"]}

    assert may(f"mijlpalen/{OURS[party.actor][Resource.MILESTONE]}") == {True}
    assert may(f"mijlpalen/{OTHERS[party.actor][Resource.MILESTONE][0]}") == {False}
    assert may("clusters/een") == may("verzoeken/verzoek") == {False}


def test_what_asks_for_action_of_a_party_is_its_own(party: Party) -> None:
    page = party.browser.get("/").text

    doing = page.split('class="do"')[1:]
    asked = {re.findall(r'href="/mijlpalen/([^"/#]+)', each)[0] for each in doing}
    assert asked
    assert asked <= {each.partition(":")[2] for each in OWN[_ORGANISATION[party.actor]]}
