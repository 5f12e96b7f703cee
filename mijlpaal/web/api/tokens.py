"""API tokens: everybody's for who keeps the installation, and one's own for everybody.

Made by an administrator; the secret is in the answer that makes it and nowhere else.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field
from sqlalchemy import ColumnElement, select, true
from sqlmodel import col

from mijlpaal.web.api.asked import Changing, Making
from mijlpaal.web.api.bodies import Nothing
from mijlpaal.web.api.catalogue import Beside
from mijlpaal.web.api.document import changing, reading
from mijlpaal.web.api.doing import perform_once, require_may_in, require_version
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.parameters import Day, Key, Line, OfToday, Strict, YesOrNo
from mijlpaal.web.api.schemas import (
    ETAG,
    MAYBE_MOMENT,
    MAYBE_TEXT,
    NAMES,
    PLACE,
    TEXT,
    YES_OR_NO,
    an_object,
    rows,
)
from mijlpaal.web.api.showing import Json, etag_of, moment, names_of, version_of
from mijlpaal.web.api.subjects import links, location_of
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.office import Office
from models.access.keeping import require_administrator, require_role
from models.access.tokens import STANDARD, clusters_of, make_token, revoke_token
from models.errors import UnknownSubjectError, Words
from models.ledger.writer import Ledger
from models.reading.looking import Looking
from models.tables import AccessToken
from models.vocabulary import SubjectKind

TOKENS, OWN_TOKENS = Beside("tokens"), Beside("eigen-tokens")
_SECRET = "token"  # noqa: S105  (the name of a member, not what is in it)
_CREATED = 201
_OF: Mapping[Beside, Resource] = {TOKENS: Resource.ACCESS, OWN_TOKENS: Resource.OWN}
_ROW: Schema = an_object(
    sleutel=TEXT,
    wie=TEXT,
    doel=TEXT,
    magWijzigen=YES_OR_NO,
    clusters=NAMES,
    isGeldig=YES_OR_NO,
    verlooptOp=MAYBE_MOMENT,
    gemaaktDoor=TEXT,
    gemaaktOp=MAYBE_MOMENT,
    laatstGebruiktOp=MAYBE_MOMENT,
    ingetrokkenOp=MAYBE_MOMENT,
)
_MADE: Schema = {"allOf": [_ROW, an_object(token=MAYBE_TEXT)]}
_MANAGES = Depends(permitted(Resource.ACCESS, Action.MANAGE))


class NewToken(Strict):
    """Whose, what for, how far and how long; in no cluster named it holds everywhere."""

    wie: Line
    doel: Line
    mag_wijzigen: YesOrNo = False
    clusters: list[Line] = Field(default_factory=list, max_length=50)
    geldig_tot_en_met: Day | None = None


def add_tokens(router: APIRouter) -> None:
    """Add both lists, and making and revoking."""
    for of in (TOKENS, OWN_TOKENS):
        _add_reading(router, of)
        _add_revoking(router, of)
    made = changing("Maak een API-token", TOKENS.noun, _CREATED, _MADE, {**ETAG, **PLACE})
    router.add_api_route(TOKENS.path, _make, methods=["POST"], **made)


def _add_reading(router: APIRouter, of: Beside) -> None:
    sees = Depends(permitted(_OF[of]))

    def listed(
        request: Request, reader: Annotated[Reader, sees], page: Annotated[OfToday, Query()]
    ) -> Response:
        after = true() if page.cursor is None else col(AccessToken.key) > page.cursor
        office = office_of(request)
        with looking(office, reader, request) as eyes:
            found = _found(eyes, of, reader, after, limit=page.aantal + 1)
            shown = [_row(eyes, office, each) for each in found[: page.aantal]]
        last = found[page.aantal - 1].key if len(found) > page.aantal else None
        return JSONResponse({"resultaten": shown}, headers=links(request, last))

    def one(request: Request, sleutel: Key, reader: Annotated[Reader, sees]) -> Response:
        office = office_of(request)
        with looking(office, reader, request) as eyes:
            return _answer(eyes, office, _one(eyes, of, reader, sleutel))

    said = reading("API-tokens, zonder hun geheim", rows(_ROW), of.noun)
    router.add_api_route(of.path, listed, **said)
    said = reading("Eén API-token", _ROW, of.noun, headers=ETAG)
    router.add_api_route(f"{of.path}/{{sleutel}}", one, **said)


def _add_revoking(router: APIRouter, of: Beside) -> None:
    def revoke(
        request: Request,
        sleutel: Key,
        reader: Annotated[Reader, Depends(permitted(_OF[of], Action.MANAGE))],
        asked: Changing,
        said: Nothing,
    ) -> Response:
        def perform(ledger: Ledger, eyes: Looking) -> Response:
            token = _one(eyes, of, reader, sleutel)
            _require_may(reader, ledger, of)
            require_version(asked.version, _version(token))
            revoke_token(ledger.session, sleutel, by=ledger.actor, now=ledger.at)
            return _answer(eyes, office_of(request), token)

        return perform_once(asked.by(reader, of, sleutel, said), perform)

    done = changing("Trek in; het werkt meteen niet meer", of.noun, 200, _ROW, ETAG)
    router.add_api_route(f"{of.path}/{{sleutel}}/intrekkingen", revoke, methods=["POST"], **done)


def _make(
    request: Request, reader: Annotated[Reader, _MANAGES], asked: Making, said: NewToken
) -> Response:
    def perform(ledger: Ledger, eyes: Looking) -> Response:
        _require_may(reader, ledger, TOKENS)
        require_role(ledger.session, said.wie, ledger.today)
        for key in said.clusters:
            eyes.record(SubjectKind.CLUSTER, key)
        made = make_token(
            ledger.session,
            said.wie,
            said.doel,
            by=ledger.actor,
            now=ledger.at,
            until=said.geldig_tot_en_met or ledger.today + STANDARD,
            may_write=said.mag_wijzigen,
            clusters=said.clusters,
        )
        token = _one(eyes, TOKENS, reader, made.key)
        row = _row(eyes, office_of(request), token)
        secret = None if asked.is_trial else made.secret
        where = location_of(request, TOKENS, made.key)
        headers = {"ETag": etag_of(_version(token)), "Location": where}
        return JSONResponse({**row, _SECRET: secret}, _CREATED, headers)

    return perform_once(asked.by(reader, TOKENS, "", said), perform, shown_once=_SECRET)


def _require_may(reader: Reader, ledger: Ledger, of: Beside) -> None:
    """Let pass who keeps the installation, not by a token for some clusters; one's own always."""
    if of is TOKENS:
        require_may_in(reader, None, Resource.ACCESS, Action.MANAGE)
        require_administrator(ledger.session, ledger.actor, ledger.today)


