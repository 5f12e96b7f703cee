"""What can be done about a milestone by a form: typed, shown with what it changes, then recorded.

The preview tries the real act in a transaction that is taken back, so that it cannot differ from
what is then recorded. What the form says is done by the functions that the command line calls.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from mijlpaal.call import Call
from mijlpaal.effects import Effect, Seen
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.eyes import is_told
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.pages import below
from mijlpaal.web.screens.milestone import Found, find, require_seen
from mijlpaal.web.screens.milestones import MILESTONES_PATH
from mijlpaal.web.screens.problems import UNPROCESSABLE, Problem, problem_of, status_of
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.words import say_word
from models.acts.commands import Command, Verb
from models.acts.proposals import submit
from models.dates import Calendar, Reading, Tense, read_moment
from models.errors import ConflictError, InvalidAmendmentError, MijlpaalError, Words
from models.ledger.writer import Ledger
from models.milestones import acts as milestones
from models.reading.looking import Looking
from models.storage.database import transaction, trial
from models.storage.records import Record, current
from models.vocabulary import REPLAN_REASONS, Language, ReplanReason, SubjectKind
from reports.spelling import span

_SEE_OTHER = 303
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
class Typed:
    """What somebody typed, as they typed it."""

    fields: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a field without the space around it."""
        return self.fields.get(name, "").strip()

    @property
    def version(self) -> int:
        """The version of the row that the form was made of; 0 when it does not say."""
        text = self.text("versie")
        return int(text) if text.isdecimal() else 0

    def day(self, name: str) -> date | None:
        """Return a field that is a day, None when it is empty.

        Raises:
            InvalidAmendmentError: it is no day.
        """
        text = self.text(name)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError as problem:
            raise _amiss(name, text, "one_date") from problem


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


async def typed_form(request: Request) -> Typed:
    """Return what was typed into a form, for ``Depends``."""
    form = await request.form()
    return Typed({name: value for name, value in form.items() if isinstance(value, str)})


