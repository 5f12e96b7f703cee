"""Scenarios: changes that are kept under a name, shared by their address, and made proposals of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from mijlpaal.call import Call
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.pages import below
from mijlpaal.web.scenarios import Answer, changes_in_sight, propose_all
from mijlpaal.web.screens.following import WHAT_IF_PATH, outcome_view
from mijlpaal.web.screens.hanging import title_of
from mijlpaal.web.screens.problems import UNPROCESSABLE, Problem, problem_of, status_of
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.what_if import FIELDS, Asked, possible, show_what_if, subjects_of
from mijlpaal.web.screens.words import say_word
from mijlpaal.web.situations import situation_seen
from models.consequences.changes import Change, What
from models.consequences.situation import Situation
from models.errors import MijlpaalError
from models.foresight.scenarios import add_change, key_of_title, new_scenario, remove_change
from models.foresight.situation_in_sight import situation_in_sight
from models.reading.looking import Looking
from models.storage.database import transaction
from models.storage.records import Record
from models.vocabulary import Language, SubjectKind

SCENARIOS_PATH = f"{WHAT_IF_PATH}/scenarios"
_SEES = Depends(permitted(Resource.SCENARIO))
_MAKES = Depends(permitted(Resource.SCENARIO, Action.REGISTER))
_CHANGES = Depends(permitted(Resource.SCENARIO, Action.AMEND))
_PROPOSES = Depends(permitted(Resource.PROPOSAL, Action.REGISTER))
_SEE_OTHER = 303
_DONE = ("saved", "changed")
_FIELDS = {**FIELDS, "key": "titel"}


@dataclass(frozen=True, slots=True)
class _Row:
    """A change of a scenario in words."""

    subject: str
    said: str


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the scenarios."""
    desk = _Desk(screen)
    router = APIRouter()
    one = f"{SCENARIOS_PATH}/{{key}}"
    router.add_api_route(SCENARIOS_PATH, desk.list_all, methods=["GET"])
    router.add_api_route(SCENARIOS_PATH, desk.save, methods=["POST"])
    router.add_api_route(one, desk.show, methods=["GET"])
    router.add_api_route(f"{one}/wijzigingen", desk.change, methods=["POST"])
    router.add_api_route(f"{one}/voorstellen", desk.propose, methods=["POST"])
    return router


