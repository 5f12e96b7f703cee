"""Sessions of browsers: one's own for everybody, those of an account for who keeps it; to be ended.

A session has no secret here: its key tells it from the others and opens nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import JSONResponse, Response

from mijlpaal.web.api.accounts import ACCOUNTS, known_account, require_may_keep, version_of_account
from mijlpaal.web.api.asked import Changing, Making
from mijlpaal.web.api.bodies import Nothing
from mijlpaal.web.api.catalogue import Beside
from mijlpaal.web.api.document import changing, reading
from mijlpaal.web.api.doing import perform_once, require_version
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.parameters import Key
from mijlpaal.web.api.schemas import (
    ETAG,
    MAYBE_MOMENT,
    NUMBER,
    TEXT,
    YES_OR_NO,
    an_object,
    rows,
)
from mijlpaal.web.api.showing import Json, etag_of, moment, version_of
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.sessions_seen import SessionSeen, sessions_seen
from models.access.visits import LONGEST, end_visits
from models.errors import UnknownSubjectError, Words
from models.ledger.writer import Ledger
from models.reading.looking import Looking

OWN_SESSIONS, SESSIONS = Beside("eigen-sessies"), Beside("sessies")
_ENDINGS = "sessiebeeindigingen"
_ROW: Schema = an_object(
    sleutel=TEXT,
    begonOp=MAYBE_MOMENT,
    laatstGezienOp=MAYBE_MOMENT,
    uiterlijkTot=MAYBE_MOMENT,
    isDeze=YES_OR_NO,
)
_ENDED = an_object(beeindigd=NUMBER)
_Sessie = Annotated[str, Path(alias="sessie", pattern=r"^[0-9a-f]{16}$")]


def _nobody_else() -> None:
    """Name no account: the sessions are one's own."""


def _of_an_account(sleutel: Key) -> str:
    return sleutel


@dataclass(frozen=True, slots=True)
class _Whose:
    """Whose sessions a group of routes is about.

    Attributes:
        of: how their list is called.
        path: of the list.
        resource: whose door they have.
        account: which account the address names; None: that of the reader.
    """

    of: Beside
    path: str
    resource: Resource
    account: Callable[..., str | None]

    def actor(self, eyes: Looking, reader: Reader, account: str | None) -> str:
        """Return whose they are.

        Raises:
            UnknownSubjectError: there is no such account.
        """
        return reader.actor if account is None else known_account(eyes, account).actor


_WHOSE = (
    _Whose(OWN_SESSIONS, OWN_SESSIONS.path, Resource.OWN, _nobody_else),
    _Whose(
        SESSIONS,
        f"{ACCOUNTS.path}/{{sleutel}}{SESSIONS.path}",
        Resource.ACCESS,
        _of_an_account,
    ),
)


def add_sessions(router: APIRouter) -> None:
    """Add one's own sessions, and those of an account."""
    for whose in _WHOSE:
        _add_reading(router, whose)
        _add_ending(router, whose)
    ended = changing("Beëindig uw andere sessies", OWN_SESSIONS.noun, 200, _ENDED)
    router.add_api_route(f"/eigen-{_ENDINGS}", _end_others, methods=["POST"], **ended)
    ended = changing("Beëindig alle sessies van een account", SESSIONS.noun, 200, _ENDED)
    path = f"{ACCOUNTS.path}/{{sleutel}}/{_ENDINGS}"
    router.add_api_route(path, _end_all, methods=["POST"], **ended)


def _add_reading(router: APIRouter, whose: _Whose) -> None:
    sees, named = Depends(permitted(whose.resource)), Depends(whose.account)

    def listed(
        request: Request,
        reader: Annotated[Reader, sees],
        account: Annotated[str | None, named],
    ) -> Response:
        with looking(office_of(request), reader, request) as eyes:
            found = _found(request, eyes, whose.actor(eyes, reader, account))
            return JSONResponse({"resultaten": [_row(each) for each in found]})

    def one(
        request: Request,
        sessie: _Sessie,
        reader: Annotated[Reader, sees],
        account: Annotated[str | None, named],
    ) -> Response:
        with looking(office_of(request), reader, request) as eyes:
            return _answer(_one(request, eyes, whose.actor(eyes, reader, account), sessie))

    noun = whose.of.noun
    router.add_api_route(whose.path, listed, **reading("Sessies die lopen", rows(_ROW), noun))
    said = reading("Eén sessie", _ROW, noun, headers=ETAG)
    router.add_api_route(f"{whose.path}/{{sessie}}", one, **said)


