"""A statutory term on a milestone: set, suspended and resumed through the ledger.

The bound follows from the term in the same transaction; while the term stands still there is
none. Each is an event of its own, so that the old bound stays visible, and needs a second person
where re-planning does: it moves the bound just as well.
"""

from datetime import date, timedelta

from models.dates import Calendar, RunningTerm, StandsStill, Window, read_term, write_edtf
from models.dates.spelling import in_words
from models.dates.suspension import read_suspensions, write_suspensions
from models.dates.term_text import term_in_words, write_term
from models.errors import InvalidAmendmentError, SuspensionError, Words
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import require_reason
from models.milestones.open_milestone import open_milestone
from models.rules.override import WITHOUT_OVERRIDE
from models.storage.records import Record
from models.storage.values import Value, Values
from models.vocabulary import EventKind

_OF_WHAT_DATES_IT = ("anchor_words", "anchor_offset", "anchor_id")
TERM_FIELDS = ("term_starts_on", "term", "suspensions")
_NOT_YET = Words(
    "die dag moet nog komen; opschorten kan tot en met morgen",
    "that day is still to come; suspend from tomorrow at the latest",
)
_FOLLOWS_FROM_TERM = frozenset(
    {"wording", "edtf", "earliest", "soft_latest", "latest", "bound", "bound_confidence"}
)


def term_of(values: Values) -> RunningTerm | None:
    """Return the statutory term of a milestone, None when it has none."""
    starts_on, term, suspensions = (values[field] for field in TERM_FIELDS)
    if not isinstance(starts_on, date) or term is None:
        return None
    text = None if suspensions is None else str(suspensions)
    return RunningTerm(starts_on, read_term(str(term)), read_suspensions(text))


def without_term(values: Values) -> Values:
    """Return the columns that end the statutory term of a milestone; nothing if it has none."""
    return {} if values["term"] is None else dict.fromkeys(TERM_FIELDS)


def set_term(
    ledger: Ledger, key: str, starts_on: date, length: str, *, reason: str | None = None
) -> Record:
    """Let the bound of a milestone follow from a statutory term, in place of what was agreed.

    Suspensions of a term that was set before are kept.

    Args:
        ledger: who does this, and in which transaction.
        key: of the milestone.
        starts_on: the day of the event; the term runs from the next day.
        length: "13 weken", "P13W".
        reason: why; only a milestone without any date so far can do without.

    Raises:
        UnreadableTermError: the length is none.
        ReasonMissingError: it replaces a date that was agreed, and no reason was given.
        SuspensionError: a suspension does not lie in the new term.
        OutsideCalendarError: the end lies outside the calendar.
        TransitionRefusedError: the milestone is closed.
    """
    milestone = open_milestone(ledger, key, Words("een termijn stellen", "setting a term"))
    calendar = ledger.rulebook.calendar
    before = term_of(milestone.values)
    term = RunningTerm(starts_on, read_term(length))
    if before is not None:
        term = before.moved(starts_on, term.term, calendar)
    if before == term:
        raise InvalidAmendmentError(
            subject=milestone.name,
            field="term",
            value=term_in_words(term.term),
            problem=Words("die termijn loopt al", "that term runs already"),
        )
    if before is not None or milestone.values["bound"] is not None:
        action = Words("Een termijn in de plaats stellen", "Setting a term instead")
        reason = require_reason(action, milestone.name, reason)
    changes = {
        **term_columns(term, calendar),
        **dict.fromkeys(("soft_latest", "internal_target", *_OF_WHAT_DATES_IT)),
        **WITHOUT_OVERRIDE,
    }
    return ledger.record(
        milestone,
        EventKind.TERM_SET,
        changes,
        reason=reason,
        effective_on=min(starts_on, ledger.today),
    )


def suspend(ledger: Ledger, key: str, first: date, *, reason: str | None) -> Record:
    """Let the term of a milestone stand still from a day on, the first that does not count.

    At the latest from tomorrow: the day after the one on which completion was asked for (Awb
    4:15(1)). Whoever knows of a later one still has a bound until then.

    Raises:
        ReasonMissingError: no reason was given.
        SuspensionError: there is no term, it stands still already, or the day does not lie in it
            or comes too late.
        TransitionRefusedError: the milestone is closed.
    """
    action = Words("Opschorten", "Suspending")
    milestone, term = _with_term(ledger, key, first, action)
    if first > ledger.today + timedelta(days=1):
        raise SuspensionError(day=first, problem=_NOT_YET)
    reason = require_reason(action, milestone.name, reason)
    changed = term.suspended(first, ledger.rulebook.calendar)
    return _record(ledger, milestone, EventKind.SUSPENDED, changed, since=first, reason=reason)


