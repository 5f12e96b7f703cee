"""What hangs on what: the list with its sources, stating one more, and ending one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from mijlpaal.call import Call
from mijlpaal.show.edges import CERTAINTIES
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.pages import below
from mijlpaal.web.posted import form_of
from mijlpaal.web.screens.address import BLANK
from mijlpaal.web.screens.following import WHAT_IF_PATH, Link, link_to
from mijlpaal.web.screens.looking_back import as_known_on
from mijlpaal.web.screens.problems import Problem, problem_of, status_of
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.typed import Typed
from mijlpaal.web.screens.what_if import subjects_of
from mijlpaal.web.screens.words import say_word
from mijlpaal.web.situations import situation_seen
from models.consequences.kinds import words_of
from models.consequences.situation import Edge, Situation
from models.errors import InvalidAmendmentError, MijlpaalError, UnknownSubjectError, Words
from models.foresight.dependencies import Terms, end_dependency, state_dependency
from models.reading.looking import Looking
from models.storage.database import transaction
from models.storage.records import SUBJECT, Record
from models.vocabulary import Certainty, DependencyKind, Language, SubjectKind

DEPENDENCIES_PATH = f"{WHAT_IF_PATH}/afhankelijkheden"
MOST = 200
_SEES = Depends(permitted(Resource.DEPENDENCY))
_STATES = Depends(permitted(Resource.DEPENDENCY, Action.REGISTER))
_ENDS = Depends(permitted(Resource.DEPENDENCY, Action.AMEND))
_SEE_OTHER = 303
_DONE = ("stated", "ended")
_FIELDS = {  # of the page, by the name that an error knows them by
    "from_id": "wat",
    "to_id": "waarvan",
    "dependency_kind": "soort",
    "lag": "tussentijd",
    "UnreadablePhraseError": "tussentijd",
    "needed_by": "nodig",
    "valid_from": "vanaf",
    "valid_until": "totenmet",
    "certainty": "zekerheid",
    "role": "soort",
    "alternative": "alternatief",
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A dependency in the list; ``key`` is empty where another table holds it."""

    what: Link
    how: str
    on: Link
    certainty: str
    first: date | None
    last: date | None
    source: str
    key: str


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the dependencies."""
    desk = _Desk(screen)
    router = APIRouter()
    router.add_api_route(DEPENDENCIES_PATH, desk.show, methods=["GET"])
    router.add_api_route(DEPENDENCIES_PATH, desk.state, methods=["POST"])
    router.add_api_route(f"{DEPENDENCIES_PATH}/{{key}}", desk.end, methods=["POST"])
    return router


@dataclass(frozen=True)
class _Desk:
    """Answers for the page."""

    screen: Screen

    def show(  # noqa: PLR0917  (as the address has them)
        self,
        request: Request,
        reader: Annotated[Reader, _SEES],
        van: str = "",
        wat: str = "",
        soort: Annotated[DependencyKind | None, BLANK] = None,
        gedaan: str = "",
        op: str = "",
    ) -> Response:
        """Show what hangs on what, of one subject or of all, and the form for one more."""
        done = say_word(f"dependency_{gedaan}", reader.language) if gedaan in _DONE else ""
        typed = Typed({"wat": wat, "soort": soort or ""})

        def page(at: Screen, looker: Reader) -> Response:
            return _page(at, request, looker, typed, of=van, done=done)

        return as_known_on(self.screen, request, reader, op, page)

    def state(
        self,
        request: Request,
        reader: Annotated[Reader, _STATES],
        form: Annotated[FormData, Depends(form_of)],
    ) -> Response:
        """State one more."""
        typed = Typed({name: value for name, value in form.items() if isinstance(value, str)})
        try:
            with transaction(self.screen.office.engine) as session:
                eyes = Looking(session, reader.sight)
                ends = [_end(eyes, typed, name) for name in ("wat", "waarvan")]
                state_dependency(
                    self.screen.office.ledger(session, reader.actor),
                    typed.text("soort"),
                    ends[0],
                    ends[1],
                    _terms(typed),
                    reason=typed.text("reden") or None,
                    clearance=reader.clearance,
                )
        except MijlpaalError as error:
            problem = problem_of(error, _FIELDS, reader.language)
            return _page(
                self.screen, request, reader, typed, problems=[problem], status=status_of(error)
            )
        address = below(request, f"{DEPENDENCIES_PATH}?van={typed.text('wat')}&gedaan=stated")
        return RedirectResponse(address, _SEE_OTHER)

    def end(
        self,
        request: Request,
        key: str,
        reader: Annotated[Reader, _ENDS],
        reden: Annotated[str, Form()] = "",
    ) -> Response:
        """Let one end today."""
        with self.screen.looking(request, reader) as eyes:
            eyes.record(SubjectKind.DEPENDENCY, key)
        try:
            with transaction(self.screen.office.engine) as session:
                ledger = self.screen.office.ledger(session, reader.actor)
                reason = reden.strip() or None
                end_dependency(ledger, SubjectKind.DEPENDENCY, key, ledger.today, reason=reason)
        except MijlpaalError as error:
            problem = problem_of(error, {}, reader.language)
            return _page(
                self.screen, request, reader, Typed(), problems=[problem], status=status_of(error)
            )
        return RedirectResponse(below(request, f"{DEPENDENCIES_PATH}?gedaan=ended"), _SEE_OTHER)


def _page(
    screen: Screen,
    request: Request,
    reader: Reader,
    typed: Typed,
    *,
    of: str = "",
    done: str = "",
    problems: Sequence[Problem] = (),
    status: int = 200,
) -> Response:
    language = reader.language
    with screen.looking(request, reader) as eyes:
        situation = situation_seen(screen.office, eyes, reader)
        edges = _edges(situation, of)
        letters = _letters(eyes, edges[:MOST])
    return screen.show(
        request,
        reader,
        "dependencies.html",
        status=status,
        rows=[_row(situation, each, letters, language) for each in edges[:MOST]],
        more=max(0, len(edges) - MOST),
        of=of,
        typed=typed,
        subjects=subjects_of(situation, Call(language, reader.actor)),
        kinds=[(str(kind), words_of(kind).say(language)) for kind in DependencyKind],
        certainties=[(str(e), CERTAINTIES[e].say(language)) for e in Certainty],
        may_state=reader.may(Resource.DEPENDENCY, Action.REGISTER),
        may_end=reader.may(Resource.DEPENDENCY, Action.AMEND),
        done=done,
        problems=problems,
    )


def _edges(situation: Situation, of: str) -> list[Edge]:
    """Return what was stated, or everything about one subject."""
    if not of:
        return [edge for edge in situation.edges if not edge.is_implied]
    node = situation.by_name.get(of)
    if node is None:
        return []
    return [*situation.needs.get(node.id, ()), *situation.dependents.get(node.id, ())]


def _letters(eyes: Looking, edges: Sequence[Edge]) -> frozenset[str]:
    """Return the keys of the letters that these were taken from, as far as they may be seen."""
    keys = {each.source for each in edges if each.source}
    found = eyes.records(SubjectKind.DOCUMENT, SUBJECT.c.key.in_(keys)) if keys else []
    return frozenset(each.record.key for each in found)


def _row(situation: Situation, edge: Edge, letters: frozenset[str], language: Language) -> _Row:
    said = [edge.role, edge.lag, edge.gate, str(edge.needed_by or ""), edge.alternative]
    details = ", ".join(each for each in said if each)
    how = words_of(edge.kind).say(language)
    kind, _, key = edge.row.partition(":")
    is_stated = kind == SubjectKind.DEPENDENCY and not edge.is_implied
    return _Row(
        what=link_to(situation.nodes[edge.dependent], language),
        how=f"{how} ({details})" if details else how,
        on=link_to(situation.nodes[edge.on], language),
        certainty=CERTAINTIES[Certainty(edge.certainty)].say(language) if edge.certainty else "",
        first=edge.valid_from,
        last=edge.valid_until,
        source=edge.source if edge.source in letters else "",
        key=key if is_stated else "",
    )


def _end(eyes: Looking, typed: Typed, name: str) -> Record:
    """Return an end of a dependency.

    Raises:
        InvalidAmendmentError: there is no such subject, or not for this reader.
    """
    text = typed.text(name)
    kind, _, key = text.partition(":")
    try:
        return eyes.record(SubjectKind(kind), key).record
    except (ValueError, UnknownSubjectError) as problem:
        raise _amiss(name, text, "dat is er niet", "there is no such subject") from problem


def _terms(typed: Typed) -> Terms:
    return Terms(
        lag=typed.text("tussentijd") or None,
        needed_by=_day(typed, "nodig"),
        alternative=typed.text("alternatief") or None,
        certainty=typed.text("zekerheid") or None,
        valid_from=_day(typed, "vanaf"),
        valid_until=_day(typed, "totenmet"),
        is_mutual=typed.text("wederzijds") == "ja",
        words=typed.text("woorden") or None,
    )


def _day(typed: Typed, name: str) -> date | None:
    text = typed.text(name)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise _amiss(name, text, "een dag als 2027-03-01", "a day as 2027-03-01") from problem


def _amiss(name: str, value: str, nl: str, en: str) -> InvalidAmendmentError:
    column = {there: known for known, there in _FIELDS.items() if known.islower()}.get(name, name)
    words = Words(say_word(f"edge_{name}", Language.NL), say_word(f"edge_{name}", Language.EN))
    return InvalidAmendmentError(
        subject=words, field=column, value=value[:80], problem=Words(nl, en)
    )
