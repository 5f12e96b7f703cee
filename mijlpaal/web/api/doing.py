"""One change: seen, allowed, the version that was seen, done once, and shown as it then is."""

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from mijlpaal.web.api.catalogue import BY_KIND, PROPOSALS, Collection, Listed
from mijlpaal.web.api.problems import ApiError
from mijlpaal.web.api.subjects import item, location_of
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.office import Office
from models.acts.proposals import Outcome
from models.errors import InvalidAmendmentError, UnknownSubjectError, Words
from models.ledger.hashing import canonical
from models.ledger.writer import Ledger
from models.reading.log import keep_reads
from models.reading.looking import Looking, Shown
from models.reviewing.once import first_to_write
from models.storage import database
from models.storage.kept_answers import keep_answer, kept_answer
from models.storage.records import Record
from models.tables import KeptAnswer
from models.vocabulary import SubjectKind

_OK, _CREATED, _ACCEPTED = 200, 201, 202
CONFIRMERS = "bevestigers"
_KEPT_HEADERS = ("etag", "location")


@dataclass(frozen=True)
class Change:
    """What somebody asks to be changed.

    Attributes:
        office: where.
        request: what was asked.
        reader: who asks.
        of: what it is about: a list.
        key: of the subject.
        version: the entity tag that they saw, None when they say none.
        once: the idempotency key, None without one.
        said: the body as canonical JSON.
        is_trial: nothing of it is to stay.
    """

    office: Office
    request: Request
    reader: Reader
    of: Listed
    key: str
    version: str | None
    once: str | None
    said: str
    is_trial: bool = False


@dataclass(frozen=True)
class Doing:
    """What an act works with: the writer, the eyes of who does it, and what it is done to."""

    ledger: Ledger
    eyes: Looking
    subject: Shown


Perform = Callable[[Doing], Outcome]


def do(change: Change, of: Collection, action: Action, perform: Perform) -> Response:
    """Do it in one transaction; return the subject as it then is, or the proposal it became.

    Raises:
        UnknownSubjectError: there is none, or not for this reader.
        ApiError: no version was said, or another one than the present.
        MijlpaalError: whatever the act itself raises.
    """
    reader = change.reader
    with _opened(change) as session:
        eyes = Looking(session, reader.sight)
        subject = eyes.record(of.kind, change.key)
        known = _known(session, change)
        if known is not None:
            return known
        _require_may(reader, of, subject, action)
        # Between the look and the act somebody else may have changed it.
        if change.office.ledger(session, reader.actor).hold_row(subject.record):
            subject = eyes.record(of.kind, change.key)
        require_version(change.version, subject.record.version)

        def act(ledger: Ledger) -> Response:
            return _answer(change, of, eyes, perform(Doing(ledger, eyes, subject)))

        answer = _act_or_try(session, change, act)
        _keep_reads(session, change, eyes)
    return answer


def perform_once(
    change: Change, perform: Callable[[Ledger, Looking], Response], *, shown_once: str | None = None
) -> Response:
    """Do what has no row yet, or more rows than one, once and in one transaction.

    Args:
        change: what is asked.
        perform: does it and answers.
        shown_once: what of the answer is a secret: it is not kept, and nobody gets it again.

    Raises:
        ApiError: whatever ``perform`` asks for besides.
        MijlpaalError: whatever the act itself raises.
    """
    with _opened(change) as session:
        eyes = Looking(session, change.reader.sight)
        known = _known(session, change)
        if known is not None:
            return known
        answer = _act_or_try(session, change, lambda ledger: perform(ledger, eyes), shown_once)
        _keep_reads(session, change, eyes)
    return answer


def make(change: Change, of: Collection, perform: Callable[[Ledger, Looking], Record]) -> Response:
    """Make a subject in one transaction; return it as it then is, and where it is.

    Raises:
        ApiError: it would not be for whoever makes it.
        MijlpaalError: whatever the act itself raises.
    """

    def answer_of(ledger: Ledger, eyes: Looking) -> Response:
        made = perform(ledger, eyes)
        # Not always of the kind that was asked for: a role is kept as a participation.
        become = BY_KIND[made.kind]
        try:
            seen = eyes.record(become.kind, made.key)
        except UnknownSubjectError:
            raise _not_here() from None
        _require_may(change.reader, of, seen, Action.REGISTER)
        answer = item(change.request, eyes, seen)
        answer.status_code = _CREATED
        answer.headers["Location"] = location_of(change.request, become, made.key)
        return answer

    return perform_once(change, answer_of)


def require_may_in(
    reader: Reader, cluster_id: int | None, resource: Resource, action: Action, name: str = ""
) -> None:
    """Let pass who may do this there; the ledger asks as well, this one knows of tokens too.

    Args:
        reader: who asks.
        cluster_id: where; None outside the clusters.
        resource: what they would do it to.
        action: what they would do.
        name: of the row, ``kind:key``, where it is one that can be a party's own.

    Raises:
        ApiError: their role, or their token, does not hold there.
    """
    if not reader.may_in(cluster_id, resource, action, name):
        raise _not_here()


def require_seen(eyes: Looking, subject: Words, field: str, named: tuple[str, str]) -> int:
    """Return the id of what is referred to.

    Raises:
        InvalidAmendmentError: there is none, or not for them.
    """
    kind, key = named
    try:
        return eyes.record(SubjectKind(kind), key).record.id
    except (ValueError, KeyError, UnknownSubjectError) as problem:
        raise InvalidAmendmentError(
            subject=subject,
            field=field,
            value=key,
            problem=Words("dat bestaat niet", "there is no such thing"),
        ) from problem


