"""One proposal before its second person: what it asks, what it would change, and the decision.

The effect is that of the real act, tried in a transaction that is taken back. What is confirmed is
what was shown: the form says of which version of the subject it was made.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from mijlpaal.call import Call
from mijlpaal.effects import Changed, Effect
from mijlpaal.proposals import act_in_words, effects_of
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.entry.refusals import HiddenError
from mijlpaal.web.pages import below
from mijlpaal.web.screens.hanging import path_of_subject
from mijlpaal.web.screens.page_words import titled
from mijlpaal.web.screens.problems import CONFLICT, UNPROCESSABLE, Problem, problem_of, status_of
from mijlpaal.web.screens.proposals import PROPOSALS_PATH
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.seen import changed_since, require_seen, seen_by
from mijlpaal.web.screens.typed import Typed, typed_form
from mijlpaal.web.screens.words import say_word
from models.acts import proposals
from models.acts.commands import Command, read
from models.errors import MijlpaalError
from models.reading.looking import Looking
from models.reading.proposed import proposed
from models.storage.database import transaction, trial
from models.storage.records import Record, current_by_id
from models.vocabulary import SubjectKind

_SEES = Depends(permitted(Resource.PROPOSAL))
_DECIDES = Depends(permitted(Resource.PROPOSAL, Action.DECIDE))
_SEE_OTHER = 303
_DECISIONS = {"bevestig": "confirmed", "wijs_af": "rejected"}
_FIELDS = {"ReasonMissingError": "reden"}


@dataclass(frozen=True, slots=True)
class _Said:
    """What the page says of a decision that was not taken, beside what was typed."""

    typed: Typed = field(default_factory=Typed)
    problems: Sequence[Problem] = ()
    status: int = 200


@dataclass(frozen=True, slots=True)
class _Found:
    """A proposal with its subject; no command where its arguments are kept from the reader."""

    record: Record
    about: Record
    command: Command | None

    @property
    def is_open(self) -> bool:
        """Whether nobody decided on it."""
        return self.record.text("decision") is None


@dataclass(frozen=True, slots=True)
class _Follows:
    """What would follow, by the title of each row; or why it cannot be done."""

    effects: Sequence[tuple[str, Effect]] = ()
    obstacle: str = ""


def make_router(screen: Screen) -> APIRouter:
    """Return the router of one proposal."""
    desk = _Desk(screen)
    router = APIRouter()
    path = f"{PROPOSALS_PATH}/{{key}}"
    router.add_api_route(path, desk.show, methods=["GET"])
    router.add_api_route(path, desk.decide, methods=["POST"])
    return router


@dataclass(frozen=True)
class _Desk:
    """Answers for the page of one proposal."""

    screen: Screen

    def show(self, request: Request, key: str, reader: Annotated[Reader, _SEES]) -> Response:
        """Show a proposal."""
        return self._page(request, key, reader, _Said())

    def decide(
        self,
        request: Request,
        key: str,
        reader: Annotated[Reader, _DECIDES],
        typed: Annotated[Typed, Depends(typed_form)],
    ) -> Response:
        """Confirm or reject a proposal."""
        found = self._find(request, key, reader)
        decision, language = typed.text("besluit"), reader.language
        if decision not in _DECISIONS:
            problem = Problem("besluit", say_word("choose_decision", language))
            return self._page(request, key, reader, _Said(typed, [problem], UNPROCESSABLE))
        if decision == "bevestig" and found.command is None:
            problem = Problem("", say_word("proposal_kept", language))
            return self._page(request, key, reader, _Said(typed, [problem], CONFLICT))
        try:
            self._record(found, reader, typed)
        except MijlpaalError as error:
            problem = problem_of(error, _FIELDS, language)
            return self._page(request, key, reader, _Said(typed, [problem], status_of(error)))
        address = below(request, f"{PROPOSALS_PATH}?gedaan={_DECISIONS[decision]}")
        return RedirectResponse(address, _SEE_OTHER)

    def _record(self, found: _Found, reader: Reader, typed: Typed) -> None:
        key, reason = found.record.key, typed.text("reden") or None
        with transaction(self.screen.office.engine) as session:
            ledger = self.screen.office.ledger(session, reader.actor)
            if typed.text("besluit") == "wijs_af":
                proposals.reject(ledger, key, reason=reason)
                return
            require_seen(current_by_id(session, found.about.id), typed.version)
            proposals.confirm(ledger, key, reason=reason)

    def _find(self, request: Request, key: str, reader: Reader) -> _Found:
        """Return a proposal.

        Raises:
            HiddenError: there is none, or it is not for this reader.
        """
        with self.screen.looking(request, reader) as eyes:
            record = eyes.record(SubjectKind.PROPOSAL, key).record
            what = proposed(eyes, record)
        if what.about is None:
            raise HiddenError
        about, command = what.about.record, None
        if what.arguments is not None:
            arguments = record.text("arguments") or "{}"
            command = read(record.text("verb") or "", about.kind, about.key, arguments)
        return _Found(record, about, command)

    def _page(self, request: Request, key: str, reader: Reader, said: _Said) -> Response:
        found, call = self._find(request, key, reader), Call(reader.language, reader.actor)
        has_effect = found.is_open and found.command is not None
        follows = self._follows(found.record, reader) if has_effect else _Follows()
        return self.screen.show(
            request,
            reader,
            "proposal.html",
            status=said.status,
            record=found.record,
            title=titled(found.about, call.language),
            path=path_of_subject(found.about.kind, found.about.key),
            version=found.about.version,
            act=act_in_words(found.command, call) if found.command else "",
            reason=found.command.text("reason") if found.command else "",
            effects=follows.effects,
            obstacle=follows.obstacle,
            since=self._since(request, found, reader),
            may_confirm=found.command is not None,
            is_open=found.is_open,
            may_decide=found.is_open and reader.may(Resource.PROPOSAL, Action.DECIDE),
            is_own=found.record.text("proposed_by") == reader.actor,
            typed=said.typed,
            problems=said.problems,
        )

    def _follows(self, proposal: Record, reader: Reader) -> _Follows:
        office, call = self.screen.office, Call(reader.language, reader.actor)
        with trial(office.engine) as session:
            eyes = Looking(session, reader.sight)
            trying = replace(office.ledger(session, reader.actor), is_trial=True)
            try:
                effects = effects_of(trying, proposal, call, lambda _, each: seen_by(eyes, each))
            except MijlpaalError as error:
                return _Follows(obstacle=problem_of(error, {}, reader.language).text)
        return _Follows([each for each in effects if each[1].changes or each[1].consequences])

    def _since(self, request: Request, found: _Found, reader: Reader) -> tuple[Changed, ...]:
        """Return what changed of the subject since it was proposed: no one confirms that unseen."""
        if not found.is_open:
            return ()
        at, call = found.record.number("about_version") or 0, Call(reader.language, reader.actor)
        with self.screen.looking(request, reader) as eyes:
            return changed_since(eyes, found.about, at, call)
