"""Which form of an answer a program asks for (RFC 9110, 12.5.1)."""

from collections.abc import Sequence

from starlette.requests import Request

from mijlpaal.web.api.problems import ApiError
from models.errors import Words

_UNSAID = 1.0


def chosen(request: Request, offered: Sequence[str]) -> str:
    """Return the form that is liked best; of those that are liked as much, the first.

    Args:
        request: with ``Accept``, or without: then anything will do.
        offered: media types, ours first.

    Raises:
        ApiError: 406, none of these will do.
    """
    ranges = [_range(each) for each in (request.headers.get("accept") or "*/*").split(",")]
    liked = {each: _quality(each, ranges) for each in offered}
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


def _range(text: str) -> tuple[str, float]:
    name, *parameters = (each.strip().lower() for each in text.split(";"))
    said = next((each[2:] for each in parameters if each.startswith("q=")), str(_UNSAID))
    try:
        return name, float(said)
    except ValueError:
        return name, 0.0


def _quality(offered: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Return how much a form is liked: what is said of it most exactly counts."""
    for name in (offered, f"{offered.partition('/')[0]}/*", "*/*"):
        found = [quality for each, quality in ranges if each == name]
        if found:
            return max(found)
    return 0.0
