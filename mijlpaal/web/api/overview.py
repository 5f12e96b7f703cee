"""What a reader begins with, as the start page: the answer, what to do, the clusters, changes."""

from datetime import date
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field

from mijlpaal.web.api.catalogue import CLUSTERS, MILESTONES, PREFIX
from mijlpaal.web.api.document import reading
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.parameters import LooksBack
from mijlpaal.web.api.problems import language_for
from mijlpaal.web.api.schemas import (
    MAYBE_DAY,
    MAYBE_TEXT,
    NAMES,
    NUMBER,
    TEXT,
    YES_OR_NO,
    an_object,
    array,
)
from mijlpaal.web.api.showing import Json
from mijlpaal.web.at_a_glance import AtAGlance, Card, View, at_a_glance, view_for
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.to_do import Doing, ToDo
from models.statechart import Progress
from models.vocabulary import SubjectKind
from reports.figures.structure import Change, NextBound, Slip
from reports.sentences import Sentences

_NOUN = "overzicht"
_DAY: Schema = {"type": "string", "format": "date"}
_LOOK = "bekijken"
# How a program does what a page offers a button for.
ROUTE_OF = {
    Doing.FORECAST: "POST {one}/prognoses",
    Doing.CONFIRM: "POST {one}/bevestigingen",
    Doing.REPLAN: "POST {one}/herijkingen",
    Doing.ACHIEVE: "POST {one}/behaalmeldingen",
    Doing.LOOK: "GET {one}",
}
_TO_DO = an_object(
    mijlpaal=TEXT,
    titel=TEXT,
    cluster=MAYBE_TEXT,
    teltTot=MAYBE_DAY,
    status=TEXT,
    toelichting=TEXT,
    handeling={"type": "string", "enum": [each or _LOOK for each in Doing]},
    route=TEXT,
)
_STAGE = an_object(
    sleutel=TEXT,
    titel=TEXT,
    voortgang={"type": ["string", "null"], "enum": [*(str(each) for each in Progress), None]},
)
_SLIP: Schema = {
    **an_object(eerst=_DAY, nu=_DAY, dagen=NUMBER, isTenMinste=YES_OR_NO, waarop=TEXT),
    "type": ["object", "null"],
    "description": "Van de volgende stap tegen de eerste afspraak; null: niet te zeggen.",
}
_BOUND: Schema = {**an_object(dag=_DAY, titel=TEXT, mijlpalen=NAMES), "type": ["object", "null"]}
_CLUSTER = an_object(
    cluster=TEXT,
    titel=TEXT,
    status=MAYBE_TEXT,
    tegenEersteAfspraak=MAYBE_TEXT,
    toelichting=TEXT,
    stap=MAYBE_TEXT,
    stappen=array(_STAGE),
    volgendeStap=MAYBE_TEXT,
    volgendeGrens=_BOUND,
    verschuiving=_SLIP,
)
_CHANGE = an_object(
    soort=TEXT, titel=TEXT, gebeurtenis=TEXT, wat=TEXT, toelichting=MAYBE_TEXT, geldtPer=_DAY
)
_OVERVIEW = an_object(
    peildatum=_DAY,
    voor={"type": "string", "enum": [str(each) for each in View]},
    antwoord=TEXT,
    aantalClusters=NUMBER,
    aantalAchter=NUMBER,
    aantalOnbekend=NUMBER,
    aantalVraagtActie=NUMBER,
    teDoen=array(_TO_DO),
    wachtendeVoorstellen=NUMBER,
    eersteVerlooptOp=MAYBE_DAY,
    clusters=array(_CLUSTER),
    veranderdSinds=MAYBE_DAY,
    aantalVeranderingen=NUMBER,
    veranderingen=array(_CHANGE),
)
_SEES = Depends(permitted(Resource.START))


class _For(LooksBack):
    """Whose clusters and milestones."""

    voor: View | None = Field(
        None, description="Zonder: uw eigen clusters als u er heeft, anders alles."
    )


