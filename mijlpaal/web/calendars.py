"""Calendar feeds: what a token opens as iCalendar, and nothing for whoever has a copy already.

A calendar program cannot log in, so the address is the key. A copy that is still good is not made
again: the program sends its tag, and gets 304.
"""

from dataclasses import dataclass, field
from email.utils import format_datetime, parsedate_to_datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlmodel import Session

from mijlpaal.web.copies import Copies
from mijlpaal.web.limiting import WINDOW, BadTries
from mijlpaal.web.office import Office
from mijlpaal.web.pages import language_of, sign
from models.errors import ForgedLinkError
from models.storage.database import reading
from reports.feed.calendar import MEDIA_TYPE
from reports.feed.opening import (
    Freshness,
    Opened,
    calendar_of,
    freshness_of,
    open_subscription,
)
from reports.feed.subscriptions import ENDING, PATH, look_up

_NOT_MODIFIED, _NOT_FOUND, _GONE, _TOO_MANY = 304, 404, 410, 429


def make_router(office: Office, bad_tries: BadTries) -> APIRouter:
    """Return the router of the feeds."""
    desk = _Desk(office, bad_tries)
    router = APIRouter()
    router.add_api_route(f"{PATH}{{token}}{ENDING}", desk.give, methods=["GET"])
    return router


@dataclass(frozen=True)
class _Desk:
    """Answers for the feeds."""

    office: Office
    bad_tries: BadTries
    copies: Copies = field(default_factory=Copies)

    def give(self, request: Request, token: str) -> Response:
        """Give the calendar behind a token, or say that the copy is still good."""
        try:
            with reading(self.office.engine) as session:
                opened = open_subscription(session, look_up(session, token), self.office.today)
                if opened is not None:
                    return self._calendar(request, session, opened)
        except ForgedLinkError:
            return self._refuse(request)
        return sign(request, "feed_closed", language_of(request), status=_GONE)

    def _calendar(self, request: Request, session: Session, opened: Opened) -> Response:
        fresh = freshness_of(session, opened)
        headers = {
            # Not in a cache that others share, and never without asking whether it is still good.
            "Cache-Control": "private, no-cache",
            "ETag": f'"{fresh.tag}"',
            "Last-Modified": format_datetime(fresh.changed_at, usegmt=True),
        }
        if _has_good_copy(request, fresh):
            return Response(status_code=_NOT_MODIFIED, headers=headers)
        made = self.copies.get(fresh.tag)
        if made is None:
            made = calendar_of(session, opened, self.office.rulebook.calendar)
            self.copies.keep(fresh.tag, made)
        headers["Content-Disposition"] = 'inline; filename="mijlpaal.ics"'
        return Response(made, media_type=MEDIA_TYPE, headers=headers)

    def _refuse(self, request: Request) -> Response:
        language = language_of(request)
        if self.bad_tries.are_too_many(request.client.host if request.client else ""):
            wait = {"Retry-After": str(int(WINDOW.total_seconds()))}
            return sign(request, "too_many", language, status=_TOO_MANY, headers=wait)
        return sign(request, "feed_unknown", language, status=_NOT_FOUND)


def _has_good_copy(request: Request, fresh: Freshness) -> bool:
    """Return what the conditions of a request come to (RFC 9110, 13.1.2 and 13.1.3)."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        given = {each.strip().removeprefix("W/") for each in tags.split(",")}
        return "*" in given or f'"{fresh.tag}"' in given
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
        return since >= fresh.changed_at.replace(microsecond=0)
    except (ValueError, TypeError, OverflowError):  # no day, or one without a zone: no condition
        return False
