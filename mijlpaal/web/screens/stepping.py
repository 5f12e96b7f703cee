"""Taking a step of a life cycle by a form: which can be taken and why, what follows, then done.

The preview tries the real act in a transaction that is taken back, as the forms of a milestone do.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from mijlpaal.call import Call
from mijlpaal.columns import value_in_words
from mijlpaal.effects import Effect
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.entry.refusals import HiddenError
from mijlpaal.web.screens.look_then_record import Form, Said, look_then_record
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.trying import asks_second, submitted, tried
from mijlpaal.web.screens.typed import Typed, typed_form
from mijlpaal.web.screens.words import say_word
from models.acts.commands import Command, Verb, perform
from models.lifecycles.lifecycle import NextStep, next_steps
from models.reading.looking import Looking, Shown
from models.statechart import parse_condition
from models.storage.records import Record
from models.vocabulary import Language, SubjectKind
from reports.drawings.statechart.wording import said_condition

_KINDS = (
    ("/clusters", SubjectKind.CLUSTER, Resource.CLUSTER),
    ("/projecten", SubjectKind.PROJECT, Resource.PROJECT),
    ("/voorwaarden", SubjectKind.CONDITION, Resource.CONDITION),
    ("/verzoeken", SubjectKind.REQUEST, Resource.REQUEST),
    ("/bedrijfstrajecten", SubjectKind.COMPANY_TRACK, Resource.COMPANY_TRACK),
)
_FIELDS = {
    "UnknownEventError": "gebeurtenis",
    "TransitionRefusedError": "gebeurtenis",
    "IncompleteStepError": "gebeurtenis",
    "ReasonMissingError": "reden",
    "effective_on": "dag",
    "dag": "dag",
}
_DONE = {"gezet": "step_taken", "voorstel": "done_proposed"}


@dataclass(frozen=True, slots=True)
class _Follows:
    """What would follow from a form."""

    effect: Effect
    asks_second: bool


@dataclass(frozen=True, slots=True)
class _Way:
    """A step from here: the rule when one of several facts may do, and the facts behind it."""

    step: NextStep
    rule: str


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the steps."""
    router = APIRouter()
    for path, kind, resource in _KINDS:
        _add(router, _Desk(screen, path, kind, resource))
    return router


def may_step(reader: Reader, shown: Shown, resource: Resource) -> bool:
    """Return whether there is a step that this reader could take of this."""
    return has_steps(shown) and reader.may_do(shown.record, resource, Action.ADVANCE)


def has_steps(shown: Shown) -> bool:
    """Return whether this has a life cycle and where it stands may be seen."""
    return shown.record.values["definition_id"] is not None and "standing" not in shown.withheld


def _add(router: APIRouter, desk: "_Desk") -> None:
    door = Depends(permitted(desk.resource, Action.ADVANCE))

    def ask(
        request: Request, key: str, reader: Annotated[Reader, door], gedaan: str = ""
    ) -> Response:
        done = say_word(_DONE[gedaan], reader.language) if gedaan in _DONE else ""
        return desk.page(request, key, reader, Said(done=done))

    def answer(
        request: Request,
        key: str,
        reader: Annotated[Reader, door],
        typed: Annotated[Typed, Depends(typed_form)],
    ) -> Response:
        return desk.answer(request, key, reader, typed)

    path = f"{desk.path}/{{key}}/stap"
    router.add_api_route(path, ask, methods=["GET"])
    router.add_api_route(path, answer, methods=["POST"])


@dataclass(frozen=True)
class _Desk:
    """Answers for the form of one kind of subject."""

    screen: Screen
    path: str
    kind: SubjectKind
    resource: Resource

    def answer(self, request: Request, key: str, reader: Reader, typed: Typed) -> Response:
        """Show what would follow, and record it when that was seen."""
        with self.screen.looking(request, reader) as eyes:
            self._find(eyes, key, reader)
        form = Form(
            f"{self.path}/{key}/stap",
            {"gebeurtenis": "which_step"},
            _FIELDS,
            look=lambda: self._follows(reader, key, typed),
            record=lambda: self._record(reader, key, typed),
            page=lambda said: self.page(request, key, reader, said),
        )
        return look_then_record(request, reader, typed, form)

    def page(self, request: Request, key: str, reader: Reader, said: Said[_Follows]) -> Response:
        """Show where something stands, its steps and the form."""
        language = reader.language
        with self.screen.looking(request, reader) as eyes:
            record = self._find(eyes, key, reader).record
            state = value_in_words(eyes.session, record, "standing", Call(language, reader.actor))
            ways = _ways(eyes, record, language)
        return self.screen.show(
            request,
            reader,
            "stepping.html",
            status=said.status,
            here=f"{self.path}/{key}",
            record=record,
            state=state,
            ways=ways,
            step_choices=[(way.step.event, way.step.label) for way in ways if way.step.is_open],
            typed=said.typed,
            version=said.version_of(record.version),
            problems=said.problems,
            follows=said.follows,
            is_conflict=said.is_conflict,
            done=said.done,
        )

    def _find(self, eyes: Looking, key: str, reader: Reader) -> Shown:
        """Return the subject.

        Raises:
            HiddenError: where it stands is kept from this reader, or it has no life cycle.
            MayNotError: it is not theirs to take a step of.
        """
        shown = eyes.record(self.kind, key)
        if not has_steps(shown):
            raise HiddenError
        reader.require_may_do(shown.record, self.resource, Action.ADVANCE)
        return shown

    def _follows(self, reader: Reader, key: str, typed: Typed) -> _Follows:
        office, command = self.screen.office, _command(self.kind, key, typed)
        effect = tried(
            office,
            reader,
            (self.kind, key),
            typed.version,
            lambda ledger: perform(ledger, command),
        )
        return _Follows(effect, asks_second(office, reader, command))

    def _record(self, reader: Reader, key: str, typed: Typed) -> str:
        """Take the step; return what to say about it."""
        command = _command(self.kind, key, typed)
        is_done = submitted(self.screen.office, reader, command, typed.version)
        return "gezet" if is_done else "voorstel"


def _command(kind: SubjectKind, key: str, typed: Typed) -> Command:
    since = typed.day("dag")
    arguments = {
        "event": typed.text("gebeurtenis"),
        "reason": typed.text("reden") or None,
        "effective_on": since.isoformat() if since else None,
    }
    return Command(Verb.ADVANCE, kind, key, arguments)


def _where(record: Record) -> int | None:
    return record.id if record.kind is SubjectKind.CLUSTER else record.number("cluster_id")


def _ways(eyes: Looking, record: Record, language: Language) -> list[_Way]:
    """Return the steps, first those that wait for facts: that is what people come for."""
    clearance = eyes.sight.clearance_in(_where(record))
    steps = next_steps(eyes.session, record, language, clearance=clearance)
    return [_Way(each, _rule(each, language)) for each in sorted(steps, key=lambda s: not s.guard)]


def _rule(step: NextStep, language: Language) -> str:
    """Return the rule where one of several may do; a list of facts alone would ask for all."""
    if step.is_open or " or " not in step.guard:
        return ""
    return said_condition(parse_condition(step.guard), language)
