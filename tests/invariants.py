"""What must hold of any database, whatever was done to it and wherever it was cut off.

Nothing here asks the code that wrote the rows: what is due, which rungs belong to it and which
act a proposal led to are worked out again, from the definitions, the ladders and the events.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from sqlmodel import Session, col, select

from models.dates import TermEnd
from models.ledger.access_journal import verify_access_journal
from models.ledger.chain import verify
from models.lifecycles.charts import chart_by_id
from models.milestones.terms import term_of
from models.rules.ladder import Anchor, Bounds, rungs
from models.rules.rulebook import Rulebook
from models.rules.status import Outcome, outcome_of
from models.storage.records import DETAIL, Record, records_by_id
from models.tables import Document, Event, Milestone, Occurrence, Rung, Subject, Sweep
from models.vocabulary import Decision, Modality, SubjectKind

_RungKey = tuple[str, int, date, str, date]


def broken_invariants(session: Session, rulebook: Rulebook) -> list[str]:
    """Return what does not hold, in words; nothing when all is well."""
    halves = [*_rows_without_their_half(session)]
    if halves:  # the rest could not even be read
        return halves
    return [
        *(f"{each.subject} #{each.sequence}: {each.problem}" for each in verify(session)),
        *(
            f"{each.subject} #{each.sequence}: {each.problem}"
            for each in verify_access_journal(session)
        ),
        *_obligations_that_differ(session),
        *_rungs_that_differ(session, rulebook),
        *_windows_that_differ(session),
        *_proposals_without_their_act(session),
        *_terms_that_differ(session, rulebook),
    ]


def _rows_without_their_half(session: Session) -> Iterator[str]:
    """A subject is a row, a row of its kind's table and no other, and at least one event."""
    told = set(session.exec(select(Event.subject_id)))
    kinds = {row[0]: row[1] for row in session.exec(select(col(Subject.id), col(Subject.kind)))}
    for subject_id in kinds.keys() - told:
        yield f"subject {subject_id} has no events"
    for subject_id in told - kinds.keys():
        yield f"events of {subject_id}, which is no subject"
    for kind, table in DETAIL.items():
        detailed = {row[0] for row in session.execute(select(table.c.subject_id))}
        wanted = {each for each, of_kind in kinds.items() if of_kind == kind}
        for subject_id in detailed ^ wanted:
            yield f"{kind} {subject_id} has only half of its rows"


def _terms_that_differ(session: Session, rulebook: Rulebook) -> Iterator[str]:
    """The bound of a milestone with a statutory term is its end; there is none while it stops."""
    query = select(Milestone).where(col(Milestone.term).is_not(None))
    for milestone in session.exec(query):
        term = term_of(milestone.model_dump())
        end = term.end(rulebook.calendar) if term else None
        day = end.day if isinstance(end, TermEnd) else None
        if (milestone.latest, milestone.bound) != (day, day):
            yield f"milestone {milestone.subject_id}: bound {milestone.bound}, its term says {day}"
    without = select(Milestone).where(col(Milestone.term).is_(None))
    for milestone in session.exec(without):
        if milestone.suspensions is not None or milestone.term_starts_on is not None:
            yield f"milestone {milestone.subject_id} has half a term"


def _obligations_that_differ(session: Session) -> Iterator[str]:
    """Open are those that the configuration asks for, minus what a person closed."""
    asked = _milestones_by_subject(session)
    query = select(Subject).where(col(Subject.definition_id).is_not(None))
    for subject in session.exec(query.order_by(col(Subject.id))):
        chart = chart_by_id(session, cast("int", subject.definition_id))
        due = {each.id for each in chart.due(chart.read(subject.standing or ""))}
        found = asked.get(cast("int", subject.id), {})
        name = f"{subject.kind}:{subject.key}"
        for missing in due - found.keys():
            yield f"{name} asks for '{missing}', and nobody is told"
        for obligation, milestone in found.items():
            is_open = _is_open(milestone)
            if is_open and obligation not in due:
                yield f"{name} no longer asks for '{obligation}', which is open"
            if not is_open and obligation in due and milestone.values["closed_by_step"]:
                yield f"{name} asks for '{obligation}', which a step had closed"


def _milestones_by_subject(session: Session) -> dict[int, dict[str, Record]]:
    ids = session.exec(
        select(col(Milestone.subject_id)).where(col(Milestone.obligation).is_not(None))
    ).all()
    found: dict[int, dict[str, Record]] = {}
    for milestone in records_by_id(session, SubjectKind.MILESTONE, ids):
        about = found.setdefault(cast("int", milestone.number("about_id")), {})
        about[cast("str", milestone.text("obligation"))] = milestone
    return found


