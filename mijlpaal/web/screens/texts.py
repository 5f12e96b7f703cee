"""Status texts: what a letter to the Kamer says of a cluster or of the programme.

Written by one person, proposed, and approved or returned by a second one; then it stays.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.pages import below
from mijlpaal.web.screens.problems import Problem, problem_of, status_of
from mijlpaal.web.screens.reports import REPORTS_PATH
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.seen import require_seen
from mijlpaal.web.screens.typed import Typed, typed_form
from mijlpaal.web.screens.words import say_word
from models.errors import ConflictError, MijlpaalError, UnknownSubjectError, Words
from models.ledger.writer import Ledger
from models.publications import approval, status_texts
from models.reading.looking import Looking
from models.storage.database import transaction
from models.storage.records import DETAIL, Record
from models.vocabulary import Approval, Confidentiality, SubjectKind

TEXTS_PATH = f"{REPORTS_PATH}/statusteksten"  # names of editions hold dots
_SEES = Depends(permitted(Resource.STATUS_TEXT))
_WRITES = Depends(permitted(Resource.STATUS_TEXT, Action.REGISTER))
_SEE_OTHER = 303
_AUDIENCES = (Confidentiality.PUBLIC, Confidentiality.INTERNAL)
_FIELDS = {
    "statustekst": "tekst",
    "peildatum": "peildatum",
    "ReasonMissingError": "reden",
}


@dataclass(frozen=True, slots=True)
class _Subject:
    """A cluster or the programme, with its texts, the oldest first."""

    record: Record
    texts: Sequence[Record]

    @property
    def in_the_making(self) -> Record | None:
        """The text that is not approved yet, if there is one."""
        found = [each for each in self.texts if each.text("approval") != Approval.ESTABLISHED]
        return found[-1] if found else None

    @property
    def established(self) -> Sequence[Record]:
        """Those that were approved, the latest first."""
        return [each for each in self.texts[::-1] if each.text("approval") == Approval.ESTABLISHED]


@dataclass(frozen=True, slots=True)
class _Said:
    """What the page says of what was asked, beside what was typed."""

    typed: Typed = field(default_factory=Typed)
    problems: Sequence[Problem] = ()
    status: int = 200
    is_conflict: bool = False
    done: str = ""


def _write(ledger: Ledger, subject: _Subject, typed: Typed) -> None:
    is_public = typed.text("voor") in {"", Confidentiality.PUBLIC}
    status_texts.write(
        ledger,
        subject.record,
        typed.text("tekst"),
        reference_date=typed.day("peildatum"),
        audience=Confidentiality.PUBLIC if is_public else Confidentiality.INTERNAL,
        reason=typed.text("reden") or None,
    )


def _propose(ledger: Ledger, subject: _Subject, typed: Typed) -> None:
    approval.propose(ledger, _the_one(subject), reason=typed.text("reden") or None)


def _establish(ledger: Ledger, subject: _Subject, typed: Typed) -> None:
    approval.establish(ledger, _the_one(subject), reason=typed.text("reden") or None)


def _give_back(ledger: Ledger, subject: _Subject, typed: Typed) -> None:
    approval.give_back(ledger, _the_one(subject), reason=typed.text("reden") or None)


_Does = Callable[[Ledger, _Subject, Typed], None]
# By the end of the address: who may, and what it does.
_ACTS: Mapping[str, tuple[Action, _Does]] = {
    "schrijven": (Action.REGISTER, _write),
    "voorleggen": (Action.ADVANCE, _propose),
    "goedkeuren": (Action.ADOPT, _establish),
    "teruggeven": (Action.DECIDE, _give_back),
}


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the status texts."""
    router = APIRouter()

    def all_texts(request: Request, reader: Annotated[Reader, _SEES]) -> Response:
        with screen.looking(request, reader) as eyes:
            found = [
                _subject(eyes, shown.record)
                for kind in (SubjectKind.PROGRAMME, SubjectKind.CLUSTER)
                for shown in eyes.records(kind)
            ]
        return screen.show(request, reader, "texts.html", subjects=found, path=TEXTS_PATH)

    def one(
        request: Request, key: str, reader: Annotated[Reader, _SEES], gedaan: str = ""
    ) -> Response:
        done = say_word(f"text_{gedaan}", reader.language) if gedaan in _ACTS else ""
        return _page(screen, request, reader, key, _Said(done=done))

    router.add_api_route(TEXTS_PATH, all_texts, methods=["GET"])
    router.add_api_route(f"{TEXTS_PATH}/{{key}}", one, methods=["GET"])
    for end in _ACTS:
        _add(router, screen, end)
    return router


