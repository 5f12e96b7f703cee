"""The sessions of an account, as pages and the API tell them apart; no name opens anything."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session
from starlette.requests import Request

from mijlpaal.web.entry import cookies
from models.access.secret import digest_of
from models.access.visits import visits_of
from models.clock import AMSTERDAM
from models.tables import Visit

_SHORT = 16  # of a digest: enough to tell the sessions of one account apart


@dataclass(frozen=True, slots=True)
class SessionSeen:
    """A session that lasts, and whether it is the one that asks."""

    visit: Visit
    is_this: bool

    @property
    def name(self) -> str:
        """How it is named."""
        return self.visit.digest[:_SHORT]

    @property
    def began_at(self) -> datetime:
        """When it began, in Amsterdam."""
        return self.visit.began_at.astimezone(AMSTERDAM)

    @property
    def seen_at(self) -> datetime:
        """When it was seen last, in Amsterdam; to the minute."""
        return self.visit.seen_at.astimezone(AMSTERDAM)


def sessions_seen(
    session: Session, request: Request, actor: str, *, now: datetime
) -> list[SessionSeen]:
    """Return the sessions of an account that last, the newest first."""
    here = digest_of(cookies.session_secret(request))
    found = visits_of(session, actor, now=now)
    return [SessionSeen(each, each.digest == here) for each in found]
