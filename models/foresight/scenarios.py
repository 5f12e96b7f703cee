"""Scenarios: changes that are kept, shared and thought through, and never change anything.

What becomes of one goes through the ledger as proposals, one by one, each for a second person.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from models.acts.commands import Command, Verb
from models.consequences.changes import Change, What, day_of, state_after, subject_of
from models.consequences.positions import POSITIONS, Position
from models.consequences.situation import Situation
from models.errors import InvalidAmendmentError, Words
from models.ledger.hashing import canonical
from models.ledger.writer import Ledger
from models.lifecycles.charts import chart_of, standing_of
from models.statechart import Chart
from models.statechart.bitset import members
from models.storage.keys import free_key
from models.storage.queries import subjects
from models.storage.records import Record, current, name_of, records_by_id
from models.storage.values import Values
from models.vocabulary import (
    Confidentiality,
    EventKind,
    ReplanReason,
    SubjectKind,
)

_UNFIT = re.compile(r"[^a-z0-9]+")
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Proposable:
    """A change as an act for the ledger, or why there is no act for it."""

    change: Change
    command: Command | None
    why_not: Words | None = None


def new_scenario(ledger: Ledger, key: str, title: str, *, description: str | None = None) -> Record:
    """Register a scenario without changes.

    Raises:
        InvalidAmendmentError: the key is taken, or cannot be one.
        NotPermittedError: the actor has no mandate for it.
    """
    if _KEY.fullmatch(key) is None:
        nl, en = "kleine letters, cijfers en streepjes", "small letters, digits and dashes"
        raise _unfit_key(key, nl, en)
    values: Values = {
        "title": title,
        "description": description,
        "confidentiality": Confidentiality.INTERNAL,
    }
    try:
        return ledger.register(SubjectKind.SCENARIO, key, values)
    except IntegrityError as problem:
        raise _unfit_key(key, "die sleutel is er al", "that key exists already") from problem


def _unfit_key(key: str, nl: str, en: str) -> InvalidAmendmentError:
    name = name_of(SubjectKind.SCENARIO, key)
    return InvalidAmendmentError(subject=name, field="key", value=key, problem=Words(nl, en))


def key_of_title(session: Session, title: str) -> str:
    """Return a key that reads as a title and that nobody has yet."""
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    stem = _UNFIT.sub("-", plain)[:60].strip("-") or "scenario"
    return free_key(session, SubjectKind.SCENARIO, stem)


def all_scenarios(session: Session, *, clearance: Confidentiality) -> list[Record]:
    """Return the scenarios that a reader with this clearance may see, by key."""
    found = subjects(session, SubjectKind.SCENARIO, clearance=clearance)
    records = records_by_id(
        session, SubjectKind.SCENARIO, [each.id for each in found if each.id is not None]
    )
    return sorted(records, key=lambda each: each.key)


def changes_of(scenario: Record) -> tuple[Change, ...]:
    """Return the changes of a scenario, in the order in which they were added."""
    kept = json.loads(scenario.text("changes") or "[]")
    return tuple(Change(each["subject"], What(each["what"]), each["to"]) for each in kept)


def add_change(ledger: Ledger, key: str, change: Change, situation: Situation) -> Record:
    """Add a change to a scenario; another one of the same sort about the subject is replaced.

    Raises:
        UnknownSubjectError: there is no such scenario, or no such subject.
        InvalidAmendmentError: it cannot happen to it.
    """
    scenario = current(ledger.session, SubjectKind.SCENARIO, key)
    require_possible(ledger.session, situation, change)
    kept = [each for each in changes_of(scenario) if _place(each) != _place(change)]
    return _write(ledger, scenario, [*kept, change])


def remove_change(ledger: Ledger, key: str, subject: str) -> Record:
    """Take everything about a subject out of a scenario.

    Raises:
        UnknownSubjectError: there is no such scenario.
        InvalidAmendmentError: nothing in it is about the subject.
    """
    scenario = current(ledger.session, SubjectKind.SCENARIO, key)
    before = changes_of(scenario)
    kept = [each for each in before if each.subject != subject]
    if len(kept) == len(before):
        known = ", ".join(each.subject for each in before) or "–"
        raise InvalidAmendmentError(
            subject=scenario.name,
            field="changes",
            value=subject,
            problem=Words(f"hierover gaat zij niet; wel: {known}", f"it is about: {known}"),
        )
    return _write(ledger, scenario, kept)


def require_possible(session: Session, situation: Situation, change: Change) -> None:
    """Let pass a change that could happen to its subject.

    Raises:
        UnknownSubjectError: there is no such subject.
        InvalidAmendmentError: a day that is none, a state that its life cycle does not have.
    """
    node = subject_of(situation, change)
    if change.what is What.LATEST:
        day_of(situation, change)
    if change.what is not What.STATE:
        return
    record = current(session, SubjectKind(node.kind), node.key)
    known = states_of(session, record)
    if not known:
        raise InvalidAmendmentError(
            subject=record.name,
            field=Words("toestand", "state"),
            value=change.to,
            problem=Words(
                "het heeft geen levensloop; kan wel: wegvallen (dropped)",
                "it has no life cycle; it can drop out (dropped)",
            ),
        )
    if change.to not in known:
        said = ", ".join(known)
        raise InvalidAmendmentError(
            subject=record.name,
            field=Words("toestand", "state"),
            value=change.to,
            problem=Words(f"kies uit: {said}", f"one of: {said}"),
        )


def proposable(
    session: Session, situation: Situation, change: Change, *, reason: str
) -> Proposable:
    """Return a change as the act that a person would do, or say that there is none."""
    node = subject_of(situation, change)
    kind = SubjectKind(node.kind)
    if change.what is What.LATEST:
        if kind is SubjectKind.CONDITION:
            due = {"on": change.to, "reason": reason}
            return Proposable(change, Command(Verb.SET_DUE_DAY, kind, node.key, due))
        arguments = {
            "wording": change.to,
            "code": str(ReplanReason.DEPENDENCY_SLIPPED),
            "reason": reason,
        }
        return Proposable(change, Command(Verb.REPLAN, kind, node.key, arguments))
    if kind is SubjectKind.ORGANISATION and change.what is What.DROPPED:
        return Proposable(change, Command(Verb.LEAVE, kind, node.key, {"reason": reason}))
    wanted = state_after(node, change) if change.what is What.STATE else _dropped(kind)
    record = current(session, kind, node.key)
    event = _event_to(session, record, wanted)
    if event is None:
        return _without_act(
            change,
            "vanuit deze toestand leidt geen stap daarheen",
            "no step leads there from this state",
        )
    arguments = {"event": event, "reason": reason}
    return Proposable(change, Command(Verb.ADVANCE, kind, node.key, arguments))


def _dropped(kind: SubjectKind) -> str:
    gone = [state for state, means in POSITIONS.get(kind, {}).items() if means is Position.GONE]
    return gone[0] if gone else ""


def _without_act(change: Change, nl: str, en: str) -> Proposable:
    return Proposable(change, None, Words(nl, en))


def states_of(session: Session, record: Record) -> list[str]:
    """Return the states that the life cycle of a subject has; none without a life cycle."""
    if record.number("definition_id") is None:
        return []
    chart = chart_of(session, record)
    return [chart.states[index].id for index in members(chart.leaves)]


def _event_to(session: Session, record: Record, wanted: str) -> str | None:
    """Return the first event that leads from where a subject stands to a state."""
    if record.number("definition_id") is None:
        return None
    chart = chart_of(session, record)
    active = standing_of(chart, record).active
    for transition in chart.transitions:
        if not active >> transition.source & 1:
            continue
        if any(chart.states[target].id == wanted for target in transition.targets):
            return _event_of(chart, transition.events)
    return None


def _event_of(chart: Chart, descriptors: Sequence[str]) -> str | None:
    return next((each for each in descriptors if each in chart.events), None)


def _place(change: Change) -> tuple[str, bool]:
    return change.subject, change.what is What.LATEST


def _write(ledger: Ledger, scenario: Record, changes: Sequence[Change]) -> Record:
    kept = canonical([asdict(each) for each in changes])
    return ledger.record(scenario, EventKind.AMENDED, {"changes": kept})
