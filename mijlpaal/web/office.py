"""What every page needs: the database, the rules and the clock, handed over by whoever serves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine
from sqlmodel import Session

from models.clock import local_day
from models.ledger import Ledger
from models.rulebook import Rulebook

ACTOR = "mijlpaal"  # until an act names who does it


@dataclass(frozen=True)
class Office:
    """Where pages read and write."""

    engine: Engine
    rulebook: Rulebook
    now: Callable[[], datetime]

    def ledger(self, session: Session) -> Ledger:
        """Return a ledger of this instant, in the caller's transaction."""
        return Ledger(session, self.rulebook, actor=ACTOR, at=self.now())

    @property
    def today(self) -> date:
        """The day in Amsterdam."""
        return local_day(self.now())
