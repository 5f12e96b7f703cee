"""Looking back: a page as it was known on a day that its address names (``op``).

Source: domain section 11, job 15.
"""

from collections.abc import Callable
from dataclasses import replace

from fastapi import Request
from fastapi.responses import Response

from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.entry.refusals import HiddenError
from mijlpaal.web.looking_back import known_on
from mijlpaal.web.screens.problems import UNPROCESSABLE, status_of
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.viewing import day_in
from mijlpaal.web.screens.words import say_word
from models.dates.spelling import in_words
from models.errors import (
    FutureDayError,
    MijlpaalError,
    NotFoundError,
    NothingRecordedError,
    PastBusyError,
)
from models.vocabulary import Language

_NOT_FOUND = 404

Page = Callable[[Screen, Reader], Response]


def as_known_on(
    screen: Screen, request: Request, reader: Reader, said: str, page: Page
) -> Response:
    """Return a page of the present or, where a day was asked for, as it was known on that day.

    In a past nothing can be done: whoever reads it may not write.
    """
    if not said.strip():
        return page(screen, reader)
    language, day = reader.language, day_in(said.strip())
    if day is None:
        return _refused(screen, request, reader, say_word("past_no_day", language), UNPROCESSABLE)
    try:
        with known_on(screen.office, reader.sight, day) as then:
            return page(screen.back_to(then), replace(reader, may_write=False))
    except (FutureDayError, PastBusyError) as error:
        return _refused(screen, request, reader, error.say(language), status_of(error))
    except NotFoundError as missing:
        sentence = _sentence(missing, language)
        return _refused(screen, request, reader, sentence, status_of(missing))
    except HiddenError:
        said = say_word("past_not_there", language, day=in_words(day, language))
        return _refused(screen, request, reader, said, _NOT_FOUND)


def _refused(
    screen: Screen, request: Request, reader: Reader, sentence: str, status: int
) -> Response:
    here = request.url.path
    return screen.show(request, reader, "no_past.html", status=status, sentence=sentence, here=here)


def _sentence(error: MijlpaalError, language: Language) -> str:
    """Return what was wrong, without what only the command line can do about it."""
    if isinstance(error, NothingRecordedError):
        return type(error)(**{**error.facts, "remedy": ""}).say(language).strip()
    return error.say(language)
