"""The one edge of the API: whatever a route raises becomes a problem, and every answer its headers.

What an address takes along is one ``Strict`` of its route, which refuses what it does not know; a
route without one refuses whatever comes along. What the door itself refuses goes on to
``entry.answers``, as on a page.
"""

from collections.abc import Callable, Coroutine, Iterator
from typing import Annotated, Any, get_origin

from fastapi import Depends, Query
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_parameterless_sub_dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from mijlpaal.web.api import problems
from mijlpaal.web.api.catalogue import PREFIX
from mijlpaal.web.api.looking_back import WEIGHT, WHY_NOT, looking_back
from mijlpaal.web.api.negotiating import chosen, require_json
from mijlpaal.web.api.pace import Left, Pace
from mijlpaal.web.api.parameters import LooksBack, Strict
from mijlpaal.web.entry.door import reader_of
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.entry.refusals import LoginNeededError
from mijlpaal.web.limiting import BadTries
from models.errors import MijlpaalError

_JSON = "application/json"
_REFUSED = 400
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


async def _only_a_day(request: Request, said: Annotated[LooksBack, Query()]) -> None:
    """Take the day along that is looked back at, and nothing else."""
    request.state.op = said.op


async def _nothing_along(_: Annotated[Strict, Query()]) -> None:
    """Take no parameter along; each that comes is a fault among those of the rest."""


class ApiRoute(APIRoute):
    """A route of the API."""

    def __init__(
        self,
        path: str,
        endpoint: Callable[..., Any],
        **said: Any,  # noqa: ANN401  (as FastAPI takes it)
    ) -> None:
        looks_back = "GET" in said["methods"] and path.removeprefix(PREFIX) not in WHY_NOT
        super().__init__(path, looking_back(endpoint) if looks_back else endpoint, **said)
        if not _takes_along(self.dependant):
            nothing = Depends(_only_a_day if looks_back else _nothing_along)
            self.dependencies.append(nothing)  # for the application that includes the route
            self.dependant.dependencies.append(
                get_parameterless_sub_dependant(depends=nothing, path=self.path_format)
            )
        self._offered = [
            each
            for status, answer in self.responses.items()
            if int(status) < _REFUSED
            for each in answer.get("content", {})
        ]
        self._repeatable = frozenset(_repeatable(self.dependant))
        field = getattr(self.body_field, "field_info", None)
        self._takes_json = getattr(field, "media_type", None) == _JSON

    def require_forms(self, request: Request) -> None:
        """Let pass who takes what is answered, and sends what is read.

        Raises:
            ApiError: 406 or 415.
        """
        if self._offered and request.headers.get("accept", "*/*") != "*/*":
            chosen(request, self._offered)
        if self._takes_json:
            require_json(request)

    def require_once(self, request: Request) -> None:
        """Let pass who names each parameter once, but for those that are a list.

        Raises:
            RequestValidationError: one is there again; only the last would have counted.
        """
        asked = request.query_params
        for name in asked:
            if name not in self._repeatable and len(asked.getlist(name)) > 1:
                raise problems.fault_in(name, "more_than_once", "is there more than once")

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
            found.headers["Content-Language"] = str(problems.language_for(request))
            found.headers.add_vary_header("Accept-Language")
            return found

        return answer


async def paced(request: Request, reader: Annotated[Reader, Depends(reader_of)]) -> None:
    """Count this request of a reader, and ask whether it is in forms that its route knows.

    Raises:
        ApiError: it is one too many for this minute, or in another form.
        RequestValidationError: it names a parameter more than once.
    """
    pace: Pace = request.app.state.api_pace
    weight = WEIGHT if "op" in request.query_params else 1
    request.state.pace = left = pace.count(reader.actor, weight)
    if left.remaining < 0:
        raise problems.too_many(left.seconds)
    route = request.scope["route"]
    if isinstance(route, ApiRoute):
        route.require_forms(request)
        route.require_once(request)


def _takes_along(asked: Dependant) -> bool:
    """Return whether a route asks for anything in the query of its address."""
    return bool(asked.query_params) or any(map(_takes_along, asked.dependencies))


def _repeatable(asked: Dependant) -> Iterator[str]:
    """Yield the parameters that are a list."""
    for each in asked.query_params:
        model = each.field_info.annotation
        if isinstance(model, type) and issubclass(model, BaseModel):
            for name, field in model.model_fields.items():
                if get_origin(field.annotation) is list:
                    yield field.alias or name
    for below in asked.dependencies:
        yield from _repeatable(below)


def _guesses(request: Request) -> bool:
    """Return whether this address has shown too many tokens that are none."""
    if "authorization" not in request.headers:
        return False
    tries: BadTries = request.app.state.api_bad_tries
    return tries.are_too_many(request.client.host if request.client else "")
