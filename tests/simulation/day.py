"""The work of one day as transactions, whole or in parts: what the flows call, without the flows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from models.acts.proposals import lapse
from models.clock import local_day
from models.ledger.writer import Ledger
from models.rules.rulebook import Rulebook
from notifications import deadlines, planning
from notifications.parts import Part, planning_parts, sweep_parts

WORKERS = 3


@dataclass(frozen=True, slots=True)
class Day:
    """One run of a day, at what the clock of its machine shows."""

    now: datetime
    rulebook: Rulebook

    @property
    def today(self) -> date:
        """The day that the machine takes it for."""
        return local_day(self.now)

    def parts_of_sweep(self, session: Session) -> Sequence[Part]:
        """Return the milestones of each worker."""
        since = deadlines.latest_sweep(session, self.today) or deadlines.BEGINNING
        return sweep_parts(session, WORKERS, since=since, today=self.today)

    def sweep(self, session: Session, part: Part | None = None) -> None:
        """Check the deadlines of all, or of a part."""
        deadlines.check_deadlines(
            session, today=self.today, now=self.now, calendar=self.rulebook.calendar, part=part
        )

    def end_sweep(self, session: Session) -> None:
        """Note that all parts were swept."""
        deadlines.end_sweep(session, today=self.today, now=self.now, reminders=0)

    def let_run_out(self, session: Session) -> None:
        """Close the proposals that nobody confirmed."""
        lapse(Ledger(session, self.rulebook, actor="klok", at=self.now))

    def parts_of_planning(self, session: Session) -> Sequence[Part]:
        """Take back what must be said anew; return the readers of each worker."""
        planning.prepare_planning(session, today=self.today, now=self.now)
        return planning_parts(session, WORKERS)

    def plan(self, session: Session, part: Part | None = None) -> None:
        """Write the messages to all, or to a part."""
        planning.plan_messages(
            session, today=self.today, now=self.now, rulebook=self.rulebook, part=part
        )
