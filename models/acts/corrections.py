"""Mending the record: what was written down wrongly, and what was closed too soon.

Nothing is edited: each is an event of its own kind, with a reason and (where there is one) a
second person, and what stood there before stays in the chain.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from models import statechart
from models.errors import InvalidAmendmentError, TransitionRefusedError, Words
from models.ledger.chain import events_of
from models.ledger.writer import Ledger
from models.lifecycles.charts import chart_of, place_columns, standing_of
from models.lifecycles.lifecycle import require_reason
from models.lifecycles.obligations import meet_obligations
from models.milestones.acts import without_internal_target
from models.milestones.terms import corrected_term
from models.rules.agreements import bound_of
from models.rules.status import Outcome, outcome_of
from models.statechart import Chart
from models.statechart.elements import Kind
from models.storage.column_text import column_value, refused
from models.storage.records import Record, current, current_by_id
from models.storage.values import Value
from models.vocabulary import EventKind, SubjectKind

_NOT_BY_CORRECTION = frozenset(
    {
        *("standing", "definition_id", "seed_digest", "obligation", "closed_by_step", "replanned"),
        *("anchor_words", "anchor_offset", "anchor_id"),
        *("override_status", "override_reason", "override_by", "override_on", "override_until"),
    }
)
_DAYS_AGREED = frozenset({"earliest", "soft_latest", "latest", "bound", "internal_target"})
_DAYS_OF_THE_WORDS = frozenset({"earliest", "soft_latest", "latest"})
_FOLLOWS = Words(
    "dat volgt uit wat de afspraak dateert; corrigeer die dag, of maak haar los (milestone untie)",
    "that follows from what dates the agreement; correct that day, or let it loose (milestone"
    " untie)",
)
_FIRST = "first_"  # nothing changes a first agreement
_OWN_VERBS: Mapping[SubjectKind, Words] = {
    SubjectKind.CONTACT: Words(
        "wijzig de functie zelf (mijlpaal contact change)",
        "change the function itself (mijlpaal contact change)",
    ),
    SubjectKind.MANDATE: Words(
        "trek het mandaat in en geef een ander", "withdraw the mandate and give another"
    ),
    SubjectKind.PROPOSAL: Words(
        "wijs het voorstel af en dien een ander in", "reject the proposal and submit another"
    ),
    SubjectKind.STATEMENT: Words(
        "lees de brief opnieuw en beslis anders", "read the letter again and decide otherwise"
    ),
}


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
        InvalidAmendmentError: a field that does not exist, cannot be corrected, or not to this;
            or a bound would be lost without an internal target.
        InvalidWindowError: the days of the agreement would be out of order.
        UnreadableTermError, SuspensionError: a statutory term that cannot be.
        SecondPersonError: it needs a second person.
    """
    subject = current(ledger.session, kind, key)
    reason = require_reason(Words("Corrigeren", "Correcting"), subject.name, reason)
    _refuse_by_its_own_verbs(subject)
    _refuse_day_to_come(ledger, subject, effective_on)
    changes: dict[str, Value] = {
        name: _value_of(ledger, subject, name, text) for name, text in (fields or {}).items()
    }
    if states:
        changes |= _moved(ledger, subject, states)
    changes = {name: value for name, value in changes.items() if subject.values[name] != value}
    if not changes:
        raise InvalidAmendmentError(
            subject=subject.name,
            field=", ".join([*states, *(fields or {})]) or "?",
            value="",
            problem=Words("zo staat het er al", "that is what it says already"),
        )
    if kind is SubjectKind.MILESTONE:
        changes |= corrected_term(subject, changes, ledger.rulebook.calendar)
        if subject.values["term"] is None and not _DAYS_AGREED.isdisjoint(changes):
            changes |= _bound_that_follows(ledger, subject, changes)
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
    _refuse_orphan(ledger, subject, target)
    changes = place_columns(subject, target)
    if kind is SubjectKind.MILESTONE:
        changes |= {"achieved_on": None, "evidence": None, "closed_by_step": None}
    reopened = ledger.record(subject, EventKind.REOPENED, changes, reason=reason)
    meet_obligations(ledger, reopened)
    return reopened


