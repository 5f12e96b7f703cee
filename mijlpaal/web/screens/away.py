"""Who is away and who hears meanwhile: written down by a form, and ended when they are back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from mijlpaal.call import Call
from mijlpaal.effects import Changed
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.pages import below
from mijlpaal.web.screens.keeping import KEEPING_PATH, ways
from mijlpaal.web.screens.page_words import titled
from mijlpaal.web.screens.problems import UNPROCESSABLE, Problem, problem_of, status_of_form
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.seen import changed_since, require_seen
from mijlpaal.web.screens.typed import Typed, typed_form
from mijlpaal.web.screens.words import say_word
from models.errors import ConflictError, MijlpaalError
from models.ledger.writer import Ledger
from models.people.absences import absences, be_absent, end_absence
from models.storage.database import transaction
from models.storage.records import current
from models.vocabulary import SubjectKind

AWAY_PATH = f"{KEEPING_PATH}/functies/afwezig"
_KEEPS = Depends(permitted(Resource.CONTACT, Action.AMEND))
_SEE_OTHER = 303
_REQUIRED = {"functie": "function", "van": "from", "tot": "until", "vervanger": "stand_in"}
_FIELDS = {
    "valid_from": "van",
    "valid_until": "tot",
    "replaced_by": "vervanger",
    "UnknownSubjectError": "functie",
    "van": "van",
    "tot": "tot",
}
_DONE = {"weg": "absence_kept", "terug": "absence_ended"}


@dataclass(frozen=True, slots=True)
class _Said:
    """What the page says of what was asked, beside what was typed."""

    typed: Typed = field(default_factory=Typed)
    problems: Sequence[Problem] = ()
    status: int = 200
    done: str = ""
    ended: str = ""  # the absence that somebody else changed while its button was in sight


def make_router(screen: Screen) -> APIRouter:
    """Return the router of absences."""
    router = APIRouter()

    def ask(request: Request, reader: Annotated[Reader, _KEEPS], gedaan: str = "") -> Response:
        done = say_word(_DONE[gedaan], reader.language) if gedaan in _DONE else ""
        return _page(screen, request, reader, _Said(done=done))

    def go(
        request: Request,
        reader: Annotated[Reader, _KEEPS],
        typed: Annotated[Typed, Depends(typed_form)],
    ) -> Response:
        missing = [name for name in _REQUIRED if not typed.text(name)]
        if missing:
            language = reader.language
            said = say_word("required", language)
            problems = [
                Problem(each, f"{say_word(_REQUIRED[each], language)}: {said}") for each in missing
            ]
            return _page(screen, request, reader, _Said(typed, problems, UNPROCESSABLE))

        return _done(screen, request, reader, typed, (lambda at: _leave(at, typed), "weg"))

    def back(
        request: Request,
        reader: Annotated[Reader, _KEEPS],
        typed: Annotated[Typed, Depends(typed_form)],
    ) -> Response:
        with screen.looking(request, reader) as eyes:
            key = eyes.record(SubjectKind.ABSENCE, typed.text("afwezigheid")).record.key

        def end(ledger: Ledger) -> None:
            require_seen(current(ledger.session, SubjectKind.ABSENCE, key), typed.version)
            end_absence(ledger, key)

        return _done(screen, request, reader, typed, (end, "terug"))

    router.add_api_route(AWAY_PATH, ask, methods=["GET"])
    router.add_api_route(AWAY_PATH, go, methods=["POST"])
    router.add_api_route(f"{AWAY_PATH}/terug", back, methods=["POST"])
    return router


def _leave(ledger: Ledger, typed: Typed) -> None:
    be_absent(
        ledger,
        typed.text("functie"),
        first=typed.day("van") or ledger.today,
        last=typed.day("tot") or ledger.today,
        replaced_by=typed.text("vervanger"),
    )


def _done(
    screen: Screen,
    request: Request,
    reader: Reader,
    typed: Typed,
    act: tuple[Callable[[Ledger], None], str],
) -> Response:
    does, said = act
    try:
        with transaction(screen.office.engine) as session:
            does(screen.office.ledger(session, reader.actor))
    except MijlpaalError as error:
        problem = problem_of(error, _FIELDS, reader.language)
        ended = typed.text("afwezigheid") if isinstance(error, ConflictError) else ""
        said_of_it = _Said(typed, [problem], status_of_form(error), ended=ended)
        return _page(screen, request, reader, said_of_it)
    return RedirectResponse(below(request, f"{AWAY_PATH}?gedaan={said}"), _SEE_OTHER)


def _page(screen: Screen, request: Request, reader: Reader, said: _Said) -> Response:
    call = Call(reader.language, reader.actor)
    with screen.looking(request, reader) as eyes:
        functions = {
            each.record.key: titled(each.record, call.language)
            for each in eyes.records(SubjectKind.CONTACT)
        }
        rows = {each.record.key: each.record for each in eyes.records(SubjectKind.ABSENCE)}
        known = [
            each
            for each in absences(eyes.session)
            if each.last >= screen.office.today
            and each.key in rows
            and each.contact in functions
            and each.replaced_by in functions
        ]
        since: tuple[Changed, ...] = ()
        if said.ended in rows:
            since = changed_since(eyes, rows[said.ended], said.typed.version, call)
    return screen.show(
        request,
        reader,
        "away.html",
        status=said.status,
        here=AWAY_PATH,
        functions=functions,
        absences=known,
        versions={key: row.version for key, row in rows.items()},
        since=since,
        typed=said.typed,
        problems=said.problems,
        done=said.done,
        ways=ways(reader),
    )
