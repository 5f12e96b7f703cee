"""What a page answers to an address or a form that it cannot read: what is wrong, what would do."""

from collections.abc import Mapping

from fastapi.exceptions import RequestValidationError
from starlette.requests import Request
from starlette.responses import Response

from mijlpaal.web.pages import below, language_of, page
from models.vocabulary import Language

_UNPROCESSABLE = 422
_WORDS: Mapping[Language, Mapping[str, str]] = {
    Language.NL: {
        "error": "Fout:",
        "heading": "Dit is niet te lezen",
        "text": "Er is niets vastgelegd. Dit klopt er niet:",
        "missing": "ontbreekt",
        "wrong": "kan dit niet zijn",
        "accepted": "wel kan: {}",
        "number": "een heel getal",
        "back": "Naar de startpagina",
    },
    Language.EN: {
        "error": "Error:",
        "heading": "This cannot be read",
        "text": "Nothing was recorded. This is not right:",
        "missing": "is missing",
        "wrong": "cannot be this",
        "accepted": "accepted: {}",
        "number": "a whole number",
        "back": "To the start page",
    },
}


async def unreadable(request: Request, problem: Exception) -> Response:
    """Return the page; what was sent is not said again."""
    reader = getattr(request.state, "reader", None)
    language = reader.language if reader is not None else language_of(request)
    words = _WORDS[language]
    errors = problem.errors() if isinstance(problem, RequestValidationError) else ()
    return page(
        request,
        "unreadable.html",
        language,
        status=_UNPROCESSABLE,
        words=words,
        faults=[_fault(each, words) for each in errors],
        start=below(request, "/"),
    )


def _fault(error: Mapping[str, object], words: Mapping[str, str]) -> tuple[str, str]:
    """Return which field, and what is wrong with it."""
    place, kind, context = error.get("loc"), str(error.get("type")), error.get("ctx")
    name = str(place[-1]) if isinstance(place, (tuple, list)) and place else ""
    if kind == "missing":
        return name, words["missing"]
    accepted = context.get("expected") if isinstance(context, dict) else None
    if accepted is None and kind.startswith("int"):
        accepted = words["number"]
    said = words["wrong"]
    return name, f"{said}; {words['accepted'].format(accepted)}" if accepted else said
