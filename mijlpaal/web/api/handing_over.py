"""All that a contact holds passes to a successor: all of it, or nothing."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse, Response

from mijlpaal.web.api.asked import Changing
from mijlpaal.web.api.document import changing
from mijlpaal.web.api.doing import (
    perform_once,
    require_may_in,
    require_seen,
    require_version,
)
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.parameters import Day, Key, Line, Strict, YesOrNo
from mijlpaal.web.api.people import CONTACTS
from mijlpaal.web.api.schemas import NAMES, NUMBER, TEXT, YES_OR_NO, an_object, array
from mijlpaal.web.api.showing import Json
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from models.ledger.writer import Ledger
from models.people.hand_over import HandedOver, hand_over
from models.reading.looking import Looking
from models.storage.records import SUBJECT
from models.vocabulary import SubjectKind

_PASSED = an_object(onderwerp=TEXT, verantwoordelijkheid=TEXT, hadDieAl=YES_OR_NO)
_DONE: Schema = an_object(overgedragen=array(_PASSED), schulden=NAMES, verborgen=NUMBER)


class HandingOver(Strict):
    """To whom and from which day, and why; contacts by key."""

    aan: Line
    vanaf: Day
    cluster: Line | None = None
    met_schuldenaar: YesOrNo = False
    toelichting: Line


def add_handing_over(router: APIRouter) -> None:
    """Add the hand-over."""
    said = changing("Draag alles wat open is over aan een opvolger", CONTACTS.noun, 200, _DONE)
    path = f"{CONTACTS.path}/{{sleutel}}/overdrachten"
    router.add_api_route(path, _hand_over, methods=["POST"], **said)


def _hand_over(
    sleutel: Key,
    reader: Annotated[Reader, Depends(permitted(Resource.CONTACT, Action.AMEND))],
    asked: Changing,
    said: HandingOver,
) -> Response:
    def perform(ledger: Ledger, eyes: Looking) -> Response:
        giver = eyes.record(CONTACTS.kind, sleutel).record
        place = None
        if said.cluster is not None:
            named = (str(SubjectKind.CLUSTER), said.cluster)
            place = require_seen(eyes, giver.name, "cluster", named)
        require_may_in(reader, place, Resource.CONTACT, Action.AMEND)
        require_version(asked.version, giver.version)
        require_seen(eyes, giver.name, "aan", (str(CONTACTS.kind), said.aan))
        done = hand_over(
            ledger,
            sleutel,
            said.aan,
            since=said.vanaf,
            cluster=said.cluster,
            with_debts=said.met_schuldenaar,
            reason=said.toelichting,
        )
        return JSONResponse(_shown(eyes, done))

    return perform_once(asked.by(reader, CONTACTS, sleutel, said), perform)


def _shown(eyes: Looking, done: HandedOver) -> Json:
    """Return what passed; what the reader may not see is only counted."""
    keys = {each.milestone for each in done.passed}
    found = eyes.records(SubjectKind.MILESTONE, SUBJECT.c.key.in_(sorted(keys)))
    seen = {each.record.key for each in found}
    return {
        "overgedragen": [
            {
                "onderwerp": f"{SubjectKind.MILESTONE}:{each.milestone}",
                "verantwoordelijkheid": each.responsibility,
                "hadDieAl": each.was_held,
            }
            for each in done.passed
            if each.milestone in seen
        ],
        "schulden": [f"{SubjectKind.MILESTONE}:{key}" for key in done.debts if key in seen],
        "verborgen": len(keys - seen),
    }
