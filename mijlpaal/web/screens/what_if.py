"""What if: a subject and a change, what follows and what no longer fits; nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from mijlpaal.call import Call
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.language_of_parts import unmarked
from mijlpaal.web.screens.following import (
    WHAT_IF_PATH,
    OutcomeView,
    group_views,
    outcome_view,
)
from mijlpaal.web.screens.hanging import title_of
from mijlpaal.web.screens.looking_back import as_known_on
from mijlpaal.web.screens.page_words import titled
from mijlpaal.web.screens.problems import UNPROCESSABLE, Problem, problem_of
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.words import say_word
from mijlpaal.web.situations import situation_seen
from models.consequences.changes import Change, What
from models.consequences.groups import groups
from models.consequences.situation import Situation
from models.errors import InvalidAmendmentError, MijlpaalError, UnknownSubjectError, Words
from models.foresight.scenarios import all_scenarios, require_possible, states_of
from models.reading.looking import Looking
from models.storage.records import current
from models.vocabulary import SubjectKind

_SEES = Depends(permitted(Resource.WHAT_IF))
FIELDS = {  # of the page, by the name that an error knows them by
    "latest": "wordt",
    "state": "toestand",
    "InvalidAmendmentError": "toestand",
    "UnknownSubjectError": "onderwerp",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, as it was typed."""

    subject: str = ""
    becomes: str = ""
    state: str = ""

    def change(self) -> Change:
        """Return it as a change.

        Raises:
            InvalidAmendmentError: a day and a state, or a day that is none.
        """
        day, state = self.becomes.strip(), self.state.strip()
        if day and state:
            raise _amiss("state", state, "niet een dag en een toestand", "not a day and a state")
        if not day:
            return Change(self.subject, What.STATE if state else What.DROPPED, state)
        try:
            return Change(self.subject, What.LATEST, date.fromisoformat(day).isoformat())
        except ValueError as problem:
            raise _amiss("latest", day, "een dag als 2027-03-01", "a day as 2027-03-01") from (
                problem
            )


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the page."""
    router = APIRouter()

    def show(
        request: Request,
        reader: Annotated[Reader, _SEES],
        onderwerp: str = "",
        wordt: str = "",
        toestand: str = "",
        op: str = "",
    ) -> Response:
        def page(at: Screen, looker: Reader) -> Response:
            return show_what_if(at, request, looker, Asked(onderwerp, wordt, toestand))

        return as_known_on(screen, request, reader, op, page)

    router.add_api_route(WHAT_IF_PATH, show, methods=["GET"])
    return router


def show_what_if(
    screen: Screen,
    request: Request,
    reader: Reader,
    asked: Asked,
    *,
    problems: Sequence[Problem] = (),
    status: int = 200,
    title: str = "",
) -> Response:
    """Return the page; with a problem it keeps what was typed."""
    call, wrong = Call(reader.language, reader.actor), list(problems)
    outcome: OutcomeView | None = None
    with screen.looking(request, reader) as eyes:
        situation = situation_seen(screen.office, eyes, reader)
        if asked.subject:
            try:
                change = possible(eyes, situation, asked)
                calendar = screen.office.rulebook.calendar
                outcome = outcome_view(situation, [change], call, calendar=calendar)
            except MijlpaalError as error:
                wrong.append(_problem(error, reader))
        states = _states(eyes, situation, asked.subject)
        scenarios = [
            (each.key, titled(each, reader.language))
            for each in all_scenarios(eyes.session, clearance=reader.clearance)
        ]
    return screen.show(
        request,
        reader,
        "what_if.html",
        status=UNPROCESSABLE if wrong and status == 200 else status,  # noqa: PLR2004  (OK)
        asked=asked,
        subjects=subjects_of(situation, call),
        states=states,
        outcome=outcome,
        problems=wrong,
        scenarios=scenarios,
        may_keep=reader.may(Resource.SCENARIO, Action.REGISTER),
        new_title=title,
        groups=group_views(situation, groups(situation), reader.language),
    )


def possible(eyes: Looking, situation: Situation, asked: Asked) -> Change:
    """Return what was asked as a change that could happen.

    Raises:
        UnknownSubjectError: there is no such subject, or not for this reader.
        InvalidAmendmentError: it cannot happen to it.
    """
    if asked.subject not in situation.by_name:
        raise UnknownSubjectError(
            kind=Words("onderwerp", "subject"), key=asked.subject[:80], suggestion=""
        )
    change = asked.change()
    require_possible(eyes.session, situation, change)
    return change


def subjects_of(
    situation: Situation, call: Call, *kinds: SubjectKind
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what can be chosen, kind by kind: the name and the title of each."""
    by_kind: dict[str, list[tuple[str, str]]] = {}
    for node in situation.nodes.values():
        if node.kind != SubjectKind.PROGRAMME and (not kinds or node.kind in kinds):
            named = (node.name, title_of(node, call.language))
            by_kind.setdefault(node.kind, []).append(named)
    return [
        (kind, sorted(by_kind[kind], key=lambda each: unmarked(each[1])))
        for kind in sorted(by_kind)
    ]


def _states(eyes: Looking, situation: Situation, name: str) -> list[str]:
    node = situation.by_name.get(name)
    if node is None:
        return []
    return states_of(eyes.session, current(eyes.session, SubjectKind(node.kind), node.key))


def _problem(error: MijlpaalError, reader: Reader) -> Problem:
    if isinstance(error, UnknownSubjectError):
        return Problem("onderwerp", say_word("none_found", reader.language))
    return problem_of(error, FIELDS, reader.language)


def _amiss(field: str, value: str, nl: str, en: str) -> InvalidAmendmentError:
    return InvalidAmendmentError(
        subject=Words("Wat als", "What if"), field=field, value=value[:80], problem=Words(nl, en)
    )
