"""Accounts: who may come in, by what and as what; let in by a login link, and kept out again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import StringConstraints
from sqlalchemy import ColumnElement, select, true
from sqlmodel import col

from mijlpaal.web.api.asked import Changing, Making
from mijlpaal.web.api.bodies import Nothing
from mijlpaal.web.api.catalogue import Beside
from mijlpaal.web.api.document import changing, reading
from mijlpaal.web.api.doing import perform_once, require_may_in, require_version
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.parameters import Key, Line, OfToday, Strict
from mijlpaal.web.api.schemas import (
    ETAG,
    MAYBE_MOMENT,
    MAYBE_TEXT,
    NAMES,
    NUMBER,
    PLACE,
    TEXT,
    YES_OR_NO,
    an_object,
    array,
    rows,
)
from mijlpaal.web.api.showing import Json, etag_of, moment, names_of, version_of
from mijlpaal.web.api.subjects import links, location_of
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.paths import LINK_PATH
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.office import Office
from mijlpaal.web.pages import below
from models.access import accounts
from models.access.keeping import require_administrator, require_role
from models.access.login_links import make_link
from models.access.naming import representatives
from models.access.standing import Roles, standing_of
from models.access.visits import open_visits
from models.errors import UnknownSubjectError, Words
from models.ledger.writer import Ledger
from models.reading.looking import Looking
from models.tables import Account

ACCOUNTS = Beside("accounts")
_LINK = "inloglink"
_OK, _CREATED = 200, 201
_ROLE = an_object(rol=TEXT, isOveral=YES_OR_NO, cluster=MAYBE_TEXT)
_ROW: Schema = an_object(
    sleutel=TEXT,
    naam=TEXT,
    inlogdienst=MAYBE_TEXT,
    rollen=array(_ROLE),
    bedrijven=NAMES,
    sessies=NUMBER,
    isOpen=YES_OR_NO,
    gemaaktOp=MAYBE_MOMENT,
    laatstGezienOp=MAYBE_MOMENT,
    geslotenOp=MAYBE_MOMENT,
)
_LET_IN: Schema = {"allOf": [_ROW, an_object(inloglink=MAYBE_TEXT)]}
_SEES = Depends(permitted(Resource.ACCESS))
_MANAGES = Depends(permitted(Resource.ACCESS, Action.MANAGE))


class LetIn(Strict):
    """Who is to come in, as mandates name them."""

    naam: Annotated[Line, StringConstraints(max_length=200)]


def add_accounts(router: APIRouter) -> None:
    """Add reading, letting somebody in, and keeping somebody out."""
    noun, one = ACCOUNTS.noun, f"{ACCOUNTS.path}/{{sleutel}}"
    router.add_api_route(ACCOUNTS.path, _list, **reading("Wie toegang heeft", rows(_ROW), noun))
    router.add_api_route(one, _read, **reading("Eén account", _ROW, noun, headers=ETAG))
    said = changing("Maak een inloglink", noun, _CREATED, _LET_IN, {**ETAG, **PLACE})
    known = {**said["responses"][_CREATED], "description": "Het account was er al; nieuwe link."}
    said["responses"] |= {_OK: known}
    router.add_api_route(ACCOUNTS.path, _let_in, methods=["POST"], **said)
    closed = changing("Trek de toegang in, met elk token", noun, _OK, _ROW, ETAG)
    router.add_api_route(f"{one}/intrekkingen", _revoke, methods=["POST"], **closed)


def _list(
    request: Request, reader: Annotated[Reader, _SEES], page: Annotated[OfToday, Query()]
) -> Response:
    after = true() if page.cursor is None else col(Account.actor) > page.cursor
    office = office_of(request)
    with looking(office, reader, request) as eyes:
        found = _found(eyes, after, limit=page.aantal + 1)
        shown = _rows(eyes, office, found[: page.aantal])
    last = found[page.aantal - 1].actor if len(found) > page.aantal else None
    return JSONResponse({"resultaten": shown}, headers=links(request, last))


def _read(request: Request, sleutel: Key, reader: Annotated[Reader, _SEES]) -> Response:
    office = office_of(request)
    with looking(office, reader, request) as eyes:
        return _answer(eyes, office, known_account(eyes, sleutel))


def _let_in(
    request: Request, reader: Annotated[Reader, _MANAGES], asked: Making, said: LetIn
) -> Response:
    office = office_of(request)

    def perform(ledger: Ledger, eyes: Looking) -> Response:
        session = ledger.session
        require_may_keep(reader, ledger)
        require_role(session, said.naam, ledger.today)
        status = _OK if session.get(Account, said.naam) else _CREATED
        secret = make_link(session, said.naam, by=ledger.actor, now=ledger.at)
        account = known_account(eyes, said.naam)
        [row] = _rows(eyes, office, [account])
        path = f"{LINK_PATH}{secret}"
        whole = f"{office.web_address}{path}" if office.web_address else below(request, path)
        where = location_of(request, ACCOUNTS, account.actor)
        headers = {"ETag": etag_of(version_of_account(account)), "Location": where}
        return JSONResponse({**row, _LINK: None if asked.is_trial else whole}, status, headers)

    return perform_once(asked.by(reader, ACCOUNTS, "", said), perform, shown_once=_LINK)


def _revoke(
    request: Request,
    sleutel: Key,
    reader: Annotated[Reader, _MANAGES],
    asked: Changing,
    said: Nothing,
) -> Response:
    def perform(ledger: Ledger, eyes: Looking) -> Response:
        account = known_account(eyes, sleutel)
        require_may_keep(reader, ledger)
        require_version(asked.version, version_of_account(account))
        accounts.revoke(ledger.session, sleutel, by=ledger.actor, now=ledger.at)
        return _answer(eyes, office_of(request), account)

    return perform_once(asked.by(reader, ACCOUNTS, sleutel, said), perform)


def require_may_keep(reader: Reader, ledger: Ledger) -> None:
    """Let pass who keeps the installation, and not by a token for some clusters.

    Raises:
        ApiError: their role or their token does not hold everywhere.
        NotPermittedError: they are no administrator.
    """
    require_may_in(reader, None, Resource.ACCESS, Action.MANAGE)
    require_administrator(ledger.session, ledger.actor, ledger.today)


def _found(eyes: Looking, which: ColumnElement[bool], *, limit: int) -> Sequence[Account]:
    query = select(Account).where(which).order_by(col(Account.actor)).limit(limit)
    return eyes.session.scalars(query).all()


def known_account(eyes: Looking, name: str) -> Account:
    """Return an account.

    Raises:
        UnknownSubjectError: there is none; those that there are go untold.
    """
    found = _found(eyes, col(Account.actor) == name, limit=1)
    if not found:
        raise UnknownSubjectError(kind=Words("account", "account"), key=name[:80], suggestion="")
    return found[0]


@dataclass(frozen=True, slots=True)
class _Standing:
    """What somebody holds, by ids."""

    roles: Roles
    companies: tuple[int, ...]


def _rows(eyes: Looking, office: Office, found: Sequence[Account]) -> list[Json]:
    session, today = eyes.session, office.today
    sessions = [visit.actor for visit in open_visits(session, now=office.now())]
    held = [
        _Standing(
            standing_of(session, each, today).roles,
            tuple(row.organisation_id for row in representatives(session, each.actor, today)),
        )
        for each in found
    ]
    names = names_of(
        eyes, {id_ for each in held for id_ in (*each.companies, *(at for _, at in each.roles))}
    )
    return [
        _row(account, standing, names, sessions.count(account.actor))
        for account, standing in zip(found, held, strict=True)
    ]


def _row(account: Account, held: _Standing, names: Mapping[int, str], sessions: int) -> Json:
    return {
        "sleutel": account.actor,
        "naam": account.display_name,
        "inlogdienst": account.issuer or None,
        "rollen": [
            {"rol": str(role), "isOveral": at is None, "cluster": names.get(at or 0)}
            for role, at in held.roles
        ],
        "bedrijven": sorted(names[each] for each in held.companies if each in names),
        "sessies": sessions,
        "isOpen": account.closed_at is None,
        "gemaaktOp": moment(account.made_at),
        "laatstGezienOp": moment(account.seen_at),
        "geslotenOp": moment(account.closed_at),
    }


def _answer(eyes: Looking, office: Office, account: Account) -> Response:
    [row] = _rows(eyes, office, [account])
    return JSONResponse(row, headers={"ETag": etag_of(version_of_account(account))})


def version_of_account(account: Account) -> str:
    """Return what stands for the version of an account: another one when it was closed."""
    return version_of(account.actor, account.closed_at)
