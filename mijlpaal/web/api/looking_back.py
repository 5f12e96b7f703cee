"""Looking back over the API: what was known at the end of a day that the address names (``op``).

Every route that reads looks back, but for those below; an answer of a past is for reading only, and
by its rights it is one of today (decision 40).
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from email.utils import format_datetime
from functools import wraps

from fastapi import Request
from fastapi.responses import JSONResponse, Response

from mijlpaal.web.api.parameters import LooksBack
from mijlpaal.web.api.problems import impossible
from mijlpaal.web.entry.door import office_of
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.looking_back import Then, known_on
from mijlpaal.web.office import Office
from models.as_of import began_on
from models.dates.spelling import in_words
from models.errors import UnknownSubjectError, Words
from models.storage.database import reading
from models.vocabulary import Language

MEMENTO = "Memento-Datetime"
WEIGHT = 20  # requests of a reader's minute: the whole ledger is replayed
_IN_THE_DOOR = "who may come in, and by what, is kept beside the ledger and has no past"
_OF_NOW = "it says how the installation fares now"
WHY_NOT: Mapping[str, str] = {
    "/gebeurtenissen": "its cursor says from where on; each event says when it was recorded",
    **dict.fromkeys(
        ("/logregels", "/toegangsbesluiten", "/eigen-toegangsbesluiten"),
        "`totEnMet` says until which day; no line changes",
    ),
    "/kalenderdagen": "days are counted by the rules of today in every past",
    "/inzagen": "a line does not change; each says when it was read",
    "/veldmerken": "the marks of today hold in every past",
    "/veldmerken/{sleutel}": "the marks of today hold in every past",
    **dict.fromkeys(
        (
            *("/accounts", "/accounts/{sleutel}", "/tokens", "/tokens/{sleutel}"),
            *("/eigen-tokens", "/eigen-tokens/{sleutel}", "/lezers"),
            *("/accounts/{sleutel}/sessies", "/accounts/{sleutel}/sessies/{sessie}"),
            *("/eigen-sessies", "/eigen-sessies/{sessie}"),
            *("/agenda-abonnementen", "/agenda-abonnementen/{nummer}"),
        ),
        _IN_THE_DOOR,
    ),
    **dict.fromkeys(("/webhooks", "/webhooks/{sleutel}", "/metrics", "/gezondheid"), _OF_NOW),
}
"""Which routes do not look back, and why."""

Answer = Callable[..., Response]


def looking_back(answer: Answer) -> Answer:
    """Return what answers a route from the past that is asked for, otherwise as it did."""

    @wraps(answer)
    def back(**asked: object) -> Response:
        [request] = (each for each in asked.values() if isinstance(each, Request))
        said = (each.op for each in asked.values() if isinstance(each, LooksBack))
        day = next(said, getattr(request.state, "op", None))
        if day is None:
            return answer(**asked)
        [reader] = (each for each in asked.values() if isinstance(each, Reader))
        office = office_of(request)
        _require_recorded(office, day)
        read_only = {
            name: replace(each, may_write=False) if isinstance(each, Reader) else each
            for name, each in asked.items()
        }
        with known_on(office, reader.sight, day) as then, _seen_from(request, then):
            return _of_that_day(answer(**read_only), then)

    return back


@contextmanager
def _seen_from(request: Request, then: Then) -> Iterator[None]:
    """Have everything that is read for a request come from a past."""
    request.state.then = then
    try:
        yield
    except UnknownSubjectError as missing:
        day = then.past.day
        nl, en = in_words(day, Language.NL), in_words(day, Language.EN)
        suggestion = Words(f"Of er was er op {nl} nog geen.", f"Or there was none yet on {en}.")
        raise UnknownSubjectError(**{**missing.facts, "suggestion": suggestion}) from missing
    finally:
        del request.state.then


def _require_recorded(office: Office, day: date) -> None:
    """Let pass a day of which the ledger can tell; of an empty one there is none to name.

    Raises:
        ImpossibleValueError: the day is still to come, or before the ledger began.
    """
    with reading(office.engine) as session:
        first = began_on(session)
    if first is None or first <= day <= office.today:
        return
    code = "still_to_come" if day > office.today else "not_recorded_yet"
    said = "The day is still to come" if day > office.today else "Nothing was recorded yet"
    raise impossible("op", code, said, ge=first.isoformat(), le=office.today.isoformat())


def _of_that_day(answer: Response, then: Then) -> Response:
    """Return an answer that says of when it is, and by which nothing can be changed."""
    if isinstance(answer, JSONResponse):
        answer = _saying(answer, then.past.day)
    del answer.headers["ETag"]
    last = then.past.ends_at - timedelta(seconds=1)
    answer.headers[MEMENTO] = format_datetime(last, usegmt=True)
    return answer


def _saying(answer: JSONResponse, day: date) -> JSONResponse:
    body = json.loads(bytes(answer.body))
    if not isinstance(body, dict):
        return answer
    headers = {name: value for name, value in answer.headers.items() if name != "content-length"}
    return JSONResponse(
        {**body, "op": day.isoformat()}, answer.status_code, headers, answer.media_type
    )
