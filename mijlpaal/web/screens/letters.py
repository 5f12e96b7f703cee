"""Letters: pasted or uploaded, read aloud statement by statement, and decided on by a person.

Between reading and deciding nothing is kept here: the form carries the file along, so that what is
decided on is what was read.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from intake.letter import Letter, Source, clean
from intake.reading import letter_of
from mijlpaal.deciding import Filing, Verdicts, settled
from mijlpaal.letters import Review, dated_letter, find, reviewed
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.posted import form_of, uploaded
from mijlpaal.web.screens.hanging import path_of_subject
from mijlpaal.web.screens.problems import (
    TOO_LARGE,
    UNPROCESSABLE,
    Problem,
    problem_of,
    status_of,
    too_large,
)
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.words import say_word
from models.errors import MijlpaalError
from models.reading.looking import BY_ID, Looking
from models.reviewing import Taking
from models.storage.database import reading, transaction
from models.storage.records import Record
from models.vocabulary import SubjectKind

LETTERS_PATH = "/brieven"
_SEES = Depends(permitted(Resource.LETTER))
_READS = Depends(permitted(Resource.LETTER, Action.REGISTER))
_DECIDES = Depends(permitted(Resource.LETTER, Action.DECIDE))
_FIELDS = {"UndatedLetterError": "dag", "LetterDayError": "dag"}


@dataclass(frozen=True, slots=True)
class Given:
    """A letter as it was given: what was pasted, or the file, and the day that somebody named."""

    source: Source | None
    text: str = ""
    day: str = ""
    is_too_large: bool = False  # the file that was chosen; it is not taken

    @property
    def carried(self) -> str:
        """The file as a hidden field carries it."""
        return base64.b64encode(self.source.content).decode() if self.source else ""


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the letters."""
    desk = _Desk(screen)
    router = APIRouter()
    router.add_api_route(LETTERS_PATH, desk.show, methods=["GET"])
    router.add_api_route(f"{LETTERS_PATH}/lezen", desk.read, methods=["POST"])
    router.add_api_route(f"{LETTERS_PATH}/besluiten", desk.decide, methods=["POST"])
    return router


async def _pasted(request: Request) -> Given:
    form = await form_of(request)
    text, day, file = _text(form, "tekst"), _text(form, "dag"), await uploaded(form, "bestand")
    if file is not None and file.content is None:
        return Given(None, text, day, is_too_large=True)
    if file is not None and file.content is not None:
        return Given(Source(clean(file.name)[:100], file.content), text, day)
    return Given(Source("brief.txt", text.encode()) if text.strip() else None, text, day)