@dataclass(frozen=True)
class _Desk:
    """Answers for the pages."""

    screen: Screen

    def list_all(self, request: Request, reader: Annotated[Reader, _SEES]) -> Response:
        """Show all scenarios."""
        with self.screen.looking(request, reader) as eyes:
            found = [each.record for each in eyes.records(SubjectKind.SCENARIO)]
        return self.screen.show(request, reader, "scenarios.html", scenarios=found)

    def save(  # noqa: PLR0917  (FastAPI calls it by name)
        self,
        request: Request,
        reader: Annotated[Reader, _MAKES],
        onderwerp: Annotated[str, Form()] = "",
        wordt: Annotated[str, Form()] = "",
        toestand: Annotated[str, Form()] = "",
        scenario: Annotated[str, Form()] = "",
        titel: Annotated[str, Form()] = "",
    ) -> Response:
        """Keep a change: in a scenario that is there, or in a new one."""
        asked, title = Asked(onderwerp, wordt, toestand), titel.strip()
        if not title and not scenario:
            said = say_word("scenario_title_missing", reader.language)
            return show_what_if(
                self.screen,
                request,
                reader,
                asked,
                problems=[Problem("titel", said)],
                status=UNPROCESSABLE,
            )
        try:
            with transaction(self.screen.office.engine) as session:
                ledger = self.screen.office.ledger(session, reader.actor)
                eyes = Looking(session, reader.sight)
                situation = situation_in_sight(eyes, self.screen.office.today)
                change = possible(eyes, situation, asked)
                key = scenario and eyes.record(SubjectKind.SCENARIO, scenario).record.key
                if not key:
                    key = new_scenario(ledger, key_of_title(session, title), title[:200]).key
                add_change(ledger, key, change, situation)
        except MijlpaalError as error:
            return show_what_if(
                self.screen,
                request,
                reader,
                asked,
                problems=[problem_of(error, _FIELDS, reader.language)],
                status=status_of(error),
                title=title,
            )
        return _to(request, key, "saved")

    def show(
        self, request: Request, key: str, reader: Annotated[Reader, _SEES], gedaan: str = ""
    ) -> Response:
        """Show a scenario beside today."""
        done = say_word(f"scenario_{gedaan}", reader.language) if gedaan in _DONE else ""
        return self._page(request, reader, key, done=done)

    def change(  # noqa: PLR0917  (FastAPI calls it by name)
        self,
        request: Request,
        key: str,
        reader: Annotated[Reader, _CHANGES],
        onderwerp: Annotated[str, Form()] = "",
        wordt: Annotated[str, Form()] = "",
        toestand: Annotated[str, Form()] = "",
        weg: Annotated[str, Form()] = "",
    ) -> Response:
        """Add a change, or take everything about a subject out."""
        self._find(request, reader, key)
        try:
            with transaction(self.screen.office.engine) as session:
                ledger = self.screen.office.ledger(session, reader.actor)
                eyes = Looking(session, reader.sight)
                situation = situation_in_sight(eyes, self.screen.office.today)
                if weg:
                    remove_change(ledger, key, weg)
                else:
                    asked = Asked(onderwerp, wordt, toestand)
                    add_change(ledger, key, possible(eyes, situation, asked), situation)
        except MijlpaalError as error:
            problem = problem_of(error, _FIELDS, reader.language)
            return self._page(request, reader, key, problems=[problem], status=status_of(error))
        return _to(request, key, "changed")

    def propose(
        self,
        request: Request,
        key: str,
        reader: Annotated[Reader, _PROPOSES],
        reden: Annotated[str, Form()] = "",
    ) -> Response:
        """Make a proposal of each change that there is an act for."""
        self._find(request, reader, key)
        reason = reden.strip()
        if not reason:
            said = say_word("required", reader.language)
            problem = Problem("reden", f"{say_word('reason', reader.language)}: {said}")
            return self._page(request, reader, key, problems=[problem], status=UNPROCESSABLE)
        try:
            answers = propose_all(self.screen.office, reader, key, reason)
        except MijlpaalError as error:
            problem = problem_of(error, _FIELDS, reader.language)
            return self._page(request, reader, key, problems=[problem], status=status_of(error))
        return self._page(request, reader, key, answers=answers)

    def _find(self, request: Request, reader: Reader, key: str) -> Record:
        with self.screen.looking(request, reader) as eyes:
            return eyes.record(SubjectKind.SCENARIO, key).record

    def _page(
        self,
        request: Request,
        reader: Reader,
        key: str,
        *,
        done: str = "",
        problems: Sequence[Problem] = (),
        answers: Sequence[Answer] = (),
        status: int = 200,
    ) -> Response:
        call = Call(reader.language, reader.actor)
        with self.screen.looking(request, reader) as eyes:
            kept = eyes.record(SubjectKind.SCENARIO, key).record
            situation = situation_seen(self.screen.office, eyes, reader)
        changes, hidden = changes_in_sight(situation, kept)
        calendar = self.screen.office.rulebook.calendar
        return self.screen.show(
            request,
            reader,
            "scenario.html",
            status=status,
            kept=kept,
            changes=[_Row(e.subject, in_words(situation, e, reader.language)) for e in changes],
            hidden=hidden,
            outcome=outcome_view(situation, changes, call, calendar=calendar),
            answers=[
                (in_words(situation, e.change, reader.language), e.proposal, e.why_not)
                for e in answers
            ],
            subjects=subjects_of(situation, call),
            asked=Asked(),
            states=(),
            may_change=reader.may(Resource.SCENARIO, Action.AMEND),
            may_propose=reader.may(Resource.PROPOSAL, Action.REGISTER),
            address=f"{self.screen.office.web_address}{SCENARIOS_PATH}/{key}",
            done=done,
            problems=problems,
        )


def in_words(situation: Situation, change: Change, language: Language) -> str:
    """Return a change as a sentence, by the title of its subject."""
    node = situation.by_name.get(change.subject)
    name = title_of(node, language) if node is not None else change.subject
    words = {
        What.DROPPED: "change_dropped",
        What.LATEST: "change_latest",
        What.STATE: "change_state",
    }
    return say_word(words[change.what], language, name=name, to=change.to)


def _to(request: Request, key: str, done: str) -> Response:
    address = below(request, f"{SCENARIOS_PATH}/{key}?gedaan={done}")
    return RedirectResponse(address, _SEE_OTHER)
