"""Mending the record: what was written down wrongly, and what was closed too soon.

Nothing is edited: each is an event of its own kind, with a reason and (where there is one) a
second person, and what stood there before stays in the chain.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from models import statechart
from models.chain import events_of
from models.charts import chart_of, standing_of
from models.errors import InvalidAmendmentError, TransitionRefusedError, Words
from models.ledger import Ledger
from models.lifecycle import require_reason
from models.obligations import meet_obligations
from models.records import DETAIL_TABLES, Record, current
from models.statechart import Chart
from models.statechart.elements import Kind
from models.tables import Subject
from models.values import Value
from models.vocabulary import EventKind, SubjectKind

_NOT_BY_CORRECTION = frozenset(
    {"standing", "definition_id", "seed_digest", "obligation", "closed_by_step", "replanned"}
)
_FIRST = "first_"  # nothing changes a first agreement


def correct(  # noqa: PLR0913  (what, where it should stand, and why and since when)
    ledger: Ledger,
    kind: SubjectKind,
    key: str,
    *,
    states: Sequence[str] = (),
    fields: Mapping[str, str | None] | None = None,
    reason: str | None,
    effective_on: date | None = None,
) -> Record:
    """Record that something was written down wrongly, and how it should have been.

    Args:
        ledger: who does this, and in which transaction.
        kind: of the subject.
        key: of the subject.
        states: where it really stands: one state, or one per region of a parallel.
        fields: columns by name with their right values as text; None is *unknown*.
        reason: why, in the actor's words.
        effective_on: since when it is really so, if not today.

    Raises:
        UnknownSubjectError: there is no such subject.
        ReasonMissingError: no reason was given.
        DefinitionError: nothing can stand in these states.
        InvalidAmendmentError: a field that does not exist, cannot be corrected, or not to this.
        SecondPersonError: it needs a second person.
    """
    subject = current(ledger.session, kind, key)
    reason = require_reason(Words("Corrigeren", "Correcting"), subject.name, reason)
    changes: dict[str, Value] = {
        name: _value_of(subject, name, text) for name, text in (fields or {}).items()
    }
    if states:
        chart = chart_of(ledger.session, subject)
        changes["standing"] = chart.write(_placed(chart, subject, states))
    changes = {name: value for name, value in changes.items() if subject.values[name] != value}
    if not changes:
        raise InvalidAmendmentError(
            subject=subject.name,
            field=", ".join([*states, *(fields or {})]) or "?",
            value="",
            problem=Words("zo staat het er al", "that is what it says already"),
        )
    corrected = ledger.record(
        subject, EventKind.CORRECTED, changes, reason=reason, effective_on=effective_on
    )
    if "standing" in changes:
        meet_obligations(ledger, corrected, since=effective_on)
    return corrected


def reopen(
    ledger: Ledger, kind: SubjectKind, key: str, *, reason: str | None, states: Sequence[str] = ()
) -> Record:
    """Open again what has reached a final state: where it last was, or in ``states``.

    Raises:
        UnknownSubjectError: there is no such subject.
        ReasonMissingError: no reason was given.
        TransitionRefusedError: it is not closed.
        DefinitionError: nothing can stand in these states.
        SecondPersonError: it needs a second person.
    """
    subject = current(ledger.session, kind, key)
    reason = require_reason(Words("Heropenen", "Reopening"), subject.name, reason)
    chart = chart_of(ledger.session, subject)
    standing = standing_of(chart, subject)
    if not _is_final(chart, standing):
        raise TransitionRefusedError(
            subject=subject.name,
            state=Words(chart.describe(standing, "nl"), chart.describe(standing, "en")),
            event=Words("heropenen", "reopen"),
            why=Words("het is niet gesloten", "it is not closed"),
        )
    target = (
        chart.write(_placed(chart, subject, states))
        if states
        else _last_open(ledger, chart, subject)
    )
    changes: dict[str, Value] = {"standing": target}
    if kind is SubjectKind.MILESTONE:
        changes |= {"achieved_on": None, "evidence": None, "closed_by_step": None}
    reopened = ledger.record(subject, EventKind.REOPENED, changes, reason=reason)
    meet_obligations(ledger, reopened)
    return reopened


def _placed(chart: Chart, subject: Record, states: Sequence[str]) -> statechart.Standing:
    """Return the standing in these states, with what the history states remember kept."""
    placed = statechart.placed(chart, states)
    memory = standing_of(chart, subject).history
    return statechart.Standing(placed.active, placed.history or memory)


def _is_final(chart: Chart, standing: statechart.Standing) -> bool:
    return bool(
        standing.active
        & sum(1 << i for i in chart.states[0].children if chart.states[i].kind is Kind.FINAL)
    )


def _last_open(ledger: Ledger, chart: Chart, subject: Record) -> str:
    """Return the last standing that was not final: what an event left to close the subject."""
    for event in reversed(events_of(ledger.session, subject.id)):
        text = json.loads(event.payload)["before"].get("standing")
        if text is not None and not _is_final(chart, chart.read(text)):
            return str(text)
    return chart.write(statechart.initial(chart).standing)  # it was registered closed


def _value_of(subject: Record, name: str, text: str | None) -> Value:
    """Return the text as the column holds it."""
    model_fields = {**Subject.model_fields, **DETAIL_TABLES[subject.kind].model_fields}
    if name not in subject.values or name.startswith(_FIRST) or name in _NOT_BY_CORRECTION:
        known = ", ".join(sorted(_correctable(subject)))
        raise _refused(subject, name, text, Words(f"mogelijk: {known}", f"possible: {known}"))
    if text is None:
        return None
    annotation = str(model_fields[name].annotation)
    for kind, (read, nl, en) in _READERS.items():
        if kind in annotation:
            try:
                return read(text)
            except (ValueError, KeyError) as problem:
                raise _refused(subject, name, text, Words(nl, en)) from problem
    return text


def _correctable(subject: Record) -> Iterable[str]:
    return (
        name
        for name in subject.values
        if not name.startswith(_FIRST) and name not in _NOT_BY_CORRECTION
    )


_READERS: Mapping[str, tuple[Callable[[str], Value], str, str]] = {
    "date": (date.fromisoformat, "verwacht een dag, jjjj-mm-dd", "a day is expected, yyyy-mm-dd"),
    "bool": (
        {"true": True, "false": False}.__getitem__,
        "verwacht true of false",
        "true or false is expected",
    ),
    "int": (int, "verwacht een geheel getal", "a whole number is expected"),
}


def _refused(subject: Record, name: str, text: str | None, problem: Words) -> InvalidAmendmentError:
    return InvalidAmendmentError(subject=subject.name, field=name, value=text, problem=problem)
