"""What goes wrong, as problem details (RFC 9457) in the language of the reader."""

import re
from collections.abc import Mapping, Sequence
from copy import copy

from fastapi.exceptions import RequestValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from mijlpaal.web.api.names import NAMES
from mijlpaal.web.api.ways import said_to_a_program
from mijlpaal.web.pages import language_of
from models.errors import (
    ConflictError,
    DatabaseLockedError,
    InvalidInputError,
    MijlpaalError,
    NotFoundError,
    NotPermittedError,
    RefusedError,
    Words,
)
from models.vocabulary import Language

MEDIA_TYPE = "application/problem+json"
_QUOTED = re.compile(r"'([^']*)'")
# How a limit is said, by the name that pydantic has for it.
_BOUNDS = {"ge": "≥ ", "le": "≤ ", "max_length": "≤ ", "min_length": "≥ ", "pattern": ""}
_INVALID, _IMPOSSIBLE, _TOO_MANY = 400, 422, 429
Fault = dict[str, object]

# By branch of the tree in models.errors, the narrower first.
_STATUSES: Mapping[type[MijlpaalError], tuple[int, str, Words]] = {
    NotFoundError: (404, "not_found", Words("Dat is er niet", "There is no such thing")),
    NotPermittedError: (403, "may_not", Words("Dat mag u niet", "You may not do that")),
    ConflictError: (
        409,
        "conflict",
        Words("Een ander was u voor", "Somebody else was first"),
    ),
    RefusedError: (409, "refused", Words("Dat kan nu niet", "That is not possible now")),
    InvalidInputError: (422, "unacceptable", Words("Dat kan niet", "That cannot be")),
    DatabaseLockedError: (503, "busy", Words("Even geduld", "One moment")),
}
_OTHER = (503, "unreachable", Words("Iets werkt niet mee", "Something does not respond"))

# What pydantic calls a fault, in Dutch; in English it says so itself.
_IN_DUTCH: Mapping[str, str] = {
    "missing": "ontbreekt",
    "extra_forbidden": "bestaat niet",
    "string_type": "verwacht tekst",
    "string_too_long": "is te lang",
    "string_too_short": "is te kort",
    "string_pattern_mismatch": "heeft tekens die niet kunnen",
    "int_parsing": "verwacht een geheel getal",
    "int_type": "verwacht een geheel getal",
    "int_from_float": "verwacht een geheel getal",
    "bool_parsing": "verwacht true of false",
    "bool_type": "verwacht true of false",
    "greater_than_equal": "is te klein",
    "less_than_equal": "is te groot",
    "enum": "is geen van de mogelijke waarden",
    "list_type": "verwacht een lijst",
    "too_long": "is te lang",
    "dict_type": "verwacht een object",
    "model_attributes_type": "verwacht een object",
    "literal_error": "is geen van de mogelijke waarden",
    "one_of_both": "verwacht tekst of bestand, een van beide",
    "not_storable": "heeft iets dat niet te bewaren is",
    "more_than_once": "staat er meer dan eens",
    "not_of_this_list": "is geen cursor van deze lijst",
    "no_pages": "hoort niet bij een bestand: dat is de hele lijst",
    "not_a_day": "verwacht een dag, jjjj-mm-dd",
    "still_to_come": "die dag moet nog komen",
    "not_recorded_yet": "toen was nog niets vastgelegd",
}


class ApiError(Exception):
    """A refusal that is about HTTP itself and not about the ledger."""

    def __init__(
        self,
        status: int,
        what: str,
        title: Words,
        detail: Words,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail.en)
        self.status, self.what, self.title, self.detail = status, what, title, detail
        self.headers = headers


class ImpossibleValueError(RequestValidationError):
    """A value in the query that has the right shape, and that nothing here can have."""


def impossible(name: str, code: str, said: str = "", **accepted: str) -> ImpossibleValueError:
    """Return the refusal of a value that nothing here can have.

    Args:
        name: of the parameter.
        code: of the fault, as in ``_IN_DUTCH``.
        said: in English.
        accepted: what would do: ``expected``, each within quotation marks, or ``ge`` and ``le``.
    """
    return ImpossibleValueError(
        [{"type": code, "loc": ("query", name), "msg": said, "ctx": accepted}]
    )


def fault_in(name: str, code: str, said: str) -> RequestValidationError:
    """Return the refusal of a parameter that is there once too often, or does not belong.

    Args:
        name: of the parameter.
        code: of the fault, as in ``_IN_DUTCH``.
        said: in English.
    """
    return RequestValidationError([{"type": code, "loc": ("query", name), "msg": said}])


