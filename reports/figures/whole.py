"""What reports over the whole programme have in common: the state, its milestones, the masthead."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.dates import Calendar
from models.tables import Subject
from models.vocabulary import Confidentiality
from reports import history
from reports.field_marks import marks_in
from reports.figures.frame import masthead_of
from reports.figures.milestones import Judge
from reports.figures.steps import events_that_lead_on
from reports.figures.structure import Masthead, MilestoneLine
from reports.state import Scope, State, read_state


@dataclass(frozen=True, slots=True)
class Whole:
    """The programme as one reader sees it on one day.

    Attributes:
        session: where it was read.
        state: all rows that the reader may see.
        lines: every milestone, the nearest bound first.
        reference_date: the day it is judged on.
    """

    session: Session
    state: State
    lines: tuple[MilestoneLine, ...]
    reference_date: date

    @property
    def audience(self) -> Confidentiality:
        """Return for whom it was read."""
        return self.state.scope.clearance

    def masthead(self, subject: Subject) -> Masthead:
        """Return what a report about this subject says of itself."""
        return masthead_of(self.session, subject, self.reference_date, self.audience, None)


def read_whole(
    session: Session, *, reference_date: date, calendar: Calendar, audience: Confidentiality
) -> Whole:
    """Return the programme as this audience may see it.

    Raises:
        OutsideCalendarError: a bound lies where the calendar has no data.
    """
    scope = Scope(audience, marks_in(session))
    state = read_state(session, scope, reference_date=reference_date)
    judge = Judge(reference_date, calendar, events_that_lead_on(state))
    lines = judge.lines(state, history.replannings(session, scope))
    return Whole(session, state, lines, reference_date)