def _moved(ledger: Ledger, subject: Record, states: Sequence[str]) -> dict[str, Value]:
    """Return the columns that put the subject in these states."""
    chart = chart_of(ledger.session, subject)
    target = chart.write(_placed(chart, subject, states))
    _refuse_orphan(ledger, subject, target)
    # From now on a person says how it stands, and no step opens it again.
    by_person = {"closed_by_step": None} if subject.kind is SubjectKind.MILESTONE else {}
    return {**place_columns(subject, target), **by_person}


def _bound_that_follows(
    ledger: Ledger, milestone: Record, changes: Mapping[str, Value]
) -> dict[str, Value]:
    """Return the day to count to, unless a person names it; none is lost without another.

    The days of a window that is tied follow from what dates it: that is to be corrected.
    """
    given = sorted(_DAYS_OF_THE_WORDS & changes.keys())
    if given and milestone.number("anchor_id") is not None:
        raise refused(milestone, given[0], str(changes[given[0]] or ""), _FOLLOWS)
    values = {**milestone.values, **changes}
    bound = bound_of(ledger.session, values, calendar=ledger.rulebook.calendar)
    if bound["bound"] is None and milestone.day("bound") is not None:
        field = next(name for name in changes if name in _DAYS_AGREED)
        raise without_internal_target(milestone, field, "")
    return bound if changes.get("bound") is None else {}


def _refuse_day_to_come(ledger: Ledger, subject: Record, day: date | None) -> None:
    if day is not None and day > ledger.today:
        raise InvalidAmendmentError(
            subject=subject.name,
            field="effective_on",
            value=day,
            problem=Words("die dag moet nog komen", "that day is still to come"),
        )


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


def _value_of(ledger: Ledger, subject: Record, name: str, text: str | None) -> Value:
    """Return the text as the column holds it, where this column is for people to correct."""
    correctable = [field for field in subject.values if _is_correctable(subject, field)]
    if name not in correctable:
        known = ", ".join(sorted(correctable))
        raise refused(subject, name, text, Words(f"mogelijk: {known}", f"possible: {known}"))
    return column_value(ledger.session, subject, name, text)


def _is_correctable(subject: Record, field: str) -> bool:
    if field == "about_id" and subject.values.get("obligation"):
        return False  # whose obligation it is, its life cycle says
    return not field.startswith(_FIRST) and field not in _NOT_BY_CORRECTION


def _refuse_by_its_own_verbs(subject: Record) -> None:
    """Who may do what, and what was proposed, are not to be rewritten around their own rules.

    Otherwise whoever proposed something could become somebody else and confirm it, and the last
    administrator could be gone.
    """
    if subject.kind in _OWN_VERBS:
        raise InvalidAmendmentError(
            subject=subject.name, field="*", value="", problem=_OWN_VERBS[subject.kind]
        )


def _refuse_orphan(ledger: Ledger, subject: Record, target: str) -> None:
    """Keep closed what no state asks for any more; it opens when its state is entered again."""
    if subject.kind is not SubjectKind.MILESTONE or outcome_of(target) is not Outcome.OPEN:
        return
    obligation = subject.text("obligation")
    if obligation is None:
        return
    about = current_by_id(ledger.session, subject.number("about_id") or 0)
    chart = chart_of(ledger.session, about)
    standing = standing_of(chart, about)
    if obligation not in {each.id for each in chart.due(standing)}:
        raise TransitionRefusedError(
            subject=subject.name,
            state=subject.text("standing"),
            event=Words("heropenen", "reopen"),
            why=Words(
                f"{about.name.nl} staat in {chart.describe(standing, 'nl')} en vraagt er niet om",
                f"{about.name.en} is in {chart.describe(standing, 'en')}, where nobody asks for it",
            ),
        )
