"""Which steps a subject can take from where it stands, each with the facts that hold or do not."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response
from sqlmodel import Session

from mijlpaal.web.api.acts import ACTS
from mijlpaal.web.api.catalogue import Collection
from mijlpaal.web.api.document import reading
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.parameters import Key
from mijlpaal.web.api.problems import language_for
from mijlpaal.web.api.showing import Json, etag_of
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Action
from mijlpaal.web.entry.reader import Reader
from models.authority.consent import scope_of
from models.authority.roles import Mandates, mandates_on, roles_for
from models.facts import Finding
from models.lifecycles.lifecycle import NextStep, next_steps
from models.reading.looking import Shown
from models.storage.records import Record
from models.vocabulary import EventKind, Language, SubjectKind

NOUN = "stappen"
_FACT: Schema = {
    "type": "object",
    "required": ["feit", "bewering", "geldt", "isNodig", "toelichting", "rijen"],
    "properties": {
        "feit": {"type": "string"},
        "bewering": {"type": "string"},
        "geldt": {"type": "boolean"},
        "isNodig": {"type": "boolean", "description": "Het staat nu in de weg."},
        "toelichting": {"type": "string"},
        "rijen": {"type": "array", "items": {"type": "string"}},
    },
}
_STEPS: Schema = {
    "type": "object",
    "required": ["resultaten"],
    "properties": {
        "resultaten": {
            "type": "array",
            "items": {
                "type": "object",
                "required": [
                    *("gebeurtenis", "omschrijving", "isMogelijk", "magZetten"),
                    *("voorwaarde", "feiten"),
                ],
                "properties": {
                    "gebeurtenis": {"type": "string"},
                    "omschrijving": {"type": "string"},
                    "isMogelijk": {"type": "boolean"},
                    "magZetten": {
                        "type": "boolean",
                        "description": "Of u haar mag zetten: door uw rol, en van wie dit is.",
                    },
                    "voorwaarde": {"type": "string"},
                    "feiten": {"type": "array", "items": _FACT},
                },
            },
        }
    },
}


def add_steps(router: APIRouter, of: Collection) -> None:
    """Add the possible steps of what has a life cycle."""
    if all(each.noun != NOUN for each in ACTS.get(of.kind, ())):
        return

    def steps(
        request: Request,
        sleutel: Key,
        reader: Annotated[Reader, Depends(permitted(of.resource))],
    ) -> Response:
        language = language_for(request)
        office = office_of(request)
        with looking(office, reader, request) as eyes:
            shown = eyes.record(of.kind, sleutel)
            found = _possible(eyes.session, reader, shown, language)
            mandates = mandates_on(eyes.session, office.today)
        may_at_all = reader.may_do(shown.record, of.resource, Action.ADVANCE)
        rows = [
            _row(each, language, may=may_at_all and _may(reader, mandates, shown.record, each))
            for each in found
        ]
        tag = {"ETag": etag_of(shown.record.version)}
        return JSONResponse({"resultaten": rows}, headers=tag)

    said = reading("Mogelijke stappen, met hun feiten", _STEPS, of.noun)
    router.add_api_route(f"{of.path}/{{sleutel}}/{NOUN}", steps, **said)


def _possible(session: Session, reader: Reader, shown: Shown, language: Language) -> list[NextStep]:
    """Return the steps; none of what was registered without a life cycle, or with a kept state.

    The facts name the rows that this reader may see where the subject lies, and count the others.
    """
    record = shown.record
    if record.values["definition_id"] is None or "standing" in shown.withheld:
        return []
    is_cluster = record.kind is SubjectKind.CLUSTER
    where = record.id if is_cluster else record.number("cluster_id")
    return next_steps(session, record, language, clearance=reader.sight.clearance_in(where))


def _may(reader: Reader, mandates: Mandates, record: Record, step: NextStep) -> bool:
    """Return whether the ledger would let them: a life cycle can narrow a step down to a role."""
    roles = roles_for(EventKind.ADVANCED, record.kind, step.authority)
    scope = scope_of(record.kind, record.number("cluster_id"), record.id)
    return mandates.permits(reader.actor, roles, scope)


def _row(step: NextStep, language: Language, *, may: bool) -> Json:
    needed = {each.name for each in step.missing}
    facts = (*step.missing, *step.holding, *step.spare)
    return {
        "gebeurtenis": step.event,
        "omschrijving": step.label,
        "isMogelijk": step.is_open,
        "magZetten": may,
        "voorwaarde": step.guard,
        "feiten": [{**_fact(each, language), "isNodig": each.name in needed} for each in facts],
    }


def _fact(found: Finding, language: Language) -> Json:
    return {
        "feit": found.name,
        "bewering": found.claim.say(language),
        "geldt": found.holds,
        "toelichting": found.words.say(language),
        "rijen": found.listed(language),
    }