def _found(
    eyes: Looking, of: Beside, reader: Reader, which: ColumnElement[bool], *, limit: int
) -> Sequence[AccessToken]:
    whose = true() if of is TOKENS else col(AccessToken.actor) == reader.actor
    query = select(AccessToken).where(whose, which).order_by(col(AccessToken.key)).limit(limit)
    return eyes.session.scalars(query).all()


def _one(eyes: Looking, of: Beside, reader: Reader, key: str) -> AccessToken:
    """Return a token.

    Raises:
        UnknownSubjectError: there is none, or in this list it is not theirs.
    """
    found = _found(eyes, of, reader, col(AccessToken.key) == key, limit=1)
    if not found:
        raise UnknownSubjectError(kind=Words("API-token", "API token"), key=key[:80], suggestion="")
    return found[0]


def _answer(eyes: Looking, office: Office, token: AccessToken) -> Response:
    return JSONResponse(_row(eyes, office, token), headers={"ETag": etag_of(_version(token))})


def _version(token: AccessToken) -> str:
    return version_of(token.key, token.revoked_at)


def _row(eyes: Looking, office: Office, token: AccessToken) -> Json:
    within = names_of(eyes, set(clusters_of(eyes.session, token)))
    return {
        "sleutel": token.key,
        "wie": token.actor,
        "doel": token.name,
        "magWijzigen": token.may_write,
        "clusters": sorted(within.values()),
        "isGeldig": token.revoked_at is None and token.expires_at > office.now(),
        "verlooptOp": moment(token.expires_at),
        "gemaaktDoor": token.made_by,
        "gemaaktOp": moment(token.made_at),
        "laatstGebruiktOp": moment(token.seen_at),
        "ingetrokkenOp": moment(token.revoked_at),
    }
