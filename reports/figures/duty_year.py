"""The year page of duties: all that parliament was promised for a year, on one page.

Domain section 11, January: each duty with its sentence, its bound, the last sitting day before it
and its owner. A duty belongs to every year that it was ever bound to, and to the year in which it
was fulfilled, so that postponing one never takes it off the page.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.dates import Calendar
from models.vocabulary import Confidentiality
from reports.figures.programme import programme_in
from reports.figures.structure import Masthead, MilestoneLine
from reports.figures.whole import read_whole


@dataclass(frozen=True, slots=True)
class DutyYearFigures:
    """The duties of a year.

    Attributes:
        masthead: about the programme.
        year: the calendar year.
        duties: bound to that year or fulfilled in it, the nearest bound first.
        undated: open ones that no day can be derived for: they may fall in any year.
    """

    masthead: Masthead
    year: int
    duties: tuple[MilestoneLine, ...]
    undated: tuple[MilestoneLine, ...]


def duty_year_figures(
    session: Session,
    year: int,
    *,
    reference_date: date,
    calendar: Calendar,
    audience: Confidentiality = Confidentiality.INTERNAL,
) -> DutyYearFigures:
    """Return the duties of a year, without a language.

    Raises:
        UnknownSubjectError: no programme is registered.
        OutsideCalendarError: a bound lies where the calendar has no data.
    """
    whole = read_whole(session, reference_date=reference_date, calendar=calendar, audience=audience)
    found = [line for line in whole.lines if line.is_duty]
    return DutyYearFigures(
        masthead=whole.masthead(programme_in(session, audience)),
        year=year,
        duties=tuple(line for line in found if year in _years(line)),
        undated=tuple(line for line in found if line.is_open and line.current.latest is None),
    )


def _years(line: MilestoneLine) -> frozenset[int]:
    days = [
        line.first.latest,
        line.current.latest,
        line.achieved_on,
        *(each.old_latest for each in line.replannings),
    ]
    return frozenset(day.year for day in days if day is not None)
