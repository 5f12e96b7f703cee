"""Scenarios: kept changes, beside today; they never change anything, proposals of them may."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field, StringConstraints

from mijlpaal.web.api.asked import Changing, Making
from mijlpaal.web.api.bodies import WithReason
from mijlpaal.web.api.catalogue import PROPOSALS, Collection
from mijlpaal.web.api.consequences import (
    EFFECT,
    WhatIf,
    change_of,
    effects_of,
    require_change,
)
from mijlpaal.web.api.document import changing, reading
from mijlpaal.web.api.doing import perform_once, require_may_in, require_version
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.parameters import Key, Line, Page, Strict, Text, YesOrNo
from mijlpaal.web.api.problems import language_for
from mijlpaal.web.api.schemas import (
    ETAG,
    MAYBE_TEXT,
    NAMES,
    NUMBER,
    PLACE,
    TEXT,
    YES_OR_NO,
    an_object,
    array,
    rows,
)
from mijlpaal.web.api.showing import Json, etag_of
from mijlpaal.web.api.subjects import links, location_of
from mijlpaal.web.api.waiting import FINDING, GROUP, finding_row, group_row
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.scenarios import acts_of, changes_in_sight, keep_acts
from mijlpaal.web.situations import situation_seen
from models.consequences.changes import Change as Imagined
from models.consequences.scenario import evaluate
from models.consequences.situation import Situation
from models.dates import Calendar
from models.foresight.scenarios import add_change, key_of_title, new_scenario, remove_change
from models.foresight.situation_in_sight import situation_in_sight
from models.ledger.writer import Ledger
from models.reading.looking import Looking
from models.storage.records import SUBJECT, Record
from models.vocabulary import Language, SubjectKind

SCENARIOS = Collection(
    "scenarios", "scenario", SubjectKind.SCENARIO, Resource.SCENARIO, is_in_a_cluster=False
)
_CHANGE = an_object(onderwerp=TEXT, wat=TEXT, naar=TEXT)
_ROW: Schema = an_object(
    sleutel=TEXT,
    versie=NUMBER,
    titel=MAYBE_TEXT,
    omschrijving=MAYBE_TEXT,
    wijzigingen=array(_CHANGE),
    verborgenWijzigingen=NUMBER,
)
_COMPARED = an_object(
    isZoalsVandaag=YES_OR_NO,
    raakt=array(EFFECT),
    schuift=NAMES,
    breektGrens=NAMES,
    pastNietMeer=array(FINDING),
    pastWeer=array(FINDING),
    vastgelopen=array(GROUP),
    moetWeten=array(an_object(organisatie=TEXT, onderwerpen=NAMES)),
)
_ITEM: Schema = {"allOf": [_ROW, an_object(vergelijking=_COMPARED)]}
_PROPOSED = rows(an_object(onderwerp=TEXT, voorstel=MAYBE_TEXT, reden=MAYBE_TEXT))
_TITLE = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]


class NewScenario(Strict):
    """A name for changes that belong together, and the first of them."""

    titel: _TITLE
    sleutel: Line | None = None
    omschrijving: Text | None = None
    wijzigingen: list[WhatIf] = Field(default_factory=list, max_length=200)


class ChangeOfScenario(WhatIf):
    """A change to add, or with ``vervalt`` everything about its subject to take out."""

    vervalt: YesOrNo = False


class Proposing(WithReason):
    """Why; it goes into each proposal."""

    toelichting: Line


def add_scenarios(router: APIRouter) -> None:
    """Add reading, keeping, changing and proposing."""
    noun, one = SCENARIOS.noun, f"{SCENARIOS.path}/{{sleutel}}"
    router.add_api_route(SCENARIOS.path, _list, **reading("Lijst van scenarios", rows(_ROW), noun))
    router.add_api_route(
        one, _read, **reading("Een scenario naast vandaag", _ITEM, noun, headers=ETAG)
    )
    router.add_api_route(
        SCENARIOS.path,
        _make,
        methods=["POST"],
        **changing("Bewaar een scenario", noun, 201, _ROW, {**ETAG, **PLACE}),
    )
    router.add_api_route(
        f"{one}/wijzigingen",
        _change,
        methods=["POST"],
        **changing("Voeg een wijziging toe of haal haar eruit", noun, 200, _ROW),
    )
    router.add_api_route(
        f"{one}/voorstellen",
        _propose,
        methods=["POST"],
        **changing("Maak van elke wijziging een voorstel", noun, 200, _PROPOSED),
    )


def _list(
    request: Request,
    reader: Annotated[Reader, Depends(permitted(Resource.SCENARIO))],
    page: Annotated[Page, Query()],
) -> Response:
    office = office_of(request)
    with looking(office, reader, request) as eyes:
        after = [] if page.cursor is None else [SUBJECT.c.key > page.cursor]
        found = eyes.records(SubjectKind.SCENARIO, *after, limit=page.aantal + 1)
        situation = situation_seen(office, eyes, reader)
    shown = [_row(situation, each.record) for each in found[: page.aantal]]
    last = found[page.aantal - 1].record.key if len(found) > page.aantal else None
    return JSONResponse({"resultaten": shown}, headers=links(request, last))


def _read(
    request: Request,
    sleutel: Key,
    reader: Annotated[Reader, Depends(permitted(Resource.SCENARIO))],
) -> Response:
    office = office_of(request)
    with looking(office, reader, request) as eyes:
        kept = eyes.record(SubjectKind.SCENARIO, sleutel).record
        situation = situation_seen(office, eyes, reader)
    changes, _ = changes_in_sight(situation, kept)
    compared = _compared(
        situation, changes, calendar=office.rulebook.calendar, language=language_for(request)
    )
    row = {**_row(situation, kept), "vergelijking": compared}
    return JSONResponse(row, headers={"ETag": etag_of(kept.version)})


def _make(
    request: Request,
    reader: Annotated[Reader, Depends(permitted(Resource.SCENARIO, Action.REGISTER))],
    asked: Making,
    said: NewScenario,
) -> Response:
    office = office_of(request)

    def perform(ledger: Ledger, eyes: Looking) -> Response:
        require_may_in(reader, None, Resource.SCENARIO, Action.REGISTER)
        situation = situation_in_sight(eyes, office.today)
        key = said.sleutel or key_of_title(ledger.session, said.titel)
        kept = new_scenario(ledger, key, said.titel, description=said.omschrijving)
        for each in said.wijzigingen:
            change = change_of(each)
            require_change(eyes, situation, change)
            kept = add_change(ledger, key, change, situation)
        headers = {
            "Location": location_of(request, SCENARIOS, key),
            "ETag": etag_of(kept.version),
        }
        return JSONResponse(_row(situation, kept), 201, headers=headers)

    return perform_once(asked.by(reader, SCENARIOS, "", said), perform)


def _change(
    request: Request,
    sleutel: Key,
    reader: Annotated[Reader, Depends(permitted(Resource.SCENARIO, Action.AMEND))],
    asked: Changing,
    said: ChangeOfScenario,
) -> Response:
    office = office_of(request)

    def perform(ledger: Ledger, eyes: Looking) -> Response:
        kept = eyes.record(SubjectKind.SCENARIO, sleutel).record
        require_may_in(reader, None, Resource.SCENARIO, Action.AMEND)
        require_version(asked.version, kept.version)
        situation = situation_in_sight(eyes, office.today)
        if said.vervalt:
            kept = remove_change(ledger, sleutel, said.onderwerp)
        else:
            change = change_of(said)
            require_change(eyes, situation, change)
            kept = add_change(ledger, sleutel, change, situation)
        return JSONResponse(_row(situation, kept), headers={"ETag": etag_of(kept.version)})

    return perform_once(asked.by(reader, SCENARIOS, sleutel, said), perform)


def _propose(
    request: Request,
    sleutel: Key,
    reader: Annotated[Reader, Depends(permitted(Resource.PROPOSAL, Action.REGISTER))],
    asked: Changing,
    said: Proposing,
) -> Response:
    office, language = office_of(request), language_for(request)
    acts = acts_of(office, reader, sleutel, said.toelichting)

    def perform(ledger: Ledger, eyes: Looking) -> Response:
        kept = eyes.record(SubjectKind.SCENARIO, sleutel).record
        require_may_in(reader, None, Resource.PROPOSAL, Action.REGISTER)
        require_version(asked.version, kept.version)
        answers = keep_acts(ledger, acts, language)
        shown = [
            {
                "onderwerp": each.change.subject,
                "voorstel": location_of(request, PROPOSALS, each.proposal)
                if each.proposal
                else None,
                "reden": each.why_not or None,
            }
            for each in answers
        ]
        return JSONResponse({"resultaten": shown})

    return perform_once(asked.by(reader, SCENARIOS, sleutel, said), perform)


def _row(situation: Situation, kept: Record) -> Json:
    changes, hidden = changes_in_sight(situation, kept)
    return {
        "sleutel": kept.key,
        "versie": kept.version,
        "titel": kept.text("title"),
        "omschrijving": kept.text("description"),
        "wijzigingen": [
            {"onderwerp": each.subject, "wat": each.what, "naar": each.to} for each in changes
        ],
        "verborgenWijzigingen": hidden,
    }


def _compared(
    situation: Situation, changes: tuple[Imagined, ...], *, calendar: Calendar, language: Language
) -> Json:
    found = evaluate(situation, changes, calendar=calendar)
    return {
        "isZoalsVandaag": found.is_as_today,
        "raakt": effects_of(situation, found.impact),
        "schuift": [each.node.name for each in found.moved],
        "breektGrens": [each.node.name for each in found.impact.broken_bounds],
        "pastNietMeer": [finding_row(each, language) for each in found.found],
        "pastWeer": [finding_row(each, language) for each in found.mended],
        "vastgelopen": [group_row(each) for each in found.stuck],
        "moetWeten": [
            {
                "organisatie": each.organisation.name,
                "onderwerpen": [node.name for node in each.subjects],
            }
            for each in found.told
        ],
    }
