"""What every page needs: the database, the rules and the clock, handed over by whoever serves."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from mijlpaal.web.entry.provider import Provider
from mijlpaal.web.kept import KeptFigures
from models.clock import local_day
from models.ledger.writer import Ledger
from models.rules.rulebook import Rulebook
from reports.figures.triage import Statuses

_SITUATIONS = 16
_RANKED = 16
ACTOR = "mijlpaal"  # until an act names who does it


@dataclass(frozen=True, slots=True)
class Helpdesk:
    """Who answers for the API, as its document says (API Design Rules, doc-openapi-contact)."""

    name: str = "De beheerder van deze installatie"
    url: str = ""
    email: str = ""

    def as_contact(self) -> dict[str, str]:
        """Return what is known of it, as OpenAPI names it."""
        said = {"name": self.name, "url": self.url, "email": self.email}
        return {name: each for name, each in said.items() if each}


@dataclass(frozen=True)
class Office:
    """Where pages read and write."""

    engine: Engine
    rulebook: Rulebook
    now: Callable[[], datetime]
    web_address: str = ""  # where readers reach us, as ``https://host/path``
    theme: str = ""  # a style sheet that is read after ours
    provider: Provider | None = None  # who says who people are; None: links from the terminal
    event_source: str = "urn:nld:mijlpaal"  # of the events of the feed
    api_per_minute: int = 600  # requests of one reader
    helpdesk: Helpdesk = Helpdesk()  # of the API

    figures: KeptFigures = field(  # of the programme and of clusters
        default_factory=KeptFigures, compare=False, repr=False
    )
    situations: KeptFigures = field(  # of what hangs on what: large, so few are kept
        default_factory=lambda: KeptFigures(most=_SITUATIONS), compare=False, repr=False
    )
    ranked: KeptFigures = field(  # the order of a list that the database cannot sort
        default_factory=lambda: KeptFigures(most=_RANKED), compare=False, repr=False
    )

    def at(self, moment: datetime) -> "Office":
        """Return the office at another moment; nothing that was kept of now is in it."""
        kept = (each.name for each in fields(self) if each.type is KeptFigures)
        anew: dict[str, Any] = {name: KeptFigures() for name in kept}
        return replace(self, now=lambda: moment, **anew)

    def ledger(self, session: Session, actor: str = ACTOR, *, is_trial: bool = False) -> Ledger:
        """Return a ledger of this instant, in the caller's transaction."""
        return Ledger(session, self.rulebook, actor=actor, at=self.now(), is_trial=is_trial)

    @property
    def today(self) -> date:
        """The day in Amsterdam."""
        return local_day(self.now())

    @cached_property
    def statuses(self) -> Statuses:
        """What was judged of milestones today."""
        return Statuses(self.rulebook.calendar)
