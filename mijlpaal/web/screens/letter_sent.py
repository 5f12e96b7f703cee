"""Reporting that the letter to the Kamer was sent: registered, and its duties closed, in one act.

The preview tries the real act in a transaction that is taken back; a second person confirms it
where there is one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from sqlmodel import Session

from mijlpaal.call import Call
from mijlpaal.effects import Effect
from mijlpaal.sending import sending
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.kamerbrief import require_insider
from mijlpaal.web.screens.kamerbrief import KAMERBRIEF_PATH
from mijlpaal.web.screens.look_then_record import Form, Said, look_then_record
from mijlpaal.web.screens.page_words import titled
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.seen import require_seen, seen_by
from mijlpaal.web.screens.trying import asks_second
from mijlpaal.web.screens.typed import Typed, typed_form
from mijlpaal.web.screens.words import say_word
from models.acts.commands import Command, perform
from models.acts.proposals import submit
from models.reading.looking import Looking
from models.storage.database import transaction, trial
from models.storage.records import Record, current
from models.vocabulary import SubjectKind
from reports.figures import MilestoneLine

SENT_PATH = f"{KAMERBRIEF_PATH}/verzonden"
_SENDS = Depends(permitted(Resource.REPORT, Action.ADOPT))
_WHOLE, _IN_PART = "voldaan", "deels"
_REQUIRED = {"kenmerk": "kamerstuk"}
_FIELDS = {
    "toezeggingen": "toezeggingen",
    "toezegging": "toezeggingen",
    "kenmerk": "kenmerk",
    "achieved_on": "op",
    "effective_on": "op",
    "op": "op",
    "ReasonMissingError": "reden",
}
_DONE = {"verzonden": "letter_was_sent", "voorstel": "done_proposed"}


@dataclass(frozen=True, slots=True)
class _Follows:
    """What would follow: what changes of each duty, by its title."""

    effects: Sequence[tuple[str, Effect]]
    asks_second: bool


def make_router(screen: Screen) -> APIRouter:
    """Return the router of a letter that was sent."""
    desk = _Desk(screen)
    router = APIRouter()
    router.add_api_route(SENT_PATH, desk.ask, methods=["GET"])
    router.add_api_route(SENT_PATH, desk.answer, methods=["POST"])
    return router


@dataclass(frozen=True)
class _Desk:
    """Answers for the form."""

    screen: Screen

    def ask(
        self,
        request: Request,
        reader: Annotated[Reader, _SENDS],
        toezegging: Annotated[list[str] | None, Query()] = None,
        gedaan: str = "",
    ) -> Response:
        """Show the form, with the duties chosen that the address names."""
        require_insider(reader)
        typed = Typed({f"toezegging-{key}": _WHOLE for key in toezegging or []})
        done = say_word(_DONE[gedaan], reader.language) if gedaan in _DONE else ""
        return self._page(request, reader, Said(typed, done=done))

    def answer(
        self,
        request: Request,
        reader: Annotated[Reader, _SENDS],
        typed: Annotated[Typed, Depends(typed_form)],
    ) -> Response:
        """Show what would follow, and record it when that was seen."""
        require_insider(reader)
        form = Form(
            SENT_PATH,
            _REQUIRED,
            _FIELDS,
            look=lambda: self._follows(request, reader, typed),
            record=lambda: self._record(reader, typed),
            page=lambda said: self._page(request, reader, said),
        )
        return look_then_record(request, reader, typed, form)

    def _page(self, request: Request, reader: Reader, said: Said[_Follows]) -> Response:
        typed = said.typed
        with self.screen.looking(request, reader) as eyes:
            duties = self._duties(eyes, reader)
            versions = {
                line.key: eyes.record(SubjectKind.MILESTONE, line.key).record.version
                for line in duties
            }
        if not said.is_conflict:  # after one the form is about the rows as they are now
            versions |= {key: _version(typed, key) or now for key, now in versions.items()}
        return self.screen.show(
            request,
            reader,
            "letter_sent.html",
            status=said.status,
            here=SENT_PATH,
            duties=duties,
            versions=versions,
            choices=(("", "duty_not"), (_WHOLE, "duty_whole"), (_IN_PART, "duty_in_part")),
            typed=typed,
            problems=said.problems,
            follows=said.follows,
            is_conflict=said.is_conflict,
            done=said.done,
        )

    def _duties(self, eyes: Looking, reader: Reader) -> list[MilestoneLine]:
        found = self.screen.programme(eyes, reader).milestones
        return [line for line in found if line.is_duty and line.is_open]

    def _follows(self, request: Request, reader: Reader, typed: Typed) -> _Follows:
        office, call = self.screen.office, Call(reader.language, reader.actor)
        with self.screen.looking(request, reader) as eyes:
            for key in _chosen(typed):
                eyes.record(SubjectKind.MILESTONE, key)
        with trial(office.engine) as session:
            command = self._command(session, reader, typed)
            eyes = Looking(session, reader.sight)
            before = [seen_by(eyes, duty) for duty in _as_seen(session, typed)]
            perform(office.ledger(session, reader.actor, is_trial=True), command)
            effects = [
                (
                    titled(seen.record, call.language),
                    seen.effect(session, current(session, seen.record.kind, seen.record.key), call),
                )
                for seen in before
            ]
        return _Follows(effects, asks_second(office, reader, command))

    def _record(self, reader: Reader, typed: Typed) -> str:
        """Do it; return what to say about it."""
        with transaction(self.screen.office.engine) as session:
            _as_seen(session, typed)
            command = self._command(session, reader, typed)
            outcome = submit(self.screen.office.ledger(session, reader.actor), command)
        return "verzonden" if outcome.done is not None else "voorstel"

    def _command(self, session: Session, reader: Reader, typed: Typed) -> Command:
        on = typed.day("op") or self.screen.office.today
        chosen = _chosen(typed)
        return sending(
            session,
            {
                "duties": [key for key, how in chosen.items() if how == _WHOLE],
                "in_part": [key for key, how in chosen.items() if how == _IN_PART],
                "reference": typed.text("kenmerk"),
                "on": on.isoformat(),
                "title": typed.text("titel") or None,
                "reason": typed.text("reden") or None,
            },
            clearance=reader.sight.everywhere,
        )


def _chosen(typed: Typed) -> dict[str, str]:
    """Return how the letter fulfils each duty that was chosen, by its key."""
    return {
        name.removeprefix("toezegging-"): how
        for name, how in typed.fields.items()
        if name.startswith("toezegging-") and how in {_WHOLE, _IN_PART}
    }


def _as_seen(session: Session, typed: Typed) -> list[Record]:
    """Return the chosen duties, none of which changed since the form was made.

    Raises:
        ConflictError: somebody changed one.
    """
    found = [current(session, SubjectKind.MILESTONE, key) for key in _chosen(typed)]
    for duty in found:
        require_seen(duty, _version(typed, duty.key))
    return found


def _version(typed: Typed, key: str) -> int:
    text = typed.text(f"versie-{key}")
    return int(text) if text.isdecimal() else 0
