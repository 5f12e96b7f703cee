"""Which form of an answer a program asks for (RFC 9110, 12.5.1)."""

from collections.abc import Sequence

from starlette.requests import Request

from mijlpaal.web.api.problems import ApiError
from mijlpaal.web.preferring import quality, weighed
from models.errors import Words


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
