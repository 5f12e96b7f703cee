"""The proposals that wait for a second person, to confirm or reject."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import select

from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.pages import below
from mijlpaal.web.screens.problems import Problem, status_of
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.words import say_word
from models.acts import proposals
from models.errors import MijlpaalError
from models.reading.looking import Looking
from models.storage.database import transaction
from models.storage.records import SUBJECT, Record
from models.vocabulary import Confidentiality, SubjectKind

PROPOSALS_PATH = "/voorstellen"
_SEES = Depends(permitted(Resource.PROPOSAL))
_DECIDES = Depends(permitted(Resource.PROPOSAL, Action.DECIDE))
_SEE_OTHER = 303
_DONE = ("confirmed", "rejected")


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A proposal, and the title of what it is about."""

    record: Record
    about: str

    @property
    def arguments(self) -> list[tuple[str, str]]:
        """What was asked for, name by name."""
        found = json.loads(self.record.text("arguments") or "{}")
        return [(name, str(value)) for name, value in found.items() if value]


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the proposals."""
    router = APIRouter()

    def show(request: Request, reader: Annotated[Reader, _SEES], gedaan: str = "") -> Response:
        done = say_word(f"proposal_{gedaan}", reader.language) if gedaan in _DONE else ""
        return _page(screen, request, reader, done=done)

    def decide(
        request: Request,
        key: str,
        reader: Annotated[Reader, _DECIDES],
        besluit: Annotated[str, Form()],
        reden: Annotated[str, Form()] = "",
    ) -> Response:
        with screen.looking(request, reader) as eyes:
            eyes.record(SubjectKind.PROPOSAL, key)
        does = proposals.confirm if besluit == "bevestig" else proposals.reject
        try:
            with transaction(screen.office.engine) as session:
                does(screen.office.ledger(session, reader.actor), key, reason=reden.strip() or None)
        except MijlpaalError as error:
            problem = Problem("", error.say(reader.language))
            return _page(screen, request, reader, problems=[problem], status=status_of(error))
        done = "confirmed" if besluit == "bevestig" else "rejected"
        return RedirectResponse(f"{below(request, PROPOSALS_PATH)}?gedaan={done}", _SEE_OTHER)

    router.add_api_route(PROPOSALS_PATH, show, methods=["GET"])
    router.add_api_route(f"{PROPOSALS_PATH}/{{key}}", decide, methods=["POST"])
    return router


def waiting_seen(eyes: Looking, day: date) -> list[Record]:
    """Return the proposals that wait and that a reader may see, the first to run out first."""
    # Whether a row is for this reader, the query of what they see says; not a clearance.
    every = Confidentiality.COMPANY_CONFIDENTIAL
    found = proposals.proposals_waiting(eyes.session, day, clearance=every)
    seen = {each.record.id for each in eyes.records(SubjectKind.PROPOSAL)} if found else set()
    return [each for each in found if each.id in seen]


def _page(
    screen: Screen,
    request: Request,
    reader: Reader,
    *,
    done: str = "",
    problems: Sequence[Problem] = (),
    status: int = 200,
) -> Response:
    with screen.looking(request, reader) as eyes:
        waiting = waiting_seen(eyes, screen.office.today)
        titles = {
            row[0]: row[1]
            for row in eyes.session.execute(
                select(SUBJECT.c.id, SUBJECT.c.title).where(
                    SUBJECT.c.id.in_([each.number("about_id") for each in waiting]), eyes.may_see()
                )
            )
        }
    return screen.show(
        request,
        reader,
        "proposals.html",
        status=status,
        waiting=[_Waiting(each, titles.get(each.number("about_id"), "")) for each in waiting],
        may_decide=reader.may(Resource.PROPOSAL, Action.DECIDE),
        done=done,
        problems=problems,
    )
