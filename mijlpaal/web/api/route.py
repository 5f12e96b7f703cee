"""The one edge of the API: whatever a route raises becomes a problem, and every answer its headers.

What the door itself refuses goes on to ``entry.answers``, as on a page.
"""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from mijlpaal.web.api import problems
from mijlpaal.web.api.pace import Left, Pace
from mijlpaal.web.entry.door import reader_of
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.entry.refusals import LoginNeededError
from mijlpaal.web.limiting import BadTries
from models.errors import MijlpaalError

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class ApiRoute(APIRoute):
    """A route of the API."""

    def get_route_handler(self) -> Handler:
        """Return what answers a request."""
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                found = await handle(request)
            except MijlpaalError as error:
                found = problems.of_the_ledger(request, error)
            except problems.ApiError as error:
                found = problems.of_http(request, error)
            except RequestValidationError as error:
                found = problems.of_the_form(request, error)
            except LoginNeededError:
                if not _guesses(request):
                    raise
                found = problems.of_http(request, problems.too_many(600))
            left = getattr(request.state, "pace", None)
            if isinstance(left, Left):
                found.headers.update(left.as_headers())
            return found

        return answer


async def paced(request: Request, reader: Annotated[Reader, Depends(reader_of)]) -> None:
    """Count this request of a reader.

    Raises:
        ApiError: it is one too many for this minute.
    """
    pace: Pace = request.app.state.api_pace
    request.state.pace = left = pace.count(reader.actor)
    if left.remaining < 0:
        raise problems.too_many(left.seconds)


def _guesses(request: Request) -> bool:
    """Return whether this address has shown too many tokens that are none."""
    if "authorization" not in request.headers:
        return False
    tries: BadTries = request.app.state.api_bad_tries
    return tries.are_too_many(request.client.host if request.client else "")
