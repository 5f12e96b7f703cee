"""Two forms that mend what does not fit: who answers for a milestone, a condition's new day.

Each says what it was made of: the version of its row, and who answered for the milestone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from mijlpaal.call import Call
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.pages import below
from mijlpaal.web.screens.page_words import titled
from mijlpaal.web.screens.problems import (
    UNPROCESSABLE,
    Problem,
    problem_of,
    status_of_form,
)
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.seen import changed_since, require_seen
from mijlpaal.web.screens.typed import Typed, typed_form
from mijlpaal.web.screens.words import say_word
from models.acts.assigning import assign
from models.acts.due_days import set_due_day
from models.errors import ConflictError, InvalidAmendmentError, MijlpaalError, Words
from models.ledger.writer import Ledger
from models.people.contacts import is_in_office
from models.reading.looking import Looking
from models.storage.database import transaction
from models.storage.records import DETAIL, Record
from models.vocabulary import Language, SubjectKind

_ASSIGNS = Depends(permitted(Resource.ASSIGNMENT, Action.REGISTER))
_DATES = Depends(permitted(Resource.CONDITION, Action.AMEND))
_ASSIGNED = DETAIL[SubjectKind.ASSIGNMENT].c
_SEE_OTHER = 303
_FIELDS = {
    "contact_id": "functie",
    "UnfitReceiverError": "functie",
    "UnknownSubjectError": "functie",
    "due_on": "dag",
    "ReasonMissingError": "reden",
}


def make_router(screen: Screen) -> APIRouter:
    """Return the router of both forms."""
    router = APIRouter()
    owner, day = "/mijlpalen/{key}/eigenaar", "/voorwaarden/{key}/dag"

    def ask_owner(request: Request, key: str, reader: Annotated[Reader, _ASSIGNS]) -> Response:
        return _page(screen, request, reader, _Wanted(_OWNER, key))

    def name_owner(
        request: Request,
        key: str,
        reader: Annotated[Reader, _ASSIGNS],
        typed: Annotated[Typed, Depends(typed_form)],
    ) -> Response:
        def do(ledger: Ledger) -> None:
            assign(ledger, key, typed.text("functie"), reason=typed.text("reden") or None)

        return _answer(screen, request, reader, _Wanted(_OWNER, key, typed, ("functie",)), do)

    def ask_day(request: Request, key: str, reader: Annotated[Reader, _DATES]) -> Response:
        return _page(screen, request, reader, _Wanted(_DAY, key))

    def give_day(
        request: Request,
        key: str,
        reader: Annotated[Reader, _DATES],
        typed: Annotated[Typed, Depends(typed_form)],
    ) -> Response:
        def do(ledger: Ledger) -> None:
            day = typed.day("dag")
            if day is None:
                raise _no_day()
            set_due_day(ledger, key, day, reason=typed.text("reden"))

        return _answer(screen, request, reader, _Wanted(_DAY, key, typed, ("dag", "reden")), do)

    router.add_api_route(owner, ask_owner, methods=["GET"])
    router.add_api_route(owner, name_owner, methods=["POST"])
    router.add_api_route(day, ask_day, methods=["GET"])
    router.add_api_route(day, give_day, methods=["POST"])
    return router


@dataclass(frozen=True, slots=True)
class _Form:
    """One of the two: what it is called, what it is about, and where its subject is."""

    word: str
    kind: SubjectKind
    path: str
    end: str


_OWNER = _Form("assign_owner", SubjectKind.MILESTONE, "/mijlpalen", "eigenaar")
_DAY = _Form("another_day", SubjectKind.CONDITION, "/voorwaarden", "dag")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What somebody asked by a form."""

    form: _Form
    key: str
    typed: Typed = field(default_factory=Typed)
    required: tuple[str, ...] = ()
    is_conflict: bool = False  # somebody changed it since the form was made


