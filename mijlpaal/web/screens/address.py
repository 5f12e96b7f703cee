"""The parts of an address, as pages read them: what is not understood is refused, never left out.

A mistyped filter would otherwise show everything, and a file of it would hold everything. What is
refused becomes the page of ``mijlpaal.web.unreadable``, with what is accepted.
"""

from collections.abc import Iterator, Mapping, Sized
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, get_args, get_origin

from fastapi import Depends, Request
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from mijlpaal.web.entry.door import reader_of
from mijlpaal.web.entry.reader import Reader

_MOST_PAGES = 999_999


def _unless_blank(said: object) -> object:
    """Return None for a field of a form that nobody filled in."""
    return None if said == "" else said


def _day(said: object) -> object:
    if not isinstance(said, str) or not said:
        return said or None
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise PydanticCustomError("not_a_day", "a day is expected, yyyy-mm-dd") from None


def ordered_by(orders: type[StrEnum]) -> AfterValidator:
    """Return what lets pass the name of an order, with a minus where it is turned."""

    def one_of(said: str) -> str:
        if said and said.removeprefix("-") not in set(orders):
            known = ", ".join(f"'{each}', '-{each}'" for each in orders)
            raise PydanticCustomError("enum", "no order", {"expected": known})
        return said

    return AfterValidator(one_of)


BLANK = BeforeValidator(_unless_blank)
Flag = Literal["", "0", "1"]
DayAsked = Annotated[date | None, BeforeValidator(_day)]
PageAsked = Annotated[int, BeforeValidator(lambda said: said or 1), Field(ge=1, le=_MOST_PAGES)]
TextAsked = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)]


def require_page(page: int, pages: int) -> None:
    """Refuse a page that there is not, of so many.

    Raises:
        RequestValidationError: it is beyond the last.
    """
    if page > pages:
        raise _fault("blz", "less_than_equal", {"le": pages})


def require_lines(page: int, lines: Sized) -> None:
    """Refuse a page with nothing on it, where nobody counted the pages; the first may be empty.

    Raises:
        RequestValidationError: it is beyond the last.
    """
    if page > 1 and not lines:
        raise _fault("blz", "no_such_page")


async def only_known(  # async: it waits for nothing, and a thread of its own costs more
    request: Request, _: Annotated[Reader, Depends(reader_of)]
) -> None:
    """Let pass an address whose every part the page knows, each of them once.

    Raises:
        RequestValidationError: one it does not know, or twice what it takes once.
    """
    route = request.scope["route"]
    known = dict(_parts(route.dependant)) if isinstance(route, APIRoute) else {}
    for name in request.query_params:
        if name not in known:
            names = ", ".join(f"'{each}'" for each in known)
            raise _fault(name, "extra_forbidden", {"expected": names})
        if not known[name] and len(request.query_params.getlist(name)) > 1:
            raise _fault(name, "more_than_once")


def _parts(asked: Dependant) -> Iterator[tuple[str, bool]]:
    """Yield the name of each part that a page takes, and whether it may come more than once."""
    for each in asked.query_params:
        annotation = each.field_info.annotation
        yield (
            each.alias,
            any(get_origin(one) is list for one in (annotation, *get_args(annotation))),
        )
    for below in asked.dependencies:
        yield from _parts(below)


def _fault(
    name: str, code: str, facts: Mapping[str, object] | None = None
) -> RequestValidationError:
    return RequestValidationError([{"type": code, "loc": ("query", name), "ctx": facts or {}}])
