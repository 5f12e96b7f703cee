"""The letter to the Kamer: what is missing before it can be sent, its draft, that it was sent."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field

from mijlpaal.on_demand import OnDemandForm
from mijlpaal.web.api.asked import Changing
from mijlpaal.web.api.bodies import Kamerbrief
from mijlpaal.web.api.catalogue import PROPOSALS, Collection
from mijlpaal.web.api.document import changing, problems, reading, with_forms
from mijlpaal.web.api.doing import perform_once, require_may_in, require_version
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.negotiating import chosen
from mijlpaal.web.api.parameters import Line, LooksBack
from mijlpaal.web.api.problems import language_for
from mijlpaal.web.api.schemas import (
    ETAG,
    MAYBE_TEXT,
    NAMES,
    PLACE,
    TEXT,
    YES_OR_NO,
    an_object,
    array,
)
from mijlpaal.web.api.showing import etag_of, version_of
from mijlpaal.web.api.subjects import location_of
from mijlpaal.web.api.ways import said_to_a_program
from mijlpaal.web.attachments import MEDIA_TYPES, as_file
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.entry.refusals import HiddenError
from mijlpaal.web.kamerbrief import draft_of, figures_of_letter, name_of_draft, require_insider
from models.acts.commands import Argument, Command, Verb
from models.acts.proposals import submit
from models.ledger.writer import Ledger
from models.reading.looking import Looking
from models.storage.records import Record, current_by_id
from models.vocabulary import SubjectKind
from reports.figures.kamerbrief_check import check_kamerbrief
from reports.form import Form

KAMERBRIEVEN = Collection(
    "kamerbrieven", "kamerbrief", SubjectKind.DOCUMENT, Resource.DOCUMENT, is_in_a_cluster=False
)
_ACCEPTED = 202
_DRAFTS: tuple[OnDemandForm, ...] = ("odt", "pdf", "html", "text")
_FORMS: Mapping[str, OnDemandForm] = {MEDIA_TYPES[Form(each)]: each for each in _DRAFTS}
_MISSING = an_object(code=TEXT, gewicht=TEXT, bevinding=TEXT, handeling=MAYBE_TEXT)
_CHECK: Schema = an_object(isGereed=YES_OR_NO, ontbreekt=array(_MISSING))
_SENT: Schema = an_object(onderwerp=TEXT, kenmerk=TEXT, bijgewerkt=NAMES)


class OfDuties(LooksBack):
    """The duties that the letter is to fulfil."""

    toezegging: list[Line] = Field(min_length=1, max_length=200, examples=[["d2", "d3"]])


def add_kamerbrief(router: APIRouter) -> None:
    """Add the check, and that the letter was sent."""
    said = reading("Wat ontbreekt voor de brief aan de Kamer", _CHECK, KAMERBRIEVEN.noun)
    said["responses"] |= problems([403])
    router.add_api_route("/kamerbriefcontroles", _check, **said)
    said = reading(
        "Het concept van de brief, om af te maken",
        {"type": "string"},
        KAMERBRIEVEN.noun,
        media_type=MEDIA_TYPES[Form.ODT],
    )
    said["responses"] |= problems([403])
    router.add_api_route("/kamerbriefconcepten", _draft, **with_forms(said, _FORMS))
    sent = changing("Meld een brief verzonden", KAMERBRIEVEN.noun, 200, _SENT, ETAG)
    sent["responses"][_ACCEPTED] = {
        "description": "Het wacht op een tweede persoon.",
        "headers": {**sent["responses"][200]["headers"], **PLACE},
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Wachtend"}}},
    }
    router.add_api_route(KAMERBRIEVEN.path, _send, methods=["POST"], **sent)


def _check(
    request: Request,
    reader: Annotated[Reader, Depends(permitted(Resource.REPORT, Action.ADOPT))],
    of: Annotated[OfDuties, Query()],
) -> Response:
    require_insider(reader)
    office, language = office_of(request), language_for(request)
    with looking(office, reader, request) as eyes:
        figures = figures_of_letter(office, eyes, list(dict.fromkeys(of.toezegging)))
        found = check_kamerbrief(eyes.session, figures, calendar=office.rulebook.calendar)
    missing = [
        {
            "code": each.code,
            "gewicht": each.weight,
            "bevinding": each.text.say(language),
            "handeling": each.remedy and said_to_a_program(each.remedy),
        }
        for each in found.missing
    ]
    return JSONResponse({"isGereed": found.is_ready, "ontbreekt": missing})


def _draft(
    request: Request,
    reader: Annotated[Reader, Depends(permitted(Resource.REPORT, Action.ADOPT))],
    of: Annotated[OfDuties, Query()],
) -> Response:
    require_insider(reader)
    form, office = _FORMS[chosen(request, list(_FORMS))], office_of(request)
    with looking(office, reader, request) as eyes:
        figures = figures_of_letter(office, eyes, list(dict.fromkeys(of.toezegging)))
    made = draft_of(figures, form, reader, language_for(request))
    answer = as_file(made, Form(form), name_of_draft(figures))
    answer.headers.add_vary_header("Accept")
    return answer


def _send(
    request: Request,
    reader: Annotated[Reader, Depends(permitted(Resource.MILESTONE, Action.ACHIEVE))],
    asked: Changing,
    said: Kamerbrief,
) -> Response:
    def perform(ledger: Ledger, eyes: Looking) -> Response:
        keys = list(dict.fromkeys([*said.voldoet, *said.voldoet_deels]))
        duties = [eyes.record(SubjectKind.MILESTONE, key).record for key in keys]
        for each in duties:
            place = each.number("cluster_id")
            require_may_in(reader, place, Resource.MILESTONE, Action.ACHIEVE)
        about = _about(eyes, duties)
        outcome = submit(ledger, _command(about, said))
        version = version_of(*((each.key, each.version) for each in duties))
        if not asked.is_trial:
            require_version(asked.version, version)
        seen = {"ETag": etag_of(version)}
        if outcome.proposal is not None:
            key = outcome.proposal.key
            body = {"voorstel": key, "bevestigers": list(outcome.confirmers)}
            headers = {"Location": location_of(request, PROPOSALS, key)}
            return JSONResponse(body, _ACCEPTED, headers=headers)
        changed = [f"{each.kind}:{each.key}" for each in duties]
        row = {"onderwerp": f"{about.kind}:{about.key}", "kenmerk": said.kenmerk}
        return JSONResponse({**row, "bijgewerkt": changed}, headers=seen)

    return perform_once(asked.by(reader, KAMERBRIEVEN, "", said), perform)


def _about(eyes: Looking, duties: Sequence[Record]) -> Record:
    """Return the one cluster that the duties concern, or else the programme.

    Raises:
        HiddenError: there is no programme for this reader.
    """
    places = {each.number("cluster_id") for each in duties}
    place = places.pop() if len(places) == 1 else None
    if place is not None:
        return current_by_id(eyes.session, place)
    programmes = eyes.records(SubjectKind.PROGRAMME, limit=1)
    if not programmes:
        raise HiddenError
    return programmes[0].record


def _command(about: Record, said: Kamerbrief) -> Command:
    arguments: dict[str, Argument] = {
        "duties": said.voldoet,
        "in_part": said.voldoet_deels,
        "on": said.op.isoformat(),
        "reference": said.kenmerk,
        "title": said.titel,
        "reason": said.toelichting,
    }
    return Command(Verb.SEND_KAMERBRIEF, about.kind, about.key, arguments)