def _answer(
    screen: Screen,
    request: Request,
    reader: Reader,
    wanted: _Wanted,
    do: Callable[[Ledger], None],
) -> Response:
    form, key, typed = wanted.form, wanted.key, wanted.typed
    with screen.looking(request, reader) as eyes:
        eyes.record(form.kind, key)
    missing = [name for name in wanted.required if not typed.text(name)]
    if missing:
        language = reader.language
        said = say_word("required", language)
        problems = [Problem(each, f"{_label(each, language)}: {said}") for each in missing]
        return _page(screen, request, reader, wanted, problems, UNPROCESSABLE)
    try:
        with transaction(screen.office.engine) as session:
            _require_as_seen(Looking(session, reader.sight), wanted)
            do(screen.office.ledger(session, reader.actor))
    except MijlpaalError as error:
        problem, status = problem_of(error, _FIELDS, reader.language), status_of_form(error)
        wanted = replace(wanted, is_conflict=isinstance(error, ConflictError))
        return _page(screen, request, reader, wanted, [problem], status)
    return RedirectResponse(below(request, f"{form.path}/{key}"), _SEE_OTHER)


def _require_as_seen(eyes: Looking, wanted: _Wanted) -> None:
    """Refuse what was decided on from a page that shows it otherwise.

    Raises:
        ConflictError: somebody changed the row since, or who answers for it.
    """
    found = eyes.record(wanted.form.kind, wanted.key).record
    require_seen(found, wanted.typed.version)
    if wanted.form is _OWNER and _tag(_held(eyes, found)) != wanted.typed.text("bekend"):
        raise ConflictError(
            subject=found.name,
            expected=Words("wie u zag", "whom you saw"),
            found=Words("anderen", "others"),
        )


def _held(eyes: Looking, milestone: Record) -> list[Record]:
    """Return who answers for a milestone, as rows."""
    found = eyes.records(SubjectKind.ASSIGNMENT, _ASSIGNED.milestone_id == milestone.id)
    return [each.record for each in found]


def _tag(held: Sequence[Record]) -> str:
    """Return what changes whenever somebody is named or let go."""
    return " ".join(f"{each.id}.{each.version}" for each in held)


def _page(
    screen: Screen,
    request: Request,
    reader: Reader,
    wanted: _Wanted,
    problems: Sequence[Problem] = (),
    status: int = 200,
) -> Response:
    form, typed, today = wanted.form, wanted.typed, screen.office.today
    call = Call(reader.language, reader.actor)
    with screen.looking(request, reader) as eyes:
        record = eyes.record(form.kind, wanted.key).record
        functions: list[Record] = []
        held: list[Record] = []
        if form is _OWNER:
            functions = [each.record for each in eyes.records(SubjectKind.CONTACT)]
            held = _held(eyes, record)
        since = changed_since(eyes, record, typed.version, call) if wanted.is_conflict else ()
    names = {each.id: titled(each, call.language) for each in functions}
    holding = [each.number("contact_id") for each in held if is_in_office(each, today)]
    return screen.show(
        request,
        reader,
        "mending.html",
        status=status,
        form=form,
        record=record,
        typed=typed,
        problems=problems,
        functions=[each for each in functions if is_in_office(each, today)],
        chosen=next(
            (names[each.id] for each in functions if each.key == typed.text("functie")), ""
        ),
        label=lambda name: _label(name, reader.language),
        version=record.version,
        known=_tag(held),
        owners=[names[each] for each in holding if each in names],
        is_conflict=wanted.is_conflict,
        since=since,
    )


_LABELS = {"functie": "function", "dag": "new_day", "reden": "reason"}


def _label(name: str, language: Language) -> str:
    return say_word(_LABELS[name], language)


def _no_day() -> InvalidAmendmentError:
    return InvalidAmendmentError(
        subject=Words("randvoorwaarde", "condition"),
        field="due_on",
        value="",
        problem=Words("noem één dag", "name one day"),
    )
