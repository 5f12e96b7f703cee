"""The facts of a postponement on one sheet: the promise, its source, why, and the new bound.

Domain section 4: a bound is never lost silently, and a postponement is announced before the bound
passes. So the sheet shows every bound there ever was, and for each whether it was in time.
"""

import json
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.acts.commands import Verb
from models.acts.proposals import proposals_waiting
from models.dates import Calendar
from models.errors import UnknownSubjectError
from models.storage.records import Record, current, kind_in_words
from models.vocabulary import Confidentiality, EventKind, SubjectKind
from reports.figures import portfolio
from reports.figures.replanning import reason_in_words
from reports.figures.structure import DocumentLine, Masthead, MilestoneLine, Replanning
from reports.figures.whole import Whole, read_whole
from reports.words import Text


@dataclass(frozen=True, slots=True)
class Postponement:
    """One time that the agreement was replaced.

    Attributes:
        number: the n-th time, from 1.
        change: old and new bound, reason and day.
        days: how much later the new bound is; None when one of the two has no day.
        is_in_time: whether it was decided before the old bound had passed; None without one.
    """

    number: int
    change: Replanning
    days: int | None
    is_in_time: bool | None


@dataclass(frozen=True, slots=True)
class Proposed:
    """A postponement that waits for a second person; insiders only."""

    wording: str
    code: Text | None
    reason: str | None
    proposed_on: date
    expires_on: date


@dataclass(frozen=True, slots=True)
class PostponementFigures:
    """The facts of what became of one promise.

    Attributes:
        masthead: about the milestone.
        line: the promise with its first and its current agreement.
        source: the document that it stands in, if that is registered and may be seen.
        postponements: in the order in which they were decided.
        proposed: what somebody wants to make of it now.
    """

    masthead: Masthead
    line: MilestoneLine
    source: DocumentLine | None
    postponements: tuple[Postponement, ...]
    proposed: tuple[Proposed, ...]


def postponement_figures(
    session: Session,
    key: str,
    *,
    reference_date: date,
    calendar: Calendar,
    audience: Confidentiality = Confidentiality.INTERNAL,
) -> PostponementFigures:
    """Return the facts about the postponements of a milestone, without a language.

    Raises:
        UnknownSubjectError: there is no such milestone, or none that this audience may see.
        OutsideCalendarError: a bound lies where the calendar has no data.
    """
    record = current(session, SubjectKind.MILESTONE, key)
    whole = read_whole(session, reference_date=reference_date, calendar=calendar, audience=audience)
    subject = whole.state.subjects.get(record.id)
    if subject is None:
        raise UnknownSubjectError(kind=kind_in_words(SubjectKind.MILESTONE), key=key, suggestion="")
    line = next(each for each in whole.lines if each.key == key)
    return PostponementFigures(
        masthead=whole.masthead(subject),
        line=line,
        source=_source(whole, line),
        postponements=_postponements(line),
        proposed=_proposed(whole, record.id),
    )


def _postponements(line: MilestoneLine) -> tuple[Postponement, ...]:
    """Return what replaced the agreement; a day that its event got, or a correction, is neither."""
    replaced = [each for each in line.replannings if each.kind not in _NO_REPLACEMENT]
    return tuple(
        Postponement(number, each, _days(each), _is_in_time(each))
        for number, each in enumerate(replaced, 1)
    )


_NO_REPLACEMENT = frozenset({EventKind.DATED, EventKind.CORRECTED, EventKind.TIED})


def _days(each: Replanning) -> int | None:
    if each.old_latest is None or each.new_latest is None:
        return None
    return (each.new_latest - each.old_latest).days


def _is_in_time(each: Replanning) -> bool | None:
    return None if each.old_latest is None else each.decided_on <= each.old_latest


def _source(whole: Whole, line: MilestoneLine) -> DocumentLine | None:
    documents = portfolio.documents_in(whole.state)
    return next((each for each in documents if each.key == line.source), None)


def _proposed(whole: Whole, milestone_id: int) -> tuple[Proposed, ...]:
    if whole.audience is Confidentiality.PUBLIC:
        return ()
    waiting = proposals_waiting(whole.session, whole.reference_date, clearance=whole.audience)
    return tuple(
        _proposal(each)
        for each in waiting
        if each.number("about_id") == milestone_id and each.text("verb") == Verb.REPLAN
    )


def _proposal(found: Record) -> Proposed:
    said = json.loads(found.text("arguments") or "{}")
    day = found.day("proposed_on") or date.min
    return Proposed(
        wording=str(said.get("wording") or ""),
        code=reason_in_words(said.get("code")),
        reason=said.get("reason"),
        proposed_on=day,
        expires_on=found.day("expires_on") or day,
    )
