"""Moving a subject along its life cycle: the facts, the kernel, the ledger, in that order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models import statechart
from models.errors import (
    IncompleteStepError,
    InvalidAmendmentError,
    ReasonMissingError,
    TransitionRefusedError,
    UnknownEventError,
    Words,
)
from models.facts import Finding, findings, holding
from models.ledger.writer import Ledger
from models.lifecycles.charts import chart_of, place_columns, standing_of
from models.lifecycles.obligations import meet_obligations
from models.statechart import Chart, Option, Standing, Step, authority_of
from models.storage.records import Record, current, name_of
from models.vocabulary import Confidentiality, EventKind, SubjectKind


@dataclass(frozen=True, slots=True)
class NextStep:
    """A possible next step, whether it is open now, and the facts behind the answer.

    A finding is that of a term of the guard: of a fact, or of ``not`` that fact.
    """

    event: str
    label: str
    is_open: bool
    guard: str  # as the definition writes it; empty without one
    holding: tuple[Finding, ...]
    missing: tuple[Finding, ...]  # these stand in the way
    spare: tuple[Finding, ...]  # these do not hold either, but an alternative of theirs does
    authority: tuple[str, ...] = ()  # the roles that the life cycle narrows it down to


def advance(  # noqa: PLR0913  (kind, key and event say what; the rest says why and when)
    ledger: Ledger,
    kind: SubjectKind,
    key: str,
    event: str,
    *,
    reason: str | None = None,
    effective_on: date | None = None,
    changes: Mapping[str, str | int | date | None] | None = None,
    recorded_as: EventKind = EventKind.ADVANCED,
) -> Record:
    """Send ``event`` to a subject's life cycle and record where it then stands.

    Args:
        ledger: who does this, and in which transaction.
        kind: of the subject.
        key: of the subject.
        event: an event of its definition.
        reason: why, in the actor's words.
        effective_on: the day it took effect, if not today.
        changes: columns that change with the step, in the same event.
        recorded_as: the kind of the ledger's event.

    Raises:
        UnknownSubjectError: there is no such subject.
        UnknownEventError: its life cycle has no such event.
        TransitionRefusedError: the event leads nowhere from here; names the missing facts.
        ReasonMissingError, IncompleteStepError: the definition says what must come with it.
        InvalidAmendmentError: the day on which it took effect is still to come.
    """
    subject = current(ledger.session, kind, key)
    # From here on nobody changes what the guard reads.
    ledger.hold_place_of(subject)
    chart = chart_of(ledger.session, subject)
    standing = standing_of(chart, subject)
    taken = _taken(ledger.session, subject, chart, standing, event)
    require_what_the_step_needs(taken, (kind, key), event, reason, changes or {})
    if effective_on is not None and effective_on != ledger.today:
        _refuse_future(ledger, subject, effective_on)
        if recorded_as is EventKind.ADVANCED:
            recorded_as = EventKind.BACKDATED
            require_reason(Words("Antedateren", "Back-dating"), subject.name, reason)
    moved = ledger.record(
        subject,
        recorded_as,
        {**place_columns(subject, chart.write(taken.standing)), **(changes or {})},
        reason=reason,
        effective_on=effective_on,
        note={"event": event},
        roles=authority_of(taken.transitions),
    )
    if chart.due(standing) != chart.due(taken.standing):
        meet_obligations(ledger, moved, since=effective_on, by=(event, *taken.raised))
    return moved


def _taken(session: Session, subject: Record, chart: Chart, standing: Standing, event: str) -> Step:
    """Return the step that the event takes from here, or refuse it with what is in the way."""
    if event not in chart.events:
        raise UnknownEventError(subject=subject.name, event=event, accepted=", ".join(chart.events))
    # Only what can decide this event is looked up: a fact costs a query.
    names = statechart.deciding_facts(chart, event)
    truths = holding(findings(session, subject, names)) if names else {}
    taken = statechart.step(chart, standing, event, truths)
    if taken is None:
        raise _refusal(subject, chart, standing, event, findings(session, subject, chart.facts))
    return taken


def _refuse_future(ledger: Ledger, subject: Record, effective_on: date) -> None:
    if effective_on > ledger.today:
        raise InvalidAmendmentError(
            subject=subject.name,
            field="effective_on",
            value=effective_on,
            problem=Words("die dag moet nog komen", "that day is still to come"),
        )


def next_steps(
    session: Session,
    subject: Record,
    language: str = "nl",
    *,
    clearance: Confidentiality = Confidentiality.INTERNAL,
) -> list[NextStep]:
    """Return every step that the life cycle knows from here, in document order, with its facts.

    ``clearance`` is that of the reader: it decides which rows the facts name.
    """
    chart = chart_of(session, subject)
    found = findings(session, subject, chart.facts, clearance=clearance)
    return steps_from(chart, subject, found, language)


def steps_from(
    chart: Chart, subject: Record, found: Mapping[str, Finding], language: str = "nl"
) -> list[NextStep]:
    """Return what ``next_steps`` does, where the findings of all facts are at hand."""
    options = statechart.enabled(chart, standing_of(chart, subject), holding(found))
    return [_next_step(option, found, language) for option in options]


def finding_of(term: str, found: Mapping[str, Finding]) -> Finding:
    """Return the finding of a term of a guard: ``name`` or ``not name``."""
    name = term.removeprefix("not ")
    return found[name] if name == term else found[name].denied()


def require_reason(action: Words, subject: Words, reason: str | None) -> str:
    """Return the reason, which this action cannot do without.

    Raises:
        ReasonMissingError: none was given.
    """
    said = (reason or "").strip()
    if not said:
        raise ReasonMissingError(action=action, subject=subject)
    return said


# What a step can need besides a reason: the column that shows it, and the verb that asks for it.
_NEEDED = {
    "evidence": ("evidence", Words("een bewijsstuk", "evidence"), "mijlpaal milestone achieve"),
    "bound": (
        "wording",
        Words("een nieuwe afspraak", "a new agreement"),
        "mijlpaal milestone replan",
    ),
}


_SAID = frozenset({"reason"})


def require_what_the_step_needs(
    taken: Step,
    named: tuple[SubjectKind, str],
    event: str,
    reason: str | None,
    changes: Mapping[str, object],
) -> None:
    """Let pass a step that comes with all that its transitions require.

    Args:
        taken: the step.
        named: the subject's kind and key.
        event: that was sent.
        reason: why, in the actor's words.
        changes: columns that change with the step.

    Raises:
        ReasonMissingError, IncompleteStepError: something was not given; says what.
    """
    required = {need for each in taken.transitions for need in each.requires}
    for need in sorted(required - _SAID):
        column, missing, command = _NEEDED[need]
        if column not in changes:
            raise IncompleteStepError(
                subject=name_of(*named),
                event=event,
                missing=missing,
                command=f"{command} {named[1]}",
            )
    if "reason" in required and not (reason or "").strip():
        raise ReasonMissingError(action=Words(f"'{event}'", f"'{event}'"), subject=name_of(*named))


def _next_step(option: Option, found: Mapping[str, Finding], language: str) -> NextStep:
    conditions = [each.cond for each in option.transitions if each.cond]
    terms = dict.fromkeys(term for cond in conditions for term in cond.terms)
    asked = {term: finding_of(term, found) for term in terms}
    return NextStep(
        event=option.event,
        label=option.transitions[0].label.say(language),
        is_open=option.holds,
        guard=option.cond,
        holding=tuple(each for each in asked.values() if each.holds),
        missing=tuple(asked[term] for term in option.missing),
        spare=tuple(
            each for term, each in asked.items() if not each.holds and term not in option.missing
        ),
        authority=authority_of(option.transitions),
    )


def _refusal(
    subject: Record, chart: Chart, standing: Standing, event: str, found: Mapping[str, Finding]
) -> TransitionRefusedError:
    options = statechart.enabled(chart, standing, holding(found))
    asked = [option for option in options if option.event == event]
    missing = dict.fromkeys(term for option in asked for term in option.missing)
    return TransitionRefusedError(
        subject=subject.name,
        state=Words(chart.describe(standing, "nl"), chart.describe(standing, "en")),
        event=event,
        why=_missing(missing, found) if asked else _possible(options, found),
    )


def _missing(terms: Iterable[str], found: Mapping[str, Finding]) -> Words:
    facts = [finding_of(term, found) for term in terms]
    return Words(
        "; ".join(f"{fact.name} ({fact.say('nl')})" for fact in facts),
        "; ".join(f"{fact.name} ({fact.say('en')})" for fact in facts),
    )


def _possible(options: Sequence[Option], found: Mapping[str, Finding]) -> Words:
    """Return which events lead somewhere from here, and which facts hold up the others."""
    if not options:
        return Words("dit is een eindtoestand", "this is a final state")
    open_now = ", ".join(option.event for option in options if option.holds)
    said = [Words(f"mogelijk vanaf hier: {open_now}", f"possible from here: {open_now}")]
    for option in options:
        if not option.holds:
            why = _missing(option.missing, found)
            said.append(
                Words(f"'{option.event}' wacht op {why.nl}", f"'{option.event}' waits for {why.en}")
            )
    return Words(". ".join(each.nl for each in said), ". ".join(each.en for each in said))