def _rungs_that_differ(session: Session, rulebook: Rulebook) -> Iterator[str]:
    """An open milestone has the rungs that its ladder lays now; a closed one has none."""
    laid: dict[int, Counter[_RungKey]] = {}
    for rung in session.exec(select(Rung)):
        key = (rung.anchor, rung.step, rung.bound, rung.responsibility, rung.due_on)
        laid.setdefault(rung.milestone_id, Counter())[key] += 1
    sweeps = set(session.exec(select(col(Sweep.day))))
    ids = list(session.exec(select(col(Milestone.subject_id))))
    for milestone in records_by_id(session, SubjectKind.MILESTONE, ids):
        wanted = Counter(_rungs_of(milestone, rulebook))
        found = laid.pop(milestone.id, Counter())
        if not sweeps and wanted != found:
            yield f"{milestone.name.en} has the rungs {dict(found)} instead of {dict(wanted)}"
        # A rung that comes late is due on the day on which it was laid.
        if sweeps and {key[:4] for key in wanted} != {
            key[:4] for key in found if not _is_laid_by_sweeps(key, wanted)
        }:
            yield f"{milestone.name.en} has other rungs than its ladder"
    yield from (f"rungs of {each}, which is no milestone" for each in laid)


def _is_laid_by_sweeps(rung: _RungKey, wanted: Counter[_RungKey]) -> bool:
    """Return whether it moved up from a rung of the ladder, or says again that it is late."""
    anchor, step, bound, responsibility, _ = rung
    if anchor == Anchor.ESCALATION:
        return any(key[2] == bound for key in wanted)
    first = {key[1] for key in wanted if key[0] == anchor and key[2:4] == (bound, responsibility)}
    return anchor == Anchor.LATE and bool(first) and step > min(first)


def _rungs_of(milestone: Record, rulebook: Rulebook) -> Iterator[_RungKey]:
    if not _is_open(milestone):
        return
    bound, latest = milestone.day("bound"), milestone.day("latest")
    bounds = Bounds(soft=milestone.day("soft_latest"), bound=bound, late=latest or bound)
    ladder = Modality(milestone.text("ladder") or milestone.text("modality") or "")
    for rung in rungs(rulebook.ladders[ladder], bounds, rulebook.calendar):
        yield (str(rung.anchor), rung.step, rung.bound, str(rung.responsibility), rung.due_on)


def _windows_that_differ(session: Session) -> Iterator[str]:
    """A window that is tied ends its weeks after the day of what it is tied to, or nowhere.

    Only weeks are worked out here; that is all that these tests tie.
    """
    ids = session.exec(select(col(Milestone.subject_id)).where(col(Milestone.anchor_id) > 0)).all()
    for milestone in records_by_id(session, SubjectKind.MILESTONE, ids):
        weeks = re.fullmatch(r"P(\d+)W", milestone.text("anchor_offset") or "")
        day = _day_of(session, cast("int", milestone.number("anchor_id")))
        ends = day + timedelta(weeks=int(weeks[1])) if weeks and day else None
        if milestone.day("latest") != ends:
            yield f"{milestone.name.en} ends on {milestone.day('latest')} instead of {ends}"


def _day_of(session: Session, subject_id: int) -> date | None:
    occurrence, document = session.get(Occurrence, subject_id), session.get(Document, subject_id)
    if occurrence is not None:
        return occurrence.latest if occurrence.earliest == occurrence.latest else None
    if document is not None:
        return document.dated_on
    (milestone,) = records_by_id(session, SubjectKind.MILESTONE, [subject_id])
    is_achieved = outcome_of(milestone.text("standing")) is Outcome.ACHIEVED
    return milestone.day("achieved_on") if is_achieved else None


def _proposals_without_their_act(session: Session) -> Iterator[str]:
    """A proposal is confirmed exactly when something was done that names it."""
    notes = (json.loads(payload).get("note", {}) for payload in session.exec(select(Event.payload)))
    acted_on = {note["proposal"] for note in notes if "proposal" in note}
    ids = session.exec(select(Subject.id).where(Subject.kind == SubjectKind.PROPOSAL)).all()
    for proposal in records_by_id(session, SubjectKind.PROPOSAL, cast("list[int]", ids)):
        decision = proposal.text("decision")
        if (decision == Decision.CONFIRMED) != (proposal.key in acted_on):
            yield f"proposal {proposal.key} is {decision}, its act is another matter"
        if (decision is None) != (proposal.day("decided_on") is None):
            yield f"proposal {proposal.key} is half decided"


def _is_open(milestone: Record) -> bool:
    return outcome_of(milestone.text("standing")) is Outcome.OPEN