@dataclass(frozen=True)
class _Desk:
    """Answers for the letters."""

    screen: Screen

    def show(self, request: Request, reader: Annotated[Reader, _SEES]) -> Response:
        """Show where to give a letter, and those that were read."""
        return self._asking(request, reader, Given(None))

    def read(
        self,
        request: Request,
        reader: Annotated[Reader, _READS],
        given: Annotated[Given, Depends(_pasted)],
    ) -> Response:
        """Show what a letter says, statement by statement; record nothing."""
        if given.is_too_large:
            problem = too_large(reader.language)
            return self._asking(request, reader, given, problem, TOO_LARGE)
        if given.source is None:
            said = say_word("letter_empty", reader.language)
            problem = Problem("tekst", said)
            return self._asking(request, reader, given, problem, UNPROCESSABLE)
        try:
            found = self._review(given, reader)
        except MijlpaalError as error:
            problem = problem_of(error, _FIELDS, reader.language)
            return self._asking(request, reader, given, problem, status_of(error))
        return self._reviewing(request, reader, given, found)

    def decide(
        self,
        request: Request,
        reader: Annotated[Reader, _DECIDES],
        form: Annotated[FormData, Depends(form_of)],
    ) -> Response:
        """Record what was decided about a letter: all of it, or nothing."""
        given = _carried(form)
        typed = {name: value for name, value in form.items() if isinstance(value, str)}
        if given.source is None:
            return self._asking(request, reader, given, status=UNPROCESSABLE)
        try:
            found = self._review(given, reader)
        except MijlpaalError as error:
            problem = problem_of(error, _FIELDS, reader.language)
            return self._asking(request, reader, given, problem, status_of(error))
        try:
            with self.screen.looking(request, reader) as eyes:
                about = _about(eyes, typed.get("over", ""))
            verdicts = _verdicts(found, typed, about)
            with transaction(self.screen.office.engine) as session:
                ledger = self.screen.office.ledger(session, reader.actor)
                after = settled(ledger, found, verdicts, Filing(about=about))
        except MijlpaalError as error:
            problem = problem_of(error, {}, reader.language)
            status = status_of(error)
            return self._reviewing(
                request, reader, given, found, problem=problem, status=status, typed=typed
            )
        said = say_word(
            "letter_settled",
            reader.language,
            taken=len(after.taken),
            rejected=len(after.rejected),
        )
        return self._reviewing(request, reader, given, after.review, done=said)

    def _review(self, given: Given, reader: Reader) -> Review:
        office = self.screen.office
        letter = letter_of(given.source or Source("", b""))
        said_on = _day(given.day)
        with reading(office.engine) as session:
            return _review(Looking(session, reader.sight), letter, said_on, self.screen)

    def _asking(
        self,
        request: Request,
        reader: Reader,
        given: Given,
        problem: Problem | None = None,
        status: int = 200,
    ) -> Response:
        with self.screen.looking(request, reader) as eyes:
            documents = [each.record for each in eyes.records(SubjectKind.DOCUMENT)]
        return self.screen.show(
            request,
            reader,
            "letters.html",
            status=status,
            given=given,
            documents=documents,
            may_read=reader.may(Resource.LETTER, Action.REGISTER),
            problems=[problem] if problem else [],
        )

    def _reviewing(
        self,
        request: Request,
        reader: Reader,
        given: Given,
        found: Review,
        *,
        problem: Problem | None = None,
        status: int = 200,
        done: str = "",
        typed: Mapping[str, str] | None = None,
    ) -> Response:
        with self.screen.looking(request, reader) as eyes:
            clusters = [each.record for each in eyes.records(SubjectKind.CLUSTER)]
            registered = _registered(eyes, found)
            letter = _seen(eyes, found.document) if found.document else None
        return self.screen.show(
            request,
            reader,
            "review.html",
            status=status,
            given=given,
            review=found,
            registered=registered,
            letter=letter,
            clusters=clusters,
            problems=[problem] if problem else [],
            done=done,
            typed=typed or {},
            may_decide=reader.may(Resource.LETTER, Action.DECIDE),
            path_of=path_of_subject,
        )


def _review(eyes: Looking, letter: Letter, said_on: date | None, screen: Screen) -> Review:
    session, office = eyes.session, screen.office
    calendar = office.rulebook.calendar
    known_as, dated = dated_letter(
        session,
        letter,
        None,
        said_on,
        today=office.today,
        sees=lambda document: _seen(eyes, document) is not None,
    )
    found = find(letter, dated.day, calendar)
    return reviewed(session, letter, dated, known_as, found, calendar)


def _seen(eyes: Looking, record: Record) -> Record | None:
    """Return a subject as this reader may see it; None when they may not."""
    found = eyes.narrowed(record.kind, BY_ID, {"wanted_id": record.id})
    return found[0].record if found else None


def _registered(eyes: Looking, found: Review) -> dict[int, Record]:
    """Return what the statements became, by their number, as far as this reader may see it."""
    became = {
        line.placed.number: _seen(eyes, line.known.registered)
        for line in found.lines
        if line.known is not None and line.known.registered is not None
    }
    return {number: record for number, record in became.items() if record is not None}


def _verdicts(found: Review, typed: Mapping[str, str], about: Record | None) -> Verdicts:
    numbers = [line.placed.number for line in found.new]
    chosen = {number: typed.get(f"keuze-{number}", "") for number in numbers}
    return Verdicts(
        taken={
            number: Taking(
                about=about,
                title=typed.get(f"titel-{number}", "").strip() or None,
                internal_target=_day(typed.get(f"streven-{number}", "")),
            )
            for number, choice in chosen.items()
            if choice == "neem"
        },
        rejected=[number for number, choice in chosen.items() if choice == "wijs_af"],
        reason=typed.get("reden", "").strip() or None,
    )


def _about(eyes: Looking, key: str) -> Record | None:
    return eyes.record(SubjectKind.CLUSTER, key).record if key else None


def _carried(form: FormData) -> Given:
    try:
        content = base64.b64decode(_text(form, "brief"), validate=True)
    except ValueError:
        content = b""
    name = clean(_text(form, "naam"))[:100] or "brief.txt"
    return Given(Source(name, content) if content else None, "", _text(form, "dag"))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        return None


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""
