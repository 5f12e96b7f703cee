"""Which form of an answer a program asks for, and in which form it sends (RFC 9110, 12.5.1)."""

from collections.abc import Sequence

from starlette.requests import Request

from mijlpaal.web.api.problems import ApiError
from mijlpaal.web.preferring import quality, weighed
from models.errors import Words

_SENT_AS = "application/json"
_ACCEPTED_BY = {"POST": "Accept-Post", "PATCH": "Accept-Patch"}  # W3C LDP 7.1, RFC 5789 3.1


def chosen(request: Request, offered: Sequence[str]) -> str:
    """Return the form that is liked best; of those that are liked as much, the first.

    Args:
        request: with ``Accept``, or without: then anything will do.
        offered: media types, ours first.

    Raises:
        ApiError: 406, none of these will do.
    """
    ranges = weighed(request.headers.get("accept") or "*/*")
    liked = {
        each: quality(ranges, (each, f"{each.partition('/')[0]}/*", "*/*")) or 0 for each in offered
    }
    best = max(offered, key=lambda each: liked[each])
    if liked[best] > 0:
        return best
    listed = ", ".join(offered)
    raise ApiError(
        406,
        "not_acceptable",
        Words("Die vorm is er niet", "There is no such form"),
        Words(f"Te krijgen als: {listed}.", f"It can be had as: {listed}."),
    )


def require_json(request: Request) -> None:
    """Let pass what is sent as JSON, and whoever sends nothing.

    Raises:
        ApiError: 415, it is said to be something else, or not said at all.
    """
    headers = request.headers
    said = headers.get("content-type", "").partition(";")[0].strip().lower()
    is_empty = headers.get("content-length", "0") == "0" and "transfer-encoding" not in headers
    if said == _SENT_AS or (not said and is_empty):
        return
    raise ApiError(
        415,
        "unsupported",
        Words("Dat lees ik hier niet", "That is not read here"),
        Words(f"Content-Type: verwacht {_SENT_AS}.", f"Content-Type: expected {_SENT_AS}."),
        {_ACCEPTED_BY.get(request.method, "Accept"): _SENT_AS},
    )
