"""Calendar feeds: whoever looks makes and revokes their own; the address is told once."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field
from sqlalchemy import ColumnElement, and_, or_, true
from sqlmodel import col

from mijlpaal.web.api.asked import Changing, Making
from mijlpaal.web.api.bodies import Nothing
from mijlpaal.web.api.catalogue import Beside
from mijlpaal.web.api.document import changing, reading
from mijlpaal.web.api.doing import perform_once, require_may_in, require_version
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.parameters import Newest, Number, Reference, Strict
from mijlpaal.web.api.schemas import (
    ETAG,
    MAYBE_MOMENT,
    MAYBE_TEXT,
    NUMBER,
    PLACE,
    TEXT,
    YES_OR_NO,
    an_object,
    rows,
)
from mijlpaal.web.api.showing import Json, etag_of, moment, version_of
from mijlpaal.web.api.subjects import links, location_of
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.pages import below
from models.errors import FeedMissingError, InvalidAmendmentError, UnknownSubjectError, Words
from models.ledger.writer import Ledger
from models.reading.looking import Looking
from models.storage.records import Record, current, kind_in_words
from models.tables import Feed, Subject
from models.vocabulary import Confidentiality, Language, SubjectKind
from reports.feed.opening import open_subject
from reports.feed.subscriptions import (
    ENDING,
    PATH,
    Subscription,
    found_feeds,
    revoke,
    subscribe,
)

FEEDS = Beside("agenda-abonnementen")
_ADDRESS = "adres"
_CREATED = 201
_OF = (SubjectKind.CLUSTER, SubjectKind.CONTACT)
_ROW: Schema = an_object(
    nummer=NUMBER,
    onderwerp=TEXT,
    doelgroep=TEXT,
    taal=TEXT,
    isOpen=YES_OR_NO,
    gemaaktDoor=TEXT,
    gemaaktOp=MAYBE_MOMENT,
    ingetrokkenOp=MAYBE_MOMENT,
)
_MADE: Schema = {"allOf": [_ROW, an_object(adres=MAYBE_TEXT)]}
_SEES = Depends(permitted(Resource.OWN))
_MANAGES = Depends(permitted(Resource.OWN, Action.MANAGE))


class NewFeed(Strict):
    """Of which cluster or contact, for whom, and in which language."""

    onderwerp: Reference = Field(examples=["cluster:chemelot", "contact:programmamanager"])
    doelgroep: Literal["public", "internal"] = "internal"
    taal: Language | None = None


def add_feeds(router: APIRouter) -> None:
    """Add reading, making and revoking."""
    noun, one = FEEDS.noun, f"{FEEDS.path}/{{nummer}}"
    said = reading("Agenda-abonnementen, zonder hun adres", rows(_ROW), noun)
    router.add_api_route(FEEDS.path, _list, **said)
    router.add_api_route(one, _read, **reading("Eén agenda-abonnement", _ROW, noun, headers=ETAG))
    made = changing("Maak een adres voor een agenda", noun, _CREATED, _MADE, {**ETAG, **PLACE})
    router.add_api_route(FEEDS.path, _make, methods=["POST"], **made)
    closed = changing("Trek in; het adres opent niets meer", noun, 200, _ROW, ETAG)
    router.add_api_route(f"{one}/intrekkingen", _revoke, methods=["POST"], **closed)


def _list(
    request: Request, reader: Annotated[Reader, _SEES], page: Annotated[Newest, Query()]
) -> Response:
    with looking(office_of(request), reader, request) as eyes:
        which = and_(_is_theirs(reader), col(Feed.id) < page.cursor)
        found = found_feeds(eyes.session, which, limit=page.aantal + 1)
    shown = [_row(each) for each in found[: page.aantal]]
    last = str(found[page.aantal - 1].number) if len(found) > page.aantal else None
    return JSONResponse({"resultaten": shown}, headers=links(request, last))


def _read(request: Request, nummer: Number, reader: Annotated[Reader, _SEES]) -> Response:
    with looking(office_of(request), reader, request) as eyes:
        return _answer(_one(eyes, reader, nummer))


def _make(
    request: Request, reader: Annotated[Reader, _MANAGES], asked: Making, said: NewFeed
) -> Response:
    def perform(ledger: Ledger, eyes: Looking) -> Response:
        subject = _subject(eyes, reader, said.onderwerp)
        where = subject.id if subject.kind is SubjectKind.CLUSTER else None
        require_may_in(reader, where, Resource.OWN, Action.MANAGE)
        mark = Confidentiality(said.doelgroep)
        language = said.taal or Language(str(subject.values.get("language") or Language.NL))
        if open_subject(subject, mark, language, ledger.today) is None:
            raise UnknownSubjectError(
                kind=kind_in_words(subject.kind),
                key=subject.key,
                suggestion=Words(
                    "Niet voor deze lezers, of niet in functie.",
                    "Not for these readers, or not in office.",
                ),
            )
        made, token = subscribe(ledger, subject, audience=mark, language=language)
        path, base = f"{PATH}{token}{ENDING}", office_of(request).web_address
        whole = f"{base}{path}" if base else below(request, path)
        headers = {
            "ETag": etag_of(_version(made)),
            "Location": location_of(request, FEEDS, str(made.number)),
        }
        row = {**_row(made), _ADDRESS: None if asked.is_trial else whole}
        return JSONResponse(row, _CREATED, headers)

    return perform_once(asked.by(reader, FEEDS, "", said), perform, shown_once=_ADDRESS)


def _revoke(
    nummer: Number, reader: Annotated[Reader, _MANAGES], asked: Changing, said: Nothing
) -> Response:
    def perform(ledger: Ledger, eyes: Looking) -> Response:
        found = _one(eyes, reader, nummer)
        require_version(asked.version, _version(found))
        closed, _ = revoke(ledger, nummer)
        return _answer(closed)

    return perform_once(asked.by(reader, FEEDS, str(nummer), said), perform)


def _is_theirs(reader: Reader) -> ColumnElement[bool]:
    """Return the condition of what a reader is shown: what they made and what is about them.

    Who keeps the installation is shown all of it, unless their token is for some clusters.
    """
    own = or_(
        col(Feed.created_by) == reader.actor,
        and_(col(Subject.kind) == SubjectKind.CONTACT, col(Subject.key) == reader.actor),
    )
    if reader.sight.within is not None:
        return and_(own, col(Subject.id).in_(sorted(reader.sight.within)))
    return true() if reader.may(Resource.ACCESS) else own


def _one(eyes: Looking, reader: Reader, number: int) -> Subscription:
    """Return a feed.

    Raises:
        FeedMissingError: there is none, or none of theirs.
    """
    found = found_feeds(eyes.session, and_(_is_theirs(reader), col(Feed.id) == number), limit=1)
    if not found:
        raise FeedMissingError(number=number)
    return found[0]


def _subject(eyes: Looking, reader: Reader, name: str) -> Record:
    """Return the cluster or contact that is named; oneself as a contact, seen or not.

    Raises:
        InvalidAmendmentError: it is of another kind.
        UnknownSubjectError: there is none, or not for this reader.
    """
    kind, _, key = name.partition(":")
    if kind not in _OF:
        raise InvalidAmendmentError(
            subject=Words("agenda-abonnement", "calendar feed"),
            field="onderwerp",
            value=name,
            problem=Words(
                "verwacht cluster:SLEUTEL of contact:SLEUTEL",
                "cluster:KEY or contact:KEY is expected",
            ),
        )
    if kind == SubjectKind.CONTACT and key == reader.actor:
        return current(eyes.session, SubjectKind.CONTACT, key)
    return eyes.record(SubjectKind(kind), key).record


def _answer(found: Subscription) -> Response:
    return JSONResponse(_row(found), headers={"ETag": etag_of(_version(found))})


def _version(found: Subscription) -> str:
    return version_of(found.number, found.revoked_at)


def _row(found: Subscription) -> Json:
    return {
        "nummer": found.number,
        "onderwerp": f"{found.kind}:{found.key}",
        "doelgroep": str(found.audience),
        "taal": str(found.language),
        "isOpen": found.revoked_at is None,
        "gemaaktDoor": found.created_by,
        "gemaaktOp": moment(found.created_at),
        "ingetrokkenOp": moment(found.revoked_at),
    }