def add_overview(router: APIRouter) -> None:
    """Add the overview."""
    said = reading("Wat u nu moet weten en doen, zoals de startpagina", _OVERVIEW, _NOUN)
    router.add_api_route(f"/{_NOUN}", _overview, **said)


def _overview(
    request: Request, reader: Annotated[Reader, _SEES], asked: Annotated[_For, Query()]
) -> Response:
    office, say = office_of(request), Sentences(language_for(request))
    with looking(office, reader, request) as eyes:
        found = at_a_glance(eyes, reader, view_for(reader, asked.voor), office)
    changes = found.figures.changes
    return JSONResponse(
        {
            "peildatum": office.today.isoformat(),
            "voor": found.view,
            "antwoord": found.answer(say.language),
            "aantalClusters": len(found.cards),
            "aantalAchter": found.behind,
            "aantalOnbekend": found.unknown,
            "aantalVraagtActie": found.figures.asking_count,
            "teDoen": [_to_do(each, say) for each in found.doing],
            "wachtendeVoorstellen": found.waiting.count,
            "eersteVerlooptOp": _iso(found.waiting.until),
            "clusters": [_cluster(each, found, say) for each in found.cards],
            "veranderdSinds": _iso(changes.since),
            "aantalVeranderingen": found.figures.changes_count,
            "veranderingen": [_change(each, say) for each in reversed(changes.lines)],
        }
    )


def _to_do(each: ToDo, say: Sentences) -> Json:
    line = each.line
    one = f"{PREFIX}{MILESTONES.path}/{quote(line.key, safe='')}"
    return {
        "mijlpaal": _milestone(line.key),
        "titel": say.say(line.title),
        "cluster": line.cluster_key and f"{SubjectKind.CLUSTER}:{line.cluster_key}",
        "teltTot": _iso(line.bound),
        "status": line.judged.status,
        "toelichting": say.reason(line.judged),
        "handeling": each.doing or _LOOK,
        "route": ROUTE_OF[each.doing].format(one=one),
    }


def _cluster(card: Card, found: AtAGlance, say: Sentences) -> Json:
    line = card.line
    roll_up = line.roll_up
    return {
        "cluster": f"{CLUSTERS.kind}:{line.key}",
        "titel": say.say(line.title),
        "status": roll_up.status,
        "tegenEersteAfspraak": roll_up.against_first,
        "toelichting": say.roll_up(roll_up, found.figures.milestones),
        "stap": line.step.now and say.say(line.step.now),
        "stappen": [
            {"sleutel": each.key, "titel": say.say(each.label), "voortgang": each.progress}
            for each in line.step.stages
        ],
        "volgendeStap": card.next_stage and say.say(card.next_stage.label),
        "volgendeGrens": line.next_bound and _bound(line.next_bound, say),
        "verschuiving": roll_up.slip and _slip(roll_up.slip, say),
    }


def _bound(bound: NextBound, say: Sentences) -> Json:
    return {
        "dag": bound.day.isoformat(),
        "titel": say.say(bound.name),
        "mijlpalen": [_milestone(key) for key in bound.milestones],
    }


def _slip(slip: Slip, say: Sentences) -> Json:
    return {
        "eerst": slip.first.isoformat(),
        "nu": slip.now.isoformat(),
        "dagen": slip.days,
        "isTenMinste": slip.is_at_least,
        "waarop": say.say(slip.basis),
    }


def _change(each: Change, say: Sentences) -> Json:
    return {
        "soort": each.subject_kind,
        "titel": say.say(each.subject),
        "gebeurtenis": each.kind,
        "wat": say.say(each.text),
        "toelichting": each.reason,
        "geldtPer": each.effective_on.isoformat(),
    }


def _milestone(key: str) -> str:
    return f"{MILESTONES.kind}:{key}"


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