def _add(router: APIRouter, screen: Screen, end: str) -> None:
    action, does = _ACTS[end]
    door = Depends(permitted(Resource.STATUS_TEXT, action))

    def act(
        request: Request,
        key: str,
        reader: Annotated[Reader, door],
        typed: Annotated[Typed, Depends(typed_form)],
    ) -> Response:
        with screen.looking(request, reader) as eyes:
            _find(eyes, key)
        try:
            with transaction(screen.office.engine) as session:
                subject = _find(Looking(session, reader.sight), key)
                _require_as_seen(subject, typed.version)
                does(screen.office.ledger(session, reader.actor), subject, typed)
        except MijlpaalError as error:
            said = _Said(
                typed,
                [problem_of(error, _FIELDS, reader.language)],
                status_of(error),
                isinstance(error, ConflictError),
            )
            return _page(screen, request, reader, key, said)
        address = below(request, f"{TEXTS_PATH}/{key}?gedaan={end}")
        return RedirectResponse(address, _SEE_OTHER)

    router.add_api_route(f"{TEXTS_PATH}/{{key}}/{end}", act, methods=["POST"])


def _page(screen: Screen, request: Request, reader: Reader, key: str, said: _Said) -> Response:
    with screen.looking(request, reader) as eyes:
        subject = _find(eyes, key)
    record, making = subject.record, subject.in_the_making
    where = record.id if record.kind is SubjectKind.CLUSTER else None
    version = making.version if making else 0
    typed = said.typed
    return screen.show(
        request,
        reader,
        "text.html",
        status=said.status,
        here=f"{TEXTS_PATH}/{record.key}",
        subject=subject,
        making=making,
        approval=making.text("approval") if making else "",
        may={
            end: reader.may_in(where, Resource.STATUS_TEXT, action)
            for end, (action, _) in _ACTS.items()
        },
        # After a conflict the form is about the text as it is now, which is shown beside it.
        version=version if said.is_conflict or not typed.version else typed.version,
        audiences=_AUDIENCES,
        typed=typed,
        problems=said.problems,
        is_conflict=said.is_conflict,
        done=said.done,
    )


def _find(eyes: Looking, key: str) -> _Subject:
    """Return the cluster or the programme with this key, with its texts.

    Raises:
        UnknownSubjectError: there is neither, or not for this reader.
    """
    with suppress(UnknownSubjectError):
        return _subject(eyes, eyes.record(SubjectKind.CLUSTER, key).record)
    return _subject(eyes, eyes.record(SubjectKind.PROGRAMME, key).record)


def _subject(eyes: Looking, record: Record) -> _Subject:
    about = DETAIL[SubjectKind.STATUS_TEXT].c.about_id == record.id
    found = [each.record for each in eyes.records(SubjectKind.STATUS_TEXT, about)]
    return _Subject(record, sorted(found, key=lambda each: each.id))


def _the_one(subject: _Subject) -> Record:
    """Return the text in the making.

    Raises:
        UnknownSubjectError: there is none.
    """
    if subject.in_the_making is None:
        raise UnknownSubjectError(
            kind=Words("statustekst", "status text"),
            key=subject.record.key,
            suggestion=Words("", ""),
        )
    return subject.in_the_making


def _require_as_seen(subject: _Subject, version: int) -> None:
    """Refuse what is about another text than a person saw; 0 says that there was none.

    Raises:
        ConflictError: somebody wrote, proposed or decided meanwhile.
    """
    making = subject.in_the_making
    if making is not None:
        require_seen(making, version)
    elif version:
        raise ConflictError(
            subject=subject.record.name,
            expected=Words(f"versie {version}", f"version {version}"),
            found=Words("geen tekst in de maak", "no text in the making"),
        )
