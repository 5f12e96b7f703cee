"""What one organisation owes: its milestones and duties, its conditions, what is asked of it."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.dates import Calendar
from models.errors import UnknownSubjectError
from models.storage.records import current, kind_in_words
from models.tables import Subject
from models.vocabulary import Confidentiality, SubjectKind
from reports.figures import portfolio
from reports.figures.milestones import next_bound
from reports.figures.names import is_open
from reports.figures.structure import (
    ConditionLine,
    Masthead,
    MilestoneLine,
    NextBound,
    RequestLine,
)
from reports.figures.whole import Whole, read_whole
from reports.state import State


@dataclass(frozen=True, slots=True)
class HolderFigures:
    """What you owe, on a day.

    Attributes:
        masthead: about the organisation.
        owed: open milestones and duties of which it is owner or debtor, the nearest bound first.
        settled: those that were achieved or lapsed.
        next_bound: the first bound of what is owed that has not passed.
        conditions: open conditions that it must see to.
        requests: open requests that are addressed to it.
    """

    masthead: Masthead
    owed: tuple[MilestoneLine, ...]
    settled: tuple[MilestoneLine, ...]
    next_bound: NextBound | None
    conditions: tuple[ConditionLine, ...]
    requests: tuple[RequestLine, ...]


def holder_figures(
    session: Session,
    key: str,
    *,
    reference_date: date,
    calendar: Calendar,
    audience: Confidentiality = Confidentiality.INTERNAL,
) -> HolderFigures:
    """Return what an organisation owes, without a language.

    Raises:
        UnknownSubjectError: there is no such organisation, or none that this audience may see.
        OutsideCalendarError: a bound lies where the calendar has no data.
    """
    number = current(session, SubjectKind.ORGANISATION, key).id
    whole = read_whole(session, reference_date=reference_date, calendar=calendar, audience=audience)
    state = whole.state
    holder = state.organisations.get(number)
    if holder is None:
        raise UnknownSubjectError(
            kind=kind_in_words(SubjectKind.ORGANISATION), key=key, suggestion=""
        )
    name = holder.subject.title
    own = [line for line in whole.lines if name in line.owners]
    owed = tuple(line for line in own if line.is_open)
    return HolderFigures(
        masthead=whole.masthead(holder.subject),
        owed=owed,
        settled=tuple(line for line in own if not line.is_open),
        next_bound=next_bound(owed, reference_date),
        conditions=_conditions(whole, name),
        requests=_requests(whole, name),
    )


def _conditions(whole: Whole, name: str) -> tuple[ConditionLine, ...]:
    pending = _open_keys(whole.state, SubjectKind.CONDITION)
    lines = portfolio.conditions_in(whole.state)
    return tuple(line for line in lines if name in line.holders and line.key in pending)


def _requests(whole: Whole, name: str) -> tuple[RequestLine, ...]:
    pending = _open_keys(whole.state, SubjectKind.REQUEST)
    lines = portfolio.requests_in(whole.state)
    return tuple(line for line in lines if name in line.addressees and line.key in pending)


def _open_keys(state: State, kind: SubjectKind) -> frozenset[str]:
    def is_of_it(subject: Subject) -> bool:
        return subject.kind == kind and is_open(state, subject)

    return frozenset(each.key for each in state.subjects.values() if is_of_it(each))
