"""Who waits for whom: groups, readiness, holders, what does not fit, and what history says."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response

from mijlpaal.web.api.document import Options, reading
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.parameters import Key, Line, LooksBack
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
    rows,
)
from mijlpaal.web.api.showing import Json
from mijlpaal.web.api.ways import said_to_a_program
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.situations import cases_seen, situation_seen
from models.consequences.consistency import Finding, inconsistencies
from models.consequences.groups import Group, Outside, groups_of_cluster
from models.consequences.readiness import Awaited, Item, awaited_of, readiness
from models.consequences.situation import Node, Situation
from models.consequences.slipping import outlook
from models.vocabulary import Language, SubjectKind

_SEES = Depends(permitted(Resource.WHAT_IF))
_OUTSIDE = an_object(onderwerp=TEXT, nodigVoor=NAMES, eenVan=array(TEXT))
GROUP: Schema = an_object(
    leden=NAMES,
    projecten=NAMES,
    wachtOpRandvoorwaarden=array(_OUTSIDE),
    wachtOpBesluiten=array(_OUTSIDE),
    kleinsteVerzamelingen=array(NAMES),
    onmogelijk=NAMES,
)
_HURDLE = an_object(
    onderwerp=TEXT,
    hindernis=TEXT,
    zijde=MAYBE_TEXT,
    toestand=TEXT,
    uiterlijk=MAYBE_DAY,
    nodigOp=MAYBE_DAY,
    houders=NAMES,
    verzoeken=NAMES,
    hangtEraan=NUMBER,
)
_READINESS = an_object(
    resultaten=array(_HURDLE),
    besluit=MAYBE_TEXT,
    isBesloten=YES_OR_NO,
    zonderRandvoorwaarden=YES_OR_NO,
    vervuld=NAMES,
)
_AWAITED = an_object(
    onderwerp=TEXT, toestand=TEXT, uiterlijk=MAYBE_DAY, hangtEraan=NUMBER, wieWacht=NAMES
)
FINDING: Schema = an_object(
    controle=TEXT,
    ernst=TEXT,
    vraagtActie=YES_OR_NO,
    onderwerp=TEXT,
    titel=TEXT,
    bevinding=TEXT,
    bijzonderheden=TEXT,
    handeling=TEXT,
)
_OUTLOOK = an_object(
    teltTot=MAYBE_DAY,
    geteldVanaf=MAYBE_DAY,
    kans={"type": ["number", "null"]},
    p50=MAYBE_DAY,
    p80=MAYBE_DAY,
    alsHijSchuift=YES_OR_NO,
    eigenGevallen=NUMBER,
    verschuivingen=NUMBER,
)
_Show = Callable[[Situation, Node], Json]


class _OfACluster(LooksBack):
    """Which findings."""

    cluster: Line | None = None


def add_waiting(router: APIRouter) -> None:
    """Add everything that is read of who waits for whom."""
    for noun, kind, end, summary, schema, show in (
        (
            "clusters",
            SubjectKind.CLUSTER,
            "beslisgroepen",
            "Wie samen beslist",
            rows(GROUP),
            _groups,
        ),
        (
            "projecten",
            SubjectKind.PROJECT,
            "hindernissen",
            "Wat tussen een project en zijn besluit staat",
            _READINESS,
            _hurdles,
        ),
        (
            "organisaties",
            SubjectKind.ORGANISATION,
            "wachtpunten",
            "Wat anderen van een houder afwachten",
            rows(_AWAITED),
            _awaited,
        ),
    ):
        _add(router, f"/{noun}/{{sleutel}}/{end}", kind, show, reading(summary, schema, noun))
    _add_findings(router)
    _add_outlook(router)


def _add(router: APIRouter, path: str, kind: SubjectKind, show: _Show, said: Options) -> None:
    def one(request: Request, sleutel: Key, reader: Annotated[Reader, _SEES]) -> Response:
        office = office_of(request)
        with looking(office, reader, request) as eyes:
            record = eyes.record(kind, sleutel).record
            situation = situation_seen(office, eyes, reader)
        return JSONResponse(show(situation, situation.nodes[record.id]))

    router.add_api_route(path, one, **said)


def _add_findings(router: APIRouter) -> None:
    def findings(
        request: Request,
        reader: Annotated[Reader, _SEES],
        wanted: Annotated[_OfACluster, Query()],
    ) -> Response:
        office = office_of(request)
        with looking(office, reader, request) as eyes:
            within = None
            if wanted.cluster is not None:
                within = eyes.record(SubjectKind.CLUSTER, wanted.cluster).record.id
            situation = situation_seen(office, eyes, reader)
        found = inconsistencies(situation, calendar=office.rulebook.calendar)
        language = language_for(request)
        chosen = [each for each in found if within is None or each.cluster_id == within]
        return JSONResponse({"resultaten": [finding_row(each, language) for each in chosen]})

    said = reading("Wat niet bij elkaar past", rows(FINDING), "bevindingen")
    router.add_api_route("/bevindingen", findings, **said)


def _add_outlook(router: APIRouter) -> None:
    def ahead(request: Request, sleutel: Key, reader: Annotated[Reader, _SEES]) -> Response:
        office = office_of(request)
        with looking(office, reader, request) as eyes:
            record = eyes.record(SubjectKind.MILESTONE, sleutel).record
            node = situation_seen(office, eyes, reader).nodes[record.id]
            cases = [] if node.is_closed else cases_seen(office, eyes, reader)
        if node.is_closed:
            return JSONResponse({"resultaten": []})
        found = outlook(node.latest, node.expected, cases, today=office.today)
        row = {
            "teltTot": _iso(found.bound),
            "geteldVanaf": _iso(found.counted_from),
            "kans": None if found.chance is None else round(found.chance, 3),
            "p50": _iso(found.half_by),
            "p80": _iso(found.most_by),
            "alsHijSchuift": found.if_it_slips,
            "eigenGevallen": found.own_cases,
            "verschuivingen": found.slips,
        }
        return JSONResponse({"resultaten": [row]})

    said = reading("Wat de geschiedenis van deze mijlpaal zegt", rows(_OUTLOOK), "mijlpalen")
    router.add_api_route("/mijlpalen/{sleutel}/vooruitzichten", ahead, **said)


def group_row(group: Group) -> Json:
    """Return a group that can only decide together."""
    return {
        "leden": _names(group.members),
        "projecten": _names(group.projects),
        "wachtOpRandvoorwaarden": [_outside(each) for each in group.conditions],
        "wachtOpBesluiten": [_outside(each) for each in group.decisions],
        "kleinsteVerzamelingen": [_names(each) for each in group.unblocking.sets],
        "onmogelijk": _names(group.unblocking.impossible),
    }


def finding_row(each: Finding, language: Language) -> Json:
    """Return something that does not fit, with the one act that mends it."""
    return {
        "controle": each.check,
        "ernst": each.severity.name.lower(),
        "vraagtActie": each.severity.needs_action,
        "onderwerp": each.subject,
        "titel": each.title,
        "bevinding": each.words.say(language),
        "bijzonderheden": each.detail.say(language),
        "handeling": said_to_a_program(each.action.say(language)),
    }


def _groups(situation: Situation, cluster: Node) -> Json:
    return {"resultaten": [group_row(each) for each in groups_of_cluster(situation, cluster.id)]}


def _hurdles(situation: Situation, project: Node) -> Json:
    found = readiness(situation, project)
    return {
        "resultaten": [_hurdle(each) for each in found.items],
        "besluit": found.decision.name if found.decision is not None else None,
        "isBesloten": found.is_decided,
        "zonderRandvoorwaarden": found.without_conditions,
        "vervuld": _names(found.met),
    }


def _hurdle(item: Item) -> Json:
    return {
        "onderwerp": item.node.name,
        "hindernis": item.hurdle.name.lower(),
        "zijde": item.node.side,
        "toestand": item.node.state,
        "uiterlijk": _iso(item.due),
        "nodigOp": _iso(item.needed),
        "houders": _names(item.holders),
        "verzoeken": _names(item.requests),
        "hangtEraan": item.hanging,
    }


def _awaited(situation: Situation, holder: Node) -> Json:
    return {"resultaten": [_awaited_row(each) for each in awaited_of(situation, holder)]}


def _awaited_row(each: Awaited) -> Json:
    return {
        "onderwerp": each.node.name,
        "toestand": each.node.state,
        "uiterlijk": _iso(each.due),
        "hangtEraan": each.hanging,
        "wieWacht": _names(each.waiting),
    }


def _outside(each: Outside) -> Json:
    return {
        "onderwerp": each.node.name,
        "nodigVoor": _names(each.needed_by),
        "eenVan": list(each.any_of),
    }


def _names(nodes: Iterable[Node]) -> list[str]:
    return [node.name for node in nodes]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
