"""What can be done about a milestone by a form: typed, shown with what it changes, then recorded.

The preview tries the real act in a transaction that is taken back, so that it cannot differ from
what is then recorded. What the form says is done by the functions that the command line calls.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from mijlpaal.effects import Effect
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.screens.look_then_record import Form, Said, look_then_record
from mijlpaal.web.screens.milestone import Found, find
from mijlpaal.web.screens.milestones import MILESTONES_PATH
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.seen import require_held
from mijlpaal.web.screens.trying import asks_second, submitted, tried
from mijlpaal.web.screens.typed import LABELS, Typed, amiss, typed_form
from mijlpaal.web.screens.words import say_word
from models.acts.commands import Command, Verb, perform
from models.dates import Calendar, Reading, Tense, read_moment
from models.ledger.writer import Ledger
from models.milestones import acts as milestones
from models.storage.database import transaction
from models.storage.records import Record
from models.vocabulary import REPLAN_REASONS, ReplanReason, SubjectKind
from reports.spelling import span

_FIELDS = {  # of the page, by the name that an error knows them by
    "forecast_on": "wanneer",
    "latest": "wanneer",
    "wording": "wanneer",
    "UnreadablePhraseError": "wanneer",
    "OutsideCalendarError": "wanneer",
    "internal_target": "streven",
    "ReasonMissingError": "reden",
    "achieved_on": "op",
    "evidence": "bewijs",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What would follow from a form: how its words are read, and what changes."""

    reading: str
    rule: str
    remarks: tuple[str, ...]
    effect: Effect
    asks_second: bool


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do about a milestone by a form."""

    path: str
    word: str  # in mijlpaal.web.screens.words
    action: Action
    verb: Verb | None  # None: nobody has to confirm it
    required: tuple[str, ...]
    is_a_moment: bool  # whether it has words to be read


ACTS = (
    Act("prognose", "forecast", Action.FORECAST, None, ("wanneer",), is_a_moment=True),
    Act("behaald", "achieve", Action.ACHIEVE, Verb.ACHIEVE, ("op", "bewijs"), is_a_moment=False),
    Act(
        "herijken",
        "replan",
        Action.REPLAN,
        Verb.REPLAN,
        ("wanneer", "code", "reden"),
        is_a_moment=True,
    ),
)


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the forms."""
    router = APIRouter()
    for act in ACTS:
        _add(router, _Desk(screen, act))
    return router


def _add(router: APIRouter, desk: "_Desk") -> None:
    door = Depends(permitted(Resource.MILESTONE, desk.act.action))

    def ask(request: Request, key: str, reader: Annotated[Reader, door]) -> Response:
        return desk.ask(request, key, reader)

    def answer(
        request: Request,
        key: str,
        reader: Annotated[Reader, door],
        typed: Annotated[Typed, Depends(typed_form)],
    ) -> Response:
        return desk.answer(request, key, reader, typed)

    path = f"{MILESTONES_PATH}/{{key}}/{desk.act.path}"
    router.add_api_route(path, ask, methods=["GET"])
    router.add_api_route(path, answer, methods=["POST"])


@dataclass(frozen=True)
class _Desk:
    """Answers for one form."""

    screen: Screen
    act: Act

    def ask(self, request: Request, key: str, reader: Reader) -> Response:
        """Show the empty form."""
        return self._page(request, key, reader, Said())

    def answer(self, request: Request, key: str, reader: Reader, typed: Typed) -> Response:
        """Show what would follow, and record it when that was seen."""
        self._find(request, reader, key)
        form = Form(
            f"{MILESTONES_PATH}/{key}",
            {name: LABELS[name] for name in self.act.required},
            _FIELDS,
            look=lambda: self._shown(key, reader, typed),
            record=lambda: self._record(key, reader, typed),
            page=lambda said: self._page(request, key, reader, said),
        )
        return look_then_record(request, reader, typed, form)

    def _find(self, request: Request, reader: Reader, key: str) -> Found:
        """Return the milestone.

        Raises:
            HiddenError: there is none, or none for this reader.
            MayNotError: it is not theirs to do this to.
        """
        found = find(self.screen, request, reader, key)
        reader.require_may_do(found.record, Resource.MILESTONE, self.act.action)
        return found

    def _shown(self, key: str, reader: Reader, typed: Typed) -> Shown:
        office, language = self.screen.office, reader.language
        calendar = office.rulebook.calendar
        reading = _reading(typed, office.today, calendar) if self.act.is_a_moment else None
        command = self._command(key, typed)
        effect = tried(
            office,
            reader,
            (SubjectKind.MILESTONE, key),
            typed.version,
            lambda ledger: _perform(ledger, key, typed, command),
        )
        window = reading.window if reading else None
        return Shown(
            reading=span(window.earliest, window.latest, language) if window else "",
            rule=reading.rule if reading else "",
            remarks=tuple(each.say(language) for each in reading.remarks) if reading else (),
            effect=effect,
            asks_second=command is not None and asks_second(office, reader, command),
        )

    def _record(self, key: str, reader: Reader, typed: Typed) -> str:
        """Do it; return what to say about it."""
        office, command = self.screen.office, self._command(key, typed)
        if command is not None:
            is_done = submitted(office, reader, command, typed.version)
            return self.act.word if is_done else "proposed"
        with transaction(office.engine) as session:
            ledger = office.ledger(session, reader.actor)
            require_held(ledger, (SubjectKind.MILESTONE, key), typed.version)
            _perform(ledger, key, typed, None)
        return self.act.word

    def _command(self, key: str, typed: Typed) -> Command | None:
        """Return the act as data; None for what nobody has to confirm.

        Raises:
            InvalidAmendmentError: a day is none.
        """
        if self.act.verb is None:
            return None
        reason, target, on = typed.text("reden") or None, typed.day("streven"), typed.day("op")
        arguments = (
            {
                "on": (on or self.screen.office.today).isoformat(),
                "evidence": typed.text("bewijs"),
                "reason": reason,
            }
            if self.act.verb is Verb.ACHIEVE
            else {
                "wording": typed.text("wanneer"),
                "said_on": self.screen.office.today.isoformat(),
                "internal_target": target.isoformat() if target else None,
                "code": typed.text("code"),
                "reason": reason,
            }
        )
        return Command(self.act.verb, SubjectKind.MILESTONE, key, arguments)

    def _page(self, request: Request, key: str, reader: Reader, said: Said[Shown]) -> Response:
        found, language = self._find(request, reader, key), reader.language
        return self.screen.show(
            request,
            reader,
            "acting.html",
            status=said.status,
            act=self.act,
            line=found.line,
            typed=said.typed,
            version=said.version_of(found.record.version),
            problems=said.problems,
            shown=said.follows,
            is_conflict=said.is_conflict,
            codes=[(each.value, REPLAN_REASONS[each].say(language)) for each in ReplanReason],
            label=lambda name: say_word(LABELS[name], language),
        )


def _perform(ledger: Ledger, key: str, typed: Typed, command: Command | None) -> Record:
    """Do what a form asks for: what has no command is a forecast."""
    if command is not None:
        return perform(ledger, command)
    expected = _reading(typed, ledger.today, ledger.rulebook.calendar).window.latest
    if expected is None:
        raise amiss("forecast_on", typed.text("wanneer"), "no_day")
    return milestones.forecast(ledger, key, expected, reason=typed.text("reden") or None)


def _reading(typed: Typed, today: date, calendar: Calendar) -> Reading:
    return read_moment(typed.text("wanneer"), today, tense=Tense.PLANNED, calendar=calendar)