def too_many(seconds: int) -> ApiError:
    """Return the refusal of somebody who asks more often than they may."""
    return ApiError(
        _TOO_MANY,
        "too_many",
        Words("Te veel verzoeken", "Too many requests"),
        Words(f"Probeer het over {seconds} s opnieuw.", f"Try again in {seconds} s."),
        {"Retry-After": str(seconds)},
    )


def problem(
    request: Request,
    status: int,
    what: str,
    title: Words,
    detail: str,
    *,
    errors: Sequence[Fault] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a problem; the names of its members are those of RFC 9457."""
    body: dict[str, object] = {
        "type": f"urn:nld:mijlpaal:problem:{what}",
        "title": title.say(language_for(request)),
        "status": status,
        "detail": detail,
    }
    if errors:
        body["errors"] = list(errors)
    return JSONResponse(body, status, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def of_the_ledger(request: Request, error: MijlpaalError) -> Response:
    """Return an error of the tree as a problem, by its branch."""
    status, what, title = next(
        (found for kind, found in _STATUSES.items() if isinstance(error, kind)), _OTHER
    )
    later = {"Retry-After": "5"} if status == _OTHER[0] else None
    said = _by_our_names(error).say(language_for(request)).strip()
    return problem(request, status, what, title, said_to_a_program(said), headers=later)


def of_http(request: Request, error: ApiError) -> Response:
    """Return a refusal about HTTP itself as a problem."""
    detail = error.detail.say(language_for(request))
    return problem(request, error.status, error.what, error.title, detail, headers=error.headers)


def of_the_form(request: Request, error: RequestValidationError) -> Response:
    """Return every fault in what was sent, each with its place."""
    language = language_for(request)
    faults = [_fault(each, language) for each in error.errors()]
    title = Words("Wat u stuurde klopt niet", "What you sent is not right")
    said = counted(len(faults)).say(language)
    if isinstance(error, ImpossibleValueError):
        title = _STATUSES[InvalidInputError][2]
        return problem(request, _IMPOSSIBLE, "unacceptable", title, said, errors=faults)
    return problem(request, _INVALID, "invalid", title, said, errors=faults)


def counted(faults: int) -> Words:
    """Return how many faults there are, as a sentence."""
    return Words(
        f"{'Eén fout' if faults == 1 else f'{faults} fouten'}; niets is vastgelegd.",
        f"{'One fault' if faults == 1 else f'{faults} faults'}; nothing was recorded.",
    )


def language_for(request: Request) -> Language:
    """Return the language of the reader, or that which their program asks for."""
    reader = getattr(request.state, "reader", None)
    found = getattr(reader, "language", None)
    return found if isinstance(found, Language) else language_of(request)


def _by_our_names(error: MijlpaalError) -> MijlpaalError:
    """Return the same error, about the field as the API calls it and not about the column."""
    field = error.facts.get("field")
    if not isinstance(field, str) or field not in NAMES:
        return error
    renamed = copy(error)
    renamed.facts = {**error.facts, "field": NAMES[field]}
    return renamed


def _fault(found: Mapping[str, object], language: Language) -> Fault:
    code = str(found.get("type"))
    if code == "json_invalid":  # its place is a character, not a field
        return _no_json(found, language)
    place = found.get("loc")
    parts = [str(each) for each in place] if isinstance(place, tuple | list) else []
    where, rest = (parts[0], parts[1:]) if parts else ("body", [])
    location = (
        {"pointer": "#/" + "/".join(each.replace("~", "~0").replace("/", "~1") for each in rest)}
        if where == "body"
        else {"name": "/".join(rest)}
    )
    said = str(found.get("msg"))
    if language is Language.NL:
        said = _IN_DUTCH.get(code, "kan niet")
    accepted = _accepted(code, found.get("ctx"))
    fault: Fault = {"in": where, "location": location, "code": code, "detail": said}
    return {**fault, "accepted": accepted} if accepted else fault


def _no_json(found: Mapping[str, object], language: Language) -> Fault:
    place = found.get("loc")
    at = place[-1] if isinstance(place, tuple | list) else 0
    said = Words(f"is geen JSON vanaf teken {at}", f"is no JSON from character {at} on")
    return {
        "in": "body",
        "location": {"pointer": "#"},
        "code": "json_invalid",
        "detail": said.say(language),
    }


def _accepted(code: str, context: object) -> str:
    """Return what would be accepted, empty where the fault itself says so."""
    facts = context if isinstance(context, Mapping) else {}
    if code in {"enum", "literal_error"}:
        return ", ".join(_QUOTED.findall(str(facts.get("expected"))))
    return ", ".join(f"{sign}{facts[name]}" for name, sign in _BOUNDS.items() if name in facts)
