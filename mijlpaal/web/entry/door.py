"""The door before every route: who is it, may they, and did this form come from us.

A route says by ``permitted`` which cell of the matrix it is. ``require_guarded`` refuses to serve
an application with a route that says nothing: forgetting the door does not leave it open.
"""

from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from starlette.requests import HTTPConnection

from mijlpaal.web.entry import cookies
from mijlpaal.web.entry.matrix import MATRIX, Action, Cell, Resource
from mijlpaal.web.entry.origin import require_own_origin
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.entry.refusals import (
    CsrfError,
    HiddenError,
    LoginNeededError,
    MayNotError,
)
from mijlpaal.web.looking_back import then_of
from mijlpaal.web.office import Office
from mijlpaal.web.pages import language_of
from mijlpaal.web.posted import CSRF_FIELD, form_of
from models.access import tokens, visits
from models.access.standing import standing_of
from models.errors import DatabaseLockedError
from models.reading.sight import Sight
from models.storage.database import reading, transaction
from models.tables import Account
from models.vocabulary import Language

CSRF_HEADER = "X-CSRF-Token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def office_of(request: HTTPConnection) -> Office:
    """Return where this application reads and writes, or reads only: on the day looked back at."""
    then = then_of(request)
    office: Office = then.office if then else request.app.state.office
    return office


def reader_of(request: Request) -> Reader:
    """Return who looks.

    Raises:
        LoginNeededError: nobody whom we know; a browser is sent to the login page, the API
            answers 401.
    """
    known = getattr(request.state, "reader", None)
    if isinstance(known, Reader):
        return known
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    by_token = scheme.lower() == "bearer" and request.url.path.startswith(_api_of(request))
    found = _bearer(request, secret.strip()) if by_token else _visitor(request)
    if found is None:
        raise LoginNeededError
    request.state.reader = found
    return found


async def csrf_checked(request: Request, reader: Annotated[Reader, Depends(reader_of)]) -> None:
    """Let pass a form of our own pages, and whoever came by a token: no browser sends that along.

    The form must carry the field ``csrf`` (or the request the header ``X-CSRF-Token``) that belongs
    to this session, and must not come from a page of somebody else's.

    Raises:
        CsrfError: it does not.
    """
    if request.method in SAFE_METHODS or reader.is_a_program:
        return
    require_own_origin(request, office_of(request).web_address)
    secret = cookies.session_secret(request)
    given = request.headers.get(CSRF_HEADER) or await _field(request)
    if not secret or not cookies.is_csrf_of(secret, given):
        raise CsrfError


@dataclass(frozen=True)
class Permitted:
    """The door of one route; FastAPI calls it before the route."""

    resource: Resource
    action: Action

    @property
    def cell(self) -> Cell:
        """Which cell of the matrix this is."""
        return self.resource, self.action

    async def __call__(  # async: it waits for nothing, and a thread of its own costs more
        self,
        reader: Annotated[Reader, Depends(reader_of)],
        _checked: Annotated[None, Depends(csrf_checked)],
    ) -> Reader:
        """Return the reader, if they may.

        Raises:
            HiddenError: they may not even know that it is there.
            MayNotError: they may see it and may not do this.
        """
        if reader.may(self.resource, self.action):
            return reader
        if self.action is Action.READ or not reader.may(self.resource):
            raise HiddenError
        raise MayNotError(self.resource, self.action)


def permitted(resource: Resource, action: Action = Action.READ) -> Permitted:
    """Return the door of a route, for ``Depends``; the cell must be in the matrix.

    >>> permitted(Resource.MILESTONE).cell
    (<Resource.MILESTONE: 'milestone'>, <Action.READ: 'read'>)
    """
    if (resource, action) not in MATRIX:
        raise LookupError(f"the matrix has no row for {resource} × {action}")
    return Permitted(resource, action)


def cell_of(route: RouteContext) -> Cell | None:
    """Return which cell of the matrix a route is, None when it passes no door."""
    if not isinstance(route.original_route, APIRoute):
        return None
    dependant: Dependant = route.dependant
    doors = [each.call for each in dependant.dependencies]
    return next((door.cell for door in doors if isinstance(door, Permitted)), None)


def require_guarded(app: FastAPI, open_to_all: frozenset[str]) -> None:
    """Refuse an application with a route that passes no door and is not open to all.

    Raises:
        LookupError: names the route.
    """
    for route in iter_route_contexts(app.routes):
        if cell_of(route) is None and route.path not in open_to_all:
            raise LookupError(f"the route {route.path} passes no door: Depends(permitted(…))")


def _visitor(request: Request) -> Reader | None:
    secret = cookies.session_secret(request)
    if not secret:
        return None
    office, now = office_of(request), office_of(request).now()
    with reading(office.engine) as session:
        found = visits.visitor(session, secret, now=now)
        if found is None:
            return None
        account, visit = found
        standing = standing_of(session, account, office.today)
    if visits.is_to_be_noted(visit, now=now):
        with suppress(DatabaseLockedError), transaction(office.engine) as session:
            visits.note_visit(session, secret, now=now)
    return Reader(
        actor=account.actor,
        name=account.display_name,
        roles=standing.roles,
        sight=standing.sight,
        own=standing.own,
        language=_language(request, account),
        csrf=cookies.csrf_of(secret),
        ends_at=visit.began_at + visits.LONGEST,
    )


def _bearer(request: Request, secret: str) -> Reader | None:
    office, now = office_of(request), office_of(request).now()
    with reading(office.engine) as session:
        found = tokens.bearer(session, secret, now=now)
        if found is None:
            return None
        standing = standing_of(session, found, office.today)
    if tokens.is_to_be_noted(found, now=now):
        with suppress(DatabaseLockedError), transaction(office.engine) as session:
            tokens.note_use(session, secret, now=now)
    sight: Sight = standing.sight.limited_to(found.clusters)
    return Reader(
        actor=found.actor,
        name=found.display_name,
        roles=standing.roles,
        sight=sight,
        own=standing.own,
        language=language_of(request),
        may_write=found.may_write,
        is_a_program=True,
    )


def _language(request: Request, account: Account) -> Language:
    return Language(account.language) if account.language else language_of(request)


def _api_of(request: Request) -> str:
    return f"{request.scope.get('root_path', '')}/v1/"


async def _field(request: Request) -> str:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        return ""
    form = await form_of(request)
    value = form.get(CSRF_FIELD)
    return value if isinstance(value, str) else ""