@dataclass(frozen=True)
class _Desk:
    """Answers for one form."""

    screen: Screen
    act: Act

    def ask(self, request: Request, key: str, reader: Reader) -> Response:
        """Show the empty form."""
        return self._page(request, reader, find(self.screen, request, reader, key), Typed())

    def answer(self, request: Request, key: str, reader: Reader, typed: Typed) -> Response:
        """Show what would follow, and record it when that was seen."""
        found = find(self.screen, request, reader, key)
        problems = self._empty(typed, reader.language)
        if problems:
            return self._page(request, reader, found, typed, problems, UNPROCESSABLE)
        try:
            shown = self._shown(key, reader, typed)
            if typed.text("stap") != "vastleggen":
                return self._page(request, reader, found, typed, shown=shown)
            done = self._record(key, reader, typed)
        except MijlpaalError as error:
            problem = problem_of(error, _FIELDS, reader.language)
            found = find(self.screen, request, reader, key)
            is_conflict = isinstance(error, ConflictError)
            return self._page(
                request, reader, found, typed, [problem], status_of(error), is_conflict=is_conflict
            )
        address = below(request, f"{MILESTONES_PATH}/{key}?gedaan={done}")
        return RedirectResponse(address, _SEE_OTHER)

    def _empty(self, typed: Typed, language: Language) -> list[Problem]:
        said = say_word("required", language)
        return [
            Problem(name, f"{_label(name, language)}: {said}")
            for name in self.act.required
            if not typed.text(name)
        ]

    def _shown(self, key: str, reader: Reader, typed: Typed) -> Shown:
        office, call = self.screen.office, Call(reader.language, reader.actor)
        calendar, language = office.rulebook.calendar, reader.language
        reading = _reading(typed, office.today, calendar) if self.act.is_a_moment else None
        with trial(office.engine) as session:
            before = current(session, SubjectKind.MILESTONE, key)
            require_seen(before, typed.version)
            eyes = Looking(session, reader.sight)
            seen = Seen.now(session, before, lambda other: is_told(eyes, other))
            ledger = replace(office.ledger(session, reader.actor), is_trial=True)
            after = self._perform(ledger, key, typed)
            effect = seen.effect(session, after, call)
        window = reading.window if reading else None
        return Shown(
            reading=span(window.earliest, window.latest, language) if window else "",
            rule=reading.rule if reading else "",
            remarks=tuple(each.say(language) for each in reading.remarks) if reading else (),
            effect=effect,
            asks_second=self._asks_second(key, reader, typed),
        )

    def _asks_second(self, key: str, reader: Reader, typed: Typed) -> bool:
        command = self._command(key, typed)
        if command is None:
            return False
        with trial(self.screen.office.engine) as session:
            outcome = submit(self.screen.office.ledger(session, reader.actor), command)
        return outcome.proposal is not None

    def _record(self, key: str, reader: Reader, typed: Typed) -> str:
        """Do it; return what to say about it."""
        with transaction(self.screen.office.engine) as session:
            ledger = self.screen.office.ledger(session, reader.actor)
            require_seen(current(session, SubjectKind.MILESTONE, key), typed.version)
            command = self._command(key, typed)
            if command is None:
                self._perform(ledger, key, typed)
                return self.act.word
            return self.act.word if submit(ledger, command).done is not None else "proposed"

    def _perform(self, ledger: Ledger, key: str, typed: Typed) -> Record:
        reason = typed.text("reden") or None
        if self.act.verb is Verb.ACHIEVE:
            on = typed.day("op") or ledger.today
            evidence = typed.text("bewijs")
            return milestones.achieve(ledger, key, on, evidence=evidence, reason=reason)
        if self.act.verb is Verb.REPLAN:
            return milestones.replan(
                ledger,
                key,
                typed.text("wanneer"),
                code=typed.text("code"),
                reason=reason,
                internal_target=typed.day("streven"),
            )
        expected = _reading(typed, ledger.today, ledger.rulebook.calendar).window.latest
        if expected is None:
            raise _amiss("forecast_on", typed.text("wanneer"), "no_day")
        return milestones.forecast(ledger, key, expected, reason=reason)

    def _command(self, key: str, typed: Typed) -> Command | None:
        """Return the act as data; None for what nobody has to confirm."""
        reason, target = typed.text("reden") or None, typed.day("streven")
        if self.act.verb is None:
            return None
        arguments = (
            {"on": typed.text("op"), "evidence": typed.text("bewijs"), "reason": reason}
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

    def _page(
        self,
        request: Request,
        reader: Reader,
        found: Found,
        typed: Typed,
        problems: list[Problem] | None = None,
        status: int = 200,
        *,
        shown: Shown | None = None,
        is_conflict: bool = False,
    ) -> Response:
        language = reader.language
        return self.screen.show(
            request,
            reader,
            "acting.html",
            status=status,
            act=self.act,
            line=found.line,
            typed=typed,
            # After a conflict the form is about the row as it is now, which is shown beside it.
            version=found.record.version if is_conflict or not typed.version else typed.version,
            problems=problems or [],
            shown=shown,
            is_conflict=is_conflict,
            codes=[(each.value, REPLAN_REASONS[each].say(language)) for each in ReplanReason],
            label=lambda name: _label(name, language),
        )


def _reading(typed: Typed, today: date, calendar: Calendar) -> Reading:
    return read_moment(typed.text("wanneer"), today, tense=Tense.PLANNED, calendar=calendar)


_LABELS = {
    "wanneer": "when",
    "reden": "reason",
    "code": "code",
    "streven": "internal_target",
    "op": "achieved_on",
    "bewijs": "evidence",
}


def _label(name: str, language: Language) -> str:
    return say_word(_LABELS[name], language)


def _amiss(field: str, value: str, word: str) -> InvalidAmendmentError:
    problem = Words(say_word(word, Language.NL), say_word(word, Language.EN))
    named = {"op": "achieved_on", "streven": "internal_target"}.get(field, field)
    name = _LABELS.get(_FIELDS.get(named, field), "when")
    subject = Words(say_word(name, Language.NL), say_word(name, Language.EN))
    return InvalidAmendmentError(subject=subject, field=named, value=value, problem=problem)
