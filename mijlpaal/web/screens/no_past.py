"""Pages that do not look back, each with the reason that it tells whoever asks it to (``op``)."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute

from mijlpaal.web.entry.door import office_of, reader_of
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.screens.problems import UNPROCESSABLE
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.words import say_word

_DOING, _KEEPING, _ACCESS = "past_of_doing", "past_of_keeping", "past_of_access"
_EDITIONS, _LETTERS, _SCENARIOS = "past_of_editions", "past_of_letters", "past_of_scenarios"
WHY_NOT: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *("/mijlpalen/{key}/prognose", "/mijlpalen/{key}/behaald", "/mijlpalen/{key}/herijken"),
            *(
                "/mijlpalen/{key}/doorwerking",
                "/mijlpalen/{key}/eigenaar",
                "/voorwaarden/{key}/dag",
            ),
            *("/clusters/{key}/stap", "/projecten/{key}/stap", "/voorwaarden/{key}/stap"),
            *("/verzoeken/{key}/stap", "/bedrijfstrajecten/{key}/stap"),
            *("/rapportages/kamerbrief", "/rapportages/kamerbrief/bestand"),
            *("/rapportages/kamerbrief/verzonden", "/beheer/inlezen", "/lezing"),
            *("/beheer/functies/overdragen", "/beheer/functies/afwezig", "/beheer/mandaten/geven"),
            *("/agendas", "/beheer/toegang/inzage"),
        ),
        _DOING,
    ),
    **dict.fromkeys(
        ("/rapportages", "/rapportages/{name}", "/rapportages/{name}/bestand"), _EDITIONS
    ),
    **dict.fromkeys(
        (
            *("/brieven", "/brieven/{key}"),
            *("/rapportages/statusteksten", "/rapportages/statusteksten/{key}"),
        ),
        _LETTERS,
    ),
    **dict.fromkeys(("/wat-als/scenarios", "/wat-als/scenarios/{key}"), _SCENARIOS),
    **dict.fromkeys(("/voorstellen", "/voorstellen/{key}"), "past_of_waiting"),
    **dict.fromkeys(
        (
            *("/beheer", "/beheer/logboek.csv", "/beheer/inzagen"),
            *("/beheer/toegang/logboek", "/beheer/toegang/logboek.csv"),
        ),
        "past_of_log",
    ),
    **dict.fromkeys(
        (
            *(
                "/beheer/berichten",
                "/beheer/functies",
                "/beheer/mandaten",
                "/beheer/mandaten/{key}",
            ),
            *("/beheer/levenslopen", "/beheer/levenslopen/{key}", "/beheer/kalenders"),
            "/beheer/gezondheid",
        ),
        _KEEPING,
    ),
    **dict.fromkeys(
        (
            *("/beheer/toegang", "/beheer/toegang/account", "/beheer/tokens"),
            *("/tokens", "/sessies"),
        ),
        _ACCESS,
    ),
    "/clusters": "past_of_clusters",
}


def is_only_now(route: APIRoute) -> bool:
    """Return whether a route shows what does not look back."""
    return "GET" in (route.methods or ()) and route.path in WHY_NOT


class NoPastError(Exception):
    """A page was asked to look back, and does not; ``word`` says why."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


async def only_now(  # async: it waits for nothing, and a thread of its own costs more
    request: Request, _: Annotated[Reader, Depends(reader_of)]
) -> None:
    """Let pass who asks a page for the present.

    Raises:
        NoPastError: they ask for another day; what is here now is not passed off as of then.
    """
    if "op" in request.query_params:
        raise NoPastError(WHY_NOT[request.scope["route"].path])


async def no_past(request: Request, problem: Exception) -> Response:
    """Say why a page does not look back, and lead to what it shows now."""
    reader: Reader = request.state.reader
    word = problem.word if isinstance(problem, NoPastError) else ""
    sentence = say_word("page_has_no_past", reader.language, why=say_word(word, reader.language))
    return Screen(office_of(request)).show(
        request,
        reader,
        "no_past.html",
        status=UNPROCESSABLE,
        sentence=sentence,
        here=request.url.path,
    )