def _add_ending(router: APIRouter, whose: _Whose) -> None:
    def end(
        request: Request,
        sessie: _Sessie,
        reader: Annotated[Reader, Depends(permitted(whose.resource, Action.MANAGE))],
        account: Annotated[str | None, Depends(whose.account)],
        asked: Changing,
        said: Nothing,
    ) -> Response:
        def perform(ledger: Ledger, eyes: Looking) -> Response:
            actor = whose.actor(eyes, reader, account)
            _require_may(whose, reader, ledger)
            found = _one(request, eyes, actor, sessie)
            require_version(asked.version, version_of(found.visit.digest))
            _end(ledger, actor, [found])
            return _answer(found)

        return perform_once(asked.by(reader, whose.of, sessie, said), perform)

    done = changing("Beëindig een sessie", whose.of.noun, 200, _ROW, ETAG)
    router.add_api_route(f"{whose.path}/{{sessie}}/beeindigingen", end, methods=["POST"], **done)


def _end_others(
    request: Request,
    reader: Annotated[Reader, Depends(permitted(Resource.OWN, Action.MANAGE))],
    asked: Making,
    said: Nothing,
) -> Response:
    def perform(ledger: Ledger, eyes: Looking) -> Response:
        found = _found(request, eyes, reader.actor)
        return _end(ledger, reader.actor, [each for each in found if not each.is_this])

    return perform_once(asked.by(reader, OWN_SESSIONS, "", said), perform)


def _end_all(
    request: Request,
    sleutel: Key,
    reader: Annotated[Reader, Depends(permitted(Resource.ACCESS, Action.MANAGE))],
    asked: Changing,
    said: Nothing,
) -> Response:
    def perform(ledger: Ledger, eyes: Looking) -> Response:
        account = known_account(eyes, sleutel)
        require_may_keep(reader, ledger)
        require_version(asked.version, version_of_account(account))
        return _end(ledger, account.actor, _found(request, eyes, account.actor))

    return perform_once(asked.by(reader, SESSIONS, sleutel, said), perform)


def _require_may(whose: _Whose, reader: Reader, ledger: Ledger) -> None:
    """Let pass who keeps the installation; one's own always."""
    if whose.resource is Resource.ACCESS:
        require_may_keep(reader, ledger)


def _end(ledger: Ledger, actor: str, found: Sequence[SessionSeen]) -> Response:
    digests = [each.visit.digest for each in found]
    end_visits(ledger.session, actor, digests, by=ledger.actor, now=ledger.at)
    return JSONResponse({"beeindigd": len(found)})


def _found(request: Request, eyes: Looking, actor: str) -> list[SessionSeen]:
    return sessions_seen(eyes.session, request, actor, now=office_of(request).now())


def _one(request: Request, eyes: Looking, actor: str, name: str) -> SessionSeen:
    """Return a session that lasts.

    Raises:
        UnknownSubjectError: there is none, or it is not theirs.
    """
    for each in _found(request, eyes, actor):
        if each.name == name:
            return each
    raise UnknownSubjectError(kind=Words("sessie", "session"), key=name, suggestion="")


def _answer(found: SessionSeen) -> Response:
    return JSONResponse(_row(found), headers={"ETag": etag_of(version_of(found.visit.digest))})


def _row(each: SessionSeen) -> Json:
    visit = each.visit
    return {
        "sleutel": each.name,
        "begonOp": moment(visit.began_at),
        "laatstGezienOp": moment(visit.seen_at),
        "uiterlijkTot": moment(visit.began_at + LONGEST),
        "isDeze": each.is_this,
    }
