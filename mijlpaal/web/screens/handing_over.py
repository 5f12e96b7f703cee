"""Passing all that is open of one function to another: shown first, then done.

After a change of cabinet the organisation that owes it can pass as well (domain section 11).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from mijlpaal.call import Call
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.screens.keeping import KEEPING_PATH, ways
from mijlpaal.web.screens.look_then_record import Form, Said, look_then_record
from mijlpaal.web.screens.page_words import titled
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.typed import Typed, typed_form
from mijlpaal.web.screens.words import say_word
from models.ledger.writer import Ledger
from models.people.hand_over import HandedOver, hand_over
from models.storage.database import transaction, trial
from models.vocabulary import SubjectKind
from reports import words

HAND_OVER_PATH = f"{KEEPING_PATH}/functies/overdragen"
_HANDS = Depends(permitted(Resource.ASSIGNMENT, Action.REGISTER))
_REQUIRED = {"van": "hand_from", "aan": "hand_to", "vanaf": "first_day_of_next", "reden": "reason"}
_FIELDS = {
    "hand-over": "aan",
    "UnfitReceiverError": "aan",
    "UnknownSubjectError": "van",
    "ReasonMissingError": "reden",
    "vanaf": "vanaf",
}


@dataclass(frozen=True, slots=True)
class _Passing:
    """What would pass: titles and responsibilities that the reader may see, and how many besides.

    ``seen`` is what a person agrees to; when it became something else they are asked again.
    """

    lines: Sequence[tuple[str, str]]
    besides: int
    debts: int
    seen: str


def make_router(screen: Screen) -> APIRouter:
    """Return the router of handing over."""
    desk = _Desk(screen)
    router = APIRouter()
    router.add_api_route(HAND_OVER_PATH, desk.ask, methods=["GET"])
    router.add_api_route(HAND_OVER_PATH, desk.answer, methods=["POST"])
    return router


@dataclass(frozen=True)
class _Desk:
    """Answers for the form."""

    screen: Screen

    def ask(
        self, request: Request, reader: Annotated[Reader, _HANDS], gedaan: str = ""
    ) -> Response:
        """Show the empty form."""
        done = say_word("handed_over", reader.language) if gedaan else ""
        return self._page(request, reader, Said(done=done))

    def answer(
        self,
        request: Request,
        reader: Annotated[Reader, _HANDS],
        typed: Annotated[Typed, Depends(typed_form)],
    ) -> Response:
        """Show what would pass, and pass it when that was seen."""
        form = Form(
            HAND_OVER_PATH,
            _REQUIRED,
            _FIELDS,
            look=lambda: self._passing(request, reader, typed),
            record=lambda: self._pass(reader, typed),
            page=lambda said: self._page(request, reader, said),
            seen=lambda passing: passing.seen,
        )
        return look_then_record(request, reader, typed, form)

    def _pass(self, reader: Reader, typed: Typed) -> str:
        with transaction(self.screen.office.engine) as session:
            _hand(self.screen.office.ledger(session, reader.actor), typed)
        return "1"

    def _passing(self, request: Request, reader: Reader, typed: Typed) -> _Passing:
        with trial(self.screen.office.engine) as session:
            handed = _hand(self.screen.office.ledger(session, reader.actor), typed)
        call = Call(reader.language, reader.actor)
        with self.screen.looking(request, reader) as eyes:
            titles = {
                each.record.key: titled(each.record, call.language)
                for each in eyes.records(SubjectKind.MILESTONE)
            }
        lines = [
            (
                titles[each.milestone],
                words.label(words.RESPONSIBILITIES, each.responsibility).say(reader.language),
            )
            for each in handed.passed
            if each.milestone in titles
        ]
        return _Passing(lines, len(handed.passed) - len(lines), len(handed.debts), _digest(handed))

    def _page(self, request: Request, reader: Reader, said: Said[_Passing]) -> Response:
        call = Call(reader.language, reader.actor)
        with self.screen.looking(request, reader) as eyes:
            functions, clusters = (
                [
                    (each.record.key, titled(each.record, call.language))
                    for each in eyes.records(kind)
                ]
                for kind in (SubjectKind.CONTACT, SubjectKind.CLUSTER)
            )
        return self.screen.show(
            request,
            reader,
            "handing_over.html",
            status=said.status,
            here=HAND_OVER_PATH,
            functions=functions,
            clusters=clusters,
            typed=said.typed,
            problems=said.problems,
            passing=said.follows,
            done=said.done,
            ways=ways(reader),
        )


def _hand(ledger: Ledger, typed: Typed) -> HandedOver:
    return hand_over(
        ledger,
        typed.text("van"),
        typed.text("aan"),
        since=typed.day("vanaf") or ledger.today,
        cluster=typed.text("cluster") or None,
        with_debts=bool(typed.text("schuldenaar")),
        reason=typed.text("reden"),
    )


def _digest(handed: HandedOver) -> str:
    said = [f"{each.milestone} {each.responsibility} {each.was_held}" for each in handed.passed]
    return hashlib.sha256("\n".join([*said, "", *handed.debts]).encode()).hexdigest()
