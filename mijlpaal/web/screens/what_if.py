"""What a change would touch, and which groups can only decide together; nothing is stored."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from mijlpaal.call import Call
from mijlpaal.show.edges import chain_in_words
from mijlpaal.show.impact import effect_in_words
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.screens.hanging import path_of, situation_seen, title_of
from mijlpaal.web.screens.problems import UNPROCESSABLE, Problem, problem_of
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.words import say_word
from models.consequences.changes import Change, What
from models.consequences.groups import groups
from models.consequences.impact import impact
from models.consequences.situation import Situation
from models.errors import MijlpaalError
from models.foresight.scenarios import require_possible

WHAT_IF_PATH = "/wat-als"
_SEES = Depends(permitted(Resource.WHAT_IF))


@dataclass(frozen=True, slots=True)
class Touched:
    """What happens to one subject."""

    layer: int
    title: str
    path: str
    effect: str
    because: str


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the consequences."""
    router = APIRouter()

    def show(
        request: Request,
        reader: Annotated[Reader, _SEES],
        onderwerp: str = "",
        wordt: str = "",
    ) -> Response:
        call = Call(reader.language, reader.actor)
        touched: list[Touched] | None = None
        problems: list[Problem] = []
        with screen.looking(request, reader) as eyes:
            situation = situation_seen(screen.office, eyes, reader)
            if onderwerp and onderwerp not in situation.by_name:
                problems.append(Problem("onderwerp", say_word("none_found", reader.language)))
            elif onderwerp:
                try:
                    change = _change(onderwerp, wordt.strip())
                    require_possible(eyes.session, situation, change)
                    touched = _touched(screen, situation, change, call)
                except MijlpaalError as error:
                    fields = {"InvalidAmendmentError": "wordt"}
                    problems.append(problem_of(error, fields, reader.language))
        return screen.show(
            request,
            reader,
            "what_if.html",
            status=UNPROCESSABLE if problems else 200,
            subjects=_subjects(situation, call),
            subject=onderwerp,
            becomes=wordt,
            touched=touched,
            problems=problems,
            groups=[
                [title_of(node, reader.language) for node in each.members]
                for each in groups(situation)
            ],
        )

    router.add_api_route(WHAT_IF_PATH, show, methods=["GET"])
    return router


def _change(subject: str, becomes: str) -> Change:
    if not becomes:
        return Change(subject, What.DROPPED)
    return Change(subject, What.LATEST, becomes)


def _touched(screen: Screen, situation: Situation, change: Change, call: Call) -> list[Touched]:
    found = impact(situation, [change], calendar=screen.office.rulebook.calendar)
    return [
        Touched(
            layer=effect.layer,
            title=title_of(effect.node, call.language),
            path=path_of(effect.node),
            effect=effect_in_words(effect, call),
            because=chain_in_words(situation, found.chain_to(effect.node.id), call),
        )
        for effect in found.touched
    ]


def _subjects(situation: Situation, call: Call) -> list[tuple[str, str]]:
    named = [(node.name, title_of(node, call.language)) for node in situation.nodes.values()]
    return sorted(named, key=lambda each: (each[0].partition(":")[0], each[1]))
