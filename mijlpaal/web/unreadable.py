"""What a page answers to an address or a form that it cannot read: what is wrong, what would do.

Nothing is left out in silence: of an address it leads to the same page without what it could not
read.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from fastapi.exceptions import RequestValidationError
from starlette.requests import Request
from starlette.responses import Response

from mijlpaal.web.entry.door import office_of
from mijlpaal.web.entry.frame import framed
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.pages import below, language_of, page
from models.vocabulary import Language

_UNPROCESSABLE = 422
_TEMPLATE = "unreadable.html"
_QUOTED = re.compile(r"'([^']*)'")
_WORDS: Mapping[Language, Mapping[str, str]] = {
    Language.NL: {
        "error": "Fout:",
        "heading": "Dit is niet te lezen",
        "form": "Er is niets vastgelegd. Dit klopt er niet:",
        "address": "Er is niets getoond, want dit klopt niet van het adres:",
        "missing": "ontbreekt",
        "wrong": "kan dit niet zijn",
        "extra_forbidden": "bestaat hier niet",
        "more_than_once": "staat er meer dan eens",
        "no_such_page": "is verder dan de laatste bladzijde",
        "accepted": "wel kan: {}",
        "number": "een heel getal",
        "day": "een dag, als 2026-12-31",
        "le": "ten hoogste {}",
        "ge": "ten minste {}",
        "max_length": "ten hoogste {} tekens",
        "without": "Toon het zonder dit",
        "back": "Naar de startpagina",
    },
    Language.EN: {
        "error": "Error:",
        "heading": "This cannot be read",
        "form": "Nothing was recorded. This is not right:",
        "address": "Nothing is shown, for this is not right in the address:",
        "missing": "is missing",
        "wrong": "cannot be this",
        "extra_forbidden": "does not exist here",
        "more_than_once": "is there more than once",
        "no_such_page": "is beyond the last page",
        "accepted": "accepted: {}",
        "number": "a whole number",
        "day": "a day, such as 2026-12-31",
        "le": "at most {}",
        "ge": "at least {}",
        "max_length": "at most {} characters",
        "without": "Show it without this",
        "back": "To the start page",
    },
}
_BOUNDS = ("le", "ge", "max_length")
_Error = Mapping[str, object]


async def unreadable(request: Request, problem: Exception) -> Response:
    """Return the page; what was sent is not said again."""
    reader = getattr(request.state, "reader", None)
    language = reader.language if reader is not None else language_of(request)
    words = _WORDS[language]
    errors = problem.errors() if isinstance(problem, RequestValidationError) else ()
    is_form = request.method == "POST"
    told = _Told(
        words=words,
        text=words["form" if is_form else "address"],
        faults=[_fault(each, words) for each in errors],
        without="" if is_form else _without(request, errors),
        start=below(request, "/"),
    )
    if isinstance(reader, Reader):
        today = office_of(request).today
        return framed(request, reader, _TEMPLATE, today=today, status=_UNPROCESSABLE, told=told)
    return page(request, _TEMPLATE, language, status=_UNPROCESSABLE, frame=None, told=told)


@dataclass(frozen=True, slots=True)
class _Told:
    words: Mapping[str, str]
    text: str
    faults: Sequence[tuple[str, str]]
    without: str
    start: str


def _without(request: Request, errors: Iterable[_Error]) -> str:
    """Return the same address without what could not be read; empty where that is not enough."""
    places = [cast("tuple[str, ...]", each["loc"]) for each in errors]
    if any(place[0] != "query" or place[-1] not in request.query_params for place in places):
        return ""
    wrong = {place[-1] for place in places}
    kept = [each for each in request.query_params.multi_items() if each[0] not in wrong]
    return request.url.path + (f"?{urlencode(kept)}" if kept else "")


def _fault(error: _Error, words: Mapping[str, str]) -> tuple[str, str]:
    """Return which field, and what is wrong with it."""
    place, kind = error.get("loc"), str(error.get("type"))
    name = str(place[-1]) if isinstance(place, (tuple, list)) and place else ""
    said = words.get(kind, words["wrong"])
    accepted = "" if kind == "missing" else _accepted(kind, error.get("ctx"), words)
    return name, f"{said}; {words['accepted'].format(accepted)}" if accepted else said


def _accepted(kind: str, context: object, words: Mapping[str, str]) -> str:
    """Return what would be accepted, empty where nothing can be said of it."""
    facts = context if isinstance(context, Mapping) else {}
    if "expected" in facts:
        return ", ".join(each for each in _QUOTED.findall(str(facts["expected"])) if each)
    bound = next((name for name in _BOUNDS if name in facts), None)
    if bound is not None:
        return words[bound].format(facts[bound])
    if kind == "not_a_day":
        return words["day"]
    return words["number"] if kind.startswith("int") else ""
