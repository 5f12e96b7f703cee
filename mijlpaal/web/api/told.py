"""Who was told what: reminders and messages, the newest first; one that was given up goes again.

A message speaks of milestones in words of its own, so it is only for who may read all of them.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlmodel import col

from mijlpaal.web.api.asked import Changing
from mijlpaal.web.api.bodies import Nothing
from mijlpaal.web.api.catalogue import Beside
from mijlpaal.web.api.document import changing, reading
from mijlpaal.web.api.doing import perform_once, require_may_in, require_version
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.parameters import Day, Key, Line, LooksBack, Newest
from mijlpaal.web.api.schemas import (
    ETAG,
    MAYBE_MOMENT,
    MAYBE_TEXT,
    NAMES,
    NUMBER,
    TEXT,
    an_object,
    rows,
)
from mijlpaal.web.api.showing import Json, etag_of, moment, names_of, version_of
from mijlpaal.web.api.subjects import links
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from models.errors import TransitionRefusedError, UnknownSubjectError, Words
from models.ledger.writer import Ledger
from models.reading.condition import kept_fields, mark_is_readable, reads_internal_fields
from models.reading.looking import Looking
from models.storage.records import DETAIL, SUBJECT
from models.tables import Message, Reminder
from models.vocabulary import SubjectKind
from notifications.links import hidden
from notifications.log import MessageState, found_messages, found_reminders, is_in_state
from notifications.outbox import revive

MESSAGES, REMINDERS = Beside("berichten"), Beside("herinneringen")
_MILESTONE = DETAIL[SubjectKind.MILESTONE]
_MESSAGE: Schema = an_object(
    sleutel=TEXT,
    dag={"type": "string", "format": "date"},
    contact=MAYBE_TEXT,
    kanaal=TEXT,
    onderwerpregel=TEXT,
    mijlpalen=NAMES,
    stand={"type": "string", "enum": [str(each) for each in MessageState]},
    pogingen=NUMBER,
    volgendePogingOp=MAYBE_MOMENT,
    verzondenOp=MAYBE_MOMENT,
    opgegevenOp=MAYBE_MOMENT,
    probleem=MAYBE_TEXT,
)
_WHOLE: Schema = {"allOf": [_MESSAGE, an_object(tekst=TEXT)]}
_REMINDER: Schema = an_object(
    nummer=NUMBER,
    mijlpaal=MAYBE_TEXT,
    contact=MAYBE_TEXT,
    verantwoordelijkheid=TEXT,
    anker=TEXT,
    stap=NUMBER,
    grens={"type": "string", "format": "date"},
    opgemerktOp={"type": "string", "format": "date"},
    stand={"type": "string", "enum": [str(each) for each in MessageState]},
    bericht=MAYBE_TEXT,
)
_SEES = Depends(permitted(Resource.MESSAGE))
_MANAGES = Depends(permitted(Resource.MESSAGE, Action.MANAGE))


class OfMessages(Newest, LooksBack):
    """Which messages."""

    dag: Day | None = None
    contact: Line | None = None
    stand: MessageState | None = None


class OfReminders(Newest, LooksBack):
    """Which reminders."""

    mijlpaal: Line | None = None
    contact: Line | None = None
    stand: MessageState | None = None


def add_told(router: APIRouter) -> None:
    """Add reminders, messages, and offering one again."""
    noun, one = MESSAGES.noun, f"{MESSAGES.path}/{{sleutel}}"
    said = reading("Wie waarvan hoorde", rows(_REMINDER), REMINDERS.noun)
    router.add_api_route(REMINDERS.path, _reminders, **said)
    router.add_api_route(MESSAGES.path, _messages, **reading("Berichten", rows(_MESSAGE), noun))
    said = reading("Eén bericht, zonder de links van de lezer", _WHOLE, noun, headers=ETAG)
    router.add_api_route(one, _message, **said)
    again = changing("Bied een opgegeven bericht opnieuw aan", noun, 200, _MESSAGE, ETAG)
    router.add_api_route(f"{one}/heraanbiedingen", _revive, methods=["POST"], **again)


def _reminders(
    request: Request, reader: Annotated[Reader, _SEES], page: Annotated[OfReminders, Query()]
) -> Response:
    with looking(office_of(request), reader, request) as eyes:
        which = [col(Reminder.milestone_id).in_(_told_whole(eyes)), col(Reminder.id) < page.cursor]
        if page.mijlpaal is not None:
            milestone = eyes.record(SubjectKind.MILESTONE, page.mijlpaal).record
            which.append(col(Reminder.milestone_id) == milestone.id)
        if page.contact is not None:
            contact = eyes.record(SubjectKind.CONTACT, page.contact).record
            which.append(col(Reminder.contact_id) == contact.id)
        if page.stand is not None:
            which.append(is_in_state(page.stand))
        found = found_reminders(eyes.session, and_(*which), limit=page.aantal + 1)
        shown = found[: page.aantal]
        names = names_of(
            eyes, {id_ for row, *_ in shown for id_ in (row.milestone_id, row.contact_id)}
        )
        eyes.note(sorted({row.milestone_id for row, *_ in shown}))
    last = str(found[page.aantal - 1][0].id) if len(found) > page.aantal else None
    listed = [_reminder(row, state, uid, names) for row, state, uid in shown]
    return JSONResponse({"resultaten": listed}, headers=links(request, last))


def _messages(
    request: Request, reader: Annotated[Reader, _SEES], page: Annotated[OfMessages, Query()]
) -> Response:
    with looking(office_of(request), reader, request) as eyes:
        which = [col(Message.id) < page.cursor]
        if page.dag is not None:
            which.append(col(Message.day) == page.dag)
        if page.contact is not None:
            contact = eyes.record(SubjectKind.CONTACT, page.contact).record
            which.append(col(Message.contact_id) == contact.id)
        if page.stand is not None:
            which.append(is_in_state(page.stand))
        found = _found(eyes, and_(*which), limit=page.aantal + 1)
        shown = _rows(eyes, found[: page.aantal])
    last = str(found[page.aantal - 1][0].id) if len(found) > page.aantal else None
    return JSONResponse({"resultaten": shown}, headers=links(request, last))


def _message(request: Request, sleutel: Key, reader: Annotated[Reader, _SEES]) -> Response:
    with looking(office_of(request), reader, request) as eyes:
        message, state = _one(eyes, sleutel)
        [row] = _rows(eyes, [(message, state)])
    tag = {"ETag": etag_of(_version(message))}
    return JSONResponse({**row, "tekst": hidden(message.body_text)}, headers=tag)


def _revive(
    sleutel: Key, reader: Annotated[Reader, _MANAGES], asked: Changing, said: Nothing
) -> Response:
    def perform(ledger: Ledger, eyes: Looking) -> Response:
        message, state = _one(eyes, sleutel)
        require_may_in(reader, None, Resource.MESSAGE, Action.MANAGE)
        require_version(asked.version, _version(message))
        if not revive(ledger.session, message.id or 0, ledger.at):
            raise TransitionRefusedError(
                subject=sleutel,
                state=state,
                event=Words("opnieuw aanbieden", "offer again"),
                why=Words("het is niet opgegeven", "it was not given up"),
            )
        ledger.session.refresh(message)
        [row] = _rows(eyes, [_one(eyes, sleutel)])
        return JSONResponse(row, headers={"ETag": etag_of(_version(message))})

    return perform_once(asked.by(reader, MESSAGES, sleutel, said), perform)


def _told_whole(eyes: Looking) -> Select[int]:
    """Select the milestones of which this reader may hear all that a message says."""
    addressee = SUBJECT.alias()
    is_hidden = exists().where(
        addressee.c.id == _MILESTONE.c.addressee_id, ~mark_is_readable(eyes.sight, addressee)
    )
    kept = kept_fields(eyes.sight).subquery()
    return (
        select(SUBJECT.c.id)
        .join(_MILESTONE, _MILESTONE.c.subject_id == SUBJECT.c.id)
        .where(
            SUBJECT.c.kind == str(SubjectKind.MILESTONE),
            eyes.may_see(SubjectKind.MILESTONE),
            reads_internal_fields(eyes.sight),
            SUBJECT.c.id.not_in(select(kept.c.subject_id)),
            or_(_MILESTONE.c.addressee_id.is_(None), ~is_hidden),
        )
    )


def _found(
    eyes: Looking, which: ColumnElement[bool], *, limit: int
) -> list[tuple[Message, MessageState]]:
    speaks = col(Reminder.message_id) == col(Message.id)
    is_another = col(Reminder.milestone_id).not_in(_told_whole(eyes))
    is_theirs = and_(exists().where(speaks), ~exists().where(speaks, is_another))
    return found_messages(eyes.session, and_(which, is_theirs), limit=limit)


def _one(eyes: Looking, uid: str) -> tuple[Message, MessageState]:
    """Return a message, and how far it is.

    Raises:
        UnknownSubjectError: there is none, or it speaks of what this reader may not read.
    """
    found = _found(eyes, col(Message.uid) == uid, limit=1)
    if not found:
        raise UnknownSubjectError(kind=Words("bericht", "message"), key=uid[:80], suggestion="")
    return found[0]


def _rows(eyes: Looking, found: Sequence[tuple[Message, MessageState]]) -> list[Json]:
    query = select(col(Reminder.message_id), col(Reminder.milestone_id)).distinct()
    query = query.where(col(Reminder.message_id).in_([message.id for message, _ in found]))
    about: dict[int | None, set[int]] = {}
    for message_id, milestone_id in eyes.session.execute(query):
        about.setdefault(message_id, set()).add(milestone_id)
    milestones = {each for ids in about.values() for each in ids}
    eyes.note(sorted(milestones))
    names = names_of(eyes, {*milestones, *(message.contact_id for message, _ in found)})
    return [_row(message, state, names, about.get(message.id, set())) for message, state in found]


def _row(message: Message, state: MessageState, names: Mapping[int, str], about: set[int]) -> Json:
    is_open = message.sent_at is None and message.dead_at is None
    return {
        "sleutel": message.uid,
        "dag": message.day.isoformat(),
        "contact": names.get(message.contact_id),
        "kanaal": message.channel,
        "onderwerpregel": message.subject,
        "mijlpalen": sorted(names[each] for each in about if each in names),
        "stand": str(state),
        "pogingen": message.attempts,
        "volgendePogingOp": moment(message.next_attempt_at) if is_open else None,
        "verzondenOp": moment(message.sent_at),
        "opgegevenOp": moment(message.dead_at),
        "probleem": message.problem,
    }


def _version(message: Message) -> str:
    return version_of(message.uid, message.attempts, message.sent_at, message.dead_at)


def _reminder(
    row: Reminder, state: MessageState, uid: str | None, names: Mapping[int, str]
) -> Json:
    return {
        "nummer": row.id,
        "mijlpaal": names.get(row.milestone_id),
        "contact": names.get(row.contact_id),
        "verantwoordelijkheid": row.responsibility,
        "anker": row.anchor,
        "stap": row.step,
        "grens": row.bound.isoformat(),
        "opgemerktOp": row.swept_on.isoformat(),
        "stand": str(state),
        "bericht": uid,
    }