def resume(ledger: Ledger, key: str, first: date, *, reason: str | None) -> Record:
    """Let the term of a milestone run again from a day on, the first that counts again.

    From the very day on which it was suspended: then it never stood still.

    Raises:
        ReasonMissingError: no reason was given.
        SuspensionError: there is no term, it does not stand still, or did not yet on that day.
        OutsideCalendarError: the end lies outside the calendar.
        TransitionRefusedError: the milestone is closed.
    """
    action = Words("Hervatten", "Resuming")
    milestone, term = _with_term(ledger, key, first, action)
    reason = require_reason(action, milestone.name, reason)
    changed = term.resumed(first, ledger.rulebook.calendar)
    return _record(ledger, milestone, EventKind.RESUMED, changed, since=first, reason=reason)


def term_columns(term: RunningTerm, calendar: Calendar) -> dict[str, Value]:
    """Return the columns of a milestone whose bound follows from a term.

    Raises:
        OutsideCalendarError: the end lies outside the calendar.
    """
    end = term.end(calendar)
    last = None if isinstance(end, StandsStill) else end.day
    return {
        "term_starts_on": term.starts_on,
        "term": write_term(term.term),
        "suspensions": write_suspensions(term.suspensions),
        "wording": _wording(term, end if isinstance(end, StandsStill) else None),
        "edtf": write_edtf(Window(None, None, last)),
        "earliest": None,
        "latest": last,
        "bound": last,
        "bound_confidence": None,
    }


def corrected_term(milestone: Record, changes: Values, calendar: Calendar) -> Values:
    """Return what a correction of a milestone changes besides: the bound follows from the term.

    Raises:
        InvalidAmendmentError: it corrects what follows from the term, or the term of a milestone
            that has none, or leaves half a term.
        UnreadableTermError, UnreadablePhraseError, SuspensionError: it is no term.
        OutsideCalendarError: the end lies outside the calendar.
    """
    has_term = milestone.values["term"] is not None
    is_about_term = not changes.keys().isdisjoint(TERM_FIELDS)
    if has_term:
        _refuse_what_follows(milestone, changes)
    if not is_about_term:
        return {}
    term = term_of({**milestone.values, **changes})
    if term is None or not has_term:
        raise InvalidAmendmentError(
            subject=milestone.name,
            field=", ".join(name for name in TERM_FIELDS if name in changes),
            value="",
            problem=_by_its_own_verb(milestone.key),
        )
    return term_columns(term.moved(term.starts_on, term.term, calendar), calendar)


def _refuse_what_follows(milestone: Record, changes: Values) -> None:
    for field in changes.keys() & _FOLLOWS_FROM_TERM:
        raise InvalidAmendmentError(
            subject=milestone.name,
            field=field,
            value=changes[field],
            problem=Words(
                f"dat volgt uit de termijn; corrigeer {', '.join(TERM_FIELDS)}",
                f"that follows from the term; correct {', '.join(TERM_FIELDS)}",
            ),
        )


def _by_its_own_verb(key: str) -> Words:
    commands = f"(mijlpaal milestone term {key}, mijlpaal milestone replan {key})"
    return Words(
        f"een termijn begint of eindigt niet door een correctie: stel of herijk hem {commands}",
        f"a term neither begins nor ends by a correction: set or re-plan it {commands}",
    )


def _with_term(ledger: Ledger, key: str, day: date, action: Words) -> tuple[Record, RunningTerm]:
    """Return an open milestone and its term.

    Raises:
        TransitionRefusedError: the milestone is closed.
        SuspensionError: it has no term.
    """
    milestone = open_milestone(ledger, key, action)
    term = term_of(milestone.values)
    if term is None:
        raise SuspensionError(day=day, problem=_without_term(milestone))
    return milestone, term


def _record(
    ledger: Ledger,
    milestone: Record,
    kind: EventKind,
    term: RunningTerm,
    *,
    since: date,
    reason: str,
) -> Record:
    columns = term_columns(term, ledger.rulebook.calendar)
    changes = {field: v for field, v in columns.items() if milestone.values[field] != v}
    effective_on = min(since, ledger.today)
    return ledger.record(milestone, kind, changes, reason=reason, effective_on=effective_on)


def _wording(term: RunningTerm, still: StandsStill | None) -> str:
    """Return the term in Dutch, as milestones are worded, with what stands or stood still."""
    said = f"{term_in_words(term.term)} na {in_words(term.starts_on)}"
    if still is not None:
        days = "dag" if still.days_left == 1 else "dagen"
        return f"{said}, opgeschort sinds {in_words(still.since)}, nog {still.days_left} {days}"
    count = sum(each.days for each in term.suspensions)
    if not count:
        return said
    return f"{said}, {count} {'dag' if count == 1 else 'dagen'} opgeschort geweest"


def _without_term(milestone: Record) -> Words:
    key, name = milestone.key, milestone.name
    return Words(
        f"{name.nl} heeft geen wettelijke termijn; stel er eerst een"
        f" (mijlpaal milestone term {key} --starts DAG --term TERMIJN)",
        f"{name.en} has no statutory term; set one first"
        f" (mijlpaal milestone term {key} --starts DAY --term TERM)",
    )