def require_version(said: str | None, present: int | str) -> None:
    """Let pass who saw the present version.

    Raises:
        ApiError: 428 without a version (RFC 6585), 412 with another one (RFC 9110, 13.1.1).
    """
    if said is None or said.strip() == "*":
        raise ApiError(
            428,
            "version_needed",
            Words("Zeg welke versie u zag", "Say which version you saw"),
            Words(
                "Stuur If-Match mee, met de ETag van wat u las.",
                "Send If-Match along, with the ETag of what you read.",
            ),
        )
    if f'"{present}"' not in {each.strip() for each in said.split(",")}:
        raise ApiError(
            412,
            "changed",
            Words("Intussen gewijzigd", "Changed meanwhile"),
            Words(
                f"U zag {said}, nu staat er versie {present}. Lees opnieuw.",
                f"You saw {said}, now it is version {present}. Read again.",
            ),
            {"ETag": f'"{present}"'},
        )


def keep(session: Session, change: Change, answer: Response, shown_once: str | None = None) -> None:
    """Keep an answer for whoever asks the same again."""
    if change.once is None:
        return
    headers = {name: answer.headers[name] for name in _KEPT_HEADERS if name in answer.headers}
    kept = KeptAnswer(
        actor=change.reader.actor,
        key=change.once,
        asked=_asked(change),
        status=answer.status_code,
        headers=canonical(headers),
        body=_without(bytes(answer.body).decode(), shown_once),
        made_at=change.office.now(),
    )
    with first_to_write(Words("Idempotency-Key", "Idempotency-Key")):
        keep_answer(session, kept)


def _without(body: str, name: str | None) -> str:
    return body if name is None else json.dumps({**json.loads(body), name: None})


def _known(session: Session, change: Change) -> Response | None:
    if change.once is None or change.is_trial:
        return None
    now = change.office.now()
    found = kept_answer(session, change.reader.actor, change.once, _asked(change), now=now)
    if found is None:
        return None
    headers = {**json.loads(found.headers), "Idempotency-Replayed": "true"}
    return Response(found.body, found.status, headers, media_type="application/json")


def _opened(change: Change) -> AbstractContextManager[Session]:
    engine = change.office.engine
    return database.trial(engine) if change.is_trial else database.transaction(engine)


def _require_may(reader: Reader, of: Collection, subject: Shown, action: Action) -> None:
    """Let pass who may do this here."""
    if not reader.may_do(subject.record, of.resource, action):
        raise _not_here()


def _not_here() -> ApiError:
    return ApiError(
        403,
        "may_not",
        Words("Dat mag u hier niet", "You may not do that here"),
        Words(
            "Uw rol geldt niet voor deze rij: zij ligt in een ander cluster, of is van een andere"
            " organisatie. Er is niets vastgelegd.",
            "Your role does not hold for this row: it lies in another cluster, or is another"
            " organisation's. Nothing was recorded.",
        ),
    )


def _answer(change: Change, of: Collection, eyes: Looking, outcome: Outcome) -> Response:
    request = change.request
    if outcome.proposal is not None:
        kept = outcome.proposal
        headers = {"Location": location_of(request, PROPOSALS, kept.key)}
        body = {"voorstel": kept.key, CONFIRMERS: list(outcome.confirmers)}
        return JSONResponse(body, _ACCEPTED, headers=headers)
    done = eyes.record(of.kind, change.key)
    return item(request, eyes, done)


def _act_or_try(
    session: Session,
    change: Change,
    act: Callable[[Ledger], Response],
    shown_once: str | None = None,
) -> Response:
    """Do it and keep the answer; of a trial, say what would be.

    A trial is the real act first, so that it refuses the same and names who must confirm; then what
    would follow once they did (decision 38).
    """
    office, actor = change.office, change.reader.actor
    answer = act(office.ledger(session, actor))
    if not change.is_trial:
        keep(session, change, answer, shown_once)
        return answer
    waits_for: dict[str, object] = {}
    if answer.status_code == _ACCEPTED:
        waits_for[CONFIRMERS] = json.loads(bytes(answer.body))[CONFIRMERS]
        answer = act(office.ledger(session, actor, is_trial=True))
    return _tried(change, answer, waits_for)


def _tried(change: Change, answer: Response, waits_for: Mapping[str, object]) -> Response:
    """Return the answer to a trial: nothing was made, so it is nowhere and has no version.

    Its entity tag is that of what it was worked out on: with that it can be done.
    """
    is_made = answer.status_code == _CREATED
    headers = {} if is_made or "etag" not in answer.headers else {"ETag": answer.headers["etag"]}
    if change.version is not None:
        headers["ETag"] = change.version
    body = json.loads(bytes(answer.body))
    return JSONResponse({**body, **waits_for} if waits_for else body, _OK, headers)


def _keep_reads(session: Session, change: Change, eyes: Looking) -> None:
    if eyes.noted:
        by = f"{change.request.method} {change.of.path}"
        keep_reads(session, change.reader.actor, eyes.noted, now=change.office.now(), by=by)


def _asked(change: Change) -> str:
    """Return what tells two requests apart; who sees less may not be told what another saw."""
    sight = change.reader.sight
    parts = (
        change.request.method,
        change.request.url.path,
        change.version,
        change.said,
        sorted(sight.within or ()),
        sight.within is None,
        str(sight.everywhere),
        sorted(sight.clusters),
        sight.organisations,
        str(change.reader.language),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()
