"""What one command recorded, kept until it ends and is told as JSON: the same shape for every act.

Commands add what only they know (the secret of a new token, what passed to whom); what the ledger
knows is added by the desk, so that no act can tell otherwise than it did.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """One event as the ledger has it; ``sequence`` is the version of the subject after it."""

    subject: str  # kind:key
    kind: str
    step: str | None  # the event of the life cycle behind it
    sequence: int
    effective_on: date
    recorded_at: datetime
    actor: str
    reason: str | None
    because: str | None  # of what it follows by the rules; None: it was asked for
    before: Mapping[str, object]
    after: Mapping[str, object]
    note: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OpenedProposal:
    """What waits for a second person; without a key where it is only tried."""

    key: str | None
    subject: str
    expires_on: date | None
    confirmers: tuple[str, ...]


@dataclass(slots=True)
class Recorded:
    """What a command recorded, and what else it has to tell.

    Attributes:
        events: in the order in which the ledger has them.
        opened: milestones that count now and did not before.
        closed: milestones that count no more.
        moved: open milestones whose window got other days.
        proposals: what waits for a second person.
        facts: what only the command knows, by stable keys.
        instants: other moments than its own at which it recorded something.
        only_shows: it was asked to look and recorded nothing: ``facts`` are all there is.
    """

    events: list[RecordedEvent] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    proposals: list[OpenedProposal] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)
    instants: set[datetime] = field(default_factory=set)
    only_shows: bool = False

    def tell(self, facts: Mapping[str, object]) -> None:
        """Add what only the command knows."""
        self.facts.update(facts)

    def show(self, facts: Mapping[str, object]) -> None:
        """Tell what was looked at, where nothing was recorded."""
        self.facts.update(facts)
        self.only_shows = True
