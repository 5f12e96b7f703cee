"""The proposals that wait for a second person; each has a page on which it is decided."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from mijlpaal.call import Call
from mijlpaal.proposals import act_in_words
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.proposals_seen import waiting_seen
from mijlpaal.web.screens.page_words import titled
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.words import say_word
from models.acts.proposals import command_of
from models.reading.looking import Looking
from models.reading.proposed import proposed
from models.storage.records import Record

PROPOSALS_PATH = "/voorstellen"
_SEES = Depends(permitted(Resource.PROPOSAL))
_DONE = ("confirmed", "rejected")


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A proposal, what it is about and what it asks, in words; kept is empty."""

    record: Record
    about: str = ""
    act: str = ""
    reason: str | None = None


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the proposals."""
    router = APIRouter()

    def show(request: Request, reader: Annotated[Reader, _SEES], gedaan: str = "") -> Response:
        done = say_word(f"proposal_{gedaan}", reader.language) if gedaan in _DONE else ""
        call = Call(reader.language, reader.actor)
        with screen.looking(request, reader) as eyes:
            found = waiting_seen(eyes, screen.office.today)
            waiting = [_in_words(eyes, each, call) for each in found]
        return screen.show(
            request,
            reader,
            "proposals.html",
            waiting=waiting,
            may_decide=reader.may(Resource.PROPOSAL, Action.DECIDE),
            done=done,
        )

    router.add_api_route(PROPOSALS_PATH, show, methods=["GET"])
    return router


def _in_words(eyes: Looking, proposal: Record, call: Call) -> _Waiting:
    what = proposed(eyes, proposal)
    if what.about is None:
        return _Waiting(proposal)
    title = titled(what.about.record, call.language)
    if what.arguments is None:
        return _Waiting(proposal, title)
    command = command_of(proposal, what.about.record)
    return _Waiting(proposal, title, act_in_words(command, call), command.text("reason"))
